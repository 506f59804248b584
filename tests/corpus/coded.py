"""A coded corpus of two fictional sittings, its codings written by hand."""

from pathlib import Path

from analyser.coding import Coding, Evidence, Position, Stance, Theme
from analyser.corpus import Corpus
from analyser.pipeline.ingest import ingest
from tests.record import WORDS, write_text, write_xml

ADA = "I welcome live facial recognition on the piers, because it will keep children safe."


def coded_corpus(folder: Path) -> Corpus:
    """Return a corpus of one XML day, coded, and one text of another day, not coded."""
    corpus = Corpus(folder / "corpus")
    other = "Drones\n\nCy Holt (Mire) (Lan)\nDrones hum.\n\nHon. Members\nHear, hear.\n"
    paths = [write_xml(folder / "in"), write_text(folder / "in", day="2020-02-02", text=other)]
    ingest(paths, corpus)
    with corpus.writing() as writer:
        writer.write_coding(
            "debates2020-01-08",
            [
                ("x/debate/2020-01-08a.1.1", _coding(ADA, Stance.SUPPORT, "public-safety")),
                ("x/debate/2020-01-08a.1.2", _coding(WORDS, Stance.OPPOSE, "privacy")),
            ],
            signature="by-hand",
        )
    return corpus


def _coding(sentence: str, stance: Stance, theme: str) -> Coding:
    evidence = Evidence(sentence, 0, len(sentence))
    return Coding(
        positions=(
            Position("facial-recognition", stance, 0.75, evidence),
            Position("cctv", Stance.NONE, 0.5, None),
        ),
        themes=(Theme(theme, evidence),),
    )
