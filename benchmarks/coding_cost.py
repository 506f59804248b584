"""What coding costs beside the bare language model on the same contributions, in one run.

    python benchmarks/coding_cost.py PATH…    files or folders of Hansard

The bare model is tagger, morphology, lemmas, parser and names, over every contribution. Coding
parses only those that name a measure; what that saves is timed too: the parser over the others.
The three take turns, a sitting each, so that whatever else the machine does falls on all.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from analyser.annotate import build_nlp, code_texts
from analyser.annotate.kept import kept
from analyser.ingest import find_files, read_sittings

MOST = 1.3
"""The bare model's cost times this is what coding may cost."""


def main(paths: list[Path]) -> int:
    nlp, bare = build_nlp(), spacy.load(kept("model"))
    named: list[bool] = []
    spent = {"coding": 0.0, "bare": 0.0, "skipped": 0.0}
    words = left = 0
    for file in find_files(paths):
        units = [
            (item.text, debate.title)
            for sitting in read_sittings(file)
            for debate in sitting.debates
            for item in debate.contributions
            if item.speaker
        ]
        spent["coding"] += _spent(lambda units=units: named.extend(_named(nlp, units)))
        naming = named[-len(units) :] if units else []
        texts = [text for text, _ in units]
        rest = [text for text, has in zip(texts, naming, strict=True) if not has]
        spent["bare"] += _spent(lambda texts=texts: list(bare.pipe(texts, batch_size=256)))
        spent["skipped"] += _spent(
            lambda rest=rest: list(bare.pipe(rest, batch_size=256, disable=["ner"]))
        )
        words += sum(len(text.split()) for text in texts)
        left += sum(len(text.split()) for text in rest)
    if not named:
        print("no contributions there")
        return 1
    ratio = spent["coding"] / spent["bare"]
    print(f"{len(named):,} contributions, {words:,} words; {words / spent['coding']:,.0f} words/s")
    print(
        f"parsed: {sum(named):,} of {len(named):,} contributions, "
        f"{words - left:,} of {words:,} words; the others name no measure"
    )
    print(f"coding / bare language model              {ratio:5.2f}   (at most {MOST})")
    print(
        f"coding, were nothing skipped / bare model {ratio + spent['skipped'] / spent['bare']:5.2f}"
    )
    return int(ratio > MOST)


def _named(nlp: spacy.Language, units: list[tuple[str, str | None]]) -> list[bool]:
    return [bool(coding.positions) for coding in code_texts(nlp, units)]


def _spent(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main([Path(argument) for argument in sys.argv[1:]]))
