"""Measures: for and against one measure, by party, over time, in the plainest words each way."""

import pandas as pd
import streamlit as st

from analyser import wording
from analyser.dashboard import charts, filters, layout, load, markup, phrasing

_BEST = 5  # quotes shown each way


def draw() -> None:
    """Draw the page."""
    layout.heading("Measures", "One measure: who argues for it and against it, and when.")
    layout.selected()
    said = load.view("positions", layout.selection())
    labels = wording.measures()
    counts = said["measure"].map(labels).value_counts()
    if counts.empty:
        layout.nothing("No position is coded on what is selected.")
        return
    label = st.selectbox("Measure to read", list(counts.index), key="on", bind="query-params")
    own = said[said["measure"].map(labels) == label]
    st.html(
        f"<h2>{markup.escape(label)}</h2>"
        f"<p>{wording.plural(own['member'].nunique(), 'speaker')} took a position in"
        f" {wording.plural(own['contribution_id'].nunique(), 'contribution')}:"
        f" {markup.escape(wording.tally(own['stance']))}.</p>"
    )
    _by_party(own)
    _over_time(own)
    _plainest(own)
    _every(own, label)


def _by_party(own: pd.DataFrame) -> None:
    st.html("<h3>By party</h3>")
    counted = own.assign(party=own["party"].map(wording.party))
    counted = counted.value_counts(["party", "stance"]).rename("positions").reset_index()
    wide = _wide(counted, "party")
    drawn = counted.assign(stance=counted["stance"].map(lambda code: wording.STANCE[code].label))
    layout.chart(
        charts.stances_by(drawn, "party", title="Party"),
        drawn,
        "measure-by-party",
        alt_text="Positions on this measure by party and stance.",
        table=phrasing.stances_table(wide, "Party, as on the day", "Positions by party"),
    )


def _wide(counted: pd.DataFrame, by: str) -> pd.DataFrame:
    wide = counted.pivot_table(
        index=by, columns="stance", values="positions", aggfunc="sum", fill_value=0
    )
    return wide.loc[wide.sum(axis=1).sort_values(ascending=False, kind="stable").index]


def _over_time(own: pd.DataFrame) -> None:
    dated = own.dropna(subset=["date"])
    if dated["date"].nunique() < 2:
        return
    st.html("<h3>Over time</h3>")
    dated = dated.assign(when=wording.steps(dated["date"]))
    counted = dated.value_counts(["when", "stance"]).rename("positions")
    rows = counted.reset_index().sort_values("when")
    drawn = rows.assign(stance=rows["stance"].map(lambda code: wording.STANCE[code].label))
    table = phrasing.stances_table(_wide(rows, "when").sort_index(), "When", "Positions by date")
    layout.chart(
        charts.stances_over_time(drawn),
        drawn,
        "measure-over-time",
        alt_text="Positions on this measure over time, by stance.",
        table=table,
    )


def _plainest(own: pd.DataFrame) -> None:
    st.html("<h3>In the plainest words each way</h3>")
    st.html(
        "<p class='about'>The surest positions each way, one a speaker; parties take turns.</p>"
    )
    columns = st.columns(2)
    for column, side in zip(columns, ("support", "oppose"), strict=True):
        with column:
            rows = plainest(own[own["stance"] == side], _BEST)
            st.html(f"<h4>{markup.stance(side)}</h4>")
            if rows.empty:
                layout.nothing("Nobody here.")
            else:
                layout.positions(rows)


def plainest(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the surest rows, one a member, the parties taking turns, the largest first."""
    best = rows.sort_values("confidence", ascending=False, kind="stable").drop_duplicates("member")
    party = best["party"].fillna("")
    turn = best.groupby(party, sort=False).cumcount()
    size = party.map(party.value_counts())
    order = best.assign(turn=turn, size=size, own=party)
    order = order.sort_values(["turn", "size", "own"], ascending=[True, False, True], kind="stable")
    return order.head(most).drop(columns=["turn", "size", "own"])


def _every(own: pd.DataFrame, label: str) -> None:
    st.html("<h3>Every speaker</h3>")
    wide = own.pivot_table(
        index="member", columns="stance", values="contribution_id", aggfunc="count", fill_value=0
    )
    names = {code: name for name, code in filters.people().items()}
    order = wide.sum(axis=1).sort_values(ascending=False, kind="stable").index[:60]
    rows = [
        [
            markup.link(filters.address("member", who=names[m], measure=label), names[m]),
            *(f"{int(wide.loc[m].get(s.code, 0)):,}" for s in wording.STANCES),
        ]
        for m in order
    ]
    head = ["Speaker", *(f"{s.symbol} {s.label}" for s in wording.STANCES)]
    caption = f"{wording.share(len(rows), len(wide))} speakers with a position, most first"
    st.html(markup.table(head, rows, caption=caption, numbers=len(head) - 1))
    layout.download(own, "measure-positions", label="Positions as CSV")


draw()
