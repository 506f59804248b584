"""One contribution as the readers of this package take it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A contribution: ``kind`` is a value of ``debate.Kind``; ``person`` tells people apart.

    ``person`` is the person's id, or the name where there is none; ``None`` for procedure.
    """

    contribution_id: str
    kind: str
    person: str | None
    speaker: str | None
    office: str | None
    party: str | None
    text: str
    title: str
    section: str
