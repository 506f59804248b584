"""Dissent: who departs from the majority position of a party, on what, in which words."""

from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analyser import wording
from analyser.dashboard import filters, layout, load, markup, quoting
from analyser.queries import dissent, links
from analyser.queries.frames import records


def draw() -> None:
    """Draw the page."""
    layout.heading("Dissent", "Who departs from their party’s majority position, in which words.")
    layout.selected()
    st.html(
        "<p class='about'>A party has a majority position on a measure where at least"
        f" {dissent.FEWEST} of its members take a side in what is selected and more than half of"
        " them the same, in one Parliament. It is read from words alone, never from votes or a"
        " whip. Undated sittings are left out.</p>"
    )
    lines = load.view("party sides", layout.selection())
    if lines.empty:
        layout.nothing(
            Markup(
                "No party has a majority position on what is selected. {} says who took a side."
            ).format(markup.link(filters.address("measures"), "Measures"))
        )
        return
    rows = load.view("dissent", layout.selection())
    _plain(rows[rows["plain"]])
    _possible(rows[~rows["plain"]])
    _lines(lines)
    layout.download(rows, "dissent", label="Departures as CSV")


def _plain(rows: pd.DataFrame) -> None:
    st.html("<h2>Plain departures</h2>")
    sure = f"a confidence of {dissent.SURE:.2f} or more"
    if rows.empty:
        layout.nothing(
            "Nobody, as far as the words show: no position against a party’s line is as sure as the"
            f" line itself ({sure} for both)."
        )
        return
    st.html(
        f"<p>{wording.plural(rows['member'].nunique(), 'member')} in"
        f" {wording.plural(rows['contribution_id'].nunique(), 'contribution')}: the words and the"
        f" party’s line are both sure ({sure}).</p>"
    )
    _grouped(rows)


def _possible(rows: pd.DataFrame) -> None:
    if rows.empty:
        return
    many = wording.plural(rows["member"].nunique(), "member")
    with st.expander(f"Possible departures of {many}: most are likely to be read wrongly"):
        st.html(
            "<p>Departing from a party is rare, so what looks like it is more often a sentence that"
            " the program read wrongly. Read the words before you name anybody.</p>"
        )
        _grouped(rows)


def _grouped(rows: pd.DataFrame) -> None:
    labels = wording.measures()
    for (measure, party, when), own in rows.groupby(["measure", "party", "parliament"], sort=False):
        first = own.iloc[0]
        share = wording.share(int(first["party_on_side"]), int(first["party_members"]))
        side = wording.STANCE[first["party_stance"]]
        st.html(
            f"<h3>{markup.escape(labels[str(measure)])}: {markup.escape(wording.party(party))},"
            f" {markup.escape(when)}</h3>"
            f"<p>{share} members who take a side {side.label.lower()}.</p>{_line(first)}"
        )
        quoting.positions(own)


def _line(row: "pd.Series[Any]") -> Markup:
    """Return the plainest words for the party's line."""
    words = wording.known(row["line_quote"])
    if words is None:
        return markup.EMPTY
    opened = links.to_debate(str(row["line_debate_id"]), str(row["line_contribution_id"]))
    return Markup("<p>The party’s line in its plainest words: {}: “{}” {}</p>").format(
        row["line_speaker"], markup.escape(words), markup.link(opened, "In the debate")
    )


def _lines(lines: pd.DataFrame) -> None:
    labels = wording.measures()
    cells = [
        [
            markup.link(
                filters.address("measures", measure=labels[row["measure"]]), labels[row["measure"]]
            ),
            markup.escape(wording.party(row["party"])),
            markup.escape(row["parliament"]),
            markup.stance(row["party_stance"]),
            wording.share(row["party_on_side"], row["party_members"]),
        ]
        for row in records(lines)
    ]
    head = ["Measure", "Party", "When", "Majority position", "Members on that side"]
    st.html("<h2>Majority positions</h2>")
    st.html(markup.table(head, cells, caption="Parties with a majority position"))
    layout.download(lines, "party-positions", label="Majority positions as CSV")


draw()
