"""Training the judge of positions, from contributions coded under the codebook."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.language import Language

from analyser.annotate.coding_text import docs_of
from analyser.annotate.components import StanceCues, readings_of
from analyser.annotate.features import position_features
from analyser.annotate.judgement import STANCES, PositionModel, Weighed, weigh
from analyser.annotate.linear import Features, Linear, logistic, mark
from analyser.annotate.stance import Reading
from analyser.annotate.training.linear import fit, folds
from analyser.coding import Stance
from analyser.gold import GoldPosition, GoldUnit

_INNER, _SEED = 8, 1
_STRENGTH = 0.3  # inverse of the penalty on words and dependencies
_WORTH = 0.005  # macro-F1 that may be given up so that fewer and truer positions are shown
_THRESHOLDS = tuple(n / 100 for n in range(30, 71))


@dataclass(frozen=True, slots=True)
class Case:
    """A measure that a contribution names, and what its readers coded: ``None`` if in passing."""

    unit: int
    mark: str
    debate: str
    reading: Reading
    told: Features
    gold: GoldPosition | None
    weight: float
    spans: tuple[tuple[int, int], ...]  # the sentences, in characters

    @property
    def label(self) -> int:
        """The column of the stance; -1 where the measure is named in passing."""
        return STANCES.index(Stance(self.gold.stance)) if self.gold else -1


def cases_of(nlp: Language, units: Sequence[GoldUnit], weight: float = 1.0) -> list[Case]:
    """Return a case for every measure that a unit names; ``weight`` is what each counts."""
    component = nlp.get_pipe("position_model")
    assert isinstance(component, StanceCues)
    cases = []
    docs = docs_of(nlp, ((unit.text, unit.heading) for unit in units))
    for number, (unit, doc) in enumerate(zip(units, docs, strict=True)):
        gold = {position.measure: position for position in unit.positions}
        for reading in readings_of(component, doc):
            spans = tuple(
                (doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
                for start, end in reading.page.bounds
            )
            told = position_features(doc, reading)
            case = Case(
                number,
                mark(unit.text),
                unit.debate.casefold(),
                reading,
                told,
                gold.get(reading.measure),
                weight,
                spans,
            )
            cases.append(case)
    return cases


def train_positions(cases: Sequence[Case]) -> PositionModel:
    """Return a model trained on all cases, its confidence and threshold set across debates.

    Raises ``ModuleNotFoundError`` where the extra ``train`` is not installed.
    """
    weighed: list[tuple[Case, Weighed]] = []
    for learnt, held in folds([case.debate for case in cases], _INNER, _SEED):
        parts = _readers([cases[n] for n in learnt])
        weighed += [
            (cases[n], weigh(parts, cases[n].reading, cases[n].told))
            for n in held
            if cases[n].weight == 1
        ]
    shown = [(case, each) for case, each in weighed if each.passing < 0.5]
    parts = _readers(cases)
    parts["confidence"] = fit(
        [each.told() for _, each in shown],
        [int(case.label == each.best) for case, each in shown],
        strength=0.03,
        standard=True,
    )
    threshold = _threshold(parts["confidence"], shown, weighed)
    return PositionModel(parts, threshold, frozenset(case.mark for case in cases))


def _readers(cases: Sequence[Case]) -> dict[str, Linear]:
    sided = [case for case in cases if case.gold]
    return {
        "passing": fit(
            [case.told for case in cases],
            [int(case.gold is None) for case in cases],
            strength=_STRENGTH,
            weights=[case.weight for case in cases],
            fewest=2,
        ),
        "stance": fit(
            [case.told for case in sided],
            [case.label for case in sided],
            classes=len(STANCES),
            strength=_STRENGTH,
            weights=[case.weight for case in sided],
            fewest=2,
        ),
    }


def _threshold(
    confidence: Linear,
    shown: Sequence[tuple[Case, Weighed]],
    weighed: Sequence[tuple[Case, Weighed]],
) -> float:
    """Return the highest confidence to ask for that costs at most ``_WORTH`` of macro-F1."""
    sure = np.array([logistic(confidence.scores(each.told())[0]) for _, each in shown])
    said = np.array([each.best for _, each in shown])
    told = np.array([each.is_shown for _, each in shown])
    truth = np.array([case.label for case, _ in shown])
    coded = np.array([case.label for case, _ in weighed])
    counts = np.array([(coded == n).sum() for n in range(len(STANCES))])

    def macro(threshold: float) -> float:
        # a position that takes no side is never unclear: there is nothing it would show
        kept = told & ((sure >= threshold) | (said == STANCES.index(Stance.NONE)))
        scores = []
        for n, count in enumerate(counts):
            right = (kept & (said == n) & (truth == n)).sum()
            scores.append(2 * right / max((kept & (said == n)).sum() + count, 1))
        return float(np.mean(scores))

    least = macro(0.0) - _WORTH
    return max((each for each in _THRESHOLDS if macro(each) >= least), default=_THRESHOLDS[0])
