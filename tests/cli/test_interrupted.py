"""Ctrl+C: what was done is kept, the command says so, and the same command goes on from there."""

import os
import signal
import time
from pathlib import Path

import pytest

from analyser.corpus import Corpus
from tests.forked import Typed, begin
from tests.record import write_xml

DAYS = [f"2020-{month:02}-{day:02}" for month in range(1, 5) for day in range(1, 11)]


@pytest.mark.parametrize("verb", ["ingest", "analyse"])
def test_an_interrupted_run_says_so_and_is_continued(tmp_path: Path, verb: str) -> None:
    for day in DAYS:
        write_xml(tmp_path / "in", day=day)
    typed = {"ingest": ["ingest", str(tmp_path / "in")], "analyse": ["analyse", "--workers=1"]}

    def start(verb: str) -> Typed:
        return begin(["--corpus", tmp_path / "corpus", *typed[verb]], tmp_path / "said")

    if verb == "analyse":
        assert start("ingest").end() == 0
    running = start(verb)
    while running.is_running and not running.err.read_text("utf8").count("\n"):
        time.sleep(0.001)
    os.kill(running.process.pid or 0, signal.SIGINT)
    assert running.end() == 130
    first, *_, last = running.err.read_text("utf8").splitlines()
    assert first.startswith(f"[1/{len(DAYS)}]")
    assert last.startswith("Interrupted; what was done is kept")
    assert start(verb).end() == 0
    corpus = Corpus(tmp_path / "corpus")
    assert len(corpus.sittings()) == len(DAYS)
    if verb == "analyse":
        assert all(corpus.coded_by(each["sitting_id"]) for each in corpus.sittings())
