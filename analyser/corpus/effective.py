"""Positions as people's reviews leave them.

Where there are reviews, ``positions`` is made of ``coded_positions`` and of
``current_reviews``: a position that a person rejected is left out, one that a person confirmed or
gave stands with that stance and the words that were reviewed, whatever the program codes by now. A
review counts only while the contribution still has those words in their place; else it is stale.
"""

import re
from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa

from analyser.corpus.reviews import KEEPING, Review, Verdict, current, row_of, standing
from analyser.corpus.tables import REVIEWS

_BEARING = {"positions", "reviews", "current_reviews"}
"""Tables that reviews bear on. Only a query with one of them reads the file of reviews."""

_MADE_OF = {
    **dict.fromkeys(_BEARING, ("reviews", "positions", "contributions")),
    "coded_positions": ("positions",),
    "failures": ("inputs",),
}
"""What must be there for a table to be."""

_KEEPING = ", ".join(f"'{verdict}'" for verdict in KEEPING)

_CURRENT = r"""
CREATE OR REPLACE TABLE current_reviews AS
SELECT r.*,
    c.contribution_id IS NULL OR (r.quote IS NOT NULL
        AND substr(c.text, r.start + 1, r."end" - r.start) IS DISTINCT FROM r.quote) AS stale,
    regexp_replace(c.filename, '([/\\])record([/\\][^/\\]+[/\\])contributions\.parquet$',
        '\1coding\2positions.parquet') AS filename,
    1000000000 + row_number() OVER (ORDER BY c.file_row_number, r.measure) AS file_row_number
FROM current_rows r LEFT JOIN reviewed_contributions c USING (contribution_id)
"""
"""The review of each position that counts, and where a position stands that only it gives."""

_KEEP = """
CREATE TABLE IF NOT EXISTS reviewed_contributions AS
SELECT contribution_id, text, filename, file_row_number FROM contributions LIMIT 0;
INSERT INTO reviewed_contributions
SELECT contribution_id, text, filename, file_row_number FROM contributions
WHERE contribution_id IN
    (SELECT contribution_id FROM current_rows
    EXCEPT SELECT contribution_id FROM reviewed_contributions)
"""
"""Texts are looked up once in a connection, so that one review more asks for one text more."""

_UNREVIEWED = """
CREATE OR REPLACE VIEW positions AS
SELECT *, NULL::VARCHAR AS review, NULL::VARCHAR AS reviewer, NULL::VARCHAR AS review_note
FROM coded_positions
"""

_REVIEWED = f"""
CREATE OR REPLACE VIEW positions AS
SELECT contribution_id, measure,
    coalesce(r.stance, p.stance) AS stance,
    CASE WHEN r.verdict IN ({_KEEPING}) THEN 1::DOUBLE ELSE p.confidence END AS confidence,
    CASE WHEN r.stance IS NULL OR r.quote IS NULL THEN p.quote ELSE r.quote END AS quote,
    CASE WHEN r.stance IS NULL OR r.quote IS NULL THEN p.start ELSE r.start END AS start,
    CASE WHEN r.stance IS NULL OR r.quote IS NULL THEN p."end" ELSE r."end" END AS "end",
    coalesce(p.filename, r.filename) AS filename,
    coalesce(p.file_row_number, r.file_row_number) AS file_row_number,
    CASE r.verdict WHEN '{Verdict.RIGHT}' THEN 'reviewed'
        WHEN '{Verdict.OTHER}' THEN 'corrected' END AS review,
    r.reviewer, r.note AS review_note
FROM coded_positions p
FULL JOIN (FROM current_reviews WHERE NOT stale) r USING (contribution_id, measure)
WHERE CASE WHEN r.verdict IS NULL THEN p.stance IS NOT NULL ELSE r.verdict IN ({_KEEPING}) END
"""


def tables_of(query: str) -> set[str]:
    """Return the names in a query, the tables among them, with those that these are made of."""
    named = set(re.findall(r"\w+", query))
    return named.union(*(_MADE_OF.get(name, ()) for name in named))


def apply_reviews(connection: duckdb.DuckDBPyConnection, given: Sequence[Review]) -> None:
    """Make, or make anew, the tables ``reviews`` and ``current_reviews`` and ``positions``.

    The connection has ``contributions`` and ``coded_positions``. ``current_reviews`` has a row for
    each position with a review or a note that stands: the columns of ``reviews``, and ``stale``.
    Where there are only notes, its ``verdict`` is null.
    """
    numbered = pa.schema([*REVIEWS, pa.field("file_row_number", pa.int64())])
    rows = [row_of(review) | {"file_row_number": n} for n, review in enumerate(given)]
    _replace(connection, "reviews", pa.Table.from_pylist(rows, schema=numbered))
    counting = _counting(given)
    _replace(connection, "current_rows", pa.Table.from_pylist(counting, schema=REVIEWS))
    connection.execute(_KEEP)
    connection.execute(_CURRENT if counting else f"{_CURRENT} WHERE FALSE")
    connection.execute(_REVIEWED if counting else _UNREVIEWED)


def _replace(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    connection.register("given_rows", table)
    connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM given_rows")
    connection.unregister("given_rows")


def _counting(given: Sequence[Review]) -> list[dict[str, Any]]:
    """Return the rows of the current reviews, and of the newest notes where there is none."""
    deciding = current(given)
    notes: dict[tuple[str, str], list[Review]] = {}
    for each in standing(given):
        if each is deciding.get(each.on):
            notes[each.on] = []
        if each.note:
            notes.setdefault(each.on, []).append(each)
    rows = [row_of(each) for each in deciding.values()]
    rows += [
        row_of(said[-1]) | {"verdict": None} for on, said in notes.items() if on not in deciding
    ]
    for row in rows:
        said = notes[row["contribution_id"], row["measure"]]
        row["note"] = "; ".join(_note(each, row["reviewer"]) for each in said) or None
    return rows


def _note(review: Review, reviewer: str) -> str:
    """Return a note, with its author's name where another person is named beside it."""
    note = str(review.note)
    return note if review.reviewer == reviewer else f"{review.reviewer}: {note}"
