"""The member meant by a name as somebody else spells it: "Dianne Abbot", "Oppong-Assare"."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from analyser.members.names import PrintedName, printed_name, seat_words

_SURNAME, _FORENAME = 84.0, 70.0  # least likeness, of 100, to be taken for a misspelling
_APART = 4.0  # by how much the best must be better than the next
_SEAT = 20.0  # what naming the right seat is worth


@dataclass(frozen=True, slots=True)
class Spelt:
    """Somebody on record: an id where there is one, the name as it is spelt there, the seat."""

    person_id: str | None
    name: str
    constituency: str | None = None


def closest(name: str, people: Iterable[Spelt], *, about: str = "") -> Spelt | None:
    """Return the one on record whom a name means, misspelt or not; ``None`` for nobody or several.

    Surname and forename must each be alike (by edit distance, in hundredths); a surname alone
    will do where only one has it. ``about`` is what else is said of the member, such as "the
    MP for Erith & Thamesmead", and settles what the name leaves open.
    """
    meant = printed_name(name)
    if not meant.words:
        return None
    scored: dict[str, tuple[float, Spelt]] = {}
    for person in people:
        score = _likeness(meant, printed_name(person.name))
        if score and person.constituency and _names_seat(about, person.constituency):
            score += _SEAT
        key = person.person_id or person.name
        if score and score > scored.get(key, (0.0, person))[0]:
            scored[key] = (score, person)
    ranked = sorted(scored.values(), key=lambda each: -each[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _APART):
        return None
    return ranked[0][1]


def _likeness(meant: PrintedName, other: PrintedName) -> float:
    """Return how alike two names are, of 200; 0 where they are not to be taken for each other."""
    if not other.words or not _same_style(meant, other):
        return 0.0
    if meant.words == other.words or (meant.peerage and meant.words == _before_place(other)):
        return 200.0
    surname = fuzz.ratio(meant.words[-1], other.words[-1])
    if surname < _SURNAME:
        return 0.0
    if len(meant.words) == 1:
        return surname
    if len(other.words) == 1:
        return surname + _FORENAME
    given, theirs = meant.words[0], other.words[0]
    forename = (
        90.0 if theirs.startswith(given) or given.startswith(theirs) else fuzz.ratio(given, theirs)
    )
    return surname + forename if forename >= _FORENAME else 0.0


def _before_place(name: PrintedName) -> tuple[str, ...]:
    """Return a peer's name without the place: "Quay" of "Lord Quay of Wick"."""
    return name.words[: name.words.index("of")] if "of" in name.words[1:] else name.words


def _same_style(meant: PrintedName, other: PrintedName) -> bool:
    """Return whether rank and gender agree; a peer may be named without the place."""
    genders = {meant.gender, other.gender} - {""}
    return meant.peerage == other.peerage and len(genders) < 2


def _names_seat(about: str, constituency: str) -> bool:
    wanted = set(seat_words(constituency)) - {"and"}
    return bool(wanted) and wanted <= set(seat_words(about))
