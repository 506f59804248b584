"""How likely a sentence is to undertake something, by a small trained encoder.

It is the six-layer transformer all-MiniLM-L6-v2 (Wang et al. 2020, *MiniLM*), trained on
sentences of ministers that readers marked. It reads a sentence and the one before.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from analyser.annotate.encoder import Network
from analyser.annotate.signing import SETTINGS, unreadable
from analyser.annotate.windows import Window
from analyser.resources import data_folder

NAME = "undertakings"
"""Of the folder of models that it is kept in."""

CLASSES = (False, True)
"""The columns of what the network gives: whether a sentence undertakes something."""

FORMAT = 1
"""Of the folder that it is kept in."""

_LEAST = ("alone", "by rule")


class UndertakingEncoder(Network):
    """A trained encoder in a folder. ``least`` holds the log odds from which it is believed.

    They are two: for a sentence "alone", and for one that is an undertaking "by rule" too.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.least: Mapping[str, float] = _least(folder / SETTINGS)

    def log_odds(self, before: str, sentence: str) -> float:
        """Return the log odds that a sentence undertakes something, ``before`` the one before."""
        ids, types, _ = self.tokens(window_of(before, sentence))
        [logs] = self.run(("stances",), ids=ids, types=types)
        return float(logs[0, 1] - logs[0, 0])


def window_of(before: str, sentence: str) -> Window:
    """Return what is read of a sentence: the one before it, then itself."""
    return Window(before, (0,), (sentence,))


@cache
def load_undertaking_encoder(folder: Path | None = None) -> UndertakingEncoder:
    """Return the encoder in a folder, or the one kept with the project, read once."""
    return UndertakingEncoder(folder or data_folder(NAME))


def write_settings(folder: Path, least: Mapping[str, float]) -> None:
    """Write the settings of an encoder beside it."""
    settings = {"format": FORMAT, "least": {name: least[name] for name in _LEAST}}
    (folder / SETTINGS).write_text(json.dumps(settings, indent=1) + "\n", "utf8")


def _least(path: Path) -> Mapping[str, float]:
    try:
        settings = json.loads(path.read_text("utf8"))
        if settings["format"] != FORMAT:
            raise ValueError(f"format {settings['format']}")
        return {name: float(settings["least"][name]) for name in _LEAST}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise unreadable(path, error) from error
