"""Which sentence shows a stance: what is known of each candidate, weighed by what coders chose.

First by what is known without reading a sentence alone, then, of the likeliest, by how it reads
alone: what is told of it, and the vector that the encoder gives it. The weights were fitted on
coded sentences (``training.sentences``): a conditional logit
(McFadden 1974, "Conditional logit analysis of qualitative choice behavior").
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from analyser.annotate.encoder import (
    ALONE,
    CLASSES,
    KNOWN,
    Array,
    Encoder,
    EncoderOutput,
    probabilities,
)
from analyser.annotate.mentions import COUNTER, REFERENT, TERM
from analyser.annotate.windows import SentenceIndex, Window
from analyser.coding import Stance

_CANDIDATES = 12
_TRIED = 5  # sentences read alone, those likeliest by what is known
_OUTSIDE = -4.0  # how plainly one shows the stance, beside the plainest, that was not read in it
_LEAST = 1e-4  # probability, so that none has no log
_OTHER = {Stance.SUPPORT: Stance.OPPOSE, Stance.OPPOSE: Stance.SUPPORT}


class MeasureReading(NamedTuple):
    """What the encoder says of one measure that an index names."""

    measure: str
    window: Window
    answer: EncoderOutput


def readings_of(index: SentenceIndex, encoder: Encoder) -> list[MeasureReading]:
    """Return a reading for each measure named, in the codebook's order."""
    windows = [(code, index.window(code)) for code in index.measures]
    return [MeasureReading(code, window, encoder.read(window)) for code, window in windows]


def candidates(index: SentenceIndex, reading: MeasureReading) -> list[int]:
    """Return the sentences that may show the stance, in the order of the text."""
    inside = set(reading.window.sentences)
    likeliest = dict.fromkeys(index.likeliest(reading.measure))
    return sorted(sorted(likeliest, key=lambda n: n not in inside)[:_CANDIDATES])


def known_of(index: SentenceIndex, reading: MeasureReading, sentences: Sequence[int]) -> Array:
    """Return a row for each sentence, with the columns ``KNOWN``."""
    shown = dict(zip(reading.window.sentences, reading.answer.shows, strict=True))
    plainest = max(shown.values())
    names = set(index.named_in(reading.measure, TERM, COUNTER))
    refers = set(index.named_in(reading.measure, REFERENT))
    last = max(len(index.bounds) - 1, 1)
    return np.array(
        [
            [
                max(shown[n] - plainest, _OUTSIDE) if n in shown else _OUTSIDE,
                n in names,
                n in refers,
                n - 1 in names,
                n / last,
            ]
            for n in sentences
        ],
        dtype=np.float64,
    )


def alone_of(shares: Array, stance: Stance) -> list[float]:
    """Return the columns ``ALONE`` of a sentence that is put forward for a stance."""
    other = _OTHER.get(stance)
    said = [
        shares[CLASSES.index("passing")],
        shares[CLASSES.index("none")],
        share_of(shares, other) if other else 0.0,
    ]
    return [float(np.log(each + _LEAST)) for each in said]


def share_of(shares: Array, stance: Stance) -> float:
    """Return how far what was read shows a stance; of a mixed one, any side."""
    if stance is Stance.MIXED:
        sides = (Stance.SUPPORT, Stance.OPPOSE, Stance.MIXED)
        return float(sum(shares[CLASSES.index(side)] for side in sides))
    return float(shares[CLASSES.index(stance)])


def holds(alone: Array, stance: Stance) -> bool:
    """Whether a sentence read alone does not show the other side more than the stance."""
    other = _OTHER.get(stance)
    return other is None or share_of(alone, stance) >= share_of(alone, other)


def showing(
    index: SentenceIndex, reading: MeasureReading, stance: Stance, encoder: Encoder
) -> tuple[int, Array]:
    """Return the sentence that shows a stance most plainly, and how it reads alone."""
    weights = encoder.settings["sentence"]
    sentences = candidates(index, reading)
    scores = known_of(index, reading, sentences) @ np.array([weights[name] for name in KNOWN])
    tried = np.argsort(-scores, kind="stable")[:_TRIED].tolist()
    by_reading = np.array([weights[name] for name in ALONE])
    alone: dict[int, Array] = {}
    for n in tried:
        answer = encoder.read(index.alone(reading.measure, sentences[n]))
        alone[n] = probabilities(answer.stances)
        scores[n] += by_reading @ alone_of(alone[n], stance)
        scores[n] += encoder.alone @ answer.vector if encoder.alone.size else 0.0
    best = max(tried, key=lambda n: float(scores[n]))
    return sentences[best], alone[best]
