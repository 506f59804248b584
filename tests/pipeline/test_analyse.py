"""Coding by several workers: one may die, and a sitting may be beyond coding."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from analyser.corpus import Corpus
from analyser.pipeline.analyse import analyse
from analyser.pipeline.ingest import ingest
from tests.conftest import Run
from tests.pipeline.conftest import Crew
from tests.record import write_xml

NOTHING_LEFT = """
import sys
from analyser.corpus import CorpusFolder
from analyser.pipeline.analyse import analyse
done = analyse(CorpusFolder(sys.argv[1]))
heavy = {"spacy", "onnxruntime", "pandas", "pyarrow", "duckdb"}
print(done.sittings, done.skipped, heavy & set(sys.modules))
"""


def _bytes(corpus: Corpus) -> dict[str, bytes]:
    return {
        str(path.relative_to(corpus.folder)): path.read_bytes()
        for kind in ("record", "coding", "inputs")
        for path in sorted((corpus.folder / kind).rglob("*.*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve days of the record."""
    folder = tmp_path_factory.mktemp("days")
    for day in range(10, 22):
        write_xml(folder, day=f"2020-01-{day}")
    return folder


@pytest.fixture(scope="module")
def alone(days: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a corpus of them holds after a run with one worker."""
    corpus = Corpus(tmp_path_factory.mktemp("alone"))
    ingest([days], corpus)
    analyse(corpus)
    return _bytes(corpus)


def test_a_worker_killed_in_the_middle_changes_no_byte(
    tmp_path: Path, days: Path, alone: dict[str, bytes], crew: Crew
) -> None:
    corpus = Corpus(tmp_path)
    ingest([days], corpus)
    killed: list[int] = []

    def kill_one(done: int, _total: int, _line: str) -> None:
        if done == 3:
            killed.append(crew.pids()[0])
            os.kill(killed[0], signal.SIGKILL)

    done = analyse(corpus, **crew.asked, progress=kill_one)
    assert (done.sittings, done.set_aside) == (12, ())
    assert killed
    assert killed[0] not in crew.pids()
    assert _bytes(corpus) == alone


def test_a_sitting_that_cannot_be_read_is_set_aside_and_tried_again(
    tmp_path: Path, run: Run
) -> None:
    for day in ("2020-01-08", "2020-02-02", "2020-03-03"):
        write_xml(tmp_path / "in", day=day)
    run("ingest", tmp_path / "in")
    corpus = Corpus(tmp_path / "corpus")
    table = corpus.folder / "record" / "debates2020-02-02" / "contributions.parquet"
    whole = table.read_bytes()
    table.write_bytes(whole[: len(whole) // 2])
    ran = run("analyse", "--workers", "1")
    assert ran.exit_code == 1
    assert "2 sittings coded" in ran.stderr
    assert "0 were coded already; 1 set aside" in ran.stderr  # the three that there are
    assert "debates2020-02-02 was set aside" in ran.stderr
    assert "contributions.parquet" in ran.stderr
    assert corpus.progress() == (3, ["debates2020-02-02"])
    table.write_bytes(whole)
    assert run("analyse", "--workers", "1").exit_code == 0
    assert corpus.progress() == (3, [])


def test_where_nothing_is_left_nothing_that_codes_is_imported(illustrated: Corpus) -> None:
    again = subprocess.run(
        [sys.executable, "-c", NOTHING_LEFT, str(illustrated.folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert again.stdout == "0 3 set()\n", again.stderr
