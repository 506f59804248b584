"""A trained linear model as it is kept: named features, their weights, nothing hidden.

It is read and used with numpy alone; ``analyser.motion.fitting`` fits it.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyser.errors import UnreadableModel
from analyser.text.whole_file import read_content, unpacked, whole_file

_MISSHAPEN = (KeyError, TypeError, AttributeError, OverflowError, RecursionError)
FORMAT = 1
"""Of the files that models are kept in."""

Features = Mapping[str, float]
"""What is known of one text: a value for each name; names not learned from count for nothing."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Linear:
    """Scores of one or more classes: weights of named features, and a bias.

    ``weights`` has a row for each name and a column for each class. Values are multiplied by
    ``scale``, a number for each name; where ``unit`` they are then brought to length 1, so that
    long texts do not outweigh short ones.
    """

    names: tuple[str, ...]
    scale: Array
    weights: Array
    bias: Array
    unit: bool
    places: Mapping[str, int]

    @classmethod
    def of(
        cls, names: Iterable[str], scale: Array, weights: Array, bias: Array, *, unit: bool
    ) -> "Linear":
        """Make a model of its parts."""
        listed = tuple(names)
        return cls(listed, scale, weights, bias, unit, {name: n for n, name in enumerate(listed)})

    def scores(self, features: Features) -> Array:
        """Return the score of each class."""
        places, values = self._values(features)
        return values @ self.weights[places] + self.bias

    def _values(self, features: Features) -> tuple[NDArray[np.intp], Array]:
        known = [
            (self.places[name], value) for name, value in features.items() if name in self.places
        ]
        places = np.array([place for place, _ in known], dtype=np.intp)
        values = np.array([value for _, value in known]) * self.scale[places]
        if self.unit:
            values = values / (float(np.sqrt(values @ values)) or 1.0)
        return places, values

    def as_json(self) -> dict[str, Any]:
        """Return the model as plain lists."""
        return {
            "names": list(self.names),
            "scale": _rounded(self.scale),
            "weights": _rounded(self.weights.T),
            "bias": _rounded(self.bias),
            "unit": self.unit,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Linear":
        """Return the model that ``as_json`` wrote."""
        return cls.of(
            data["names"],
            np.array(data["scale"], dtype=np.float64),
            np.array(data["weights"], dtype=np.float64).T.reshape(len(data["names"]), -1),
            np.array(data["bias"], dtype=np.float64),
            unit=data["unit"],
        )


def _rounded(values: Array) -> Any:
    return np.round(values, 4).tolist()


def signature_of(parts: Mapping[str, Linear], *facts: float) -> str:
    """Return what only this model has: the SHA-256 of its names and numbers, in hex."""
    digest = hashlib.sha256(repr(facts).encode())
    for name, part in sorted(parts.items()):
        digest.update("\n".join((name, *part.names)).encode())
        digest.update(np.ascontiguousarray(np.round(part.weights, 4) + 0.0).tobytes())
    return digest.hexdigest()


def write_parts(path: Path, parts: Mapping[str, Linear], **facts: Any) -> None:
    """Write the parts of a model as gzipped JSON, the same bytes for the same model."""
    data = {
        "format": FORMAT,
        "facts": facts,
        "parts": {name: part.as_json() for name, part in parts.items()},
    }
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf8")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as staged:
            staged.write_bytes(gzip.compress(packed, mtime=0))
    except OSError as error:
        what = error.strerror or str(error)
        raise UnreadableModel(path, "the whole file", what, "a file to write") from error


def read_parts(path: Path) -> tuple[dict[str, Linear], dict[str, Any]]:
    """Return the parts and facts of a model; raises ``UnreadableModel`` where the file is none."""
    packed = read_content(path, UnreadableModel)
    try:
        data = json.loads(unpacked(packed))
        if data["format"] != FORMAT:
            raise ValueError(f"format {data['format']}")
        parts = {name: Linear.from_json(part) for name, part in data["parts"].items()}
        return parts, dict(data["facts"])
    except (OSError, EOFError, zlib.error, ValueError, *_MISSHAPEN) as error:
        what, expected = str(error), "a model that `analyser train` wrote"
        raise UnreadableModel(path, "the whole file", what, expected) from error


def logistic(score: float) -> float:
    """Return the probability that a log-odds score means."""
    return float(1 / (1 + np.exp(-np.clip(score, -30, 30))))


def shares(scores: Array) -> Array:
    """Return the probabilities that the scores of several classes mean; they sum to 1."""
    powers: Array = np.exp(scores - scores.max())
    total: Array = powers / powers.sum()
    return total
