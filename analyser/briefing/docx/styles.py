"""The look of a Word file: styles that an office can change in one place, and the page."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from analyser.briefing.docx.xml import element, parsed

ACCENT = RGBColor(0x00, 0x57, 0x3F)
QUIET = RGBColor(0x51, 0x51, 0x4E)
_FONT = "Arial"
_ADDED = {
    # name: parent, size, space before, space after
    "Table Text": ("Normal", 8, 1, 1),
    "Briefing Kind": ("Normal", 9, 0, 2),
    "Briefing About": ("Normal", 10, 0, 2),
    "Statement": ("Normal", 10, 8, 10),
    "Banner": ("Normal", 10, 0, 10),
    "Remark": ("Normal", 9.5, 3, 8),
    "Speaker": ("Normal", 9.5, 0, 10),
    "Own Notes": ("Normal", 10.5, 0, 6),
    "endnote text": ("Normal", 9, 0, 3),
    "toc 1": ("Normal", 9.5, 0, 0),
    "toc 2": ("Normal", 10, 0, 2),
}


def style(document: Document, *, compact: bool) -> None:
    """Set page, language and every style that a briefing uses."""
    _page(document, compact)
    _language(document)
    normal = _paragraph(document, "Normal")
    normal.font.name, normal.font.size = _FONT, Pt(9 if compact else 10.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    normal.paragraph_format.space_after = Pt(4 if compact else 7)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    normal.paragraph_format.line_spacing = 1.0 if compact else 1.15
    for name, (parent, size, before, after) in _ADDED.items():
        _add(document, name, parent, size - (1 if compact else 0), before, after)
    _headings(document, compact)
    _details(document)


def _page(document: Document, compact: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    side, end = (Mm(16), Mm(14)) if compact else (Mm(24), Mm(22))
    section.left_margin = section.right_margin = side
    section.top_margin = section.bottom_margin = end


def _language(document: Document) -> None:
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("w:lang", val="en-GB", eastAsia="en-GB"))


def _paragraph(document: Document, name: str) -> ParagraphStyle:
    found = document.styles[name]
    assert isinstance(found, ParagraphStyle)
    return found


def _add(
    document: Document, name: str, parent: str, size: float, before: float, after: float
) -> None:
    made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.islower())
    assert isinstance(made, ParagraphStyle)
    made.base_style = document.styles[parent]
    made.font.size = Pt(size)
    made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(before), Pt(after)


def _headings(document: Document, compact: bool) -> None:
    sizes = {"Title": 24, "Heading 1": 15, "Heading 2": 12, "Heading 3": 10.5}
    for name, size in sizes.items():
        heading = _paragraph(document, name)
        heading.font.name, heading.font.bold = _FONT, True
        heading.font.size = Pt(size * (0.8 if compact else 1))
        heading.font.color.rgb = None if name == "Heading 2" else ACCENT
        fonts = heading.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.space_after = Pt(4)
        heading.paragraph_format.space_before = Pt(
            {"Title": 0, "Heading 1": 20}.get(name, 12) * (0.6 if compact else 1)
        )
    for name in ("Title", "Heading 1"):
        _border(_paragraph(document, name), "top" if name == "Heading 1" else None, 8)


def _details(document: Document) -> None:
    _border(_paragraph(document, "Statement"), "left", 24, "EEF4F1")
    _border(_paragraph(document, "Own Notes"), "left", 12, colour="51514E")
    _border(_paragraph(document, "Banner"), "all", 12, colour="1D1D1B")
    for name in ("Statement", "Banner"):
        _paragraph(document, name).font.bold = True
    for name in ("Remark", "Briefing Kind", "Briefing About"):
        _paragraph(document, name).font.color.rgb = QUIET
    _paragraph(document, "Remark").font.italic = True
    _paragraph(document, "Briefing Kind").font.all_caps = True
    _paragraph(document, "Briefing Kind").font.bold = True
    quote = _paragraph(document, "Quote")
    quote.font.italic, quote.font.color.rgb = False, None
    quote.paragraph_format.keep_with_next = True
    quote.paragraph_format.space_after = Pt(1)
    for name in ("Quote", "Speaker"):
        _border(_paragraph(document, name), "left", 12, colour="C9CFCC")
        _paragraph(document, name).paragraph_format.left_indent = Mm(5)
    caption = _paragraph(document, "Caption")
    caption.font.color.rgb, caption.font.size = None, Pt(9.5)
    caption.paragraph_format.keep_with_next = True
    mark = document.styles.add_style("endnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    assert isinstance(mark, CharacterStyle)
    assert isinstance(link, CharacterStyle)
    mark.font.superscript = True
    link.font.color.rgb, link.font.underline = ACCENT, True


def _border(
    style: ParagraphStyle,
    side: str | None,
    width: int,
    fill: str | None = None,
    colour: str = "00573F",
) -> None:
    """Give a style a rule on a side (or all, or none), ``width`` in eighths of a point."""
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if side is not None:
        sides = ("top", "left", "bottom", "right") if side == "all" else (side,)
        rules = "".join(
            f'<w:{each} w:val="single" w:sz="{width}" w:space="5" w:color="{colour}"/>'
            for each in sides
        )
        _insert(properties, parsed("w:pBdr", inner=rules))
    if fill is not None:
        _insert(properties, element("w:shd", val="clear", color="auto", fill=fill))


def _insert(properties: Any, made: Any) -> None:
    """Put a property where the schema has it: before spacing and all that comes after."""
    later = ("w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
    properties.insert_element_before(made, *later)
