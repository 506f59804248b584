"""Endnotes for a Word file, which python-docx has no part for: each reference is one.

The form is that of ECMA-376, part 1, 17.11. A note is marked once; where it is cited again, a
``NOTEREF`` field points at the first mark, as Word itself writes a second citation.
"""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from analyser.briefing import phrasing
from analyser.briefing.characters import printable
from analyser.briefing.docx.xml import bookmark, code, element, parsed
from analyser.briefing.model import Reference

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes"
_MARK = "endnotereference"  # the id of its style
_EMPTY = '<w:p><w:pPr><w:spacing w:after="0"/></w:pPr></w:p>'
_RULES = (
    f'<w:endnote w:type="separator" w:id="-1">{_EMPTY}</w:endnote>'
    f'<w:endnote w:type="continuationSeparator" w:id="0">{_EMPTY}</w:endnote>'
)


class Endnotes:
    """The endnotes of one document."""

    def __init__(self, document: Document, references: Sequence[Reference]) -> None:
        self._cited: set[int] = set()
        part = Part(PackURI("/word/endnotes.xml"), _TYPE, b"", document.part.package)
        notes = "".join(_note(each, part) for each in references)
        spaces = nsdecls("w", "r")
        part._blob = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f"<w:endnotes {spaces}>{_RULES}{notes}</w:endnotes>"
        ).encode()
        document.part.relate_to(part, _RELATION)
        _number_plainly(document)

    def cite(self, paragraph: Paragraph, numbers: Sequence[int]) -> None:
        """Mark references at the end of a paragraph."""
        for place, number in enumerate(numbers):
            if place:
                _run(paragraph, ", ")
            if number in self._cited:
                _again(paragraph, number)
            else:
                self._cited.add(number)
                _first(paragraph, number)


def _note(of: Reference, part: Part) -> str:
    links = []
    for link in of.links:
        relation = part.relate_to(link.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        links.append(
            f"<w:hyperlink r:id={quoteattr(relation)}><w:r><w:rPr><w:rStyle w:val="
            f'"Hyperlink"/></w:rPr><w:t>{escape(link.label)}</w:t></w:r></w:hyperlink>'
        )
    comma = '<w:r><w:t xml:space="preserve">, </w:t></w:r>'
    after = f'<w:r><w:t xml:space="preserve">. </w:t></w:r>{comma.join(links)}' if links else ""
    text = escape(printable(phrasing.reference(of)))
    return (
        f'<w:endnote w:id="{of.number}"><w:p><w:pPr><w:pStyle w:val="endnotetext"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="endnotereference"/></w:rPr><w:endnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r>{after}</w:p></w:endnote>'
    )


def _number_plainly(document: Document) -> None:
    """Number the notes 1, 2, 3, where Word's own habit is i, ii, iii."""
    plainly = '<w:numFmt w:val="decimal"/>'
    rules = '<w:endnote w:id="-1"/><w:endnote w:id="0"/>'
    settings = document.settings.element
    settings.insert_element_before(
        parsed("w:endnotePr", inner=plainly + rules), "w:compat", "w:rsids", "m:mathPr"
    )
    document.element.body.sectPr.insert(0, parsed("w:endnotePr", inner=plainly))


def _first(paragraph: Paragraph, number: int) -> None:
    start, end = bookmark(f"_Ref{number:06}", 10_000 + number)
    run = _run(paragraph)
    run.append(element("w:endnoteReference", id=str(number)))
    run.addprevious(start)
    run.addnext(end)


def _again(paragraph: Paragraph, number: int) -> None:
    parts = (
        element("w:fldChar", fldCharType="begin"),
        code(f" NOTEREF _Ref{number:06} \\f \\h "),
        element("w:fldChar", fldCharType="separate"),
        None,
        element("w:fldChar", fldCharType="end"),
    )
    for part in parts:
        run = _run(paragraph, str(number) if part is None else "")
        if part is not None:
            run.append(part)


def _run(paragraph: Paragraph, text: str = "") -> Any:
    run: Any = paragraph.add_run(text)._r
    run.style = _MARK
    return run
