"""The corpus: a folder of Parquet, how it is written, read, checked and exported.

Each name is imported when it is first used: what reads no table starts without pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analyser.corpus.folder import CorpusFolder
    from analyser.corpus.held import HeldCorpus
    from analyser.corpus.outcomes import Covered, Input
    from analyser.corpus.store import Corpus
    from analyser.corpus.writer import CorpusWriter

__all__ = ["Corpus", "CorpusFolder", "CorpusWriter", "Covered", "HeldCorpus", "Input"]

_HOMES = {
    "Corpus": "store",
    "CorpusFolder": "folder",
    "CorpusWriter": "writer",
    "Covered": "outcomes",
    "HeldCorpus": "held",
    "Input": "outcomes",
}


def __getattr__(name: str) -> Any:
    if home := _HOMES.get(name):
        return getattr(import_module(f"analyser.corpus.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
