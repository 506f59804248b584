"""Claims with figures: every sentence part of an article in which a number says something.

Durations, small counts and numbers in words make claims. They are no citations of a debate, which
``discourse.citations`` reads rather too few than too many of.
"""

import re
from dataclasses import dataclass

from analyser.ingest.article import Article
from analyser.press.statement import Statement
from analyser.text.sentences import sentence_starts

_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|twenty|thirty|forty"
    "|fifty"
    "|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|half|a third"
    "|a quarter|twice"
)
_NUMBER = (
    rf"(?:[£$€]\s?)?\d[\d,.]{{0,20}}\d(?:m|bn|k|p)?\b|(?:[£$€]\s?)?\d(?:m|bn|k)?\b|\b(?:{_WORDS})\b"
)
_UNIT = (
    r"%|per ?cent|percent|percentage|times|million|billion|thousand|hundred|people|arrests?"
    r"|matches|faces?"
    r"|cameras?|forces|officers|cases|searches|stops|crimes|burglar\w+|plates|records|alarms"
    r"|plots|signatures"
    r"|residents|women|men|children|adults|years?|months?|weeks?|days?|hours?|minutes?|metres?"
    r"|miles"
    r"|pounds|pieces|reads|tests|members|votes|attacks|users|requests|warrants|samples|profiles"
    r"|in \d|in (?:ten|five)"
)
_FIGURE = re.compile(
    rf"[£$€]\s?\d[\d,.]{{0,20}}\s?(?:m|bn|k|million|billion|thousand)?\b"
    rf"|(?:{_NUMBER})(?:\s*(?:%|per ?cent\b|percent\b)|[- ](?:[\w-]{{1,30}} ){{0,3}}?(?:{_UNIT})\b)"
    rf"|\b(?:within|in|by|every) (?:an?|the (?:next|last)|{_WORDS}|\d+)[- ](?:[\w-]{{1,30}} )?"
    rf"(?:minutes?|hours?|days?|weeks?|months?|years?|third|quarter|half)\b"
    rf"|\b(?:{_WORDS}|\d{{1,3}}) in (?:every )?"
    rf"(?:\d{{1,3}}(?:,\d{{3}}){{0,9}}\b(?!\d)|(?:{_WORDS})\b)"
    rf"|\b\d{{1,3}}(?:,\d{{3}}){{1,9}}\b|\bby (?:a|one) (?:third|quarter|half)\b"
    rf"|\b\d{{1,20}} to \d{{1,20}}\b",
    re.IGNORECASE,
)
_NOT_A_CLAIM = re.compile(
    r"\b(?:aged?|clause|section|article|schedule|chapter|page|number|no\.?|radio|channel"
    r"|year[- ]old)\s*\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with a figure: ``text[start:end]`` is the clause, ``figures`` what stands in it."""

    start: int
    end: int
    figures: tuple[str, ...]
    speaker: str | None


def read_claims(article: Article, statements: list[Statement]) -> list[Claim]:
    """Return the claims with figures in an article, in order, each with who makes it, if anybody.

    Dates, ages of people, numbers of clauses and pages are no claims.
    """
    found = []
    for start, end in _clauses(article):
        words = article.text[start:end]
        figures = [
            figure[0].strip()
            for figure in _FIGURE.finditer(words)
            if not _NOT_A_CLAIM.search(words[max(0, figure.start() - 12) : figure.end()])
        ]
        if figures:
            found.append(Claim(start, end, tuple(figures), _speaker(start, end, statements)))
    return found


def _clauses(article: Article) -> list[tuple[int, int]]:
    text, cuts = article.text, [article.body]
    cuts += [at for at in sentence_starts(text) if at > article.body]
    spans = []
    for left, right in zip(cuts, [*cuts[1:], len(text)], strict=True):
        for line in re.finditer(r"[^\n]+", text[left:right]):
            stripped = line[0].strip()
            at = left + line.start() + line[0].find(stripped)
            spans.append((at, at + len(stripped)))
    return [span for span in spans if span[1] > span[0]]


def _speaker(start: int, end: int, statements: list[Statement]) -> str | None:
    """Return whose statement a clause is a part of, the last that overlaps it."""
    found = None
    for statement in statements:
        if any(left < end and start < right for left, right in statement.spans):
            found = statement.speaker.name
    return found
