"""What a query asks for, and where in a text it stands. Words are counted as the index counts them.

A word is a run of letters and digits, in the small letters of ``str.casefold``, of the text as
``analyser.text.normalisation`` has it: "stop-and-search" is three words side by side.
"""

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from analyser.errors import WrongUse
from analyser.selection import Selection
from analyser.text.normalisation import normalised

FIELDS = ("member", "party", "house", "debate", "measure", "theme", "stance")
"""What can be asked of a contribution besides its words, as in a selection; ``date`` too."""

_WORD = re.compile(r"\w+")
_TERM = re.compile(
    r"NEAR/(?P<near>\d+)(?!\S)"
    rf'|(?P<minus>-?)(?:(?P<field>{"|".join(FIELDS)}|date):)?(?:"(?P<phrase>[^"]*)"|(?P<word>\S+))',
    re.IGNORECASE,
)
_DAYS = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")
_HALF = re.compile("[\ud800-\udfff]")  # of an argument that is no UTF-8
_LONGEST = 2_000  # characters
_FARTHEST = 50  # words between, in NEAR
_EXPECTED = 'words, "a phrase", -not, begin*, near NEAR/5 by, or member:name'


class Order(StrEnum):
    """How hits are ordered: by how well they match (BM25), or as in the record, by date."""

    RELEVANCE = "relevance"
    DATE = "date"


class UnreadableQuery(WrongUse):
    """A query that asks for nothing, or for what there cannot be, and what was expected."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words side by side. One with a star at its end is any word that begins so."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Two of ``Words`` in either order, with at most so many words between them."""

    one: Words
    other: Words
    between: int


@dataclass(frozen=True, slots=True)
class Query:
    """What must stand in a contribution, what must not, and whose contributions are meant.

    ``chosen`` comes from fields such as ``member:cooper``, ``barred`` from those with a minus.
    """

    wanted: tuple[Words | Near, ...]
    excluded: tuple[Words | Near, ...]
    chosen: Selection = field(default_factory=Selection)
    barred: tuple[Selection, ...] = ()


def parse(query: str) -> Query:
    """Return what a query asks for.

    Words apart must all stand in a contribution, in any order; "words in quotation marks" side by
    side; a word or phrase after a minus must not; ``camera*`` is any word that begins so; ``a
    NEAR/5 b`` stand with at most five words between them, in either order. Letters' case and the
    form of apostrophes and hyphens do not matter. ``member:``, ``party:``, ``house:``,
    ``debate:``, ``measure:``, ``theme:``, ``stance:`` and ``date:`` (2020, 2020-01, 2020-01-27, or
    two of them with ".." between) choose as options do: several values of one mean any of them.
    Raises ``UnreadableQuery`` where no word is wanted, or a NEAR or date cannot be read.
    """
    if len(query) > _LONGEST:
        raise UnreadableQuery(
            f"a query of {len(query):,} characters (expected {_LONGEST:,} at most)"
        )
    if _HALF.search(query):
        raise UnreadableQuery(f"{query!r} holds half of a character (expected {_EXPECTED})")
    items: list[tuple[bool, Words | Near]] = []
    chosen, barred = Selection(), []
    near: int | None = None
    for term in _TERM.finditer(_straight(query)):
        if term["near"]:
            near = _distance(term["near"], bool(items) and near is None, query)
            continue
        minus, value = bool(term["minus"]), term["phrase"] or term["word"] or ""
        if term["field"] and minus:
            barred.append(_choosing(Selection(), term["field"].lower(), value))
        elif term["field"]:
            chosen = _choosing(chosen, term["field"].lower(), value)
        elif found := _words_asked(value):
            own = minus, Words(found)
            items.append(own if near is None else _beside(items.pop(), own, near, query))
            near = None
    if near is not None:
        raise UnreadableQuery(f"{query!r} ends in NEAR (expected a word on either side of it)")
    wanted = tuple(item for minus, item in items if not minus)
    if not wanted:
        raise UnreadableQuery(f"{query!r} asks for no word (expected {_EXPECTED})")
    excluded = tuple(item for minus, item in items if minus)
    return Query(wanted, excluded, chosen, tuple(barred))


def _straight(text: str) -> str:
    text = normalised(text).text
    for mark in "“”":
        text = text.replace(mark, '"')
    return text


def _words_asked(asked: str) -> tuple[str, ...]:
    """Return the words of a term, as the index has them, with the stars that end some of them."""
    found: list[str] = []
    for each in asked.split():
        own = words_of(each)
        if own and each.rstrip('.,;:!?()[]"').endswith("*"):
            own[-1] += "*"
        found += own
    return tuple(found)


def _distance(number: str, follows_a_word: bool, query: str) -> int:
    if not follows_a_word:
        raise UnreadableQuery(f"NEAR in {query!r} follows no word (expected one on either side)")
    if len(number) > 4 or int(number) > _FARTHEST:
        raise UnreadableQuery(f"NEAR/{number[:9]} is too far (expected at most NEAR/{_FARTHEST})")
    return int(number)


def _beside(
    before: tuple[bool, Words | Near], after: tuple[bool, Words], between: int, query: str
) -> tuple[bool, Near]:
    """Return two terms with NEAR between them; a minus before the first excludes the pair."""
    if isinstance(before[1], Near) or after[0]:
        raise UnreadableQuery(
            f"NEAR in {query!r} cannot be read (expected one NEAR between two words or phrases,"
            " with a minus before the first alone)"
        )
    return before[0], Near(before[1], after[1], between)


def _choosing(chosen: Selection, name: str, value: str) -> Selection:
    """Return a selection with one more value of a field."""
    value = value.strip()
    if not value:
        raise UnreadableQuery(f"{name}: is followed by nothing (expected {name}:value)")
    if name == "date":
        first, last = _days(value)
        later = max(filter(None, (chosen.date_from, first)), default=None)
        return replace(
            chosen,
            date_from=later,
            date_to=min(filter(None, (chosen.date_to, last)), default=None),
        )
    values: dict[str, Any] = {name: (*getattr(chosen, name), value)}
    return replace(chosen, **values)


def _days(value: str) -> tuple[date | None, date | None]:
    """Return the first and last day of a year, month or day, or of two with ".." between."""
    first, dots, last = value.partition("..")
    try:
        start, end = _bounds(first)[0], _bounds(last if dots else first)[1]
        if not (start or end) or (start and end and start > end):
            raise ValueError
    except ValueError:
        raise UnreadableQuery(
            f"date:{value} cannot be read (expected date:2020, date:2020-01, date:2020-01-27 or"
            " date:2019..2021)"
        ) from None
    return start, end


def _bounds(text: str) -> tuple[date | None, date | None]:
    """Return the first and the last day of a year, a month or a day, of nothing none."""
    if not text:
        return None, None
    found = _DAYS.fullmatch(text)
    if not found:
        raise ValueError
    year, *rest = [int(part) for part in found.groups() if part]
    month = rest[0] if rest else 12
    last = rest[1] if len(rest) > 1 else monthrange(year, month)[1]
    return date(year, *[*rest, 1, 1][:2]), date(year, month, last)


def words_of(text: str) -> list[str]:
    """Return the words of a text as the index has them, in order."""
    return " ".join(_WORD.findall(normalised(text).text)).casefold().split()


def places(text: str, query: Query) -> list[tuple[int, int]]:
    """Return where what is wanted stands in a text as published: offsets, in order."""
    read = normalised(text)
    folded = read.text.casefold()
    spans = sorted({span for item in query.wanted for span in _spans(folded, item)})
    if len(folded) != len(read.text):  # a letter such as ß became two
        letters = [at for at, letter in enumerate(read.text) for _ in letter.casefold()]
        spans = [(letters[start], letters[end - 1] + 1) for start, end in spans]
    return [read.published(*span) for span in spans]


def _spans(text: str, item: Words | Near) -> Iterator[tuple[int, int]]:
    """Yield where an item stands in a text of small letters."""
    if isinstance(item, Words):
        yield from _side_by_side(text, item.words)
        return
    words = [word.start() for word in _WORD.finditer(text)]
    others = list(_side_by_side(text, item.other.words))
    starts = [start for start, _ in others]
    reach = item.between + len(item.one.words) + len(item.other.words)
    for one in _side_by_side(text, item.one.words):
        at = bisect_left(words, one[0])
        first = bisect_left(starts, words[max(0, at - reach)])
        last = bisect_left(starts, words[at + reach]) if at + reach < len(words) else len(starts)
        for other in others[first:last]:
            before, after = sorted((one, other))
            between = bisect_left(words, after[0]) - bisect_left(words, before[1])
            if before[1] <= after[0] and between <= item.between:
                yield before[0], after[1]


def _side_by_side(text: str, asked: Sequence[str]) -> Iterator[tuple[int, int]]:
    for start, end in _each(text, asked[0]):
        for word in asked[1:]:
            beside = _WORD.search(text, end)
            if not beside or not _is(beside[0], word):
                break
            end = beside.end()
        else:
            yield start, end


def _each(text: str, asked: str) -> Iterator[tuple[int, int]]:
    """Yield where one word stands. Looking for its letters first is many times faster."""
    letters = asked.removesuffix("*")
    at = text.find(letters)
    while at >= 0:
        if not (at and _WORD.match(text[at - 1])):
            word = _WORD.match(text, at)
            if word and _is(word[0], asked):
                yield word.span()
        at = text.find(letters, at + 1)


def _is(word: str, asked: str) -> bool:
    return word.startswith(asked[:-1]) if asked[-1] == "*" else word == asked
