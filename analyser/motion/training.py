"""Training the reader of stances on motions.

From HanDeSeT (Abercrombie and Batista-Navarro 2018, *A Sentiment-labelled Corpus of Hansard
Parliamentary Debate Speeches*), whose labels are human, and from divisions: a speaker who voted
with the Government that week is taken to speak for it.
"""

from collections.abc import Sequence

import numpy as np

from analyser.motion.fitting import fit, folds
from analyser.motion.linear import Linear
from analyser.motion.reader import MotionModel, MotionUnit, manner, motion_terms, stacked, terms
from analyser.training.gold import GoldMotion, text_hash

_INNER, _SEED = 8, 1  # parts for the last step, which must see how the others do on new debates


def train_motion(units: Sequence[GoldMotion], voted: Sequence[tuple[str, bool]]) -> MotionModel:
    """Return a model trained on all units.

    Raises ``ModuleNotFoundError`` where the extra ``train`` is not installed.
    """
    return train_motion_with(units, votes_model(voted))


def votes_model(voted: Sequence[tuple[str, bool]]) -> Linear:
    """Return the scorer of words by how those who said them voted; of no votes it says nothing."""
    if len({with_government for _, with_government in voted}) < 2:
        return Linear.of((), np.zeros(0), np.zeros((0, 1)), np.zeros(1), unit=True)
    return fit(
        [terms(text) for text, _ in voted],
        [int(with_government) for _, with_government in voted],
        strength=3.0,
        fewest=3,
        damped=True,
    )


def train_motion_with(units: Sequence[GoldMotion], votes: Linear) -> MotionModel:
    """Return a model trained on all units, the votes having been learned from already."""
    texts = [unit_of(each) for each in units]
    told: list[dict[str, float]] = [{}] * len(units)
    with_party = list(told)
    for learnt, held in folds([each.debate for each in units], _INNER, _SEED):
        parts = _readers([units[n] for n in learnt], votes)
        for n in held:
            told[n] = stacked(parts, texts[n], with_party=False)
            with_party[n] = stacked(parts, texts[n], with_party=True)
    labels = [int(each.support) for each in units]
    parts = _readers(units, votes)
    parts["decision"] = fit(told, labels, strength=0.3, standard=True)
    parts["decision with party"] = fit(with_party, labels, strength=0.01, standard=True)
    return MotionModel(parts, frozenset(text_hash(unit.text) for unit in texts))


def unit_of(gold: GoldMotion) -> MotionUnit:
    """Return what is read of a labelled unit: all but its label, its debate and its date."""
    return MotionUnit(gold.motion, gold.texts, gold.party, gold.mover_party, gold.government_motion)


def _readers(units: Sequence[GoldMotion], votes: Linear) -> dict[str, Linear]:
    texts = [unit_of(each).text for each in units]
    for_government = [int(each.support == each.government_motion) for each in units]
    dated = [(each, text) for each, text in zip(units, texts, strict=True) if each.governing]
    return {
        "side": fit(
            [motion_terms(each.motion) for each in units],
            [int(each.government_motion) for each in units],
            fewest=2,
        ),
        "words": fit(
            [terms(text) for text in texts], for_government, strength=3.0, fewest=2, damped=True
        ),
        "votes": votes,
        "manner": fit(
            [manner(text) for text in texts], for_government, strength=0.02, standard=True
        ),
        "plain": fit(
            [terms(text) for text in texts],
            [int(each.support) for each in units],
            strength=3.0,
            fewest=2,
            damped=True,
        ),
        "period": fit(
            [terms(f"{each.motion}\n{text}") for each, text in dated],
            [int(each.governing == "Con") for each, _ in dated],
            strength=10.0,
            fewest=2,
            damped=True,
        ),
    }
