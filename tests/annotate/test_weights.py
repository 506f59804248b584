"""Weights in 4 bits, and the thin matrices beside them."""

from pathlib import Path

import numpy as np
import pytest

from analyser.annotate.weights import (
    BLOCK,
    WORDS,
    in_rows,
    pack,
    read_weights,
    unpack,
    write_weights,
)
from analyser.errors import UnreadableModel

RNG = np.random.default_rng(0)
MATRIX = RNG.normal(size=(6, 2 * BLOCK)).astype(np.float32)


def test_a_matrix_comes_back_nearly_and_in_a_quarter_of_the_room() -> None:
    packed = pack(MATRIX)
    assert np.abs(unpack(packed) - MATRIX).max() < np.abs(MATRIX).max() / 3
    assert np.corrcoef(unpack(packed).ravel(), MATRIX.ravel())[0, 1] > 0.99
    assert sum(part.nbytes for part in packed.values()) < MATRIX.astype(np.float16).nbytes / 3


def test_what_was_rounded_once_is_not_rounded_again() -> None:
    once = unpack(pack(MATRIX))
    assert np.array_equal(unpack(pack(once)), once)


def test_nothing_but_zeros_stays_so() -> None:
    assert not unpack(pack(np.zeros((2, BLOCK), np.float32))).any()


def test_each_version_has_its_own_sum_and_last_layers(tmp_path: Path) -> None:
    left, right = RNG.normal(size=(6, 2)), RNG.normal(size=(2, 2 * BLOCK))
    thin = (left.astype(np.float32), right.astype(np.float32))
    path = tmp_path / "weights.npz"
    write_weights(
        path,
        {"layer.0": MATRIX, WORDS: MATRIX},
        {"one": {}, "other": {"layer.0": thin}},
        {"one": {"bias": np.ones(2, np.float32)}, "other": {"bias": np.zeros(2, np.float32)}},
    )
    one, other = read_weights(path, "one"), read_weights(path, "other")
    assert one.keys() == other.keys() == {"layer.0", "layer.0_scale", WORDS, "bias"}
    assert (one["bias"].tolist(), other["bias"].tolist()) == ([1, 1], [0, 0])
    assert np.array_equal(one[WORDS], unpack(pack(MATRIX)))
    whole = [each["layer.0"].T * each["layer.0_scale"][:, None] for each in (one, other)]
    assert np.allclose(whole[0], one[WORDS], atol=0.05)
    assert np.allclose(whole[1] - whole[0], thin[0] @ thin[1], atol=0.2)
    assert np.abs(one["layer.0"]).max() == 63  # 7 bits


def test_rows_have_scales_of_their_own() -> None:
    numbers, scales = in_rows(np.array([[1, -2], [100, 50]], np.float32))
    assert numbers.tolist() == [[64, -127], [127, 64]]
    assert scales * 127 == pytest.approx([2, 100])


def test_a_file_without_what_a_matrix_needs_is_named(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    np.savez(path, **{"layer.0/steps": np.zeros((2, 2), np.uint8)})  # type: ignore[arg-type]
    with pytest.raises(UnreadableModel, match=r"weights\.npz"):
        read_weights(path, "one")
    with pytest.raises(UnreadableModel, match=r"gone\.npz"):
        read_weights(tmp_path / "gone.npz", "one")
