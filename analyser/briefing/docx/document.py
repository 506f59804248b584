"""A briefing as a Word file: real headings, real endnotes, a table of contents that is there."""

from datetime import datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docx.table import Table as DrawnTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as Line

from analyser.briefing import chart, phrasing
from analyser.briefing.characters import printable
from analyser.briefing.docx.fields import contents, page_numbers
from analyser.briefing.docx.notes import Endnotes
from analyser.briefing.docx.styles import style
from analyser.briefing.docx.xml import bookmark, element, parsed
from analyser.briefing.model import (
    Block,
    Briefing,
    Bullets,
    Chart,
    Heading,
    Note,
    Paragraph,
    Quote,
    Section,
    Table,
)
from analyser.briefing.widths import widths

_ACCENT, _RULE = "00573F", "C9CFCC"
_WIDTH, _COMPACT_WIDTH = 162, 178  # millimetres between the margins


def render(briefing: Briefing) -> bytes:
    """Return the file."""
    document = docx.Document()
    style(document, compact=briefing.compact)
    _properties(document, briefing)
    writer = _Writer(document, Endnotes(document, briefing.references), briefing.compact)
    _opening(document, briefing)
    titles = [printable(section.title) for section in briefing.sections]
    titles += [phrasing.REFERENCES] if briefing.references else []
    marks = [None] * len(titles) if briefing.compact else contents(document, titles)
    for section, mark in zip(briefing.sections, marks, strict=False):
        writer.section(section, mark)
    if briefing.references:
        writer.heading(phrasing.REFERENCES, marks[-1])
        document.add_paragraph(phrasing.about_references(briefing.references), style="Remark")
    page_numbers(document, briefing)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _properties(document: Document, briefing: Briefing) -> None:
    told = document.core_properties
    told.title = printable(briefing.title)[:255]
    told.author = told.last_modified_by = phrasing.BY
    told.language = "en-GB"
    told.keywords = ", ".join(phrasing.keywords(briefing))
    told.category = "Illustrative: fiction" if briefing.illustrative else "Briefing"
    notes = (phrasing.banner(briefing), briefing.statement)
    told.comments = " ".join(filter(None, notes))[:255]
    told.subject = printable(phrasing.chosen(briefing))[:255]
    told.created = told.modified = datetime.combine(briefing.made, time())


def _opening(document: Document, briefing: Briefing) -> None:
    if banner := phrasing.banner(briefing):
        document.add_paragraph(banner, style="Banner")
    document.add_paragraph("Briefing", style="Briefing Kind")
    document.add_paragraph(printable(briefing.title), style="Title")
    document.add_paragraph(printable(phrasing.chosen(briefing)), style="Briefing About")
    document.add_paragraph(phrasing.made(briefing), style="Briefing About")
    document.add_paragraph(briefing.statement, style="Statement")
    document.add_paragraph(printable(briefing.reviews), style="Briefing About")


class _Writer:
    """Writes sections into a document, one block after another."""

    def __init__(self, document: Document, notes: Endnotes, compact: bool) -> None:
        self._document = document
        self._notes = notes
        self._compact = compact
        self._ids = {each.name: each.style_id for each in document.styles}

    def heading(self, text: str, mark: str | None) -> None:
        """Write a section's heading, at a bookmark for the table of contents."""
        line = self._line(text, "Heading 1")
        if mark:
            _bookmark(line, mark)

    def section(self, section: Section, mark: str | None) -> None:
        """Write one section."""
        self.heading(section.title, mark)
        for block in section.blocks:
            self._block(block, own=section.code == "notes")

    def _line(self, text: str, name: str) -> Line:
        return self._dress(self._document.add_paragraph(printable(text)), name)

    def _dress(self, line: Line, name: str) -> Line:
        """Give a paragraph a style, by its id: by name, each one takes a search of all styles."""
        paragraph: Any = line._p
        paragraph.style = self._ids[name]
        return line

    def _block(self, block: Block, *, own: bool) -> None:
        match block:
            case Heading():
                self._line(block.text, f"Heading {block.level + 1}")
            case Paragraph():
                self._said(block, "Own Notes" if own else "Normal")
            case Bullets():
                for item in block.items:
                    self._said(item, "List Bullet")
            case Table():
                self._table(block)
            case Quote():
                self._quote(block)
            case Chart():
                self._chart(block)
            case Note():
                self._line(block.text, "Remark")

    def _said(self, block: Paragraph, name: str) -> None:
        line = self._line("", name)
        if block.lead:
            line.add_run(f"{printable(block.lead)} ").bold = True
        line.add_run(printable(block.text))
        self._notes.cite(line, block.references)
        line.paragraph_format.keep_with_next = True if block.lead and name == "Normal" else None

    def _quote(self, quote: Quote) -> None:
        line = self._line(f"“{quote.text}”", "Quote")
        self._notes.cite(line, (quote.reference,))
        speaker = self._line("", "Speaker")
        speaker.add_run(printable(phrasing.speaker(quote))).bold = True
        if quote.stance:
            speaker.add_run(f" · {printable(quote.stance)}")

    def _chart(self, drawn: Chart) -> None:
        run = self._line("", "Normal").add_run()
        picture = run.add_picture(
            BytesIO(chart.png(drawn.spec)), width=Mm(120 if self._compact else 155)
        )
        about = picture._inline.docPr
        about.set("descr", printable(drawn.alt))
        about.set("title", printable(drawn.table.caption))
        self._table(drawn.table)

    def _table(self, table: Table) -> None:
        self._line(table.caption, "Caption")
        columns = len(table.head) + bool(table.references)
        drawn = self._document.add_table(rows=1, cols=columns)
        _lay_out(drawn, table, self._compact)
        head = [*table.head, *([phrasing.REFERENCE] if table.references else [])]
        self._cells(drawn.rows[0].cells, head, table, bold=True)
        for number, row in enumerate(table.rows):
            added = drawn.add_row()
            properties: Any = added._tr.get_or_add_trPr()
            properties.append(element("w:cantSplit"))
            cells = added.cells
            self._cells(cells, row, table)
            if table.references:
                line = self._dress(cells[-1].paragraphs[0], "Table Text")
                self._notes.cite(line, table.references[number])
        _repeat_head(drawn.rows[0])
        self._line("", "Table Text")

    def _cells(
        self,
        cells: "tuple[_Cell, ...]",
        texts: "list[str] | tuple[str, ...]",
        table: Table,
        *,
        bold: bool = False,
    ) -> None:
        for at, text in enumerate(texts):
            line = self._dress(cells[at].paragraphs[0], "Table Text")
            line.add_run(printable(text)).bold = bold
            if at in table.numeric:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _bookmark(line: Line, name: str) -> None:
    start, end = bookmark(name, int(name.removeprefix("_Toc")))
    paragraph: Any = line._p
    paragraph.insert(1, start)
    paragraph.append(end)


def _bordered(table: DrawnTable, rules: str) -> None:
    properties: Any = table._tbl.tblPr
    later = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties.insert_element_before(parsed("w:tblBorders", inner=rules), *later)


def _edge(side: str, width: int, colour: str) -> str:
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="{colour}"/>'


def _lay_out(drawn: DrawnTable, table: Table, compact: bool) -> None:
    """Give a table its rules and the widths of its columns."""
    rules = _edge("bottom", 4, _RULE) + _edge("insideH", 4, _RULE)
    _bordered(drawn, rules)
    sides = "".join(f'<w:{side} w:w="50" w:type="dxa"/>' for side in ("left", "right"))
    properties: Any = drawn._tbl.tblPr
    properties.insert_element_before(parsed("w:tblCellMar", inner=sides), "w:tblLook")
    drawn.autofit = False
    parts = widths(table)
    whole = _COMPACT_WIDTH if compact else _WIDTH
    head = drawn.rows[0].cells
    for column, cell, part in zip(drawn.columns, head, parts, strict=True):
        column.width = cell.width = Mm(whole * part / sum(parts))


def _repeat_head(row: _Row) -> None:
    """Have a row stand again at the top of each page, over a rule."""
    properties: Any = row._tr.get_or_add_trPr()
    properties.append(element("w:tblHeader"))
    for cell in row.cells:
        own: Any = cell._tc.get_or_add_tcPr()
        own.append(parsed("w:tcBorders", inner=_edge("bottom", 10, _ACCENT)))
