"""The stances that readers coded of a contribution, and those of a system, side by side."""

from collections.abc import Mapping

from analyser.training.gold import GoldUnit

STANCES = ("support", "oppose", "mixed", "none")

Said = Mapping[str, tuple[str, float, tuple[int, int] | None]]
"""Of one unit: stance, confidence and offsets of the evidence, by measure."""


def stances_of(unit: GoldUnit, said: Said) -> tuple[dict[str, str], dict[str, str]]:
    """Return the stances of the readers and of the system, by measure.

    Where passing mentions are coded, being named in passing, taking no side and having no position
    are one class: none. Elsewhere a measure without a position has no stance, and that is wrong.
    """
    coded = {each.measure: each.stance for each in unit.positions}
    told = {code: stance for code, (stance, _, _) in said.items()}
    if not unit.has_passing:
        return coded, told
    everything = coded.keys() | set(unit.passing) | told.keys()
    nowhere = dict.fromkeys(everything, "none")
    return nowhere | coded, nowhere | told
