"""How many undertakings are found, on ministers' contributions that nothing was learned from.

``undertakings.csv`` holds, for 150 contributions of ``corpus-large`` (one of each of 150 debates,
20 to 500 words), the offsets of the sentences that two readers marked as undertakings. The readers
were large language models that worked apart from each other; no person has checked them.
"""

import csv
import gzip
import json
import re
from pathlib import Path

import numpy as np
import pytest

from analyser.discourse import Line
from analyser.discourse.commitments import MEASURED, commitments, undertaken_by_rule
from analyser.evaluation.metrics import Figure, figure, precision, recall
from analyser.text.sentences import sentence_spans

Span = tuple[int, int]
_WILL = re.compile(r"\b(?:I|[Ww]e|Government) (?:will|shall)\b")


def _spans(cell: str) -> set[Span]:
    pairs = (each.split("-") for each in cell.split())
    return {(int(start), int(end)) for start, end in pairs}


@pytest.fixture(scope="module")
def units(shared: Path) -> list[tuple[str, set[Span], set[Span], set[Span]]]:
    """Each text with what the two readers marked, and what is found."""
    with (Path(__file__).parent / "undertakings.csv").open(newline="") as file:
        marked = {f"{r['house']} {r['date']}{r['gid']}": r for r in csv.DictReader(file)}
    found = []
    with gzip.open(shared / "corpus-large" / "pages.jsonl.gz", "rt", encoding="utf8") as pages:
        for page in map(json.loads, pages):
            row = marked.pop(f"{page['house']} {page['date']}{page['letter']}.{page['gid']}", None)
            if row is None:
                continue
            text = "\n\n".join(page["text"])
            name, office = page["speaker"], page["position"]
            line = Line("c", "speech", name, name, office, None, text, page["debate"], "")
            ours = {(each.start, each.end) for each in commitments([line])}
            found.append((text, _spans(row["reader_1"]), _spans(row["reader_2"]), ours))
    assert not marked
    return found


def _figures(
    units: list[tuple[str, set[Span], set[Span], set[Span]]], said: list[set[Span]]
) -> dict[str, Figure | None]:
    """Return precision and recall by sentence; those that one reader alone marked are left out."""
    counts = []
    for (_, one, other, _), ours in zip(units, said, strict=True):
        marked, ours = one & other, ours - (one ^ other)
        counts.append([len(marked & ours), len(marked), len(ours)])
    array, names = np.array(counts, dtype=float), [str(n) for n in range(len(counts))]
    _, of_marked, of_said = (int(total) for total in array.sum(axis=0))
    return {
        "right": figure(array, names, precision, of_said),
        "found": figure(array, names, recall, of_marked),
    }


def test_undertakings_are_found_as_often_as_was_measured(
    units: list[tuple[str, set[Span], set[Span], set[Span]]],
) -> None:
    assert len(units) == 150
    found = _figures(units, [ours for *_, ours in units])
    will = [
        {(start, end) for start, end in sentence_spans(text) if _WILL.search(text[start:end])}
        for text, *_ in units
    ]
    ruled = [set(undertaken_by_rule(text)) for text, *_ in units]
    print("\nfound:", found, "\nby the rules alone:", _figures(units, ruled))
    print("every “I will” and “we will”:", _figures(units, will))
    told = {
        name: (round(each.value, 2), round(each.low, 2), round(each.high, 2))
        for name, each in found.items()
        if each is not None
    }
    assert told == MEASURED, "what the page Promises and docs/method.md say"
