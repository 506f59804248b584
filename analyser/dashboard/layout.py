"""What every page shares: title, banner, filters, and what to type where there is nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analyser import wording
from analyser.dashboard import charts, filters, load, markup
from analyser.debate import ILLUSTRATIVE_NOTICE
from analyser.errors import AnalyserError
from analyser.queries.frames import records
from analyser.selection import Selection

_HERE = Path(__file__).parent
PAGES = {
    "Record": ("Overview", "Debate", "Search", "Divisions"),
    "Positions": ("Members", "Member", "Measures", "Themes", "Compare", "Dissent", "Network"),
    "Scrutiny": ("Questions", "Evidence", "Press"),
    "Results": ("Briefing", "Method"),
}
"""Every page, by the part of the navigation that it stands in; the file has its name."""

_UNFILTERED = ("press", "method")  # read without a record
_MOST_QUOTES = 25
_MOST_UNFOLDED = 200  # cards of one list, folded ones included
_CHOSEN = "chosen selection"


def run() -> None:
    """Draw the frame and run the page that is chosen."""
    st.set_page_config(
        page_title="Parliamentary debate analyser", page_icon=str(_HERE / "icon.png"), layout="wide"
    )
    st.html(_HERE / "style.css")
    pages = {
        part: [
            st.Page(
                _HERE / "pages" / f"{title.lower()}.py",
                title=title,
                url_path=title.lower(),
                default=title == "Overview",
            )
            for title in titles
        ]
        for part, titles in PAGES.items()
    }
    page = st.navigation(pages, position="top")
    try:
        if page.url_path in _UNFILTERED:
            _banner()
            page.run()
            return
        if load.corpus().is_empty:
            _say_what_to_type(page.title)
            return
        _banner()
        with st.sidebar:
            st.session_state[_CHOSEN] = filters.choose()
        page.run()
    except AnalyserError as error:
        st.html(f'<div class="note" role="alert"><p>{markup.escape(error)}</p></div>')


def selection() -> Selection:
    """Return what the filters choose."""
    chosen = st.session_state[_CHOSEN]
    assert isinstance(chosen, Selection)
    return chosen


def heading(title: str, lead: str) -> None:
    """Draw a page's heading, what it shows in words, and that positions are machine-coded."""
    st.html(f"<h1>{markup.escape(title)}</h1><p class='lead'>{markup.escape(lead)}</p>")
    st.html(f'<p class="about">{markup.escape(wording.MACHINE_CODED)}</p>')


def selected() -> None:
    """Draw the line that says what is chosen, and how much of the corpus that is."""
    chosen = selection()
    counts = load.query("SELECT count(*) AS n FROM chosen WHERE speaker IS NOT NULL", chosen)
    whole = load.query("SELECT count(*) AS n FROM chosen WHERE speaker IS NOT NULL")
    number = wording.share(int(counts["n"][0]), int(whole["n"][0]))
    what = filters.described(chosen)
    st.html(
        f'<p class="selected" role="status">Selected: {markup.escape(what)} —'
        f" {number} contributions.</p>"
        f'<p class="about">Coverage: {markup.escape(load.coverage())}</p>'
    )


def chart(drawn: charts.Drawn, rows: pd.DataFrame, name: str, *, alt_text: str, table: str) -> None:
    """Draw a chart with what stands behind it: a table to unfold (HTML), CSV, and a picture."""
    st.altair_chart(drawn, alt=f"{alt_text} The table below has the figures.")
    with st.expander("Table of this chart"):
        st.html(table)
    left, right, _ = st.columns([1, 1, 4])
    with left:
        download(rows, name, label="Data as CSV")
    with right:
        picture(drawn, name)


def picture(drawn: charts.Drawn, name: str) -> None:
    """Offer a chart as a picture; the file's name says where it shows fiction."""
    st.download_button(
        "Chart as PNG",
        lambda: charts.png(drawn),
        f"{_prefix()}{name}.png",
        "image/png",
        key=f"picture {name}",
    )


def nothing(text: str) -> None:
    """Say that there is nothing to show, and why."""
    st.html(f'<p class="note">{markup.escape(text)}</p>')


def quotes(
    rows: pd.DataFrame,
    *,
    says: Callable[[dict[str, Any]], Markup] = lambda _: markup.EMPTY,
    why: Callable[[dict[str, Any]], Markup] = lambda _: markup.EMPTY,
) -> None:
    """Draw rows with a quote as cards, the first of them openly."""
    shown = records(rows.head(_MOST_UNFOLDED))
    cards = [markup.quote(row, says=says(row), why=why(row)) for row in shown]
    st.html("".join(cards[:_MOST_QUOTES]))
    if len(cards) > _MOST_QUOTES:
        left = len(rows) - len(cards)
        more = f"; {left:,} more are in the CSV" if left else ""
        with st.expander(f"The next {len(cards) - _MOST_QUOTES:,} of {len(rows):,}{more}"):
            st.html("".join(cards[_MOST_QUOTES:]))


def positions(rows: pd.DataFrame) -> None:
    """Draw positions as cards with their stance and, to be unfolded, what carried them."""
    found = load.query(
        "SELECT contribution_id, measure, quote FROM cues"
        " WHERE list_contains($shown, contribution_id) ORDER BY strength DESC, start",
        shown=sorted(set(rows["contribution_id"][:_MOST_UNFOLDED])),
    )
    cues: dict[tuple[str, str], list[str]] = {}
    for each in records(found):
        place = str(each["contribution_id"]), str(each["measure"])
        cues.setdefault(place, []).append(str(each["quote"]))

    def why(row: dict[str, Any]) -> Markup:
        if row["stance"] in ("none", "unclear"):
            return markup.EMPTY
        carried = cues.get((row["contribution_id"], row["measure"]), [])
        return markup.why(wording.STANCE[row["stance"]].label.lower(), row["confidence"], carried)

    def says(row: dict[str, Any]) -> Markup:
        told = markup.second(row.get("second_readers"))
        return Markup(f"{markup.stance(row['stance'])}{told} ·")

    quotes(rows, says=says, why=why)


def download(rows: pd.DataFrame, name: str, *, label: str = "Download as CSV") -> None:
    """Offer rows as CSV; the file's name says where they are fiction."""
    st.download_button(
        label,
        lambda: rows.to_csv(index=False),
        f"{_prefix()}{name}.csv",
        "text/csv",
        key=f"download {name}",
    )


def _prefix() -> str:
    return "illustrative-" if load.illustrative() else ""


def _banner() -> None:
    if load.illustrative():
        st.html(f'<div class="banner" role="note"><p>{ILLUSTRATIVE_NOTICE}</p></div>')


def _say_what_to_type(title: str) -> None:
    folder = markup.escape(load.corpus().folder)
    st.html(
        f"<h1>{markup.escape(title)}</h1><div class='note' role='note'>"
        f"<p>The corpus <code>{folder}</code> is empty. To fill it, type</p>"
        "<pre>analyser ingest PATH\nanalyser analyse</pre>"
        "<p>where PATH is a file or folder of Hansard: ParlParse XML, Hansard’s plain-text"
        " downloads, its API’s or TheyWorkForYou’s JSON, or ParlaMint. Or download a day:</p>"
        "<pre>analyser fetch --day 2020-01-27 --house Commons\nanalyser analyse</pre>"
        "<p>Then reload this page.</p></div>"
    )
