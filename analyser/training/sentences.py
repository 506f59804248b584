"""Learning which sentence shows a stance, from the sentences that coders chose.

A conditional logit: of the sentences of one contribution that may show it, how likely each is the
one. It learns from debates that the encoder learned from too, for there are few others: on these
the encoder finds the coded sentence about as often as on debates that it has not seen. The vector
of a sentence has far more columns than there are choices for each, so its weights are held small.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from analyser.annotate.coding_text import named_docs
from analyser.annotate.encoder import (
    ALONE,
    CLASSES,
    KNOWN,
    VECTOR,
    Array,
    Encoder,
    probabilities,
)
from analyser.annotate.evidence import (
    MeasureReading,
    alone_of,
    candidates,
    known_of,
    readings_of,
)
from analyser.annotate.windows import SentenceIndex
from analyser.codebook import Codebook
from analyser.coding import Stance
from analyser.training.examples import texts_of
from analyser.training.gold import GoldPosition, GoldUnit

_PENALTY, _OF_VECTOR = 3.0, 3000.0  # of squared weights, in standard deviations of their columns


class Choice(NamedTuple):
    """The sentences from which a coder chose: a row each, and whether it was chosen.

    A row holds ``KNOWN``, ``ALONE`` and the vector.
    """

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
        answers = [encoder.read(index.alone(reading.measure, n)) for n in sentences]
        alone = [alone_of(probabilities(each.stances), Stance(stance)) for each in answers]
        known = known_of(index, reading, sentences)
        yield Choice(debate, np.hstack([known, alone, [each.vector for each in answers]]), chosen)


def _meets(index: SentenceIndex, sentence: int, gold: GoldPosition) -> bool:
    """Whether a sentence and the one coded have a character in common."""
    start, end = index.bounds[sentence]
    span = index.doc[start:end]
    return span.start_char < (gold.end or 0) and (gold.start or 0) < span.end_char


def sentence_weights(choices: Sequence[Choice]) -> dict[str, Any]:
    """Return the weights of ``KNOWN``, ``ALONE`` and ``VECTOR`` by which choices are likeliest.

    Raises ``ValueError`` where there is no choice to learn from.
    """
    from scipy.optimize import minimize

    told = (*KNOWN, *ALONE)
    spread = np.vstack([each.rows for each in choices]).std(axis=0) + 1e-6
    scaled = [(each.rows / spread, each.chosen / each.chosen.sum()) for each in choices]
    penalty = np.where(np.arange(len(spread)) < len(told), _PENALTY, _OF_VECTOR)

    def cost(weights: Array) -> tuple[float, Array]:
        loss, slope = float(penalty * weights @ weights) / 2, penalty * weights
        for rows, wanted in scaled:
            shares = probabilities(rows @ weights)
            loss -= float(wanted @ np.log(shares + 1e-12))
            slope = slope + rows.T @ (shares - wanted)
        return loss, slope

    fitted = minimize(cost, np.zeros(len(spread)), jac=True, method="L-BFGS-B").x / spread
    weights = dict(zip(told, np.round(fitted, 3).tolist(), strict=False))
    return weights | {VECTOR: np.round(fitted[len(told) :], 5).tolist()}
