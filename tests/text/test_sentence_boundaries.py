"""Sentences of real Hansard, against boundaries that a person found by reading.

``sentence_boundaries.csv`` names files, contributions and offsets, no text: 293 boundaries in
77 paragraphs of 39 files, 22 of the paragraphs chosen because they are hard. They were found
without any splitter in view.
"""

import csv
from collections import defaultdict
from pathlib import Path

from analyser.ingest import read_sittings
from analyser.text.sentences import sentence_starts

FLOOR = 0.98


def test_sentences_are_split_where_a_reader_splits_them(shared: Path) -> None:
    gold: dict[tuple[str, str], dict[tuple[int, int], set[int]]] = defaultdict(
        lambda: defaultdict(set)
    )
    with Path(__file__).with_name("sentence_boundaries.csv").open(encoding="utf8") as file:
        for row in csv.DictReader(file):
            place = int(row["start"]), int(row["end"])
            gold[row["file"], row["contribution_id"]][place].add(int(row["offset"]))
    texts = {
        (name, item.contribution_id): item.text
        for name in {name for name, _ in gold}
        for sitting in read_sittings(shared / "corpus" / name)
        for debate in sitting.debates
        for item in debate.contributions
    }
    right = wanted = found = 0
    for key, paragraphs in gold.items():
        starts = set(sentence_starts(texts[key]))
        for (start, end), offsets in paragraphs.items():
            ours = {at for at in starts if start < at < end}
            right, wanted, found = (
                right + len(ours & offsets),
                wanted + len(offsets),
                found + len(ours),
            )
    f1 = 2 * right / (wanted + found)
    print(f"\nsentence boundaries: {right} right of {wanted}, {found} found, F {f1:.3f}")
    assert wanted == 293
    assert f1 >= FLOOR
