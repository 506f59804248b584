"""Which figures and sources that a debate cites others then dispute: rather few than doubtful."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analyser.discourse.citations import Citation, cited_in
from analyser.discourse.line import Line
from analyser.discourse.patterns import rules, sentence_spans


@dataclass(frozen=True, slots=True)
class Dispute:
    """A sentence that disputes what the contribution ``disputes`` cites under ``key``."""

    contribution_id: str
    disputes: str
    key: str
    quote: str
    start: int
    end: int


_RULE = rules(r"""
BAD       wrong|incorrect|inaccurate|misleading|untrue|false|nonsense|bogus|discredited|debunked
BAD       flawed|out of date|exaggerated|fictitious|spurious
DENIED    (?:do|does|did|can)(?: ?not|n[’']t) recogni[sz]e
DENIED    \b(?:is|are|was|were)(?: \w+){0,2} {BAD}\b
DENIED    not (?:an?|the) (?:figures?|statistics?|numbers?) (?:(?:that|which) )?(?:I|we) recogni
DENIED    \b(?:is|are|was|were)(?: \w+)? not (?:\w+ )?{GOOD}\b(?! for)|n[’']t {GOOD}\b(?! for)
GOOD      accurate|correct|true|the case|borne out|reliable|robust|right(?! hon)
DENIED    \bnot what (?:the|that|this|it) (?:\w+ ){0,5}(?:sa(?:ys?|id)|show|found|find|conclude)
DENIED    \bwrong (?:figures?|numbers?|statistics?|to (?:say|suggest|claim|quote|cite))
DENIED    \bgot (?:\w+ ){1,4}wrong\b|\bmislead(?:s|ing)?\b|\bmisled\b|\bmisrepresent|\bmisquot
DENIED    \b(?:dispute|challenge|reject|refute) (?:that|those|the|his|her) (?:\w+ ){0,3}{CLAIM}
DENIED    \bout of context\b|\bplucked from
CLAIM     figure|statistic|number|report|claim|finding|estimate
GRANTED   (?i)\bnot (?:\w+ )?(?:wrong|misleading|disput\w+|mislead)|wrong that\b
CALLED    \b(?:{SUM}|claims?|recogni[sz]e|to say|to suggest)\b
THAT      \b(?:{WHOSE}) (?:\w+ )?(?P<deed>{SUM}|{WORK})\b
WHOSE     [Tt]h(?:at|[eo]se|is|eir)|[Hh](?:is|er)
WHOSE     (?:Gentleman|Lady|Member|Friend|Minister|Lord|State)[’']s
SUM       figures?|statistics?|numbers?|percentage|sums?|estimates?
WORK      report|study|survey|research|judgment
""")


def disputes(lines: Sequence[Line], cited: Sequence[Citation]) -> list[Dispute]:
    """Return where another person later in the debate disputes what was cited."""
    people = {line.contribution_id: line.person for line in lines}
    by_line: dict[str, list[Citation]] = {}
    for citation in cited:
        by_line.setdefault(citation.contribution_id, []).append(citation)
    earlier: dict[str, list[Citation]] = {}
    found: list[Dispute] = []
    previous: Line | None = None
    for line in lines:
        before = by_line.get(previous.contribution_id, []) if previous else []
        said = before if previous and previous.person != line.person else []
        found += _disputed(line, earlier, said, people)
        for citation in by_line.get(line.contribution_id, []):
            earlier.setdefault(citation.key, []).append(citation)
        previous = line
    return found


def _disputed(
    line: Line,
    earlier: Mapping[str, Sequence[Citation]],
    said: Sequence[Citation],
    people: Mapping[str, str | None],
) -> Iterator[Dispute]:
    """Give the disputes of one contribution, ``said`` being what the one before cites."""
    if line.kind != "speech":
        return
    for start, end in sentence_spans(line.text):
        quote = line.text[start:end]
        if not _denies(quote):
            continue
        if target := _named(quote, line, earlier, people) or _meant(quote, said):
            there = target.contribution_id
            yield Dispute(line.contribution_id, there, target.key, quote, start, end)


def _denies(sentence: str) -> bool:
    """Whether a sentence, no question, calls something wrong."""
    asks = sentence.rstrip("”\"')’").endswith("?")
    return bool(
        not asks and _RULE["DENIED"].search(sentence) and not _RULE["GRANTED"].search(sentence)
    )


def _named(
    sentence: str,
    line: Line,
    earlier: Mapping[str, Sequence[Citation]],
    people: Mapping[str, str | None],
) -> Citation | None:
    """Return the last citation by another person of a figure or source the sentence names."""
    for kind, _, key in cited_in(sentence):
        if kind == "figure" and not _RULE["CALLED"].search(sentence):
            continue
        for citation in reversed(earlier.get(key, ())):
            if people.get(citation.contribution_id) != line.person:
                return citation
    return None


def _meant(sentence: str, said: Sequence[Citation]) -> Citation | None:
    """Return the last citation of the kind that "that figure" or "that report" names."""
    that = _RULE["THAT"].search(sentence)
    if not that:
        return None
    kind = "source" if _RULE["WORK"].search(that["deed"]) else "figure"
    return next((each for each in reversed(said) if each.kind == kind), None)
