"""A small trained encoder as it is kept: read with ONNX Runtime, its words cut by ``tokenizers``.

It is the first eight layers of the transformer all-mpnet-base-v2 (Song et al. 2020, *MPNet*;
Reimers and Gurevych 2019, *Sentence-BERT*), trained further on coded contributions. It is kept in
two versions (see ``weights``): one has not seen a third of the debates, so that it can be measured;
the other, in use, has learned from all. Windows are read one at a time, in one thread, so that
what is said of one depends on nothing but it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyser.annotate.signing import (
    MODEL,
    SETTINGS,
    TOKENIZER,
    WEIGHTS,
    network_signature,
    unreadable,
)
from analyser.annotate.weights import IN_USE, MEASURED, read_weights
from analyser.annotate.windows import Window
from analyser.resources import data_folder

FORMAT = 3
"""Of the folder that an encoder is kept in."""

CLASSES = ("passing", "none", "support", "oppose", "mixed")
"""The columns of ``EncoderOutput.stances``."""

KNOWN = ("shows", "names", "refers", "follows a name", "place")
"""What is known of a sentence: how plainly it shows the stance in its window, beside the plainest;
whether it names the measure, refers to it, or follows a sentence that names it; and where it stands
in the contribution, from 0 to 1."""

ALONE = ("passing alone", "none alone", "other side alone")
"""The logs of what a sentence reads as alone: the measure named in passing, no side, other side."""

VECTOR = "vector alone"
"""What the last layer gives of a sentence alone (``EncoderOutput.vector``)."""

_SUBJECT, _SENTENCE, _WINDOW = 80, 120, 300
"""The most tokens of a subject, a sentence and a window."""

_CUT_OFF = -30.0  # how plainly a sentence shows a stance that did not fit into the window

Array = NDArray[np.float64]
Tokens = tuple[list[int], list[int], list[int]]


@dataclass(frozen=True, slots=True)
class EncoderOutput:
    """What the encoder says of one window.

    ``stances``: the log of the probability of each of ``CLASSES``. ``shows``: how plainly each
    sentence of the window shows the stance, in log odds that only have an order. ``vector``: what
    the last layer gives, of the first token and then the mean of all.
    """

    stances: Array
    shows: Array
    vector: Array


class Network:
    """A trained network in a folder: a model, a tokenizer, and settings in JSON."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def signature(self) -> str:
        """What only this network has: the SHA-256 of its files, in hex."""
        return network_signature(self.folder)

    def tokens(self, window: Window) -> Tokens:
        """Return the tokens of a window (see ``cutter``)."""
        return self._cutter(window)

    def run(self, outputs: Sequence[str], **inputs: Sequence[int]) -> list[Any]:
        """Return some outputs of the model for what is known of the tokens of one window."""
        given = {name: np.array([each], np.int64) for name, each in inputs.items()}
        found: list[Any] = self._session.run(outputs, given)
        return found

    def weights(self) -> Mapping[str, NDArray[np.generic]]:
        """Return the weights that the model's file lacks, by their names in it."""
        return {}

    @cached_property
    def _cutter(self) -> Callable[[Window], Tokens]:
        return cutter(self.folder / TOKENIZER)

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        weights = self.weights()
        values = [onnxruntime.OrtValue.ortvalue_from_numpy(each) for each in weights.values()]
        if weights:
            options.add_external_initializers(list(weights), values)
        path = self.folder / MODEL
        try:
            return onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # its exceptions share no class but this
            raise unreadable(path, error) from error


class Encoder(Network):
    """The encoder that codes positions."""

    def __init__(self, folder: Path, *, held_out: bool = False) -> None:
        """Open a folder; ``held_out`` reads with the version that is measured."""
        super().__init__(folder)
        self.is_held_out = held_out
        settings = _settings(folder / SETTINGS)
        self.settings: Mapping[str, Any] = settings["held out" if held_out else "in use"]
        self.learned = frozenset[str](settings["learned"])

    @cached_property
    def alone(self) -> Array:
        """Return the weights of a sentence's vector, empty where none were learned."""
        return np.array(self.settings["sentence"][VECTOR], dtype=np.float64)

    def weights(self) -> Mapping[str, NDArray[np.generic]]:
        """Return the weights of the version that is read with."""
        found = read_weights(self.folder / WEIGHTS, MEASURED if self.is_held_out else IN_USE)
        if self.alone.size not in (0, len(found["stance_weights"])):
            what = f"{VECTOR}: {self.alone.size} numbers for {len(found['stance_weights'])}"
            raise unreadable(self.folder / SETTINGS, ValueError(what))
        return found

    def read(self, window: Window) -> EncoderOutput:
        """Return what the encoder says of a window."""
        ids, _, sentences = self.tokens(window)
        stances, tokens, vector = self.run(("stances", "tokens", "vector"), ids=ids)
        places = np.array(sentences)
        shows = [
            tokens[0, places == n].mean() if n in sentences else _CUT_OFF
            for n in range(len(window.words))
        ]
        return EncoderOutput(
            stances[0].astype(np.float64),
            np.array(shows, dtype=np.float64),
            vector[0].astype(np.float64),
        )


def cutter(path: Path) -> Callable[[Window], Tokens]:
    """Return what cuts a window into tokens: their ids, segments, and the sentence of each or -1.

    Raises ``UnreadableModel`` where the file holds no tokenizer.
    """
    tokenizer = read_tokenizer(path)
    opening, between, closing = _special(tokenizer)

    def cut(text: str, most: int) -> list[int]:
        ids: list[int] = tokenizer.encode(text, add_special_tokens=False).ids
        return ids[: max(most, 0)]

    def tokens(window: Window) -> Tokens:
        ids = [opening, *cut(window.subject, _SUBJECT), *between]
        types, sentences = [0] * len(ids), [-1] * len(ids)
        for n, words in enumerate(window.words):
            within = cut(words, min(_SENTENCE, _WINDOW - 1 - len(ids)))
            ids += within
            types += [1] * len(within)
            sentences += [n] * len(within)
        return [*ids, closing], [*types, 1], [*sentences, -1]

    return tokens


def read_tokenizer(path: Path) -> Any:
    """Return the tokenizer in a file, which cuts the whole of a text.

    Raises ``UnreadableModel`` where the file holds none.
    """
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises no narrower class
        raise unreadable(path, error) from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _special(tokenizer: Any) -> tuple[int, list[int], int]:
    """Return the tokens before, between and after two segments, of MPNet's form or of BERT's."""
    if (opening := tokenizer.token_to_id("<s>")) is not None:
        closing = tokenizer.token_to_id("</s>")
        return opening, [closing, closing], closing
    opening, closing = (tokenizer.token_to_id(name) or 0 for name in ("[CLS]", "[SEP]"))
    return opening, [closing], closing


@cache
def load_encoder(folder: Path | None = None, *, held_out: bool = False) -> Encoder:
    """Return the encoder in a folder, or the one kept with the project, read once."""
    return Encoder(folder or data_folder("positions"), held_out=held_out)


def probabilities(scores: Array) -> Array:
    """Return the probabilities that the scores of several classes mean; rows sum to 1."""
    powers: Array = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Array = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def _settings(path: Path) -> Mapping[str, Any]:
    try:
        settings: dict[str, Any] = json.loads(path.read_text("utf8"))
        if settings["format"] != FORMAT:
            raise ValueError(f"format {settings['format']}")
        for name in ("held out", "in use"):
            settings[name]["confidence"], settings[name]["unclear below"]
            for feature in (*KNOWN, *ALONE):
                float(settings[name]["sentence"][feature])
            np.array(settings[name]["sentence"][VECTOR], dtype=np.float64)
        settings["learned"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise unreadable(path, error) from error
    return settings
