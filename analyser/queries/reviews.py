"""What people have reviewed of the positions in a selection, what is left, what they rejected."""

from dataclasses import replace

import pandas as pd

from analyser.corpus import Corpus
from analyser.corpus.reviews import REJECTING
from analyser.queries.positions import CONTEXT, ORDER
from analyser.selection import Selection

_REJECTING = ", ".join(f"'{verdict}'" for verdict in REJECTING)

_REJECTED = f"""
    SELECT c.* EXCLUDE (filename) FROM coded_positions c JOIN current_reviews r
    USING (contribution_id, measure) WHERE r.verdict IN ({_REJECTING}) AND NOT r.stale
"""

_REVIEWABLE = f"""
    SELECT {CONTEXT}, p.measure, p.stance, p.confidence, p.quote, p.start, p."end",
        c.stance AS coded, r.verdict, r.reviewer, r.reviewed_at, r.note, r.review_id
    FROM chosen h JOIN listed p USING (contribution_id)
    LEFT JOIN coded_positions c
        ON c.contribution_id = p.contribution_id AND c.measure = p.measure
    LEFT JOIN (FROM current_reviews WHERE NOT stale) r
        ON r.contribution_id = p.contribution_id AND r.measure = p.measure
"""


def reviewable(corpus: Corpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return one row a position that can be reviewed, those left out by a review among them.

    First come those that nobody has reviewed, the least sure first; then those reviewed. Columns:
    who and where as in ``positions``; ``measure``, ``stance``, ``confidence``, ``quote``,
    ``start``, ``end`` as the position stands, or of one rejected as it is coded; ``coded``, the
    stance that the program codes now, null where it codes none. Of the review that counts:
    ``verdict``, ``reviewer``, ``reviewed_at`` (UTC), ``note`` and ``review_id``, null where there
    is none; of a note alone, ``verdict`` is null. A measure or stance in ``selection`` is looked
    for in each position itself.
    """
    condition, values = (selection or Selection()).coded()
    return corpus.select(
        ", listed AS (SELECT contribution_id, measure, stance, confidence, quote, start,"
        f' "end", file_row_number FROM positions UNION ALL BY NAME {_REJECTED})'
        f" {_REVIEWABLE} WHERE {condition}"
        f" ORDER BY r.verdict IS NOT NULL, p.confidence, {ORDER}, p.file_row_number, p.measure",
        _without_stances(selection),
        **values,
    )


def rejected(corpus: Corpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return the positions that a review leaves out, as coded, in the order of the record.

    Columns as ``reviewable``; ``verdict`` is "wrong" or "unrelated".
    """
    condition, values = (selection or Selection()).coded()
    return corpus.select(
        f", listed AS ({_REJECTED}) {_REVIEWABLE} WHERE {condition}"
        f" ORDER BY {ORDER}, p.file_row_number",
        _without_stances(selection),
        **values,
    )


def progress(corpus: Corpus, selection: Selection | None = None) -> tuple[int, int]:
    """Return how many positions of a selection people have reviewed, and how many there are.

    Those that a review leaves out count in both.
    """
    verdicts = reviewable(corpus, selection)["verdict"]
    return int(verdicts.notna().sum()), len(verdicts)


def _without_stances(selection: Selection | None) -> Selection:
    """Return a selection that does not ask for positions: one rejected is no longer among them."""
    return replace(selection or Selection(), measure=(), stance=())
