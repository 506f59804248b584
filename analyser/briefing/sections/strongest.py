"""Which sentences are quoted: the surest, each of another member, no two that say the same."""

import re
from collections import Counter

import pandas as pd

from analyser.briefing.references import Citations
from analyser.queries.frames import records
from analyser.text.normalisation import legible

Row = dict[str, object]

_SHORTEST = 50  # characters; shorter sentences seldom carry an argument
_LONGEST = 900  # of a sentence quoted where no shorter one is to be had
_ALIKE = 0.5  # of the words that two sentences have, how many they may share
_WORD = re.compile(r"\w{4,}")


def strongest(
    rows: pd.DataFrame,
    cite: Citations,
    *,
    most: int,
    longest: int,
    members: set[str],
    least: int = 0,
) -> list[Row]:
    """Return the surest rows, reviewed ones first, a party's second after all firsts.

    Whoever is in ``members`` is not quoted again, and who is quoted is added. Where fewer than
    ``least`` sentences are as short as ``longest``, longer ones are taken.
    """
    whole = rows[rows["quote"].map(_is_whole).astype(bool)]
    lengths = whole["quote"].str.len()
    fit = whole[lengths.between(_SHORTEST, longest)]
    chosen = _different(_by_party(_surest(fit)), cite, members, most)
    if len(chosen) < least:
        longer = whole[lengths.between(longest + 1, _LONGEST)]
        chosen += _different(_surest(longer), cite, members, least - len(chosen))
    return chosen


def _surest(rows: pd.DataFrame) -> list[Row]:
    order = {"doubtful": True, "reviewed": False, "confidence": False, "date": True, "start": True}
    return records(rows.sort_values(list(order), ascending=list(order.values())))


def _is_whole(quote: object) -> bool:
    """Tell a sentence from a piece of one, such as what stands before a quotation set apart."""
    if not isinstance(quote, str):
        return False
    return quote[:1].upper() == quote[:1] and quote.rstrip("”’\"')]").endswith((".", "?", "!"))


def _by_party(rows: list[Row]) -> list[Row]:
    """Return the first row of every party, then the second, and so on; the doubtful come last."""
    turns: Counter[str] = Counter()
    placed: list[tuple[bool, int, int, Row]] = []
    for number, row in enumerate(rows):
        turns[str(row["party"])] += 1
        placed.append((bool(row["doubtful"]), turns[str(row["party"])], number, row))
    return [row for *_, row in sorted(placed, key=lambda each: each[:3])]


def _different(rows: list[Row], cite: Citations, members: set[str], most: int) -> list[Row]:
    """Return the first rows of new members whose sentences say what no other quoted one does."""
    said = [_words(quote) for quote in cite.quoted]
    chosen: list[Row] = []
    for row in rows:
        if len(chosen) == most:
            break
        words, member = _words(str(row["quote"])), str(row["member"])
        if member in members or any(_alike(words, other) for other in said):
            continue
        members.add(member)
        said.append(words)
        chosen.append(row)
    return chosen


def _words(quote: str) -> frozenset[str]:
    return frozenset(_WORD.findall(legible(quote).casefold()))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) > _ALIKE * len(one | other)
