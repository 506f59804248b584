"""Briefing: what is selected as a briefing, shown as it will be written, to take as a file."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from analyser import wording
from analyser.briefing import SECTIONS, Briefing, brief, rendered
from analyser.dashboard import layout, load, markup
from analyser.errors import AnalyserError
from analyser.selection import Selection

_LENGTHS = {"At most two pages": "2", "At most six pages": "6", "Everything": "full"}
_FORMS = {
    "Word": (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "PDF": (".pdf", "application/pdf"),
    "Web page": (".html", "text/html"),
    "Markdown": (".md", "text/markdown"),
}
_HEIGHT = 900  # pixels
_MOST = 8  # briefings that are kept, each in every form asked for


@dataclass(frozen=True, slots=True)
class _Asked:
    """What briefing is asked for, of a corpus in which state."""

    state: tuple[str, str, str]
    selection: Selection
    pages: str
    sections: tuple[str, ...]
    reviewed_only: bool
    notes: str
    title: str


def draw() -> None:
    """Draw the page."""
    layout.heading(
        "Briefing",
        "What is selected, told for a reader in a hurry, each quote with its reference.",
    )
    layout.selected()
    asked = _asked()
    place = st.empty()  # so that nothing can be taken of the last one while this one is made
    try:
        with place, st.spinner("Making the briefing and checking each quote…"):
            made, shown = _made(asked), _file(asked, ".html").decode()
    except AnalyserError as error:
        place.html(f'<div class="note" role="alert"><p>{markup.escape(error)}</p></div>')
        return
    with place.container():
        _offer(asked, made)
        st.iframe(_framed(shown), height=_HEIGHT, alt=f"Preview: {made.title}")


def _framed(page: str) -> str:
    """Return a file as it stands in a frame: its own parts within, what is elsewhere beside it."""
    inside = page.replace("<head>", '<head><base href="about:srcdoc">')
    return inside.replace('<a href="http', '<a target="_blank" rel="noopener" href="http')


def _asked() -> _Asked:
    """Draw the options and return what they ask for."""
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        length = _kept(
            "length", "At most two pages", st.radio, "Length", list(_LENGTHS), horizontal=True
        )
    with right:
        reviewed = _kept("reviewed", False, st.toggle, "Only reviewed positions")
    labels = {kind.title: code for code, kind in SECTIONS.items() if code not in ("notes", "press")}
    with st.expander("Title, sections and notes of your own"):
        title = _kept("title", "", st.text_input, "Title, if not its own")
        chosen = _kept(
            *("sections", [], st.multiselect, "Sections, in the order chosen", list(labels)),
            placeholder="All that the length has room for",
        )
        notes = _kept("notes", "", st.text_area, "Notes of your own, marked as yours").strip()
    codes = [labels[name] for name in chosen]
    codes += ["notes"] if codes and notes else []
    here = load.corpus()
    return _Asked(
        (str(here.folder), here.state, here.reviews_state),
        layout.selection(),
        _LENGTHS[length],
        tuple(codes),
        reviewed,
        notes,
        title.strip(),
    )


def _kept(name: str, first: Any, draw_widget: Any, *given: Any, **named: Any) -> Any:
    """Draw a widget that has on coming back to the page what was last chosen in it."""
    key, kept = f"brief-{name}", f"brief-{name} kept"
    if key not in st.session_state:
        st.session_state[key] = st.session_state.get(kept, first)
    st.session_state[kept] = draw_widget(*given, key=key, **named)
    return st.session_state[kept]


def _offer(asked: _Asked, made: Briefing) -> None:
    """Offer the briefing shown as files, each made when it is asked for."""
    st.html(
        f"<p role='status'>{wording.plural(len(made.references), 'reference')} and"
        f" {wording.plural(sum(1 for _ in made.quotes()), 'quote')}, each compared with the"
        " record.</p>"
    )
    word, pdf, others, _ = st.columns([1, 1, 1, 3])
    with word:
        _download(asked, made, "Word", kind="primary")
    with pdf:
        _download(asked, made, "PDF", kind="primary")
    with others, st.popover("Other forms"):
        _download(asked, made, "Web page")
        _download(asked, made, "Markdown")


def _download(asked: _Asked, made: Briefing, form: str, *, kind: str = "secondary") -> None:
    suffix, mime = _FORMS[form]
    st.download_button(
        form,
        lambda: _file(asked, suffix),
        f"{'illustrative-' if made.illustrative else ''}briefing{suffix}",
        mime,
        key=f"brief-as{suffix}",
        on_click="ignore",
        type=kind,  # type: ignore[arg-type]
    )


@st.cache_resource(show_spinner=False, max_entries=_MOST)
def _made(asked: _Asked) -> Briefing:
    """Return a briefing, made once."""
    return brief(
        load.held(),
        asked.selection,
        pages=asked.pages,
        sections=asked.sections or None,
        reviewed_only=asked.reviewed_only,
        notes=asked.notes or None,
        title=asked.title or None,
    )


@st.cache_resource(show_spinner=False, max_entries=_MOST * len(_FORMS))
def _file(asked: _Asked, suffix: str) -> bytes:
    """Return a briefing as a file, checked against the record and drawn once."""
    return rendered(_made(asked), load.held(), suffix)


draw()
