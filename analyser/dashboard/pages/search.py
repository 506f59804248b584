"""Search: words in the record, each in its context."""

from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analyser import wording
from analyser.dashboard import charts, layout, load, markup
from analyser.queries import search

_PAGE = 20  # contributions
_ORDERS = {"Best match first": search.Order.RELEVANCE, "By date": search.Order.DATE}
_SYNTAX = (
    'All words must stand in a contribution. "A phrase" stands side by side. -word must not stand'
    " there. camera* begins a word. police NEAR/5 data: at most five words between, in either"
    " order. member:cooper, party:Lab, house:Lords, debate:cards, measure:cctv, stance:oppose,"
    " date:2019..2021 choose whose words."
)


def draw() -> None:
    """Draw the page."""
    layout.heading("Search", "Words in the record, each in its context.")
    layout.selected()
    asked = st.text_input("Words", key="q", bind="query-params", help=_SYNTAX)
    if not asked:
        layout.nothing('Type words, "a phrase", -not or begin*: "live facial" camera* -drone.')
        return
    order = st.radio("Order", list(_ORDERS), horizontal=True, key="order", bind="query-params")
    try:
        _found(asked, _ORDERS[str(order)])
    except search.UnreadableQuery as error:
        layout.nothing(str(error))


def _found(asked: str, order: search.Order) -> None:
    chosen = layout.selection()
    found = load.search(asked, chosen, order)
    for wrong, names in found.meant.items():
        layout.nothing(f"No speaker is called {wrong}. Taken for: {', '.join(names)}.")
    st.html(
        f"<p role='status'>{wording.share(found.contributions, found.of)} contributions hold"
        " these words.</p>"
    )
    if not found.contributions:
        return
    _over_time(load.search_over_time(asked, chosen))
    if first := _first(found.contributions):
        found = load.search(asked, chosen, order, first)
    cells = [[markup.speaker(row), _in_context(row), _where(row)] for row in found.places]
    last = first + found.listed
    shown = f"contributions {first + 1:,} to {last:,} of {found.contributions:,}"
    ordered = (
        "best match first" if order is search.Order.RELEVANCE else "in the order of the record"
    )
    head = ["Speaker", "In context", "Where"]
    st.html(markup.table(head, cells, caption=f"Where the words stand: {shown}, {ordered}"))
    layout.download(found.frame(), "search", label="Download this page as CSV")


def _first(contributions: int) -> int:
    """Return the place of the first contribution to draw, by the page that is chosen."""
    pages = -(-contributions // _PAGE)
    if pages == 1:
        return 0
    label = f"Page of {pages:,} ({_PAGE} contributions each)"
    return (int(st.number_input(label, 1, pages, key="page of hits")) - 1) * _PAGE


def _over_time(years: pd.DataFrame) -> None:
    """Draw the contributions that hold the words for each million words of a year, if several."""
    if len(years) < 2:
        return
    most = years.sort_values("per_million").iloc[-1]
    rows = [
        [str(year), f"{n:,}", f"{words:,}", f"{rate:,.1f}"]
        for year, n, words, rate in years.itertuples(index=False)
    ]
    head = ["Year", "Contributions that hold it", "Words spoken", "Per million words"]
    layout.chart(
        charts.per_million(years),
        years,
        "search-by-year",
        alt_text=(
            "Contributions that hold the words, for each million words spoken in a year. Most in"
            f" {most['year']:.0f}: {most['per_million']:,.1f}."
        ),
        table=markup.table(head, rows, caption="Hits by year, and the words spoken", numbers=3),
    )


def _in_context(row: dict[str, Any]) -> Markup:
    """Return the words around a hit, which a comma or a bracket touches; dots where they go on."""
    opens, closes = "… " if row["opens"] else "", " …" if row["closes"] else ""
    before = "" if row["left"][-1:] in tuple("“‘(-–—") else " "
    after = "" if row["right"][:1] in tuple(",.;:?!’”)-–—") else " "
    return Markup("{}{}{}<mark class='evidence'>{}</mark>{}{}{}").format(
        opens, markup.escape(row["left"]), before, markup.escape(row["hit"]), after,
        markup.escape(row["right"]), closes,
    )  # fmt: skip


def _where(row: dict[str, Any]) -> Markup:
    """Return debate, day, column and links."""
    return markup.source(row, str(row["quote"])).replace("footer", "span")


draw()
