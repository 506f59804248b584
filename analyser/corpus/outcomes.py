"""What can become of a file that is read, and of a thing that is asked of a public source."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Reading(StrEnum):
    """What became of a file, or of a sitting in it."""

    READ = "read"
    UNCHANGED = "unchanged"
    """It was read before, and is the same still."""
    SUPERSEDED = "superseded"
    """There is a newer version of it."""
    HELD = "held"
    """The corpus has all its words already."""
    MERGED = "merged"
    """Parts that only it has were added to another file's sitting."""
    COMPANION = "companion"
    """It belongs to sittings and holds none: a list of people, the dates of files."""
    FAILED = "failed"


_FOREMOST_FIRST = (
    *(Reading.FAILED, Reading.READ, Reading.MERGED, Reading.UNCHANGED),
    *(Reading.SUPERSEDED, Reading.HELD, Reading.COMPANION),
)


class Fetching(StrEnum):
    """What became of a thing asked of a source."""

    GOT = "got"
    MISSING = "missing"
    """The source has nothing for it."""
    FAILED = "failed"
    PENDING = "pending"
    """It was not come to."""


@dataclass(frozen=True, slots=True)
class Input:
    """What became of a sitting in a file, or of the file where it holds none.

    Of one that is held, ``sitting_id`` is the one held. ``what`` is the reason.
    """

    path: str
    sha256: str
    outcome: Reading
    sitting_id: str | None = None
    where: str | None = None
    what: str | None = None
    expected: str | None = None


def of_file(entries: Iterable[Input]) -> Reading:
    """Return what became of a whole file: it was read if any sitting in it was."""
    return min((entry.outcome for entry in entries), key=_FOREMOST_FIRST.index)


@dataclass(frozen=True, slots=True)
class Covered:
    """One thing asked of a public source."""

    request: str
    source: str
    item: str
    house: str | None
    date: dt.date | None
    title: str | None
    outcome: Fetching
    address: str
    what: str | None = None
    expected: str | None = None
    retrieved: dt.date | None = None
