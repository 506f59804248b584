"""Quoted words held against the record: verbatim, nearly so, somebody else's, or not there."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from rapidfuzz import fuzz

from analyser.debate import PARAGRAPH
from analyser.text.normalisation import normalised

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_GAP = re.compile(r"\s*(?:…|\.\s?\.\s?\.|\[[^\]]*\])[\s.,;]*")
_NEAR, _NEAR_OTHERS = 80.0, 88.0  # least likeness, of 100, to the words nearest to a quotation
_KEPT = 0.65  # least share of the quoted words that stand in the record, in order
_FEWEST = 4  # words; fewer can be found verbatim or not at all
_LONGEST_GAP = 400  # words left out by an ellipsis


class Verdict(StrEnum):
    """What the record says of a quotation."""

    VERBATIM = "verbatim"
    NEAR = "near"
    SOMEONE_ELSE = "said by someone else"
    NOT_FOUND = "not found"
    PARAPHRASE = "paraphrase"
    NO_RECORD = "record not in the corpus"


@dataclass(frozen=True, slots=True)
class Said:
    """One contribution of the record against which words are held."""

    contribution_id: str
    debate_id: str
    speaker: str
    person_id: str | None
    date: date
    house: str | None
    title: str
    text: str
    column: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A place at which a quotation differs from the record: words quoted, words on record."""

    quoted: str
    recorded: str


@dataclass(frozen=True, slots=True)
class Match:
    """Where the words stand: ``said.text[start:end]`` is what the record has in their place."""

    verdict: Verdict
    said: Said | None = None
    start: int = 0
    end: int = 0
    changes: tuple[Change, ...] = ()

    @property
    def recorded(self) -> str | None:
        """The words of the record, ``None`` where there are none."""
        return self.said.text[self.start : self.end] if self.said else None


class RecordText:
    """A contribution made ready for comparison: its words, and where each stands."""

    def __init__(self, said: Said) -> None:
        self.said = said
        self.text = normalised(said.text)
        self._words = [found.span() for found in _WORD.finditer(self.text.text)]
        self.plain = _plain(self.text.text)

    def find(self, parts: Sequence[str]) -> tuple[int, int] | None:
        """Return where parts stand word for word, in order and not far apart, in characters."""
        begin, at = None, 0
        for part in parts:
            place = self.plain.find(f" {part} ", at)
            if place < 0 or (begin is not None and self._between(at, place) > _LONGEST_GAP):
                return None
            begin = place if begin is None else begin
            at = place + len(part) + 1
        return None if begin is None else self.text.published(self._start(begin), self._end(at))

    def nearest(self, part: str, least: float) -> tuple[float, int, int] | None:
        """Return the likeness and place of the words nearest to a part, if they are near enough.

        The place is one in ``text.text``.
        """
        aligned = fuzz.partial_ratio_alignment(part, self.plain, score_cutoff=least)
        if aligned is None or len(part) > len(self.plain):
            return None
        left = self.plain.rfind(" ", 0, aligned.dest_start + 1)
        right = self.plain.find(" ", max(aligned.dest_end - 1, left + 1))
        right = len(self.plain) - 1 if right < 0 else right
        return aligned.score, self._start(max(left, 0)), self._end(right)

    def _between(self, start: int, end: int) -> int:
        return self.plain.count(" ", start, end)

    def _start(self, at: int) -> int:
        return self._words[self.plain.count(" ", 0, at + 1) - 1][0]

    def _end(self, at: int) -> int:
        return self._words[max(self.plain.count(" ", 0, at) - 1, 0)][1]


def verdict_on(
    words: str, pages: Sequence[RecordText], *, by: Callable[[Said], bool] | None
) -> Match:
    """Return the verdict on quoted words, held against contributions.

    ``by`` picks the contributions of the one to whom the words are attributed; ``None``
    where the article names nobody. An ellipsis, or a word in square brackets, stands for
    words left out. Letters' case, punctuation and marks do not count.
    """
    parts = [
        plain for part in _GAP.split(normalised(words).text) if (plain := _plain(part).strip())
    ]
    if not parts:
        return Match(Verdict.NOT_FOUND)
    own = [page for page in pages if by is None or by(page.said)]
    others = [page for page in pages if by is not None and not by(page.said)]
    for found in _verbatim(parts, own):
        return found
    if near := _near(parts, own, _NEAR):
        return near
    whole = sum(len(part.split()) for part in parts)
    if whole < _FEWEST:  # others' "not fit for purpose" proves nothing
        return Match(Verdict.NOT_FOUND)
    for found in _verbatim(parts, others):
        return Match(Verdict.SOMEONE_ELSE, found.said, found.start, found.end)
    if near := _near(parts, others, _NEAR_OTHERS):
        return Match(Verdict.SOMEONE_ELSE, near.said, near.start, near.end, near.changes)
    return Match(Verdict.NOT_FOUND)


def _verbatim(parts: Sequence[str], pages: Sequence[RecordText]) -> Iterator[Match]:
    for page in pages:
        if place := page.find(parts):
            yield Match(Verdict.VERBATIM, page.said, *place)
    if len(parts) > 1 and pages:  # a speech parted by interventions is several contributions
        places = [
            next(((page, at) for page in pages if (at := page.find([part]))), None)
            for part in parts
        ]
        if all(places) and min(len(part.split()) for part in parts) >= _FEWEST:
            assert places[0] is not None
            page, at = places[0]
            yield Match(Verdict.VERBATIM, page.said, *at)


def _near(parts: Sequence[str], pages: Sequence[RecordText], least: float) -> Match | None:
    """Return the nearest words on record, if they are near enough to have been meant."""
    longest = max(parts, key=len)
    if len(longest.split()) < _FEWEST:
        return None
    best: tuple[float, RecordText, int, int] | None = None
    for page in pages:
        found = page.nearest(longest, least)
        if found and (best is None or found[0] > best[0]):
            best = (found[0], page, found[1], found[2])
    if best is None:
        return None
    _, page, start, end = best
    start, end = _fitted(longest, page.text.text, start, end)
    changes, kept = compare(longest, page.text.text[start:end])
    if kept < _KEPT or not all(page.find([part]) or page.nearest(part, least) for part in parts):
        return None
    return Match(Verdict.NEAR, page.said, *page.text.published(start, end), changes)


def _fitted(quoted: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without the words at its edges that nothing quoted stands for."""
    places = [found.span() for found in _WORD.finditer(text, start, end)]
    ours = [_letters(word) for word in _WORD.findall(quoted)]
    theirs = [_letters(text[a:b]) for a, b in places]
    *blocks, _ = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    if not blocks:
        return start, end
    first, last = blocks[0], blocks[-1]
    lead = max(first.b - first.a, 0)
    tail = max(len(theirs) - last.b - len(ours) + last.a, 0)
    opens, closes = places[lead][0], places[len(places) - 1 - tail][1]
    matched = places[last.b + last.size - 1][1]
    paragraph = text.find(PARAGRAPH, matched, closes)
    return opens, closes if paragraph < 0 else max(matched, paragraph)


def compare(quoted: str, recorded: str) -> tuple[tuple[Change, ...], float]:
    """Return where quoted words differ from those on record, and the share of them that stand."""
    ours, theirs = _WORD.findall(quoted), _WORD.findall(recorded)
    one, other = ([_letters(word) for word in words] for words in (ours, theirs))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    changes = tuple(
        Change(" ".join(ours[a:b]), " ".join(theirs[c:d]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    )
    kept = sum(block.size for block in matcher.get_matching_blocks())
    return changes, kept / max(len(ours), 1)


def _plain(text: str) -> str:
    """Return the words of a text, small and a space apart, one before and one after."""
    return f" {' '.join(_letters(word) for word in _WORD.findall(text))} "


def _letters(word: str) -> str:
    return word.casefold().replace("’", "'")
