"""The ParlParse reader, on fiction in the shape of both generations of files."""

from datetime import date
from pathlib import Path

import pytest

from analyser.debate import Contribution, House, Kind, Sitting, Vote
from analyser.errors import UnreadableHansard
from analyser.ingest import read_twfy_xml

NEW = """<publicwhip scraperversion="a" latest="yes">
  <oral-heading id="x/debate/2020-01-08a.1.0" nospeaker="true" colnum="1" time="">Oral
Answers to
Questions</oral-heading>
  <major-heading id="x/debate/2020-01-08a.1.1" nospeaker="true">Lighthouses</major-heading>
  <speech id="x/debate/2020-01-08a.1.2" nospeaker="true" colnum="1" time="" url="">
    <p pid="a1.2/1">The Secretary of State was asked—</p>
  </speech>
  <minor-heading id="x/debate/2020-01-08a.1.3" nospeaker="true">Lamps</minor-heading>
  <speech id="x/debate/2020-01-08a.1.4" speakername="Ada Fen" person_id="x/person/1" colnum="1">
    <p pid="a1.4/1" qnum="900001">What lamps he has lit. </p>
  </speech>
  <speech id="x/debate/2020-01-08a.1.5" speakername="Bo Marsh" person_id="x/person/2" colnum="2"
   time="11:30:00" url="https://example.org/2">
    <p pid="a1.5/1">I thank my <phrase class="honfriend" name="Ada Fen">hon. Friend</phrase>.</p>
    <p pid="a1.5/2">All   of
    them.</p>
    <table><tbody><tr pid="1"><td>North</td><td>12</td></tr><tr><td>South</td><td>7</td></tr>
    </tbody></table>
  </speech>
  <major-heading id="x/debate/2020-01-08a.3.0" nospeaker="true">Foghorns Bill</major-heading>
  <speech id="x/debate/2020-01-08a.3.1" speakername="Cy Holt" person_id="unknown" colnum="3">
    <p>I beg to move.</p><p>Question put, That the Bill be now read a Second time.</p>
  </speech>
  <division id="x/debate/2020-01-08a.4.0" divdate="2020-01-08" divnumber="7" colnum="4" time="12:00">
    <divisioncount ayes="2" noes="1"/>
    <mplist vote="aye">
      <mpname person_id="x/person/1" vote="aye">Ada Fen</mpname>
      <mpname person_id="x/person/2" vote="aye">Bo Marsh</mpname>
      <mpname person_id="x/person/3" vote="aye" teller="yes">Di Wold</mpname>
    </mplist>
    <mplist vote="no"><mpname person_id="unknown" vote="no">Cy Holt</mpname></mplist>
  </division>
  <minor-heading id="x/debate/2020-01-08a.5.0" nospeaker="true">Schedule 1</minor-heading>
  <major-heading id="x/debate/2020-01-08a.5.1" nospeaker="true">Business without Debate</major-heading>
</publicwhip>
"""

OLD = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE publicwhip [<!ENTITY mdash "&#8212;"> <!ENTITY eacute "&#233;" >]>
<publicwhip scrapeversion="c" latest="yes">
<gidredirect oldgid="x/lords/2009-01-07a.1.0" newgid="x/lords/2009-01-07c.1.0" matchtype="perfectmatch"/>
<major-heading id="x/lords/2009-01-07c.1.0" colnum="1" time="014:30:00">Buoys &mdash; <i>Question</i></major-heading>
<speech id="x/lords/2009-01-07c.1.1" speakerid="x/lord/9" speakername="Lord Ren\xe9" speakeroffice="The Keeper" colnum="1" time="014:36:00">
<p class="indent">To ask&mdash;</p></speech>
<division id="x/lords/2009-01-07c.2.0" divnumber="1"><divisioncount content="1" not-content="0"/>
<lordlist vote="content"><lord id="x/lord/9" vote="content">Ren\xe9, L.</lord></lordlist></division>
</publicwhip>
"""


def _write(folder: Path, text: str, name: str = "any.xml", encoding: str = "utf8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def _read(folder: Path, text: str, encoding: str = "utf8") -> Sitting:
    sitting = read_twfy_xml(_write(folder, text, encoding=encoding))
    assert sitting is not None
    return sitting


def _spoken(sitting: Sitting) -> list[Contribution]:
    return [item for debate in sitting.debates for item in debate.contributions if item.speaker]


def test_a_sitting_is_known_by_its_ids_whatever_the_file_is_called(tmp_path: Path) -> None:
    sitting = _read(tmp_path, NEW)
    assert (sitting.sitting_id, sitting.version) == ("debates2020-01-08", "a")
    assert (sitting.house, sitting.date) == (House.COMMONS, date(2020, 1, 8))
    assert (sitting.source, sitting.illustrative) == ("any.xml", False)


def test_headings_become_debates_and_question_time_ends_where_questions_do(tmp_path: Path) -> None:
    assert [(d.section, d.title, len(d.contributions)) for d in _read(tmp_path, NEW).debates] == [
        ("Commons Chamber › Oral Answers to Questions", "Lighthouses", 1),
        ("Commons Chamber › Oral Answers to Questions › Lighthouses", "Lamps", 2),
        ("Commons Chamber", "Foghorns Bill", 2),
        ("Commons Chamber › Foghorns Bill", "Schedule 1", 0),
        ("Commons Chamber", "Business without Debate", 0),
    ]


def test_speeches_keep_speaker_column_time_link_and_every_word(tmp_path: Path) -> None:
    question, answer, mover = _spoken(_read(tmp_path, NEW))
    assert question.speaker is not None
    assert (question.speaker.name, question.speaker.person_id) == ("Ada Fen", "x/person/1")
    assert (question.speaker.party, question.speaker.constituency) == (None, None)
    assert (question.column, question.time, question.url) == ("1", None, None)
    assert (answer.column, answer.time, answer.url) == ("2", "11:30:00", "https://example.org/2")
    assert answer.text == "I thank my hon. Friend.\n\nAll of them.\n\nNorth\t12\n\nSouth\t7"
    assert mover.speaker is not None
    assert mover.speaker.person_id is None


def test_procedure_has_no_speaker(tmp_path: Path) -> None:
    first = _read(tmp_path, NEW).debates[0].contributions[0]
    assert (first.kind, first.speaker) == (Kind.PROCEDURE, None)
    assert first.text == "The Secretary of State was asked—"


def test_a_division_has_its_question_counts_votes_and_place(tmp_path: Path) -> None:
    debate = _read(tmp_path, NEW).debates[2]
    (division,) = debate.divisions
    assert debate.contributions[1].contribution_id == division.division_id
    assert debate.contributions[1].kind is Kind.DIVISION
    assert division.question == "Question put, That the Bill be now read a Second time."
    assert (division.number, division.ayes, division.noes) == ("7", 2, 1)
    assert division.votes == (
        Vote("Ada Fen", "aye", "x/person/1"),
        Vote("Bo Marsh", "aye", "x/person/2"),
        Vote("Di Wold", "aye", "x/person/3", teller=True),
        Vote("Cy Holt", "no", None),
    )


def test_the_older_generation_of_the_lords(tmp_path: Path) -> None:
    sitting = _read(tmp_path, OLD, encoding="latin-1")
    (debate,) = sitting.debates
    (speech,) = _spoken(sitting)
    assert (sitting.sitting_id, sitting.house) == ("daylord2009-01-07", House.LORDS)
    assert sitting.version == "c"
    assert debate.title == "Buoys — Question"
    assert speech.speaker is not None
    assert (speech.speaker.name, speech.speaker.person_id) == ("Lord René", "x/lord/9")
    assert (speech.speaker.office, speech.time) == ("The Keeper", "14:36:00")
    assert speech.text == "To ask—"
    (division,) = debate.divisions
    assert (division.ayes, division.noes) == (1, 0)
    assert division.votes == (Vote("René, L.", "content", "x/lord/9"),)


def test_a_bill_committee_gives_party_and_seat_from_its_own_list(tmp_path: Path) -> None:
    sitting = _read(
        tmp_path,
        """<publicwhip><bill title="Tides Bill" url="u">Tides Bill</bill><committee>
        <mpname memberid="x/member/4" membername="Ed Rill">Rill, Ed <span>(Ebb)</span> (Lan)</mpname>
        <clerk>Flo Quay</clerk></committee>
        <major-heading id="x/standing/standing2009-01-06_T_01-0_2009-01-08a.1.0">Committee</major-heading>
        <speech id="x/standing/standing2009-01-06_T_01-0_2009-01-08a.1.1" speakerid="x/member/4"
         speakername="Ed Rill" time="10:30"><p>Aye&#151;so.</p></speech>
        <divisioncount id="x/standing/standing2009-01-06_T_01-0_2009-01-08a.1.2" divnumber="1" ayes="1"
         noes="0"><mplist vote="aye"><mpname memberid="x/member/4" vote="aye">Rill, Ed</mpname></mplist>
        </divisioncount></publicwhip>""",
    )
    (debate,) = sitting.debates
    preamble, speech, _ = debate.contributions
    assert (sitting.date, debate.section) == (date(2009, 1, 8), "Public Bill Committee")
    assert preamble.text == "Tides Bill\n\nRill, Ed (Ebb) (Lan)\n\nFlo Quay"
    assert speech.speaker is not None
    assert (speech.speaker.party, speech.speaker.constituency) == ("Lan", "Ebb")
    assert speech.text == "Aye\x97so."
    assert debate.divisions[0].votes == (Vote("Rill, Ed", "aye", "x/member/4"),)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (
            "<p><![CDATA[one < two]]> three<!-- no --> four<?x y?> five</p>",
            "one < two three four five",
        ),
        ("direct <p>one</p> tail <ul><li>two</li><li>three</li></ul>", "direct one tail two three"),
        ("<p>one<p>two</p>three</p>", "one two three"),
        ("<p> </p><p>one</p>", "one"),
    ],
)
def test_words_are_kept_however_they_are_wrapped(tmp_path: Path, inside: str, text: str) -> None:
    speech = f'<speech id="x/debate/2020-01-08a.1.0" speakername="Ada Fen">{inside}</speech>'
    (only,) = _spoken(_read(tmp_path, f"<publicwhip>{speech}</publicwhip>"))
    assert " ".join(only.text.split()) == text


def test_runs_of_white_space_are_one_space_and_others_stay_as_published(tmp_path: Path) -> None:
    words = "  one\n\t two \u00a0 three&#13;   <i>four</i>   five \u2003"
    speech = f'<speech id="x/debate/2020-01-08a.1.0" speakername="Ada Fen"><p>{words}</p></speech>'
    (only,) = _spoken(_read(tmp_path, f"<publicwhip>{speech}</publicwhip>"))
    assert only.text == "one two \u00a0 three four five \u2003"


def test_a_speech_that_names_nobody_is_procedure(tmp_path: Path) -> None:
    speech = '<speech id="x/debate/2020-01-08a.1.0" speakername=""><p>Ordered.</p></speech>'
    (debate,) = _read(tmp_path, f"<publicwhip>{speech}</publicwhip>").debates
    assert [(item.kind, item.text) for item in debate.contributions] == [
        (Kind.PROCEDURE, "Ordered.")
    ]


def test_a_superseded_file_is_none(tmp_path: Path) -> None:
    path = _write(tmp_path, NEW.replace('latest="yes"', 'latest="no"'))
    assert read_twfy_xml(path) is None


def test_a_file_says_that_it_is_fiction(tmp_path: Path) -> None:
    sitting = _read(tmp_path, NEW.replace("<publicwhip", '<publicwhip illustrative="yes"', 1))
    assert sitting.sitting_id == "illustrative-debates2020-01-08"
    assert sitting.illustrative


BOMB = """<!DOCTYPE publicwhip [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>
<publicwhip latest="yes"><speech id="x/debate/2020-01-08a.1.0"><p>&d;</p></speech></publicwhip>"""
OUTSIDE = """<!DOCTYPE publicwhip [<!ENTITY x SYSTEM "{}">]><publicwhip latest="yes">
<speech id="x/debate/2020-01-08a.1.0" speakername="A"><p>&x;</p></speech></publicwhip>"""


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("", "line 1", "the file is empty"),
        ("<html><body/></html>", "line 1", "the root is <html>"),
        (NEW.partition("<division ")[0], "line 25", "Premature end"),
        (NEW.replace("</p>", "", 1), "line 8", "mismatch"),
        ("<publicwhip latest='yes'>\n</publicwhip>", "the whole file", "no heading, speech"),
        ("<publicwhip>\n<member id='x/member/1'/></publicwhip>", "line 2", "<member> is no part"),
        ("<publicwhip>\n\n<speech speakername='A'/></publicwhip>", "line 3", "has the id ''"),
        (NEW.replace('ayes="2"', 'ayes="two"'), "line 25", "the count 'two'"),
        (NEW.replace("2020-01-08a.5.1", "2020-01-09a.5.1"), "line 35", "2020-01-09a.5.1"),
        (f"<publicwhip>{'<p>' * 400}x{'</p>' * 400}</publicwhip>", "line 1", "depth"),
        (NEW.replace("</speech>", "</speech>stray", 1), "line 6", "words outside any element"),
        (NEW.replace("</publicwhip>", "stray</publicwhip>"), "line", "words outside any element"),
        (NEW.replace('latest="yes">', 'latest="yes">stray'), "line 1", "words outside any"),
        (BOMB, "the DOCTYPE", "the entity 'b' stands for"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(
    tmp_path: Path, text: str, where: str, what: str
) -> None:
    path = _write(tmp_path, text)
    with pytest.raises(UnreadableHansard) as refusal:
        read_twfy_xml(path)
    assert refusal.value.path == path
    assert refusal.value.where.startswith(where)
    assert what in refusal.value.what
    assert refusal.value.expected


def test_no_entity_reaches_outside_the_file(tmp_path: Path) -> None:
    secret = _write(tmp_path, "the secret", name="secret.txt")
    path = _write(tmp_path, OUTSIDE.format(secret.as_uri()))
    with pytest.raises(UnreadableHansard) as refusal:
        read_twfy_xml(path)
    assert "'x' stands for something outside" in refusal.value.what
    assert "the secret" not in str(refusal.value)


def test_an_id_that_names_no_day_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "debates.xml"
    path.write_text(
        '<publicwhip latest="yes"><major-heading id="x/debate/2098-13-45a.1.0">Lamps'
        "</major-heading></publicwhip>"
    )
    with pytest.raises(UnreadableHansard, match="names no day") as caught:
        read_twfy_xml(path)
    assert caught.value.where == "line 1"
