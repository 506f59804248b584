"""What every page shares: title, banner, filters, and what to type where there is nothing."""

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analyser import wording
from analyser.dashboard import access, charts, filters, load, markup, phrasing, reviewing
from analyser.dashboard.diverging import PICKED, diverging
from analyser.debate import ILLUSTRATIVE_NOTICE
from analyser.errors import AnalyserError
from analyser.queries.frames import as_csv
from analyser.selection import Selection

_HERE = Path(__file__).parent
PAGES = {
    "": ("Home", "Measures", "Members", "Debates", "Search", "Promises", "Briefing"),
    "More": (
        *("Review", "Dissent", "Divisions", "Themes", "Compare", "Network", "Questions"),
        *("Evidence", "Press", "Coverage", "Method"),
    ),
}
"""Every page, those that are always in view first; the file has its name."""
NAME = "Parliamentary debate analyser"

_WITHOUT_FILTERS = ("", "press", "coverage", "method")
_WITHOUT_RECORD = ("press", "method")
_CHOSEN = "chosen selection"
_PAGES = "pages by address"
_AMISS = "what the address asked for in vain"


def run() -> None:
    """Draw the frame and run the page that is chosen."""
    st.set_page_config(page_title=NAME, page_icon=str(_HERE / "icon.png"), layout="wide")
    st.html(_HERE / "style.css")
    pages = {part: [_page(title) for title in titles] for part, titles in PAGES.items()}
    st.session_state[_PAGES] = {page.url_path: page for part in pages.values() for page in part}
    page = st.navigation(pages, position="top")
    if name := access.signed_in():
        st.session_state[reviewing.NAME] = name
    try:
        if page.url_path in _WITHOUT_RECORD:
            _banner()
        elif load.corpus().is_empty:
            _say_what_to_type(page.title)
            return
        else:
            _banner()
            st.session_state[_CHOSEN] = Selection()
            if page.url_path not in _WITHOUT_FILTERS:
                _mend(page.url_path)
                with st.sidebar:
                    st.session_state[_CHOSEN] = filters.choose(page.url_path)
        page.run()
        if page.url_path not in _WITHOUT_RECORD:
            reviewing.listen()
        if name:
            access.sign_out(name)
    except AnalyserError as error:
        st.html(f'<div class="note" role="alert"><p>{markup.escape(error)}</p></div>')


def _page(title: str) -> Any:
    name = title.lower()
    return st.Page(
        _HERE / "pages" / f"{name}.py", title=title, url_path=name, default=title == "Home"
    )


def _mend(page: str) -> None:
    """Turn to the right address where it is wrong; say what it asks for that is not here.

    That is said until the reader goes to another page.
    """
    right, said = filters.mended()
    place, before = st.session_state.get(_AMISS, (page, []))
    shown = said or (before if place == page else [])
    st.session_state[_AMISS] = page, shown
    if right is not None:
        turn_to(page, **right)
    for text in shown:
        st.html(f'<div class="note" role="alert"><p>{text}</p></div>')


def turn_to(page: str, **chosen: str | list[str]) -> None:
    """Turn to another page under some filters, as a link to it would."""
    st.switch_page(st.session_state[_PAGES][page], query_params=chosen)


def selection() -> Selection:
    """Return what the filters choose."""
    chosen = st.session_state[_CHOSEN]
    assert isinstance(chosen, Selection)
    return chosen


def heading(title: str, lead: str, *, coded: bool = True) -> None:
    """Draw a page's heading, what it shows in words, and that positions are machine-coded.

    ``coded`` is false of a page that shows none.
    """
    about = f'<p class="about">{markup.escape(wording.MACHINE_CODED)}</p>' if coded else ""
    st.html(f"<h1>{markup.escape(title)}</h1><p class='lead'>{markup.escape(lead)}</p>{about}")


def selected() -> None:
    """Draw the line that says what is chosen, and how much of the corpus that is."""
    chosen = selection()
    _say_what_is_not_coded()
    if chosen.is_open:
        return
    counts = load.query("SELECT count(*) AS n FROM chosen WHERE speaker IS NOT NULL", chosen)
    whole = load.query("SELECT count(*) AS n FROM chosen WHERE speaker IS NOT NULL")
    number = wording.share(int(counts["n"][0]), int(whole["n"][0]))
    what = filters.described(chosen)
    st.html(
        f'<p class="selected" role="status">Selected: {markup.escape(what)}.'
        f" {number} contributions.</p>"
    )


def _say_what_is_not_coded() -> None:
    sittings, uncoded = load.progress()
    if uncoded:
        number = wording.share(len(uncoded), sittings)
        st.html(
            f'<div class="note" role="note"><p>{number} sittings are not coded yet, so nothing is'
            " said of where their speakers stand. Type <code>analyser analyse</code>.</p></div>"
        )


def coverage() -> None:
    """Draw in a small line how much of what was asked for is here, with a link to the rest."""
    st.html(
        f'<p class="about">{markup.escape(load.coverage())}'
        f" {markup.link('coverage', 'What this corpus holds')}</p>"
    )


def chart(
    drawn: charts.Drawn,
    rows: pd.DataFrame,
    name: str,
    *,
    alt_text: str,
    table: str,
    picks: str | None = None,
) -> str | None:
    """Draw a chart with what stands behind it: a table to unfold (HTML), CSV, and a picture.

    ``picks`` is a column whose value a click on a bar gives back, ``None`` where none is clicked.
    """
    alt = f"{alt_text} The table below has the figures."
    picked = None
    if picks:
        event = st.altair_chart(drawn, alt=alt, key=f"chart {name}", on_select="rerun")
        points = event.selection.get(PICKED) or []
        picked = str(points[0][picks]) if points and picks in points[0] else None
    else:
        st.altair_chart(drawn, alt=alt)
    with st.expander("Table of this chart"):
        st.html(table)
        left, right, _ = st.columns([1, 1, 4])
        with left:
            download(rows, name, label="Data as CSV")
        with right:
            picture(drawn, name)
    return picked


def sides(counted: pd.DataFrame, by: str, name: str, *, what: str) -> str | None:
    """Draw who is against and for each of some things; return the one whose bar is clicked.

    ``counted`` is as ``phrasing.by_side`` gives it, ``by`` is its heading, ``what`` the things.
    """
    return chart(
        diverging(counted, "label"),
        counted,
        name,
        alt_text=f"Positions against and for {what}. Most are on {counted['label'].iloc[0]}.",
        table=phrasing.sides_table(counted, by),
        picks="label",
    )


def picture(drawn: charts.Drawn, name: str) -> None:
    """Offer a chart as a picture; the file's name says where it shows fiction."""
    st.download_button(
        "Chart as PNG",
        lambda: charts.png(drawn),
        f"{_prefix()}{name}.png",
        "image/png",
        key=f"picture {name}",
    )


def nothing(text: str | Markup) -> None:
    """Say that there is nothing to show, and why."""
    st.html(f'<p class="note">{markup.escape(text)}</p>')


def download(rows: pd.DataFrame, name: str, *, label: str = "Download as CSV") -> None:
    """Offer rows as CSV; the file's name says where they are fiction."""
    st.download_button(
        label,
        lambda: as_csv(rows),
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
