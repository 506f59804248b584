"""That the commands of README and docs/using.md do what they say, on the illustrative sitting."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.fetch.stand_in import StandIn, serving
from tests.forked import begin

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf8")
USING = (ROOT / "docs" / "using.md").read_text("utf8")
NOT_HERE = {"analyser dashboard"}  # serves until interrupted; the tests of the dashboard serve it

COMMANDS = [
    line.removeprefix("$ ")
    for block in re.findall(r"```console\n(.*?)```", README + USING, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("$ analyser ") and line.removeprefix("$ ") not in NOT_HERE
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like a checkout, with a unit to code."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "data").symlink_to(ROOT / "data")
    (folder / "units.jsonl").write_text('{"id": 1, "text": "I oppose identity cards."}\n')
    return folder


@pytest.fixture(scope="module")
def sources() -> Iterator[dict[str, str]]:
    """The settings by which the public sources are a local server, with a debate of 2020."""
    with serving(StandIn(first=date(2020, 1, 27), debates=1, days=330)) as running:
        yield running.settings()


def _python(folder: Path, *arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "", **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_there_are_commands() -> None:
    assert len(COMMANDS) == 27


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) < 150


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_works(
    folder: Path, sources: dict[str, str], tmp_path: Path, command: str
) -> None:
    arguments = shlex.split(command)[1:]
    if arguments[0] == "fetch":  # into a corpus of its own: the stand-in's days are its own fiction
        arguments = ["--corpus", "fetched", *arguments]
    settings = {"PATH": "", "ANALYSER_WORKERS": "1", **sources}
    ran = begin(arguments, tmp_path / "said", folder=folder, environment=settings)
    code, said = ran.end(), ran.err.read_text("utf8")
    assert code == 0, said
    if "fetch" in arguments:
        assert re.search(r"asked for: [1-9]\d* got", said), said
    if "--format" in arguments or arguments[0] in ("positions", "debates", "members"):
        printed = ran.out.read_text("utf8").splitlines()
        assert len(printed) > 1, "a command shown to newcomers finds something"


def test_the_program_starts_by_its_name(folder: Path) -> None:
    ran = _python(folder, "-m", "analyser", "--help")
    assert ran.returncode == 0, ran.stderr
    assert "ingest" in ran.stdout


def test_the_python_of_the_readme_works(folder: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    ran = _python(folder, "-c", f"{code}\nassert len(frame) > 0")
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))])
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf8")):
        assert (page.parent / target).exists(), target
