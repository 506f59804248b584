"""Debates: all of them to choose from, or the one that is asked for."""

from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analyser import wording
from analyser.dashboard import filters, layout, load, markup
from analyser.dashboard.one_debate import one_debate
from analyser.queries import finding, links, search
from analyser.queries.finding import nearest
from analyser.queries.frames import records

_MOST = 60  # debates listed before the reader asks for all


def draw() -> None:
    """Draw the debate that the address or the filter opens, or all of them to choose from."""
    debate = _opened()
    if debate is None:
        _all()
    else:
        one_debate(debate)


def _opened() -> dict[str, Any] | None:
    """Return the debate that is asked for; say so where there is none of that id."""
    wanted = st.query_params.get("open")
    chosen = layout.selection().debate
    wanted = wanted or (chosen[0] if len(chosen) == 1 else None)
    if wanted is None:
        return None
    rows = load.debates()
    found = rows[rows["debate_id"] == wanted]
    if found.empty:
        best = nearest(wanted, rows["debate_id"])
        said = Markup("The address asks for the debate “{}”, which is not in this corpus.").format(
            markup.escape(wanted)
        )
        if best:
            label = filters.title_of(best)
            said += Markup(" The nearest id is that of {}.").format(
                markup.link(links.to_debate(best), label)
            )
        st.html(f'<div class="note" role="alert"><p>{said}</p></div>')
        return None
    return records(found)[0]


def _all() -> None:
    layout.heading("Debates", "Find one by its subject or by words in it.")
    layout.selected()
    rows = load.debates(layout.selection())
    asked = st.text_input(
        "Words of the title or in the debate",
        key="about",
        bind="query-params",
        placeholder=_example(rows),
    )
    if asked and asked.strip():
        rows = _about_words(asked.strip(), rows)
        order = "those whose title it is first, then those with most of these words"
    else:
        rows = rows.sort_values(["date"], ascending=False, kind="stable")
        order = "the latest first"
    if rows.empty:
        layout.nothing("No debate in which somebody spoke is found.")
        return
    every = st.toggle(f"List all {len(rows):,}", key="all debates") if len(rows) > _MOST else True
    shown = rows if every else rows.head(_MOST)
    labels = wording.measures()
    cells = [
        [
            markup.link(links.to_debate(row["debate_id"]), row["label"]),
            markup.whole(wording.day(row["date"])),
            markup.escape(wording.known(row["house"]) or "–"),
            markup.escape(", ".join(labels[code] for code in _codes_of(row)[:3]) or "–"),
            f"{int(row['speakers']):,}",
            f"{int(row['coded']):,} of {int(row['speeches']):,}",
        ]
        for row in records(shown)
    ]
    head = ["Debate", "Date", "House", "Argued about", "Speakers", "Contributions on a measure"]
    caption = f"{wording.share(len(shown), len(rows))} debates, {order}"
    st.html(markup.table(head, cells, caption=caption, numbers=2))
    layout.download(rows, "debates")


def _example(rows: pd.DataFrame) -> str:
    """Return the title of the latest debate on a measure, for instance."""
    argued = rows[rows["coded"] > 0].sort_values("date", kind="stable", na_position="first")
    return f"{argued['title'].iloc[-1]}…" if len(argued) else ""


def _codes_of(row: dict[str, Any]) -> list[str]:
    return (wording.known(row["measures"]) or "").split()


def _about_words(asked: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the debates that words may mean by title, then those that hold most of them."""
    titled = finding.find(asked, load.view("members").head(0), rows, most=len(rows)).debates
    try:
        with st.spinner("Searching the record…"):
            most = load.search_by_debate(asked, layout.selection())
    except search.UnreadableQuery:
        return titled
    held = rows[rows["debate_id"].isin(most)].assign(n=rows["debate_id"].map(most))
    held = held.sort_values("n", ascending=False, kind="stable").drop(columns="n")
    return pd.concat([titled, held]).drop_duplicates("debate_id")


draw()
