"""A model that the environment names, and a corpus that names measures."""

from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from analyser.coding import Coding
from analyser.corpus import Corpus
from analyser.pipeline.ingest import ingest
from tests.record import write_xml
from tests.second_reader.model import Model, serving

FIRST, SECOND = "debates2020-01-08", "debates2020-02-02"
ADA, BO, ADA_AGAIN = (
    "x/debate/2020-01-08a.1.1",
    "x/debate/2020-01-08a.1.2",
    "x/debate/2020-02-02a.1.1",
)
FOG = "The fog is thick today."


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Model]:
    """A model on the loopback, which the environment names."""
    pytest.importorskip("openai", reason='needs the extra "llm"')
    with serving(Model()) as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.address)
        monkeypatch.setenv("OPENAI_API_KEY", "a key of nobody")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.setenv("ANALYSER_ATTEMPTS", "3")
        yield running


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Two days, coded without a position: three contributions name a measure, two in same words."""
    corpus = Corpus(tmp_path / "corpus")
    days = [write_xml(tmp_path / "in"), write_xml(tmp_path / "in", day="2020-02-02", words=FOG)]
    ingest(days, corpus)
    with corpus.writing() as writer:
        for sitting in corpus.sittings():
            ids = corpus.contributions(sitting["sitting_id"])["contribution_id"].to_pylist()
            codings = [(each, Coding()) for each in ids]
            writer.write_coding(sitting["sitting_id"], codings, signature="by-hand")
    return corpus


@pytest.fixture
def corpus_saying(tmp_path: Path) -> Callable[[str], Corpus]:
    """Make a corpus of one day, coded without a position, on which Bo says what is given."""

    def make(words: str) -> Corpus:
        corpus = Corpus(tmp_path / "corpus")
        ingest([write_xml(tmp_path / "in", words=escape(words))], corpus)
        with corpus.writing() as writer:
            writer.write_coding(FIRST, [(ADA, Coding()), (BO, Coding())], signature="by-hand")
        return corpus

    return make
