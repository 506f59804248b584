"""Speakers: where each stands on each measure, in which words."""

from typing import Any

import pandas as pd
import streamlit as st

from analyser.dashboard import filters, frame, load, markup, words

_MOST_SPEAKERS = 40


def draw() -> None:
    """Draw the page."""
    frame.heading(
        "Speakers", "Where each speaker stands on each measure, and the words that show it."
    )
    frame.selected()
    positions = load.view("positions", frame.selection())
    if positions.empty:
        frame.nothing("No position is coded on what is selected.")
        return
    _matrix(positions)
    _speaker(positions)


def _matrix(positions: pd.DataFrame) -> None:
    st.html("<h2>Positions by speaker and measure</h2>")
    counts = positions["member"].value_counts()
    many = len(counts) > _MOST_SPEAKERS
    every = st.toggle(f"List all {len(counts):,} speakers", key="all speakers") if many else True
    members = list(counts.index if every else counts.index[:_MOST_SPEAKERS])
    labels = words.measures()
    codes = [code for code in labels if code in set(positions["measure"])]
    groups = dict(list(positions.groupby(["member", "measure"])))
    latest = positions.drop_duplicates("member", keep="last").set_index("member")
    names = {member: filters.name_of(member) for member in members}
    rows = []
    for member in members:
        about = latest.loc[member]
        name = names[member]
        who = markup.link(filters.address("speakers", member=name), name)
        cells = [_cell(groups.get((member, code)), name, labels[code]) for code in codes]
        office = words.known(about["office"]) or words.known(about["constituency"]) or ""
        rows.append(
            [who, markup.escape(words.party(about["party"])), markup.escape(office), *cells]
        )
    head = ["Speaker", "Party", "Office or seat", *(labels[code] for code in codes)]
    caption = f"{words.share(len(members), len(counts))} speakers with a position, most first"
    st.html(markup.table(head, rows, caption=caption).replace('"scroll"', '"scroll matrix"', 1))
    frame.download(positions, "positions")


def _cell(group: pd.DataFrame | None, member: str, measure: str) -> str:
    if group is None:
        return '<span class="about">–</span>'
    counts = group["stance"].value_counts()
    shown = [s for s in words.STANCES if s.code in counts]
    address = filters.address("speakers", member=member, measure=measure)
    return "<br>".join(
        f'<span class="stance {s.code}"><span aria-hidden="true">{s.symbol}</span>'
        f" {markup.link(address, f'{counts[s.code]} {s.label.lower()}')}</span>"
        for s in shown
    )


def _speaker(positions: pd.DataFrame) -> None:
    members = positions.drop_duplicates("member", keep="last")
    counts = positions["member"].value_counts()
    members = members.assign(n=members["member"].map(counts)).sort_values("n", ascending=False)
    st.html("<h2>One speaker’s words</h2>")
    names = dict(zip(members["member"], members["speaker"], strict=True))
    chosen = st.selectbox(
        "Speaker",
        list(members["member"]),
        format_func=lambda member: str(names[member]),
        key="speaker shown",
    )
    own = positions[positions["member"] == chosen]
    if own.empty:
        return
    about = load.records(own)[-1]
    spoke = load.query(
        "SELECT count(*) AS n FROM chosen WHERE coalesce(person_id, speaker) = $member",
        frame.selection().without_codes(),
        member=chosen,
    )
    with_position = own["contribution_id"].nunique()
    part = words.share(with_position, int(spoke["n"][0]))
    st.html(f"<p>{markup.speaker(about)}</p><p>A position on this in {part} contributions.</p>")
    for code, label in words.measures().items():
        on_measure = own[own["measure"] == code]
        if not on_measure.empty:
            _quotes(str(about["speaker"]), label, on_measure)


def _quotes(name: str, label: str, rows: pd.DataFrame) -> None:
    counts = rows["stance"].value_counts()
    said = "; ".join(
        f"{s.verb} it {words.times(int(counts[s.code]))}"
        if s.code in ("support", "oppose")
        else f"{s.label.lower()} {words.times(int(counts[s.code]))}"
        for s in words.STANCES
        if s.code in counts
    )
    st.html(
        f"<h3>{markup.escape(label)}</h3><p>{markup.escape(name)}: {markup.escape(said)}, in"
        f" {words.plural(len(rows), 'contribution')} coded on it.</p>"
    )
    frame.quotes(rows, says=lambda row: f"{markup.stance(str(row['stance']))} ·", why=_why)


def _why(row: dict[str, Any]) -> str:
    """Return what carried a position, where it takes a side."""
    if row["stance"] in ("none", "unclear"):
        return ""
    cues = load.view("cues", frame.selection())
    found = cues[
        (cues["contribution_id"] == row["contribution_id"]) & (cues["measure"] == row["measure"])
    ]
    pairs = [(str(each["quote"]), str(each["stance"])) for each in load.records(found)]
    return markup.why(words.STANCE[str(row["stance"])].label.lower(), row["confidence"], pairs)


draw()
