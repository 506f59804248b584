"""Which figures and sources are cited in a debate.

Figures are shares, sums of money and counts of something; sources are reports, research,
statistics, judgments and bodies said to have found something. Rather few than doubtful ones.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from analyser.discourse.line import Line
from analyser.text.patterns import load_patterns
from analyser.text.sentences import sentence_spans


@dataclass(frozen=True, slots=True)
class Citation:
    """A figure or a source as cited; ``key`` is the same for the same one in other words.

    ``quote`` is the sentence, at ``start`` to ``end`` of the contribution's text.
    """

    contribution_id: str
    kind: str
    cited: str
    key: str
    quote: str
    start: int
    end: int


_RULE = load_patterns(Path(__file__).with_suffix(".toml"))
_SPELT = "zero one two three four five six seven eight nine ten eleven twelve"
_SMALL = {word: str(value) for value, word in enumerate(_SPELT.split())}
_SCALE = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9, "trillion": 12}
_FEWEST = 10


def citations(lines: Sequence[Line]) -> list[Citation]:
    """Return the figures and sources cited in one debate, its contributions in order."""
    return [found for line in lines if line.kind == "speech" for found in _cited(line)]


def _cited(line: Line) -> Iterator[Citation]:
    """Give what one contribution cites, the same thing once a sentence."""
    for start, end in sentence_spans(line.text):
        quote = line.text[start:end]
        seen: set[str] = set()
        for kind, cited, key in cited_in(quote):
            if key not in seen:
                seen.add(key)
                yield Citation(line.contribution_id, kind, cited, key, quote, start, end)


def cited_in(sentence: str) -> Iterator[tuple[str, str, str]]:
    """Give each figure and then each source of a sentence: its kind, words and key."""
    yield from _figures(sentence)
    yield from _sources(sentence)


def _figures(sentence: str) -> Iterator[tuple[str, str, str]]:
    """Give each figure of a sentence: its kind, words and key."""
    if not _RULE["MAYBE_FIG"].search(sentence):
        return
    for match in _RULE["FIGURE"].finditer(sentence):
        before = sentence[max(0, match.start() - 14) : match.start()]
        if _RULE["NUMBERED"].search(before):
            continue
        if key := _figure_key(match):
            yield "figure", match.group(), key


def _figure_key(match: re.Match[str]) -> str | None:
    """Return a figure's key: "98%", "£2500000", "1 in 5" or "2000 cameras"."""
    groups = match.groupdict()
    if groups["money"]:
        return "£" + _number(groups["money"], groups["scale"])
    if groups["share"]:
        return _number(groups["share"]) + "%"
    if groups["part"]:
        part, whole = (_SMALL.get(groups[name], groups[name]) for name in ("part", "whole"))
        sound = int(part) < int(whole) and not _RULE["YEAR"].fullmatch(whole)
        return f"{part} in {whole}" if sound else None
    if _RULE["YEAR"].fullmatch(groups["count"]) and not groups["many"]:
        return None
    number = _number(groups["count"], groups["many"])
    return f"{number} {groups['noun']}" if Decimal(number) >= _FEWEST else None


def _number(digits: str, scale: str | None = None) -> str:
    """Return a number without commas, scale or trailing noughts after the point."""
    value = Decimal(digits.replace(",", "").replace("·", ".")) * 10 ** _SCALE.get(scale or "", 0)
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _sources(sentence: str) -> Iterator[tuple[str, str, str]]:
    """Give each source of a sentence: its kind, words and key."""
    if not _RULE["MAYBE_SRC"].search(sentence):
        return
    for match in _RULE["SOURCE"].finditer(sentence):
        cited = match.group(str(match.lastgroup))
        if not _RULE["NO_SOURCE"].match(cited):
            yield "source", cited, _source_key(cited)


def _source_key(cited: str) -> str:
    """Return a source's key: "report by the Audit Office" is "audit office report"."""
    turned = _RULE["GIVEN_BY"].fullmatch(cited)
    return _plain(f"{turned['whose']} {turned['what']}" if turned else cited)


def _plain(words: str) -> str:
    """Return words as sources are compared: lower case, no article, possessive or full stop."""
    return _RULE["TRIM"].sub("", words.lower())
