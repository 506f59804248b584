"""The language model that is kept: what its card says, what it scores, what it may weigh."""

import json
import re
from pathlib import Path

import pytest
import spacy

from analyser.annotate.training.language import SCORES, evaluate_language, size_of

MODEL = Path(__file__).parents[2] / "data" / "model"
CARD = (MODEL / "README.md").read_text("utf8")
PLAIN = {"tag_acc": 0.933, "pos_acc": 0.941, "lemma_acc": 0.944, "dep_uas": 0.835, "dep_las": 0.799}
"""What a plain run on EWT alone scores: the figures to beat."""


def performance() -> dict[str, float]:
    scores: dict[str, float] = json.loads((MODEL / "meta.json").read_text("utf8"))["performance"]
    return scores


def test_it_beats_a_plain_run_in_every_figure() -> None:
    assert {name: performance()[name] > score for name, score in PLAIN.items()} == dict.fromkeys(
        PLAIN, True
    )


def test_the_card_quotes_the_figures_that_were_measured() -> None:
    quoted = [float(row) for row in re.findall(r"^\| .* \| (\d\.\d{3}) \|$", CARD, re.M)]
    assert quoted == [round(performance()[name], 3) for name in SCORES]


def test_it_is_small_and_names_its_licence() -> None:
    assert size_of(MODEL) <= 20
    assert f"{size_of(MODEL):.1f} MB" in CARD
    assert "CC BY-SA 4.0" in (MODEL / "LICENCE").read_text("utf8")


def test_it_scores_on_the_treebank_what_it_says(shared: Path) -> None:
    measured = evaluate_language(spacy.load(MODEL), shared / "treebanks")
    assert measured == pytest.approx(performance(), abs=0.002)
