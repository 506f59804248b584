"""What simpler means give on the same units: the figures that ours must stand beside."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from analyser.motion.fitting import fit
from analyser.motion.linear import logistic, shares
from analyser.motion.reader import motion_terms, terms
from analyser.training.gold import GoldMotion

_NEUTRAL = 0.05  # VADER's own bounds (Hutto and Gilbert 2014)


@cache
def _vader() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


def sentiment(text: str) -> float:
    """Return VADER's compound score of a text, -1 to 1."""
    return float(_vader().polarity_scores(text)["compound"])


def by_sentiment(text: str) -> str:
    """Return the stance that sentiment would make of a text: praise support, blame oppose."""
    score = sentiment(text)
    return "none" if abs(score) < _NEUTRAL else "support" if score > 0 else "oppose"


def tfidf(
    texts: Sequence[str], labels: Sequence[int], classes: int
) -> Callable[[str], tuple[int, float]]:
    """Return a classifier by TF-IDF and logistic regression: a label and the confidence in it."""
    seen = sorted(set(labels))
    if len(seen) < 2:
        return lambda _: (seen[0] if seen else 0, 1.0)
    told = [terms(text) for text in texts]
    model = fit(told, labels, classes=classes, strength=3.0, fewest=2, damped=True, balanced=True)

    def classify(text: str) -> tuple[int, float]:
        scores = model.scores(terms(text))
        if classes == 2:
            yes = logistic(float(scores[0]))
            return (1, yes) if yes > 0.5 else (0, 1 - yes)
        each = shares(scores)
        best = int(each.argmax())
        return best, float(each[best])

    return classify


def motion_alone(units: Sequence[GoldMotion]) -> Callable[[str], float]:
    """Return how likely speeches on a motion are to support it, from the motion's words alone."""
    told = [motion_terms(unit.motion) for unit in units]
    model = fit(told, [int(unit.support) for unit in units], fewest=2)
    return lambda motion: logistic(float(model.scores(motion_terms(motion))[0]))


def party_and_side(units: Sequence[GoldMotion]) -> Callable[[GoldMotion], float]:
    """Return a model of the parties and of whose motion it is, without a word of the speech."""
    model = fit([_parties(unit) for unit in units], [int(unit.support) for unit in units])
    return lambda unit: logistic(float(model.scores(_parties(unit))[0]))


def _parties(unit: GoldMotion) -> dict[str, float]:
    side = "government" if unit.government_motion else "other"
    same = "same" if unit.party == unit.mover_party else "other"
    return {
        f"{same} party": 1.0,
        f"{side} motion": 1.0,
        f"{same} party, {side} motion": 1.0,
        f"{unit.party}": 1.0,
        f"{unit.party} on {unit.mover_party}": 1.0,
        f"{unit.party} on {unit.mover_party}, {side} motion": 1.0,
    }


def commonest(labels: Sequence[Any]) -> Any:
    """Return the commonest label."""
    return Counter(labels).most_common(1)[0][0]
