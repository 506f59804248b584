"""What each sentence and clause of a contribution is about, of the measures that it names."""

from collections.abc import Iterable, Sequence

from analyser.annotate.clauses import Page
from analyser.annotate.mentions import HEADING, REFERENT, TERM, Mention
from analyser.annotate.phrases import Hit

# How much what a sentence says is said about the measure: in the sentence that names it, in one
# that refers to it under the heading, in the next one if it points back or not, in the sentences
# around, and in the rest of a contribution that names other measures, or none.
_NAMING, _REFERRING, _AFTER, _NEXT, _AROUND = 1.0, 0.9, 0.6, 0.5, 0.35
_REST, _REST_ALONE = 0.15, 0.4
_UNDER = 0.6  # and where only the heading names it
_BEFORE, _BEHIND = 14, 8  # tokens from a measure to what is said of it, and the other way round
_OBJECT = 4  # tokens from a wish to what is wished for


def overshadowed(own: Sequence[Mention], mentions: Sequence[Mention]) -> bool:
    """Whether a measure is only referred to, or hardly named, where another is the subject."""
    others: dict[str, int] = {}
    for mention in mentions:
        if mention.code != own[0].code and mention.kind == TERM:
            others[mention.code] = others.get(mention.code, 0) + 1
    direct = sum(mention.kind != REFERENT for mention in own)
    if not others or direct > 2:
        return False
    return direct == 0 or max(others.values()) > 2 * direct


def scope_of(page: Page, own: Sequence[Mention], mentions: Sequence[Mention]) -> list[float]:
    """Return for each sentence how much what it says is said about the measure, 0 to 1."""
    if own[0].kind == HEADING:
        return [_UNDER] * len(page.bounds)
    code = own[0].code
    others = {page.sentence_of(m.start) for m in mentions if m.code != code and m.kind == TERM}
    direct = {page.sentence_of(m.start) for m in own if m.kind != REFERENT}
    referring = {page.sentence_of(m.start) for m in own if m.kind == REFERENT}
    alone = not any(m.code != code and m.kind != REFERENT for m in mentions)
    last = len(page.bounds) - 1
    scope = [_REST_ALONE if alone else _REST] * (last + 1)
    for number in sorted(direct | referring):
        if number < last and number + 1 not in others:
            plain = _NEXT if alone else _AROUND
            scope[number + 1] = _AFTER if page.refers(number + 1) else plain
        if number and number - 1 not in others:
            scope[number - 1] = max(scope[number - 1], _AROUND)
    for number in referring:
        scope[number] = _AROUND if number in others else _REFERRING
    for number in direct:
        scope[number] = _NAMING
    return scope


def places_of(page: Page, mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    """Return the measures named outright, by sentence."""
    places: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.kind == TERM:
            places.setdefault(page.sentence_of(mention.start), []).append(mention)
    return places


def of_another(page: Page, code: str, hit: Hit, named: Sequence[Mention]) -> bool:
    """Whether a cue stands in a clause that names another measure, this one standing apart."""
    if len({mention.code for mention in named} | {code}) < 2:
        return False
    start, end = page.clause(hit)
    here = {mention.code for mention in named if start <= mention.start < end}
    return bool(here) and code not in here and any(mention.code == code for mention in named)


def addressed(scope: float) -> bool:
    """Whether a sentence of such a scope names the measure or refers to it."""
    return scope >= _AFTER


def beside(page: Page, hit: Hit, own: Iterable[Mention]) -> bool:
    """Whether a measure is named close to a hit in its clause, or referred to from the next."""
    start, end = page.clause(hit)
    return any(
        start <= mention.start < end
        and mention.start - hit.end <= _BEHIND
        and hit.start - mention.end <= _BEFORE
        for mention in own
    )


def object_of(hit: Hit, own: Iterable[Mention]) -> bool:
    """Whether a measure is named right after a hit."""
    return any(0 <= mention.start - hit.end < _OBJECT for mention in own)
