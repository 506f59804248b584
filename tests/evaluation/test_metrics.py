"""Figures against ones worked out by hand."""

import numpy as np
import pytest

from analyser.evaluation import metrics

DEBATES = ["a", "a", "b", "c"]


def test_a_share_and_its_interval_come_from_debates_not_units() -> None:
    counts = np.array([[1.0, 1.0], [1.0, 1.0], [0.0, 1.0], [0.0, 1.0]])
    got = metrics.figure(counts, DEBATES, metrics.share, 4)
    assert got is not None
    assert (got.value, got.of) == (0.5, 4)
    assert got.low == 0.0  # three draws without debate "a" are likely
    assert got.high == 1.0
    assert metrics.figure(counts, DEBATES, metrics.share, 4) == got


def test_nothing_to_measure_on_is_no_figure() -> None:
    assert metrics.figure(np.zeros((2, 2)), ["a", "b"], metrics.share, 0) is None


def test_f1_precision_and_recall() -> None:
    sums = np.array([[6.0, 8.0, 12.0]])  # 6 right of 8 there and 12 said
    assert metrics.precision(sums)[0] == 0.5
    assert metrics.recall(sums)[0] == 0.75
    assert metrics.micro_f1(sums)[0] == pytest.approx(0.6)
    two = np.array([[[6.0, 8.0, 12.0], [0.0, 4.0, 0.0]]])
    assert metrics.macro_f1(two)[0] == pytest.approx(0.3)


def test_kappa_of_a_known_table() -> None:
    # 20 yes-yes, 15 no-no, 5 and 10 apart: seen 0.7, by chance 0.5
    table = np.array([[[20.0, 5.0], [10.0, 15.0]]])
    assert metrics.kappa(table)[0] == pytest.approx(0.4)
    assert metrics.kappa(np.zeros((1, 2, 2)))[0] == 0


def test_calibration_error_is_how_far_confidence_is_from_what_held() -> None:
    bins = metrics.in_bins([0.9, 0.9, 0.55, 1.0], [True, False, True, True])
    # 0.9 twice and 1.0 in the last bin: 2.8 sure, 2 held; 0.55: 1 held
    error = (abs(2.8 - 2) + abs(0.55 - 1)) / 4
    assert metrics.calibration(bins.sum(axis=0, keepdims=True))[0] == pytest.approx(error)


def test_coverage_lets_the_surest_in_first() -> None:
    curve = metrics.coverage([0.9, 0.8, 0.7, 0.6], [True, True, False, False])
    assert curve[4] == (0.5, 1.0, 0.8)
    assert curve[-1] == (1.0, 0.5, 0.6)
    assert metrics.coverage([], []) == []
