"""What coding costs beside a bare language model on the same contributions, in one run.

    python benchmarks/coding_cost.py MODEL PATH…

MODEL is a spaCy pipeline, installed or in a folder: tagger, parser and names over every
contribution. PATH is a file or folder of Hansard. Coding reads closely only what names a measure.
The two take turns, a sitting each, so that whatever else the machine does falls on both.
"""

import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TypeVar

import spacy

from analyser.annotate import build_nlp, code_texts
from analyser.ingest import find_files, read_sittings

T = TypeVar("T")

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
        took, codings = _timed(partial(code_texts, nlp, units))
        spent["coding"] += took
        spent["bare"] += _timed(partial(bare.pipe, texts, batch_size=256))[0]
        contributions += len(units)
        named += sum(bool(coding.positions) for coding in codings)
        words += sum(len(text.split()) for text in texts)
    if not contributions:
        print("no contributions there")
        return 1
    ratio = spent["coding"] / spent["bare"]
    print(
        f"{contributions:,} contributions, {words:,} words; {words / spent['coding']:,.0f} words/s"
    )
    print(f"with a position: {named:,} of {contributions:,} contributions")
    print(f"coding / bare language model {ratio:5.2f}   (at most {MOST})")
    return int(ratio > MOST)


def _timed(work: Callable[[], Iterable[T]]) -> tuple[float, list[T]]:
    """Return the seconds that some work takes, and what it yields."""
    start = time.perf_counter()
    done = list(work())
    return time.perf_counter() - start, done


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], [Path(argument) for argument in sys.argv[2:]]))
