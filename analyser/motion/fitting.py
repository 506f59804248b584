"""Fitting the linear models that are kept: logistic regression over named features."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix

from analyser.motion.linear import Array, Features, Linear

SURE = 30.0
"""The score of a label that is the only one learned from; of one never seen, its negative."""


def fit(
    told: Sequence[Features],
    labels: Sequence[int],
    *,
    classes: int = 2,
    strength: float = 1.0,
    fewest: int = 1,
    most: int = 40_000,
    damped: bool = False,
    standard: bool = False,
    weights: Sequence[float] | None = None,
    balanced: bool = False,
) -> Linear:
    """Fit a model of ``classes`` classes, labels 0 to ``classes`` - 1; two have one score.

    ``strength`` is the inverse of the penalty. Names in fewer than ``fewest`` texts are left
    out, and all but the ``most`` frequent. ``damped`` weighs rare names up and brings each text
    to length 1 (TF-IDF); ``standard`` brings each name to standard deviation 1.
    """
    from sklearn.linear_model import LogisticRegression

    seen = Counter(name for each in told for name, value in each.items() if value)
    names = tuple(sorted([name for name, n in seen.most_common() if n >= fewest][:most]))
    raw = _matrix(told, names)
    scale = _standard(raw) if standard else np.ones(len(names))
    if damped:
        scale = _rarity(seen, names, len(told))
    blank = Linear.of(names, scale, np.zeros((len(names), 1)), np.zeros(1), unit=damped)
    columns, present = 1 if classes == 2 else classes, sorted(set(labels))
    coefficients, bias = np.zeros((len(names), columns)), np.full(columns, -SURE)
    if not present:  # nothing to learn from: every label is as likely as another
        return Linear.of(names, scale, coefficients, np.zeros(columns), unit=damped)
    if len(present) == 1:  # nothing to tell apart: the one label is always given
        if columns > 1 or present[0]:
            bias[present[0] if columns > 1 else 0] = SURE
        return Linear.of(names, scale, coefficients, bias, unit=damped)
    weighing = "balanced" if balanced else None
    model = LogisticRegression(C=strength, max_iter=3000, class_weight=weighing)
    model.fit(_scaled(raw, blank), labels, sample_weight=weights)
    rows, starts = model.coef_, model.intercept_
    if columns > 1 and len(present) == 2:  # one score parts two of several classes
        rows, starts = np.stack([-rows[0], rows[0]]) / 2, np.array([-starts[0], starts[0]]) / 2
    places = [0] if columns == 1 else present
    coefficients[:, places], bias[places] = rows.T, starts
    return Linear.of(names, scale, coefficients, bias, unit=damped)


def _rarity(seen: Mapping[str, int], names: Sequence[str], texts: int) -> Array:
    """Return the weight of each name, the greater the fewer texts it is in (IDF)."""
    rarity: Array = np.log((1 + texts) / (1 + np.array([seen[name] for name in names]))) + 1
    return rarity


def folds(groups: Sequence[str], count: int, seed: int) -> Iterator[tuple[list[int], list[int]]]:
    """Yield rows to learn from and rows to measure on; a group is never in both.

    Groups are dealt out by size, so that the parts are about equal; ``seed`` breaks ties.
    """
    sizes = Counter(groups)
    ordered = sorted(sizes)
    np.random.default_rng(seed).shuffle(ordered)
    load, part_of = [0] * count, {}
    for group in sorted(ordered, key=lambda each: -sizes[each]):
        part = min(range(count), key=load.__getitem__)
        part_of[group] = part
        load[part] += sizes[group]
    for part in range(count):
        held = [n for n, group in enumerate(groups) if part_of[group] == part]
        if held:
            yield [n for n, group in enumerate(groups) if part_of[group] != part], held


def _standard(raw: csr_matrix) -> Array:
    """Return what brings each column to standard deviation 1, and 0 where it does not vary."""
    spread = raw.toarray().std(axis=0)
    return np.where(spread > 0, 1 / np.where(spread > 0, spread, 1.0), 0.0)


def _matrix(told: Sequence[Features], names: Sequence[str]) -> csr_matrix:
    places = {name: n for n, name in enumerate(names)}
    rows, columns, values = [], [], []
    for row, each in enumerate(told):
        for name, value in each.items():
            if name in places:
                rows.append(row)
                columns.append(places[name])
                values.append(value)
    return csr_matrix((values, (rows, columns)), shape=(len(told), len(names)), dtype=np.float64)


def _scaled(raw: csr_matrix, model: Linear) -> csr_matrix:
    scaled = raw.multiply(model.scale.reshape(1, -1)).tocsr()
    if not model.unit:
        return scaled
    lengths: Array = np.sqrt(np.asarray(scaled.multiply(scaled).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1.0
    return scaled.multiply((1 / lengths).reshape(-1, 1)).tocsr()
