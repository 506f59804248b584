"""Column numbers among the words, as some downloads of old debates have them, taken out of them.

There a number stands, three spaces before it and none behind, where a column of the bound volume
begins: within a word too, which then may be hyphenated ("har-   102bour").
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from analyser.ingest.text_lines import TextLine

_NUMBER = re.compile(
    r"(?:^|(?<=\S)[ \xa0]{3})(?P<number>\d{1,4})(?=[A-Za-z£“‘\"'(\[])(?!(?:st|nd|rd|th)\b)"
)
_SHORTEST = 700  # characters of a column: any number that comes sooner is of something else
_MOST = 12  # columns from one mark to the next: where a new column begins with a figure it has none
_LOOK_BACK = 20  # numbers among which the mark before is looked for
_FEWEST, _WITHIN_LINES = 5, 3  # marks of a file that has them, and those that start no line
_WORD = re.compile(r"\w+")


class _Mark(NamedTuple):
    line: int
    start: int
    end: int
    number: int
    place: int  # characters of the file before it


def without_columns(lines: Iterable[TextLine]) -> Iterator[TextLine]:
    """Yield the lines without such numbers, each with the column in which it begins.

    Numbers are taken for columns where they follow each other as columns do: in small steps, and
    with the words of a column between two. All others stay.
    """
    read = list(lines)
    marks = _columns(_numbers(read))
    words = {word for line in read for word in _WORD.findall(line.text.casefold())}
    column: str | None = None
    for line in read:
        own = marks.get(line.number, [])
        starting = next((str(mark.number) for mark in own if not mark.start), None)
        text = line.text
        for mark in reversed(own):
            text = _joined(text[: mark.start], text[mark.end :], words)
        yield replace(line, text=text, column=starting or column)
        column = str(own[-1].number) if own else column


def _numbers(lines: Sequence[TextLine]) -> list[_Mark]:
    """Return every number that stands as that of a column does."""
    found, before = [], 0
    for line in lines:
        found += [
            _Mark(line.number, *each.span(), int(each["number"]), before + each.start())
            for each in _NUMBER.finditer(line.text)
        ]
        before += len(line.text)
    return found


def _columns(marks: Sequence[_Mark]) -> dict[int, list[_Mark]]:
    """Return by line the longest run of marks that follow each other, none where it is short."""
    longest: list[int] = []
    earlier: list[int | None] = []
    for n, mark in enumerate(marks):
        before = [m for m in range(max(n - _LOOK_BACK, 0), n) if _follows(marks[m], mark)]
        best = max(before, key=lambda m: (longest[m], m), default=None)
        longest.append(1 if best is None else longest[best] + 1)
        earlier.append(best)
    at = max(range(len(marks)), key=lambda n: longest[n], default=None)
    run: list[_Mark] = []
    while at is not None:
        run.append(marks[at])
        at = earlier[at]
    by_line: dict[int, list[_Mark]] = {}
    if len(run) >= _FEWEST and sum(mark.start > 0 for mark in run) >= _WITHIN_LINES:
        for mark in reversed(run):
            by_line.setdefault(mark.line, []).append(mark)
    return by_line


def _follows(first: _Mark, second: _Mark) -> bool:
    step = second.number - first.number
    return 0 < step <= _MOST and second.place - first.place >= _SHORTEST * step


def _joined(before: str, after: str, words: set[str]) -> str:
    """Return the words on both sides of a mark, a word that it divides in one.

    A hyphen that stands only because the column ends there goes: where the whole is a word of the
    file, or its second part is none.
    """
    first = re.search(r"(\w+)-$", before)
    if first is None:
        return f"{before} {after}" if before else after
    second = _WORD.match(after)
    part = second[0].casefold() if second else ""
    divided = after[0].islower() and part not in words
    is_word = first[1].casefold() + part in words
    return (before[:-1] if divided or is_word else before) + after
