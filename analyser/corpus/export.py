"""Whole tables to files, in parts: memory does not grow with a table.

In CSV no cell is a formula, and each character is one that can be seen.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analyser.corpus import Corpus
from analyser.corpus.tables import SCHEMAS
from analyser.debate import ILLUSTRATIVE, ILLUSTRATIVE_NOTICE
from analyser.errors import UnreadableCorpus
from analyser.text.normalisation import legible
from analyser.text.spreadsheet import guarded
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
    writers = {".parquet": _write_parquet, ".csv": _write_csv}
    write = writers.get(target.suffix, _write_jsonl)
    notice = {"notice": NOTICE} if corpus.holds_illustrative else {}
    schema = SCHEMAS[name].with_metadata((SCHEMAS[name].metadata or {}) | notice)
    written = 0

    def counted() -> Iterator[pa.RecordBatch]:
        nonlocal written
        for batch in corpus.batches(name):
            written += batch.num_rows
            yield batch

    try:
        with whole_file(target) as staged:
            write(counted(), schema, staged)
        notice_beside(corpus, target)
    except OSError as error:
        raise UnreadableCorpus(f"{target}: {error.strerror} (expected a writable file)") from error
    return written


def notice_beside(corpus: Corpus, target: Path) -> None:
    """Write ``<target>.NOTICE.txt`` where the corpus holds fiction. Raises ``OSError``."""
    if corpus.holds_illustrative:
        target.with_name(f"{target.name}.NOTICE.txt").write_text(NOTICE + "\n", "utf8")


def _write_parquet(rows: Iterable[pa.RecordBatch], schema: pa.Schema, target: Path) -> None:
    with pq.ParquetWriter(target, schema) as writer:
        for batch in rows:
            writer.write_batch(batch.replace_schema_metadata(schema.metadata))


def _write_csv(rows: Iterable[pa.RecordBatch], schema: pa.Schema, target: Path) -> None:
    with target.open("w", encoding="utf8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(schema.names)
        for batch in rows:
            writer.writerows(map(_cell, row.values()) for row in batch.to_pylist())


def _cell(value: Any) -> Any:
    return guarded(legible(value) if isinstance(value, str) else value)


def _write_jsonl(rows: Iterable[pa.RecordBatch], schema: pa.Schema, target: Path) -> None:
    del schema  # each line names its own columns
    with target.open("w", encoding="utf8") as file:
        for batch in rows:
            file.writelines(
                json.dumps(row, ensure_ascii=False, default=_day) + "\n"
                for row in batch.to_pylist()
            )


def _day(value: Any) -> str:
    return str(value.isoformat())
