"""Words in the record, each in its context: words, phrases, what must not stand there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from analyser.corpus import Corpus
from analyser.errors import WrongUse
from analyser.queries.positions import CONTEXT, ORDER
from analyser.selection import Selection
from analyser.text.normalisation import normalised, normalised_sql

_TERM = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')
_APOSTROPHES = "'’‘"
_KEPT = 90  # characters of context on either side


class UnreadableQuery(WrongUse):
    """A query that asks for nothing, and what was expected."""


@dataclass(frozen=True, slots=True)
class Query:
    """What must stand in a contribution, and what must not: patterns over its text."""

    wanted: tuple[re.Pattern[str], ...]
    excluded: tuple[re.Pattern[str], ...]


def parse(query: str) -> Query:
    """Return what a query asks for.

    Words apart must all stand in a contribution, in any order; "words in quotation marks" side by
    side; a word or phrase after a minus must not; ``camera*`` is any word that begins so. Letters'
    case and the form of apostrophes do not matter. Raises ``UnreadableQuery`` where nothing is
    wanted.
    """
    wanted: list[re.Pattern[str]] = []
    excluded: list[re.Pattern[str]] = []
    for minus, phrase, minus_word, word in _TERM.findall(_straight(query)):
        pattern = _pattern(phrase or word)
        if pattern:
            (excluded if minus or minus_word else wanted).append(pattern)
    if not wanted:
        raise UnreadableQuery(
            f'{query!r} asks for no word (expected words, "a phrase", -not or begin*)'
        )
    return Query(tuple(wanted), tuple(excluded))


@dataclass(frozen=True, slots=True)
class Hits:
    """What a query found: ``places`` a row each, of ``contributions``, ``of`` all selected.

    Columns of ``places``: who and where as in ``positions``; ``left``, ``hit`` and ``right``
    (keyword in context, white space made single); ``start`` and ``end`` of the hit in the
    contribution's text; ``quote``, the stretch shown. A word that stands within the context of the
    one before has no row of its own. ``complete`` is whether every place is listed.
    """

    places: pd.DataFrame
    contributions: int
    of: int
    complete: bool


def search(
    corpus: Corpus, query: str, selection: Selection | None = None, *, most: int = 10_000
) -> Hits:
    """Return where the words stand, in the order of the record, at most ``most`` contributions."""
    asked = parse(query)
    rows = corpus.select(
        f", texts AS (SELECT *, {normalised_sql('text')} AS plain FROM chosen"
        " WHERE speaker IS NOT NULL)"
        f" SELECT {CONTEXT}, h.text, count(*) OVER () AS matched FROM texts h WHERE"
        " list_bool_and(list_transform($hints, lambda p: contains(lower(h.plain), p)))"
        " AND list_bool_and(list_transform($patterns, lambda p: regexp_matches(h.plain, p, 'i')))"
        " AND NOT list_bool_or(list_transform($barred, lambda p:"
        f" regexp_matches(h.plain, p, 'i'))) ORDER BY {ORDER} LIMIT $most",
        selection,
        hints=[hint for each in asked.wanted if (hint := _hint(each.pattern))] or [""],
        patterns=[each.pattern for each in asked.wanted],
        barred=[each.pattern for each in asked.excluded] or [_NEVER],
        most=most,
    )
    whole = corpus.select("SELECT count(*) AS n FROM chosen WHERE speaker IS NOT NULL", selection)
    matched = int(rows["matched"].iloc[0]) if len(rows) else 0
    columns = [
        *rows.columns.drop(["text", "matched"]), "left", "hit", "right", "quote", "start", "end",
    ]  # fmt: skip
    found = [
        {name: row[name] for name in row if name not in ("text", "matched")} | place
        for row in rows.to_dict("records")
        for place in _places(row["text"], asked)
    ]
    places = pd.DataFrame(found, columns=columns)
    return Hits(places, matched, int(whole["n"].iloc[0]), matched == len(rows))


def _hint(pattern: str) -> str:
    """Return the longest run of plain letters that a text must hold to match: a quick sieve."""
    runs = re.findall(r"(?<![\\\[])[a-z]{3,}(?![^\[]*\])", pattern.replace(r"\W+", " ").lower())
    return max(runs, key=len, default="")


_NEVER = r"[^\s\S]"


def _places(text: str, asked: Query) -> Iterator[dict[str, object]]:
    read = normalised(text)
    spans = {m.span() for pattern in asked.wanted for m in pattern.finditer(read.text)}
    shown = -1
    for start, end in (read.published(*span) for span in sorted(spans)):
        if end <= shown:  # it stands in the context of the one before
            continue
        shown = end + _KEPT
        first, last = _words_from(text, start - _KEPT), _words_to(text, end + _KEPT)
        yield {
            "left": " ".join(text[first:start].split()),
            "hit": text[start:end],
            "right": " ".join(text[end:last].split()),
            "quote": text[first:last].strip(),
            "start": start,
            "end": end,
        }


def _words_from(text: str, at: int) -> int:
    if at <= 0:
        return 0
    space = text.find(" ", at)
    return at if space < 0 else space + 1


def _words_to(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", 0, at)
    return at if space < 0 else space


def _straight(text: str) -> str:
    text = normalised(text).text
    for mark in "“”":
        text = text.replace(mark, '"')
    return text


def _pattern(words: str) -> re.Pattern[str] | None:
    """Return a pattern that DuckDB and Python read alike: words side by side, whole."""
    parts = [_word(word) for word in words.split() if re.search(r"\w", word)]
    return re.compile(r"\b" + r"\W+".join(parts), re.IGNORECASE) if parts else None


def _word(word: str) -> str:
    word = word.strip('.,;:!?()[]"')
    begins = word.endswith("*")
    letters = "".join(
        f"[{_APOSTROPHES}]" if letter in _APOSTROPHES else re.escape(letter)
        for letter in word.rstrip("*")
    )
    return letters + (r"\w*" if begins else r"\b")
