"""Reader of ParlParse's ``people.json`` (Popolo): everyone's seats, parties and names by date."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from analyser.debate import House
from analyser.errors import UnreadableRegister
from analyser.members.names import party_abbreviation
from analyser.members.records import Entries, Membership, first_day

_SHAPE = '{"persons": […], "memberships": […], "posts": […], "organizations": […]}'
_HOUSES = {"house-of-commons": House.COMMONS, "house-of-lords": House.LORDS}
_NUMBER = "datadotparl_id"


def is_people(document: object) -> bool:
    """Return whether a JSON document lists persons as Popolo does."""
    return isinstance(document, dict) and "persons" in document


def read_people(path: Path, document: dict[str, Any], entries: Entries) -> None:
    """Add every seat in either House, and whose Parliament's numbers are.

    A party is vouched for from the first to the last day of its membership; ParlParse ends
    one and begins another whenever a member changes party.
    """
    people = _People(path, document)
    dates = [
        day
        for membership in people.listed("memberships")
        for name in ("start_date", "end_date")
        if (day := first_day(membership.get(name))) and day.year < 9999
    ]
    known_to = max(dates, default=None)
    if known_to is None:
        raise UnreadableRegister(path, "memberships", "no membership with a date", _SHAPE)
    for place, membership in enumerate(people.listed("memberships")):
        if seat := people.seat(membership, f"memberships[{place}]", known_to):
            entries.memberships.append(seat)
    for place, person in enumerate(people.listed("persons")):
        if "id" not in person:
            raise UnreadableRegister(path, f"persons[{place}]", "no id", _SHAPE)
        entries.note_sex(str(person["id"]), person.get("gender"))
        for identifier in people.listed("identifiers", person):
            if identifier.get("scheme") == _NUMBER:
                number = str(identifier.get("identifier"))
                entries.people.setdefault(number, set()).add(str(person["id"]))


@dataclass(slots=True)
class _Name:
    text: str
    start: date
    end: date


class _People:
    """One file: names by person, parties and posts by id."""

    def __init__(self, path: Path, document: dict[str, Any]) -> None:
        self._path = path
        self._document = document
        self._names = {
            str(person.get("id")): [
                _name(name) for name in self.listed("other_names", person) if _is_main(name)
            ]
            for person in self.listed("persons")
        }
        self._parties = {
            str(party.get("id")): str(party.get("name")) for party in self.listed("organizations")
        }
        self._posts = {str(post.get("id")): post for post in self.listed("posts")}

    def listed(self, name: str, within: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Return one of the document's lists of objects, or of those of an object in it."""
        found = (self._document if within is None else within).get(name) or []
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            raise UnreadableRegister(self._path, name, "no list of objects", _SHAPE)
        return found

    def seat(self, membership: dict[str, Any], where: str, known_to: date) -> Membership | None:
        """Return a membership of either House, ``None`` for one of anything else."""
        post = self._posts.get(str(membership.get("post_id")), {})
        organization = membership.get("organization_id") or post.get("organization_id")
        house = _HOUSES.get(str(organization))
        if house is None or "redirect" in membership:
            return None
        start = first_day(membership.get("start_date"))
        if start is None or not membership.get("person_id"):
            raise UnreadableRegister(self._path, where, "no person or first day", _SHAPE)
        end = first_day(membership.get("end_date")) or date.max
        person = str(membership["person_id"])
        party = self._parties.get(str(membership.get("on_behalf_of_id")))
        area = post.get("area")
        seat = area.get("name") if isinstance(area, dict) else None
        name, *others = self._names_between(person, start, end)
        return Membership(
            name=name,
            other_names=tuple(others),
            house=house,
            party=party_abbreviation(party) if party else None,
            constituency=str(seat) if seat and house is House.COMMONS else None,
            start=start,
            end=end,
            known_to=end if end.year < 9999 else max(known_to, start),
            membership_id=str(membership.get("id")),
            person_id=person,
        )

    def _names_between(self, person: str, start: date, end: date) -> list[str]:
        """Return the names that a person bore from one day to another, the first of them first."""
        names = self._names.get(person) or [_Name(person, date.min, date.max)]
        borne = [name for name in names if name.start <= end and start <= name.end]
        return list(dict.fromkeys(name.text for name in sorted(borne or names[-1:], key=_start)))


def _start(name: _Name) -> date:
    return name.start


def _is_main(name: dict[str, Any]) -> bool:
    return bool(name.get("note", "Main") == "Main")


def _name(name: dict[str, Any]) -> _Name:
    start = first_day(name.get("start_date")) or date.min
    end = first_day(name.get("end_date")) or date.max
    if title := name.get("lordname") or name.get("lordofname"):
        of = name.get("lordofname") if name.get("lordname") else None
        rank = str(name.get("honorific_prefix") or "")
        if not name.get("lordname") and not rank.endswith(" of"):
            title = f"of {title}"  # "Earl" and "Ebb": the Earl of Ebb
        words = [rank, title, f"of {of}" if of else None]
    else:
        words = [name.get("given_name"), name.get("family_name")]
    return _Name(" ".join(str(word) for word in words if word), start, end)
