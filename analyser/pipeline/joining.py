"""Several files of one sitting into one: the fullest, with the parts that only others have.

ParlParse keeps the divisions of a Lords day in a file beside that of its speeches, under the same
ids; an extract of a day has the id of the whole day. What files hold is compared by its words, so
that none of them keeps another's words out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from analyser.debate import Contribution, Debate, Division, Sitting

PARTIAL = 0.5
"""A file with a smaller share of the words of another is a part of it, whatever its version."""

_PREFIX = re.compile(r"uk\.org\.publicwhip/[a-z]+/|twfy/")
_PLACE = re.compile(r"(?:\.\d+){2}(?=~|$)")
_TELLING = 8  # words
_VERSION = re.compile(r"(\d{4}-\d\d-\d\d)[a-z]+(?=[.~])")  # ParlParse's letter, within an id


@dataclass(frozen=True, slots=True)
class Joined:
    """The sitting that files of it give together.

    ``base`` is the place of the fullest among those given, ``added`` how many contributions and
    divisions each of the others had alone; ``None`` for one that a newer version replaces.
    """

    sitting: Sitting
    base: int
    added: tuple[int | None, ...]


def joined(sittings: Sequence[Sitting]) -> Joined:
    """Return one sitting of several under one id; of two alike, the first given is the base."""
    sizes = [words_of(texts_of(sitting)) for sitting in sittings]
    whole = [n for n, size in enumerate(sizes) if size >= PARTIAL * max(sizes)]
    base = max(whole, key=lambda n: (sittings[n].version, sizes[n], -n))
    sitting = sittings[base]
    added: list[int | None] = [0] * len(sittings)
    for n in sorted(range(len(sittings)), key=lambda n: -sizes[n]):
        if n == base:
            continue
        if sittings[n].version < sitting.version:
            added[n] = None
        else:
            sitting, added[n] = _with_parts_of(sittings[n], sitting)
    return Joined(sitting, base, tuple(added))


def texts_of(sitting: Sitting) -> list[str]:
    """Return the text of each contribution of a sitting."""
    return [item.text for debate in sitting.debates for item in debate.contributions]


def ids_of(sitting: Sitting) -> Iterator[str]:
    """Yield the id of each contribution of a sitting."""
    return (item.contribution_id for debate in sitting.debates for item in debate.contributions)


def words_of(texts: Iterable[str]) -> int:
    """Return how many words texts have together."""
    return sum(len(text.split()) for text in texts)


def letters_of(text: str) -> str:
    """Return what two texts that differ only in spaces, marks and capitals have in common."""
    return re.sub(r"\W+", "", text).casefold()


def _with_parts_of(other: Sitting, base: Sitting) -> tuple[Sitting, int]:
    """Return a sitting with what only another of the same id has, each part after its neighbour."""
    there = Held(ids_of(base), texts_of(base))
    debates = list(base.debates)
    place = count = 0
    for debate in other.debates:
        key = _key(debate.debate_id)
        at = next((n for n, own in enumerate(debates) if _key(own.debate_id) == key), None)
        into = debates[at] if at is not None else replace(debate, contributions=(), divisions=())
        fuller, added = _with_contributions_of(debate, into, there)
        count += added
        if at is not None:
            debates[at], place = fuller, at + 1
        elif added:
            debates.insert(place, fuller)
            place += 1
    return replace(base, debates=tuple(debates)), count


class Held:
    """What a record has, anywhere in it: the ids and the words of its contributions."""

    def __init__(self, ids: Iterable[str], texts: Iterable[str]) -> None:
        self._keys = {_key(identifier) for identifier in ids}
        self._letters = {letters_of(text) for text in texts}

    def has(self, identifier: str, text: str) -> bool:
        """Whether a contribution is there: few words are another's too, so its id decides."""
        is_there = letters_of(text) in self._letters
        return is_there and (_is_telling(text) or _key(identifier) in self._keys)


def _is_telling(text: str) -> bool:
    """Whether words are so many that no other contribution is likely to have the same."""
    return len(text.split()) >= _TELLING


def _with_contributions_of(debate: Debate, into: Debate, there: Held) -> tuple[Debate, int]:
    kept = list(into.contributions)
    divisions = {division.division_id: division for division in into.divisions}
    theirs = {division.division_id: division for division in debate.divisions}
    place = count = 0
    for item in debate.contributions:
        at = next((n for n, own in enumerate(kept) if _is_same(own, item)), None)
        if at is not None:
            place = at + 1
            own = kept[at]
            if len(letters_of(own.text)) < len(letters_of(item.text)):
                kept[at] = replace(own, text=item.text)
                count += 1
            count += _with_votes(divisions, own.contribution_id, theirs.get(item.contribution_id))
        elif not there.has(item.contribution_id, item.text):
            place = _place_of(item, kept, place)
            taken = {own.contribution_id for own in kept}
            while item.contribution_id in taken:  # another's words under the same id
                item = replace(item, contribution_id=f"{item.contribution_id}~2")
            kept.insert(place, item)
            place += 1
            count += 1
            if division := theirs.get(item.contribution_id):
                divisions[item.contribution_id] = division
    order = {item.contribution_id: n for n, item in enumerate(kept)}
    inside = sorted(divisions.values(), key=lambda division: order.get(division.division_id, 0))
    return replace(into, contributions=tuple(kept), divisions=tuple(inside)), count


def _place_of(item: Contribution, kept: Sequence[Contribution], least: int) -> int:
    """Return where a contribution belongs: by the numbers in its id, else at ``least``."""
    if not (number := _numbers(item.contribution_id)):
        return least
    for n in range(least, len(kept)):
        if _numbers(kept[n].contribution_id) > number:
            return n
    return len(kept)


def _numbers(identifier: str) -> tuple[int, ...]:
    """Return the column and the number that end an id of ParlParse's, 121 and 6 of …a.121.6."""
    found = _PLACE.search(identifier)
    return tuple(map(int, found[0].split(".")[1:])) if found else ()


def _with_votes(divisions: dict[str, Division], own: str, other: Division | None) -> int:
    """Take another file's division where it names more votes; return whether it does, as 0 or 1."""
    if other is None or (own in divisions and len(divisions[own].votes) >= len(other.votes)):
        return 0
    divisions[own] = replace(other, division_id=own)
    return 1


def _is_same(own: Contribution, other: Contribution) -> bool:
    """Whether two are one contribution: the same words, or under one id one within the other."""
    one, two = letters_of(own.text), letters_of(other.text)
    if _key(own.contribution_id) != _key(other.contribution_id):
        return _is_telling(own.text) and one == two
    names = {item.speaker.name if item.speaker else None for item in (own, other)}
    return len(names) == 1 and (one in two or two in one)


def _key(identifier: str) -> str:
    """Return an id without its publisher's prefix and without the letter of its version."""
    return _VERSION.sub(r"\1", _PREFIX.sub("", identifier))
