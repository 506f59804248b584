"""What can become of a file that is read, and of a thing that is asked of a public source."""

from enum import StrEnum


class Reading(StrEnum):
    """What became of a file, or of a sitting in it."""

    READ = "read"
    UNCHANGED = "unchanged"
    """It was read before, and is the same still."""
    SUPERSEDED = "superseded"
    """There is a newer version of it."""
    HELD = "held"
    """The corpus has the same debate in another form."""
    COMPANION = "companion"
    """It is a list that belongs to sittings."""
    FAILED = "failed"


class Fetching(StrEnum):
    """What became of a thing asked of a source."""

    GOT = "got"
    MISSING = "missing"
    """The source has nothing for it."""
    FAILED = "failed"
    PENDING = "pending"
    """It was not come to."""
