"""Parliament's record as published: sittings, debates, contributions, divisions.

Nothing here is interpreted. Texts keep the characters of the publication, offsets into
them count Python characters, and what the record does not say is ``None``.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class House(StrEnum):
    """The two Houses, named as Hansard's own addresses name them."""

    COMMONS = "Commons"
    LORDS = "Lords"


class Kind(StrEnum):
    """What a stretch of the record is."""

    SPEECH = "speech"  # words of a named speaker
    PROCEDURE = (
        "procedure"  # words of the record itself: questions put, orders, who sat in the Chair
    )
    HEADING = "heading"  # a heading within a debate
    TIME = "time"  # a time printed on a line of its own
    DIVISION = "division"  # the place at which a division stands


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke, with party, seat and office as they were on that date.

    ``name`` is as the record first gives it in full. ``party`` is "none" where the record
    prints that the speaker sits for no party (the Chair), and ``None`` where it does not say.
    """

    name: str
    person_id: str | None = None
    party: str | None = None
    constituency: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one member says until another speaks, or a stretch of procedure between.

    ``text`` holds its paragraphs, separated by a blank line. ``attribution`` is the
    speaker line as printed, before any short form in it was resolved. ``time`` is
    HH:MM:SS, or as printed where that is not clear.
    """

    contribution_id: str
    kind: Kind
    text: str
    speaker: Speaker | None = None
    attribution: str | None = None
    column: str | None = None
    time: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """One member's vote: "aye", "no", "both", "content", "not-content"; devolved, "abstain".

    ``proxy`` is who cast it for the member, by name or id as published, where another did.
    """

    name: str
    vote: str
    person_id: str | None = None
    teller: bool = False
    proxy: str | None = None


@dataclass(frozen=True, slots=True)
class Subcount:
    """The votes of some members counted apart, such as "Members for constituencies in England"."""

    members: str
    ayes: int
    noes: int


@dataclass(frozen=True, slots=True)
class Division:
    """A division: the question put, the counts as published, and the votes named.

    ``ayes`` and ``noes`` count contents and not-contents in the Lords. Tellers are among
    ``votes``; the counts of the Lords hold them, those of the Commons do not.
    """

    division_id: str
    number: str | None
    question: str | None
    ayes: int | None
    noes: int | None
    votes: tuple[Vote, ...] = ()
    subcounts: tuple[Subcount, ...] = ()


@dataclass(frozen=True, slots=True)
class Debate:
    """What was said under one heading, in the order of the record.

    ``section`` is the place of meeting and the headings above this one, joined by " › ".
    """

    debate_id: str
    title: str
    section: str
    contributions: tuple[Contribution, ...]
    divisions: tuple[Division, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """One file of the record: a day of a House, of Westminster Hall or a committee, or one debate.

    ``version`` orders successive publications of the same sitting (ParlParse's letter).
    """

    sitting_id: str
    house: House | None
    date: date | None
    source: str
    format: str
    debates: tuple[Debate, ...] = field(default=())
    version: str = ""

    @property
    def illustrative(self) -> bool:
        """Whether this sitting is fiction written for this project."""
        return self.sitting_id.startswith(ILLUSTRATIVE)


PARAGRAPH = "\n\n"
"""What stands between the paragraphs of a contribution's text."""

ILLUSTRATIVE = "illustrative"
"""Every identifier of an illustrative sitting starts with this word."""

ILLUSTRATIVE_NOTICE = (
    "Illustrative sitting: fiction written for this project."
    " No member, party or constituency in it is real."
)
