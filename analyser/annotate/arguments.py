"""The arguments that a contribution uses, by the codebook's terms, and for which side.

The sentence is the one that names a theme most often, the first of equals.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from analyser.annotate.encoder import CLASSES, Encoder, probabilities
from analyser.annotate.evidence import MeasureReading
from analyser.annotate.stances import Judgement
from analyser.annotate.windows import SentenceIndex
from analyser.coding import Direction, Stance

_LEANS = 0.3  # how much likelier one side than the other, for an argument to be made for it
_TOLD = {Stance.SUPPORT: Direction.FOR, Stance.OPPOSE: Direction.AGAINST}


def arguments(
    index: SentenceIndex,
    themes: Sequence[str],
    readings: Sequence[MeasureReading],
    said: Sequence[Judgement],
    encoder: Encoder,
) -> Iterator[tuple[str, int, str | None]]:
    """Yield each theme argued, in the order of ``themes``, with its sentence and direction.

    The direction is the side that all positions take; where they differ or take none, it is the
    side that the sentence shows when it is read alone with the measure most argued about.
    """
    named = _named(index)
    side = _side(said)
    for code in themes:
        if code in named:
            counts = named[code]
            sentence = max(counts, key=lambda n: (counts[n], -n))
            yield code, sentence, side or _leaning(index, sentence, readings, said, encoder)


def _named(index: SentenceIndex) -> dict[str, Counter[int]]:
    """Return how many terms of each theme stand in each sentence."""
    named: dict[str, Counter[int]] = {}
    for span in index.doc.spans.get("themes", []):
        named.setdefault(span.label_, Counter())[index.sentence_of(span.start)] += 1
    return named


def _side(said: Sequence[Judgement]) -> str | None:
    """Return the direction of the side that all positions take, those aside that take none."""
    taken = {each.stance for each in said} - {Stance.NONE}
    return _TOLD.get(taken.pop()) if len(taken) == 1 else None


def _leaning(
    index: SentenceIndex,
    sentence: int,
    readings: Sequence[MeasureReading],
    said: Sequence[Judgement],
    encoder: Encoder,
) -> str | None:
    argued = [reading for reading in readings if any(j.measure == reading.measure for j in said)]
    if not argued:
        return None
    first = min(argued, key=lambda r: probabilities(r.answer.stances)[CLASSES.index("passing")])
    shares = probabilities(encoder.read(index.alone(first.measure, sentence)).stances)
    leaning = shares[CLASSES.index("support")] - shares[CLASSES.index("oppose")]
    if abs(leaning) <= _LEANS:
        return None
    return Direction.FOR if leaning > 0 else Direction.AGAINST
