"""Exports keep every cell, and say where they hold fiction."""

import csv
import json
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from analyser.corpus import Corpus, store
from analyser.corpus.export import export_table
from analyser.corpus.tables import SCHEMAS
from analyser.errors import UnreadableCorpus
from analyser.pipeline.ingest import ingest
from analyser.queries.positions import positions, positions_in_parts
from analyser.selection import Selection
from tests.corpus.coded import ADA, coded_corpus
from tests.record import write_xml


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return coded_corpus(tmp_path)


def test_parquet_keeps_the_schema(corpus: Corpus, tmp_path: Path) -> None:
    assert export_table(corpus, "positions", tmp_path / "p.parquet") == 4
    assert pq.read_table(tmp_path / "p.parquet").schema.equals(SCHEMAS["positions"])


def test_csv_keeps_whole_numbers_and_blanks(corpus: Corpus, tmp_path: Path) -> None:
    export_table(corpus, "positions", tmp_path / "p.csv")
    with (tmp_path / "p.csv").open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["stance"] for row in rows] == ["support", "none", "oppose", "none"]
    assert (rows[0]["quote"], rows[0]["start"], rows[0]["end"]) == (ADA, "0", str(len(ADA)))
    assert (rows[1]["quote"], rows[1]["start"]) == ("", "")


def test_jsonl_keeps_nulls_and_days(corpus: Corpus, tmp_path: Path) -> None:
    export_table(corpus, "contributions", tmp_path / "c.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "c.jsonl").read_text("utf8").splitlines()]
    assert [row["date"] for row in rows] == ["2020-01-08"] * 3 + ["2020-02-02"] * 2
    assert (rows[0]["party"], rows[3]["party"], rows[0]["text"]) == (None, "Lan", ADA)


def test_every_table_can_be_exported(corpus: Corpus, tmp_path: Path) -> None:
    for name in SCHEMAS:
        rows = export_table(corpus, name, tmp_path / f"{name}.csv")
        assert rows == len(corpus.table(name))
        assert not (tmp_path / f"{name}.csv.NOTICE.txt").exists()


def test_parts_make_the_same_table(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = corpus.arrow("contributions")
    monkeypatch.setattr(store, "_ROWS", 2)
    assert [batch.num_rows for batch in corpus.batches("contributions")] == [2, 2, 1]
    export_table(corpus, "contributions", tmp_path / "c.parquet")
    assert pq.read_table(tmp_path / "c.parquet").equals(whole)
    parts = list(positions_in_parts(corpus))
    assert list(map(len, parts)) == [2, 2]
    assert pd.concat(parts, ignore_index=True).equals(positions(corpus))
    (empty,) = positions_in_parts(corpus, Selection(member=("nobody",)))
    assert list(empty) == list(parts[0])


@pytest.mark.parametrize("suffix", ["parquet", "csv", "jsonl"])
def test_an_export_of_fiction_says_so(corpus: Corpus, tmp_path: Path, suffix: str) -> None:
    path = write_xml(tmp_path / "fiction", day="2099-04-01")
    text = path.read_text().replace("<publicwhip", '<publicwhip illustrative="yes"')
    path.write_text(text.replace('"x/', '"illustrative/'))
    ingest([path], corpus)
    target = tmp_path / f"debates.{suffix}"
    export_table(corpus, "debates", target)
    assert "fiction" in (tmp_path / f"debates.{suffix}.NOTICE.txt").read_text()
    assert "illustrative/debate/2099-04-01a.1.0" in corpus.table("debates")["debate_id"].tolist()
    if suffix == "parquet":
        assert b"fiction" in (pq.read_schema(target).metadata or {})[b"notice"]


def test_a_target_that_cannot_be_written_is_named(corpus: Corpus, tmp_path: Path) -> None:
    with pytest.raises(UnreadableCorpus, match=r"nowhere/p\.csv"):
        export_table(corpus, "positions", tmp_path / "nowhere" / "p.csv")
