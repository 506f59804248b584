"""Speaker positions and themes in UK Hansard debates on surveillance.

The public API. The verbs are functions: ``ingest`` and ``analyse`` in the modules of those names in
``analyser.pipeline``; ``positions``, ``themes``, ``debates`` and ``members`` in
``analyser.queries.positions``. What they take and give is here. Each name is imported when it is
first used, since spaCy and pandas take seconds.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analyser.annotate import build_nlp, code_text, code_texts
    from analyser.codebook import Codebook, load_codebook
    from analyser.coding import Coding, Evidence, Position, Stance, Theme
    from analyser.corpus import Corpus
    from analyser.debate import Contribution, Debate, Division, Sitting, Speaker, Vote
    from analyser.errors import AnalyserError, UnreadableHansard
    from analyser.ingest import read_sittings
    from analyser.members import Register
    from analyser.queries.search import Hits, search
    from analyser.selection import Selection

__all__ = [
    "AnalyserError",
    "Codebook",
    "Coding",
    "Contribution",
    "Corpus",
    "Debate",
    "Division",
    "Evidence",
    "Hits",
    "Position",
    "Register",
    "Selection",
    "Sitting",
    "Speaker",
    "Stance",
    "Theme",
    "UnreadableHansard",
    "Vote",
    "build_nlp",
    "code_text",
    "code_texts",
    "load_codebook",
    "read_sittings",
    "search",
]

_HOMES = {
    "annotate": ("build_nlp", "code_text", "code_texts"),
    "codebook": ("Codebook", "load_codebook"),
    "coding": ("Coding", "Evidence", "Position", "Stance", "Theme"),
    "corpus": ("Corpus",),
    "debate": ("Contribution", "Debate", "Division", "Sitting", "Speaker", "Vote"),
    "errors": ("AnalyserError", "UnreadableHansard"),
    "ingest": ("read_sittings",),
    "members": ("Register",),
    "queries.search": ("Hits", "search"),
    "selection": ("Selection",),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"analyser.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
