"""Figures of agreement, each a function of counts, with intervals by bootstrap over debates.

Contributions to one debate are not independent: whole debates are drawn again (Efron and
Tibshirani 1993, *An Introduction to the Bootstrap*, on clustered data). Kappa is Cohen's (1960);
calibration error is the expected one in ten equal bins (Guo et al. 2017).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_DRAWS, _SEED, _BINS = 1000, 20200127, 10


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure with its 95% interval, and how many things it was measured on."""

    value: float
    low: float
    high: float
    of: int


def figure(
    counts: Array, debates: Sequence[str], value: Callable[[Array], Array], of: int
) -> Figure | None:
    """Return a figure, or ``None`` where there is nothing to measure it on.

    ``counts`` has a row for each unit and any shape behind; ``value`` turns counts summed over
    units, one draw a row, into a figure for each.
    """
    if not of:
        return None
    names = {name: n for n, name in enumerate(sorted(set(debates)))}
    places = np.array([names[name] for name in debates])
    by_debate = np.zeros((len(names), *counts.shape[1:]))
    np.add.at(by_debate, places, counts)
    drawn = np.random.default_rng(_SEED).integers(len(names), size=(_DRAWS, len(names)))
    times = np.stack([np.bincount(row, minlength=len(names)) for row in drawn]).astype(float)
    sums = np.tensordot(times, by_debate, axes=1)
    values = value(sums)
    low, high = np.nanquantile(values, [0.025, 0.975])
    (whole,) = value(by_debate.sum(axis=0, keepdims=True))
    return Figure(round(float(whole), 4), round(float(low), 4), round(float(high), 4), of)


def share(sums: Array) -> Array:
    """Return right / all, of counts ``[right, all]``."""
    return _divided(sums[:, 0], sums[:, 1])


def between(sums: Array) -> Array:
    """Return how much higher the first share is, of counts ``[first, second][right, all]``.

    It is not a number for a draw that leaves either out.
    """
    with np.errstate(invalid="ignore"):
        shares: Array = sums[:, :, 0] / sums[:, :, 1]
    apart: Array = shares[:, 0] - shares[:, 1]
    return apart


def micro_f1(sums: Array) -> Array:
    """Return F1 of counts ``[both, gold, said]`` of one class, or summed over classes."""
    return _divided(2 * sums[..., 0], sums[..., 1] + sums[..., 2])


def macro_f1(sums: Array) -> Array:
    """Return the mean F1 over classes, of counts ``[class][both, gold, said]``."""
    mean: Array = micro_f1(sums).mean(axis=1)
    return mean


def precision(sums: Array) -> Array:
    """Return both / said."""
    return _divided(sums[:, 0], sums[:, 2])


def recall(sums: Array) -> Array:
    """Return both / gold."""
    return _divided(sums[:, 0], sums[:, 1])


def kappa(sums: Array) -> Array:
    """Return Cohen's kappa of confusion matrices."""
    total = sums.sum(axis=(1, 2))
    seen = _divided(np.trace(sums, axis1=1, axis2=2), total)
    chance = _divided((sums.sum(axis=1) * sums.sum(axis=2)).sum(axis=1), total**2)
    return _divided(seen - chance, 1 - chance)


def calibration(sums: Array) -> Array:
    """Return the expected calibration error, of counts ``[bin][sure, right, all]``."""
    total = sums[:, :, 2].sum(axis=1)
    return _divided(np.abs(sums[:, :, 0] - sums[:, :, 1]).sum(axis=1), total)


def in_bins(sure: Sequence[float], right: Sequence[bool]) -> Array:
    """Return a row ``[bin][sure, right, all]`` for each judgement."""
    rows = np.zeros((len(sure), _BINS, 3))
    for n, (confidence, held) in enumerate(zip(sure, right, strict=True)):
        rows[n, min(int(confidence * _BINS), _BINS - 1)] = confidence, float(held), 1.0
    return rows


def coverage(sure: Sequence[float], right: Sequence[bool]) -> list[tuple[float, float, float]]:
    """Return share kept, accuracy of those, least confidence, as the threshold falls by tenths."""
    if not sure:
        return []
    order = np.argsort(-np.array(sure), kind="stable")
    held = np.array(right, dtype=float)[order]
    curve = []
    for tenth in range(1, 11):
        kept = max(1, round(len(order) * tenth / 10))
        least = round(float(np.array(sure)[order[kept - 1]]), 4)
        curve.append((tenth / 10, round(float(held[:kept].mean()), 4), least))
    return curve


def _divided(above: Array, below: Array) -> Array:
    divided: Array = np.zeros_like(above, dtype=float)
    return np.divide(above, below, out=divided, where=below != 0)
