"""What every page shares: title, banner, filters, and what to type where there is nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from analyser.dashboard import filters, load, markup, words
from analyser.debate import ILLUSTRATIVE_NOTICE
from analyser.errors import AnalyserError
from analyser.selection import Selection

_HERE = Path(__file__).parent
_MOST_QUOTES = 25
_CHOSEN = "chosen selection"


def run() -> None:
    """Draw the frame and run the page that is chosen."""
    st.set_page_config(
        page_title="Parliamentary debate analyser", page_icon=str(_HERE / "icon.png"), layout="wide"
    )
    st.html(_HERE / "style.css")
    pages = [
        st.Page(_HERE / "overview.py", title="Overview", url_path="overview", default=True),
        st.Page(_HERE / "debate.py", title="Debate", url_path="debate"),
        st.Page(_HERE / "speakers.py", title="Speakers", url_path="speakers"),
        st.Page(_HERE / "themes.py", title="Themes", url_path="themes"),
        st.Page(_HERE / "press.py", title="Press", url_path="press"),
        st.Page(_HERE / "method.py", title="Method", url_path="method"),
    ]
    page = st.navigation(pages, position="top")
    try:
        if page.url_path in ("press", "method"):  # read without a record, and unfiltered
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
    st.html(f'<p class="about">{markup.escape(words.MACHINE_CODED)}</p>')


def selected() -> None:
    """Draw the line that says what is chosen, and how much of the corpus that is."""
    chosen = selection()
    counts = load.query("SELECT count(*) AS n FROM chosen WHERE speaker IS NOT NULL", chosen)
    whole = load.query("SELECT count(*) AS n FROM chosen WHERE speaker IS NOT NULL")
    number = words.share(int(counts["n"][0]), int(whole["n"][0]))
    what = filters.described(chosen) or "everything"
    st.html(
        f'<p class="selected" role="status">Selected: {markup.escape(what)} —'
        f" {number} contributions.</p>"
    )


def nothing(text: str) -> None:
    """Say that there is nothing to show, and why."""
    st.html(f'<p class="note">{markup.escape(text)}</p>')


def quotes(
    rows: pd.DataFrame,
    *,
    says: Callable[[dict[str, Any]], str],
    why: Callable[[dict[str, Any]], str] = lambda _: "",
) -> None:
    """Draw rows with a quote as cards, the first of them openly; ``says`` and ``why`` give HTML."""
    cards = [markup.quote(row, says=says(row), why=why(row)) for row in load.records(rows)]
    st.html("".join(cards[:_MOST_QUOTES]))
    if len(cards) > _MOST_QUOTES:
        with st.expander(f"The other {len(cards) - _MOST_QUOTES:,}"):
            st.html("".join(cards[_MOST_QUOTES:]))


def download(rows: pd.DataFrame, name: str, *, label: str = "Download as CSV") -> None:
    """Offer rows as CSV; the file's name says where they are fiction."""
    prefix = "illustrative-" if load.corpus().holds_illustrative else ""
    st.download_button(
        label, rows.to_csv(index=False), f"{prefix}{name}.csv", "text/csv", key=f"download {name}"
    )


def _banner() -> None:
    if load.corpus().holds_illustrative:
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
