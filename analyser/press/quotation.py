"""Where an article quotes: the marks, matched in every style that newspapers use.

Straight and curly, double and single, with apostrophes kept apart from closing marks; a quotation
over several paragraphs opens each of them and closes only the last.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MASK = "\ue000"
"""What stands for every character of a quotation, marks included, in a masked text."""

_DOUBLE = {'"': '"', "“": "”", "„": "”", "«": "»"}
_SINGLE = {"'": "'", "‘": "’"}
_OPENS_AFTER = re.compile(r"(?:^|[\s(\[—–:-]|[\"“])$")
_LONGEST = 3_000  # characters of a paragraph; one apostrophe in so many opens nothing
_TITLE_WORD = re.compile(r"[A-Z0-9][\w’'-]*|of|the|and|in|for|on|to|a|an|or|with|at|by|'Em")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks: ``text[start:end]`` is its words, without the marks.

    ``opens`` and ``closes`` bound it with its marks. ``continues`` says that the paragraph
    ended before a closing mark.
    """

    start: int
    end: int
    opens: int
    closes: int
    continues: bool = False


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of a text in their order, none within another."""
    found: list[Quotation] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        found += _in_paragraph(text, paragraph.start(), paragraph.end())
    return found


def masked(text: str, found: list[Quotation]) -> str:
    """Return the text with every quotation masked, each other character at its old offset."""
    letters = list(text)
    for quotation in found:
        letters[quotation.opens : quotation.closes] = MASK * (quotation.closes - quotation.opens)
    return "".join(letters)


def is_title(words: str) -> bool:
    """Return whether words in marks are a name or title: every one of them capitalised."""
    each = words.strip(" ,.").split()
    capitals = sum(word[:1].isupper() for word in each)
    return (
        0 < len(each) <= 9 and capitals >= 2 and all(_TITLE_WORD.match(word) for word in each)
    ) or (len(each) == 1 and re.fullmatch(r"[A-Z][a-z]+[A-Z]\w*", each[0]) is not None)


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Quotation]:
    at = start
    while at < end:
        mark = text[at]
        closing = _DOUBLE.get(mark) or _SINGLE.get(mark)
        if closing is None or not _opens(text, at, start, end):
            at += 1
            continue
        is_double = mark in _DOUBLE
        close = _closing_double(text, at, end) if is_double else _closing_single(text, at, end)
        if close is None and not is_double and not _begins(text, at, start):
            at += 1  # an apostrophe: a single mark that never closes opens nothing
            continue
        stop = end if close is None else close
        yield Quotation(at + 1, stop, at, min(stop + 1, end), continues=close is None)
        at = stop + 1


def _opens(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else ""
    after = text[at + 1] if at + 1 < end else ""
    if not after or after.isspace():
        return False
    if text[at] in "“„«":
        return True
    if text[at] == '"':
        return not before or not before.isalnum()
    return bool(_OPENS_AFTER.search(before)) and (after.isalnum() or after in '“"£[…')


def _begins(text: str, at: int, start: int) -> bool:
    """Return whether a mark stands where a sentence or the paragraph begins."""
    return at == start or re.search(r"[.,:?!]\s$", text[max(start, at - 2) : at]) is not None


def _closing_double(text: str, at: int, end: int) -> int | None:
    """Return where the mark closes; a curly quotation may be closed by a straight mark."""
    wanted = {_DOUBLE[text[at]], '"'} | ({"”"} if text[at] == '"' else set())
    for place in range(at + 1, end):
        if text[place] in wanted and not text[place - 1].isspace():
            return place
    return None


def _closing_single(text: str, at: int, end: int) -> int | None:
    """Return where a single mark closes: not within a word, and not after a plural's s.

    ``our agents’ evidence`` closes nothing as long as a surer mark follows in the paragraph:
    one after a stop or comma, or before one.
    """
    wanted = {_SINGLE[text[at]], "'"} | ({"’"} if text[at] == "'" else set())
    doubtful: int | None = None
    depth = 0
    for place in range(at + 1, min(end, at + _LONGEST)):
        if text[place] in "“":
            depth += 1
        elif text[place] in "”":
            depth -= 1
        if text[place] not in wanted or depth > 0:
            continue
        before, after = text[place - 1], text[place + 1] if place + 1 < end else ""
        if before.isspace() or after.isalnum():
            continue
        if before in ".,?!…" or not after or after in ".,;:?!)—" or before not in "sz":
            return place
        doubtful = doubtful or place
    return doubtful
