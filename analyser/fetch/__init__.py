"""Clients of the public sources, their files and their manners.

``Request`` says what is asked for, ``plan`` what the sources have of it, and each thing
wanted gets itself into a file. ``analyser.pipeline.fetch`` goes through them all.
"""

from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from analyser.fetch import hansard, people, theyworkforyou
from analyser.fetch.client import Client, NotThere
from analyser.fetch.hansard import debate_id
from analyser.fetch.settings import Settings
from analyser.fetch.wanted import Facts, Plan, Wanted

__all__ = [
    "SOURCES",
    "Client",
    "Facts",
    "NotThere",
    "Plan",
    "Request",
    "Settings",
    "Wanted",
    "debate_id",
    "plan",
]

SOURCES = (
    theyworkforyou.SOURCE,
    hansard.SOURCE,
    people.PARLPARSE,
    people.MEMBERS_API,
)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of one source.

    Of ``theyworkforyou``: every day from ``first`` to ``last`` of the ``houses`` (Commons,
    Lords, Westminster Hall). Of ``hansard``: the ``debates`` (ids), else the whole debates
    that a ``search`` finds words of, else every day. Of ``members-api``: ``members`` by name.
    ``parlparse`` has its files of people and ministers, and takes nothing.
    """

    source: str
    debates: tuple[str, ...] = ()
    search: str | None = None
    members: tuple[str, ...] = ()
    houses: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None

    def __str__(self) -> str:
        given = ((field.name, getattr(self, field.name)) for field in fields(self))
        return " ".join(
            f"{name}={','.join(value) if isinstance(value, tuple) else value}"
            for name, value in given
            if value
        )


def plan(request: Request, client: Client, downloads: Path) -> Plan:
    """Yield each thing that the source has of what is asked, and each that it has not.

    Raises ``SourceUnavailable`` where the source cannot say what it has.
    """
    first, last = request.first, request.last
    match request.source:
        case theyworkforyou.SOURCE if first and last:
            places = request.houses or tuple(theyworkforyou.FOLDERS)
            return theyworkforyou.plan(client, downloads, places=places, first=first, last=last)
        case hansard.SOURCE if request.debates:
            return hansard.plan_ids(client, downloads, ids=request.debates)
        case hansard.SOURCE if request.search:
            house = request.houses[0] if len(request.houses) == 1 else ""
            return hansard.plan_search(
                client, downloads, term=request.search, first=first, last=last, house=house
            )
        case hansard.SOURCE if first and last:
            houses = request.houses or ("Commons", "Lords")
            return hansard.plan_days(client, downloads, houses=houses, first=first, last=last)
        case people.PARLPARSE:
            return people.plan_parlparse(client, downloads)
        case people.MEMBERS_API if request.members:
            return people.plan_members(client, downloads, names=request.members)
    raise ValueError(f"nothing is asked for: {request}")
