"""Where the real record lies, and the command line as a user runs it."""

import fcntl
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


_LONGEST = [
    *("test_every_page", "test_analyse", "test_real_pages", "test_review", "test_walk"),
    *("test_killed", "test_wheel", "test_readme", "test_kill", "test_hostile"),
]
"""The files of tests that take longest. They begin first, so that no core waits for one at the end.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; the others stay in their order."""
    places = {name: place for place, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real Hansard beside the checkout; a test that needs it skips without."""
    if not SHARED.is_dir():
        pytest.skip(
            "no ../shared here: the real Hansard files it holds are not part of the project"
        )
    return SHARED


@pytest.fixture(scope="session")
def illustrated(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Corpus:
    """The illustrative sitting, read and coded, for tests that do not write to it."""
    register = ILLUSTRATIVE / "register.csv"
    return _coded_once(tmp_path_factory, worker_id, "illustrated", ILLUSTRATIVE, register)


@pytest.fixture(scope="session")
def real_record(shared: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Corpus:
    """The whole of ../shared/corpus, read with the register of members and coded.

    For tests that do not write to it.
    """
    people = shared / "people"
    return _coded_once(tmp_path_factory, worker_id, "real", shared / "corpus", people)


def _coded_once(
    factory: pytest.TempPathFactory, worker: str, name: str, source: Path, register: Path
) -> Corpus:
    """Read and code a folder in whichever test process asks first; the others wait for it."""
    base = factory.getbasetemp()
    home = (base if worker == "master" else base.parent) / f"{name}-coded"
    home.mkdir(exist_ok=True)
    corpus, done = Corpus(home / "corpus"), home / "done"
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            ingest([source], corpus, register=Register.read([register]))
            analyse(corpus, workers=2)
            done.touch()
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
    """Run ``analyser`` with some arguments on the corpus ``<tmp_path>/corpus``.

    It codes in this process unless the arguments say otherwise: others take seconds to start.
    """
    monkeypatch.setenv("ANALYSER_WORKERS", "1")

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
