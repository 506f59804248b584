"""Dissent: who departs from the majority position of a party, on what, in which words."""

import pandas as pd
import streamlit as st

from analyser import wording
from analyser.dashboard import filters, layout, load, markup
from analyser.queries import dissent
from analyser.queries.frames import records

_MOST = 8  # parties and measures drawn before the reader asks for all


def draw() -> None:
    """Draw the page."""
    layout.heading("Dissent", "Who departs from their party’s majority position, in which words.")
    layout.selected()
    st.html(
        "<p class='about'>A party has a majority position on a measure where at least"
        f" {dissent.FEWEST} of its members take a side in what is selected and more than half of"
        " them the same, in one Parliament. It is told by words alone, never by votes or a whip."
        " Undated sittings are left out.</p>"
    )
    sides = load.view("party sides", layout.selection())
    if sides.empty:
        layout.nothing("No party has a majority position on what is selected.")
        return
    rows = load.view("dissent", layout.selection())
    _sides(sides)
    _departing(rows)


def _sides(sides: pd.DataFrame) -> None:
    labels = wording.measures()
    cells = [
        [
            markup.link(
                filters.address("measures", on=labels[row["measure"]]), labels[row["measure"]]
            ),
            markup.escape(wording.party(row["party"])),
            markup.escape(row["parliament"]),
            markup.stance(row["party_stance"]),
            wording.share(row["party_on_side"], row["party_members"]),
        ]
        for row in records(sides)
    ]
    head = ["Measure", "Party", "When", "Majority position", "Members on that side"]
    st.html("<h2>Majority positions</h2>")
    st.html(markup.table(head, cells, caption="Parties with a majority position"))
    layout.download(sides, "party-positions")


def _departing(rows: pd.DataFrame) -> None:
    st.html("<h2>Who departs from them</h2>")
    if rows.empty:
        layout.nothing(
            "Nobody whose own side on the measure surely differs from the party’s (a confidence of"
            f" {dissent.SURE:.2f} or more)."
        )
        return
    st.html(
        f"<p>Only positions of a confidence of {dissent.SURE:.2f} or more are listed."
        f" {wording.plural(rows['member'].nunique(), 'member')} in"
        f" {wording.plural(rows['contribution_id'].nunique(), 'contribution')}.</p>"
    )
    labels = wording.measures()
    groups = list(rows.groupby(["measure", "party", "parliament"], sort=False))
    many = len(groups) > _MOST
    every = st.toggle(f"Show all {len(groups)} parties and measures", key="all") if many else True
    for (measure, party, when), own in groups if every else groups[:_MOST]:
        first = own.iloc[0]
        side = wording.STANCE[first["party_stance"]]
        share = wording.share(int(first["party_on_side"]), int(first["party_members"]))
        st.html(
            f"<h3>{markup.escape(labels[str(measure)])}: {markup.escape(wording.party(party))},"
            f" {markup.escape(when)}</h3>"
            f"<p>{share} members who take a side {side.label.lower()}.</p>"
        )
        layout.positions(own)
    layout.download(rows, "dissent")


draw()
