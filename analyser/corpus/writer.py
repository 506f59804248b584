"""Writing a corpus: partitions, each whole and then renamed into its place."""

import ctypes
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analyser.coding import Coding
from analyser.corpus import rows, tables
from analyser.corpus.folder import VERSION
from analyser.corpus.outcomes import Covered, Input
from analyser.debate import Sitting
from analyser.discourse import Discourse


class CorpusWriter:
    """Writes partitions, each whole and then renamed into its place."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._staging = folder, folder / "staging"

    def recover(self) -> None:
        """Put back what a killed run had moved aside, and clear what it had half made."""
        for kind in ("record", "coding"):
            for retired in self._staging.glob(f"retired-{kind}-*"):
                home = self.folder / kind / retired.name.removeprefix(f"retired-{kind}-")
                if not home.exists():
                    retired.rename(home)
        for left in (*self._staging.iterdir(), *self.folder.glob(".*.part")):
            shutil.rmtree(left) if left.is_dir() else left.unlink()

    def write_sitting(
        self,
        sitting: Sitting,
        *,
        sha256: str,
        merged: Sequence[str] = (),
        reader: str = "",
        register: str | None = None,
    ) -> None:
        """Write one sitting's record; a coding of what it replaces is dropped with it.

        ``merged`` names the other files that parts of it came from. ``reader`` and ``register``
        say which version of the reader and which register of members made it, so that a later
        run knows whether to make it anew.
        """
        about = {
            "sitting_id": sitting.sitting_id,
            "house": sitting.house,
            "date": sitting.date and sitting.date.isoformat(),
            "source": sitting.source,
            "format": sitting.format,
            "version": sitting.version,
            "debates": [debate.debate_id for debate in sitting.debates],
            "sha256": sha256,
            "merged": list(merged),
            "reader": reader,
            "register": register,
            "schema_version": VERSION,
        }
        self.drop("coding", sitting.sitting_id)
        record = rows.record_tables(sitting)
        self.write_partition("record", sitting.sitting_id, record, "sitting", about)

    def write_coding(
        self,
        sitting_id: str,
        codings: Iterable[tuple[str, Coding]],
        discourse: Discourse | None = None,
        *,
        signature: str,
    ) -> None:
        """Write the coding of one sitting, under the signature of codebook and model."""
        coded = rows.coding_tables(codings, discourse or Discourse())
        self.write_coded(sitting_id, coded, signature=signature)

    def write_coded(
        self, sitting_id: str, coded: Mapping[str, pa.Table], *, signature: str
    ) -> None:
        """Write the tables of the coding of one sitting, as ``rows.coding_tables`` makes them."""
        about = {"sitting_id": sitting_id, "signature": signature}
        self.write_partition("coding", sitting_id, coded, "coding", about)

    def write_inputs(self, entries: list[Input]) -> None:
        """Write what became of one file, an entry for each sitting in it, in place of before."""
        self._write_rows("inputs", entries[0].path, entries, tables.INPUTS)

    def write_coverage(self, request: str, covered: list[Covered]) -> None:
        """Write what became of one request, in place of what was known of it."""
        self._write_rows("coverage", request, covered, tables.COVERAGE)

    def _write_rows(
        self, kind: str, key: str, entries: Sequence[Input | Covered], schema: pa.Schema
    ) -> None:
        folder = self.folder / kind
        folder.mkdir(exist_ok=True)
        name = hashlib.sha256(key.encode()).hexdigest()[:32] + ".parquet"
        table = pa.Table.from_pylist([asdict(entry) for entry in entries], schema=schema)
        _write(table, self._staging / name)
        (self._staging / name).replace(folder / name)

    def drop(self, kind: str, sitting_id: str) -> None:
        """Remove a partition of ``kind`` "record" or "coding", where there is one."""
        home = self.folder / kind / sitting_id
        if home.exists():
            doomed = Path(tempfile.mkdtemp(dir=self._staging)) / sitting_id
            home.rename(doomed)
            shutil.rmtree(doomed.parent)

    def drop_debates(self, sitting_id: str, debates: Collection[str] | None) -> None:
        """Remove debates of a sitting, all for ``None``; its coding goes with them."""
        home = self.folder / "record" / sitting_id
        about = json.loads((home / "sitting.json").read_text("utf8"))
        left = [d for d in about["debates"] if debates is not None and d not in debates]
        self.drop("coding", sitting_id)
        if not left:
            self.drop("record", sitting_id)
            return
        files = {name: home / f"{name}.parquet" for name in tables.RECORD}
        record = {
            name: pq.read_table(path) if path.exists() else tables.RECORD[name].empty_table()
            for name, path in files.items()
        }
        kept = rows.of_debates(record, left)
        self.write_partition("record", sitting_id, kept, "sitting", about | {"debates": left})

    def write_parties(self, parties: Mapping[str, str]) -> None:
        """Write parties where a contribution, given by its id, has none. Codings stay as they are.

        No coding reads a party.
        """
        for home in sorted((self.folder / "record").glob("*")):
            path, named = home / "contributions.parquet", ["contribution_id", "party"]
            ids, known = pq.read_table(path, columns=named).to_pydict().values()
            filled = [party or parties.get(id_) for id_, party in zip(ids, known, strict=True)]
            if filled == known:
                continue
            rows_of = pq.read_table(path)
            place = rows_of.schema.get_field_index("party")
            rows_of = rows_of.set_column(place, rows_of.schema.field(place), [filled])
            staged = self._staging / "contributions.parquet"
            _write(rows_of, staged)
            staged.replace(path)
            os.utime(self.folder / "record")  # whose state a file in a partition leaves as it was

    def write_partition(
        self,
        kind: str,
        sitting_id: str,
        contents: Mapping[str, pa.Table],
        label: str,
        about: Mapping[str, Any],
    ) -> None:
        """Write tables of a sitting whole, in place of those of its kind ("record" or "coding").

        ``about`` goes into a JSON file beside them, whose name is ``label``.
        """
        staged = Path(tempfile.mkdtemp(dir=self._staging))
        for name, table in contents.items():
            _write(table, staged / f"{name}.parquet")
        (staged / f"{label}.json").write_text(
            json.dumps(about, ensure_ascii=False, indent=1), encoding="utf8"
        )
        staged.chmod(0o755)
        home = self.folder / kind / sitting_id
        home.parent.mkdir(exist_ok=True)
        if home.exists() and _exchange(staged, home):
            shutil.rmtree(staged)
            return
        retired = self._staging / f"retired-{kind}-{sitting_id}"
        if home.exists():
            home.rename(retired)
        staged.rename(home)
        if retired.exists():
            shutil.rmtree(retired)


def _exchange(one: Path, other: Path) -> bool:
    """Put two folders into each other's place at once, so that a reader never finds neither.

    Return whether that was done: only Linux can, and not on every file system.
    """
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, TypeError, OSError):
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)


def _write(table: pa.Table, path: Path) -> None:
    """Write a file whose pages have checksums, so that a bit that flips on disk is found."""
    pq.write_table(table, path, compression="zstd", write_page_checksum=True)
