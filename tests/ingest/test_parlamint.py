"""The ParlaMint reader, on fiction in the shape of ParlaMint-GB. No person in it is real."""

import os
import re
from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.debate import PARAGRAPH, Contribution, Debate, Division, House, Kind, Sitting, Speaker
from analyser.errors import UnreadableHansard
from analyser.ingest.parlamint import is_parlamint, read_parlamint
from analyser.ingest.twfy_xml import read_twfy_xml
from tests.ingest.write_parlamint import write_parlamint

ILLUSTRATIVE = Path(__file__).parents[2] / "data" / "illustrative" / "xml"
NAMESPACE = "http://www.tei-c.org/ns/1.0"

LISTS = """<particDesc><listOrg>
<org xml:id="GoGB" role="government"><orgName full="yes">Government</orgName></org>
<org xml:id="party.REED" role="politicalParty"><orgName full="yes">Reed</orgName>
<orgName full="abb">Rd</orgName><state><label><orgName full="abb">ignored</orgName></label></state>
</org><org xml:id="party.SILT" role="politicalParty"><orgName full="yes">Silt</orgName></org>
</listOrg><listPerson><person xml:id="AdaFen"><persName><surname>Fen</surname>
<forename>Ada</forename><forename>Beatrix</forename></persName>
<affiliation role="member" ref="#parliament.HC" from="2015"/>
<affiliation role="member" ref="#party.REED" from="2015-05-07" to="2020-01"/>
<affiliation role="member" ref="#party.SILT" from="2020-01-08"/>
<affiliation role="member" ref="#party.MOSS" from="2022-03"/>
<affiliation role="minister" ref="#GoGB" from="2020-01-01" to="2020-01-31">
<roleName>Minister for Buoys</roleName></affiliation></person>
<person xml:id="BoMarsh"><persName to="2019-12-31"><forename>Bo</forename><surname>Wold</surname>
</persName><persName from="2020-01-01"><forename>Bo</forename><nameLink>de</nameLink>
<surname>Marsh</surname></persName><affiliation role="minister" ref="#GoGB"/></person>
</listPerson></particDesc>"""

BODY = """<div type="debateSection"><head>Buoys</head>
<note xml:id="{id}.note1"><p>Prayers</p><p>read</p></note>
<note type="time">2.30 pm</note>
<note type="speaker">Mr Speaker:</note>
<u xml:id="S.u1" who="#CyHolt" ana="#chair"><seg>Order.</seg></u>
<u xml:id="S.u2" who="#AdaFen" ana="#regular"><seg>I thank   my
hon. Friend.</seg><note type="comment">[Laughter]</note><seg>All <hi>of</hi> them.</seg>
<vocal type="noise"><desc>Bells</desc></vocal></u>
<u xml:id="S.u2" who="#BoMarsh"><seg>Yes<gap><desc>inaudible</desc></gap>.</seg></u>
<head>Schedule</head>
<u><seg>Question put, That the buoys be lit.</seg></u>
<note type="vote-ayes">Ayes: 1,312</note><note type="vote-noes">Noes in all: 4</note>
<note type="vote-ayes">Ayes have it</note><note type="vote-noes">4 against</note>
<note type="speaker">Several hon. Members</note><gap reason="editorial"><desc>SAMPLING</desc></gap>
</div><div/><div type="debateSection"><u who="#DiRill"><seg>I rise.</seg></u></div>"""


def _tei(
    body: str = BODY,
    *,
    tei_id: str = "ParlaMint-GB_2020-01-08-commons",
    day: str = "2020-01-08",
    lists: str = "",
) -> str:
    setting = f'<settingDesc><setting><date when="{day}"/></setting></settingDesc>' if day else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- fiction -->\n<TEI xmlns="{NAMESPACE}"'
        f' xml:id="{tei_id}">\n<teiHeader><fileDesc><titleStmt><title>Fiction</title>'
        '<meeting ana="#parla.upper #parla.sitting"/></titleStmt></fileDesc>'
        f"<profileDesc>{setting}{lists}</profileDesc></teiHeader>\n"
        f"<text><body>{body.replace('{id}', tei_id)}</body></text></TEI>"
    )


def _write(folder: Path, text: str, name: str = "any.xml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf8")
    return path


def _read(folder: Path, text: str, name: str = "any.xml") -> Sitting:
    sitting = read_parlamint(_write(folder, text, name))
    assert sitting is not None
    return sitting


def _items(sitting: Sitting) -> list[Contribution]:
    return [item for debate in sitting.debates for item in debate.contributions]


def _speakers(sitting: Sitting) -> list[Speaker]:
    return [item.speaker for item in _items(sitting) if item.speaker]


def _spoken_by(who: str) -> str:
    return f'<div><u who="#{who}"><seg>I rise.</seg></u></div>'


def test_a_sitting_is_known_by_its_id_and_its_day(tmp_path: Path) -> None:
    sitting = _read(tmp_path, _tei())
    assert sitting.sitting_id == "parlamint-ParlaMint-GB_2020-01-08-commons"
    assert (sitting.house, sitting.date) == (House.COMMONS, date(2020, 1, 8))
    assert (sitting.source, sitting.format, sitting.version) == ("any.xml", "parlamint", "")
    assert not sitting.illustrative


@pytest.mark.parametrize(
    ("tei_id", "sitting_id", "house", "section"),
    [
        ("ParlaMint-GB_2020-01-08-lords", "", House.LORDS, "Lords Chamber"),
        ("ParlaMint-GB_2020-01-08", "", House.LORDS, "Lords Chamber"),
        (
            "ParlaMint-GB-en_2020-01-08-commons.ana",
            "parlamint-ParlaMint-GB_2020-01-08-commons",
            House.COMMONS,
            "Commons Chamber",
        ),
        (
            "Illustrative-ParlaMint-GB_2020-01-08-commons",
            "illustrative-parlamint-ParlaMint-GB_2020-01-08-commons",
            House.COMMONS,
            "Commons Chamber",
        ),
    ],
)
def test_the_id_tells_house_and_fiction_and_the_day_if_nothing_else_does(
    tmp_path: Path, tei_id: str, sitting_id: str, house: House, section: str
) -> None:
    sitting = _read(tmp_path, _tei(tei_id=tei_id, day=""))
    assert sitting.sitting_id == (sitting_id or f"parlamint-{tei_id}")
    assert (sitting.house, sitting.date) == (house, date(2020, 1, 8))
    assert {debate.section for debate in sitting.debates} == {section}
    assert sitting.illustrative == tei_id.startswith("Illustrative")
    ids = [debate.debate_id for debate in sitting.debates]
    ids += [item.contribution_id for item in _items(sitting)]
    assert len(ids) == len(set(ids)) == 15
    assert all(key.startswith("illustrative-") for key in ids if sitting.illustrative)
    assert not any(".ana." in key for key in ids)


def test_debates_have_titles_or_their_venue(tmp_path: Path) -> None:
    debates = _read(tmp_path, _tei()).debates
    assert [(debate.title, debate.section, len(debate.contributions)) for debate in debates] == [
        ("Buoys", "Commons Chamber", 12),
        ("Commons Chamber", "Commons Chamber", 1),
    ]


def test_every_part_of_a_debate_keeps_its_kind_words_and_order(tmp_path: Path) -> None:
    contributions = _items(_read(tmp_path, _tei()))
    assert [(item.kind, item.text) for item in contributions] == [
        (Kind.PROCEDURE, "Prayers\n\nread"),
        (Kind.TIME, "2.30 pm"),
        (Kind.SPEECH, "Order."),
        (Kind.SPEECH, "I thank my hon. Friend.\n\n[Laughter]\n\nAll of them.\n\n[Bells]"),
        (Kind.SPEECH, "Yes [inaudible] ."),
        (Kind.HEADING, "Schedule"),
        (Kind.PROCEDURE, "Question put, That the buoys be lit."),
        (Kind.DIVISION, "Noes in all: 4"),
        (Kind.PROCEDURE, "Ayes have it"),
        (Kind.PROCEDURE, "4 against"),
        (Kind.PROCEDURE, "Several hon. Members"),
        (Kind.PROCEDURE, "[SAMPLING]"),
        (Kind.SPEECH, "I rise."),
    ]
    assert [item.time for item in contributions] == [None, *["14:30:00"] * 12]
    ids = [item.contribution_id for item in contributions]
    assert ids[0] == "ParlaMint-GB_2020-01-08-commons.note1"
    assert ids[2:5] == ["S.u1", "S.u2", "S.u2~2"]


def test_a_division_has_the_counts_and_question_of_the_notes(tmp_path: Path) -> None:
    debate = _read(tmp_path, _tei()).debates[0]
    place = debate.contributions[7]
    question = "Question put, That the buoys be lit."
    assert debate.divisions == (Division(place.contribution_id, None, question, 1312, 4),)


def test_notes_that_lead_to_nothing_stay_where_they_stand(tmp_path: Path) -> None:
    types = ["speaker", "speaker", "vote-ayes", "comment", "vote-noes", "speaker"]
    notes = "".join(f'<note type="{kind}">{n} {kind}</note>' for n, kind in enumerate(types))
    debate, _ = _read(tmp_path, _tei(f"<div>{notes}</div>{_spoken_by('AdaFen')}")).debates
    assert [(item.kind, item.text) for item in debate.contributions] == [
        (Kind.PROCEDURE, f"{n} {kind}") for n, kind in enumerate(types)
    ]
    assert debate.divisions == ()


@pytest.mark.parametrize(
    ("printed", "time"),
    [
        ("14:30:05", "14:30:05"),
        ("The House met at 2.30 pm", "14:30:00"),
        ("12.05 a.m.", "00:05:00"),
        ("09:30", "09:30:00"),
        ("2.30", "2.30"),
        ("noon", "noon"),
        ("from 14:30 to 15:00", "from 14:30 to 15:00"),
        ("99:99", "99:99"),
    ],
)
def test_a_time_is_normalised_where_it_can_be_told(tmp_path: Path, printed: str, time: str) -> None:
    body = f'<note type="time">{printed}</note><u who="#A"><seg>I rise.</seg></u>'
    stamp, speech = _items(_read(tmp_path, _tei(f"<div>{body}</div>")))
    assert (stamp.kind, stamp.text) == (Kind.TIME, printed)
    assert (stamp.time, speech.time) == (time, time)


def test_speakers_are_as_listed_or_as_printed_or_the_bare_id(tmp_path: Path) -> None:
    sitting = _read(tmp_path, _tei(lists=LISTS))
    assert _speakers(sitting) == [
        Speaker("Mr Speaker", "CyHolt", office="Mr Speaker"),
        Speaker("Ada Fen", "AdaFen", party="Silt", office="Minister for Buoys"),
        Speaker("Bo de Marsh", "BoMarsh", office="Minister"),
        Speaker("DiRill", "DiRill"),
    ]
    assert [item.attribution for item in _items(sitting) if item.speaker] == [
        "Mr Speaker:",
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("day", "party", "office"),
    [
        ("2014-12-31", None, None),
        ("2015-05-07", "Rd", None),
        ("2020-01-07", "Rd", "Minister for Buoys"),
        ("2020-01-08", "Silt", "Minister for Buoys"),
        ("2020-01-31", "Silt", "Minister for Buoys"),
        ("2022-02-28", "Silt", None),
        ("2022-03-01", "MOSS", None),
    ],
)
def test_party_and_office_are_those_of_the_day(
    tmp_path: Path, day: str, party: str | None, office: str | None
) -> None:
    (speaker,) = _speakers(_read(tmp_path, _tei(_spoken_by("AdaFen"), day=day, lists=LISTS)))
    assert (speaker.name, speaker.party, speaker.office) == ("Ada Fen", party, office)


def test_a_name_is_that_of_the_day(tmp_path: Path) -> None:
    text = _tei(_spoken_by("BoMarsh"), day="2019-12-31", lists=LISTS)
    assert [speaker.name for speaker in _speakers(_read(tmp_path, text))] == ["Bo Wold"]


def test_the_chair_has_an_office_even_without_a_speaker_line(tmp_path: Path) -> None:
    body = '<div><u who="#AdaFen" ana="#chair"><seg>Order.</seg></u></div>'
    (speaker,) = _speakers(_read(tmp_path, _tei(body, lists=LISTS)))
    assert (speaker.name, speaker.office) == ("Ada Fen", "Chair")


@pytest.mark.parametrize("folder", ["2020", "."])
@pytest.mark.parametrize(
    "companion",
    ["ParlaMint-GB-listPerson.xml", "ParlaMint-GB.xml", "ParlaMint-GB.ana.xml"],
)
def test_lists_are_found_beside_the_file_and_above(
    tmp_path: Path, folder: str, companion: str
) -> None:
    root = "listPerson" if "listPerson" in companion else "teiCorpus"
    _write(tmp_path, f'<{root} xmlns="{NAMESPACE}">{LISTS}</{root}>', companion)
    sitting = _read(tmp_path, _tei(_spoken_by("AdaFen")), f"{folder}/any.xml")
    assert [(who.name, who.party) for who in _speakers(sitting)] == [("Ada Fen", "Silt")]


def test_the_nearest_list_wins_and_parties_may_stand_in_a_list_of_their_own(
    tmp_path: Path,
) -> None:
    people = "<listPerson{}><person xml:id='AdaFen'><persName>{}</persName><affiliation"
    people += " ref='#party.REED' role='member'/></person></listPerson>"
    space = f' xmlns="{NAMESPACE}"'
    _write(tmp_path, people.format(space, "Above"), "ParlaMint-GB-listPerson.xml")
    text = _tei(_spoken_by("AdaFen"))
    (above,) = _speakers(_read(tmp_path, text, "2020/any.xml"))
    assert (above.name, above.party) == ("Above", "REED")
    orgs = "<org xml:id='party.REED' role='politicalParty'><orgName full='yes'>Reed</orgName></org>"
    _write(tmp_path, f"<listOrg{space}>{orgs}</listOrg>", "2020/ParlaMint-GB-listOrg.xml")
    _write(tmp_path, people.format(space, "Beside"), "2020/ParlaMint-GB-listPerson.xml")
    (beside,) = _speakers(_read(tmp_path, text, "2020/any.xml"))
    assert (beside.name, beside.party) == ("Beside", "Reed")
    own = _tei(_spoken_by("AdaFen"), lists=people.format("", "Within"))
    (within,) = _speakers(_read(tmp_path, own, "2020/any.xml"))
    assert (within.name, within.party) == ("Within", "Reed")


def test_a_list_that_changes_is_read_again(tmp_path: Path) -> None:
    for number, name in enumerate(["Ada", "Bea"], start=1):
        text = f"<person xml:id='AdaFen'><persName>{name}</persName></person>"
        text = f'<listPerson xmlns="{NAMESPACE}">{text}</listPerson>'
        path = _write(tmp_path, text, "ParlaMint-GB-listPerson.xml")
        os.utime(path, ns=(number, number))
        sitting = _read(tmp_path, _tei(_spoken_by("AdaFen")))
        assert [speaker.name for speaker in _speakers(sitting)] == [name]


def test_annotated_words_come_back_as_printed(tmp_path: Path) -> None:
    seg = """<seg>
      <s><w>I</w> <w join="right">do<w norm="do"/><w norm="not"/></w><pc>,</pc>
        <name type="ORG"><w>House</w>
          <w join="right">Service</w>
        </name><pc join="right">.</pc>
        <linkGrp><link target="#a #b"/></linkGrp></s>
      <note>[Interruption.]</note>
      <s><w><w join="right">can</w><w>not</w></w><phr><w>go</w></phr><pc join="right">(</pc><w
        join="right">A</w><pc>)</pc></s></seg>"""
    (speech,) = _items(_read(tmp_path, _tei(f'<div><u who="#A">{seg}</u></div>')))
    assert speech.text == "I do, House Service. [Interruption.] cannot go (A)"


@pytest.mark.parametrize("path", sorted(ILLUSTRATIVE.glob("*.xml")), ids=lambda path: path.name)
def test_the_illustrative_sittings_come_back_from_plain_and_annotated(
    tmp_path: Path, path: Path
) -> None:
    sitting = read_twfy_xml(path)
    assert sitting is not None
    plain = read_parlamint(write_parlamint(sitting, tmp_path, annotated=False))
    annotated = read_parlamint(write_parlamint(sitting, tmp_path, annotated=True))
    assert plain is not None
    assert annotated is not None
    assert plain.debates == annotated.debates
    assert plain.sitting_id == annotated.sitting_id
    assert (plain.date, plain.house) == (sitting.date, sitting.house)
    assert plain.illustrative
    assert [debate.title for debate in plain.debates] == [
        debate.title for debate in sitting.debates
    ]
    assert [_essence(item) for item in _items(plain)] == [
        _essence(item) for item in _items(sitting)
    ]
    assert _counts(plain) == _counts(sitting)


def _essence(item: Contribution) -> tuple[Kind, str, str | None, str | None]:
    who = item.speaker
    return item.kind, item.text, who.name if who else None, who.office if who else None


def _counts(sitting: Sitting) -> list[tuple[int | None, int | None, str | None]]:
    return [(d.ayes, d.noes, d.question) for debate in sitting.debates for d in debate.divisions]


@pytest.mark.parametrize(
    "text",
    [
        f'<teiCorpus xmlns="{NAMESPACE}"><teiHeader>{LISTS}</teiHeader></teiCorpus>',
        f'<listPerson xmlns="{NAMESPACE}"><person/></listPerson>',
        f'<?xml version="1.0"?><!-- <html> --><?x y?><listOrg xmlns="{NAMESPACE}"/>',
        f'<tei:taxonomy xmlns:tei="{NAMESPACE}"/>',
    ],
)
def test_a_companion_holds_no_sitting(tmp_path: Path, text: str) -> None:
    path = _write(tmp_path, text)
    assert is_parlamint(path)
    assert read_parlamint(path) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_tei(), True),
        ("\ufeff" + _tei(), True),
        (f'<!DOCTYPE TEI [<!ENTITY x "<html>">]><TEI xmlns="{NAMESPACE}"/>', True),
        (f'<TEI xmlns="{NAMESPACE}"><broken', True),
        ("<TEI/>", False),
        (f'<!-- <TEI xmlns="{NAMESPACE}"> --><publicwhip/>', False),
        (f'<html xmlns="{NAMESPACE}"/>', False),
        ("TEI", False),
        ("", False),
    ],
)
def test_a_file_is_known_by_its_root(tmp_path: Path, text: str, expected: bool) -> None:
    assert is_parlamint(_write(tmp_path, text)) is expected


BOMB = """<!DOCTYPE TEI [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="&d;"><text><body><u>&d;</u></body></text></TEI>"""
SPEECH = '<div><u who="#A"><seg>I rise.</seg></u></div>'


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("", "line 1", "the file is empty"),
        (" \n", "line 2", "Start tag expected"),
        ("<html><body/></html>", "line 1", "the root is <html>"),
        ("<TEI/>", "line 1", "the root is <TEI>"),
        (_tei().partition("<note type")[0], "line 7", "Premature end"),
        (_tei().replace("</seg>", "", 1), "line 9", "mismatch"),
        (_tei(tei_id=""), "line 3", "no xml:id"),
        (_tei(tei_id="ParlaMint-GB", day=""), "line 4", "no date is given"),
        (_tei(day="2020-02-31"), "line 4", "the day '2020-02-31' is no date"),
        (_tei(day="soon"), "line 4", "the day 'soon' is no date"),
        (_tei("<div><note>Prayers</note></div>"), "line 3", "no utterance"),
        (_tei(""), "line 3", "no utterance"),
        (_tei("<div><u>I rise.</u></div>"), "line 5", "words outside any paragraph"),
        (_tei("<div><u><seg>I</seg>\nrise.</u></div>"), "line 5", "'rise.'"),
        (_tei("<div><note>I<p>rise.</p></note></div>"), "line 5", "'I'"),
        (_tei("<div><u><p>I rise.</p></u></div>"), "line 5", "'I rise.'"),
        (_tei("<div><u><seg><s><w>I</w> rise.</s></seg></u></div>"), "line 5", "'rise.'"),
        (_tei(SPEECH.replace("<u", "stray<u")), "line 5", "'stray'"),
        (_tei(SPEECH.replace("</u>", "</u>stray")), "line 5", "'stray'"),
        (_tei(SPEECH + "stray"), "line 5", "'stray'"),
        (_tei(SPEECH).replace("</text>", "</text>stray"), "line 3", "'stray'"),
        (_tei(f"<div>{'<hi>' * 400}x{'</hi>' * 400}</div>"), "line 5", "depth"),
        (re.sub("<teiHeader>.*</teiHeader>", "", _tei()), "line 5", "no <teiHeader> before"),
        (_tei().replace("TEI", "teiCorpus"), "line 9", "an utterance within a file that should"),
        (f'<listPerson xmlns="{NAMESPACE}"><person>', "line 1", "Premature end"),
        (BOMB, "the DOCTYPE", "declares a document type or entities"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(
    tmp_path: Path, text: str, where: str, what: str
) -> None:
    path = _write(tmp_path, text)
    with pytest.raises(UnreadableHansard) as refusal:
        read_parlamint(path)
    assert refusal.value.path == path
    assert refusal.value.where.startswith(where)
    assert what in refusal.value.what
    assert refusal.value.expected


def test_a_broken_list_is_named_by_its_own_path(tmp_path: Path) -> None:
    companion = _write(tmp_path, "<listPerson>", "ParlaMint-GB-listPerson.xml")
    with pytest.raises(UnreadableHansard) as refusal:
        _read(tmp_path, _tei())
    assert refusal.value.path == companion


def test_no_entity_reaches_outside_the_file(tmp_path: Path) -> None:
    secret = _write(tmp_path, "the secret", name="secret.txt")
    outside = f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    text = _tei("<div><u who='#A'><seg>&x;</seg></u></div>").partition("?>")[2]
    with pytest.raises(UnreadableHansard) as refusal:
        read_parlamint(_write(tmp_path, outside + text))
    assert refusal.value.where == "the DOCTYPE"
    assert "the secret" not in str(refusal.value)


_TEXT = st.text("ab .,’é\u00a0&<1:", min_size=1, max_size=12)
_NOTE_TYPES = st.sampled_from(["", "speaker", "time", "vote-ayes", "vote-noes", "comment", "date"])


@st.composite
def _block(draw: st.DrawFn) -> str:
    words = escape(draw(_TEXT))
    match draw(st.sampled_from(["head", "note", "u", "gap", "div", "p"])):
        case "note":
            return f'<note type="{draw(_NOTE_TYPES)}">{words}</note>'
        case "u":
            who = draw(st.sampled_from(["", 'who="#A"', 'who="#B" ana="#chair"']))
            inside = draw(st.sampled_from(["", "<note>n</note>", "<gap><desc>g</desc></gap>"]))
            return f"<u {who}><seg>{words}{inside}{words}</seg>{inside}<seg>{words}</seg></u>"
        case "gap":
            return f"<gap><desc>{words}</desc></gap>"
        case "div":
            return f"<div><head>{words}</head><note>{words}</note></div>"
        case name:
            return f"<{name}>{words}</{name}>"


@given(st.lists(st.lists(_block(), max_size=6), max_size=4), st.lists(_block(), max_size=2))
def test_nothing_is_lost(divs: list[list[str]], loose: list[str]) -> None:
    body = "".join(f"<div>{''.join(blocks)}</div>" for blocks in divs) + "".join(loose)
    with TemporaryDirectory() as folder:
        sitting = _read(Path(folder), _tei(body + SPEECH))
    kept: Counter[str] = Counter()
    for debate in sitting.debates:
        kept.update(debate.title)
        for item in debate.contributions:
            kept.update(item.text + (item.attribution or ""))
    printed = Counter(_letters_of(body + SPEECH))
    assert sum(printed.values()) > 0
    assert printed - kept == Counter()
    ids = [item.contribution_id for item in _items(sitting)]
    assert len(ids) == len(set(ids))


def _letters_of(body: str) -> str:
    """The letters between the tags, without white space."""
    return "".join(unescape(re.sub("<[^>]*>", "", body)).split())


_PARAGRAPH_TEXT = st.from_regex(r"[ab.,’é?!()\-\u00a0]+( [ab.,’é?!()\-\u00a0]+)*", fullmatch=True)


@given(st.lists(_PARAGRAPH_TEXT, min_size=1, max_size=4))
def test_plain_and_annotated_are_equal_and_exact(paragraphs: list[str]) -> None:
    text = PARAGRAPH.join(paragraphs)
    speech = Contribution("x", Kind.SPEECH, text, Speaker("Ada Fen"))
    debate = Debate("d", "Buoys", "Commons Chamber", (speech,))
    made_up = Sitting("illustrative-x", House.COMMONS, date(2099, 4, 1), "x", "x", (debate,))
    with TemporaryDirectory() as folder:
        files = [write_parlamint(made_up, Path(folder), annotated=on) for on in (False, True)]
        plain, annotated = (read_parlamint(file) for file in files)
    assert plain is not None
    assert annotated is not None
    assert plain.debates == annotated.debates
    assert [item.text for item in _items(plain)] == [text]


def test_procedure_within_an_utterance_is_nobodys(tmp_path: Path) -> None:
    segments = (
        "I want the weir mended.",
        "Several hon. Members rose—",
        "Question put, That the weir be mended.",
        "The House divided: Ayes 31, Noes 20.",
        "Question accordingly agreed to.",
        "Now let us <note>Interruption</note> go on, <vocal><desc>Oh!</desc></vocal> please.",
    )
    said = "".join(
        f'<seg xml:id="ParlaMint-GB_2033-04-05-commons.seg{n}">{words}</seg>'
        for n, words in enumerate(segments)
    )
    path = tmp_path / "ParlaMint-GB_2033-04-05-commons.xml"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="ParlaMint-GB_2033-04-05-commons">'
        '<teiHeader><setting><date when="2033-04-05"/></setting></teiHeader><text><body>'
        '<div type="debateSection"><head>Weirs</head><u xml:id="ParlaMint-GB_2033-04-05-commons.u1"'
        f' who="#AdaFen">{said}</u></div></body></text></TEI>',
        "utf8",
    )
    sitting = read_parlamint(path)
    assert sitting is not None
    [debate] = sitting.debates
    assert [(item.kind.value, item.text) for item in debate.contributions] == [
        ("speech", segments[0]),
        ("procedure", "\n\n".join(segments[1:4])),
        ("division", ""),
        ("procedure", segments[4]),
        ("speech", "Now let us [Interruption] go on, [Oh!] please."),
    ]
    assert {item.speaker and item.speaker.name for item in debate.contributions} == {"AdaFen", None}
    [division] = debate.divisions
    assert (division.ayes, division.noes) == (31, 20)
    assert division.question == "Question put, That the weir be mended."
    assert len({item.contribution_id for item in debate.contributions}) == 5
