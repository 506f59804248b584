"""Briefing: a debate pack on what is selected, to build and to download."""

import tempfile
from pathlib import Path

import streamlit as st

from analyser import wording
from analyser.briefing import SECTIONS, Briefing, brief, write_briefing
from analyser.dashboard import layout, load, markup
from analyser.errors import AnalyserError

_LENGTHS = {"At most two pages": "2", "At most six pages": "6", "Everything": "full"}
_FORMS = {
    "Word": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "PDF": ("pdf", "application/pdf"),
    "Web page": ("html", "text/html"),
    "Markdown": ("md", "text/markdown"),
}


def draw() -> None:
    """Draw the page."""
    layout.heading("Briefing", "A debate pack on what is selected, each line with its reference.")
    layout.selected()
    st.html(
        "<p>The filters choose what it is about: a measure, a debate, a week, a party. Every quote"
        " is compared with the record before a file is made; where one differs, none is.</p>"
    )
    title = st.text_input("Title, if not its own", key="brief-title")
    length = st.radio("Length", list(_LENGTHS), index=1, horizontal=True, key="brief-length")
    labels = {kind.title: code for code, kind in SECTIONS.items() if code not in ("notes", "press")}
    chosen = st.multiselect(
        "Sections, in the order chosen", list(labels), key="brief-sections", placeholder="All"
    )
    notes = st.text_area("Notes of your own, marked as yours", key="brief-notes")
    form = st.selectbox("Form", list(_FORMS), key="brief-form")
    if st.button("Build the briefing", type="primary"):
        codes = [labels[name] for name in chosen]
        codes += ["notes"] if codes and notes.strip() else []
        _build(str(form), _LENGTHS[str(length)], codes or None, notes.strip(), title.strip())


def _build(form: str, pages: str, codes: list[str] | None, notes: str, title: str) -> None:
    suffix, kind = _FORMS[form]
    try:
        with st.spinner("Building and checking each quote…"):
            made = brief(
                load.held(),
                layout.selection(),
                pages=pages,
                sections=codes,
                notes=notes or None,
                title=title or None,
            )
            with tempfile.TemporaryDirectory() as folder:
                target = Path(folder) / f"briefing.{suffix}"
                write_briefing(made, load.held(), target)
                content = target.read_bytes()
    except AnalyserError as error:
        st.html(f'<div class="note" role="alert"><p>{markup.escape(error)}</p></div>')
        return
    _offer(made, content, f"{'illustrative-' if made.illustrative else ''}briefing.{suffix}", kind)


def _offer(made: Briefing, content: bytes, name: str, kind: str) -> None:
    st.html(
        f"<h2>{markup.escape(made.title)}</h2><p role='status'>"
        f"{wording.plural(len(made.sections), 'section')},"
        f" {wording.plural(len(made.references), 'reference')}, each checked against the"
        " record.</p>"
    )
    st.download_button(f"Download {name}", content, name, kind, on_click="ignore")
    listed = "".join(f"<li>{markup.escape(section.title)}</li>" for section in made.sections)
    st.html(f"<ol>{listed}</ol>")


draw()
