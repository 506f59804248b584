"""Column numbers among the words, as some downloads of old debates have them, taken out of them.

There a number stands, three spaces before it and none behind, where a column of the bound volume
begins: within a word too, which then is hyphenated ("Oxy-   1552gen").
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from analyser.ingest.text_lines import TextLine

_MARK = re.compile(
    r"(?:^|(?<=\S)[ \xa0]{3})(?P<number>\d{1,4})(?=[A-Za-z£“‘\"'(\[])(?!(?:st|nd|rd|th)\b)"
)
_STEP = 12  # columns at most from one mark to the next
_FEWEST, _WITHIN_LINES = 5, 3  # marks of a file that has them, and those that start no line


def without_columns(lines: Iterable[TextLine]) -> Iterator[TextLine]:
    """Yield the lines without such numbers, each with the column in which it begins.

    Numbers are columns where several follow each other in small steps; others stay.
    """
    read = list(lines)
    marks = _columns([(line, found) for line in read for found in _MARK.finditer(line.text)])
    column: str | None = None
    for line in read:
        own = marks.get(line.number, [])
        starting = next((found["number"] for found in own if not found.start()), None)
        text = line.text
        for found in reversed(own):
            text = _joined(text[: found.start()], text[found.end() :])
        yield replace(line, text=text, column=starting or column)
        column = own[-1]["number"] if own else column


def _columns(found: Sequence[tuple[TextLine, re.Match[str]]]) -> dict[int, list[re.Match[str]]]:
    """Return by line the marks whose numbers follow each other, none where they are few."""
    numbers = [int(mark["number"]) for _, mark in found]
    kept: list[int] = []
    for n, number in enumerate(numbers):
        before = numbers[kept[-1]] if kept else None
        after = numbers[n + 1] if n + 1 < len(numbers) else number
        step = number - before if before is not None else after - number
        if 0 < step <= _STEP:
            kept.append(n)
    within = sum(found[n][1].start() > 0 for n in kept)
    by_line: dict[int, list[re.Match[str]]] = {}
    if len(kept) >= _FEWEST and within >= _WITHIN_LINES:
        for line, mark in (found[n] for n in kept):
            by_line.setdefault(line.number, []).append(mark)
    return by_line


def _joined(before: str, after: str) -> str:
    """Return the words on both sides of a mark, a word that it divides in one."""
    if re.search(r"[a-z]-$", before):
        return (before[:-1] if after[0].islower() else before) + after
    return f"{before} {after}" if before else after
