"""That the commands of the README do what it says, on the illustrative sitting."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf8")
NOT_HERE = {"analyser dashboard"}  # serves until interrupted; the tests of the dashboard serve it

COMMANDS = [
    line.removeprefix("$ ")
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
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


def _python(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_readme_has_commands() -> None:
    assert len(COMMANDS) == 10


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_works(folder: Path, command: str) -> None:
    arguments = shlex.split(command)[1:]
    ran = _python(folder, "-m", "analyser", *arguments)
    assert ran.returncode == 0, ran.stderr
    if "--format" in arguments or arguments[0] in ("positions", "debates", "members"):
        assert len(ran.stdout.splitlines()) > 1, "a command shown to newcomers finds something"


def test_the_python_of_the_readme_works(folder: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    ran = _python(folder, "-c", f"{code}\nassert len(frame) > 0")
    assert ran.returncode == 0, ran.stderr


def test_every_file_that_the_readme_names_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
