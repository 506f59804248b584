"""Which sentences are quoted: the surest, each of another member, no two that say the same."""

from collections.abc import Iterator

import pandas as pd

from analyser.briefing.references import Citations
from analyser.queries.frames import records
from analyser.queries.nearest import Likeness, Weights, alike

Row = dict[str, object]
Ranked = tuple[pd.DataFrame, pd.DataFrame]
"""Sentences to quote, the best first, and shorter or longer ones for where they are few."""

_SHORTEST = 50  # characters; shorter sentences seldom carry an argument
_LONGEST = 900  # of a sentence quoted where none of a fit length is to be had
_AT_ONCE = 8  # rows made of a frame


def ranked(rows: pd.DataFrame, longest: int) -> Ranked:
    """Return the rows whose sentence can be quoted, those of a length that is not fit apart.

    Fit is what has at least 50 and at most ``longest`` characters.

    The surest come first, reviewed ones before others, a party's second after all firsts.
    """
    whole = rows[rows["quote"].map(_is_whole).astype(bool)]
    lengths = whole["quote"].str.len()
    is_fit = lengths.between(_SHORTEST, longest)
    return _by_party(_surest(whole[is_fit])), _surest(whole[~is_fit & (lengths <= _LONGEST)])


def strongest(
    found: Ranked,
    cite: Citations,
    likeness: Likeness,
    *,
    most: int,
    members: set[str],
    least: int = 0,
) -> list[Row]:
    """Return the first rows of ``ranked``, each of another member.

    What is near in meaning to a sentence quoted before, as ``likeness`` tells, is left out. Whoever
    is in ``members`` is not quoted again, and who is quoted is added. Where fewer than ``least``
    sentences are of a fit length, others are taken.
    """
    fit, other = found
    said = [likeness.weigh([quote]) for quote in cite.quoted]
    chosen = _different(fit, likeness, said, members, most)
    if len(chosen) < least:
        chosen += _different(other, likeness, said, members, least - len(chosen))
    return chosen


def _surest(rows: pd.DataFrame) -> pd.DataFrame:
    order = {"doubtful": True, "reviewed": False, "confidence": False, "date": True, "start": True}
    return rows.sort_values(list(order), ascending=list(order.values()))


def _is_whole(quote: object) -> bool:
    """Tell a sentence from a piece of one, such as what stands before a quotation set apart."""
    if not isinstance(quote, str):
        return False
    return quote[:1].upper() == quote[:1] and quote.rstrip("”’\"')]").endswith((".", "?", "!"))


def _by_party(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the first row of every party, then the second, and so on; the doubtful come last."""
    turns = rows.groupby("party", sort=False, dropna=False).cumcount()
    order = rows[["doubtful"]].assign(turn=turns).sort_values(["doubtful", "turn"])
    return rows.loc[order.index]


def _different(
    rows: pd.DataFrame, likeness: Likeness, said: list[Weights], members: set[str], most: int
) -> list[Row]:
    """Return the first rows of new members that are not near in meaning to any sentence said."""
    chosen: list[Row] = []
    for row in _one_by_one(rows):
        if len(chosen) == most:
            break
        words, member = likeness.weigh([str(row["quote"])]), str(row["member"])
        if member in members or any(alike(words, other) for other in said):
            continue
        members.add(member)
        said.append(words)
        chosen.append(row)
    return chosen


def _one_by_one(rows: pd.DataFrame) -> Iterator[Row]:
    """Yield rows, of which few are needed: making a row of a frame is what takes the time."""
    for first in range(0, len(rows), _AT_ONCE):
        yield from records(rows.iloc[first : first + _AT_ONCE])
