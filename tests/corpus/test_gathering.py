"""Partitions gathered into one file a table: the same tables, and never stale."""

import shutil
from pathlib import Path

import pytest

from analyser.corpus import Corpus, HeldCorpus, gathering, tables
from analyser.pipeline.analyse import analyse
from analyser.pipeline.ingest import ingest
from tests.record import write_xml

ORDERED = ("debates", "contributions", "divisions", "votes")


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    monkeypatch.setattr(gathering, "FEWEST", 2)
    corpus = Corpus(tmp_path / "corpus")
    days = [write_xml(tmp_path / "in", day=f"2020-01-0{n}") for n in (6, 7, 8)]
    ingest(days, corpus)
    analyse(corpus)
    return corpus


def _all(corpus: Corpus) -> dict[str, list[object]]:
    return {name: corpus.arrow(name).to_pylist() for name in tables.SCHEMAS}


def test_gathered_tables_are_those_of_the_partitions(corpus: Corpus) -> None:
    assert gathering.files(corpus.folder, corpus.state)
    gathered = _all(corpus)
    assert len(gathered["contributions"]) == 9
    shutil.rmtree(corpus.folder / gathering.FOLDER)
    assert _all(corpus) == gathered == _all(HeldCorpus(corpus.folder))


def test_what_is_gathered_follows_what_is_written(corpus: Corpus, tmp_path: Path) -> None:
    words = "I withdraw every word that I have said of live facial recognition."
    ingest([write_xml(tmp_path / "in", day="2020-01-07", words=words)], corpus)
    assert gathering.files(corpus.folder, corpus.state)
    texts = corpus.table("contributions")["text"].tolist()
    assert texts.count(words) == 1
    assert len(texts) == 9
    with corpus.writing() as writer:
        writer.drop("record", "debates2020-01-08")
    assert len(corpus.table("contributions")) == 6
    shutil.rmtree(corpus.folder / gathering.FOLDER)
    assert corpus.table("contributions")["text"].tolist().count(words) == 1


def test_what_no_longer_fits_is_not_read(corpus: Corpus) -> None:
    shutil.rmtree(corpus.folder / "record" / "debates2020-01-06")
    assert gathering.files(corpus.folder, corpus.state) is None
    assert len(corpus.table("contributions")) == 6


def test_a_damaged_partition_is_told_and_not_hidden(corpus: Corpus) -> None:
    (corpus.folder / "record" / "debates2020-01-06" / "votes.parquet").write_bytes(b"PAR1")
    for name in ("state", "made_of.json"):
        (corpus.folder / gathering.FOLDER / name).unlink()
    with corpus.writing():
        pass
    assert not (corpus.folder / gathering.FOLDER).exists()


def test_few_partitions_are_not_gathered(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus")
    ingest([write_xml(tmp_path / "in")], corpus)
    assert not (corpus.folder / gathering.FOLDER).exists()
