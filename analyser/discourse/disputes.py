"""Which figures and sources that a debate cites others then dispute: rather few than doubtful."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analyser.discourse.citations import Citation, cited_in
from analyser.discourse.line import Line
from analyser.text.patterns import load_patterns
from analyser.text.sentences import sentence_spans


@dataclass(frozen=True, slots=True)
class Dispute:
    """A sentence that disputes what the contribution ``disputes`` cites under ``key``."""

    contribution_id: str
    disputes: str
    key: str
    quote: str
    start: int
    end: int


_RULE = load_patterns(Path(__file__).with_suffix(".toml"))


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
