"""Promises: what ministers said that they or the Government would do."""

import pandas as pd
import streamlit as st

from analyser import wording
from analyser.dashboard import filters, layout, load, markup, phrasing, quoting
from analyser.discourse.commitments import KINDS, MEASURED
from analyser.queries import exchanges
from analyser.queries.frames import records


def draw() -> None:
    """Draw the page."""
    layout.heading(
        "What ministers said they would do",
        "Each undertaking in the minister’s words, the newest first.",
        coded=False,
    )
    layout.selected()
    right, found = (
        f"{100 * value:.0f}% ({100 * low:.0f}–{100 * high:.0f}%)"
        for value, low, high in (MEASURED["right"], MEASURED["found"])
    )
    st.html(
        "<p class='about'>Found by a small trained encoder and rules over the words. Some are wrong"
        f" and many are missed: where it was measured, {right} of those listed were right, and"
        f" {found} of those made were found. In brackets: 95% intervals, on 150 contributions of"
        " ministers that it had not learned from.</p>"
    )
    _warn()
    rows = load.view("commitments", layout.selection())
    if rows.empty:
        layout.nothing("No undertaking by a minister is found in what is selected.")
        return
    rows = quoting.newest_first(rows)
    of_kind = rows["kind"].map(KINDS)
    counts = of_kind.value_counts()
    every = f"All {len(rows):,}"
    kinds = {every: None} | {f"{kind}: {count:,}": kind for kind, count in counts.items()}
    kind = kinds[str(st.selectbox("Kind", list(kinds), key="promise-kind"))]
    firm = st.checkbox("Only those that are not tentative", key="firm", bind="query-params")
    shown = rows if kind is None else rows[of_kind == kind]
    shown = shown[~shown["tentative"].astype(bool)] if firm else shown
    tentative = int(rows["tentative"].sum())
    st.html(
        f"<p class='answer'>{wording.plural(len(rows), 'undertaking')} of"
        f" {wording.plural(rows['member'].nunique(), 'minister')} in"
        f" {wording.plural(rows['debate_id'].nunique(), 'debate')};"
        f" {wording.share(tentative, len(rows))} are tentative. {len(shown):,} shown.</p>"
    )
    quoting.quotes(shown, says=phrasing.undertakes)
    layout.download(shown, "commitments")
    _later(rows)


def _warn() -> None:
    """Say where offices are unknown: nobody can be told to be a minister there."""
    counts = load.query(
        "SELECT count(*) AS debates, count(*) FILTER (offices = 0) AS without FROM"
        " (SELECT debate_id, count(office) AS offices, count(DISTINCT coalesce(person_id, speaker))"
        " AS people FROM chosen WHERE speaker IS NOT NULL GROUP BY 1 HAVING people > 1)",
        layout.selection().without_codes(),
    )
    without, whole = int(counts["without"][0]), int(counts["debates"][0])
    if without:
        st.html(
            '<div class="note" role="note"><p>In'
            f" {wording.share(without, whole)} debates with several speakers the record names no"
            " office, so no minister is known there and no undertaking is found. A members’"
            " register with offices helps: <code>analyser ingest PATH --register FOLDER</code>."
            "</p></div>"
        )


def _later(rows: pd.DataFrame) -> None:
    named = rows[rows["about"].fillna("").str.contains(" ")]
    if named.empty:
        return
    st.html("<h2>What was said of it later</h2>")
    labels = {
        f"{row['speaker']}, {wording.day(row['date'])}: {row['about']}": row
        for row in records(named)
    }
    chosen = st.selectbox("Undertaking", list(labels), index=None, placeholder="Choose one")
    if chosen is None:
        return
    with st.spinner("Reading what was said later…"):
        found = exchanges.later_mentions(load.held(), labels[chosen])
    st.html(
        f"<p>{wording.plural(len(found), 'contribution')} on a later day with the same words, in"
        f" the whole corpus. {markup.link(filters.address('questions'), 'Questions and replies')}"
        "</p>"
    )
    quoting.quotes(found)


draw()
