"""What pages say of rows, as HTML: no stronger than the rows do."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from analyser import wording
from analyser.dashboard import filters, markup
from analyser.discourse.commitments import KINDS

SIDES = {"for": "For", "against": "Against"}


def stands(name: str, stances: "pd.Series[str]") -> str:
    """Return where somebody stands on one measure: how often which stance, of how many."""
    counts = stances.value_counts()
    said = "; ".join(
        f"{s.verb} it {wording.times(int(counts[s.code]))}"
        if s.code in ("support", "oppose")
        else f"{s.label.lower()} {wording.times(int(counts[s.code]))}"
        for s in wording.STANCES
        if s.code in counts
    )
    return f"{name}: {said}, in {wording.plural(len(stances), 'contribution')} coded on it."


def undertakes(row: Mapping[str, Any]) -> Markup:
    """Return what a minister undertakes, and that it is tentative where it is."""
    kind = markup.escape(KINDS[str(row["kind"])])
    return Markup(f"{kind}{' (tentative)' if row['tentative'] else ''} ·")


def votes_table(rows: Sequence[Mapping[str, Any]]) -> Markup:
    """Return positions beside votes in the same debate, a row each."""
    cells = [
        [
            str(row["speaker"]),
            wording.measures().get(row["measure"], row["measure"]),
            markup.stance(row["stance"]),
            f"{row['side'].capitalize()} in division {wording.known(row['number'])}",
            agreement(row["agrees"]),
            wording.day(row["date"]),
        ]
        for row in rows
    ]
    head = ["Member", "Measure", "Words", "Vote", "Words and vote", "Date"]
    return markup.table(head, cells, caption="Positions and votes in the same debate")


def agreement(agrees: object) -> str:
    """Return whether words and vote go the same way, or why that cannot be told."""
    if pd.isna(agrees):  # type: ignore[call-overload]
        return "not compared: the words take no side, or nothing tells what an Aye does"
    return "go the same way" if agrees else "go different ways"


def arguments_table(used: pd.DataFrame) -> Markup:
    """Return how many contributions use each theme, for and against."""
    labels = wording.themes()
    counted = used.drop_duplicates(["contribution_id", "theme"])
    counted = counted.assign(side=counted["direction"].map(SIDES).fillna("No side"))
    wide = counted.pivot_table(
        index="theme", columns="side", values="contribution_id", aggfunc="count", fill_value=0
    )
    order = wide.sum(axis=1).sort_values(ascending=False, kind="stable").index
    sides = [*SIDES.values(), "No side"]
    rows = [
        [
            markup.link(filters.address("themes", theme=labels[code]), labels[code]),
            *(f"{int(wide.loc[code].get(side, 0)):,}" for side in sides),
        ]
        for code in order
    ]
    caption = "Contributions that use a theme, by the side it is argued for"
    return markup.table(["Theme", *sides], rows, caption=caption, numbers=3)


def stances_table(wide: pd.DataFrame, first: str, caption: str) -> Markup:
    """Return counts of positions, a row each index value, a column each stance, and all."""
    rows = [
        [
            str(name),
            *(f"{int(wide.loc[name].get(s.code, 0)):,}" for s in wording.STANCES),
            f"{int(wide.loc[name].sum()):,}",
        ]
        for name in wide.index
    ]
    head = [first, *(f"{s.symbol} {s.label}" for s in wording.STANCES), "All"]
    return markup.table(head, rows, caption=caption, numbers=len(head) - 1)


def listed(items: Iterable[str]) -> str:
    """Return "a, b and c"."""
    *most, last = list(items)
    return f"{', '.join(most)} and {last}" if most else last
