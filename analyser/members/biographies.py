"""Reader of members' records of Parliament's own API, one file a member, as ``fetch`` keeps them.

``{"member": …, "biography": …, "known_to": DAY}``: the search result, the value of
``/api/Members/{id}/Biography``, and the day on which they were asked.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from analyser.debate import House
from analyser.errors import UnreadableRegister
from analyser.members.names import chair_title, party_abbreviation
from analyser.members.records import Entries, Membership, Office, first_day

PERSON = "uk.parliament.data/Member/"
"""What stands before Parliament's number to make a person id of it."""

_SHAPE = '{"member": {"id", "nameDisplayAs"}, "biography": {"houseMemberships", …}, "known_to"}'
_HOUSES = {1: House.COMMONS, 2: House.LORDS}


def is_biography(document: object) -> bool:
    """Return whether a JSON document is one member's record and biography."""
    return isinstance(document, dict) and {"member", "biography"} <= document.keys()


def read_biography(path: Path, document: dict[str, Any], entries: Entries) -> None:
    """Add a member's seats, one for each party held in them, and posts."""
    try:
        member, life = document["member"], document["biography"]
        person, name = f"{PERSON}{member['id']}", str(member["nameDisplayAs"])
        known_to = date.fromisoformat(document["known_to"])
        periods = {kind: list(_periods(path, life, kind, known_to)) for kind in _KINDS}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableRegister(path, str(error), "another shape", _SHAPE) from error
    entries.note_sex(person, member.get("gender"))
    for house, seat, start, end in periods["houseMemberships"]:
        for _, party, joined, left in periods["partyAffiliations"]:
            first, last = max(start, joined), min(end, left)
            if house in _HOUSES and first <= last:
                entries.memberships.append(
                    Membership(
                        name=name,
                        house=_HOUSES[house],
                        party=party_abbreviation(party),
                        constituency=seat if house == 1 else None,
                        start=first,
                        end=last,
                        known_to=min(last, known_to),
                        person_id=person,
                    )
                )
    for rank, kind in enumerate(("governmentPosts", "oppositionPosts")):
        for _, title, start, end in periods[kind]:
            entries.offices.append(
                Office(
                    person,
                    title,
                    start,
                    min(end, max(known_to, start)),
                    rank=(2 * rank, 0),
                    chair=bool(chair_title(title)),
                    government=rank == 0,
                )
            )


_KINDS = ("houseMemberships", "partyAffiliations", "governmentPosts", "oppositionPosts")


def _periods(
    path: Path, life: dict[str, Any], kind: str, known_to: date
) -> Iterator[tuple[int, str, date, date]]:
    """Yield House, name, first and last day of each period; one without end goes on."""
    for place, period in enumerate(life[kind] or []):
        start = first_day(str(period.get("startDate") or "")[:10])
        ended = str(period.get("endDate") or "")[:10]
        end = first_day(ended) if ended else date.max
        if start is None or end is None or start > max(end, known_to):
            raise UnreadableRegister(
                path, f"{kind}[{place}]", "no first or last day", "dates, 2020-01-27"
            )
        yield int(period.get("house") or 0), str(period.get("name") or ""), start, end
