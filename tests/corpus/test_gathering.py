"""Partitions gathered into one database: the same tables, never stale, whole after a kill."""

import shutil
from pathlib import Path

import pytest

from analyser.corpus import Corpus, HeldCorpus, gathering, tables
from analyser.errors import UnreadableCorpus
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
    assert gathering.database(corpus.folder, corpus.state)
    gathered = _all(corpus)
    assert len(gathered["contributions"]) == 9
    shutil.rmtree(corpus.folder / gathering.FOLDER)
    assert _all(corpus) == gathered == _all(HeldCorpus(corpus.folder))


def test_what_is_gathered_follows_what_is_written(corpus: Corpus, tmp_path: Path) -> None:
    words = "I withdraw every word that I have said of live facial recognition."
    ingest([write_xml(tmp_path / "in", day="2020-01-07", words=words)], corpus)
    assert gathering.database(corpus.folder, corpus.state)
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
    assert gathering.database(corpus.folder, corpus.state) is None
    assert len(corpus.table("contributions")) == 6


def test_a_damaged_partition_is_told_and_not_hidden(corpus: Corpus) -> None:
    damaged = corpus.folder / "record" / "debates2020-01-06" / "votes.parquet"
    damaged.write_bytes(b"PAR1")
    shutil.rmtree(corpus.folder / gathering.FOLDER)
    with corpus.writing():
        pass
    assert not (corpus.folder / gathering.FOLDER).exists()
    with pytest.raises(UnreadableCorpus, match=str(damaged)):
        corpus.table("votes")
    with pytest.raises(UnreadableCorpus, match=str(damaged)):
        HeldCorpus(corpus.folder)


def test_a_killed_gathering_leaves_what_was_there(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = gathering.make

    def killed(target: Path, folder: Path) -> None:
        whole(target, folder)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):  # noqa: PT012
        patched.setattr(gathering, "make", killed)
        with corpus.writing() as writer:
            writer.drop("record", "debates2020-01-08")
    assert [path.suffix for path in (corpus.folder / gathering.FOLDER).iterdir()] == [".duckdb"]
    assert gathering.database(corpus.folder, corpus.state) is None
    assert len(corpus.table("contributions")) == 6
    with corpus.writing():
        pass
    (only,) = (corpus.folder / gathering.FOLDER).iterdir()
    assert only == gathering.database(corpus.folder, corpus.state)
    assert len(corpus.table("contributions")) == 6


def test_few_partitions_are_not_gathered(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus")
    ingest([write_xml(tmp_path / "in")], corpus)
    assert not (corpus.folder / gathering.FOLDER).exists()
