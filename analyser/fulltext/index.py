"""The index beside the corpus, ``search/``: kept in step with the record, and opened to be read.

Each contribution of a speaker is a document of it, with all that a hit is shown with, so that a
search reads nothing else. One more document, the state, says which partitions are indexed and when
each had changed last. It is committed with the others, so whatever kills an update, the index says
what it holds. What was coded is not in it: people's reviews change that at any time.
"""

import json
import shutil
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tantivy

from analyser.errors import UnreadableCorpus
from analyser.fulltext.query import words_of

FOLDER = "search"
_VERSION = 1  # raised when documents are made in another way
_TRIES = 5  # to read partitions that a writer replaces meanwhile
_MEMORY = 128_000_000  # bytes that an update holds before it writes
_CONTRIBUTION, _STATE = "contribution", "state"
_SHOWN = (
    *("contribution_id", "debate_id", "date", "house", "title", "section", "speaker", "member"),
    *("party", "constituency", "office", "column", "url", "text"),
)
_RAW = ("sitting", "id", "debate", "title", "section", "person", "name", "party", "house")
_PLACES_IN_DAY = 40  # bits: 20 for the sitting, 20 for the place in it
UNDATED = 1 << 22
"""The day of what has none: later than any."""


def first_of(day: int) -> int:
    """Return the least ``order`` of a day, given by its ordinal."""
    return day << _PLACES_IN_DAY


@dataclass(frozen=True, slots=True)
class _State:
    """What an index holds: partitions by when each changed, and when their folder did.

    ``record`` is empty where a partition could not be read, so that the index never counts as in
    step.
    """

    version: int
    record: str
    partitions: dict[str, int]


_NOTHING = _State(_VERSION, "", {})


@dataclass(frozen=True, slots=True)
class Opened:
    """An index in step with the record. ``missing`` partitions had to be indexed to open it."""

    searcher: tantivy.Searcher
    schema: tantivy.Schema
    missing: int
    _borrowed: "TemporaryDirectory[str] | None" = None


def update(folder: Path) -> None:
    """Bring the index of a corpus folder in step with its record. Only its writer may call this.

    A partition that cannot be read is left out: whoever searches is told its name. Raises
    ``UnreadableCorpus`` where the index cannot be written, as on a full disk.
    """
    if _record(folder) == "-":
        return
    home = folder / FOLDER
    held = _held(home)
    try:
        if held is None:
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()
            held = tantivy.Index(_schema(), str(home)), _NOTHING
        if held[1].record != _record(folder):
            _bring(*held, folder, strict=False)
    except ValueError as error:  # what tantivy makes of every error of the system
        raise UnreadableCorpus(
            f"{home}: cannot be written ({error}). The record is whole, and the same command makes"
            " its index"
        ) from error


def behind(folder: Path) -> int:
    """Return how many partitions the index has not as they are; 0 where it is in step."""
    held = _held(folder / FOLDER)
    known = held[1] if held else _NOTHING
    if known.record == _record(folder):
        return 0
    return len(_changed(known, _partitions(folder)))


def open_index(folder: Path) -> Opened:
    """Return the index in step with the record, whatever state it is in on disk.

    What it has not is added to a copy outside the corpus, for reading never writes there. Raises
    ``UnreadableCorpus`` where a partition that it has not cannot be read.
    """
    for left in reversed(range(_TRIES)):
        record = _record(folder)
        try:
            committed = (folder / FOLDER / "meta.json").stat().st_mtime_ns
        except FileNotFoundError:
            committed = 0
        try:
            return _opened(folder.absolute(), record, committed)
        except ValueError as error:  # it was borrowed while a writer committed
            if not left:
                raise UnreadableCorpus(f"{folder / FOLDER}: cannot be read ({error})") from error
        except UnreadableCorpus:
            if not left or record == _record(folder):
                raise
    raise AssertionError("the last try returns or raises")


@lru_cache(maxsize=2)
def _opened(folder: Path, record: str, committed: int) -> Opened:
    del committed  # a part of the cache's key alone
    home = folder / FOLDER
    held = _held(home)
    if held and held[1].record == record:
        return Opened(held[0].searcher(), held[0].schema, 0)
    borrowed = TemporaryDirectory(prefix="analyser-search-")
    copy = Path(borrowed.name)
    if held:
        _borrow(home, copy)
    index, known = _held(copy) or (tantivy.Index(_schema(), str(copy)), _NOTHING)
    missing = len(_changed(known, _partitions(folder)))
    if missing:
        _bring(index, known, folder, strict=True)
        index.reload()
    return Opened(index.searcher(), index.schema, missing, borrowed)


def _held(home: Path) -> tuple[tantivy.Index, _State] | None:
    """Return an index and its state, ``None`` where there is none that this version can read."""
    try:
        index = tantivy.Index.open(str(home))
        searcher = index.searcher()
        found = searcher.search(_about(index.schema, _STATE), limit=1).hits
        state = _State(**json.loads(searcher.doc(found[0][1])["row"][0]))
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return (index, state) if state.version == _VERSION else None


def _about(schema: tantivy.Schema, what: str) -> tantivy.Query:
    return tantivy.Query.term_query(schema, "about", what, "basic")


def every(schema: tantivy.Schema) -> tantivy.Query:
    """Return the query for every contribution."""
    return _about(schema, _CONTRIBUTION)


def _record(folder: Path) -> str:
    """Return what changes whenever a partition of the record does."""
    try:
        return str((folder / "record").stat().st_mtime_ns)
    except FileNotFoundError:
        return "-"


def _partitions(folder: Path) -> dict[str, int]:
    """Return the partitions of the record with when each last changed."""
    found = dict[str, int]()
    for each in (folder / "record").glob("*"):
        with suppress(FileNotFoundError):  # a writer has just taken it away
            found[each.name] = each.stat().st_mtime_ns
    return found


def _changed(known: _State, now: Mapping[str, int]) -> list[str]:
    return sorted({name for name, _ in known.partitions.items() ^ now.items()})


def _borrow(home: Path, copy: Path) -> None:
    """Make a copy of an index that can be written to: its segments are links, never changed."""
    for each in home.iterdir():
        if each.suffix in (".json", ".lock"):
            shutil.copy(each, copy)
            continue
        try:
            (copy / each.name).symlink_to(each)
        except OSError:  # where links are not allowed
            shutil.copy(each, copy)


def _bring(index: tantivy.Index, known: _State, folder: Path, *, strict: bool) -> None:
    """Index the partitions that changed, and commit them with the state."""
    record, now = _record(folder), _partitions(folder)
    changed = _changed(known, now)
    indexed = dict(known.partitions)
    writer = index.writer(_MEMORY, num_threads=1)
    for name in changed:
        indexed.pop(name, None)
        writer.delete_documents_by_term("sitting", name)
        if name not in now:
            continue
        try:
            for document in list(_documents(folder / "record" / name)):
                writer.add_document(tantivy.Document.from_dict(document, index.schema))
            indexed[name] = now[name]
        except UnreadableCorpus:
            if strict:
                raise
            record = ""
    state = _State(_VERSION, record, indexed)
    writer.delete_documents_by_term("about", _STATE)
    told = {"about": _STATE, "row": _as_bytes(asdict(state))}
    writer.add_document(tantivy.Document.from_dict(told, index.schema))
    writer.commit()
    writer.wait_merging_threads()


def _schema() -> tantivy.Schema:
    schema = tantivy.SchemaBuilder()
    schema.add_bytes_field("row", stored=True)
    schema.add_text_field("words", tokenizer_name="whitespace")
    schema.add_text_field("name_words", tokenizer_name="whitespace", index_option="basic")
    for name in ("about", *_RAW):
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("debate_id", "speaker"):
        schema.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("order", "year", "spoken"):
        schema.add_unsigned_field(name, indexed=name == "order", fast=True)
    return schema.build()


def _as_bytes(row: Mapping[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode()


def _documents(partition: Path) -> Iterator[dict[str, Any]]:
    """Yield a document for each contribution of a speaker in a partition."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        rows = pq.ParquetFile(partition / "contributions.parquet").read().to_pylist()
        debates = pq.ParquetFile(partition / "debates.parquet").read().to_pylist()
        headings = {debate["debate_id"]: debate for debate in debates}
        for place, row in enumerate(rows):
            if row["speaker"] is not None:
                yield _document(row | _heading(headings[row["debate_id"]]), partition.name, place)
    except (OSError, KeyError, pa.ArrowException) as error:
        raise UnreadableCorpus(f"{partition}: {error} (expected its tables)") from error


def _heading(debate: Mapping[str, Any]) -> dict[str, Any]:
    return {"title": debate["title"], "section": debate["section"]}


def _document(row: dict[str, Any], sitting: str, place: int) -> dict[str, Any]:
    day = row["date"].toordinal() if row["date"] else UNDATED
    in_day = zlib.crc32(sitting.encode()) % (1 << 20) << 20 | place
    row |= {"member": row["person_id"] or row["speaker"], "debate": row["debate_id"]}
    row |= {"date": row["date"] and row["date"].isoformat()}
    document = {
        "about": _CONTRIBUTION,
        "row": _as_bytes({name: row[name] for name in _SHOWN}),
        "words": " ".join(words_of(row["text"])),
        "name_words": " ".join(words_of(row["speaker"])),
        "sitting": sitting,
        "id": row["contribution_id"],
        "debate_id": row["debate_id"],
        "speaker": row["speaker"],
        "order": first_of(day) | in_day,
        "spoken": row["words"],
        "year": row["date"] and int(row["date"][:4]),
    }
    compared = {"name": "speaker", "person": "person_id"}
    for field in ("debate", "title", "section", "person", "name", "party", "house"):
        value = row[compared.get(field, field)]
        document[field] = value and value.lower()
    return {field: value for field, value in document.items() if value is not None}
