"""Where the real record lies, and the command line as a user runs it."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from analyser.cli.app import main
from analyser.corpus import Corpus
from analyser.members import Register
from analyser.pipeline.analyse import analyse
from analyser.pipeline.ingest import ingest

SHARED = Path(__file__).parents[2] / "shared"
ILLUSTRATIVE = Path(__file__).parents[1] / "data" / "illustrative"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real Hansard beside the checkout; a test that needs it skips without."""
    if not SHARED.is_dir():
        pytest.skip(
            "no ../shared here: the real Hansard files it holds are not part of the project"
        )
    return SHARED


@pytest.fixture(scope="session")
def illustrated(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The illustrative sitting, read and coded."""
    corpus = Corpus(tmp_path_factory.mktemp("illustrated") / "corpus")
    register = Register.read([ILLUSTRATIVE / "register.csv"])
    ingest([ILLUSTRATIVE], corpus, register=register)
    analyse(corpus)
    return corpus


def shared_files(pattern: str) -> list[object]:
    """Return a test parameter for every file of ../shared that matches, or one that skips."""
    files = sorted(SHARED.glob(pattern))
    if not files:
        reason = "no ../shared here: the real Hansard files it holds are not part of the project"
        return [pytest.param(None, marks=pytest.mark.skip(reason=reason), id="no-shared")]
    return [pytest.param(file, id=file.name) for file in files]


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code and what it printed."""

    exit_code: int
    stdout: str
    stderr: str


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``analyser`` with some arguments on the corpus ``<tmp_path>/corpus``."""

    def run(*arguments: str | Path) -> Ran:
        command = ["analyser", "--corpus", str(tmp_path / "corpus"), *map(str, arguments)]
        monkeypatch.setattr(sys, "argv", command)
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        printed = capsys.readouterr()
        return Ran(code if isinstance(code, int) else 1, printed.out, printed.err)

    return run
