"""Setting what an encoder is read with: confidence, thresholds, and how arguments are weighed.

Only on debates that it did not learn from, and never on fiction.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from analyser.annotate.coding_text import named_docs
from analyser.annotate.encoder import ALONE, CLASSES, KNOWN, VECTOR, Encoder, probabilities
from analyser.annotate.evidence import readings_of
from analyser.annotate.windows import SentenceIndex
from analyser.codebook import Codebook
from analyser.training.examples import texts_of
from analyser.training.gold import GoldUnit

PRECISION = 0.75
"""Share of the sides coded that must be right, of those that confidence lets through."""

_SIDES = ("support", "oppose")
_GRID = tuple(n / 100 for n in range(30, 91))
_ENOUGH = 20  # cases under which nothing is fitted
_MILD = 1.0  # inverse of the penalty


class Case(NamedTuple):
    """What the encoder holds a measure's likeliest stance to be, and what was coded."""

    told: str
    share: float
    coded: str

    @property
    def is_right(self) -> bool:
        """Whether both are the same."""
        return self.told == self.coded


def untuned() -> dict[str, Any]:
    """Return settings that change nothing that the encoder says."""
    return {
        "confidence": {"side": [1.0, 0.0], "none": [1.0, 0.0]},
        "unclear below": {"support": 0.0, "oppose": 0.0, "mixed": 0.0},
        "sentence": dict.fromkeys((*KNOWN, *ALONE), 0.0) | {"shows": 1.0, VECTOR: []},
    }


def tuned(encoder: Encoder, units: Sequence[GoldUnit], codebook: Codebook) -> dict[str, Any]:
    """Return the settings that suit an encoder, from units of debates that it has not seen."""
    settings = untuned()
    cases: list[Case] = []
    claims = {measure.code: measure.claim for measure in codebook.measures}
    for unit, doc in zip(units, named_docs(texts_of(units), codebook), strict=True):
        index = SentenceIndex(doc, claims)
        readings = readings_of(index, encoder)
        cases += _cases(unit, {r.measure: r.answer.stances for r in readings})
    sides = [case for case in cases if case.told in ("support", "oppose", "mixed")]
    none = [case for case in cases if case.told == "none"]
    confidence = {"side": _line(sides), "none": _line(none)}
    settings["confidence"] = confidence
    settings["unclear below"] = thresholds_of(sides, confidence["side"])
    return settings


def _cases(unit: GoldUnit, answers: Mapping[str, Any]) -> Iterator[Case]:
    coded = {each.measure: each.stance for each in unit.positions}
    for measure, scores in answers.items():
        shares = probabilities(scores)
        best = int(shares.argmax())
        if unit.has_passing or measure in coded:
            yield Case(CLASSES[best], float(shares[best]), coded.get(measure, "passing"))


def odds_of(share: float) -> float:
    """Return the log odds of a probability, bounded."""
    return float(np.log(max(share, 1e-6)) - np.log(max(1 - share, 1e-6)))


def _line(cases: Sequence[Case]) -> list[float]:
    """Return slope and intercept of the log odds of being right (Platt 1999)."""
    from sklearn.linear_model import LogisticRegression

    right = [case.is_right for case in cases]
    if len(cases) < _ENOUGH or len(set(right)) < 2:
        return [1.0, 0.0]
    model = LogisticRegression(C=_MILD).fit([[odds_of(case.share)] for case in cases], right)
    return [round(float(model.coef_[0, 0]), 4), round(float(model.intercept_[0]), 4)]


def thresholds_of(cases: Sequence[Case], line: Sequence[float]) -> dict[str, float]:
    """Return the least confidence at which enough sides are right; a mixed one needs the same."""
    sure = [(1 / (1 + np.exp(-(line[0] * odds_of(case.share) + line[1]))), case) for case in cases]
    sides = [(confidence, case.is_right) for confidence, case in sure if case.told in _SIDES]
    return dict.fromkeys((*_SIDES, "mixed"), _least(sides, PRECISION))


def _least(told: Sequence[tuple[float, bool]], precision: float) -> float:
    for least in _GRID:
        kept = [right for confidence, right in told if confidence >= least]
        if kept and np.mean(kept) >= precision:
            return least
    return _GRID[-1]
