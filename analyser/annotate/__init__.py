"""Coding texts with spaCy: the only package that imports it.

``build_nlp`` makes the pipeline, ``code_text`` and ``code_texts`` run texts through it. Each is
imported when it is first used: ``signing`` tells without spaCy what a pipeline would be.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analyser.annotate.coding_text import (
        build_nlp,
        code_text,
        code_texts,
        measures_named,
        signature,
    )

__all__ = ["build_nlp", "code_text", "code_texts", "measures_named", "signature"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("analyser.annotate.coding_text"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
