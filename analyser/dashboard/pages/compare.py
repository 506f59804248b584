"""Compare: two to four members, parties or years on the same axes."""

from typing import Any

import pandas as pd
import streamlit as st

from analyser import wording
from analyser.dashboard import filters, layout, load, markup, phrasing
from analyser.dashboard.diverging import diverging

_COLUMN = {"Members": "member", "Parties": "party", "Years": "date"}
_MOST = 4


def draw() -> None:
    """Draw the page."""
    layout.heading("Compare", "Two to four members, parties or years, on the same axes.")
    layout.selected()
    said = load.view("positions", layout.selection())
    if said.empty:
        layout.nothing("No position is coded on what is selected.")
        return
    kind = st.radio(
        "What to compare", list(_COLUMN), horizontal=True, key="compare", bind="query-params"
    )
    said = said.assign(who=_who(said, str(kind)))
    options = said["who"].dropna().value_counts()
    chosen = st.multiselect(
        f"{kind}, two to four",
        list(options.index),
        key=f"compared {kind}".lower().replace(" ", "-"),
        bind="query-params",
        max_selections=_MOST,
        placeholder="Choose",
    )
    if len(chosen) < 2:
        most = wording.listed(options.index[:_MOST])
        layout.nothing(f"Choose at least two. Most positions here: {most}.")
        return
    own = said[said["who"].isin(chosen)]
    _positions(own, list(chosen))
    _arguments(list(chosen), str(kind))
    layout.download(own.drop(columns="who"), "compared", label="Positions as CSV")


def _who(rows: pd.DataFrame, kind: str) -> pd.Series:
    if kind == "Members":
        names = {code: name for name, code in filters.people().items()}
        return pd.Series(rows["member"].map(names), dtype=object)
    if kind == "Parties":
        return pd.Series(rows["party"].map(wording.party), dtype=object)
    return pd.Series(rows["date"].dt.strftime("%Y"), dtype=object)


def _positions(own: pd.DataFrame, chosen: list[str]) -> None:
    st.html("<h2>Positions</h2>")
    labels = wording.measures()
    measures = [code for code in labels if code in set(own["measure"])]
    rows = []
    for code in measures:
        on_it = own[own["measure"] == code]
        cells = [
            markup.escape(wording.tally(on_it.loc[on_it["who"] == who, "stance"]) or "none coded")
            for who in chosen
        ]
        rows.append([markup.escape(labels[code]), *cells])
    table = markup.table(["Measure", *chosen], rows, caption="Positions on each measure")
    counted = [
        phrasing.by_side(own[own["measure"] == code], "who").assign(measure=labels[code])
        for code in measures
    ]
    if not counted:
        st.html(table)
        return
    sides = pd.concat(counted, ignore_index=True)
    st.html(
        "<p class='about'>A bar is as long as its share of the positions of that row. What took no"
        " clear side is the number at the right.</p>"
    )
    layout.chart(
        diverging(sides, "label", group="measure", picks=False),
        sides,
        "compared-positions",
        alt_text="Shares of positions for and against each measure.",
        table=table,
    )


def _arguments(chosen: list[str], kind: str) -> None:
    used = load.theme_counts(layout.selection(), _COLUMN[kind])
    used = used.assign(who=_who(used, kind), side=used["direction"].fillna("none"))
    used = used[used["who"].isin(chosen)]
    st.html("<h2>Arguments</h2>")
    labels = wording.themes()
    counts = used.groupby(["theme", "who", "side"])["contributions"].sum().to_dict()
    rows = [
        [markup.escape(labels[code]), *(_cell(counts, code, who) for who in chosen)]
        for code in labels
        if code in set(used["theme"])
    ]
    if not rows:
        layout.nothing("No theme of these is coded.")
        return
    caption = "Contributions that use a theme: in all, and of these for and against"
    st.html(markup.table(["Theme", *chosen], rows, caption=caption))


def _cell(counts: dict[Any, int], code: str, who: str) -> str:
    of_it, against, neither = (
        counts.get((code, who, side), 0) for side in ("for", "against", "none")
    )
    whole = of_it + against + neither
    return f"{whole:,}: {of_it:,} for, {against:,} against" if whole else "0"


draw()
