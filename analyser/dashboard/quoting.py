"""Words of the record as cards, with their stance and what to know of it."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analyser import wording
from analyser.dashboard import layout, load, markup, phrasing, reviewing
from analyser.queries.frames import records

_MOST_QUOTES = 25
MOST_UNFOLDED = 200
LEFT_OUT = "Left out by the filter Stance."
"""Cards of one list, folded ones included."""


def newest_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the latest day first, and within a day the order of the record."""
    return rows.sort_values("date", ascending=False, kind="stable", na_position="last")


def quotes(
    rows: pd.DataFrame,
    *,
    says: Callable[[dict[str, Any]], Markup] = lambda _: markup.EMPTY,
    why: Callable[[dict[str, Any]], Markup] = lambda _: markup.EMPTY,
    whole: int | None = None,
) -> None:
    """Draw rows with a quote as cards, the first of them openly.

    ``whole`` says how many there are where the rows are only the first of them.
    """
    shown = records(rows.head(MOST_UNFOLDED))
    cards = [markup.quote(row, says=says(row), why=why(row)) for row in shown]
    st.html("".join(cards[:_MOST_QUOTES]))
    if len(cards) > _MOST_QUOTES:
        left = (whole or len(rows)) - len(cards)
        where = "not listed: narrow the filters" if whole else "are in the CSV"
        more = f"; {left:,} more {where}" if left else ""
        count = f"The next {len(cards) - _MOST_QUOTES:,} of {whole or len(rows):,}"
        with st.expander(count + more):
            st.html("".join(cards[_MOST_QUOTES:]))


def positions(rows: pd.DataFrame) -> None:
    """Draw positions as cards with their stance and, to be unfolded, what carried them."""
    found = load.query(
        "SELECT contribution_id, measure, quote FROM cues"
        " WHERE list_contains($shown, contribution_id) ORDER BY strength DESC, start",
        shown=sorted(set(rows["contribution_id"][:MOST_UNFOLDED])),
    )
    cues: dict[tuple[str, str], list[str]] = {}
    for each in records(found):
        place = str(each["contribution_id"]), str(each["measure"])
        cues.setdefault(place, []).append(str(each["quote"]))

    def why(row: dict[str, Any]) -> Markup:
        shown = reviewing.controls(row)
        if row["stance"] in ("none", "unclear") or wording.known(row.get("review")):
            return shown
        carried = cues.get((row["contribution_id"], row["measure"]), [])
        label = wording.STANCE[row["stance"]].label.lower()
        return markup.why(label, row["confidence"], carried) + shown

    def says(row: dict[str, Any]) -> Markup:
        told = markup.second(row.get("second_readers"))
        return Markup(f"{markup.stance(row['stance'])}{told} ·")

    quotes(rows, says=says, why=why)


def left_out(side: str) -> bool:
    """Whether the filter Stance leaves a side out."""
    chosen = layout.selection().stance
    return bool(chosen) and side not in chosen


def _nobody(said: pd.DataFrame, side: str, how: str) -> str:
    """Say that nobody was found on a side, and of how many positions it is not known."""
    unclear = int((said["stance"] == "unclear").sum())
    nobody = f"Nobody here {wording.STANCE[side].verb}{how}."
    return f"{nobody} {wording.share(unclear, len(said))} are unclear." if unclear else nobody


def each_way(
    said: pd.DataFrame,
    most: int,
    draw: Callable[[pd.DataFrame], None] = positions,
    *,
    how: str = "",
) -> None:
    """Draw the plainest positions against and for, one a speaker, side by side.

    ``draw`` draws the rows of one side; ``how`` ends the sentence that says that nobody is on it.
    """
    for column, side in zip(st.columns(2), ("oppose", "support"), strict=True):
        with column:
            rows = phrasing.plainest(said[said["stance"] == side], most)
            if left_out(side):
                layout.nothing(LEFT_OUT)
            elif rows.empty:
                layout.nothing(_nobody(said, side, how))
            else:
                draw(rows)
