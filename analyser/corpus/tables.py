"""The tables: one fact a row, each with a schema. Their names and columns are a contract.

``SCHEMAS`` holds the tables of a corpus; ``analyser.corpus.rows`` fills them.
"""

from collections.abc import Mapping

import pyarrow as pa

from analyser.corpus.folder import VERSION

_TYPES = {
    "": pa.string(),
    "day": pa.date32(),
    "count": pa.int32(),
    "number": pa.float64(),
    "bool": pa.bool_(),
}


_SPAN = "quote start:count end:count"


def _schema(name: str, columns: str) -> pa.Schema:
    """Return a schema from ``column`` or ``column:type``, with a space between them."""
    fields = [column.partition(":") for column in columns.split()]
    metadata = {"table": name, "schema_version": str(VERSION)}
    return pa.schema([(field, _TYPES[kind]) for field, _, kind in fields], metadata=metadata)


RECORD: Mapping[str, pa.Schema] = {
    "debates": _schema("debates", "debate_id title house section date:day source url"),
    "contributions": _schema(
        "contributions",
        "contribution_id debate_id date:day house position_in_debate:count kind speaker "
        "person_id party constituency office column time url text words:count",
    ),
    "divisions": _schema(
        "divisions", "division_id debate_id date:day house number question ayes:count noes:count"
    ),
    "votes": _schema("votes", "division_id person_id speaker vote teller:bool"),
    "subcounts": _schema("subcounts", "division_id members ayes:count noes:count"),
    "proxies": _schema("proxies", "division_id person_id speaker proxy"),
    "attributions": _schema("attributions", "contribution_id attribution"),
}
"""What a sitting says, one partition a sitting. ``attributions`` keeps the speaker lines as
printed, so that no word of the record is lost where a short form was resolved to a person.
``subcounts`` holds what a division counts apart (votes of members for English constituencies),
``proxies`` who cast a vote for another member."""

CODING: Mapping[str, pa.Schema] = {
    "themes": _schema("themes", f"contribution_id theme {_SPAN} direction"),
    "positions": _schema(
        "positions", "contribution_id measure stance confidence:number quote start:count end:count"
    ),
    "mentions": _schema("mentions", f"contribution_id measure {_SPAN}"),
    "turns": _schema("turns", "contribution_id role belongs_to replies_to reply"),
    "commitments": _schema(
        "commitments", "contribution_id kind about tentative:bool quote start:count end:count"
    ),
    "citations": _schema("citations", f"contribution_id kind cited key {_SPAN}"),
    "disputes": _schema("disputes", f"contribution_id disputes key {_SPAN}"),
    "cues": _schema(
        "cues", "contribution_id measure stance strength:number quote start:count end:count"
    ),
    "second_positions": _schema(
        "second_positions", "contribution_id reader measure stance quote start:count end:count"
    ),
    "second_readings": _schema("second_readings", "contribution_id reader outcome reason"),
}
"""What we say about a sitting, one partition a sitting. Offsets count characters of ``text``.

``positions`` are the first reader's; to a reader of the corpus, reviews are applied to them, and
``coded_positions`` is what lies on disk. ``second_positions`` are those of models that a user asked
as well (``reader``), and ``second_readings`` what became of each contribution that they were asked
about: read, or refused for a ``reason``. Both are empty where none was asked.
"""

SECOND = ("second_positions", "second_readings")
"""Of ``CODING``, those that a sitting coded before there were second readers does not have."""

INPUTS = _schema("inputs", "path sha256 outcome sitting_id where what expected")
"""What became of every file that was given: read, superseded, held already, or failed."""

FAILURES = _schema("failures", "path where what expected")
"""The inputs that failed."""

COVERAGE = _schema(
    "coverage",
    "request source item house date:day title outcome address what expected retrieved:day",
)
"""What was asked of the public sources and what became of each thing: got, missing (the source
has nothing), failed, or pending where the run was stopped before it came to it."""

REVIEWS = _schema(
    "reviews",
    "review_id contribution_id measure verdict stance coded quote start:count end:count "
    "note reviewer reviewed_at undoes",
)
"""What people say of positions (see ``analyser.corpus.reviews``), kept beside the partitions."""

SCHEMAS: Mapping[str, pa.Schema] = {
    **RECORD,
    **CODING,
    "reviews": REVIEWS,
    "failures": FAILURES,
    "inputs": INPUTS,
    "coverage": COVERAGE,
}


def as_coded(name: str) -> str:
    """Return the name of the view of a table as it lies on disk, before reviews are applied."""
    return "coded_positions" if name == "positions" else name
