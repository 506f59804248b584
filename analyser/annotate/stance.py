"""Version one of stance: what the cue phrases near a measure's mentions add up to.

No party, office or vote is known here: only the words of one contribution.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc
from spacy.vocab import Vocab

from analyser.annotate.clauses import MARKS, Page, outermost
from analyser.annotate.mentions import COUNTER, REFERENT, TERM, Mention
from analyser.annotate.phrases import Hit, PhraseFinder, Tokenizer
from analyser.annotate.tally import Signal, decide
from analyser.codebook import Codebook, Cue
from analyser.coding import Stance

# How much what a sentence says is said about the measure: in the sentence that names it, in one
# that refers to it under the heading, in the sentences around, and in the rest of a
# contribution that names other measures, or none.
_NAMING, _REFERRING, _AFTER, _AROUND, _REST, _REST_ALONE = 1.0, 0.9, 0.6, 0.35, 0.15, 0.4
_OTHERS_CLAUSE = 0.2  # what a clause about another measure of the same sentence says of this one
_OBJECT = 6  # tokens from what a speaker does to what it is done to
_PASSING = 0.25  # strength under which a measure named once in a long text is named in passing
_LONG = 90  # tokens


class Judgement(NamedTuple):
    """A stance on a measure; ``start`` and ``end`` are the tokens of the sentence showing it.

    Both are 0 where the stance is none.
    """

    measure: str
    stance: Stance
    confidence: float
    start: int
    end: int


class StanceReader:
    """Reads the stances of a contribution off the cues of a codebook."""

    def __init__(self, vocab: Vocab, tokenizer: Tokenizer, codebook: Codebook) -> None:
        rules = codebook.stance
        self._order = [measure.code for measure in codebook.measures]
        self._cues = rules.cues
        terms = dict(enumerate([cue.phrases for cue in rules.cues]))
        terms |= {len(rules.cues) + n: getattr(rules, name) for n, name in enumerate(MARKS)}
        self._finder = PhraseFinder(vocab, tokenizer, terms)

    def read(self, doc: Doc, mentions: Sequence[Mention]) -> list[Judgement]:
        """Return a judgement on each measure that something is said about, in their order."""
        if not mentions:
            return []
        page = self._page(doc)
        named = {mention.code for mention in mentions}
        judged = (_judge(page, code, mentions) for code in self._order if code in named)
        return [judgement for judgement in judged if judgement]

    def _page(self, doc: Doc) -> Page:
        hits = self._finder.find(doc)
        first = len(self._cues)
        cues = outermost(hit for hit in hits if hit.key < first)
        marks = {
            name: [hit for hit in hits if hit.key == first + n] for n, name in enumerate(MARKS)
        }
        return Page(doc, [(self._cues[hit.key], hit) for hit in cues], marks)


def _judge(page: Page, code: str, mentions: Sequence[Mention]) -> Judgement | None:
    """Return the stance on one measure, or ``None`` where it is named in passing."""
    own = [mention for mention in mentions if mention.code == code]
    if _overshadowed(own, mentions):
        return None
    signals = list(_signals(page, code, own, mentions))
    said = decide(signals)
    if said.strength < _PASSING and len(own) == 1 and len(page) > _LONG:
        return None
    if said.stance is Stance.NONE:
        return Judgement(code, said.stance, said.confidence, 0, 0)
    shown = page.sentence_of(own[0].start) if said.sentence is None else said.sentence
    return Judgement(code, said.stance, said.confidence, *page.bounds[shown])


def _overshadowed(own: Sequence[Mention], mentions: Sequence[Mention]) -> bool:
    """Whether a measure is only referred to, or hardly named, where another is the subject."""
    others: dict[str, int] = {}
    for mention in mentions:
        if mention.code != own[0].code and mention.kind == TERM:
            others[mention.code] = others.get(mention.code, 0) + 1
    direct = sum(mention.kind != REFERENT for mention in own)
    if not others or direct > 2:
        return False
    return direct == 0 or max(others.values()) > 2 * direct


def _signals(
    page: Page, code: str, own: Sequence[Mention], mentions: Sequence[Mention]
) -> Iterator[Signal]:
    """Yield what each cue of the contribution says about one measure."""
    scope = _scope(page, own, mentions)
    poles = [hit for cue, hit, _ in page.cues if code in cue.measures]
    places = _places(page, mentions)
    for cue, hit, sentence in page.cues:
        if code not in cue.measures if cue.measures else _overlaps(hit, poles):
            continue
        strength = cue.weight * scope[sentence] * page.own(cue, hit)
        if _of_another(page, code, hit, places.get(sentence, [])):
            strength *= _OTHERS_CLAUSE
        stance, kept = _turned(page, cue, hit, own)
        yield Signal(stance, strength * kept, sentence, cue.kind == "urging")


def _scope(page: Page, own: Sequence[Mention], mentions: Sequence[Mention]) -> list[float]:
    """Return for each sentence how much what it says is said about the measure, 0 to 1."""
    code = own[0].code
    others = {page.sentence_of(m.start) for m in mentions if m.code != code and m.kind == TERM}
    direct = {page.sentence_of(m.start) for m in own if m.kind != REFERENT}
    referring = {page.sentence_of(m.start) for m in own if m.kind == REFERENT}
    alone = not any(m.code != code and m.kind != REFERENT for m in mentions)
    last = len(page.bounds) - 1
    scope = [_REST_ALONE if alone else _REST] * (last + 1)
    for number in sorted(direct | referring):
        if number < last and number + 1 not in others:
            scope[number + 1] = _AFTER if page.refers(number + 1) else _AROUND
        if number and number - 1 not in others:
            scope[number - 1] = max(scope[number - 1], _AROUND)
    for number in referring:
        scope[number] = _AROUND if number in others else _REFERRING
    for number in direct:
        scope[number] = _NAMING
    return scope


def _places(page: Page, mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    """Return the measures named outright, by sentence."""
    places: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.kind == TERM:
            places.setdefault(page.sentence_of(mention.start), []).append(mention)
    return places


def _of_another(page: Page, code: str, hit: Hit, named: Sequence[Mention]) -> bool:
    """Whether a cue stands in a clause that names another measure, this one standing apart."""
    if len({mention.code for mention in named} | {code}) < 2:
        return False
    start, end = page.clause(hit)
    here = {mention.code for mention in named if start <= mention.start < end}
    return bool(here) and code not in here and any(mention.code == code for mention in named)


def _turned(page: Page, cue: Cue, hit: Hit, own: Sequence[Mention]) -> tuple[Stance, float]:
    """Return the stance that a cue shows here, and how much of its strength is left."""
    stance, kept = cue.stance, 1.0
    if page.negated(hit):
        # "I do not oppose it" is less than support; "more safeguards", denied, stays a condition.
        kept = 0.9 if stance is Stance.SUPPORT else 0.6
        stance = _other(stance)
    curbed = (m.start - hit.end for m in own if m.kind == COUNTER)
    if cue.kind == "attitude" and any(0 <= distance <= _OBJECT for distance in curbed):
        stance = _other(stance)
    return stance, kept


def _other(stance: Stance) -> Stance:
    return {Stance.SUPPORT: Stance.OPPOSE, Stance.OPPOSE: Stance.SUPPORT}.get(stance, stance)


def _overlaps(hit: Hit, others: Iterable[Hit]) -> bool:
    return any(hit.start < other.end and other.start < hit.end for other in others)
