"""Which memberships, of one parliament each, are one person's."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from analyser.debate import House
from analyser.members.biographies import PERSON
from analyser.members.elections import PARLIAMENTS, parliament_of
from analyser.members.names import printed_name, seat_words
from analyser.members.records import Entries, Membership


def identity_of(seat: Membership) -> str:
    """Return the person's id where it is known, else that of the membership."""
    return seat.person_id or seat.membership_id or ""


def linked(entries: Entries) -> list[Membership]:
    """Return the memberships, those of member ids with their person's id where it is certain.

    A member of a parliament is the person whom its list, or for one who came in at a
    by-election the next list, has at the same seat under the same surname. Parliament's
    number, where a register gives it, must lead to the same person.
    """
    listed: dict[tuple[date, tuple[str, ...], str], set[str]] = defaultdict(set)
    for seat in entries.memberships:
        if seat.known_to is None and seat.person_id:
            listed[_seat_key(seat.start, seat)].add(seat.person_id)
    return [
        replace(seat, person_id=_person(seat, listed, entries.people))
        if seat.membership_id and not seat.person_id
        else replace(seat, person_id=person_of(seat.person_id or "", entries.people))
        for seat in entries.memberships
    ]


def person_of(identifier: str, people: dict[str, set[str]]) -> str:
    """Return whose an id is: of Parliament's numbers the person's that they lead to, if one."""
    persons = people.get(identifier.removeprefix(PERSON), set())
    is_number = identifier.startswith(PERSON)
    return next(iter(persons)) if is_number and len(persons) == 1 else identifier


def _person(
    seat: Membership,
    listed: dict[tuple[date, tuple[str, ...], str], set[str]],
    people: dict[str, set[str]],
) -> str | None:
    parliament = parliament_of(seat.start)
    if seat.house is not House.COMMONS or parliament is None:
        return None
    first, last = PARLIAMENTS[parliament]
    found = listed.get(_seat_key(first, seat), set())
    if not found and seat.start > first and seat.end == last:
        later = [start for start, _ in PARLIAMENTS.values() if start > last]
        found = listed.get(_seat_key(min(later, default=date.max), seat), set())
    numbered = people.get(seat.parliament_id or "", set())
    certain = [ids for ids in (found, numbered) if len(ids) == 1]
    return next(iter(certain[0])) if certain and all(i == certain[0] for i in certain) else None


def _seat_key(start: date, seat: Membership) -> tuple[date, tuple[str, ...], str]:
    return start, seat_words(seat.constituency or ""), printed_name(seat.name).words[-1]
