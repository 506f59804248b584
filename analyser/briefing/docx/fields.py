"""The fields of a Word file: its table of contents and its page numbers, filled in already."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Pt
from docx.text.paragraph import Paragraph as Line
from docx.text.run import Run

from analyser.briefing import phrasing
from analyser.briefing.docx.styles import QUIET
from analyser.briefing.docx.xml import code, element
from analyser.briefing.model import Briefing


def contents(document: Document, titles: Sequence[str]) -> list[str]:
    """Write the table of contents and return the bookmark that each heading is to have.

    It has no page numbers (``\\n``), which only a program that lays pages out can know, so what
    stands there is right before any update.
    """
    heading = document.add_paragraph(phrasing.CONTENTS, style="Briefing Kind")
    heading.paragraph_format.keep_with_next = True
    marks = [f"_Toc{900_000 + number}" for number in range(len(titles))]
    lines = [document.add_paragraph(style="toc 1") for _ in titles]
    if lines:
        _open(lines[0], ' TOC \\o "1-1" \\n \\h \\z ')
    for line, mark, title in zip(lines, marks, titles, strict=True):
        _link(line, mark, title)
    if lines:
        _mark(lines[-1].add_run(), "end")
        lines[-1].paragraph_format.space_after = Pt(12)
    return marks


def page_numbers(document: Document, briefing: Briefing) -> None:
    """Write the footer: what this is, and "Page 2 of 6"."""
    section = document.sections[0]
    line = section.footer.paragraphs[0]
    line.style = "Table Text"
    said = f"{phrasing.BY} · positions are machine-coded"
    said += " · illustrative: fiction" if briefing.illustrative else ""
    width = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    line.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    for text, field in ((f"{said}\tPage ", "PAGE"), (" of ", "NUMPAGES")):
        line.add_run(text).font.color.rgb = QUIET
        _open(line, f" {field} ")
        line.add_run("1").font.color.rgb = QUIET
        _mark(line.add_run(), "end")


def _open(line: Line, instruction: str) -> None:
    _mark(line.add_run(), "begin")
    run: Any = line.add_run()._r
    run.append(code(instruction))
    _mark(line.add_run(), "separate")


def _mark(run: Run, kind: str) -> None:
    inner: Any = run._r
    inner.append(element("w:fldChar", fldCharType=kind))


def _link(line: Line, mark: str, title: str) -> None:
    link = element("w:hyperlink", anchor=mark, history="1")
    link.append(line.add_run(title, style="Hyperlink")._r)
    line._p.append(link)
