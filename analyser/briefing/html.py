"""A briefing as one HTML file: no script, nothing from elsewhere, to read, hear or print."""

import re
from html import escape
from importlib.resources import files

from analyser.briefing import chart, phrasing
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

_NOTHING_ELSE = "default-src 'none'; style-src 'unsafe-inline'"


def render(briefing: Briefing) -> bytes:
    """Return the file."""
    style = files(__package__).joinpath("briefing.css").read_text("utf8")
    page = (
        f'<!doctype html>\n<html lang="en-GB">\n<head>\n{_head(briefing)}\n'
        f"<style>\n{style}</style>\n"
        f'</head>\n<body>\n<a class="skip" href="#content">Skip to the briefing</a>\n'
        f"{_opening(briefing)}\n{_contents(briefing)}\n"
        f'<main id="content">\n{"".join(map(_section, briefing.sections))}'
        f"{_references(briefing.references)}</main>\n</body>\n</html>\n"
    )
    return page.encode()


def _text(text: str) -> str:
    return escape(printable(text))


def _head(briefing: Briefing) -> str:
    about = " ".join(filter(None, (phrasing.banner(briefing), briefing.statement)))
    return "\n".join(
        (
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{_NOTHING_ELSE}">',
            f"<title>{_text(briefing.title)}</title>",
            f'<meta name="generator" content="{_text(phrasing.BY)}">',
            f'<meta name="keywords" content="{_text(", ".join(phrasing.keywords(briefing)))}">',
            f'<meta name="description" content="{_text(about)}">',
            f'<meta name="dcterms.created" content="{briefing.made.isoformat()}">',
        )
    )


def _opening(briefing: Briefing) -> str:
    banner = phrasing.banner(briefing)
    shown = f'<p class="banner" role="note">{_text(banner)}</p>' if banner else ""
    return (
        f'<header>{shown}<p class="kind">Briefing</p><h1>{_text(briefing.title)}</h1>'
        f'<p class="about">{_text(phrasing.chosen(briefing))}</p>'
        f'<p class="about">{_text(phrasing.made(briefing))}</p>'
        f'<p class="statement" role="note">{_text(briefing.statement)}</p>'
        f'<p class="about">{_text(briefing.reviews)}</p></header>'
    )


def _contents(briefing: Briefing) -> str:
    entries = [(each.code, each.title) for each in briefing.sections]
    entries += [("references", phrasing.REFERENCES)] if briefing.references else []
    listed = "".join(f'<li><a href="#{code}">{_text(title)}</a></li>' for code, title in entries)
    return (
        f'<nav aria-labelledby="contents"><h2 id="contents">{phrasing.CONTENTS}</h2>'
        f"<ol>{listed}</ol></nav>"
    )


def _section(section: Section) -> str:
    blocks = "\n".join(map(_block, section.blocks))
    return (
        f'<section class="{section.code}" aria-labelledby="{section.code}">\n'
        f'<h2 id="{section.code}">{_text(section.title)}</h2>\n{blocks}\n</section>\n'
    )


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level + 2}>{_text(block.text)}</h{block.level + 2}>"
        case Paragraph():
            return f"<p>{_said(block)}</p>"
        case Bullets():
            return f"<ul>{''.join(f'<li>{_said(item)}</li>' for item in block.items)}</ul>"
        case Table():
            return _table(block)
        case Quote():
            return _quote(block)
        case Chart():
            return _chart(block)
        case Note():
            return f'<p class="note">{_text(block.text)}</p>'


def _said(block: Paragraph) -> str:
    lead = f"<strong>{_text(block.lead)}</strong> " if block.lead else ""
    return f"{lead}{_text(block.text)}{_cited(block.references)}"


def _cited(numbers: tuple[int, ...]) -> str:
    links = ", ".join(
        f'<a href="#ref-{number}" aria-label="reference {number}">{number}</a>'
        for number in numbers
    )
    return f"<sup>{links}</sup>" if links else ""


def _quote(quote: Quote) -> str:
    stance = f' <span class="stance">{_text(quote.stance)}</span>' if quote.stance else ""
    return (
        f'<figure class="quote"><blockquote><p>“{_text(quote.text)}”'
        f"{_cited((quote.reference,))}</p>"
        f"</blockquote><figcaption>{_text(phrasing.speaker(quote))}{stance}</figcaption></figure>"
    )


def _table(table: Table) -> str:
    head = [*table.head, *([phrasing.REFERENCE] if table.references else [])]
    cells = "".join(
        f'<th scope="col"{_numeric(table, at)}>{_text(name)}</th>' for at, name in enumerate(head)
    )
    rows = "".join(_row(table, number) for number in range(len(table.rows)))
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{_text(table.caption)}"><table>'
        f"<caption>{_text(table.caption)}</caption><thead><tr>{cells}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(table: Table, number: int) -> str:
    first, *others = table.rows[number]
    cells = "".join(
        f"<td{_numeric(table, at)}>{_text(cell)}</td>" for at, cell in enumerate(others, start=1)
    )
    if table.references:
        links = ", ".join(
            f'<a href="#ref-{each}" aria-label="reference {each}">{each}</a>'
            for each in table.references[number]
        )
        cells += f"<td>{links}</td>"
    return f'<tr><th scope="row">{_text(first)}</th>{cells}</tr>'


def _numeric(table: Table, at: int) -> str:
    return ' class="number"' if at in table.numeric else ""


def _chart(drawn: Chart) -> str:
    picture = re.sub(r"^<svg ", '<svg aria-hidden="true" focusable="false" ', chart.svg(drawn.spec))
    return (
        f'<figure class="chart"><div role="img" aria-label="{_text(drawn.alt)}">{picture}</div>'
        f"</figure>{_table(drawn.table)}"
    )


def _references(references: tuple[Reference, ...]) -> str:
    if not references:
        return ""
    listed = "".join(_reference(each) for each in references)
    return (
        f'<section class="references" aria-labelledby="references"><h2 id="references">'
        f"{phrasing.REFERENCES}</h2>\n"
        f'<p class="note">{_text(phrasing.about_references(references))}</p>'
        f"<ol>{listed}</ol></section>\n"
    )


def _reference(of: Reference) -> str:
    links = ", ".join(
        f'<a href="{escape(link.address)}">{_text(link.label)}<span class="unseen">, reference'
        f" {of.number}</span></a>"
        for link in of.links
    )
    told = _text(phrasing.reference(of)) + (f". {links}" if links else "")
    return f'<li id="ref-{of.number}">{told}</li>\n'
