"""Elements of WordprocessingML that python-docx has no words for."""

from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn


def element(tag: str, **attributes: str) -> Any:
    """Return an element such as ``w:fldChar`` with attributes of the same namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def parsed(tag: str, attributes: str = "", inner: str = "") -> Any:
    """Return an element with what is written in it; all that is given must be XML already."""
    return parse_xml(f"<{tag} {nsdecls('w')} {attributes}>{inner}</{tag}>")


def code(text: str) -> Any:
    """Return the instruction of a field."""
    made = element("w:instrText")
    made.set(qn("xml:space"), "preserve")
    made.text = text
    return made


def bookmark(name: str, number: int) -> tuple[Any, Any]:
    """Return the start and the end of a bookmark; ``number`` is its own in the document."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    return start, element("w:bookmarkEnd", id=str(number))
