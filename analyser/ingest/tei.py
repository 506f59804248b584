"""What TEI files have in common: names, white space, and errors that name the line."""

import re
from pathlib import Path

from lxml import etree

from analyser.errors import UnreadableHansard

NAMESPACE = "http://www.tei-c.org/ns/1.0"
TEI = f"{{{NAMESPACE}}}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def collapsed(text: str) -> str:
    """Return the text with runs of white space made one space."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def name_of(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).removeprefix(TEI)


def unreadable(path: Path, element: etree._Element, what: str, expected: str) -> UnreadableHansard:
    """Return the error that names the element's line."""
    return UnreadableHansard(path, f"line {element.sourceline}", what, expected)
