"""TEI files, element by element: nothing outside the file is read, nothing grows."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from analyser.errors import UnreadableHansard

NAMESPACE = "http://www.tei-c.org/ns/1.0"
TEI = f"{{{NAMESPACE}}}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
CHUNK = 1 << 16


def collapsed(text: str) -> str:
    """Return the text with runs of white space made one space."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def name_of(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).removeprefix(TEI)


def unreadable(path: Path, element: etree._Element, what: str, expected: str) -> UnreadableHansard:
    """Return the error that names the element's line."""
    return UnreadableHansard(path, f"line {element.sourceline}", what, expected)


def parser() -> etree.XMLPullParser:
    """Return a parser that resolves nothing and asks nobody."""
    return etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def events_of(path: Path) -> Iterator[tuple[str, etree._Element]]:
    """Yield every start and end of an element as the file is read, the root's start first.

    Whoever takes them frees them. Raises ``UnreadableHansard`` for what is empty, not
    well-formed or cut off, and for any DOCTYPE: no entity can reach outside or grow.
    """
    pull = parser()
    broken: etree.XMLSyntaxError | None = None
    is_begun = False
    with path.open("rb") as file:
        chunk = b"-"
        while chunk and broken is None:
            chunk = file.read(CHUNK)
            try:
                if chunk:
                    pull.feed(chunk)
                elif file.tell():
                    pull.close()
            except etree.XMLSyntaxError as error:
                broken = error
            for event, element in pull.read_events():
                if not is_begun and element.getroottree().docinfo.internalDTD is not None:
                    what = "the file declares a document type or entities"
                    raise UnreadableHansard(path, "the DOCTYPE", what, "no DOCTYPE")
                is_begun = True
                yield event, element
    if broken is not None:
        what = re.sub(r",? \(?line \d+.*", "", broken.msg or "broken XML")
        line = broken.position[0] or "1"
        raise UnreadableHansard(path, f"line {line}", what, "well-formed XML") from broken
    if not is_begun:
        raise UnreadableHansard(path, "line 1", "the file is empty", "a <TEI> element")
