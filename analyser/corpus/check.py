"""Whether a corpus is what it says: schemas, ids, and every quote against its text."""

import json
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from analyser.corpus import Corpus, tables
from analyser.corpus.outcomes import Reading
from analyser.errors import UnreadableCorpus

_QUOTING = tuple(name for name, schema in tables.CODING.items() if "quote" in schema.names)
_POINTING = {name: ["contribution_id"] for name in tables.CODING} | {
    "turns": ["contribution_id", "belongs_to", "replies_to"],
    "disputes": ["contribution_id", "disputes"],
}
"""The columns of each table that hold the id of a contribution."""


def problems(corpus: Corpus) -> Iterator[str]:
    """Yield a line for everything that is wrong; none means that the corpus is sound.

    Where a table cannot be read at all, that is the last line.
    """
    yield from _partitions(corpus)
    yield from _schemas(corpus)
    try:
        yield from _ids(corpus)
        yield from _quotes(corpus)
        yield from _reviews(corpus)
    except UnreadableCorpus as error:
        yield str(error)


def _partitions(corpus: Corpus) -> Iterator[str]:
    """Yield partitions that do not say what they are, and sittings that were read and are gone."""
    for kind, label in (("record", "sitting"), ("coding", "coding")):
        for folder in sorted((corpus.folder / kind).glob("*")):
            path = folder / f"{label}.json"
            try:
                json.loads(path.read_text("utf8"))
            except (OSError, ValueError) as error:
                yield f"{path}: {error} (expected the JSON this program wrote)"
    for given, entries in sorted(corpus.inputs().items()):
        for entry in entries:
            is_in = entry.outcome in (Reading.READ, Reading.MERGED)
            if is_in and not (corpus.folder / "record" / str(entry.sitting_id)).is_dir():
                yield f"{entry.sitting_id}: read from {given}, and not here (ingest the file again)"


def _schemas(corpus: Corpus) -> Iterator[str]:
    for kind, schemas in (("record", tables.RECORD), ("coding", tables.CODING)):
        for folder in sorted((corpus.folder / kind).glob("*")):
            for name, schema in schemas.items():
                path = folder / f"{name}.parquet"
                if not path.exists():
                    if name in tables.SECOND:
                        continue
                    yield f"{path}: missing (expected one in every partition)"
                    continue
                try:
                    found = pq.read_schema(path)
                except (OSError, pa.ArrowInvalid) as error:
                    yield f"{path}: cannot be read ({error})"
                    continue
                if not found.equals(schema):
                    yield f"{path}: its columns are not those of {name}"


def _ids(corpus: Corpus) -> Iterator[str]:
    for table, column in (
        ("debates", "debate_id"),
        ("contributions", "contribution_id"),
        ("divisions", "division_id"),
    ):
        twice = corpus.select(
            f"SELECT {column} AS id, count(*) AS n FROM {table} GROUP BY 1 HAVING n > 1 ORDER BY 1"
        )
        yield from (f"{table}: {row.id} stands {row.n} times" for row in twice.itertuples())
    for table, columns in _POINTING.items():
        for column in columns:
            lost = corpus.select(
                f"SELECT DISTINCT t.{column} AS id FROM {tables.as_coded(table)} t"
                " ANTI JOIN contributions c"
                f" ON t.{column} = c.contribution_id WHERE t.{column} IS NOT NULL ORDER BY 1"
            )
            yield from (f"{table}: {id_} is no contribution" for id_ in lost["id"])


def _quotes(corpus: Corpus) -> Iterator[str]:
    for table in _QUOTING:
        coded = corpus.select(
            'SELECT t.contribution_id AS id, t.quote, t.start, t."end" AS stop, c.text'
            f" FROM {tables.as_coded(table)} t JOIN contributions c USING (contribution_id)"
            " WHERE t.quote IS NOT NULL ORDER BY 1, 3"
        )
        for row in coded.to_dict("records"):
            if row["text"][row["start"] : row["stop"]] != row["quote"]:
                yield f"{table}: the quote of {row['id']} at {row['start']} is not in its text"
    bare = corpus.select(
        "SELECT contribution_id AS id, measure FROM coded_positions"
        " WHERE quote IS NULL AND stance <> 'none' ORDER BY ALL"
    )
    for row in bare.to_dict("records"):
        yield f"positions: {row['id']} on {row['measure']} shows no words"


def _reviews(corpus: Corpus) -> Iterator[str]:
    lost = corpus.select(
        "SELECT DISTINCT r.contribution_id AS id FROM reviews r ANTI JOIN contributions c"
        " USING (contribution_id) ORDER BY 1"
    )
    yield from (f"reviews: {id_} is no contribution" for id_ in lost["id"])


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


def contradictions(corpus: Corpus) -> Iterator[str]:
    """Yield a line for every division whose printed counts are not those of its named votes.

    That is a fault of the record, not of the corpus. The counts of the Lords hold the tellers,
    those of the Commons do not. A division that names the votes of one side alone is not told.
    """
    rows = corpus.select(
        "SELECT v.division_id, v.ayes, v.noes, n.ayes AS named_ayes, n.noes AS named_noes"
        " FROM divisions v JOIN (SELECT o.division_id,"
        " count(*) FILTER (o.vote IN ('aye', 'content', 'both')) AS ayes,"
        " count(*) FILTER (o.vote IN ('no', 'not-content', 'both')) AS noes"
        " FROM votes o JOIN divisions w USING (division_id)"
        " WHERE w.house = 'Lords' OR NOT coalesce(o.teller, false) GROUP BY 1) n"
        " USING (division_id) WHERE n.ayes > 0 AND n.noes > 0"
        " AND (v.ayes <> n.ayes OR v.noes <> n.noes) ORDER BY ALL"
    )
    for row in rows.itertuples():
        yield (
            f"divisions: {row.division_id} prints {row.ayes} to {row.noes},"
            f" and names {row.named_ayes} to {row.named_noes}"
        )
