"""Work that is spread: what fails or kills is set aside and named, the rest is done."""

import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from analyser.corpus import Corpus
from analyser.pipeline.coding import code_sitting, makings
from analyser.pipeline.ingest import ingest
from analyser.pipeline.workers import (
    Cluster,
    Done,
    Inline,
    NoWorkers,
    SetAside,
    UnfitWorker,
    spread,
)
from tests.pipeline.conftest import Crew
from tests.pipeline.work import FAILS, KILLS, spell
from tests.record import write_xml

WORDS = ("one", KILLS, "two", FAILS, "six", "ten")
SPELT = {"one": "o-n-e", "two": "t-w-o", "six": "s-i-x", "ten": "t-e-n"}


def test_what_fails_or_kills_its_worker_three_times_is_set_aside(crew: Crew) -> None:
    with closing(crew.workers()) as workers:
        came = list(spread(WORDS, lambda word: (spell, (word,)), workers))
    assert {each.item: each.result for each in came if isinstance(each, Done)} == SPELT
    aside = {each.item: each.what for each in came if isinstance(each, SetAside)}
    assert aside[FAILS] == "ValueError: no such word, tried 3 times"
    assert aside[KILLS].startswith("its worker died")
    assert len(came) == len(WORDS)


def test_a_worker_that_is_made_otherwise_is_refused(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus")
    ingest([write_xml(tmp_path)], corpus)
    record = corpus.contributions("debates2020-01-08")
    ours = makings((None, None))
    task = (code_sitting, ((None, None), ours | {"spacy": "0.1"}, record))
    with pytest.raises(UnfitWorker, match=rf"another spacy {ours['spacy']} \(expected 0.1\)"):
        list(spread(["x"], lambda _: task, Inline()))
    [done] = spread(["x"], lambda _: (code_sitting, ((None, None), ours, record)), Inline())
    assert isinstance(done, Done)


_GIVES_WORK = """
import os, time
from analyser.pipeline.workers import Processes
if __name__ == "__main__":
    for worker in Processes(2).there().values():
        print(worker.submit(os.getpid).result(), flush=True)
    time.sleep(60)
"""


def test_no_worker_outlives_the_process_that_gives_it_work(tmp_path: Path) -> None:
    script = tmp_path / "gives_work.py"
    script.write_text(_GIVES_WORK, "utf8")
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as giving:
        assert giving.stdout is not None
        workers = [int(giving.stdout.readline()) for _ in range(2)]
        assert all(map(_is_running, workers))
        giving.kill()
    until = time.monotonic() + 20
    while any(map(_is_running, workers)):
        assert time.monotonic() < until
        time.sleep(0.05)


def _is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"  # one that has ended, and that nobody has asked about yet


def test_an_address_that_is_no_schedulers_is_named() -> None:
    pytest.importorskip("distributed", reason='the extra "cluster" is not installed')
    with pytest.raises(NoWorkers, match=r"nowhere://x: .* \(expected a Dask scheduler"):
        Cluster("nowhere://x")
