"""Search: words in the record, each in its context."""

from typing import Any

import streamlit as st
from markupsafe import Markup

from analyser import wording
from analyser.dashboard import layout, load, markup
from analyser.queries import search
from analyser.queries.frames import records

_SHOWN = 100


def draw() -> None:
    """Draw the page."""
    layout.heading("Search", "Words in the record, each in its context.")
    layout.selected()
    asked = st.text_input(
        "Words",
        key="q",
        bind="query-params",
        help='All words must stand in a contribution. "A phrase" in quotation marks; -word must'
        " not stand there; camera* begins a word.",
    )
    if not asked:
        layout.nothing('Type words, "a phrase", -not or begin*: "live facial" camera* -drone.')
        return
    try:
        found = load.search(asked, layout.selection())
    except search.UnreadableQuery as error:
        layout.nothing(str(error))
        return
    places = found.places
    shown = places.head(_SHOWN)
    many = "at least " if not found.complete else ""
    st.html(
        f"<p role='status'>{wording.share(found.contributions, found.of)} contributions of speakers"
        f" hold it, in {many}{wording.plural(len(places), 'place')}; {len(shown):,} shown.</p>"
    )
    if places.empty:
        return
    cells = [
        [
            _in_context(row),
            markup.speaker(row),
            _where(row),
        ]
        for row in records(shown)
    ]
    head = ["In context", "Speaker", "Where"]
    st.html(markup.table(head, cells, caption="Where the words stand, in the order of the record"))
    layout.download(places, "search")


def _in_context(row: dict[str, Any]) -> Markup:
    """Return the words around a hit, which a comma or a bracket touches."""
    before = "" if row["left"][-1:] in tuple("“‘(-–—") else " "
    after = "" if row["right"][:1] in tuple(",.;:?!’”)-–—") else " "
    return Markup("{}{}<mark class='evidence'>{}</mark>{}{}").format(
        markup.escape(row["left"]), before, markup.escape(row["hit"]), after,
        markup.escape(row["right"]),
    )  # fmt: skip


def _where(row: dict[str, Any]) -> Markup:
    """Return debate, day, column and links."""
    return markup.source(row, str(row["quote"])).replace("footer", "span")


draw()
