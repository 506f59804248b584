"""A few points of ``tests.kill``, and that it would tell a difference."""

import shutil
import subprocess
import sys
from pathlib import Path

from analyser.corpus import Corpus
from tests.kill import contents, differences

ROOT = Path(__file__).parents[1]


def test_commands_killed_at_random_points_end_as_undisturbed() -> None:
    command = [sys.executable, "-m", "tests.kill", "--points", "3", "--seed", "20"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "3 points" in ran.stdout


def test_a_corpus_that_ended_otherwise_is_told(illustrated: Corpus, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for home in (one, other):
        shutil.copytree(illustrated.folder, home / "corpus")
    Corpus(one / "corpus").settle()
    Corpus(other / "corpus").settle()
    before = contents(one)
    assert differences(before, contents(other)) == []
    table, another, *_ = sorted((other / "corpus").glob("coding/*/themes.parquet"))
    shutil.copy(another, table)
    found = differences(before, contents(other))
    assert str(table.relative_to(other)) in found
    assert "table themes" in found
