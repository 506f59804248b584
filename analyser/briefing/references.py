"""What a briefing cites: numbers in the order in which they are first used, and what was quoted."""

from collections.abc import Mapping
from typing import Any

from analyser.briefing.model import Link, Reference
from analyser.queries.links import of_row, to_theyworkforyou
from analyser.wording import known

_THEIRS = "://www.theyworkforyou.com/"


class Citations:
    """Gives each contribution one number and each sentence one place; one builds a briefing."""

    def __init__(self) -> None:
        self._given: dict[str, Reference] = {}
        self._quoted: dict[tuple[str, int], str] = {}

    def cite(self, row: Mapping[str, Any]) -> int:
        """Return the number of a contribution, from any row with its context columns."""
        identity = str(row["contribution_id"])
        if identity not in self._given:
            self._given[identity] = _reference(len(self._given) + 1, row)
        return self._given[identity].number

    def quote(self, row: Mapping[str, Any]) -> Reference:
        """Return the reference of a contribution one of whose sentences is quoted from now on."""
        self._quoted[_sentence(row)] = str(row["quote"])
        self.cite(row)
        return self._given[str(row["contribution_id"])]

    def has_quoted(self, row: Mapping[str, Any]) -> bool:
        """Whether a sentence stands in the briefing already."""
        return _sentence(row) in self._quoted

    @property
    def quoted(self) -> tuple[str, ...]:
        """The sentences that stand in the briefing already."""
        return tuple(self._quoted.values())

    @property
    def references(self) -> tuple[Reference, ...]:
        """What was cited, by number."""
        return tuple(self._given.values())


def _sentence(row: Mapping[str, Any]) -> tuple[str, int]:
    return str(row["contribution_id"]), int(row["start"])


def _reference(number: int, row: Mapping[str, Any]) -> Reference:
    day = row["date"]
    return Reference(
        number,
        str(row["contribution_id"]),
        known(row["speaker"]) or "speaker not named",
        known(row["house"]),
        day.date() if day is not None and day == day else None,  # NaT differs from itself
        known(row["title"]) or "",
        known(row["section"]),
        known(row["column"]),
        _links(row),
    )


def _links(row: Mapping[str, Any]) -> tuple[Link, ...]:
    identity = str(row["contribution_id"])
    hansard = of_row(row, known(row.get("quote")) or "")
    theirs = to_theyworkforyou(identity)
    published = "TheyWorkForYou" if hansard and _THEIRS in hansard else "Hansard"
    found = ((published, hansard), ("TheyWorkForYou", theirs))
    return tuple(Link(label, address) for label, address in found if address)
