"""A briefing as PDF: tagged, with bookmarks, its own fonts, and pages that say how many there are.

The text goes to typst as data (JSON) and never as markup, so that no words of the record can
be read as commands. The layout is ``briefing.typ``.
"""

import json
import re
import warnings
from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources import files
from typing import Any, Final

import typst

from analyser.briefing import chart, phrasing
from analyser.briefing.characters import printable
from analyser.briefing.errors import UnwritableBriefing
from analyser.briefing.model import Block, Briefing, Chart, Quote, Reference, Table
from analyser.briefing.widths import widths

_STANDARD: Final = "ua-1"
_UNSEEN = re.compile(r'the text `"(.{0,400}?)"` could not be displayed', re.DOTALL)
_PLAIN = re.compile(r"[\x20-\x7e\u00a0-\u00ff‘’“”–—…•▲▼◆○]")


def render(briefing: Briefing) -> bytes:
    """Return the file, in accordance with PDF/UA-1. Raises ``UnwritableBriefing``."""
    document = _compiler(_data(briefing)).compile(format="pdf", pdf_standards=[_STANDARD])
    assert isinstance(document, bytes)
    return document


def page_count(briefing: Briefing) -> int:
    """Return how many pages the briefing takes."""
    found = json.loads(_compiler(_data(briefing)).query("<pages>", field="value", one=True))
    return int(found)


def _compiler(data: Mapping[str, Any]) -> typst.Compiler:
    """Return the layout with its data, each character in a glyph that the fonts have."""
    told = json.dumps(_displayable(data), ensure_ascii=False)
    return typst.Compiler(
        files(__package__).joinpath("briefing.typ").read_bytes(),
        ignore_system_fonts=True,
        sys_inputs={"data": told},
    )


def _data(briefing: Briefing) -> dict[str, Any]:
    return {
        "title": printable(briefing.title),
        "banner": phrasing.banner(briefing),
        "keywords": list(phrasing.keywords(briefing)),
        "by": phrasing.BY,
        "chosen": printable(phrasing.chosen(briefing)),
        "made": phrasing.made(briefing),
        "date": [briefing.made.year, briefing.made.month, briefing.made.day],
        "statement": briefing.statement,
        "reviews": printable(briefing.reviews),
        "contents": phrasing.CONTENTS,
        "compact": briefing.compact,
        "sections": [
            {
                "code": section.code,
                "title": printable(section.title),
                "blocks": [_block(block) for block in section.blocks],
            }
            for section in briefing.sections
        ],
        "references": {
            "title": phrasing.REFERENCES,
            "about": phrasing.about_references(briefing.references),
            "list": [_reference(each) for each in briefing.references],
        },
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Chart):
        picture = chart.svg(block.spec)
        alt = printable(block.alt)
        return {"kind": "chart", "alt": alt, "svg": picture, "table": _table(block.table)}
    told: dict[str, Any] = _printable(asdict(block))
    if isinstance(block, Quote):
        told["who"] = printable(phrasing.speaker(block))
    return told | {"kind": type(block).__name__.lower()}


def _table(table: Table) -> dict[str, Any]:
    head = [*table.head, *([phrasing.REFERENCE] if table.references else [])]
    told: dict[str, Any] = _printable(asdict(table))
    return told | {"kind": "table", "head": _printable(head), "widths": widths(table)}


def _reference(of: Reference) -> dict[str, Any]:
    links = [{"label": link.label, "address": link.address} for link in of.links]
    return {"number": of.number, "text": printable(phrasing.reference(of)), "links": links}


def _printable(value: Any) -> Any:
    """Return the same value with every text in it printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    return [_printable(each) for each in value] if isinstance(value, list | tuple) else value


def _displayable(data: Mapping[str, Any]) -> Any:
    """Return the data with each character that the fonts lack as its code point, [U+6F22]."""
    unusual = {each for each in json.dumps(data, ensure_ascii=False) if not _PLAIN.match(each)}
    lacking = {ord(each): f"[U+{ord(each):04X}]" for each in _lacking(unusual - {"\n"})}
    return _translated(data, lacking) if lacking else data


def _translated(value: Any, table: Mapping[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, dict):
        return {key: _translated(each, table) for key, each in value.items()}
    return [_translated(each, table) for each in value] if isinstance(value, list) else value


def _lacking(characters: set[str]) -> set[str]:
    """Return which of some characters typst's own fonts have no glyph for."""
    left, lacking = set(characters), set[str]()
    source = (
        b'#set document(title: "x")\n'
        b'#set text(font: "Libertinus Serif", lang: "en", region: "GB", hyphenate: false)\n'
        b"#for each in json(bytes(sys.inputs.data)) { par(each) }"
    )
    while left:
        told = {"data": json.dumps(sorted(left))}
        compiler = typst.Compiler(source, ignore_system_fonts=True, sys_inputs=told)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                compiler.compile(format="pdf", pdf_standards=[_STANDARD])
            break
        except typst.TypstError as error:
            unseen = _unseen(str(error), left)
            lacking |= unseen
            left -= unseen
    return lacking


def _unseen(error: str, left: set[str]) -> set[str]:
    found = _UNSEEN.search(error)
    named = (
        re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), found[1]) if found else ""
    )
    unseen = set(named) & left
    if not unseen:
        raise UnwritableBriefing(f"the PDF cannot be made: {error} (expected text in any script)")
    return unseen
