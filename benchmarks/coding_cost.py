"""What coding costs beside a bare language model on the same contributions, in one run.

    python benchmarks/coding_cost.py MODEL PATH…

MODEL is a spaCy pipeline, installed or in a folder: tagger, parser and names over every
contribution. PATH is a file or folder of Hansard. Coding reads closely only what names a measure.
The two take turns, a sitting each, so that whatever else the machine does falls on both.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from analyser.annotate import build_nlp, code_texts
from analyser.coding import Coding
from analyser.ingest import find_files, read_sittings

MOST = 0.5
"""The bare model's cost times this is what coding may cost."""


def main(model: str, paths: list[Path]) -> int:
    nlp, bare = build_nlp(), spacy.load(model)
    spent = {"coding": 0.0, "bare": 0.0}
    contributions = words = named = 0
    for file in find_files(paths):
        units = [
            (item.text, debate.title)
            for sitting in read_sittings(file)
            for debate in sitting.debates
            for item in debate.contributions
            if item.speaker
        ]
        texts = [text for text, _ in units]
        codings: list[Coding] = []
        spent["coding"] += _spent(lambda units=units: codings.extend(code_texts(nlp, units)))
        spent["bare"] += _spent(lambda texts=texts: list(bare.pipe(texts, batch_size=256)))
        contributions += len(units)
        named += sum(bool(coding.positions) for coding in codings)
        words += sum(len(text.split()) for text in texts)
    if not contributions:
        print("no contributions there")
        return 1
    ratio = spent["coding"] / spent["bare"]
    print(f"{contributions:,} contributions, {words:,} words; {words / spent['coding']:,.0f} words/s")
    print(f"with a position: {named:,} of {contributions:,} contributions")
    print(f"coding / bare language model {ratio:5.2f}   (at most {MOST})")
    return int(ratio > MOST)


def _spent(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], [Path(argument) for argument in sys.argv[2:]]))
