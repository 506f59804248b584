"""What registers hold: seats and offices, with the days for which each is vouched for."""

import re
from dataclasses import dataclass, field
from datetime import date

from analyser.debate import House


@dataclass(frozen=True, slots=True)
class Membership:
    """One person's seat under one party, from ``start`` to ``end``, both included.

    ``known_to`` is the last day for which the source vouches for the party; it is ``None``
    in a list, which gives a party on one unknown day between ``start`` and ``end``.
    ``parliament_id`` is the number in Parliament's own data, where the register gives it.
    """

    name: str
    house: House
    party: str | None
    constituency: str | None
    start: date
    end: date
    known_to: date | None
    membership_id: str | None = None
    person_id: str | None = None
    parliament_id: str | None = None
    other_names: tuple[str, ...] = ()  # borne during the same seat, by marriage for instance

    def covers(self, day: date | None) -> bool:
        """Return whether the seat was held that day; an unknown day needs a seat held always."""
        if day is None:
            return self.start == date.min and self.end == date.max
        return self.start <= day <= self.end

    def vouches(self, day: date | None) -> bool:
        """Return whether the party is stated for that very day."""
        return self.covers(day) and (
            day is None or (self.known_to is not None and day <= self.known_to)
        )


@dataclass(frozen=True, slots=True)
class Office:
    """One person's post, from ``start`` to ``end``, both included; ``rank`` 0 is shown first."""

    person_id: str
    title: str
    start: date
    end: date
    rank: tuple[int, int] = (0, 0)
    chair: bool = False
    government: bool = False


@dataclass(slots=True)
class Entries:
    """What has been read so far; ``people`` maps Parliament's numbers to person ids.

    ``sexes`` has what is published of a person, by id. It fills no sitting: it is for figures that
    compare how well the coding does.
    """

    memberships: list[Membership] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    people: dict[str, set[str]] = field(default_factory=dict)
    sexes: dict[str, set[str]] = field(default_factory=dict)

    def note_sex(self, person_id: str, published: object) -> None:
        """Keep a published sex: "F" is female, "M" male, any other as it stands."""
        if published:
            sex = str(published).casefold()
            self.sexes.setdefault(person_id, set()).add(_SEXES.get(sex, sex))


_SEXES = {"f": "female", "m": "male"}
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


def first_day(text: object) -> date | None:
    """Return the day, or the first of a year or month (peers' older dates are bare years).

    ``None`` is for whatever is no date.
    """
    if not isinstance(text, str) or not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        return None
