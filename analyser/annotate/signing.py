"""What only the codings of one pipeline have, told without building it."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from analyser.errors import UnreadableModel
from analyser.resources import data_folder

if TYPE_CHECKING:
    from analyser.codebook import Codebook

VERSION = "5"
COMPONENTS = ("hansard_sentences", "codebook_terms", "position_reader")

MODEL, TOKENIZER, SETTINGS = "encoder.onnx", "tokenizer.json", "settings.json"
"""The files of a network."""

WEIGHTS = "weights.npz"
"""The weights of one whose model is only a graph."""


def pipeline_signature(codebook: "Codebook | None" = None, encoder: Path | None = None) -> str:
    """Return what ``signature`` gives of the pipeline that ``build_nlp`` makes of the same.

    Raises ``UnreadableModel`` and ``InvalidCodebook``.
    """
    from analyser.codebook import load_codebook

    by = (codebook or load_codebook()).signature
    return digest(*COMPONENTS, by, by + network_signature(encoder or data_folder("positions")))


def network_signature(folder: Path) -> str:
    """Return what only the network in a folder has: the SHA-256 of its files, in hex."""
    found = hashlib.sha256()
    weights = [WEIGHTS] if (folder / WEIGHTS).exists() else []
    for name in (MODEL, *weights, TOKENIZER, SETTINGS):
        try:
            found.update((folder / name).read_bytes())
        except OSError as error:
            raise unreadable(folder / name, error) from error
    return found.hexdigest()


def digest(*parts: str) -> str:
    """Return 64 hex digits that only these parts of a pipeline have."""
    return hashlib.sha256("\n".join((VERSION, *parts)).encode("utf-8")).hexdigest()


def unreadable(path: Path, error: Exception) -> UnreadableModel:
    """Return what to raise where a file of a network cannot be read."""
    what = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return UnreadableModel(path, "the whole file", what, "a file that `analyser train` wrote")
