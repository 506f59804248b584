"""The codebook: measures and themes as reviewed data, checked on loading.

A codebook is a folder of two files, ``measures.toml`` and ``themes.toml``; the one here is for
surveillance debates, and a user can pass another for another subject.
"""

from analyser.codebook.entries import Code, Codebook, Context
from analyser.codebook.loading import codebook_of, load_codebook

__all__ = [
    "Code",
    "Codebook",
    "Context",
    "codebook_of",
    "load_codebook",
]
