"""The weights of the encoder as they are kept: in 4 bits, with a small sum for either version.

Each matrix has one scale for 64 weights of a row. Two versions share it: the one that is measured
and the one in use. Either adds the product of two thin matrices, kept in 8 bits (Hu et al. 2021,
"LoRA"), and has its own last layers. When it is loaded, a matrix is set in 7 bits with one scale a
row, as ONNX Runtime multiplies: sums of 8 bits run over on processors without VNNI.
"""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyser.annotate.signing import unreadable

BLOCK = 64
"""Weights of a row that share a scale."""

MEASURED, IN_USE = "measured", "in use"
"""The two versions."""

WORDS = "words"
"""The vectors of words, which stay as numbers with fractions."""

_MOST = 63  # of a weight in 7 bits

Array = NDArray[Any]
Floats = NDArray[np.float32]


def pack(weights: Floats) -> dict[str, Array]:
    """Return a matrix in 4 bits; ``unpack`` gives it back, nearly.

    Of five scales for each block the one that errs least is taken.
    """
    blocks = weights.reshape(len(weights), -1, BLOCK)
    top = np.maximum(np.abs(blocks).max(2, keepdims=True), 1e-6) / 7
    best, least = top, np.full_like(top, np.inf)
    for share in (1.0, 0.92, 0.85, 0.78, 0.7):
        scale = (top * share).astype(np.float16).astype(np.float32)
        error = np.square(_steps(blocks, scale) * scale - blocks).sum(2, keepdims=True)
        best = np.where(error < least, scale, best)
        least = np.minimum(error, least)
    steps = (_steps(blocks, best) + 8).astype(np.uint8).reshape(len(weights), -1)
    return {
        "steps": steps[:, ::2] << 4 | steps[:, 1::2],
        "scales": best[..., 0].astype(np.float16),
    }


def _steps(blocks: Floats, scale: Floats) -> Floats:
    return np.clip(np.round(blocks / scale), -7, 7).astype(np.float32)


def unpack(packed: Mapping[str, Array]) -> Floats:
    """Return the matrix that ``pack`` kept."""
    pairs, scales = packed["steps"].astype(np.uint8), packed["scales"].astype(np.float32)
    steps = np.stack([pairs >> 4, pairs & 15], axis=2).astype(np.float32) - 8
    blocks = steps.reshape(len(pairs), -1, BLOCK) * scales[..., None]
    return blocks.reshape(len(pairs), -1)


def in_rows(weights: Floats, most: int = 127) -> tuple[NDArray[np.int8], Floats]:
    """Return a matrix in whole numbers up to ``most``, and the scale of each row."""
    scales = np.maximum(np.abs(weights).max(1), 1e-8).astype(np.float32) / most
    return np.round(weights / scales[:, None]).astype(np.int8), scales


def write_weights(
    path: Path,
    matrices: Mapping[str, Floats],
    added: Mapping[str, Mapping[str, tuple[Floats, Floats]]],
    last: Mapping[str, Mapping[str, Floats]],
) -> None:
    """Write matrices; by version, the thin matrices added to some, and the last layers."""
    kept: dict[str, Array] = {}
    for name, weights in matrices.items():
        kept |= {f"{name}/{part}": each for part, each in pack(weights).items()}
    for version, pairs in added.items():
        for name, pair in pairs.items():
            for side, thin in zip(("left", "right"), pair, strict=True):
                numbers, scales = in_rows(thin)
                kept[f"{name}/{version}/{side}"] = numbers
                kept[f"{name}/{version}/{side}/scales"] = scales
    for version, layers in last.items():
        kept |= {f"{version}/{name}": layer for name, layer in layers.items()}
    np.savez_compressed(path, allow_pickle=False, **kept)


def read_weights(path: Path, version: str) -> dict[str, Array]:
    """Return what a session takes for one version, by the names that the graph has for it.

    A matrix comes as whole numbers turned on its side, and its scales as ``NAME_scale``; the
    vectors of words and the last layers come as they are. Raises ``UnreadableModel``.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            return _by_name({name: file[name] for name in file.files}, version)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise unreadable(path, error) from error


def _by_name(kept: Mapping[str, Array], version: str) -> dict[str, Array]:
    found: dict[str, Array] = {
        name.removeprefix(f"{version}/"): each
        for name, each in kept.items()
        if name.startswith(f"{version}/")
    }
    for name in (each.removesuffix("/steps") for each in kept if each.endswith("/steps")):
        whole = unpack({part: kept[f"{name}/{part}"] for part in ("steps", "scales")})
        if f"{name}/{version}/left" in kept:
            whole += _thin(kept, f"{name}/{version}/left") @ _thin(kept, f"{name}/{version}/right")
        if name == WORDS:
            found[name] = whole
            continue
        numbers, found[f"{name}_scale"] = in_rows(whole, _MOST)
        found[name] = np.ascontiguousarray(numbers.T)
    return found


def _thin(kept: Mapping[str, Array], name: str) -> Floats:
    scales = kept[f"{name}/scales"].astype(np.float32)
    thin: Floats = kept[name].astype(np.float32) * scales[:, None]
    return thin
