"""The partitions of a corpus gathered into one file a table, so that reading stays fast.

The partitions are what is kept; ``gathered/`` is made of them, and can be deleted at any time.
It says of which partitions it was made. One that no longer fits is not used.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

FOLDER = "gathered"
FEWEST = 50
"""Partitions under which gathering them saves nothing."""

_AT_ONCE = 2_000  # partitions read before they are joined, which bounds memory


def files(folder: Path, state: str) -> Path | None:
    """Return the folder of gathered tables where it is of this state of the corpus."""
    try:
        made_of = (folder / FOLDER / "state").read_text("utf8")
    except FileNotFoundError:
        return None
    return folder / FOLDER if made_of == state else None


def gather(
    folder: Path, staging: Path, state: str, schemas: Mapping[str, Mapping[str, pa.Schema]]
) -> None:
    """Gather the partitions anew: what is already gathered of one that has not changed is kept.

    ``schemas`` holds the tables of each kind of partition, "record" and "coding".
    """
    if files(folder, state):
        return
    now = {kind: _partitions(folder / kind) for kind in schemas}
    if sum(map(len, now.values())) < FEWEST:
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
        return
    target = staging / FOLDER
    target.mkdir()
    try:
        for kind, tables in schemas.items():
            for name, schema in tables.items():
                _write(folder, kind, now[kind], name, schema, target)
    except (OSError, pa.ArrowInvalid, pa.ArrowKeyError):
        # a damaged partition is told, by its name, to whoever reads it: there is nothing to gather
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
        return
    (target / "made_of.json").write_text(json.dumps(now), "utf8")
    (target / "state").write_text(state, "utf8")
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
    target.rename(folder / FOLDER)


def _partitions(home: Path) -> dict[str, str]:
    """Return the partitions of one kind with when each was moved into its place."""
    if not home.exists():
        return {}
    return {each.name: str(each.stat().st_ctime_ns) for each in home.iterdir()}


def _made_of(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / FOLDER / "made_of.json").read_text("utf8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found


def _write(
    folder: Path, kind: str, now: Mapping[str, str], name: str, schema: pa.Schema, target: Path
) -> None:
    own = schema.append(pa.field("filename", pa.string()))
    own = own.append(pa.field("file_row_number", pa.int64()))
    old = folder / FOLDER / f"{name}.parquet"
    same: set[str] = set()
    if old.exists() and pq.read_schema(old).equals(own):
        before = _made_of(folder).get(kind, {})
        same = {each for each, stamp in now.items() if before.get(each) == stamp}
    with pq.ParquetWriter(target / old.name, own, compression="zstd") as writer:
        if same:
            kept = pq.read_table(old)
            writer.write_table(kept.filter(pc.is_in(kept["filename"], pa.array(sorted(same)))))
        for batch in _read(folder / kind, sorted(set(now) - same), old.name, own):
            writer.write_table(batch)


def _read(home: Path, partitions: list[str], name: str, own: pa.Schema) -> Iterator[pa.Table]:
    for first in range(0, len(partitions), _AT_ONCE):
        read = [own.empty_table()]
        for partition in partitions[first : first + _AT_ONCE]:
            path = home / partition / name
            if not path.exists():  # coded before there was such a table
                continue
            table = pq.ParquetFile(path).read()
            table = table.append_column("filename", pa.array([partition] * len(table), pa.string()))
            rows = pa.array(range(len(table)), pa.int64())
            read.append(table.append_column("file_row_number", rows).select(own.names).cast(own))
        yield pa.concat_tables(read)
