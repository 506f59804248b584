"""Learning which sentence shows a stance, from the sentences that coders chose.

A conditional logit: of the sentences of one contribution that may show it, how likely each is the
one. It learns from debates that the encoder learned from too, for there are few others: on these
the encoder finds the coded sentence about as often as on debates that it has not seen.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from analyser.annotate.coding_text import named_docs
from analyser.annotate.encoder import ALONE, CLASSES, KNOWN, Array, Encoder, probabilities
from analyser.annotate.evidence import (
    MeasureReading,
    alone_of,
    candidates,
    known_of,
    read_alone,
    readings_of,
)
from analyser.annotate.windows import SentenceIndex
from analyser.codebook import Codebook
from analyser.coding import Stance
from analyser.training.examples import texts_of
from analyser.training.gold import GoldPosition, GoldUnit

_PENALTY = 3.0  # of the squares of weights, in standard deviations of their columns


class Choice(NamedTuple):
    """The sentences from which a coder chose: a row each, and whether it was chosen."""

    debate: str
    rows: Array
    chosen: Array


def choices_of(encoder: Encoder, units: Sequence[GoldUnit], codebook: Codebook) -> list[Choice]:
    """Return a choice for each position of which the encoder takes a side too.

    Those whose sentence is not among the candidates teach nothing, and are left out.
    """
    claims = {measure.code: measure.claim for measure in codebook.measures}
    coded = [unit for unit in units if any(p.start is not None for p in unit.positions)]
    found: list[Choice] = []
    for unit, doc in zip(coded, named_docs(texts_of(coded), codebook), strict=True):
        index = SentenceIndex(doc, claims)
        gold = {p.measure: p for p in unit.positions if p.start is not None}
        for reading in readings_of(index, encoder):
            if reading.measure in gold:
                found += _choice(unit.debate, index, reading, gold[reading.measure], encoder)
    return found


def _choice(
    debate: str,
    index: SentenceIndex,
    reading: MeasureReading,
    gold: GoldPosition,
    encoder: Encoder,
) -> Iterator[Choice]:
    stance = CLASSES[int(probabilities(reading.answer.stances).argmax())]
    if stance in ("passing", "none"):
        return
    sentences = candidates(index, reading)
    chosen = np.array([_meets(index, n, gold) for n in sentences], dtype=np.float64)
    if chosen.any() and len(sentences) > 1:
        alone = [
            alone_of(read_alone(index, reading.measure, n, encoder), Stance(stance))
            for n in sentences
        ]
        yield Choice(debate, np.hstack([known_of(index, reading, sentences), alone]), chosen)


def _meets(index: SentenceIndex, sentence: int, gold: GoldPosition) -> bool:
    """Whether a sentence and the one coded have a character in common."""
    start, end = index.bounds[sentence]
    span = index.doc[start:end]
    return span.start_char < (gold.end or 0) and (gold.start or 0) < span.end_char


def sentence_weights(choices: Sequence[Choice]) -> dict[str, float]:
    """Return the weight of each of ``KNOWN`` and ``ALONE``, by which coders' choices are likeliest.

    Raises ``ValueError`` where there is no choice to learn from.
    """
    from scipy.optimize import minimize

    spread = np.vstack([each.rows for each in choices]).std(axis=0) + 1e-6
    scaled = [(each.rows / spread, each.chosen / each.chosen.sum()) for each in choices]

    def cost(weights: Array) -> tuple[float, Array]:
        loss, slope = _PENALTY * float(weights @ weights) / 2, _PENALTY * weights
        for rows, wanted in scaled:
            told = probabilities(rows @ weights)
            loss -= float(wanted @ np.log(told + 1e-12))
            slope = slope + rows.T @ (told - wanted)
        return loss, slope

    fitted = minimize(cost, np.zeros(len(spread)), jac=True, method="L-BFGS-B").x / spread
    return {
        name: round(float(each), 3) for name, each in zip((*KNOWN, *ALONE), fitted, strict=True)
    }
