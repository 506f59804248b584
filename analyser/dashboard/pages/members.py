"""Members: one person's positions, words, votes and promises; or all of them to choose from."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analyser import wording
from analyser.dashboard import charts, filters, layout, load, markup, phrasing, quoting
from analyser.queries import links
from analyser.queries.frames import records
from analyser.selection import Selection

_MOST_SPEAKERS = 40


def draw() -> None:
    """Draw the member that the filter chooses, or the matrix of all."""
    chosen = layout.selection().member
    said = load.view("positions", layout.selection())
    if len(chosen) == 1:
        member = chosen[0].strip('"')
        _one(member, filters.name_of(member), said)
    else:
        _all(said)


def _all(said: pd.DataFrame) -> None:
    layout.heading("Members", "Where each speaker stands on each measure. Choose a name.")
    layout.selected()
    if said.empty:
        layout.nothing("No position is coded on what is selected.")
        return
    counts = said["member"].value_counts()
    sides = said.loc[said["stance"].isin(["support", "oppose"]), "member"].value_counts()
    counts = counts[
        sides.reindex(counts.index, fill_value=0).sort_values(ascending=False, kind="stable").index
    ]
    many = len(counts) > _MOST_SPEAKERS
    every = st.toggle(f"List all {len(counts):,} speakers", key="all speakers") if many else True
    members = list(counts.index if every else counts.index[:_MOST_SPEAKERS])
    labels = wording.measures()
    shown = said[said["member"].isin(members)]
    codes = [code for code in labels if code in set(shown["measure"])]
    groups = dict(list(shown.groupby(["member", "measure"])))
    latest = shown.drop_duplicates("member", keep="last").set_index("member")
    rows = []
    for member in members:
        about = latest.loc[member]
        name = filters.name_of(member)
        cells = [_cell(groups.get((member, code)), name, labels[code]) for code in codes]
        office = wording.known(about["office"]) or wording.known(about["constituency"]) or ""
        rows.append(
            [
                markup.link(filters.address("members", member=name), name),
                markup.escape(wording.party(about["party"])),
                markup.escape(office),
                *cells,
            ]
        )
    head = ["Speaker", "Party", "Office or seat", *(labels[code] for code in codes)]
    caption = (
        f"{wording.share(len(members), len(counts))} speakers who argued about a measure;"
        f" those who took a side ({len(sides):,}) come first"
    )
    st.html(markup.table(head, rows, caption=caption, style="scroll matrix"))
    layout.download(said, "positions")


def _cell(group: pd.DataFrame | None, member: str, measure: str) -> Markup:
    if group is None:
        return Markup('<span class="about empty">–</span>')
    counts = group["stance"].value_counts()
    address = filters.address("members", member=member, measure=measure)
    return Markup("<br>").join(
        Markup(
            f'<span class="stance {s.code}"><span aria-hidden="true">{s.symbol}</span>'
            f" {markup.link(address, f'{counts[s.code]} {s.label.lower()}')}</span>"
        )
        for s in wording.STANCES
        if s.code in counts
    )


def _one(member: str, name: str, own: pd.DataFrame) -> None:
    layout.heading(name, "Every position, when, in which words, beside the votes.")
    everybody = filters.address("members", member="")
    st.html(f"<p>{markup.link(everybody, 'All members')}</p>")
    layout.selected()
    _about(member, name, own)
    if own.empty:
        layout.nothing(f"No position of {name} is coded on what is selected.")
    else:
        _over_time(name, own)
        _on_measures(name, own)
    _promises()
    _arguments(name)
    _votes(member, name)


def _about(member: str, name: str, own: pd.DataFrame) -> None:
    facts = load.query(
        "SELECT party, constituency, office, any_value(house) AS house, min(date) AS first,"
        " max(date) AS last, count(*)::INTEGER AS n FROM chosen"
        " WHERE coalesce(person_id, speaker) = $member"
        " GROUP BY party, constituency, office ORDER BY first, n DESC",
        layout.selection().without_codes(),
        member=member,
    )
    if facts.empty:
        return
    person = member if member != name else None
    pages = links.to_person(person, name, wording.known(facts["house"].iloc[-1]))
    if load.illustrative():
        pages = []
    elsewhere = Markup(" · ").join(markup.link(url, site, outside=True) for site, url in pages)
    spoke = int(facts["n"].sum())
    part = wording.share(own["contribution_id"].nunique(), spoke)
    st.html(
        f"<p class='answer'>Argued about a measure that is selected in {part} contributions.</p>"
        f"<p class='about'>{elsewhere}</p>"
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
    head = ["Office, as on the day", "Party", "Seat", "When", "Contributions"]
    with st.expander("Spoke as"):
        st.html(markup.table(head, rows, caption="Spoke as", numbers=1))


def _over_time(name: str, own: pd.DataFrame) -> None:
    dated = own.dropna(subset=["date"])
    if dated["date"].nunique() < 2:
        return
    labels = wording.measures()
    drawn = dated.assign(
        measure=dated["measure"].map(labels),
        stance=dated["stance"].map(lambda code: wording.STANCE[code].label),
    )
    drawn = drawn.value_counts(["date", "measure", "stance"]).rename("positions").reset_index()
    drawn = drawn.sort_values(["date", "measure", "stance"])
    rows = [
        [
            markup.escape(wording.day(row["date"])),
            *map(markup.escape, (row["measure"], row["stance"])),
            f"{row['positions']:,}",
        ]
        for row in records(drawn)
    ]
    head = ["Date", "Measure", "Stance", "Positions"]
    st.html("<h2>Over time</h2>")
    layout.chart(
        charts.positions_over_time(drawn),
        drawn,
        "member-over-time",
        alt_text=f"Positions of {name} by date and measure.",
        table=markup.table(head, rows, caption="By date", numbers=1),
    )


def _on_measures(name: str, own: pd.DataFrame) -> None:
    st.html("<h2>On each measure</h2>")
    labels = wording.measures()
    for code in own["measure"].value_counts().index:
        rows = own[own["measure"] == code]
        measure = markup.link(filters.address("measures", measure=labels[code]), labels[code])
        st.html(f"<h3>{measure}</h3><p>{markup.escape(phrasing.stands(name, rows['stance']))}</p>")
        quoting.positions(rows)
    layout.download(own, "member-positions", label="Positions as CSV")


def _promises() -> None:
    rows = load.view("commitments", layout.selection().without_codes())
    if not rows.empty:
        st.html("<h2>Promised as a minister</h2>")
        quoting.quotes(rows.iloc[::-1], says=phrasing.undertakes)


def _arguments(name: str) -> None:
    used = load.view("themes", layout.selection())
    st.html("<h2>Arguments</h2>")
    if used.empty:
        layout.nothing(f"No theme of {name} is coded on what is selected.")
        return
    st.html(phrasing.arguments_table(used))


def _votes(member: str, name: str) -> None:
    rows = load.view("votes beside words", Selection(member=layout.selection().member))
    rows = rows[rows["member"] == member]
    st.html("<h2>Votes beside words</h2>")
    if rows.empty:
        layout.nothing(
            f"No division in this corpus has both a vote of {name} and words on a measure."
        )
        return
    st.html(phrasing.votes_table(records(rows)))
    layout.download(rows, "member-votes")


draw()
