"""The codebook: measures, themes and stance cues as reviewed data, checked on loading.

A codebook is a folder of three files, ``measures.toml``, ``themes.toml`` and ``stance.toml``;
the one here is for surveillance debates, and a user can pass another for another subject.
"""

from analyser.codebook.entries import Code, Codebook, Context, Cue, StanceRules
from analyser.codebook.loading import codebook_of, load_codebook

__all__ = [
    "Code",
    "Codebook",
    "Context",
    "Cue",
    "StanceRules",
    "codebook_of",
    "load_codebook",
]
