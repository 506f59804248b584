"""Stance by rule: what the cue phrases near a measure's mentions add up to.

No party, office or vote is known here: only the words of one contribution.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc
from spacy.vocab import Vocab

from analyser.annotate.clauses import MARKS, Page, outermost
from analyser.annotate.mentions import COUNTER, HEADING, TERM, Mention
from analyser.annotate.phrases import Hit, PhraseFinder, Tokenizer
from analyser.annotate.subject import (
    addressed,
    beside,
    object_of,
    of_another,
    overshadowed,
    places_of,
    scope_of,
)
from analyser.annotate.tally import DECLARED, SAID, URGED, Decision, Signal, decide
from analyser.annotate.two_sided import qualified
from analyser.codebook import Codebook, Cue
from analyser.coding import Stance

_OTHERS_CLAUSE = 0.2  # what a clause about another measure of the same sentence says of this one
_OBJECT = 6  # tokens from what a speaker does to what it is done to
_FORCE = 2.0  # how much more a declared side counts than a word said in passing
# How plainly what is urged, said or declared shows a stance: more so the more surely its
# sentence is about the measure.
_SHOWS = (0.5, 1.0, 1.5)
_PERFORMS = 2.0  # and an "I support", wherever it stands
_ASKED = 0.7  # how much less plainly, in a question
_PASSING = 0.25  # strength under which a measure named once in a long text is named in passing
_LONG = 90  # tokens


class Reading(NamedTuple):
    """What the cues of a contribution say about one measure that it names.

    ``decision`` is what the rules make of it, ``None`` where they hold the measure to be named
    in passing. ``scope`` tells of each sentence of ``page`` how much it is about the measure.
    """

    measure: str
    page: Page
    own: list[Mention]
    scope: list[float]
    signals: list[Signal]
    decision: Decision | None


class StanceReader:
    """Reads the stances of a contribution off the cues of a codebook."""

    def __init__(self, vocab: Vocab, tokenizer: Tokenizer, codebook: Codebook) -> None:
        rules = codebook.stance
        self._order = [measure.code for measure in codebook.measures]
        self._cues = rules.cues
        terms = dict(enumerate([cue.phrases for cue in rules.cues]))
        terms |= {
            len(rules.cues) + n: getattr(rules, name) for n, name in enumerate((*MARKS, "void"))
        }
        self._finder = PhraseFinder(vocab, tokenizer, terms)

    def read(self, doc: Doc, mentions: Sequence[Mention]) -> list[Reading]:
        """Return a reading for each measure named, in the codebook's order."""
        if not mentions:
            return []
        page = self._page(doc)
        named = {mention.code for mention in mentions}
        halves = qualified(page)
        return [_read(page, code, mentions, halves) for code in self._order if code in named]

    def _page(self, doc: Doc) -> Page:
        hits = self._finder.find(doc)
        first = len(self._cues)
        void = [hit for hit in hits if hit.key == first + len(MARKS)]
        cues = [
            hit
            for hit in outermost(hit for hit in hits if hit.key < first)
            if not any(_overlaps(hit, [each]) and not _holds(hit, each) for each in void)
        ]
        marks = {
            name: [hit for hit in hits if hit.key == first + n and not _overlaps(hit, void)]
            for n, name in enumerate(MARKS)
        }
        return Page(doc, [(self._cues[hit.key], hit) for hit in cues], marks)


def _read(page: Page, code: str, mentions: Sequence[Mention], halves: dict[Hit, bool]) -> Reading:
    own = [mention for mention in mentions if mention.code == code]
    scope = scope_of(page, own, mentions)
    signals = list(_signals(page, own, mentions, scope, halves))
    decision = _decide(page, own, mentions, scope, signals)
    return Reading(code, page, own, scope, signals, decision)


def _decide(
    page: Page,
    own: Sequence[Mention],
    mentions: Sequence[Mention],
    scope: Sequence[float],
    signals: Sequence[Signal],
) -> Decision | None:
    """Return the stance on one measure, or ``None`` where it is named in passing."""
    if own[0].kind == HEADING:
        return None
    declared = any(signal.rank == DECLARED for signal in signals)
    if overshadowed(own, mentions) and not declared:
        return None
    said = decide(signals, [addressed(each) for each in scope])
    if page.abstains and not declared:
        return said._replace(stance=Stance.NONE, sentence=None)
    if said.strength < _PASSING and len(own) == 1 and len(page) > _LONG:
        return None
    if said.sentence is None and said.stance is not Stance.NONE:
        return said._replace(sentence=page.sentence_of(own[0].start))
    return said


def _signals(
    page: Page,
    own: Sequence[Mention],
    mentions: Sequence[Mention],
    scope: Sequence[float],
    halves: dict[Hit, bool],
) -> Iterator[Signal]:
    """Yield what each cue of the contribution says about one measure.

    ``halves`` are the cues that are half taken back (see ``qualified``).
    """
    code = own[0].code
    places = places_of(page, mentions)
    for cue, hit, sentence in _applying(page, own):
        half = halves.get(hit)
        if half is False:
            continue
        stance, kept = (Stance.MIXED, 1.0) if half else _turned(page, cue, hit, own)
        strength = cue.weight * scope[sentence] * kept * (1.0 if half else page.own(cue, hit))
        if of_another(page, code, hit, places.get(sentence, [])):
            strength *= _OTHERS_CLAUSE
        declared = half or _declares(page, cue, hit, scope[sentence], own)
        rank = DECLARED if declared else URGED if cue.kind == "urging" else SAID
        plain = (_PERFORMS if cue.kind == "verdict" else _SHOWS[rank]) * scope[sentence] ** 2
        shown = strength * plain * (_ASKED if page.asks(sentence) else 1.0)
        yield Signal(
            stance,
            strength * (_FORCE if declared else 1.0),
            sentence,
            rank,
            shown,
            (hit.start, hit.end),
        )


def _applying(page: Page, own: Sequence[Mention]) -> Iterator[tuple[Cue, Hit, int]]:
    """Yield the cues of a contribution that can be about a measure, with their sentences."""
    code = own[0].code
    poles = [hit for cue, hit, _ in page.cues if code in cue.measures]
    for cue, hit, sentence in page.cues:
        if code in cue.exempt or (cue.measures and code not in cue.measures):
            continue
        if not cue.measures and _overlaps(hit, poles):
            continue
        if cue.kind == "effect" and _within_a_name(hit, own):
            continue
        if cue.kind != "wish" or object_of(hit, own):
            yield cue, hit, sentence


def _declares(page: Page, cue: Cue, hit: Hit, scope: float, own: Sequence[Mention]) -> bool:
    """Whether a cue declares a side on the measure, and does not just speak for or against it."""
    if not addressed(scope) or (cue.stance is Stance.OPPOSE and page.negated(hit)):
        return False
    if cue.kind == "evaluation":
        return beside(page, hit, own)
    return cue.kind in ("verdict", "wish")


def _turned(page: Page, cue: Cue, hit: Hit, own: Sequence[Mention]) -> tuple[Stance, float]:
    """Return the stance that a cue shows here, and how much of its strength is left."""
    stance, kept = cue.stance, 1.0
    if page.negated(hit):
        # "I do not oppose it" is less than support; "more safeguards", denied, stays a condition.
        kept = 0.9 if stance is Stance.SUPPORT else 0.6
        stance = _other(stance)
    curbed = (m.start - hit.end for m in own if m.kind == COUNTER)
    towards = cue.kind in ("attitude", "verdict", "wish", "grant")
    if towards and any(0 <= distance <= _OBJECT for distance in curbed):
        stance = _other(stance)
    return stance, kept


def _other(stance: Stance) -> Stance:
    return {Stance.SUPPORT: Stance.OPPOSE, Stance.OPPOSE: Stance.SUPPORT}.get(stance, stance)


def _overlaps(hit: Hit, others: Iterable[Hit]) -> bool:
    return any(hit.start < other.end and other.start < hit.end for other in others)


def _holds(hit: Hit, other: Hit) -> bool:
    return hit.start <= other.start and other.end <= hit.end and hit[1:] != other[1:]


def _within_a_name(hit: Hit, own: Iterable[Mention]) -> bool:
    """Whether a cue is part of what the measure is called: "harmful content" judges nothing."""
    return any(m.kind == TERM and m.start <= hit.start and hit.end <= m.end for m in own)
