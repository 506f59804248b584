"""What the signals about one measure add up to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from analyser.coding import Stance

_SPOKEN = 0.5  # strength from which a contribution takes a side at all
_DECIDED = 0.4  # confidence under which the stance is unclear
_TWO_SIDED = 0.9  # the weaker side's share of the stronger from which the stance is mixed
_RESERVED = 0.35  # the share of conditions and reservations from which it is
_DISCOUNT = 3.0  # how much one unit said for the other side weakens what is urged


class Signal(NamedTuple):
    """One cue where it stands: which way it points and how strongly.

    ``urging`` tells "we must" from "I welcome".
    """

    stance: Stance
    strength: float
    sentence: int
    urging: bool


class Decision(NamedTuple):
    """A stance, the sentence that shows it most, and the strength of all that was said.

    ``sentence`` is ``None`` where no sentence shows the stance: it is none or unclear.
    """

    stance: Stance
    confidence: float
    sentence: int | None
    strength: float


@dataclass(slots=True)
class _Tally:
    """The strength of each stance, as a whole and by sentence."""

    sides: dict[Stance, float] = field(default_factory=lambda: dict.fromkeys(Stance, 0.0))
    sentences: dict[tuple[int, Stance], float] = field(default_factory=dict)

    def add(self, signal: Signal) -> None:
        place = signal.sentence, signal.stance
        here = self.sentences.get(place, 0.0)
        # Each further cue of a sentence adds less: five words of praise are not five speeches.
        gained = signal.strength * max(0.2, 1 - here / 2)
        self.sentences[place] = here + gained
        self.sides[signal.stance] += gained

    def showing(self, stance: Stance) -> int | None:
        strengths = {n: each for (n, side), each in self.sentences.items() if side is stance}
        return max(strengths, key=lambda n: (strengths[n], -n), default=None)


def decide(signals: Sequence[Signal]) -> Decision:
    """Return the stance that the signals about one measure add up to."""
    tally = _Tally()
    for signal in _discounted(signals):
        tally.add(signal)
    strength = sum(tally.sides.values())
    if strength < _SPOKEN:
        return Decision(Stance.NONE, round(1 - strength, 3), None, strength)
    stance, confidence = _weigh(
        *(tally.sides[s] for s in (Stance.SUPPORT, Stance.OPPOSE, Stance.MIXED))
    )
    if confidence < _DECIDED:
        return Decision(Stance.UNCLEAR, round(confidence, 3), None, strength)
    return Decision(stance, round(confidence, 3), tally.showing(stance), strength)


def _discounted(signals: Iterable[Signal]) -> Iterator[Signal]:
    """Yield the signals, those that only urge weakened by what is said for the other side.

    Opponents too say what "must" be done, but hardly call what they oppose welcome.
    """
    signals = list(signals)
    said = dict.fromkeys(Stance, 0.0)
    for signal in signals:
        if not signal.urging:
            said[signal.stance] += signal.strength
    lead = said[Stance.SUPPORT] - said[Stance.OPPOSE]
    behind = {Stance.SUPPORT: max(0.0, -lead), Stance.OPPOSE: max(0.0, lead)}
    for signal in signals:
        if signal.urging:
            weaker = 1 / (1 + _DISCOUNT * behind.get(signal.stance, 0.0))
            yield signal._replace(strength=signal.strength * weaker)
        else:
            yield signal


def _weigh(support: float, oppose: float, mixed: float) -> tuple[Stance, float]:
    """Return the stance that three strengths, not all 0, add up to, and the confidence in it."""
    weaker, stronger = sorted((support, oppose))
    total = support + oppose + mixed
    two_sided = weaker > _TWO_SIDED * stronger
    if two_sided or mixed > _RESERVED * (support + oppose):
        return Stance.MIXED, min(1.0, 0.45 + (weaker + mixed) / (2 * total))
    side = Stance.SUPPORT if support > oppose else Stance.OPPOSE
    enough = 1 - 1 / (1 + 2 * stronger)
    return side, (0.4 + 0.6 * (stronger - weaker) / total) * (0.6 + 0.4 * enough)
