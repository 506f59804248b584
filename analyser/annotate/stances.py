"""From what the encoder says of a measure to a position: its stance, its sentence, its words.

A measure named in passing has no position. A side is coded only where its confidence reaches a
threshold and where a sentence shows it that holds when it is read alone; else it is unclear.
Party, office and vote are not among what is read.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from analyser.annotate.encoder import CLASSES, Encoder, probabilities
from analyser.annotate.evidence import MeasureReading, holds, share_of, showing
from analyser.annotate.windows import SentenceIndex
from analyser.coding import Stance

_PIECE, _PIECES = 5, 5  # tokens left out at once to see what they carry; at most so many times
_CARRIES = 0.05  # fall in probability from which a piece is named
_MOST = 3  # pieces named


class Judgement(NamedTuple):
    """A position on a measure.

    ``likeliest`` is the stance before the threshold; ``sentence`` is a place in the index, ``None``
    where no side is taken. ``carried`` holds ranges of tokens in it, each with the fall in
    probability of the stance without them.
    """

    measure: str
    stance: Stance
    likeliest: Stance
    confidence: float
    sentence: int | None
    carried: tuple[tuple[int, int, float], ...]


def position_on(
    index: SentenceIndex, reading: MeasureReading, encoder: Encoder
) -> Judgement | None:
    """Return the position on a measure, or ``None`` where it is named in passing."""
    shares = probabilities(reading.answer.stances)
    best = int(shares.argmax())
    if CLASSES[best] == "passing":
        return None
    likeliest = Stance(CLASSES[best])
    confidence = calibrated(float(shares[best]), likeliest, encoder)
    if likeliest is Stance.NONE:
        return Judgement(reading.measure, likeliest, likeliest, confidence, None, ())
    sentence, alone = showing(index, reading, likeliest, encoder)
    stance = likeliest
    if confidence < encoder.settings["unclear below"][likeliest] or not holds(alone, likeliest):
        stance = Stance.UNCLEAR
    if stance is Stance.UNCLEAR:
        return Judgement(reading.measure, stance, likeliest, confidence, sentence, ())
    carried = tuple(_carried(index, reading.measure, sentence, likeliest, encoder))
    return Judgement(reading.measure, stance, likeliest, confidence, sentence, carried)


def calibrated(share: float, stance: Stance, encoder: Encoder) -> float:
    """Return how often a stance of this probability held on whole days not learned from."""
    slope, intercept = encoder.settings["confidence"]["none" if stance is Stance.NONE else "side"]
    odds = np.log(max(share, 1e-6)) - np.log(max(1 - share, 1e-6))
    return round(float(1 / (1 + np.exp(-(slope * odds + intercept)))), 3)


def _carried(
    index: SentenceIndex, measure: str, sentence: int, stance: Stance, encoder: Encoder
) -> Iterator[tuple[int, int, float]]:
    """Yield the words whose absence costs the stance most, those that cost most first."""

    def shown(without: tuple[int, int] | None = None) -> float:
        window = index.alone(measure, sentence, without)
        return share_of(probabilities(encoder.read(window).stances), stance)

    pieces = _pieces(*index.bounds[sentence])
    whole = shown() if pieces else 0.0
    falls = [(start, end, round(whole - shown((start, end)), 3)) for start, end in pieces]
    falls.sort(key=lambda piece: (-piece[2], piece[0]))
    yield from (piece for piece in falls[:_MOST] if piece[2] >= _CARRIES)


def _pieces(start: int, end: int) -> list[tuple[int, int]]:
    """Return runs of tokens of nearly equal length, none where the sentence is one short run."""
    count = min(-(-(end - start) // _PIECE), _PIECES)
    cuts = [start + round(n * (end - start) / count) for n in range(count + 1)]
    return list(pairwise(cuts)) if count > 1 else []
