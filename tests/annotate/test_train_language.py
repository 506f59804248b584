"""The training command end to end, on a treebank of two fictional sentences and a few steps."""

from pathlib import Path

import pytest
import spacy

from analyser.annotate.training.language import SCORES, train_language
from tests.annotate.test_treebank import CONLLU, IOB, write

TIMES = 40  # a dependency seen fewer than thirty times is not learned


@pytest.fixture(scope="module")
def treebanks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("treebanks")
    plain = IOB.replace("I-LOC", "O").replace("?", "O").replace("Lamp\tB-ORG", "Lamps\tO")
    conllu, iob = (
        "".join(text.replace("_id = ", f"_id = {n}-") for n in range(TIMES))
        for text in (CONLLU, plain)
    )
    write(folder, conllu, iob)
    for name in ("ud_english_ewt/en_ewt-ud-{}.conllu.gz", "uner_english_ewt/en_ewt-ud-{}.iob2.gz"):
        for part in ("train", "test"):
            (folder / name.format(part)).write_bytes((folder / name.format("dev")).read_bytes())
    return folder


def test_a_model_is_trained_and_can_be_used_with_its_sources_named(
    treebanks: Path, tmp_path: Path
) -> None:
    output = tmp_path / "model"
    output.mkdir()
    (output / "README.md").write_text("the card")
    texts = ["The lamps on the pier are dim and nobody has come to mend them."] * 50
    trained = train_language(treebanks, texts, output, steps=8)
    assert set(trained.scores) == set(SCORES)
    assert 1 < trained.megabytes < 20
    assert (output / "README.md").read_text() == "the card"
    nlp = spacy.load(output)
    assert nlp.meta["license"] == "CC BY-SA 4.0"
    assert {source["name"] for source in nlp.meta["sources"]} >= {
        "Universal Dependencies English EWT",
        "Universal NER English EWT",
    }
    doc = nlp("Ada Fen isn't in Ebb.")
    assert all(token.pos_ and token.lemma_ and token.dep_ for token in doc)
