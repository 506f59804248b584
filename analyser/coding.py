"""What we say about a contribution: measures, stances and themes, each with its words.

The codes and their meaning are the codebook's (``analyser/codebook``).
"""

from dataclasses import dataclass
from enum import StrEnum


class Stance(StrEnum):
    """Where a speaker stands on a measure, whose pole is its use, extension or introduction."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    MIXED = "mixed"
    NONE = "none"  # takes no side
    UNCLEAR = "unclear"  # the program abstains


class Direction(StrEnum):
    """The side of the measure for which an argument is made."""

    FOR = "for"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a contribution: ``text[start:end] == quote``, in characters."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CueFound:
    """Words of the evidence that carried a position: which way, and how strongly beside others."""

    stance: Stance
    strength: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Position:
    """A speaker's stance on one measure in one contribution, and the sentence that shows it.

    ``confidence`` lies between 0 and 1: how often positions like it hold, where one was measured
    on debates not learned from. ``evidence`` is ``None`` only where the stance is none.
    """

    measure: str
    stance: Stance
    confidence: float
    evidence: Evidence | None
    cues: tuple[CueFound, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """An argument that a contribution uses, the sentence in which it does, and for which side.

    ``direction`` is ``None`` where the words do not show it.
    """

    code: str
    evidence: Evidence
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A measure that a contribution names, and the first sentence that does.

    One that is named in passing has no position: nothing is said about it.
    """

    measure: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Coding:
    """All codes of one text, measures and themes in the codebook's order."""

    positions: tuple[Position, ...] = ()
    themes: tuple[Theme, ...] = ()
    mentions: tuple[Mention, ...] = ()
