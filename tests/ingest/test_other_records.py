"""Written statements and answers, devolved legislatures, and what belongs to sittings."""

import json
from pathlib import Path

import pytest

from analyser.corpus import Corpus
from analyser.debate import House
from analyser.errors import UnreadableHansard
from analyser.ingest import read_sittings
from analyser.pipeline.ingest import ingest
from tests.conftest import Run

SITE = "uk.org.publicwhip"


def _file(folder: Path, name: str, venue: str, gid: str, body: str) -> Path:
    path = folder / name
    path.write_text(
        f'<publicwhip><major-heading id="{SITE}/{venue}/{gid}.0">HARBOURS</major-heading>'
        f'<minor-heading id="{SITE}/{venue}/{gid}.1">Weirs</minor-heading>{body}</publicwhip>',
        "utf8",
    )
    return path


SAID = f'<speech id="{SITE}/{{0}}.2" speakername="Ada Fen" person_id="p/1"><p>Mend it.</p></speech>'


@pytest.mark.parametrize(
    ("name", "venue", "gid", "sitting", "place", "house"),
    [
        ("ministerial2033-04-05a.xml", "wms", "2033-04-05a.21WS", "ministerial2033-04-05",
         "Written statements", House.COMMONS),
        ("lordswms2033-04-05a.xml", "wms", "2033-04-05a.WS21", "lordswms2033-04-05",
         "Written statements", House.LORDS),
        ("answers2033-04-05a.xml", "wrans", "2033-04-05a.12W", "answers2033-04-05",
         "Written answers", House.COMMONS),
        ("lordswrans2033-04-05a.xml", "lordswrans", "2033-04-05a.WA12", "lordswrans2033-04-05",
         "Written answers", House.LORDS),
        ("ni2033-04-05.xml", "ni", "2033-04-05.7", "ni2033-04-05", "Northern Ireland Assembly",
         None),
        ("sp2033-04-05.xml", "spor", "2033-04-05.7", "sp2033-04-05", "Scottish Parliament", None),
        ("senedd2033-04-05.xml", "senedd", "2033-04-05.7", "senedd2033-04-05", "Senedd", None),
    ],
)  # fmt: skip
def test_each_record_is_read_as_what_it_is(
    tmp_path: Path, name: str, venue: str, gid: str, sitting: str, place: str, house: House | None
) -> None:
    path = _file(tmp_path, name, venue, gid, SAID.format(f"{venue}/{gid}"))
    [read] = read_sittings(path)
    assert (read.sitting_id, read.house) == (sitting, house)
    [debate] = read.debates
    assert (debate.title, debate.section) == ("Weirs", f"{place} › HARBOURS")
    assert debate.contributions[0].text == "Mend it."


def test_a_question_and_its_answer_are_two_contributions(tmp_path: Path) -> None:
    gid = "2033-04-05a.12W"
    body = (
        f'<ques id="{SITE}/wrans/{gid}.2.q0" speakername="Bo Marsh" person_id="p/2">'
        "<p>To ask the Minister how many weirs there are.</p></ques>"
        f'<reply id="{SITE}/wrans/{gid}.2.r0" speakername="Ada Fen" person_id="p/1">'
        "<p>There are nine.</p></reply>"
    )
    [read] = read_sittings(_file(tmp_path, "answers2033-04-05a.xml", "wrans", gid, body))
    said = [
        (item.speaker and item.speaker.name, item.text) for item in read.debates[0].contributions
    ]
    assert said == [
        ("Bo Marsh", "To ask the Minister how many weirs there are."),
        ("Ada Fen", "There are nine."),
    ]


def test_a_devolved_division_is_for_and_against(tmp_path: Path) -> None:
    body = (
        f'<division id="{SITE}/spor/2033-04-05.7.3" divnumber="1"><divisioncount for="2"'
        ' against="1" abstentions="1"/><msplist vote="for"><mspname id="m/1" vote="for">A</mspname>'
        '<mspname id="m/2" vote="for">B</mspname></msplist><msplist vote="against">'
        '<mspname id="m/3" vote="against">C</mspname></msplist><msplist vote="abstentions">'
        '<mspname id="m/4" vote="abstentions">D</mspname></msplist></division>'
    )
    [read] = read_sittings(_file(tmp_path, "sp2033-04-05.xml", "spor", "2033-04-05.7", body))
    [division] = read.debates[0].divisions
    assert (division.ayes, division.noes) == (2, 1)
    assert [vote.vote for vote in division.votes] == ["aye", "aye", "no", "abstain"]


def test_a_record_that_is_not_read_says_so(tmp_path: Path) -> None:
    path = _file(tmp_path, "x.xml", "londonassembly", "2033-04-05.7", "")
    with pytest.raises(UnreadableHansard, match="is of 'londonassembly', a record that is not"):
        read_sittings(path)


def test_what_belongs_to_sittings_is_counted_and_no_failure(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    _file(folder, "ni2033-04-05.xml", "ni", "2033-04-05.7", SAID.format("ni/2033-04-05.7"))
    (folder / "changedates.txt").write_text("1960000000,ni2033-04-05.xml\n", "utf8")
    derived = folder / "ParlaMint-GB_2033-04-05-commons.txt"
    derived.write_text("ParlaMint-GB_2033-04-05-commons.seg1\tMend it.\n", "utf8")
    ran = run("ingest", folder)
    assert ran.exit_code == 0
    assert "1 read" in ran.stderr
    assert "2 that belong to others and hold no debate, 0 failed." in ran.stderr


# TheyWorkForYou's API in its own form ------------------------------------------------------

ROW = {
    "gid": "2033-04-05a.946.0",
    "hdate": "2033-04-05",
    "htype": "12",
    "major": "1",
    "section_id": "1",
    "subsection_id": "2",
    "body": "<p>Mend the weir.</p>",
    "listurl": "/debates/?id=2033-04-05a.901.2#g946.0",
    "speaker": {"name": "Ada Fen", "house": "1", "party": "Labour", "constituency": "Ebb",
                "person_id": "7"},
}  # fmt: skip
HEADING = {"epobject_id": "2", "htype": "11", "gid": "2033-04-05a.945.0", "hdate": "2033-04-05",
           "body": "Weirs", "major": "1"}  # fmt: skip


@pytest.mark.parametrize(
    "document",
    [
        {"info": {"s": "weir"}, "rows": [ROW | {"parent": {"body": "Weirs"}}]},
        [HEADING, ROW],
        [HEADING, ROW | {"speaker": ROW["speaker"] | {"name": "", "first_name": "Ada",  # type: ignore[operator]
                                                      "last_name": "Fen"}}],
    ],
    ids=["search", "a debate", "first and last name"],
)  # fmt: skip
def test_the_api_is_read_in_its_own_form(tmp_path: Path, document: object) -> None:
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(document), "utf8")
    [read] = read_sittings(path)
    [debate] = read.debates
    assert (read.house, debate.title, debate.section) == (House.COMMONS, "Weirs", "Commons Chamber")
    [said] = debate.contributions
    assert said.text == "Mend the weir."
    assert said.url == "https://www.theyworkforyou.com/debates/?id=2033-04-05a.901.2#g946.0"
    assert said.speaker is not None
    assert (said.speaker.name, said.speaker.party, said.speaker.constituency) == (
        *("Ada Fen", "Labour", "Ebb"),
    )


@pytest.mark.parametrize(
    ("major", "house", "section"),
    [("101", "Lords", "Lords Chamber"), ("3", "Lords", "Written answers"), ("7", None, "Scottish")],
)
def test_the_api_says_where_it_was_said(
    tmp_path: Path, major: str, house: str | None, section: str
) -> None:
    speaker = {"name": "Lord Fen", "house": "2", "constituency": "", "party": "CB"}
    path = tmp_path / "rows.json"
    path.write_text(json.dumps([ROW | {"major": major, "speaker": speaker}]), "utf8")
    [read] = read_sittings(path)
    assert (read.house and read.house.value) == house
    assert read.debates[0].section.startswith(section)


def test_many_records_are_one_partition_a_day_and_house(tmp_path: Path) -> None:
    rows = [ROW | {"gid": f"2033-04-05a.{n}.0", "body": f"<p>Weir {n}.</p>"} for n in range(500)]
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(rows), "utf8")
    corpus = Corpus(tmp_path / "corpus")
    ingest([path], corpus)
    assert [each["sitting_id"] for each in corpus.sittings()] == ["twfy-json-2033-04-05-commons"]
    assert len(corpus.table("contributions")) == 500


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ({"error": "Unknown gid"}, "an error in place of an answer: 'Unknown gid'"),
        ({"info": {}, "rows": []}, "a search without results"),
        ([], "a search without results"),
    ],
)
def test_an_answer_without_records_says_so(tmp_path: Path, document: object, says: str) -> None:
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(document), "utf8")
    with pytest.raises(UnreadableHansard, match=says):
        read_sittings(path)


def test_titles_procedure_and_two_places_under_one_number(tmp_path: Path) -> None:
    earl = {"title": "The Earl of", "first_name": "", "last_name": "Ebb", "house": "2"}
    rows = [
        ROW | {"major": "101", "speaker": earl},
        ROW | {"major": "101", "gid": "2033-04-05a.947.0", "speaker": None, "htype": "13"},
        ROW | {"gid": "2033-04-05a.948.0", "body": "<p>Agreed.</p>"},
        ROW | {"gid": "2033-04-05a.948.0", "body": "<p>Agreed.</p>", "major": "2"},
    ]
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(rows), "utf8")
    lords, commons = read_sittings(path)
    first, second = (debate.contributions[0] for debate in lords.debates)
    assert first.speaker is not None
    assert first.speaker.name == "The Earl of Ebb"
    assert (second.kind.value, second.speaker) == ("procedure", None)
    assert [debate.section for debate in commons.debates] == ["Commons Chamber", "Westminster Hall"]


def test_the_senedds_ids_name_a_language(tmp_path: Path) -> None:
    gid = "senedd/en/2033-04-05.7"
    path = _file(tmp_path, "senedd2033-04-05.xml", "senedd/en", "2033-04-05.7", SAID.format(gid))
    [read] = read_sittings(path)
    assert (read.sitting_id, read.debates[0].title) == ("senedd2033-04-05", "Weirs")
