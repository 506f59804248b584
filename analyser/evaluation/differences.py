"""Which groups of units differ by more than chance, such as two parties.

The interval of a difference comes from drawing the debates of both groups again together, for
members of both often speak in one debate.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from analyser.evaluation import metrics
from analyser.evaluation.metrics import Array, figure

FEWEST_DEBATES = 5
"""Fewer tell nothing of what other debates would give, however narrow their interval."""


def differences(
    counts: Mapping[str, Array],
    groups: Sequence[str],
    debates: Sequence[str],
    fewest: int,
) -> Iterator[str | None]:
    """Yield for each figure and two groups a sentence if they differ, ``None`` if it may be chance.

    ``counts`` has a row ``[right, all]`` for each unit, by the name of the figure; ``groups`` and
    ``debates`` say of each unit where it belongs. Groups with under ``fewest`` things to measure,
    or of under ``FEWEST_DEBATES`` debates, are not compared. "Not chance" is a 95% interval of the
    difference that leaves out zero.
    """
    of, debate_of = np.array(groups), np.array(debates)
    for name, each in counts.items():
        compared = [
            group
            for group in sorted(set(groups))
            if _is_enough(each[:, 1] * (of == group), debate_of, fewest)
        ]
        for one, other in combinations(compared, 2):
            yield _difference(name, one, other, each, of, debate_of)


def _is_enough(things: Array, debates: NDArray[np.str_], fewest: int) -> bool:
    return bool(things.sum() >= fewest and len(set(debates[things > 0])) >= FEWEST_DEBATES)


def _difference(
    name: str, one: str, other: str, counts: Array, of: NDArray[np.str_], debates: NDArray[np.str_]
) -> str | None:
    here = np.stack([counts * (of == group)[:, None] for group in (one, other)], axis=1)
    first, second = metrics.share(here.sum(axis=0))
    if first < second:
        one, other, first, second, here = other, one, second, first, here[:, ::-1]
    chosen = (of == one) | (of == other)
    apart = figure(here[chosen], list(debates[chosen]), metrics.between, int(chosen.sum()))
    if apart is None or apart.low <= 0 <= apart.high:
        return None
    return (
        f"{name.capitalize()}: {first:.2f} for {one}, {second:.2f} for {other}. The difference of"
        f" {apart.value:.2f} ({apart.low:.2f}–{apart.high:.2f}) is more than chance gives."
    )
