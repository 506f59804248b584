"""What the signals about one measure add up to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from analyser.coding import Stance

_SPOKEN = 0.5  # strength from which a contribution takes a side
_HEARD = 0.3  # strength above which it may take one, but which is unclear
_DECIDED = 0.4  # confidence under which the stance is unclear
_TWO_SIDED = 0.9  # the weaker side's share of the stronger from which the stance is mixed
_RESERVED = 0.25  # the share of conditions and reservations from which it is
_DISCOUNT = 4.0  # how much one unit said for the other side weakens what is urged


URGED, SAID, DECLARED = range(3)


class Signal(NamedTuple):
    """One cue where it stands: which way it points and how strongly.

    ``shown`` is how plainly its sentence shows the stance to a reader, which need not be how
    much it counts. ``rank`` is that of what was done: a side ``DECLARED``, something ``SAID``,
    or ``URGED``. ``place`` is the tokens of the cue.
    """

    stance: Stance
    strength: float
    sentence: int
    rank: int
    shown: float
    place: tuple[int, int]


class Decision(NamedTuple):
    """A stance, the sentence that shows it most, and the strength of all that was said.

    ``sentence`` is ``None`` where no sentence shows the stance.
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
    shown: dict[tuple[int, Stance], float] = field(default_factory=dict)

    def add(self, signal: Signal) -> None:
        place = signal.sentence, signal.stance
        here = self.sentences.get(place, 0.0)
        # Each further cue of a sentence adds less: five words of praise are not five speeches.
        gained = signal.strength * max(0.2, 1 - here / 2)
        self.sentences[place] = here + gained
        self.sides[signal.stance] += gained
        self.shown[place] = self.shown.get(place, 0.0) + signal.shown

    def showing(self, stance: Stance, addressed: Sequence[bool]) -> int | None:
        """Return the sentence that shows a stance most, of those that are about the measure."""
        shown = {
            n: each for (n, side), each in self.shown.items() if side is stance and addressed[n]
        }
        return max(shown, key=lambda n: (shown[n], -n), default=None)


def decide(signals: Sequence[Signal], addressed: Sequence[bool]) -> Decision:
    """Return the stance that the signals about one measure add up to.

    ``addressed`` tells of each sentence whether it names the measure or refers to it. A side
    that no such sentence shows is unclear: there would be no words to show for it.
    """
    tally = _Tally()
    for signal in _discounted(signals):
        tally.add(signal)
    strength = sum(tally.sides.values())
    if strength < _SPOKEN:
        if strength - tally.sides[Stance.MIXED] > _HEARD:
            return Decision(Stance.UNCLEAR, round(_DECIDED * strength, 3), None, strength)
        return Decision(Stance.NONE, round(1 - strength, 3), None, strength)
    stance, confidence = _weigh(
        *(tally.sides[s] for s in (Stance.SUPPORT, Stance.OPPOSE, Stance.MIXED))
    )
    if confidence < _DECIDED:
        return Decision(Stance.UNCLEAR, round(confidence, 3), None, strength)
    sentence = tally.showing(stance, addressed)
    if sentence is None:
        return Decision(Stance.UNCLEAR, round(_DECIDED * confidence, 3), None, strength)
    return Decision(stance, round(confidence, 3), sentence, strength)


def _discounted(signals: Iterable[Signal]) -> Iterator[Signal]:
    """Yield the signals, the weaker kinds reduced by what stronger kinds say for another side.

    Opponents too say what "must" be done, but hardly call what they oppose welcome; and
    where a side is declared, praise of this or that is beside the point.
    """
    signals = list(signals)
    said = {(rank, stance): 0.0 for rank in (URGED, SAID, DECLARED) for stance in Stance}
    for signal in signals:
        for rank in range(signal.rank):
            said[rank, signal.stance] += signal.strength
    behind = {
        (rank, stance): max(said[rank, other] for other in Stance if other is not stance) - own
        for (rank, stance), own in said.items()
    }
    for signal in signals:
        discount = _DISCOUNT * max(0.0, behind[signal.rank, signal.stance])
        yield signal._replace(strength=signal.strength / (1 + discount))


def _weigh(support: float, oppose: float, mixed: float) -> tuple[Stance, float]:
    """Return the stance that three strengths, not all 0, add up to, and the confidence in it."""
    weaker, stronger = sorted((support, oppose))
    total = support + oppose + mixed
    two_sided = weaker > _TWO_SIDED * stronger
    if two_sided and not mixed:  # neither side taken, and nothing that weighs the two
        return Stance.UNCLEAR, _DECIDED / 2
    if two_sided or mixed > _RESERVED * (support + oppose):
        return Stance.MIXED, min(1.0, 0.45 + (weaker + mixed) / (2 * total))
    side = Stance.SUPPORT if support > oppose else Stance.OPPOSE
    enough = 1 - 1 / (1 + 2 * stronger)
    return side, (0.4 + 0.6 * (stronger - weaker) / total) * (0.6 + 0.4 * enough)
