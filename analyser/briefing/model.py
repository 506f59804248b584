"""A briefing as data: what every form of it shows, and nothing of how.

Texts are plain characters, never markup. ``references`` of a block are the numbers of the
contributions that it rests on, as ``Briefing.references`` lists them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MACHINE_CODED = (
    "Positions and themes in this briefing were coded by machine from the words alone, never from"
    " party, office or vote. Some are wrong. Check each against its quote before relying on it."
)
"""Stands at the head of every briefing; there is no way to leave it out."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section, of level 1 or 2 below the section's own."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or an item of a list; ``lead`` are words that open it in bold."""

    text: str
    references: tuple[int, ...] = ()
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list whose order does not matter."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under a head; ``numeric`` are the columns that hold counts.

    Where ``references`` is given, it holds the numbers for each row, shown in a last column.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    references: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the record: those of the contribution numbered ``reference``, from start to end.

    ``cited`` is its citation, ``party`` and ``office`` are as on the day; ``stance`` says in words
    what it is quoted for.
    """

    text: str
    start: int
    end: int
    reference: int
    who: str
    cited: str
    party: str | None = None
    office: str | None = None
    stance: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as a Vega-Lite specification, what it shows in words, and its table."""

    alt: str
    table: Table
    spec: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on what stands beside it: what is counted, what was left out."""

    text: str


Block = Heading | Paragraph | Bullets | Table | Quote | Chart | Note


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its code as ``--sections`` names it, its title and its blocks."""

    code: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An address and whose it is."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Reference:
    """One contribution that the briefing rests on, as the record has it."""

    number: int
    contribution_id: str
    speaker: str
    house: str | None
    date: date | None
    debate: str
    section: str | None
    column: str | None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Briefing:
    """A whole briefing. ``about`` says in words what was chosen, ``made`` is the day it was made.

    ``reviews`` says how many of its positions a person has reviewed, and what came of it.
    ``illustrative`` is whether any of it rests on a sitting that is fiction; ``compact`` asks for
    small type.
    """

    title: str
    about: str
    made: date
    reviews: str
    illustrative: bool
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    compact: bool = False

    @property
    def statement(self) -> str:
        """That positions are machine-coded, which every form shows at its head."""
        return MACHINE_CODED

    def quotes(self) -> Iterator[Quote]:
        """Yield every quote, in order."""
        for section in self.sections:
            yield from (block for block in section.blocks if isinstance(block, Quote))
