"""What reading, ingesting and coding cost, each beside the bare work under it or the usual way.

Each function prepares a piece of work and returns it. Files are ParlParse XML.
"""

import shutil
import subprocess
import sys
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.harness import Case, Piece, Work, scratch

_EVERY = 8
"""Of the sittings of a corpus one in so many is coded for each figure."""

_LEXICON = (
    *("facial recognition", "cctv", "surveillance", "identity card", "encryption"),
    *("interception", "stop and search", "biometric", "data retention", "police powers"),
)


def cases(files: Path, corpus: Path, model: str | None) -> list[Case]:
    """Return the cases on a folder of files, a coded corpus of it, and a spaCy model's name."""

    def piece(name: str, *arguments: object) -> Piece:
        return Piece(f"{__name__}:{name}", tuple(map(str, arguments)))

    found = [
        Case(
            "Read XML to typed debates, beside lxml's parsing alone",
            piece("read", files),
            piece("parse", files),
            least=6,
            aim=3,
        ),
        Case(
            "Ingest, beside a script with pandas.read_xml",
            piece("ingest", files),
            piece("read_with_pandas", files),
        ),
        Case(
            "Ingest again with nothing new, beside the first time",
            piece("ingest_again", files),
            piece("ingest", files),
            least=0.02,
            aim=0.005,
        ),
        Case(
            "Analyse again with nothing new, beside the first time",
            piece("analyse_again", corpus),
            piece("analyse", corpus, 1),
            least=0.02,
            aim=0.005,
        ),
        Case(
            "Analyse with two workers: how many times as fast as with one",
            piece("analyse", corpus, 2),
            piece("analyse", corpus, 1),
            least=1.7,
            aim=1.9,
            at_least=True,
        ),
    ]
    if model:
        found += [
            Case(
                "Code, beside the bare language model on every contribution",
                piece("code", corpus),
                piece("run_model", corpus, model),
                least=0.5,
                aim=0.3,
            ),
            Case(
                "Code, beside the usual recipe: that model, then a lexicon",
                piece("code", corpus),
                piece("run_recipe", corpus, model),
            ),
        ]
    return found


def read(files: str) -> Work:
    from analyser.ingest import find_files, read_sittings

    every = find_files([files])
    return lambda: [len(read_sittings(file)) for file in every][-1:]


def parse(files: str) -> Work:
    from lxml import etree

    every = sorted(Path(files).rglob("*.xml"))
    return lambda: [etree.parse(file).getroot().tag for file in every][-1:]


def ingest(files: str) -> Work:
    return partial(_command, scratch() / "corpus", "ingest", files)


def ingest_again(files: str) -> Work:
    """The whole command as a user starts it: its imports are a part of what a re-run costs."""
    corpus = scratch() / "corpus"
    again = partial(_command, corpus, "ingest", files)
    again()
    return again


def read_with_pandas(files: str) -> Work:
    import pandas as pd

    every = sorted(Path(files).rglob("*.xml"))
    target = scratch()

    def work() -> int:
        rows = 0
        for file in every:
            speeches = pd.read_xml(file, xpath="//speech", parser="lxml")
            speeches.astype("string").to_parquet(target / f"{file.parent.name}-{file.stem}.parquet")
            rows += len(speeches)
        return rows

    return work


def analyse(corpus: str, workers: str) -> Work:
    return partial(_command, _part_of(Path(corpus)), "analyse", "--workers", workers)


def analyse_again(corpus: str) -> Work:
    again = partial(_command, _part_of(Path(corpus)), "analyse")
    again()
    return again


def code(corpus: str) -> Work:
    from analyser.annotate import build_nlp, code_texts

    nlp, units = build_nlp(), _units(corpus)
    list(code_texts(nlp, units[:1]))
    return lambda: sum(bool(coding.positions) for coding in code_texts(nlp, units))


def run_model(corpus: str, model: str) -> Work:
    import spacy

    nlp, texts = spacy.load(model), [text for text, _ in _units(corpus)]
    return lambda: sum(len(doc) for doc in nlp.pipe(texts, batch_size=256))


def run_recipe(corpus: str, model: str) -> Work:
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp, texts = spacy.load(model), [text for text, _ in _units(corpus)]
    lexicon = PhraseMatcher(nlp.vocab, attr="LOWER")
    lexicon.add("surveillance", [nlp.make_doc(term) for term in _LEXICON])
    return lambda: sum(len(lexicon(doc)) for doc in nlp.pipe(texts, batch_size=256))


def _units(corpus: str) -> list[tuple[str, str | None]]:
    """Return the texts of members, with their headings, of one in ``_EVERY`` sittings."""
    from analyser.corpus import Corpus

    held = Corpus(corpus)
    rows = [
        row
        for sitting in islice(held.sittings(), 0, None, _EVERY)
        for row in held.contributions(sitting["sitting_id"]).to_pylist()
    ]
    return [(row["text"], row["heading"]) for row in rows if row["speaker"]]


def _part_of(corpus: Path) -> Path:
    """Return a corpus, not coded, of one in ``_EVERY`` sittings of another."""
    part = scratch() / "corpus"
    for sitting in sorted((corpus / "record").iterdir())[::_EVERY]:
        shutil.copytree(sitting, part / "record" / sitting.name)
    return part


def _command(corpus: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "analyser", "--corpus", str(corpus), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stderr.strip().splitlines()[-1] if done.stderr.strip() else ""
