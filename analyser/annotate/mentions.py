"""Which measures and themes a Doc names, by the codebook's terms and their conditions."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Doc
from spacy.vocab import Vocab

from analyser.annotate.phrases import Hit, PhraseFinder, Tokenizer
from analyser.codebook import Code, Codebook
from analyser.text.notation import phrases

# One word of a theme shows it in a question, not in a speech of twenty minutes.
_TOKENS_A_TERM, _MOST_TERMS = 190, 4

# How members refer to what the heading puts before them.
_BILL = (
    "the|this Bill",
    "this|the legislation",
    "this|the|these measure|measures",
    "this|the|these proposal|proposals",
    "these|the provisions",
    "this|the|today's statement",
    "this|today's announcement",
)

TERM, COUNTER, REFERENT, HEADING = "term", "counter", "referent", "heading"


class Mention(NamedTuple):
    """Tokens that name a code, by a term, by what it curbs, or by referring to the debate.

    Of the kind ``HEADING`` there is one, the first token, where only the heading names the code.
    """

    code: str
    kind: str
    start: int
    end: int


class _Role(NamedTuple):
    group: str
    code: str
    kind: str


class MentionFinder:
    """Finds the measures and themes of a codebook."""

    def __init__(self, vocab: Vocab, tokenizer: Tokenizer, codebook: Codebook) -> None:
        self._codebook = codebook
        roles: dict[_Role, list[str]] = defaultdict(list)
        for group, codes in (("measure", codebook.measures), ("theme", codebook.themes)):
            for code in codes:
                for kind, terms in _kinds(code):
                    roles[_Role(group, code.code, kind)].extend(terms)
        roles[_Role("measure", "", REFERENT)].extend(_BILL)
        self._roles = list(roles)
        self._finder = PhraseFinder(vocab, tokenizer, dict(enumerate(roles.values())))
        self._subject = lru_cache(maxsize=1024)(self._subjects)

    def find(self, doc: Doc, heading: str | None) -> tuple[list[Mention], list[Mention]]:
        """Return the measures and the themes named, each in order of place."""
        hits: dict[_Role, list[Hit]] = defaultdict(list)
        for hit in self._finder.find(doc):
            hits[self._roles[hit.key]].append(hit)
        subject = self._subject(heading or "")
        if not hits and not subject:
            return [], []
        sentences = [sent.start for sent in doc.sents] if doc.has_annotation("SENT_START") else [0]
        measures = self._measures(hits, sentences, subject)
        if len(doc) and not any(mention.kind == TERM for mention in measures):
            named = {mention.code for mention in measures}
            measures += [Mention(code, HEADING, 0, 1) for code in subject - named]
        themes = self._themes(hits, sentences, doc)
        return sorted(measures, key=_place), sorted(themes, key=_place)

    def _measures(
        self, hits: dict[_Role, list[Hit]], sentences: list[int], subjects: frozenset[str]
    ) -> list[Mention]:
        found = []
        for measure in self._codebook.measures:
            code = measure.code
            found += _named("measure", measure, hits, sentences)
            found += [
                Mention(code, COUNTER, hit.start, hit.end)
                for hit in hits[_Role("measure", code, COUNTER)]
            ]
            if code in subjects:
                referring = (
                    hits[_Role("measure", code, REFERENT)] + hits[_Role("measure", "", REFERENT)]
                )
                found += [
                    Mention(code, REFERENT, hit.start, hit.end) for hit in _longest(referring)
                ]
        return found

    def _themes(
        self, hits: dict[_Role, list[Hit]], sentences: list[int], doc: Doc
    ) -> list[Mention]:
        found = []
        fewest = min(1 + len(doc) // _TOKENS_A_TERM, _MOST_TERMS)
        for theme in self._codebook.themes:
            strong = _named("theme", theme, hits, sentences)
            excluded = hits[_Role("theme", theme.code, "exclude")]
            weak = [
                hit
                for hit in hits[_Role("theme", theme.code, "weak")]
                if not _inside(hit, excluded)
            ]
            shown = len({doc[hit.start : hit.end].text.lower() for hit in weak})
            if len(strong) >= fewest or (shown >= theme.needed and len(strong) + 1 >= fewest):
                found += strong
                found += [Mention(theme.code, "weak", hit.start, hit.end) for hit in weak]
        return found

    def _subjects(self, heading: str) -> frozenset[str]:
        """Return the measures that the heading of a debate puts in its place."""
        words = f" {' '.join(re.findall(r'[a-z0-9]+', heading.lower()))} "
        return frozenset(
            measure.code
            for measure in self._codebook.measures
            for term in measure.headings
            for phrase in phrases(term)
            if f" {' '.join(re.findall(r'[a-z0-9]+', phrase.lower()))} " in words
        )


def _kinds(code: Code) -> Iterable[tuple[str, tuple[str, ...]]]:
    yield from ((TERM, code.terms), ("exclude", code.exclude), ("weak", code.weak))
    yield from ((COUNTER, code.counter), (REFERENT, code.referents))
    for number, context in enumerate(code.context):
        yield f"context {number}", context.terms
        yield f"beside {number}", context.beside


def _named(
    group: str, code: Code, hits: dict[_Role, list[Hit]], sentences: list[int]
) -> list[Mention]:
    """Return the terms of a code that count where they stand."""
    named = list(hits[_Role(group, code.code, TERM)])
    for number, context in enumerate(code.context):
        beside = hits[_Role(group, code.code, f"beside {number}")]
        for hit in hits[_Role(group, code.code, f"context {number}")]:
            near = (
                _same_sentence(hit, beside, sentences) if context.within == "sentence" else beside
            )
            if any(_apart(hit, other) for other in near):
                named.append(hit)
    excluded = hits[_Role(group, code.code, "exclude")]
    kept = _longest(hit for hit in named if not _inside(hit, excluded))
    return [Mention(code.code, TERM, hit.start, hit.end) for hit in kept]


def _same_sentence(hit: Hit, others: Iterable[Hit], sentences: Sequence[int]) -> list[Hit]:
    place = bisect_right(sentences, hit.start)
    return [other for other in others if bisect_right(sentences, other.start) == place]


def _apart(hit: Hit, other: Hit) -> bool:
    return other.end <= hit.start or hit.end <= other.start


def _inside(hit: Hit, others: Iterable[Hit]) -> bool:
    return any(other.start <= hit.start and hit.end <= other.end for other in others)


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits that lie in no longer one, each place once, in order."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.end > kept[-1].end:
            kept.append(hit)
    return kept


def _place(mention: Mention) -> tuple[int, int, str, str]:
    return mention.start, mention.end, mention.code, mention.kind
