"""Members: where each speaker stands on each measure, and who they are."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analyser import wording
from analyser.dashboard import filters, layout, load, markup

_MOST_SPEAKERS = 40


def draw() -> None:
    """Draw the page."""
    layout.heading(
        "Members", "Where each speaker stands on each measure. A name leads to the words."
    )
    layout.selected()
    positions = load.view("positions", layout.selection())
    if positions.empty:
        layout.nothing("No position is coded on what is selected.")
        return
    _matrix(positions)


def _matrix(positions: pd.DataFrame) -> None:
    st.html("<h2>Positions by speaker and measure</h2>")
    counts = positions["member"].value_counts()
    many = len(counts) > _MOST_SPEAKERS
    every = st.toggle(f"List all {len(counts):,} speakers", key="all speakers") if many else True
    members = list(counts.index if every else counts.index[:_MOST_SPEAKERS])
    labels = wording.measures()
    codes = [code for code in labels if code in set(positions["measure"])]
    shown = positions[positions["member"].isin(members)]
    groups = dict(list(shown.groupby(["member", "measure"])))
    latest = shown.drop_duplicates("member", keep="last").set_index("member")
    names = {code: name for name, code in filters.people().items()}
    rows = []
    for member in members:
        about = latest.loc[member]
        name = names[member]
        who = markup.link(filters.address("member", who=name), name)
        cells = [_cell(groups.get((member, code)), name, labels[code]) for code in codes]
        office = wording.known(about["office"]) or wording.known(about["constituency"]) or ""
        rows.append(
            [who, markup.escape(wording.party(about["party"])), markup.escape(office), *cells]
        )
    head = ["Speaker", "Party", "Office or seat", *(labels[code] for code in codes)]
    caption = f"{wording.share(len(members), len(counts))} speakers with a position, most first"
    st.html(markup.table(head, rows, caption=caption, style="scroll matrix"))
    layout.download(positions, "positions")


def _cell(group: pd.DataFrame | None, member: str, measure: str) -> Markup:
    if group is None:
        return Markup('<span class="about">–</span>')
    counts = group["stance"].value_counts()
    shown = [s for s in wording.STANCES if s.code in counts]
    address = filters.address("member", who=member, measure=measure)
    return Markup("<br>").join(
        Markup(
            f'<span class="stance {s.code}"><span aria-hidden="true">{s.symbol}</span>'
            f" {markup.link(address, f'{counts[s.code]} {s.label.lower()}')}</span>"
        )
        for s in shown
    )


draw()
