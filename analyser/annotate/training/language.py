"""The language model: word vectors from Hansard, then tagger, parser and the rest.

One run on two cores takes under an hour. The configuration is ``language.cfg`` beside this
file; seeds are fixed. Words come from the Hansard files given and from the treebank itself.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Example

from analyser.annotate.training.treebank import PARTS, read_docs

CONFIG = Path(__file__).with_name("language.cfg")
SCORES = ("tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "ents_f")
"""What is measured on the test part: spaCy's own names."""

_DIMENSIONS, _ROWS = 96, 20_000  # of the vectors: 7.7 MB
_FEWEST = 5  # tokens of a paragraph that is learned from


@dataclass(frozen=True, slots=True)
class Trained:
    """A trained model: where it lies, its size in megabytes, and its scores on the test part."""

    folder: Path
    megabytes: float
    scores: dict[str, float]


def train_language(
    treebanks: Path, texts: Iterable[str], output: Path, *, steps: int | None = None
) -> Trained:
    """Train the model, write it to a folder and return what it scores.

    ``texts`` are paragraphs of Hansard, for vectors. ``steps`` is how many batches are learned
    from at most, else as the configuration says. The folder is written only when the model is
    whole. Raises ``UnreadableTreebank`` where a treebank is none, and
    ``ModuleNotFoundError`` where the extra ``train`` is not installed.
    """
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        blank = spacy.blank("en")
        for part in PARTS:
            DocBin(docs=read_docs(treebanks, part, blank.vocab)).to_disk(work / f"{part}.spacy")
        _write_texts(blank, texts, work)
        _train_vectors(blank, work)
        best = _train(work, steps)
        nlp = spacy.load(best)
        scores = evaluate_language(nlp, treebanks)
        nlp.meta.update(_about(scores))
        staged = work / "model"
        nlp.to_disk(staged)
        for card in ("README.md", "LICENCE"):  # they stay as they were written
            if (output / card).exists():
                shutil.copy(output / card, staged / card)
        if output.exists():
            shutil.rmtree(output)
        output.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(staged, output)
    return Trained(output, size_of(output), scores)


def evaluate_language(nlp: Language, treebanks: Path) -> dict[str, float]:
    """Return the scores of a pipeline on the test part of the treebank, each of 1.

    Sentences are the pipeline's own, over paragraphs of plain text.
    """
    docs = read_docs(treebanks, "test", nlp.vocab)
    scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs])
    return {name: round(float(scores[name]), 4) for name in SCORES}


def size_of(folder: Path) -> float:
    """Return the size of a folder on disk, in megabytes of a million bytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _write_texts(nlp: Language, texts: Iterable[str], work: Path) -> None:
    """Write the paragraphs tokenised, a line each."""
    with (work / "words.txt").open("w", encoding="utf8") as words:
        for text in _all_texts(nlp, texts, work):
            tokens = [token.text for token in nlp.make_doc(text)]
            if len(tokens) >= _FEWEST:
                words.write(" ".join(tokens) + "\n")


def _all_texts(nlp: Language, texts: Iterable[str], work: Path) -> Iterator[str]:
    yield from texts
    yield from (doc.text for doc in DocBin().from_disk(work / "train.spacy").get_docs(nlp.vocab))


def _train_vectors(nlp: Language, work: Path) -> None:
    """Train floret vectors, which know every word by its parts, and keep them in a vocabulary."""
    import floret  # type: ignore[import-untyped]
    from spacy.training.initialize import convert_vectors

    model = floret.train_unsupervised(
        str(work / "words.txt"),
        model="cbow",
        mode="floret",
        dim=_DIMENSIONS,
        bucket=_ROWS,
        hashCount=2,
        minn=3,
        maxn=5,
        minCount=3,
        epoch=10,
        neg=10,
        thread=1,  # more would not give the same vectors twice
    )
    model.save_floret_vectors(str(work / "vectors.floret"))
    convert_vectors(nlp, work / "vectors.floret", truncate=0, prune=-1, mode="floret")
    nlp.to_disk(work / "vectors")


def _train(work: Path, steps: int | None) -> Path:
    from spacy.cli.train import train

    overrides: dict[str, object] = {
        "paths.train": str(work / "train.spacy"),
        "paths.dev": str(work / "dev.spacy"),
        "paths.vectors": str(work / "vectors"),
    }
    if steps is not None:
        overrides |= {"training.max_steps": steps, "training.eval_frequency": max(steps // 2, 1)}
    train(CONFIG, work / "trained", overrides=overrides)
    return work / "trained" / "model-best"


def _about(scores: dict[str, float]) -> dict[str, Any]:
    return {
        "name": "hansard",
        "version": "1.0.0",
        "description": "Tags, morphology, lemmas, dependencies and names for Hansard",
        "license": "CC BY-SA 4.0",
        "sources": [
            {
                "name": "Universal Dependencies English EWT",
                "url": "https://universaldependencies.org",
                "license": "CC BY-SA 4.0",
            },
            {
                "name": "Universal NER English EWT",
                "url": "https://www.universalner.org",
                "license": "CC BY-SA 4.0",
            },
            {"name": "Hansard (words, for vectors)", "license": "Open Parliament Licence v3.0"},
        ],
        "performance": scores,
    }
