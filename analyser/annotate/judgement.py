"""From a reading to a position: what the rules make of it weighed with what was learned.

The rules read cues and structure; the model has learned from coded contributions which words,
dependencies and cues go with which stance. Each has a say, and a third step tells from how far
they agree how often such a position holds. Below a threshold the stance is unclear, and so is
one that the model alone finds: no cue would show it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc

from analyser.annotate.features import position_features
from analyser.annotate.kept import kept
from analyser.annotate.linear import (
    Array,
    Features,
    Linear,
    logistic,
    read_parts,
    shares,
    signature_of,
    write_parts,
)
from analyser.annotate.stance import Reading
from analyser.annotate.subject import addressed
from analyser.annotate.tally import Signal
from analyser.coding import Stance

STANCES = (Stance.SUPPORT, Stance.OPPOSE, Stance.MIXED, Stance.NONE)
"""The columns of the part "stance"."""

_RULES = 0.4  # the say of the rules; the rest is the model's
_PASSING = 0.5  # probability from which a measure is held to be named in passing
_UNSURE = 0.25  # what an unclear reading by rule says of each of the four stances


class Judgement(NamedTuple):
    """A position: its stance, how sure, the sentence that shows it and the cues in it."""

    measure: str
    stance: Stance
    confidence: float
    sentence: int | None
    signals: tuple[Signal, ...]


@cache
def load_position_model() -> "PositionModel":
    """Return the model that is kept with the project, read once."""
    return PositionModel.read(kept("stance") / "positions.json.gz")


@dataclass(frozen=True, slots=True)
class Weighed:
    """What rules and model together make of a reading, before it is called a position.

    ``by_rule`` is what the rules alone make of it, if they do not hold it to be in passing.
    """

    passing: float
    stances: Array
    by_rule: Stance | None

    @property
    def best(self) -> int:
        """The column of the likeliest stance."""
        return int(self.stances.argmax())

    @property
    def is_shown(self) -> bool:
        """Whether cues show the likeliest stance too; that no side is taken needs none."""
        return STANCES[self.best] in (Stance.NONE, self.by_rule)

    def told(self) -> dict[str, float]:
        """Return what the confidence is judged by."""
        return {"likeliest": float(self.stances.max()), "in passing": self.passing}


class PositionModel:
    """A trained judge of positions: its parts "passing", "stance" and "confidence"."""

    def __init__(
        self,
        parts: Mapping[str, Linear],
        threshold: float,
        learned: frozenset[str] = frozenset(),
    ) -> None:
        self.parts = dict(parts)
        self.threshold = threshold
        self.learned = learned
        """The marks of the texts learned from (see ``linear.mark``)."""

    @classmethod
    def read(cls, path: Path) -> "PositionModel":
        """Read a model; raises ``UnreadableModel`` where the file is none."""
        parts, facts = read_parts(path)
        return cls(parts, facts["threshold"], frozenset(facts["learned"]))

    def write(self, path: Path) -> None:
        """Write the model to a file."""
        write_parts(path, self.parts, threshold=self.threshold, learned=sorted(self.learned))

    @property
    def signature(self) -> str:
        """What tells this model from others (see ``linear.signature_of``)."""
        return signature_of(self.parts, self.threshold)

    def judge(self, doc: Doc, reading: Reading) -> Judgement | None:
        """Return the position on a measure, or ``None`` where it is named in passing."""
        weighed = weigh(self.parts, reading, position_features(doc, reading))
        if weighed.passing >= _PASSING:
            return None
        stance = STANCES[weighed.best]
        confidence = round(logistic(self.parts["confidence"].scores(weighed.told())[0]), 3)
        if stance is Stance.NONE:
            return Judgement(reading.measure, stance, confidence, None, ())
        sentence = showing(reading, stance)
        signals = tuple(each for each in reading.signals if each.sentence == sentence)
        if confidence < self.threshold or not weighed.is_shown:
            stance = Stance.UNCLEAR
        return Judgement(reading.measure, stance, confidence, sentence, signals)


def weigh(parts: Mapping[str, Linear], reading: Reading, told: Features) -> Weighed:
    """Return what the rules and the trained parts make of a reading together."""
    learned = shares(parts["stance"].scores(told))
    passing = logistic(parts["passing"].scores(told)[0])
    ruled = np.full(len(STANCES), _UNSURE)
    by_rule = reading.decision.stance if reading.decision else None
    if by_rule in STANCES:
        ruled = np.array([float(stance is by_rule) for stance in STANCES])
    return Weighed(
        (1 - _RULES) * passing + _RULES * float(by_rule is None),
        (1 - _RULES) * learned + _RULES * ruled,
        by_rule,
    )


def showing(reading: Reading, stance: Stance) -> int:
    """Return the sentence that shows a stance: the rules' own, or the one whose cues do most."""
    decided, page = reading.decision, reading.page
    if decided and decided.stance is stance and decided.sentence is not None:
        return decided.sentence
    shown: dict[int, float] = {}
    for signal in reading.signals:
        if signal.stance is stance and addressed(reading.scope[signal.sentence]):
            shown[signal.sentence] = shown.get(signal.sentence, 0.0) + signal.shown
    if shown:
        return max(shown, key=lambda n: (shown[n], -n))
    return page.sentence_of(reading.own[0].start)
