"""Ctrl+C: what was done is kept, the command says so, and the same command goes on from there."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from analyser.corpus import Corpus
from tests.record import write_xml

DAYS = [f"2020-{month:02}-{day:02}" for month in range(1, 5) for day in range(1, 11)]


@pytest.mark.parametrize("verb", ["ingest", "analyse"])
def test_an_interrupted_run_says_so_and_is_continued(tmp_path: Path, verb: str) -> None:
    for day in DAYS:
        write_xml(tmp_path / "in", day=day)
    command = [sys.executable, "-m", "analyser", "--corpus", str(tmp_path / "corpus")]
    ingest, analyse = (
        [*command, "ingest", str(tmp_path / "in")],
        [*command, "analyse", "--workers=1"],
    )
    if verb == "analyse":
        subprocess.run(ingest, check=True, capture_output=True)
    typed = ingest if verb == "ingest" else analyse
    running = subprocess.Popen(typed, stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    assert running.stderr.readline().startswith("[1/40]")
    running.send_signal(signal.SIGINT)
    *_, last = running.stderr.read().splitlines()
    assert running.wait(timeout=60) == 130
    assert last.startswith("Interrupted; what was done is kept")
    subprocess.run(typed, check=True, capture_output=True)
    corpus = Corpus(tmp_path / "corpus")
    assert len(corpus.sittings()) == 40
    if verb == "analyse":
        assert all(corpus.coded_by(each["sitting_id"]) for each in corpus.sittings())
