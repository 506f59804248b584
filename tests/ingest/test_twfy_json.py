"""TheyWorkForYou's records: what each is, and that none of the real ones is lost."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from analyser.corpus import Corpus
from analyser.debate import House, Kind, Sitting
from analyser.errors import UnreadableHansard
from analyser.ingest import read_sittings
from analyser.pipeline.ingest import ingest
from tests.conftest import Run, shared_files
from tests.record import write_xml


def record(gid: str, **more: str) -> dict[str, Any]:
    """One record, its words fiction."""
    return {
        "gid": gid,
        "member_name": "Ada Fen",
        "twfy_person_id": "44",
        "party": "Labour",
        "constituency": "Ebb",
        "text": "<p>The lamps are dim.</p>",
        "debate_title": "",
        "house": "",
        "date": "2020-01-08",
        "url": "https://www.theyworkforyou.com/debates/?id=" + gid,
    } | more


def read(folder: Path, *records: dict[str, Any]) -> list[Sitting]:
    path = folder / "records.json"
    path.write_text(json.dumps(records), "utf8")
    return read_sittings(path)


@pytest.mark.parametrize(
    ("gid", "name", "house", "section", "title"),
    [
        ("2020-01-08a.11.6", "Ada Fen", House.COMMONS, "Parliament", "Speech of 8 January 2020"),
        ("2020-01-08b.8.0", "Lord Quay", House.LORDS, "Parliament", "Speech of 8 January 2020"),
        ("2020-01-08.6.20", "Ada Fen", None, "A devolved legislature", "Speech of 8 January 2020"),
        ("2020-01-06.77.q0", "Ada Fen", House.COMMONS, "Written answers", "Written question 77"),
        ("2020-01-06.HL7.r0", "Ada Fen", House.LORDS, "Written answers", "Written question HL7"),
        (
            "2020-01-08.hcws9.0",
            "Ada Fen",
            House.COMMONS,
            "Written statements",
            "Written statement HCWS9",
        ),
        (
            "standing55_CYBER_04-0_2020-01-08a.118.0",
            "Ada Fen",
            House.COMMONS,
            "Public Bill Committee",
            "Cyber Bill",
        ),
    ],
)
def test_a_number_says_what_a_record_is(
    tmp_path: Path, gid: str, name: str, house: House | None, section: str, title: str
) -> None:
    (sitting,) = read(tmp_path, record(gid, member_name=name))
    (debate,) = sitting.debates
    assert (sitting.house, debate.section, debate.title) == (house, section, title)
    assert debate.contributions[0].contribution_id == f"twfy/{gid}"


def test_a_question_under_its_heading_is_the_question(tmp_path: Path) -> None:
    text = '<p qnum="77">To ask about lamps.</p>'
    records = [record("2020-01-06.77.h", text=text), record("2020-01-06.77.q0", text=text)]
    (sitting,) = read(tmp_path, *records)
    assert sitting.debates[0].debate_id == "twfy/2020-01-06.77.q0"


def test_a_record_without_a_member_is_a_heading(tmp_path: Path) -> None:
    (sitting,) = read(tmp_path, record("2020-01-08a.1.0", member_name="", text="Lamps"))
    assert sitting.debates[0].contributions[0].kind is Kind.HEADING


def test_other_words_under_one_number_are_kept_apart(tmp_path: Path) -> None:
    records = [record("2020-01-08a.1.1"), record("2020-01-08a.1.1", text="<p>Other.</p>")]
    [sitting] = read(tmp_path, *records)
    assert [debate.debate_id for debate in sitting.debates] == [
        "twfy/2020-01-08a.1.1",
        "twfy/2020-01-08a.1.1~2",
    ]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"gid": "tomorrow"}, "[1].gid"),
        ({"date": "8 January"}, "[1].date"),
        ({"text": ["a"]}, "[1].text"),
    ],
)
def test_a_broken_record_is_named(tmp_path: Path, change: dict[str, Any], where: str) -> None:
    with pytest.raises(UnreadableHansard) as caught:
        read(tmp_path, record("2020-01-08a.1.1"), record("2020-01-08a.1.2") | change)
    assert caught.value.where == where


def test_records_give_way_to_the_day_and_parties_are_hansards(tmp_path: Path) -> None:
    same = "<p>I oppose live facial recognition, because it intrudes on the private life of"
    records = tmp_path / "records.json"
    records.write_text(
        json.dumps(
            [
                record("2020-01-08a.1.2", text=f"{same} everyone.</p>"),
                record("2020-01-08a.9.9"),
            ]
        ),
        "utf8",
    )
    corpus = Corpus(tmp_path / "corpus")
    ingest([records], corpus)
    assert corpus.table("contributions")["party"].tolist() == ["Lab", "Lab"]
    ingest([write_xml(tmp_path / "xml")], corpus)
    assert sorted(each["format"] for each in corpus.sittings()) == ["twfy-json", "twfy-xml"]
    assert corpus.table("debates")["debate_id"].tolist()[-1] == "twfy/2020-01-08a.9.9"
    assert len(corpus.table("contributions")) == 4
    again = Corpus(tmp_path / "again")
    ingest([write_xml(tmp_path / "xml"), records], again)
    [entry] = again.inputs()[str(records)]
    assert (entry.outcome, entry.what) == ("read", "debates2020-01-08a.xml has 1 of its 2 records")
    assert set(again.table("contributions")["contribution_id"]) == set(
        corpus.table("contributions")["contribution_id"]
    )
    assert [entry.outcome for entry in ingest([records], again)] == ["unchanged"]


def test_the_line_of_a_file_and_the_summary_say_the_same(run: Run, tmp_path: Path) -> None:
    same = "I oppose live facial recognition, because it intrudes on the private life of everyone."
    held = record("2020-01-08a.1.2", text=f"<p>{same}</p>")
    records = tmp_path / "records.json"
    records.write_text(json.dumps([held, record("2020-01-09a.9.9", date="2020-01-09")]), "utf8")
    ran = run("ingest", write_xml(tmp_path / "xml"), records)
    assert f"[2/2] read: {records} (2 sittings: 1 read, 1 held)" in ran.stderr
    assert "2 files: 2 read," in ran.stderr
    assert " 0 held already" in ran.stderr
    records.write_text(json.dumps([held]), "utf8")
    ran = run("ingest", records)
    assert f"[1/1] held: {records} (" in ran.stderr
    assert "1 files: 0 read," in ran.stderr
    assert " 1 held already" in ran.stderr


@pytest.mark.parametrize("path", shared_files("corpus/twfy-json/*.json"))
def test_no_word_of_a_real_record_is_lost(path: Path) -> None:
    records = json.loads(path.read_text("utf8"))
    sittings = read_sittings(path)
    kept: Counter[tuple[str, str]] = Counter()
    for sitting in sittings:
        for item in (item for debate in sitting.debates for item in debate.contributions):
            kept[item.speaker.name if item.speaker else "", _letters(item.text)] += 1
    assert len(records) > 300
    wanted = {(each["member_name"], _letters(_plain(each["text"]))) for each in records}
    assert wanted == set(kept)


def _plain(markup: str) -> str:
    return "".join(html.fragment_fromstring(markup, create_parent="div").itertext())


def _letters(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("first", ["with", "without"])
def test_a_record_without_its_house_gives_way_to_the_same_with_it(
    tmp_path: Path, first: str
) -> None:
    known = record("2020-01-08a.9.9")
    files = {"with": tmp_path / "with.json", "without": tmp_path / "without.json"}
    files["with"].write_text(json.dumps([known]), "utf8")
    files["without"].write_text(json.dumps([known | {"constituency": "", "house": ""}]), "utf8")
    corpus = Corpus(tmp_path / "corpus")
    for name in sorted(files, key=lambda name: name != first):
        ingest([files[name]], corpus)
    rows = corpus.table("contributions")
    assert rows[["contribution_id", "house"]].to_numpy().tolist() == [
        ["twfy/2020-01-08a.9.9", "Commons"]
    ]
