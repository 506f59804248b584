"""What reading and coding cost, each beside the bare work under it, measured in one run.

    python benchmarks/throughput.py PATH…    files or folders of Hansard

Prints a ratio for each step: reading against parsing the same bytes with lxml or splitting
them into lines; coding against tokenising the same texts with a blank pipeline. The peak of
memory is the process's own. Best of three, so that what else the machine does counts least.
"""

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from lxml import etree

from analyser.annotate import build_nlp, code_texts
from analyser.debate import Sitting
from analyser.ingest import find_files, read_sittings


def main(paths: list[Path]) -> None:
    files = find_files(paths)
    sittings = [sitting for file in files for sitting in read_sittings(file)]
    texts = list(_texts(sittings))
    words = sum(len(text.split()) for text, _ in texts)
    print(f"{len(files)} files, {len(texts)} speeches, {words:,} words")

    reading = _best(lambda: [read_sittings(file) for file in files])
    parsing = _best(lambda: [_parse(file) for file in files])
    print(
        f"reading / parsing alone      {reading / parsing:6.2f}   {words / reading:12,.0f} words/s"
    )

    blank, nlp = spacy.blank("en"), build_nlp()
    coding = _best(lambda: list(code_texts(nlp, texts)))
    tokens = _best(lambda: [blank.make_doc(text) for text, _ in texts])
    print(f"coding / tokenising alone    {coding / tokens:6.2f}   {words / coding:12,.0f} words/s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory                  {peak:6.0f} MiB")


def _texts(sittings: list[Sitting]) -> list[tuple[str, str | None]]:
    return [
        (item.text, debate.title)
        for sitting in sittings
        for debate in sitting.debates
        for item in debate.contributions
        if item.speaker
    ]


def _parse(file: Path) -> object:
    return etree.parse(file) if file.suffix == ".xml" else file.read_text("utf8").splitlines()


def _best(work: Callable[[], object], times: int = 3) -> float:
    spans = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spans.append(time.perf_counter() - start)
    return min(spans)


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
