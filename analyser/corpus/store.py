"""The corpus: a folder of Parquet, one partition a sitting, written whole and then renamed.

``record/<sitting>/`` holds what a sitting says, ``coding/<sitting>/`` what we say about it,
``inputs/`` what became of each file. A partition is made in ``staging/`` and moved into place
in one rename, so a killed run leaves the last good state. Tables come back through DuckDB.
"""

import errno
import os
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analyser.corpus import effective, gathering, reviews, tables
from analyser.corpus.folder import CorpusFolder
from analyser.corpus.locking import lock
from analyser.corpus.outcomes import Input, Reading
from analyser.corpus.writer import CorpusWriter
from analyser.errors import UnreadableCorpus
from analyser.fulltext import index
from analyser.selection import Selection

FILES = {
    **{name: f"record/*/{name}.parquet" for name in tables.RECORD},
    **{name: f"coding/*/{name}.parquet" for name in tables.CODING},
    "inputs": "inputs/*.parquet",
    "coverage": "coverage/*.parquet",
}
"""The partitions of each table."""

_ORDER = {
    "debates": "date NULLS LAST, filename, file_row_number",
    "contributions": "date NULLS LAST, filename, file_row_number",
    "divisions": "date NULLS LAST, filename, file_row_number",
    "inputs": "path",
    "failures": "path",
    "reviews": "file_row_number",
    "coverage": "request, filename, file_row_number",
}


_ROWS = 10_000  # of one record batch
_TRIES = 5  # to open partitions that a writer replaces meanwhile

_UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM)

FAILURES = "CREATE VIEW failures AS SELECT * FROM inputs WHERE outcome = 'failed'"


class Corpus(CorpusFolder):
    """A corpus folder. Reading never writes; a writer holds a lock on the folder."""

    @property
    def reviews_state(self) -> str:
        """What changes whenever a review is added. Reviews are no part of ``state``."""
        try:
            stat = (self.folder / reviews.FILE).stat()
        except FileNotFoundError:
            return "-"
        return f"{stat.st_mtime_ns} {stat.st_size}"

    def is_whole(self, sitting_id: str) -> bool:
        """Return whether every table of a sitting's record is there."""
        folder = self.folder / "record" / sitting_id
        return all((folder / f"{name}.parquet").exists() for name in tables.RECORD)

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
        under = {each["debate_id"]: each | {"heading": subject(each)} for each in debates}
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
        """Return one whole table as Arrow, under its schema; of positions, the effective ones."""
        return pa.Table.from_batches(self.batches(name), tables.SCHEMAS.get(name))

    def batches(self, name: str) -> Iterator[pa.RecordBatch]:
        """Yield one whole table, as ``arrow`` returns it, in parts: memory stays flat."""
        if name not in tables.SCHEMAS:
            raise UnreadableCorpus(
                f"no table is called {name!r} (expected one of {', '.join(tables.SCHEMAS)})"
            )
        schema = tables.SCHEMAS[name]
        columns = ", ".join(f'"{column}"' for column in schema.names)
        order = _ORDER.get(name, "filename, file_row_number")
        for batch in self._stream(f"SELECT {columns} FROM {name} ORDER BY {order}", {}):
            yield batch.cast(schema)

    def select(
        self, query: str, selection: Selection | None = None, **parameters: Any
    ) -> pd.DataFrame:
        """Return a SQL query over the tables as a DataFrame.

        Every table is a view of its own name. That of ``positions`` has reviews applied to it, and
        says so in ``review``, ``reviewer`` and ``review_note`` (see ``analyser.corpus.effective``);
        ``coded_positions`` are those on disk. ``chosen`` is the contributions that
        ``selection`` chooses (all where it is ``None``), with title, section and source of
        their debate. ``parameters`` stand in the query as ``$name``.
        """
        chosen, values = _chosen(selection)
        return _frame(self._query(f"{chosen} {query}", values | parameters))

    def parts(
        self, query: str, selection: Selection | None = None, **parameters: Any
    ) -> Iterator[pd.DataFrame]:
        """Yield what ``select`` returns in parts of some thousand rows: memory stays flat."""
        chosen, values = _chosen(selection)
        for batch in self._stream(f"{chosen} {query}", values | parameters):
            yield _frame(pa.Table.from_batches([batch]))

    def _query(self, query: str, values: dict[str, Any]) -> pa.Table:
        return pa.Table.from_batches(list(self._stream(query, values)))

    def _stream(self, query: str, values: dict[str, Any]) -> Iterator[pa.RecordBatch]:
        """Yield what is found in batches: one of no row, where there is none, has the columns.

        Where a writer takes a partition away before the first, it is asked anew.
        """
        for left in reversed(range(_TRIES)):
            state, begun = self.state, False
            try:
                with self._answering(query, values) as found:
                    rows = found.to_arrow_reader(_ROWS)
                    first = next(rows, pa.RecordBatch.from_pylist([], rows.schema))
                    begun = True
                    yield from chain([first], rows)
                return
            except UnreadableCorpus:
                if begun or not left or self.state == state:
                    raise

    @contextmanager
    def _answering(self, query: str, values: dict[str, Any]) -> Iterator[duckdb.DuckDBPyRelation]:
        """Give what a query asks for, to be read while the connection to the tables is open."""
        with self._connection(effective.tables_of(query)) as connection:
            try:
                yield connection.sql(query, params=values)
            except (duckdb.IOException, duckdb.InvalidInputException) as error:
                raise UnreadableCorpus(f"{self.folder}: {error}") from error

    def _connection(self, named: Collection[str]) -> duckdb.DuckDBPyConnection:
        """Return a connection in which each of the tables named is a view of its name."""
        connection = gathering.connect()
        try:
            if not self._attach(connection):
                for name in FILES.keys() & named:
                    self._create_view(connection, name, FILES[name])
            if "failures" in named:
                connection.execute(FAILURES)
            if "reviews" in named:
                effective.apply_reviews(connection, reviews.read(self))
        except (duckdb.IOException, duckdb.InvalidInputException) as error:
            raise UnreadableCorpus(f"{self.folder}: {error}") from error
        return connection

    def _attach(self, connection: duckdb.DuckDBPyConnection) -> bool:
        """Read the gathered tables where they are of today's state; return whether they are."""
        gathered = gathering.database(self.folder, self.state)
        if gathered is None:
            return False
        try:
            gathering.attach(connection, gathered)
        except duckdb.IOException:  # a writer has just put the next one in its place
            return False
        return True

    def _create_view(self, connection: duckdb.DuckDBPyConnection, name: str, pattern: str) -> None:
        view = tables.as_coded(name)
        if next(self.folder.glob(pattern), None) is None:
            empty = tables.SCHEMAS[name].empty_table()
            for column, kind in (("filename", pa.string()), ("file_row_number", pa.int64())):
                empty = empty.append_column(column, pa.array([], kind))
            connection.register(f"no_{name}", empty)
            connection.execute(f"CREATE TABLE {view} AS SELECT * FROM no_{name}")
            return
        files = _glob_literal(self.folder) + "/" + pattern
        connection.execute(
            f"CREATE VIEW {view} AS SELECT * FROM read_parquet("
            f"'{files}', filename = true, file_row_number = true)"
        )

    @contextmanager
    def writing(self) -> Iterator[CorpusWriter]:
        """Lock the corpus and give the one who may write to it.

        What an earlier, killed run left half made is cleared away first. Raises
        ``UnreadableCorpus`` where another run is writing, or the folder cannot be written: what
        was written whole before is kept.
        """
        try:
            (self.folder / "staging").mkdir(parents=True, exist_ok=True)
            with (self.folder / "lock").open("wb") as held:
                try:
                    lock(held, wait=False)
                except BlockingIOError:
                    raise UnreadableCorpus(
                        f"{self.folder}: another run is writing to it (expected it to be free)"
                    ) from None
                writer = CorpusWriter(self.folder)
                writer.recover()
                yield writer
                gathering.gather(self.folder, self.folder / "staging", self.state)
                index.update(self.folder)
                self.settle()
        except OSError as error:
            if error.errno not in _UNWRITABLE:
                raise
            raise UnreadableCorpus(
                f"{self.folder}: cannot be written ({os.strerror(error.errno)}). What was written"
                " before is whole, and the same command goes on from there"
            ) from error


def _chosen(selection: Selection | None) -> tuple[str, dict[str, Any]]:
    """Return the table ``chosen`` in SQL, and its values."""
    where, values = (selection or Selection()).where()
    chosen = (
        "WITH chosen AS (SELECT c.*, d.title, d.section, d.source"
        f" FROM contributions c JOIN debates d USING (debate_id) WHERE {where})"
    )
    return chosen, values


_STAGE = re.compile(
    r"(New |After |Before )?(Clause|Schedule|Amendment|Title|Preamble|Report|Committee|Part)\b"
    r"|(Second|Third) Reading\b"
)


def subject(debate: Mapping[str, str]) -> str:
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


def _glob_literal(folder: Path) -> str:
    """Return a path for DuckDB's glob in which no character of the folder's name is a pattern."""
    text = str(folder)
    for special in "[*?":
        text = text.replace(special, f"[{special}]")
    return text.replace("'", "''")
