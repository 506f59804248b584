"""What the second reader is sent: one instruction for all, and one message a contribution."""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from analyser.codebook import Codebook
from analyser.text.normalisation import legible

if TYPE_CHECKING:
    from spacy.language import Language

_PLACE = "<measures>"


def instruction(codebook: Codebook) -> str:
    """Return the guide, its list of measures filled from a codebook."""
    lines = [f"- `{each.code}` ({each.label}): {each.definition}" for each in codebook.measures]
    return _guide().replace(_PLACE, "\n".join(lines))


def message(heading: str, text: str, measures: Sequence[str]) -> str:
    """Return what is sent of a contribution: heading, text and measures named, as JSON.

    Nothing else of it leaves the machine: no speaker, party, office, vote, date or id.
    """
    said = {"heading": legible(heading), "text": legible(text)}
    return json.dumps(said | {"measures": list(measures)}, ensure_ascii=False)


def key(model: str, codebook: Codebook, heading: str, text: str) -> str:
    """Return the SHA-256, in hex, by which the answer of a model to a contribution is kept."""
    of = [model, instruction(codebook), codebook.signature, heading, text]
    return hashlib.sha256(json.dumps(of).encode("ascii")).hexdigest()


def reading_signature(model: str, codebook: Codebook, nlp: "Language") -> str:
    """Return what is different for readings of another model, guide or codebook."""
    from analyser.annotate import signature

    of = [model, instruction(codebook), codebook.signature, signature(nlp)]
    return hashlib.sha256(json.dumps(of).encode("ascii")).hexdigest()


@cache
def _guide() -> str:
    return (files("analyser.second_reader") / "guide.md").read_text("utf8")
