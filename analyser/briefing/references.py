"""The numbered references of a briefing, given out in the order in which they are first used."""

from collections.abc import Mapping
from typing import Any

from analyser.briefing.model import Link, Reference
from analyser.queries.links import to_hansard, to_theyworkforyou
from analyser.wording import known


class Citations:
    """Gives each contribution one number; a briefing is built with one of these."""

    def __init__(self) -> None:
        self._given: dict[str, Reference] = {}

    def cite(self, row: Mapping[str, Any]) -> int:
        """Return the number of a contribution, from any row with its context columns."""
        identity = str(row["contribution_id"])
        if identity not in self._given:
            self._given[identity] = _reference(len(self._given) + 1, row)
        return self._given[identity].number

    @property
    def references(self) -> tuple[Reference, ...]:
        """What was cited, by number."""
        return tuple(self._given.values())


def _reference(number: int, row: Mapping[str, Any]) -> Reference:
    day = row["date"]
    return Reference(
        number,
        str(row["contribution_id"]),
        known(row["speaker"]) or "speaker not named",
        known(row["house"]),
        day.date() if day is not None and day == day else None,  # NaT differs from itself
        known(row["title"]) or "",
        known(row["column"]),
        _links(row),
    )


def _links(row: Mapping[str, Any]) -> tuple[Link, ...]:
    identity = str(row["contribution_id"])
    hansard = to_hansard(
        contribution_id=identity,
        url=known(row["url"]),
        day=row["date"],
        house=known(row["house"]),
        quote=known(row.get("quote")) or "",
    )
    theirs = to_theyworkforyou(identity)
    found = (("Hansard", hansard), ("TheyWorkForYou", theirs))
    return tuple(Link(label, address) for label, address in found if address)
