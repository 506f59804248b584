"""XML from anywhere, element by element: nothing outside the file is read, nothing grows."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from analyser.errors import UnreadableHansard

_CHUNK = 1 << 16
_LONGEST_ENTITY = 8  # characters; the DOCTYPEs of 2009 name single ones


def elements_of(path: Path) -> Iterator[etree._Element]:
    """Yield the root as it opens, then each of its children when whole; earlier ones are freed."""
    parser = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities="internal",
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root: etree._Element | None = None
    broken: etree.XMLSyntaxError | None = None
    with path.open("rb") as file:
        while broken is None:
            chunk = file.read(_CHUNK)
            try:
                if chunk:
                    parser.feed(chunk)
                elif file.tell():
                    parser.close()
            except etree.XMLSyntaxError as error:
                broken = error
            for event, element in parser.read_events():
                if root is None:
                    root = element
                    _refuse_entities(path, root)
                    yield root
                elif event == "end" and element.getparent() is root:
                    _refuse_stray_words(path, root, element.getprevious())
                    yield element
                    while (before := element.getprevious()) is not None:
                        root.remove(before)
            if not chunk:
                break
    if root is not None and broken is None and len(root):
        _refuse_stray_words(path, root, root[-1])
    if broken is not None:
        line = broken.position[0] or "1"
        what = re.sub(r",? \(?line \d+.*", "", broken.msg or "broken XML")
        raise UnreadableHansard(path, f"line {line}", what, "well-formed XML") from broken


def _refuse_stray_words(path: Path, root: etree._Element, before: etree._Element | None) -> None:
    """Refuse words between the elements: no one of them would keep them."""
    stray = (root.text if before is None else before.tail) or ""
    if stray.strip():
        line = (root if before is None else before).sourceline
        raise UnreadableHansard(
            path,
            f"line {line}",
            f"words outside any element: {stray.strip()[:40]!r}",
            "every word within a speech or heading",
        )


def _refuse_entities(path: Path, root: etree._Element) -> None:
    """Refuse entities that fetch a file or grow: a DOCTYPE here may only name characters."""
    document_type = root.getroottree().docinfo.internalDTD
    if document_type is None:
        return
    for entity in document_type.iterentities():
        if entity.content is None or len(entity.content) > _LONGEST_ENTITY:
            raise UnreadableHansard(
                path,
                "the DOCTYPE",
                f"the entity {entity.name!r} stands for something outside the file or for a text",
                "entities that name one character each",
            )
