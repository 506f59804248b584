"""The corpus: a folder of Parquet, how it is written, read, checked and exported."""

from analyser.corpus.held import HeldCorpus
from analyser.corpus.outcomes import Covered, Input
from analyser.corpus.store import Corpus
from analyser.corpus.writer import CorpusWriter

__all__ = ["Corpus", "CorpusWriter", "Covered", "HeldCorpus", "Input"]
