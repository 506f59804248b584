"""Whole tables to files, exact in type and text."""

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analyser.corpus import Corpus
from analyser.debate import ILLUSTRATIVE, ILLUSTRATIVE_NOTICE
from analyser.errors import UnreadableCorpus
from analyser.text.whole_file import whole_file

SUFFIXES = (".parquet", ".csv", ".jsonl")

NOTICE = f'{ILLUSTRATIVE_NOTICE} Its rows are those whose ids start with "{ILLUSTRATIVE}".'


def export_table(corpus: Corpus, name: str, target: Path) -> int:
    """Write one table to a file that appears when whole, and return its rows.

    Where the corpus holds an illustrative sitting, the Parquet file's metadata says so, and
    a file ``<target>.NOTICE.txt`` beside any format does: a banner inside a CSV or JSON Lines
    file would break the programs that read it. Raises ``UnreadableCorpus`` where the target
    cannot be written.
    """
    table = corpus.arrow(name)
    try:
        with whole_file(target) as staged:
            if target.suffix == ".parquet":
                notice = {"notice": NOTICE} if corpus.holds_illustrative else {}
                metadata = (table.schema.metadata or {}) | notice
                pq.write_table(table.replace_schema_metadata(metadata), staged)
            elif target.suffix == ".csv":
                _write_csv(table, staged)
            else:
                _write_jsonl(table, staged)
        notice_beside(corpus, target)
    except OSError as error:
        raise UnreadableCorpus(f"{target}: {error.strerror} (expected a writable file)") from error
    return int(table.num_rows)


def notice_beside(corpus: Corpus, target: Path) -> None:
    """Write ``<target>.NOTICE.txt`` where the corpus holds fiction. Raises ``OSError``."""
    if corpus.holds_illustrative:
        target.with_name(f"{target.name}.NOTICE.txt").write_text(NOTICE + "\n", "utf8")


def _write_csv(table: pa.Table, target: Path) -> None:
    with target.open("w", encoding="utf8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.column_names)
        for batch in table.to_batches():
            writer.writerows(row.values() for row in batch.to_pylist())


def _write_jsonl(table: pa.Table, target: Path) -> None:
    with target.open("w", encoding="utf8") as file:
        for batch in table.to_batches():
            file.writelines(
                json.dumps(row, ensure_ascii=False, default=_day) + "\n"
                for row in batch.to_pylist()
            )


def _day(value: Any) -> str:
    return str(value.isoformat())
