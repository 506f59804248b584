"""The benchmarks time what they say they time."""

import time

from benchmarks.harness import Case, Piece, Seconds, Work, measure


def times_itself() -> Work:
    """Prepare a piece that says itself how long it took."""
    return lambda: Seconds(123.0)


def sleeps() -> Work:
    """Prepare a piece that takes a tenth of a second."""
    return lambda: time.sleep(0.1)


def test_a_piece_that_times_itself_is_believed() -> None:
    found = measure(Case("itself", Piece(f"{__name__}:times_itself"), unit="s"), 1)
    assert found["figure"] == 123


def test_any_other_piece_is_timed() -> None:
    found = measure(Case("other", Piece(f"{__name__}:sleeps"), unit="s"), 1)
    assert 0.1 <= found["figure"] < 100
