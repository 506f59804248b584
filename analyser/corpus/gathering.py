"""The partitions of a corpus gathered into one DuckDB database, so that reading stays fast.

The partitions are what is kept; ``gathered/`` is made of them, and can be deleted at any time.
The database's name says of which state of the corpus it was made. One that no longer fits is not
read, and serves as the start of the next: only partitions that have changed are read again.
"""

import hashlib
import shutil
import tempfile
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from analyser.corpus import tables

FOLDER = "gathered"
FEWEST = 50
"""Partitions under which gathering them saves nothing."""

_MEMORY = "1GB"  # that one connection may take; the rest waits on disk
_FOLDERS = {"record": tables.RECORD, "coding": tables.CODING}
_KINDS: Mapping[str, Mapping[str, pa.Schema]] = {
    **_FOLDERS,
    "inputs": {"inputs": tables.INPUTS},
    "coverage": {"coverage": tables.COVERAGE},
}
"""The tables of each kind of partition. One of ``_FOLDERS`` is a folder, others are files."""

_TYPES = {
    pa.string(): "VARCHAR",
    pa.date32(): "DATE",
    pa.int32(): "INTEGER",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
}


def connect() -> duckdb.DuckDBPyConnection:
    """Return a connection that takes no more memory however much is read."""
    connection = duckdb.connect()
    spilt = Path(tempfile.gettempdir()) / f"analyser-{uuid.uuid4().hex}"  # made when it is needed
    connection.execute(
        f"SET enable_progress_bar = false; SET memory_limit = '{_MEMORY}';"
        f" SET temp_directory = {_quoted(spilt)}"
    )
    return connection


def database(folder: Path, state: str) -> Path | None:
    """Return the database of this state of the corpus, ``None`` where it is not gathered."""
    path = folder / FOLDER / _name(state)
    return path if path.exists() else None


def attach(connection: duckdb.DuckDBPyConnection, database: Path) -> None:
    """Make a view of each table of a database that ``make`` made. Raises ``duckdb.Error``."""
    connection.execute(f"ATTACH {_quoted(database)} AS gathered (READ_ONLY)")
    for name in map(tables.as_coded, (each for kind in _KINDS.values() for each in kind)):
        connection.execute(f"CREATE VIEW {name} AS FROM gathered.{name}")


def gather(folder: Path, staging: Path, state: str) -> None:
    """Gather the partitions anew, in ``staging`` first; what has not changed is taken over."""
    home = folder / FOLDER
    target = home / _name(state)
    if target.exists():
        return
    staged = staging / target.name
    try:
        if sum(1 for kind in _FOLDERS for _ in (folder / kind).glob("*")) < FEWEST:
            shutil.rmtree(home, ignore_errors=True)
            return
        make(staged, folder)
    except (duckdb.Error, OSError):
        # a damaged partition is told, by its name, to whoever reads it: there is nothing to gather
        staged.unlink(missing_ok=True)
        shutil.rmtree(home, ignore_errors=True)
        return
    home.mkdir(exist_ok=True)
    staged.replace(target)
    for other in home.iterdir():
        if other != target:
            other.unlink()


def make(target: Path, folder: Path) -> None:
    """Make a database of the partitions as they are, from the one gathered last if there is one.

    Raises ``duckdb.Error`` where a partition cannot be read.
    """
    last = next((folder / FOLDER).glob(_name("*")), None)
    if last:
        shutil.copyfile(last, target)
    with connect() as connection:
        connection.execute(f"ATTACH {_quoted(target)} AS made (STORAGE_VERSION 'latest')")
        connection.execute("USE made")
        connection.execute("CREATE TABLE IF NOT EXISTS made_of (kind TEXT, part TEXT, stamp TEXT)")
        for kind in _KINDS:
            _follow(connection, folder / kind)
        connection.execute("CHECKPOINT")


def _follow(connection: duckdb.DuckDBPyConnection, home: Path) -> None:
    """Bring the tables of one kind of partition to what its folder holds."""
    kind = home.name
    now = {each.name: str(each.stat().st_ctime_ns) for each in home.glob("*")}
    known = connection.execute("SELECT part, stamp FROM made_of WHERE kind = $1", [kind])
    before = dict(known.fetchall())
    gone = [part for part, stamp in before.items() if now.get(part) != stamp]
    new = sorted(part for part, stamp in now.items() if before.get(part) != stamp)
    for name, schema in _KINDS[kind].items():
        table = tables.as_coded(name)
        connection.execute(f"CREATE TABLE IF NOT EXISTS {table} ({_columns(schema)})")
        _delete(connection, f"{table} WHERE filename", gone)
        inside = f"{name}.parquet" if kind in _FOLDERS else ""
        files = [str(path) for part in new if (path := home / part / inside).exists()]
        if files:
            _insert(connection, table, schema, files, in_folders=bool(inside))
    _delete(connection, f"made_of WHERE kind = '{kind}' AND part", gone)
    connection.execute(
        f"INSERT INTO made_of SELECT '{kind}', unnest($1::TEXT[]), unnest($2::TEXT[])",
        [new, [now[part] for part in new]],
    )


def _columns(schema: pa.Schema) -> str:
    """Return the columns of a table in SQL. Texts are most of the bytes, so they are packed."""
    packed = {"text": " USING COMPRESSION zstd"}
    own = [f'"{each.name}" {_TYPES[each.type]}{packed.get(each.name, "")}' for each in schema]
    return ", ".join([*own, "filename VARCHAR", "file_row_number BIGINT"])


def _delete(connection: duckdb.DuckDBPyConnection, where: str, gone: Sequence[str]) -> None:
    if gone:
        connection.execute(f"DELETE FROM {where} IN (SELECT unnest($1::TEXT[]))", [gone])


def _insert(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    schema: pa.Schema,
    files: Sequence[str],
    *,
    in_folders: bool,
) -> None:
    """Add the rows of files, each under the name of its partition."""
    part = "parse_dirpath(filename, 'both_slash')" if in_folders else "filename"
    columns = ", ".join(f'"{name}"' for name in schema.names)
    connection.execute(
        f"INSERT INTO {table} SELECT {columns}, parse_filename({part}, false, 'both_slash'),"
        " file_row_number FROM read_parquet($1, filename = true, file_row_number = true)",
        [files],
    )


def _name(state: str) -> str:
    """Return the name of the database of a state of the corpus; of "*", a pattern for any."""
    return f"{_digest(str(_KINDS))}-{state if state == '*' else _digest(state)}.duckdb"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
