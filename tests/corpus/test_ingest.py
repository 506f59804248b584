"""Files into the corpus: once each, the newest and richest kept, the failures named."""

import hashlib
import json
import random
import signal
import time
from pathlib import Path

import pytest

from analyser.corpus import Corpus, Input
from analyser.errors import UnreadableCorpus
from analyser.members import Register
from analyser.pipeline.ingest import ingest
from tests.forked import begin
from tests.record import TEXT, WORDS, write_text, write_xml


def _outcomes(entries: list[Input]) -> list[str]:
    return [entry.outcome for entry in entries]


def _bytes(folder: Path) -> dict[str, str]:
    """The digest of every file of a corpus that holds a table or says what one is."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for kind in ("record", "coding", "inputs")
        for path in sorted((folder / kind).rglob("*.*"))
        if path.is_file()
    }


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path / "corpus")


def test_a_sitting_comes_back_as_it_was_read(tmp_path: Path, corpus: Corpus) -> None:
    path = write_xml(tmp_path)
    assert _outcomes(ingest([path], corpus)) == ["read"]
    contributions = corpus.table("contributions")
    assert contributions["speaker"].tolist()[:2] == ["Ada Fen", "Bo Marsh"]
    assert contributions["kind"].tolist() == ["speech", "speech", "division"]
    assert contributions["text"].tolist()[1] == WORDS
    assert contributions["words"].tolist() == [14, 14, 0]
    assert contributions["date"].dt.strftime("%Y-%m-%d").unique().tolist() == ["2020-01-08"]
    assert corpus.table("debates")["source"].tolist() == ["debates2020-01-08a.xml"]
    assert corpus.table("divisions")[["ayes", "noes"]].values.tolist() == [[1, 0]]
    assert corpus.table("votes")["speaker"].tolist() == ["Ada Fen"]


def test_an_empty_corpus_has_every_table_with_its_columns(corpus: Corpus) -> None:
    assert corpus.is_empty
    assert corpus.table("positions").columns.tolist() == [
        *("contribution_id", "measure", "stance", "confidence", "quote", "start", "end")
    ]
    assert corpus.table("failures").columns.tolist() == ["path", "where", "what", "expected"]
    assert len(corpus.table("contributions")) == 0


def test_a_file_given_twice_changes_nothing(tmp_path: Path, corpus: Corpus) -> None:
    paths = [write_xml(tmp_path / "in"), write_text(tmp_path / "in", day="2020-02-02")]
    assert _outcomes(ingest(paths, corpus)) == ["read", "read"]
    before = _bytes(corpus.folder)
    assert _outcomes(ingest(paths, corpus)) == ["unchanged", "unchanged"]
    assert _bytes(corpus.folder) == before
    assert len(before) > 10


def test_a_newer_letter_takes_the_place_of_an_older(tmp_path: Path, corpus: Corpus) -> None:
    newer = write_xml(tmp_path, letter="b", words="I have been corrected.")
    older = write_xml(tmp_path, letter="a")
    assert _outcomes(ingest([older], corpus)) == ["read"]
    assert _outcomes(ingest([newer], corpus)) == ["read"]
    [given_way] = corpus.inputs()[str(older)]
    assert (given_way.outcome, given_way.what) == (
        "superseded",
        "debates2020-01-08b.xml is a newer version",
    )
    assert _outcomes(ingest([older], corpus)) == ["unchanged"]
    assert corpus.table("contributions")["text"].tolist()[1] == "I have been corrected."
    assert len(corpus.sittings()) == 1


def test_a_changed_file_is_read_anew_and_loses_its_coding(tmp_path: Path, corpus: Corpus) -> None:
    path = write_xml(tmp_path)
    ingest([path], corpus)
    with corpus.writing() as writer:
        writer.write_coding("debates2020-01-08", [], signature="s")
    assert corpus.coded_by("debates2020-01-08") == "s"
    write_xml(tmp_path, words="I have changed my mind.")
    assert _outcomes(ingest([path], corpus)) == ["read"]
    assert corpus.table("contributions")["text"].tolist()[1] == "I have changed my mind."
    assert corpus.coded_by("debates2020-01-08") is None


@pytest.mark.parametrize("first", ["xml", "text"])
def test_a_debate_in_two_formats_is_held_once_in_the_richer(
    tmp_path: Path, corpus: Corpus, first: str
) -> None:
    xml, text = write_xml(tmp_path), write_text(tmp_path)
    for path in (xml, text) if first == "xml" else (text, xml):
        ingest([path], corpus)
    assert [sitting["format"] for sitting in corpus.sittings()] == ["twfy-xml"]
    ingest([text], corpus)
    assert [entry.outcome for entry in corpus.inputs()[str(text)]] == ["held"]
    # nor is it read again while what it gave way to is there
    assert _outcomes(ingest([text], corpus)) == ["unchanged"]


def test_another_debate_of_the_day_is_held_beside_it(tmp_path: Path, corpus: Corpus) -> None:
    other = TEXT.replace("facial recognition", "telephone tapping")
    ingest([write_xml(tmp_path), write_text(tmp_path, text=other)], corpus)
    assert len(corpus.sittings()) == 2


def test_a_register_given_later_fills_what_was_unknown(tmp_path: Path, corpus: Corpus) -> None:
    path = write_xml(tmp_path)
    ingest([path], corpus)
    assert corpus.table("contributions")["party"].isna().all()
    register = tmp_path / "register.csv"
    register.write_text(
        "Person ID,First name,Last name,Party,Constituency,Office,House\n"
        "x/person/1,Ada,Fen,Lan,Ebb,,Commons\n"
    )
    assert _outcomes(ingest([path], corpus, register=Register.read([register]))) == ["read"]
    assert corpus.table("contributions")["party"].tolist()[0] == "Lan"
    assert corpus.table("contributions")["party"].isna().tolist()[1:] == [True, True]


@pytest.mark.parametrize("name", ["../../outside", "a/b", "x" * 300, ""])
def test_an_id_that_can_name_no_folder_is_refused(
    tmp_path: Path, corpus: Corpus, name: str
) -> None:
    path = tmp_path / "debate.json"
    overview = {"ExtId": name, "Date": "2099-04-01", "House": "Commons", "Title": "Lamps"}
    path.write_text(json.dumps({"Overview": overview, "Items": []}), "utf8")
    assert _outcomes(ingest([path, write_xml(tmp_path)], corpus)) == ["read", "failed"]
    assert sorted(each.name for each in corpus.folder.parent.iterdir()) == [
        "corpus",
        "debate.json",
        "debates2020-01-08a.xml",
    ]


def test_one_bad_file_never_stops_the_others(tmp_path: Path, corpus: Corpus) -> None:
    good = write_xml(tmp_path / "in")
    bad = tmp_path / "in" / "bad.xml"
    bad.write_text("<publicwhip>")
    assert sorted(_outcomes(ingest([tmp_path / "in"], corpus))) == ["failed", "read"]
    (failure,) = corpus.table("failures").to_dict("records")
    assert failure["path"] == str(bad)
    assert failure["where"] == "line 1"
    assert failure["expected"] == "well-formed XML"
    bad.write_bytes(good.read_bytes().replace(b"2020-01-08", b"2020-01-09"))
    ingest([tmp_path / "in"], corpus)
    assert len(corpus.table("failures")) == 0
    assert len(corpus.sittings()) == 2


def test_a_file_that_turns_bad_leaves_what_was_read_of_it(tmp_path: Path, corpus: Corpus) -> None:
    path = write_xml(tmp_path)
    ingest([path], corpus)
    path.write_text("<publicwhip>")
    assert _outcomes(ingest([path], corpus)) == ["failed"]
    assert len(corpus.table("contributions")) == 3


def test_two_writers_are_kept_apart(corpus: Corpus) -> None:
    with corpus.writing(), pytest.raises(UnreadableCorpus, match="another run is writing"):
        corpus.writing().__enter__()


def test_a_partition_moved_aside_by_a_killed_run_is_put_back(
    tmp_path: Path, corpus: Corpus
) -> None:
    ingest([write_xml(tmp_path)], corpus)
    home = corpus.folder / "record" / "debates2020-01-08"
    home.rename(corpus.folder / "staging" / "retired-record-debates2020-01-08")
    (corpus.folder / "staging" / "tmphalf").mkdir()
    assert corpus.is_empty
    with corpus.writing():
        pass
    assert len(corpus.table("contributions")) == 3
    assert list((corpus.folder / "staging").iterdir()) == []


def test_a_run_killed_anywhere_is_finished_by_the_next(tmp_path: Path) -> None:
    days = [f"2020-{month:02}-{day:02}" for month in range(1, 5) for day in range(1, 26)]
    for day in days:
        write_xml(tmp_path / "in", day=day)
    whole = Corpus(tmp_path / "whole")
    ingest([tmp_path / "in"], whole)
    killed = Corpus(tmp_path / "killed")
    command: list[str | Path] = ["--corpus", killed.folder, "ingest", tmp_path / "in"]
    record, chance = killed.folder / "record", random.Random(7)
    for _ in range(4):
        held = len(killed.sittings())
        run = begin(command, tmp_path / "said")
        while run.is_running and not (record.exists() and len(list(record.iterdir())) > held):
            time.sleep(0.001)
        time.sleep(chance.random() / 50)
        run.kill()
        assert run.end() == -signal.SIGKILL, "the run ended before it could be killed"
        assert len(killed.table("contributions")) == 3 * len(killed.sittings()) > 3 * held
    assert len(killed.sittings()) < len(days)
    assert set(_outcomes(ingest([tmp_path / "in"], killed))) == {"read", "unchanged"}
    assert _bytes(killed.folder) == _bytes(whole.folder)


def test_a_damaged_partition_is_named(tmp_path: Path, corpus: Corpus) -> None:
    ingest([write_xml(tmp_path)], corpus)
    (corpus.folder / "record" / "debates2020-01-08" / "contributions.parquet").write_bytes(b"PAR1")
    with pytest.raises(UnreadableCorpus, match=r"contributions\.parquet"):
        corpus.table("contributions")


def test_a_folder_whose_name_is_a_pattern_is_a_folder(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "it's [a] c?rpus*")
    ingest([write_xml(tmp_path)], corpus)
    assert len(corpus.table("contributions")) == 3


def test_a_record_that_leads_in_circles_is_named(tmp_path: Path) -> None:
    (tmp_path / "record").symlink_to(tmp_path / "record")
    with pytest.raises(UnreadableCorpus, match="record: cannot be read"):
        _ = Corpus(tmp_path).is_empty
