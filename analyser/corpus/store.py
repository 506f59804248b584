"""The corpus: a folder of Parquet, one partition a sitting, written whole and then renamed.

``record/<sitting>/`` holds what a sitting says, ``coding/<sitting>/`` what we say about it,
``inputs/`` what became of each file. A partition is made in ``staging/`` and moved into place
in one rename, so a killed run leaves the last good state. Tables come back through DuckDB.
"""

import datetime as dt
import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analyser.coding import Coding
from analyser.corpus import gathering, tables
from analyser.corpus.outcomes import Fetching, Reading
from analyser.debate import ILLUSTRATIVE, Sitting
from analyser.discourse import Discourse
from analyser.errors import UnreadableCorpus
from analyser.selection import Selection

try:
    import fcntl
except ImportError:  # Windows has no flock: two writers at once are then not kept apart
    fcntl = None  # type: ignore[assignment]

_FILES = {
    **{name: f"record/*/{name}.parquet" for name in tables.RECORD},
    **{name: f"coding/*/{name}.parquet" for name in tables.CODING},
    "inputs": "inputs/*.parquet",
    "coverage": "coverage/*.parquet",
}

_ORDER = {
    "debates": "date NULLS LAST, filename, file_row_number",
    "contributions": "date NULLS LAST, filename, file_row_number",
    "divisions": "date NULLS LAST, filename, file_row_number",
    "inputs": "path",
    "failures": "path",
    "coverage": "request, filename, file_row_number",
}


@dataclass(frozen=True, slots=True)
class Input:
    """What became of a sitting in a file, or of the file where it holds none.

    Of one that is held, ``sitting_id`` is the one held.
    """

    path: str
    sha256: str
    outcome: Reading
    sitting_id: str | None = None
    where: str | None = None
    what: str | None = None
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class Covered:
    """One thing asked of a public source."""

    request: str
    source: str
    item: str
    house: str | None
    date: dt.date | None
    title: str | None
    outcome: Fetching
    address: str
    what: str | None = None
    expected: str | None = None
    retrieved: dt.date | None = None


class Corpus:
    """A corpus folder. Reading never writes; a writer holds a lock on the folder."""

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)

    @property
    def downloads(self) -> Path:
        """The folder of what was downloaded for this corpus, as the sources gave it."""
        return self.folder / "downloads"

    @property
    def state(self) -> str:
        """What changes whenever anything is written: a partition is a rename in its folder."""
        kinds = ("record", "coding", "inputs", "coverage")
        folders = [self.folder / kind for kind in kinds]
        return " ".join(str(f.stat().st_mtime_ns) if f.exists() else "-" for f in folders)

    @property
    def is_empty(self) -> bool:
        """Whether no sitting has been read into this corpus."""
        return next(self.folder.glob("record/*/sitting.json"), None) is None

    @property
    def holds_illustrative(self) -> bool:
        """Whether any sitting here is fiction written for this project."""
        return any(self.folder.glob(f"record/{ILLUSTRATIVE}*/sitting.json"))

    def sittings(self, day: str = "") -> list[dict[str, Any]]:
        """Return what is known of each sitting (id, house, date, source, format, …), by id.

        ``day`` (YYYY-MM-DD) asks for those of one day alone: every dated id holds its date.
        """
        return [
            _read_json(path) for path in sorted(self.folder.glob(f"record/*{day}*/sitting.json"))
        ]

    def sitting(self, sitting_id: str) -> dict[str, Any] | None:
        """Return what is known of one sitting, or ``None`` where it is not held."""
        path = self.folder / "record" / sitting_id / "sitting.json"
        return _read_json(path) if path.exists() else None

    def coded_by(self, sitting_id: str) -> str | None:
        """Return the signature of the codebook and model that coded a sitting, or ``None``."""
        path = self.folder / "coding" / sitting_id / "coding.json"
        return _read_json(path)["signature"] if path.exists() else None

    def progress(self) -> tuple[int, list[str]]:
        """Return how many sittings there are, and the ids of those that are not coded yet."""
        read, coded = (
            {path.name for path in (self.folder / kind).glob("*")} for kind in ("record", "coding")
        )
        return len(read), sorted(read - coded)

    def inputs(self) -> dict[str, list[Input]]:
        """Return what became of each file that was ever given, by its path."""
        known: dict[str, list[Input]] = {}
        for row in self.arrow("inputs").to_pylist():
            row["outcome"] = Reading(row["outcome"])
            known.setdefault(row["path"], []).append(Input(**row))
        return known

    def contributions(self, sitting_id: str) -> pa.Table:
        """Return one sitting's contributions with the headings they stand under, in order.

        ``title`` and ``section`` are the debate's; ``heading`` is its title, after the Bill's
        where it is a stage of one.
        """
        folder = self.folder / "record" / sitting_id
        try:
            rows = pq.read_table(folder / "contributions.parquet")
            debates = pq.read_table(folder / "debates.parquet").to_pylist()
        except (OSError, pa.ArrowInvalid) as error:
            raise UnreadableCorpus(f"{folder}: {error} (expected its tables)") from error
        under = {each["debate_id"]: each | {"heading": _subject(each)} for each in debates}
        for name in ("title", "section", "heading"):
            column = [under[debate_id][name] for debate_id in rows["debate_id"].to_pylist()]
            rows = rows.append_column(name, pa.array(column, pa.string()))
        return rows

    def table(self, name: str) -> pd.DataFrame:
        """Return one whole table, columns as its schema, in the order of the record.

        Raises ``UnreadableCorpus`` where the name is not a table or a partition is damaged.
        """
        return _frame(self.arrow(name))

    def arrow(self, name: str) -> pa.Table:
        """Return one whole table as Arrow, under its schema."""
        if name not in tables.SCHEMAS:
            raise UnreadableCorpus(
                f"no table is called {name!r} (expected one of {', '.join(tables.SCHEMAS)})"
            )
        schema = tables.SCHEMAS[name]
        columns = ", ".join(f'"{column}"' for column in schema.names)
        order = _ORDER.get(name, "filename, file_row_number")
        return self._query(f"SELECT {columns} FROM {name} ORDER BY {order}", {}).cast(schema)

    def select(
        self, query: str, selection: Selection | None = None, **parameters: Any
    ) -> pd.DataFrame:
        """Return a SQL query over the tables as a DataFrame.

        Every table is a view of its own name. ``chosen`` is the contributions that
        ``selection`` chooses (all where it is ``None``), with title, section and source of
        their debate. ``parameters`` stand in the query as ``$name``.
        """
        where, values = (selection or Selection()).where()
        chosen = (
            "WITH chosen AS (SELECT c.*, d.title, d.section, d.source"
            f" FROM contributions c JOIN debates d USING (debate_id) WHERE {where})"
        )
        return _frame(self._query(f"{chosen} {query}", values | parameters))

    def _query(self, query: str, values: dict[str, Any]) -> pa.Table:
        with self._connection() as connection:
            try:
                return connection.sql(query, params=values).to_arrow_table()
            except (duckdb.IOException, duckdb.InvalidInputException) as error:
                raise UnreadableCorpus(f"{self.folder}: {error}") from error

    def _connection(self) -> duckdb.DuckDBPyConnection:
        """Return a connection in which every table is a view of its name."""
        connection = duckdb.connect()
        connection.execute("SET enable_progress_bar = false")
        try:
            for name, pattern in _FILES.items():
                self._create_view(connection, name, pattern)
            connection.execute(
                "CREATE VIEW failures AS SELECT * FROM inputs WHERE outcome = 'failed'"
            )
        except (duckdb.IOException, duckdb.InvalidInputException) as error:
            raise UnreadableCorpus(f"{self.folder}: {error}") from error
        return connection

    def _create_view(self, connection: duckdb.DuckDBPyConnection, name: str, pattern: str) -> None:
        gathered = gathering.files(self.folder, self.state)
        if gathered and (file := gathered / f"{name}.parquet").exists():
            source = _glob_literal(file)
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{source}')")
            return
        if next(self.folder.glob(pattern), None) is None:
            empty = tables.SCHEMAS[name].empty_table()
            for column, kind in (("filename", pa.string()), ("file_row_number", pa.int64())):
                empty = empty.append_column(column, pa.array([], kind))
            connection.register(f"no_{name}", empty)
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM no_{name}")
            return
        files = _glob_literal(self.folder) + "/" + pattern
        connection.execute(
            f"CREATE VIEW {name} AS SELECT * FROM read_parquet("
            f"'{files}', filename = true, file_row_number = true)"
        )

    @contextmanager
    def writing(self) -> Iterator["CorpusWriter"]:
        """Lock the corpus and give the one who may write to it.

        What an earlier, killed run left half made is cleared away first. Raises
        ``UnreadableCorpus`` where another run is writing, or the folder cannot be written.
        """
        try:
            (self.folder / "staging").mkdir(parents=True, exist_ok=True)
            lock = (self.folder / "lock").open("w")
        except OSError as error:
            raise UnreadableCorpus(
                f"{self.folder}: cannot be written ({error.strerror})"
            ) from error
        with lock:
            if fcntl is not None:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise UnreadableCorpus(
                        f"{self.folder}: another run is writing to it (expected it to be free)"
                    ) from None
            writer = CorpusWriter(self)
            writer.recover()
            yield writer
            kinds = {"record": tables.RECORD, "coding": tables.CODING}
            gathering.gather(self.folder, self.folder / "staging", self.state, kinds)


class HeldCorpus(Corpus):
    """A corpus held in memory for many queries, as it was when this was made."""

    def __init__(self, folder: Path | str) -> None:
        super().__init__(folder)
        self._held = duckdb.connect()
        with super()._connection() as files:
            for name in _FILES:
                held = files.sql(f"SELECT * FROM {name}").to_arrow_table()
                self._held.register("read", held)
                self._held.execute(f"CREATE TABLE {name} AS SELECT * FROM read")
                self._held.unregister("read")
        self._held.execute("CREATE VIEW failures AS SELECT * FROM inputs WHERE outcome = 'failed'")

    def _connection(self) -> duckdb.DuckDBPyConnection:
        return self._held.cursor()


class CorpusWriter:
    """Writes partitions, each whole and then renamed into its place."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._staging = corpus.folder / "staging"

    def recover(self) -> None:
        """Put back what a killed run had moved aside, and clear what it had half made."""
        for kind in ("record", "coding"):
            for retired in self._staging.glob(f"retired-{kind}-*"):
                home = self.corpus.folder / kind / retired.name.removeprefix(f"retired-{kind}-")
                if not home.exists():
                    retired.rename(home)
        for left in self._staging.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()

    def write_sitting(
        self, sitting: Sitting, *, sha256: str, reader: str = "", register: str | None = None
    ) -> None:
        """Write one sitting's record; a coding of what it replaces is dropped with it.

        ``reader`` and ``register`` say which version of the reader and which register of
        members made it, so that a later run knows whether to make it anew.
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
            "reader": reader,
            "register": register,
            "schema_version": tables.VERSION,
        }
        self.drop("coding", sitting.sitting_id)
        record = tables.record_tables(sitting)
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
        about = {"sitting_id": sitting_id, "signature": signature}
        coded = tables.coding_tables(codings, discourse or Discourse())
        self.write_partition("coding", sitting_id, coded, "coding", about)

    def write_inputs(self, entries: list[Input]) -> None:
        """Write what became of one file, an entry for each sitting in it, in place of before."""
        folder = self.corpus.folder / "inputs"
        folder.mkdir(exist_ok=True)
        name = hashlib.sha256(entries[0].path.encode()).hexdigest()[:32] + ".parquet"
        staged = self._staging / name
        rows = [asdict(entry) for entry in entries]
        pq.write_table(pa.Table.from_pylist(rows, schema=tables.INPUTS), staged)
        staged.replace(folder / name)

    def write_coverage(self, request: str, covered: list[Covered]) -> None:
        """Write what became of one request, in place of what was known of it."""
        folder = self.corpus.folder / "coverage"
        folder.mkdir(exist_ok=True)
        name = hashlib.sha256(request.encode()).hexdigest()[:32] + ".parquet"
        staged = self._staging / name
        rows = [asdict(entry) for entry in covered]
        pq.write_table(pa.Table.from_pylist(rows, schema=tables.COVERAGE), staged)
        staged.replace(folder / name)

    def drop(self, kind: str, sitting_id: str) -> None:
        """Remove a partition of ``kind`` "record" or "coding", where there is one."""
        home = self.corpus.folder / kind / sitting_id
        if home.exists():
            doomed = Path(tempfile.mkdtemp(dir=self._staging)) / sitting_id
            home.rename(doomed)
            shutil.rmtree(doomed.parent)

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
            pq.write_table(table, staged / f"{name}.parquet", compression="zstd")
        (staged / f"{label}.json").write_text(
            json.dumps(about, ensure_ascii=False, indent=1), encoding="utf8"
        )
        staged.chmod(0o755)
        home = self.corpus.folder / kind / sitting_id
        home.parent.mkdir(exist_ok=True)
        retired = self._staging / f"retired-{kind}-{sitting_id}"
        if home.exists():
            home.rename(retired)
        staged.rename(home)
        if retired.exists():
            shutil.rmtree(retired)


_STAGE = re.compile(
    r"(New |After |Before )?(Clause|Schedule|Amendment|Title|Preamble|Report|Committee|Part)\b"
    r"|(Second|Third) Reading\b"
)


def _subject(debate: Mapping[str, str]) -> str:
    """Return what a debate is about by its headings.

    Only a Bill's title is taken from above: files of 2009 leave major headings out, so that a
    debate there can stand under the business before it.
    """
    above = debate["section"].split(" › ")[-1]
    is_stage = _STAGE.match(debate["title"]) and "Bill" in above
    return f"{above}: {debate['title']}" if is_stage else debate["title"]


_WHOLE_NUMBERS: Mapping[pa.DataType, Any] = {pa.int32(): pd.Int32Dtype()}


def _frame(table: pa.Table) -> pd.DataFrame:
    """Return a DataFrame in which a whole number stays one beside an unknown."""
    frame: pd.DataFrame = table.to_pandas(date_as_object=False, types_mapper=_WHOLE_NUMBERS.get)
    return frame


def _read_json(path: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(path.read_text("utf8"))
    except ValueError as error:
        raise UnreadableCorpus(f"{path}: {error} (expected the JSON this program wrote)") from error
    return content


def _glob_literal(folder: Path) -> str:
    """Return a path for DuckDB's glob in which no character of the folder's name is a pattern."""
    text = str(folder)
    for special in "[*?":
        text = text.replace(special, f"[{special}]")
    return text.replace("'", "''")
