"""XML from anywhere, element by element: nothing outside the file is read, nothing grows."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from analyser.errors import UnreadableHansard

_CHUNK = 1 << 16
_FIRST_CHUNK = 1 << 12  # enough for the root: many a file is opened for nothing else
_LONGEST_ENTITY = 8  # characters; the DOCTYPEs of 2009 name single ones


def events_of(
    path: Path, *, characters: bool = False, ends_alone: bool = False
) -> Iterator[tuple[str, etree._Element]]:
    """Yield every start and end of an element as the file is read, the root's start first.

    With ``ends_alone`` no other start is given, and the root's only as the first element ends.
    Whoever takes them frees them. A DOCTYPE is refused, but where it names single ``characters``
    alone and these are allowed: no entity can reach outside or grow. Raises ``UnreadableHansard``
    for that, and for what is not well-formed or cut off; an empty file has no events.
    """
    pull = etree.XMLPullParser(
        events=("end",) if ends_alone else ("start", "end"),
        resolve_entities="internal" if characters else False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    broken: etree.XMLSyntaxError | None = None
    is_begun = False
    with path.open("rb") as file:
        chunk, size = b"-", _FIRST_CHUNK
        while chunk and broken is None:
            chunk, size = file.read(size), _CHUNK
            try:
                if chunk:
                    pull.feed(chunk)
                elif file.tell():
                    pull.close()
            except etree.XMLSyntaxError as error:
                broken = error
            for event, element in pull.read_events():
                if not is_begun:
                    _refuse_entities(path, element, characters=characters)
                    is_begun = True
                    if ends_alone:
                        yield "start", element.getroottree().getroot()
                yield event, element
    if broken is not None:
        line = broken.position[0] or "1"
        what = re.sub(r",? \(?line \d+.*", "", broken.msg or "broken XML")
        raise UnreadableHansard(path, f"line {line}", what, "well-formed XML") from broken


def elements_of(path: Path) -> Iterator[etree._Element]:
    """Yield the root as it opens, then each of its children when whole; earlier ones are freed."""
    root: etree._Element | None = None
    next(events_of(path, characters=True), None)  # a DOCTYPE is refused before what follows it
    for _, element in events_of(path, characters=True, ends_alone=True):
        if root is None:
            root = element
            yield root
        elif element.getparent() is root:
            _refuse_stray_words(path, root, element.getprevious())
            yield element
            while (before := element.getprevious()) is not None:
                root.remove(before)
    if root is not None and len(root):
        _refuse_stray_words(path, root, root[-1])


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


def _refuse_entities(path: Path, root: etree._Element, *, characters: bool) -> None:
    """Refuse a DOCTYPE, or where it may name characters, entities that fetch a file or grow,
    and attributes given to every element of a name.
    """
    document_type = root.getroottree().docinfo.internalDTD
    if document_type is None:
        return
    if not characters:
        what = "the file declares a document type or entities"
        raise UnreadableHansard(path, "the DOCTYPE", what, "no DOCTYPE")
    if b"<!ATTLIST" in etree.tostring(root.getroottree()):  # of all that is read so far
        what = "attributes that elements have without saying so"
        raise UnreadableHansard(path, "the DOCTYPE", what, "entities alone")
    for entity in document_type.iterentities():
        if entity.content is None or len(entity.content) > _LONGEST_ENTITY:
            raise UnreadableHansard(
                path,
                "the DOCTYPE",
                f"the entity {entity.name!r} stands for something outside the file or for a text",
                "entities that name one character each",
            )
