"""The corpus: a folder of Parquet, how it is written, read, checked and exported."""

from analyser.corpus.store import Corpus, CorpusWriter, Covered, HeldCorpus, Input

__all__ = ["Corpus", "CorpusWriter", "Covered", "HeldCorpus", "Input"]
