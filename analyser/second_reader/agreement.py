"""The second reader held against the first: where both say the same, and how often.

Positions are those that the program coded: reviews by people are not applied. Only contributions
that the second reader has read count. One that was not sent, or whose answer was
refused, says nothing of either reader.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analyser.coding import Stance
from analyser.corpus import Corpus
from analyser.evaluation.metrics import Figure, figure, kappa
from analyser.queries.positions import CONTEXT, ORDER
from analyser.selection import Selection

_STANCES = (Stance.SUPPORT, Stance.OPPOSE, Stance.MIXED, Stance.NONE)
_SIDES = {Stance.SUPPORT.value, Stance.OPPOSE.value}

_COMPARED = f"""
, first AS (
    SELECT r.contribution_id, r.reader, p.measure, p.stance, p.confidence, p.quote
    FROM second_readings r JOIN coded_positions p USING (contribution_id)
    WHERE r.outcome = 'read'
), both_told AS (
    SELECT contribution_id, reader, measure,
        f.stance AS first_stance, s.stance AS second_stance, f.confidence,
        f.quote AS first_quote, s.quote AS second_quote
    FROM first f FULL JOIN second_positions s USING (contribution_id, reader, measure)
)
SELECT {CONTEXT}, b.reader, b.measure, b.first_stance, b.second_stance,
    CASE WHEN b.second_stance IS NULL THEN 'first' WHEN b.first_stance IS NULL THEN 'second'
        ELSE 'both' END AS told_by,
    CASE WHEN b.first_stance = 'unclear' THEN NULL
        ELSE coalesce(b.first_stance = b.second_stance, false) END AS agree,
    b.confidence, b.first_quote, b.second_quote
FROM chosen h JOIN both_told b USING (contribution_id)
WHERE (len($measures::VARCHAR[]) = 0 OR list_contains($measures::VARCHAR[], b.measure))
    AND (len($stances::VARCHAR[]) = 0 OR list_contains($stances::VARCHAR[], b.first_stance)
        OR list_contains($stances::VARCHAR[], b.second_stance))
ORDER BY {ORDER}, b.reader, b.measure
"""


def compared(corpus: Corpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return one row a contribution and measure that either reader codes, with both stances.

    ``reader`` is the second one; where several were asked, each has its rows. ``told_by`` is both,
    first or second: the reader that is not named read the contribution and left the measure out.
    ``agree`` is whether both give the same stance, and null where the first reader abstains. A
    measure or stance in ``selection`` is looked for in what either reader says.
    """
    chosen = selection or Selection()
    return corpus.select(
        _COMPARED,
        replace(chosen, measure=(), stance=()),
        measures=[each.casefold() for each in chosen.measure],
        stances=[each.casefold() for each in chosen.stance],
    ).astype({"agree": "boolean"})


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a second reader and the first agree. Each count names what it is out of.

    Of ``asked`` contributions the answers to ``read`` were accepted and those to ``refused`` were
    not. In those read, ``told`` measures were coded by either: ``by_both``, ``by_first`` alone or
    ``by_second`` alone. Of those by both, the first reader abstains on ``unclear``; of the rest,
    ``compared``, the stance is the ``same``, or the sides are ``reversed``. ``kappa`` is Cohen's,
    over those compared, with its 95% interval by drawing debates again; ``None`` where none are.
    """

    reader: str
    asked: int
    read: int
    refused: int
    told: int
    by_both: int
    by_first: int
    by_second: int
    unclear: int
    compared: int
    same: int
    reversed: int
    kappa: Figure | None


def agreement(corpus: Corpus, selection: Selection | None = None) -> list[Agreement]:
    """Return how far each second reader agrees with the first, by the reader's name.

    ``selection`` chooses contributions; its measures and stances narrow what is compared, not how
    many contributions were read.
    """
    rows = compared(corpus, selection)
    outcomes = corpus.select(
        "SELECT r.reader, count(*) AS asked, count(*) FILTER (r.outcome = 'read') AS read"
        " FROM chosen h JOIN second_readings r USING (contribution_id) GROUP BY 1 ORDER BY 1",
        replace(selection or Selection(), measure=(), stance=()),
    )
    return [
        _agreement(reader, asked, read, rows[rows["reader"] == reader])
        for reader, asked, read in outcomes.itertuples(index=False)
    ]


def _agreement(reader: str, asked: int, read: int, rows: pd.DataFrame) -> Agreement:
    told_by = rows["told_by"].value_counts()
    both = rows[rows["told_by"] == "both"]
    sure = both[both["first_stance"] != Stance.UNCLEAR.value]
    pairs = list(zip(sure["first_stance"], sure["second_stance"], strict=True))
    return Agreement(
        reader=reader,
        asked=int(asked),
        read=int(read),
        refused=int(asked - read),
        told=len(rows),
        by_both=len(both),
        by_first=int(told_by.get("first", 0)),
        by_second=int(told_by.get("second", 0)),
        unclear=len(both) - len(sure),
        compared=len(sure),
        same=sum(ours == theirs for ours, theirs in pairs),
        reversed=sum(set(pair) == _SIDES for pair in pairs),
        kappa=_kappa(pairs, sure["debate_id"].tolist()),
    )


def _kappa(pairs: Sequence[tuple[str, str]], debates: Sequence[str]) -> Figure | None:
    places = {stance.value: place for place, stance in enumerate(_STANCES)}
    counts = np.zeros((len(pairs), len(_STANCES), len(_STANCES)))
    for row, (ours, theirs) in enumerate(pairs):
        counts[row, places[ours], places[theirs]] = 1
    return figure(counts, debates, kappa, len(pairs))
