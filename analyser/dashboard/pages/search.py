"""Search: words in the record, each in its context."""

from typing import Any

import streamlit as st

from analyser import wording
from analyser.dashboard import frame, load, markup
from analyser.queries import search

_SHOWN = 100


def draw() -> None:
    """Draw the page."""
    frame.heading("Search", "Words in the record, each in its context.")
    frame.selected()
    asked = st.text_input(
        "Words",
        key="q",
        bind="query-params",
        help='All words must stand in a contribution. "A phrase" in quotation marks; -word must'
        " not stand there; camera* begins a word.",
    )
    if not asked:
        frame.nothing('Type words, "a phrase", -not or begin*: "live facial" camera* -drone.')
        return
    try:
        found = load.search(asked, frame.selection())
    except search.UnreadableQuery as error:
        frame.nothing(str(error))
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
            " ".join(
                [
                    markup.escape(row["left"]),
                    f"<mark class='evidence'>{markup.escape(row['hit'])}</mark>",
                    markup.escape(row["right"]),
                ]
            ),
            markup.speaker(row),
            _where(row),
        ]
        for row in load.records(shown)
    ]
    head = ["In context", "Speaker", "Where"]
    st.html(markup.table(head, cells, caption="Where the words stand, in the order of the record"))
    frame.download(places, "search")


def _where(row: dict[str, Any]) -> str:
    """Return debate, day, column and links."""
    return markup.source(row, str(row["quote"])).replace("footer", "span")


draw()
