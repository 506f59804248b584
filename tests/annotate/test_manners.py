"""Fiction in fifteen manners of taking a side, or none, invented by somebody who had not seen the
program: three of each, in ``manners.csv``. Print the wrong ones with ``pytest -s``.
"""

import csv
from pathlib import Path

import pytest
from spacy.language import Language

from analyser.annotate import code_text

FEWEST = 28
"""Of 45, as many as were told rightly when the encoder was kept; unclear is not right."""
MOST_REVERSED = 1

Row = dict[str, str]


@pytest.fixture(scope="module")
def told(nlp: Language) -> list[tuple[Row, str]]:
    with Path(__file__).with_name("manners.csv").open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row, _stance(nlp, row)) for row in rows]


def _stance(nlp: Language, row: Row) -> str:
    coding = code_text(nlp, row["text"], heading=row["heading"])
    stances = {each.measure: str(each.stance) for each in coding.positions}
    return stances.get(row["measure"], "passing")


def test_manners(told: list[tuple[Row, str]]) -> None:
    right = [row for row, stance in told if stance == row["stance"]]
    turned = [row for row, stance in told if {stance, row["stance"]} == {"support", "oppose"}]
    print(f"\n{len(right)} of {len(told)} right, {len(turned)} reversed")
    for row, stance in told:
        if stance != row["stance"]:
            print(f"{row['manner']} {row['number']}: {row['stance']}, told {stance}")
    assert len(told) == 45
    assert len(right) >= FEWEST
    assert len(turned) <= MOST_REVERSED
