"""Evidence: figures and sources cited, by whom, and who disputed them."""

from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analyser import wording
from analyser.dashboard import layout, load, markup, quoting

_KINDS = {"Figures and sources": "", "Figures": "figure", "Sources": "source"}


def draw() -> None:
    """Draw the page."""
    layout.heading("Evidence", "Figures and sources cited, by whom, and who disputed them.")
    layout.selected()
    rows = load.view("citations", layout.selection())
    if rows.empty:
        layout.nothing("No figure or source is found in what is selected.")
        return
    kind = st.radio("Kind", list(_KINDS), horizontal=True, key="kind", bind="query-params")
    only = st.checkbox("Only those that somebody disputed", key="disputed", bind="query-params")
    shown = rows[rows["kind"] == _KINDS[str(kind)]] if _KINDS[str(kind)] else rows
    disputed = shown[shown["disputed_by"].notna()]
    st.html(
        f"<p>{wording.plural(len(shown), 'citation')} of"
        f" {wording.plural(shown['member'].nunique(), 'speaker')};"
        f" {wording.share(len(disputed), len(shown))} disputed later in the same debate.</p>"
        "<p class='about'>Found by their form: a figure is as the speaker gave it, and nothing here"
        " says whether it is right.</p>"
    )
    _often(shown)
    st.html("<h2>In which words</h2>")
    quoted = quoting.newest_first(disputed if only else shown)
    quoting.quotes(quoted, says=_says, why=_dispute)
    layout.download(rows, "citations")


def _often(rows: pd.DataFrame) -> None:
    """Draw what more than one contribution cites."""
    often = rows.groupby("key")["contribution_id"].nunique()
    more = often[often > 1].sort_values(ascending=False, kind="stable")
    if more.empty:
        return
    shown = {key: rows[rows["key"] == key] for key in more.index[:30]}
    cells = [
        [
            markup.escape(own["cited"].iloc[0]),
            f"{more[key]:,}",
            markup.escape("; ".join(sorted(set(own["speaker"])))),
            markup.escape("; ".join(sorted(set(own["disputed_by"].dropna()))) or "nobody found"),
        ]
        for key, own in shown.items()
    ]
    st.html(
        "<h2>Cited more than once</h2>"
        "<p class='about'>The same number may be said of different things.</p>"
    )
    head = ["Cited", "Contributions", "By", "Disputed by"]
    caption = f"{wording.share(len(cells), len(more))} shown, most cited first"
    st.html(markup.table(head, cells, caption=caption))


def _says(row: dict[str, Any]) -> Markup:
    return Markup(f"<strong>{markup.escape(row['cited'])}</strong> ·")


def _dispute(row: dict[str, Any]) -> Markup:
    if pd.isna(row["disputed_by"]):
        return markup.EMPTY
    return Markup(
        f"<p class='about'>Disputed by {markup.escape(row['disputed_by'])}:"
        f" “{markup.escape(row['dispute'])}”</p>"
    )


draw()
