"""A briefing as Markdown (CommonMark with GitHub's tables and footnotes)."""

import re

from analyser.briefing import phrasing
from analyser.briefing.characters import printable
from analyser.briefing.model import (
    Block,
    Briefing,
    Bullets,
    Chart,
    Heading,
    Note,
    Paragraph,
    Quote,
    Reference,
    Section,
    Table,
)

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~!$&^=])")
_OPENERS = re.compile(r"^(\s*)([+-])(?=\s|$|-)|^(\s*\d+)([.)])(?=\s|$)")
_ADDRESSES = re.compile(r"\b(https?|ftp|mailto|xmpp)(:)|\b(www)(\.)", re.IGNORECASE)


def render(briefing: Briefing) -> bytes:
    """Return the file. Every character of the record that Markdown reads is escaped."""
    parts = [*_front(briefing), *_opening(briefing)]
    for section in briefing.sections:
        parts += _section(section)
    if briefing.references:
        told = f"*{_text(phrasing.about_references(briefing.references))}*"
        parts += [f"## {phrasing.REFERENCES}", told, *map(_reference, briefing.references)]
    return ("\n\n".join(parts) + "\n").encode()


def _front(briefing: Briefing) -> list[str]:
    """Return what the document is as a comment, where programs look for it."""
    words = ", ".join(phrasing.keywords(briefing))
    return [f"<!-- keywords: {words}; made: {briefing.made.isoformat()}; lang: en-GB -->"]


def _opening(briefing: Briefing) -> list[str]:
    banner = phrasing.banner(briefing)
    return [
        f"# {_text(briefing.title)}",
        *([f"> **{_text(banner)}**"] if banner else []),
        _text(phrasing.chosen(briefing)),
        _text(phrasing.made(briefing)),
        f"> **{_text(briefing.statement)}**",
        _text(briefing.reviews),
    ]


def _text(text: str) -> str:
    escaped = _MARKS.sub(r"\\\1", printable(text).strip())
    escaped = _ADDRESSES.sub(lambda found: _part(found[0]), escaped)
    return _OPENERS.sub(_opener, escaped)


def _part(address: str) -> str:
    """Return the start of an address so that no reader makes a link of what was only said."""
    return f"{address[:-1]}\\{address[-1]}"


def _opener(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[2] else f"{found[3]}\\{found[4]}"


def _section(section: Section) -> list[str]:
    return [f"## {_text(section.title)}", *(_block(block) for block in section.blocks)]


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 2)} {_text(block.text)}"
        case Paragraph():
            return _said(block)
        case Bullets():
            return "\n".join(f"- {_said(item)}" for item in block.items)
        case Table():
            return _table(block)
        case Quote():
            return _quote(block)
        case Chart():
            return f"*{_text(block.alt)}*\n\n{_table(block.table)}"
        case Note():
            return f"*{_text(block.text)}*"


def _said(block: Paragraph) -> str:
    lead = f"**{_text(block.lead)}** " if block.lead else ""
    return f"{lead}{_text(block.text)}{_cited(block.references)}"


def _cited(numbers: tuple[int, ...]) -> str:
    return "".join(f"[^{number}]" for number in numbers)


def _quote(quote: Quote) -> str:
    stance = f" · {_text(quote.stance)}" if quote.stance else ""
    return (
        f"> “{_text(quote.text)}”{_cited((quote.reference,))}\n>\n"
        f"> — {_text(phrasing.speaker(quote))}{stance}"
    )


def _table(table: Table) -> str:
    head = [*map(_text, table.head), *([phrasing.REFERENCE] if table.references else [])]
    rule = ["---:" if at in table.numeric else "---" for at in range(len(head))]
    lines = [f"**{_text(table.caption)}**", "", _line(head), _line(rule)]
    for number, row in enumerate(table.rows):
        cited = [_cited(table.references[number])] if table.references else []
        lines.append(_line([*map(_text, row), *cited]))
    return "\n".join(lines)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _reference(of: Reference) -> str:
    links = ", ".join(f"[{_text(link.label)}](<{_address(link.address)}>)" for link in of.links)
    said = _text(phrasing.reference(of))
    return f"[^{of.number}]: {said}{'. ' + links if links else ''}"


def _address(address: str) -> str:
    """Return an address that cannot end the link that it stands in."""
    return re.sub(r"[\s<>\\]", lambda found: f"%{ord(found[0]):02X}", address)
