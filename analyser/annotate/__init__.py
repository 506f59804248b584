"""Coding texts with spaCy: the only package that imports it.

``build_nlp`` makes the pipeline, ``code_text`` and ``code_texts`` run texts through it.
"""

from analyser.annotate.coding_text import (
    build_nlp,
    code_text,
    code_texts,
    measures_named,
    signature,
)

__all__ = ["build_nlp", "code_text", "code_texts", "measures_named", "signature"]
