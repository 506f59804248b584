"""Accuracy on the development gold, with floors just under what the rules reach.

The figures are in-sample: the rules were written with this file in view. No human panel has
coded it. Print the table with ``pytest -s tests/annotate/test_gold.py``.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from analyser.annotate import code_texts
from analyser.coding import Coding

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "dev.jsonl"
STANCES = ("support", "oppose", "mixed", "none")
FLOORS = {"measures": 0.87, "stance": 0.59, "themes": 0.73, "evidence": 0.60}

Pairs = list[tuple[dict[str, Any], Coding]]


@pytest.fixture(scope="module")
def pairs(nlp: Language) -> Pairs:
    if not GOLD.exists():
        pytest.skip(f"no development gold at {GOLD}")
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    return list(zip(rows, code_texts(nlp, ((r["text"], r["heading"]) for r in rows)), strict=True))


def micro_f1(sets: list[tuple[set[Any], set[Any]]]) -> float:
    both = sum(len(gold & said) for gold, said in sets)
    return 2 * both / sum(len(gold) + len(said) for gold, said in sets)


def stance_f1(pairs: Pairs, stance: str) -> float:
    return micro_f1(
        [
            (
                {p["measure"] for p in row["positions"] if p["stance"] == stance},
                {p.measure for p in coding.positions if p.stance == stance},
            )
            for row, coding in pairs
        ]
    )


def evidence_overlap(pairs: Pairs) -> float:
    """Return the share of measures named by both, with evidence, whose sentences overlap."""
    met = Counter[bool]()
    for row, coding in pairs:
        said = {p.measure: p.evidence for p in coding.positions}
        for position in row["positions"]:
            gold, mine = position["evidence"], said.get(position["measure"])
            if gold and mine:
                met[max(gold["start"], mine.start) < min(gold["end"], mine.end)] += 1
    return met[True] / met.total()


def figures(pairs: Pairs) -> dict[str, float]:
    measures = [
        ({p["measure"] for p in row["positions"]}, {p.measure for p in coding.positions})
        for row, coding in pairs
    ]
    themes = [(set(row["themes"]), {t.code for t in coding.themes}) for row, coding in pairs]
    stances = {stance: stance_f1(pairs, stance) for stance in STANCES}
    return {
        "measures": micro_f1(measures),
        "stance": sum(stances.values()) / len(stances),
        "themes": micro_f1(themes),
        "evidence": evidence_overlap(pairs),
        **stances,
    }


def test_floors(pairs: Pairs) -> None:
    measured = figures(pairs)
    print("\nin-sample, development gold (no human panel)")
    for name, value in measured.items():
        print(f"{name:<10} {value:.3f}  floor {FLOORS.get(name, float('nan')):.2f}")
    missed = {name: measured[name] for name, floor in FLOORS.items() if measured[name] < floor}
    assert missed == {}


def test_every_quote_is_in_its_text(pairs: Pairs) -> None:
    quotes = [
        (row["text"], evidence)
        for row, coding in pairs
        for evidence in [p.evidence for p in coding.positions] + [t.evidence for t in coding.themes]
        if evidence
    ]
    assert len(quotes) > 500
    assert all(text[e.start : e.end] == e.quote for text, e in quotes)
