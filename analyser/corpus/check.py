"""Whether a corpus is what it says, and how to mend what is not.

Every table of every partition is read, so that nothing hides behind what is gathered of them.
"""

import hashlib
import json
import shlex
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from analyser.corpus import Corpus, gathering, tables
from analyser.corpus.outcomes import Input, Reading
from analyser.corpus.reviews import FILE, now
from analyser.errors import UnreadableCorpus
from analyser.fulltext.index import FOLDER, behind, open_index
from analyser.fulltext.searching import sizes
from analyser.text.whole_file import whole_file
from analyser.wording import plural

_QUOTING = tuple(name for name, schema in tables.CODING.items() if "quote" in schema.names)
_IDS = {
    "debates": "debate_id",
    "contributions": "contribution_id",
    "divisions": "division_id",
    "reviews": "review_id",
}
_POINTING = (
    *((table, "debate_id", "debates") for table in ("contributions", "divisions")),
    *((table, "division_id", "divisions") for table in ("votes", "subcounts", "proxies")),
    *((table, "contribution_id", "contributions") for table in ("attributions", *tables.CODING)),
    ("turns", "belongs_to", "contributions"),
    ("turns", "replies_to", "contributions"),
    ("disputes", "disputes", "contributions"),
    ("reviews", "contribution_id", "contributions"),
    ("reviews", "undoes", "reviews"),
)
"""Table, column, and the table whose id it holds."""

_LABELS = {"record": "sitting", "coding": "coding"}
_KINDS = {"record": tables.RECORD, "coding": tables.CODING}
_FILES = {"inputs": tables.INPUTS, "coverage": tables.COVERAGE}
_UNDO = "delete the lines of reviews/reviews.jsonl that undo it; they change nothing"
_KEPT = 20  # problems that are kept of a check


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a corpus, and what to type or do to mend it."""

    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found.

    ``when`` is a time of UTC, as 2026-01-27T10:00:00Z. ``notes`` are what a person may want to
    know and is no fault of the corpus. ``state`` is what the corpus was then.
    """

    when: str
    state: str
    number: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]

    def is_of(self, corpus: Corpus) -> bool:
        """Whether nothing has been written to the corpus since."""
        return self.state == _state(corpus)


def check(corpus: Corpus) -> Checked:
    """Check a corpus, and keep what was found beside it where the folder can be written."""
    when, state = now(), _state(corpus)
    found = tuple(problems(corpus))
    notes = () if found else tuple(_notes(corpus))
    kept = Checked(when, state, len(found), found[:_KEPT], notes[:_KEPT])
    try:
        with whole_file(corpus.folder / "check.json") as staged:
            staged.write_text(json.dumps(asdict(kept), ensure_ascii=False, indent=1), "utf8")
    except OSError:
        pass  # the folder is for reading only: the check was asked for, not its note
    return Checked(when, state, len(found), found, notes)


def last_check(corpus: Corpus) -> Checked | None:
    """Return what the last check found, its first problems and notes; ``None`` without one."""
    try:
        kept = json.loads((corpus.folder / "check.json").read_text("utf8"))
        found = tuple(Problem(**each) for each in kept.pop("problems"))
        return Checked(problems=found, notes=tuple(kept.pop("notes")), **kept)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _state(corpus: Corpus) -> str:
    return f"{corpus.state} {corpus.reviews_state}"


def problems(corpus: Corpus) -> Iterator[Problem]:
    """Yield everything that is wrong; nothing means that the corpus is sound.

    Where a file of a table is damaged, nothing else is checked: it rests on them.
    """
    return _Check(corpus).problems()


class _OfOneConnection(Corpus):
    """A corpus of which much is asked: most queries share a connection, which is slow to make."""

    _shared: duckdb.DuckDBPyConnection | None = None

    def _connection(self, named: Collection[str]) -> duckdb.DuckDBPyConnection:
        if "reviews" in named:
            return super()._connection(named)
        self._shared = self._shared or super()._connection({*tables.SCHEMAS} - {"reviews"})
        return self._shared.cursor()


class _Check:
    def __init__(self, corpus: Corpus) -> None:
        self._corpus, self._folder = _OfOneConnection(corpus.folder), corpus.folder
        self._rows = Counter[str]()
        self._command = f"analyser --corpus {shlex.quote(str(corpus.folder))}"

    @cached_property
    def _inputs(self) -> list[Input]:
        every = self._corpus.inputs()
        return [entry for path in sorted(every) for entry in every[path]]

    def problems(self) -> Iterator[Problem]:
        damaged = False
        for damage in self._damaged():
            damaged = True
            yield damage
        if damaged:
            return
        try:
            yield from self._accounts()
            yield from self._sources()
            yield from self._gathered()
            yield from self._ids()
            yield from self._references()
            yield from self._quotes()
            yield from self._index()
        except UnreadableCorpus as error:
            yield Problem(str(error), self._by_hand(error))

    # How to mend ------------------------------------------------------------------------------

    def _by_hand(self, error: UnreadableCorpus) -> str:
        if str(FILE) in str(error):
            return "delete that line, or put the file back from a copy"
        return f"put that file back from a copy, or make it anew: {self._command} ingest PATH"

    def _anew(self, kind: str, sitting_id: str) -> str:
        """Return what makes a partition again."""
        gone = f"rm -r {shlex.quote(str(self._folder / kind / sitting_id))}"
        is_held = (self._folder / "record" / sitting_id).is_dir()
        if kind == "coding" and is_held:
            return f"{gone} && {self._command} analyse"
        again = self._read_again(sitting_id)  # which drops a coding of what is not there
        return f"{gone} && {again}" if is_held else again

    def _read_again(self, sitting_id: str) -> str:
        giving = (Reading.READ, Reading.MERGED)
        try:
            of_it = [e for e in self._inputs if e.sitting_id == sitting_id and e.outcome in giving]
        except UnreadableCorpus:
            of_it = []
        paths = " ".join(shlex.quote(entry.path) for entry in of_it) or "PATH"
        return f"{self._command} ingest {paths} && {self._command} analyse"

    def _for(self, table: str, filename: object) -> str:
        """Return what mends a row of a table, given the file or the partition it stands in."""
        if table == "reviews":
            return "ingest the file that held it; until then the review is not applied"
        path = Path(str(filename))
        kind = "record" if table in tables.RECORD else "coding"
        return self._anew(kind, path.parent.name if path.suffix == ".parquet" else path.name)

    # What can be wrong ------------------------------------------------------------------------

    def _damaged(self) -> Iterator[Problem]:
        """Yield files that are missing, cannot be read, or have other columns."""
        for kind, schemas in _KINDS.items():
            for folder in sorted((self._folder / kind).glob("*")):
                wrong = [*_label(folder / f"{_LABELS[kind]}.json")]
                for name, schema in schemas.items():
                    path = folder / f"{name}.parquet"
                    if path.exists() or name not in tables.SECOND:
                        wrong += self._table(path, name, schema)
                yield from (Problem(what, self._anew(kind, folder.name)) for what in wrong)
        for kind, schema in _FILES.items():
            for path in sorted((self._folder / kind).glob("*.parquet")):
                again = "ingest PATH" if kind == "inputs" else "fetch"
                mend = f"rm {shlex.quote(str(path))} && {self._command} {again}"
                yield from (Problem(what, mend) for what in self._table(path, kind, schema))

    def _table(self, path: Path, name: str, schema: pa.Schema) -> Iterator[str]:
        """Yield what is wrong with a file of a table, and count its rows."""
        if not path.exists():
            yield f"{path}: missing (expected one in every partition)"
            return
        try:
            found = pq.ParquetFile(path, page_checksum_verification=True).read(use_threads=False)
        except (OSError, pa.ArrowException) as error:
            yield f"{path}: cannot be read ({error})"
            return
        if not found.schema.equals(schema):
            yield f"{path}: its columns are not those of {name}"
        self._rows[name] += found.num_rows

    def _accounts(self) -> Iterator[Problem]:
        """Yield sittings that are gone, and those of which no file is noted."""
        held, read = set(self._corpus.sitting_ids()), defaultdict[str, set[str]](set)
        for entry in self._inputs:
            if entry.outcome in (Reading.READ, Reading.MERGED):
                read[str(entry.sitting_id)].add(entry.sha256)
                if entry.sitting_id not in held:
                    what = f"{entry.sitting_id}: read from {entry.path}, and not here"
                    yield Problem(what, self._read_again(str(entry.sitting_id)))
        if not self._corpus.is_settled:  # a run was stopped before it noted all that it read
            return
        for about in self._corpus.sittings():
            made_of = {about["sha256"], *about.get("merged", ())} - {""}
            if not made_of <= read[about["sitting_id"]]:
                what = f"{about['sitting_id']}: made of a file of which nothing is noted"
                yield Problem(what, self._read_again(about["sitting_id"]))

    def _sources(self) -> Iterator[Problem]:
        """Yield files that are not what was read: their SHA-256 was noted then."""
        for path, noted in sorted({(each.path, each.sha256) for each in self._inputs}):
            if noted and (found := _sha256(Path(path))) and found != noted:
                again = f"{self._command} ingest {shlex.quote(path)} && {self._command} analyse"
                yield Problem(f"{path}: has changed since it was read", again)

    def _gathered(self) -> Iterator[Problem]:
        """Yield tables of which another number of rows is gathered than the partitions have."""
        home = self._folder / gathering.FOLDER
        if gathering.database(self._folder, self._corpus.state) is None:
            return
        for name in (*tables.RECORD, *tables.CODING, *_FILES):
            counted = self._corpus.select(f"SELECT count(*) AS n FROM {tables.as_coded(name)}")
            if (rows := int(counted["n"][0])) != self._rows[name]:
                what = f"{home}: {rows:,} rows of {name}, the partitions {self._rows[name]:,}"
                yield Problem(what, f"rm -r {shlex.quote(str(home))} && {self._command} analyse")

    def _ids(self) -> Iterator[Problem]:
        for table, column in _IDS.items():
            twice = self._corpus.select(
                f"SELECT {column} AS id, count(*) AS n, max({_file(table)}) AS filename"
                f" FROM {table} t GROUP BY 1 HAVING n > 1 ORDER BY 1"
            )
            for row in twice.itertuples():
                mend = self._for(table, row.filename)
                yield Problem(f"{table}: {row.id} stands {row.n} times", mend)

    def _references(self) -> Iterator[Problem]:
        for table, column, other in _POINTING:
            lost = self._corpus.select(
                f"SELECT t.{column} AS id, max({_file(table)}) AS filename"
                f" FROM {tables.as_coded(table)} t ANTI JOIN {other} o"
                f" ON t.{column} = o.{_IDS[other]} WHERE t.{column} IS NOT NULL"
                " GROUP BY 1 ORDER BY 1"
            )
            for row in lost.itertuples():
                mend = _UNDO if other == "reviews" else self._for(table, row.filename)
                yield Problem(f"{table}: {row.id} is no {other[:-1]}", mend)

    def _quotes(self) -> Iterator[Problem]:
        for table in _QUOTING:
            astray = self._corpus.select(
                "SELECT t.contribution_id AS id, t.start, t.filename"
                f" FROM {tables.as_coded(table)} t JOIN contributions c USING (contribution_id)"
                ' WHERE coalesce(t.quote, t.start::TEXT, t."end"::TEXT) IS NOT NULL AND'
                ' substr(c.text, t.start + 1, t."end" - t.start) IS DISTINCT FROM t.quote'
                " ORDER BY 1, 2"
            )
            for row in astray.itertuples():
                what = f"{table}: the quote of {row.id} at {row.start} is not in its text"
                yield Problem(what, self._for(table, row.filename))
        bare = self._corpus.select(
            "SELECT contribution_id AS id, measure, filename FROM coded_positions"
            " WHERE quote IS NULL AND stance <> 'none' ORDER BY ALL"
        )
        for row in bare.itertuples():
            what = f"positions: {row.id} on {row.measure} shows no words"
            yield Problem(what, self._for("positions", row.filename))

    def _index(self) -> Iterator[Problem]:
        """Yield debates of which the index holds other than the record; one behind is told so."""
        if behind(self._folder):
            return
        rows = self._corpus.select(
            "SELECT debate_id AS id, count(*) AS n, sum(words) AS words FROM contributions"
            " WHERE speaker IS NOT NULL GROUP BY 1"
        )
        there = {row["id"]: (row["n"], int(row["words"])) for row in rows.to_dict("records")}
        here = sizes(open_index(self._folder))
        home = self._folder / FOLDER
        for id_ in sorted({str(id_) for id_, _ in there.items() ^ here.items()}):
            what = f"{home}: {id_} has not the same contributions as in the record"
            yield Problem(what, f"rm -r {shlex.quote(str(home))} && {self._command} analyse")


def _file(table: str) -> str:
    """Return in SQL where a row of a table stands."""
    return "''" if table == "reviews" else "t.filename"


def _label(path: Path) -> Iterator[str]:
    """Yield what is wrong with the file in which a partition says what it is."""
    try:
        json.loads(path.read_text("utf8"))
    except (OSError, ValueError) as error:
        yield f"{path}: {error} (expected the JSON this program wrote)"


def _sha256(path: Path) -> str | None:
    """Return the digest of a file, ``None`` where it is not there to be read."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _notes(corpus: Corpus) -> Iterator[str]:
    """Yield what is worth knowing of a sound corpus."""
    if not corpus.is_settled:
        yield "The last run that wrote did not come to its end. Type the same command again."
    yield from contradictions(corpus)
    stale = list(stale_reviews(corpus))
    yield from stale
    if stale:
        yield f"Stale reviews, which are not applied: {len(stale):,}."
    if lacking := behind(corpus.folder):
        yield (
            f"The search index is behind by {lacking:,} sittings, which each search indexes for"
            " itself. Type: analyser analyse"
        )
    every = corpus.inputs()
    if gone := sum(not Path(path).exists() for path in every):
        yield (
            f"{gone:,} of {plural(len(every), 'file')} that were read are not where they were, so"
            " they were not compared."
        )


def stale_reviews(corpus: Corpus) -> Iterator[str]:
    """Yield a line for every review that no longer applies: its words have left their place.

    That is no fault of the corpus: the record was read anew, and a person has to look again.
    """
    rows = corpus.select(
        "SELECT r.contribution_id, r.measure, r.reviewer, r.review_id FROM current_reviews r"
        " SEMI JOIN contributions c USING (contribution_id) WHERE r.stale ORDER BY ALL"
    )
    for row in rows.itertuples():
        yield (
            f"reviews: what {row.reviewer} said of {row.contribution_id} on {row.measure} is"
            f" stale, for the words reviewed do not stand there now ({row.review_id})"
        )


VOTES_NAMED = (
    "SELECT o.division_id, count(*) AS named,"
    " count(*) FILTER (o.vote IN ('aye', 'content', 'both')) AS named_ayes,"
    " count(*) FILTER (o.vote IN ('no', 'not-content', 'both')) AS named_noes"
    " FROM votes o JOIN divisions w USING (division_id)"
    " WHERE w.house = 'Lords' OR NOT coalesce(o.teller, false) GROUP BY 1"
)
"""The votes named that the counts of a division hold: those of the Commons leave tellers out."""

CONTRADICTS = (
    "n.named_ayes > 0 AND n.named_noes > 0 AND (v.ayes <> n.named_ayes OR v.noes <> n.named_noes)"
)
"""Whether the counts of a division ``v`` are not those of its ``VOTES_NAMED`` ``n``."""


def contradictions(corpus: Corpus) -> Iterator[str]:
    """Yield a line for every division whose printed counts are not those of its named votes.

    The last line says how many there are. That is a fault of the record, not of the corpus. The
    counts of the Lords hold the tellers, those of the Commons do not. A division that names the
    votes of one side alone is not told.
    """
    rows = corpus.select(
        "SELECT v.division_id, v.ayes, v.noes, n.named_ayes, n.named_noes"
        f" FROM divisions v JOIN ({VOTES_NAMED}) n USING (division_id)"
        f" WHERE {CONTRADICTS} ORDER BY ALL"
    )
    for row in rows.itertuples():
        yield (
            f"divisions: {row.division_id} prints {row.ayes} to {row.noes},"
            f" and names {row.named_ayes} to {row.named_noes}"
        )
    if len(rows):
        yield f"{len(rows)} divisions with counts that contradict the votes they name."
