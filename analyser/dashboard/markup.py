"""HTML of what the record says. Every text goes in escaped; nothing from a file is markup."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup
from markupsafe import escape as _escape

from analyser import wording
from analyser.debate import PARAGRAPH
from analyser.queries import links
from analyser.text.normalisation import legible


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text to be marked: offsets in characters, a class, and what it shows."""

    start: int
    end: int
    style: str
    shows: str


EMPTY = Markup("")


def escape(text: object) -> Markup:
    """Return a text as HTML that shows it, legible and inert; what is HTML already stays."""
    return text if isinstance(text, Markup) else _escape(legible(str(text)))


def whole(text: str) -> Markup:
    """Return a short text that no line breaks, such as a date in a table."""
    return Markup('<span class="whole">{}</span>').format(escape(text))


def highlighted(text: str, marks: Iterable[Mark]) -> Markup:
    """Return a text as HTML paragraphs with its marks, which may overlap or coincide.

    Without its tags and unescaped, the result is the legible text, paragraph breaks included.
    """
    placed = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    breaks = _paragraph_breaks(text)
    cuts = {0, len(text), *(cut for pair in breaks for cut in pair)}
    cuts |= {cut for mark in placed for cut in (mark.start, mark.end)}
    bounds = sorted(cuts)
    gaps = set(breaks)
    out = ["<p>"]
    for start, end in pairwise(bounds):
        if any(gap_start <= start and end <= gap_end for gap_start, gap_end in gaps):
            closes = any(gap_end == end for _, gap_end in gaps)
            out.append(text[start:end] + ("</p><p>" if closes else ""))
            continue
        here = [mark for mark in placed if mark.start <= start and end <= mark.end]
        out.append(_marked(text[start:end], here))
    return Markup("".join([*out, "</p>"]))


def _paragraph_breaks(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(re.escape(PARAGRAPH), text)]


def _marked(text: str, marks: Sequence[Mark]) -> Markup:
    if not marks:
        return escape(text)
    styles = " ".join(sorted({mark.style for mark in marks}))
    shows = "; ".join(dict.fromkeys(mark.shows for mark in marks))
    return Markup(f'<mark class="{escape(styles)}" title="{escape(shows)}">{escape(text)}</mark>')


_FEW_WORDS, _FEW = 2, 4
"""Columns of words, and of words and figures, that stand side by side on a phone."""


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    caption: str,
    numbers: int = 0,
    style: str = "scroll",
) -> Markup:
    """Return a table; the last ``numbers`` columns are figures.

    The first cell of a row heads it. On a phone each row of a wide table is a block, in which the
    head of its column stands before each cell. Elsewhere it scrolls within itself. The roles say
    again what the elements are, since a browser forgets that once they are blocks.
    """
    first_number = len(head) - numbers
    heads = "".join(
        f'<th scope="col" role="columnheader"{_figure(i >= first_number)}>{escape(h)}</th>'
        for i, h in enumerate(head)
    )
    body = "".join(
        f'<tr role="row"><th scope="row" role="rowheader" aria-colindex="1">{escape(row[0])}</th>'
        + "".join(
            f'<td role="cell" aria-colindex="{i + 1}" data-head="{escape(head[i])}"'
            f"{_figure(i >= first_number)}>"
            f"{escape(cell)}</td>"
            for i, cell in enumerate(row[1:], 1)
        )
        + "</tr>"
        for row in rows
    )
    wide = " wide" if first_number > _FEW_WORDS or len(head) > _FEW else ""
    named = f'aria-label="{escape(caption)}"'
    return Markup(
        f'<div class="{escape(style)}{wide}" role="region" tabindex="0" {named}>'
        f'<table role="table" {named}><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>'
    )


def _figure(is_figure: bool) -> str:
    return ' class="figure"' if is_figure else ""


def link(address: str, text: str, *, outside: bool = False) -> Markup:
    """Return a link whose text is escaped; one that leads outside says so to its target."""
    rel = ' target="_blank" rel="noopener noreferrer"' if outside else ' target="_self"'
    return Markup(f'<a href="{escape(address)}"{rel}>{escape(text)}</a>')


def number(count: int, address: str) -> Markup:
    """Return a count as a link to the words behind it; nought leads nowhere."""
    return link(address, f"{count:,}") if count else escape(0)


def stance(code: str) -> Markup:
    """Return a stance with its symbol."""
    shown = wording.STANCE[code]
    return Markup(
        f'<span class="stance {escape(code)}"><span aria-hidden="true">{shown.symbol}</span>'
        f" {escape(shown.label)}</span>"
    )


def speaker(row: dict[str, object]) -> Markup:
    """Return who spoke: name, then party, seat and office as far as they are known."""
    about = [wording.party(row["party"])]
    about += [text for key in ("constituency", "office") if (text := wording.known(row[key]))]
    name = wording.known(row["speaker"]) or "Procedure"
    about_ = escape(", ".join(about))
    return Markup(f"<strong>{escape(name)}</strong> <span class='about'>{about_}</span>")


def places(row: dict[str, object], quote: str) -> Markup:
    """Return links to where words stand: in the debate here, at Hansard, at TheyWorkForYou."""
    contribution_id = str(row["contribution_id"])
    hansard = links.of_row(row, quote)
    parts = [link(links.to_debate(str(row["debate_id"]), contribution_id), "In the debate")]
    parts += [link(hansard, "Hansard", outside=True)] if hansard else []
    twfy = links.to_theyworkforyou(contribution_id)
    parts += [link(twfy, "TheyWorkForYou", outside=True)] if twfy else []
    return Markup(" · ").join(parts)


def source(row: dict[str, object], quote: str) -> Markup:
    """Return where words stand: House, date, debate, column, and links to them."""
    place = [text for text in (wording.known(row["house"]), wording.day(row["date"])) if text]
    place.append(str(row["title"]))
    if column := wording.known(row["column"]):
        place.append(f"column {column}")
    return Markup(f"<footer>{escape(', '.join(place))} · {places(row, quote)}</footer>")


def why(stance_label: str, confidence: float, words: Sequence[str]) -> Markup:
    """Return, to be unfolded, the words that carried a position, and how often such ones hold."""
    shown = "".join(f"<li>“{escape(text)}”</li>" for text in words)
    listed = (
        f"<p>Without these words the sentence shows it least:</p><ul>{shown}</ul>"
        if shown
        else "<p>The sentence as a whole shows it; no words of it do alone.</p>"
    )
    return Markup(
        f'<details class="why"><summary>Why {escape(stance_label)}</summary>{listed}'
        f"<p>Confidence {confidence:.2f}: about {round(100 * confidence)} in 100 positions as sure"
        " as this were right where it was measured.</p></details>"
    )


def second(told: object) -> Markup:
    """Return, beside a stance, what second readers told; nothing where none read the words."""
    text = wording.known(told)
    return Markup(f" (second reader {escape(text)})") if text else EMPTY


_NO_WORDS = Markup('<p class="about">No sentence is quoted{}.</p>')


def quote(
    row: dict[str, object],
    *,
    says: Markup,
    why: Markup = EMPTY,
    words: Markup | None = None,
    style: str = "quote",
) -> Markup:
    """Return a quotation card: what it shows, who said it, the words, why, where they stand.

    ``words`` stand in place of the quote alone, such as the sentences around it.
    """
    text = wording.known(row["quote"])
    shown = Markup("<blockquote>{}</blockquote>").format(escape(text)) if text else None
    no_side = ": the speaker takes no side" if row.get("stance") == "none" else ""
    body = words or shown or _NO_WORDS.format(no_side)
    return Markup(
        f'<article class="{escape(style)}" tabindex="0"><p>{says} {speaker(row)}</p>{body}{why}'
        f"{source(row, text or '')}</article>"
    )
