"""A briefing of a selection, as long as it may be."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from analyser.briefing import pdf
from analyser.briefing.errors import BriefingTooLong
from analyser.briefing.length_limits import LengthLimits, steps
from analyser.briefing.material import Material, gather
from analyser.briefing.model import Block, Briefing, Note, Section
from analyser.briefing.references import Citations
from analyser.briefing.sections import SECTIONS
from analyser.corpus import Corpus
from analyser.ingest.article import Article
from analyser.selection import Selection
from analyser.wording import measures, period

if TYPE_CHECKING:
    from analyser.press.article import Checked

PAGES = ("2", "6", "full")
"""How long a briefing may be: at most so many A4 pages as PDF, or all there is."""


def brief(
    corpus: Corpus,
    selection: Selection,
    *,
    pages: str = "full",
    sections: Sequence[str] | None = None,
    reviewed_only: bool = False,
    notes: str | None = None,
    article: Article | None = None,
    title: str | None = None,
    made: date | None = None,
) -> Briefing:
    """Return a briefing of what a selection holds, of at most ``pages`` A4 pages as PDF.

    ``sections`` are codes of ``SECTIONS`` in the order wanted; references always follow them.
    ``reviewed_only`` leaves out every position that no person confirmed or corrected.
    ``notes`` are the user's own paragraphs, ``article`` one whose statements are checked. Raises
    ``NothingToBrief``, and ``BriefingTooLong`` where the least of it needs more pages.
    """
    checked = _checked(article, corpus) if article else None
    material = gather(corpus, selection, reviewed_only=reviewed_only, notes=notes, checked=checked)
    codes = _codes(material, sections, pages)
    named = title or _title(material)
    rooms = steps(pages)
    made_on = made or date.today()

    def build(room: LengthLimits) -> Briefing:
        return _build(material, room, codes, title=named, made=made_on, own=sections is not None)

    if pages == "full":
        return build(rooms[0])
    return _fitted([*rooms], build, int(pages))


def _checked(article: Article, corpus: Corpus) -> "Checked":
    """Return an article held against the record; only that needs the language model."""
    from analyser.pipeline.ingest import downloaded_register
    from analyser.press.article import check_article

    return check_article(article, corpus, register=downloaded_register(corpus))


def _fitted(
    rooms: Sequence[LengthLimits], build: Callable[[LengthLimits], Briefing], most: int
) -> Briefing:
    """Return the briefing of the first room, by halving, that takes no more pages than that."""
    low, high = 0, len(rooms) - 1
    best: Briefing | None = None
    while low <= high:
        middle = (low + high) // 2
        made = build(rooms[middle])
        if pdf.page_count(made) <= most:
            best, high = made, middle - 1
        else:
            low = middle + 1
    if best is None:
        raise BriefingTooLong(
            f"the briefing cannot be put on {most} A4 pages even at its shortest"
            " (expected fewer --sections, shorter --notes, or more --pages)"
        )
    return best


def _codes(material: Material, sections: Sequence[str] | None, pages: str) -> tuple[str, ...]:
    """Return the sections asked for, else those that there is something for and room."""
    if sections is not None:
        return tuple(sections)
    return tuple(
        code
        for code, kind in SECTIONS.items()
        if kind.there(material) and (kind.short or pages != "2")
    )


def _title(material: Material) -> str:
    titles = list(dict.fromkeys(material.debates["title"]))
    if len(titles) == 1:
        return f"{titles[0]}: positions and arguments"
    days = material.debates["date"].dropna()
    when = f", {period(days.min(), days.max())}" if len(days) else ""
    if len(material.measures) == 1:
        return f"{measures()[material.measures[0]]}: positions and arguments{when}"
    return f"Positions and arguments in {len(material.debates)} debates{when}"


def _build(
    material: Material,
    room: LengthLimits,
    codes: Sequence[str],
    *,
    title: str,
    made: date,
    own: bool,
) -> Briefing:
    cite = Citations()
    sections = [
        Section(code, SECTIONS[code].title, tuple(SECTIONS[code].write(material, room, cite)))
        for code in codes
    ]
    if not own and sections:
        sections[-1] = _with(sections[-1], _missing(material, codes))
    return Briefing(
        title,
        material.about,
        made,
        material.reviews,
        material.illustrative,
        tuple(sections),
        cite.references,
        room.compact,
    )


def _missing(material: Material, codes: Sequence[str]) -> list[Block]:
    """Say which sections there is no room for."""
    missing = [
        kind.title for code, kind in SECTIONS.items() if code not in codes and kind.there(material)
    ]
    return [Note(f"Left out of this length: {'; '.join(missing)}.")] if missing else []


def _with(section: Section, blocks: list[Block]) -> Section:
    return Section(section.code, section.title, (*section.blocks, *blocks))
