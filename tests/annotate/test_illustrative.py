"""Accuracy on the illustrative sittings, with floors just under what the encoder reaches.

The sittings are fiction with the position that each speech was written to hold. The encoder was
not trained or tuned on them. What is unclear is not right. Print the figures with ``pytest -s``.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest
from spacy.language import Language

from analyser.annotate import code_texts
from analyser.coding import Stance
from analyser.ingest import read_sittings

ILLUSTRATIVE = Path(__file__).parents[2] / "data" / "illustrative"
RIGHT, REVERSED, EVIDENCE = 0.74, 0, 0.88

Confusions = Counter[tuple[str, str]]


@pytest.fixture(scope="module")
def expected() -> dict[tuple[str, str], dict[str, str]]:
    with (ILLUSTRATIVE / "expected.csv").open(encoding="utf-8", newline="") as file:
        return {(row["contribution"], row["measure"]): row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def said(nlp: Language) -> dict[tuple[str, str], tuple[str, str]]:
    """The stance and evidence coded for each contribution and measure."""
    files = sorted((ILLUSTRATIVE / "xml").glob("*.xml"))
    sittings = [sitting for path in files for sitting in read_sittings(path)]
    spoken = [
        (contribution.contribution_id, contribution.text, debate.title)
        for sitting in sittings
        for debate in sitting.debates
        for contribution in debate.contributions
        if contribution.speaker
    ]
    codings = code_texts(nlp, ((text, title) for _, text, title in spoken))
    return {
        (name, position.measure): (
            str(position.stance),
            position.evidence.quote if position.evidence else "",
        )
        for (name, _, _), coding in zip(spoken, codings, strict=True)
        for position in coding.positions
    }


def test_stances(
    expected: dict[tuple[str, str], dict[str, str]],
    said: dict[tuple[str, str], tuple[str, str]],
) -> None:
    pairs = Confusions(
        (row["stance"], said.get(key, ("missing", ""))[0]) for key, row in expected.items()
    )
    right = sum(count for (wanted, got), count in pairs.items() if wanted == got) / pairs.total()
    turned = pairs["support", "oppose"] + pairs["oppose", "support"]
    print(f"\nillustrative sittings\nright {right:.3f}  reversed {turned}")
    assert pairs.total() == 92
    assert right >= RIGHT
    assert turned <= REVERSED
    assert {stance for stance, _ in said.values()} == {stance.value for stance in Stance}


def test_evidence(
    expected: dict[tuple[str, str], dict[str, str]],
    said: dict[tuple[str, str], tuple[str, str]],
) -> None:
    quoted = [
        (row["evidence"], said[key][1])
        for key, row in expected.items()
        if row["evidence"] and key in said and said[key][1]
    ]
    same = sum(quote in wanted or wanted in quote for wanted, quote in quoted)
    assert len(quoted) > 60
    assert same / len(quoted) >= EVIDENCE
