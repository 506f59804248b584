"""Member: one person, positions over time, votes beside words, arguments and quotes."""

import pandas as pd
import streamlit as st

from analyser import wording
from analyser.dashboard import charts, filters, layout, load, markup, phrasing
from analyser.queries.frames import records
from analyser.selection import Selection


def draw() -> None:
    """Draw the page."""
    layout.heading("Member", "One person: every position, when, in which words, beside the votes.")
    layout.selected()
    people = filters.people()
    if not people:
        layout.nothing("Nobody speaks in this corpus.")
        return
    name = st.selectbox("Member to read", list(people), key="who", bind="query-params")
    member = people[name]
    chosen = layout.selection()
    said = load.view("positions", chosen)
    own = said[said["member"] == member]
    _about(member, name, own)
    if own.empty:
        layout.nothing(f"No position of {name} is coded on what is selected.")
    else:
        _over_time(name, own)
        _on_measures(name, own)
    _votes(member, name)
    _arguments(member, name)
    _undertakings(member)


def _about(member: str, name: str, own: pd.DataFrame) -> None:
    facts = load.query(
        "SELECT party, constituency, office, min(date) AS first, max(date) AS last,"
        " count(*)::INTEGER AS n FROM chosen WHERE coalesce(person_id, speaker) = $member"
        " GROUP BY ALL ORDER BY first, n DESC",
        layout.selection().without_codes(),
        member=member,
    )
    spoke = int(facts["n"].sum())
    part = wording.share(own["contribution_id"].nunique(), spoke)
    st.html(
        f"<h2>{markup.escape(name)}</h2>"
        f"<p>A position on what is selected in {part} contributions.</p>"
    )
    rows = [
        [
            markup.escape(wording.known(row["office"]) or "no office printed"),
            markup.escape(wording.party(row["party"])),
            markup.escape(wording.known(row["constituency"]) or "–"),
            markup.escape(wording.period(row["first"], row["last"])),
            f"{int(row['n']):,}",
        ]
        for row in records(facts)
    ]
    if rows:
        head = ["Office, as on the day", "Party", "Seat", "When", "Contributions"]
        st.html(markup.table(head, rows, caption="Spoke as", numbers=1))


def _over_time(name: str, own: pd.DataFrame) -> None:
    dated = own.dropna(subset=["date"])
    if dated.empty:
        return
    labels = wording.measures()
    drawn = dated.assign(
        measure=dated["measure"].map(labels),
        stance=dated["stance"].map(lambda code: wording.STANCE[code].label),
    )
    drawn = drawn.value_counts(["date", "measure", "stance"]).rename("positions").reset_index()
    drawn = drawn.sort_values(["date", "measure", "stance"])
    rows = [
        [markup.escape(wording.day(r["date"])), *map(markup.escape, (r["measure"], r["stance"])),
         f"{r['positions']:,}"]
        for r in records(drawn)
    ]  # fmt: skip
    st.html("<h3>Over time</h3>")
    layout.chart(
        charts.positions_over_time(drawn),
        drawn,
        "member-over-time",
        alt_text=f"Positions of {name} by date and measure.",
        table=markup.table(
            ["Date", "Measure", "Stance", "Positions"], rows, caption="By date", numbers=1
        ),
    )


def _on_measures(name: str, own: pd.DataFrame) -> None:
    for code, label in wording.measures().items():
        rows = own[own["measure"] == code]
        if rows.empty:
            continue
        st.html(
            f"<h3>{markup.escape(label)}</h3>"
            f"<p>{markup.escape(phrasing.stands(name, rows['stance']))}</p>"
        )
        layout.positions(rows)
    layout.download(own, "member-positions", label="Positions as CSV")


def _votes(member: str, name: str) -> None:
    rows = load.view("votes beside words", Selection(member=(member,)))
    rows = rows[rows["member"] == member]
    st.html("<h2>Votes beside words</h2>")
    if rows.empty:
        layout.nothing(f"No division in this corpus has both a vote and a position of {name}.")
        return
    st.html(phrasing.votes_table(records(rows)))
    layout.download(rows, "member-votes")


def _arguments(member: str, name: str) -> None:
    used = load.view("themes", layout.selection())
    used = used[used["member"] == member]
    st.html("<h2>Arguments</h2>")
    if used.empty:
        layout.nothing(f"No theme of {name} is coded on what is selected.")
        return
    st.html(phrasing.arguments_table(used))


def _undertakings(member: str) -> None:
    rows = load.view("commitments", layout.selection().without_codes())
    rows = rows[rows["member"] == member]
    if not rows.empty:
        st.html("<h2>Undertaken as a minister</h2>")
        layout.quotes(rows, says=phrasing.undertakes)


draw()
