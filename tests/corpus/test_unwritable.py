"""A disk that is full and a folder that cannot be written: said in a line, and nothing is lost."""

import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from analyser.corpus import Corpus
from tests.conftest import Ran, Run
from tests.record import write_xml

FIRST, LATER = (
    [f"2020-0{month}-{day:02}" for day in range(1, days)] for month, days in ((1, 3), (2, 13))
)


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """A file system of its own in a folder; the test skips where none may be mounted."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "none", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no command mount here")
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def short_files(most: int) -> Iterator[None]:
    """No file may be longer than so many bytes while this lasts."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _refused(ran: Ran, folder: Path, what: str) -> None:
    assert ran.exit_code == 1
    last = ran.stderr.splitlines()[-1]
    assert last.startswith(str(folder))
    assert what in last


def _good_and_continued(run: Run, tmp_path: Path, held: int) -> None:
    corpus = Corpus(tmp_path / "corpus")
    assert len(corpus.table("contributions")) >= 3 * held
    checked = run("check")
    assert checked.exit_code == 0, checked.stderr
    assert run("ingest", tmp_path / "in").exit_code == 0
    assert corpus.is_settled
    assert len(corpus.table("contributions")) == 3 * len(FIRST + LATER)
    assert "No problems" in run("check").stderr


def _fill(folder: Path, room: int) -> Path:
    """Fill a file system but for so many bytes, and return the file that does."""
    ballast = folder / "ballast"
    ballast.write_bytes(bytes(max(shutil.disk_usage(folder).free - room, 0)))
    return ballast


@pytest.mark.parametrize("room", [0, 150_000, 400_000])
def test_a_full_disk_is_said_and_loses_nothing(run: Run, tmp_path: Path, room: int) -> None:
    with mounted(tmp_path / "corpus", "size=4M"):
        for day in FIRST:
            write_xml(tmp_path / "in", day=day)
        run("ingest", tmp_path / "in")
        for day in LATER:
            write_xml(tmp_path / "in", day=day)
        ballast = _fill(tmp_path / "corpus", room)
        _refused(run("ingest", tmp_path / "in"), tmp_path / "corpus", "No space left on device")
        ballast.unlink()
        _good_and_continued(run, tmp_path, len(FIRST))


@pytest.mark.parametrize("most", [4_000])
def test_a_file_that_cannot_be_written_whole_is_not_kept(
    run: Run, tmp_path: Path, most: int
) -> None:
    for day in FIRST + LATER:
        write_xml(tmp_path / "in", day=day)
    run("ingest", tmp_path / "in" / f"debates{FIRST[0]}a.xml")
    with short_files(most):
        ran = run("ingest", tmp_path / "in")
    _refused(ran, tmp_path / "corpus", "File too large")
    _good_and_continued(run, tmp_path, 1)


@pytest.mark.parametrize("verb", ["ingest", "analyse", "review", "export"])
def test_a_folder_for_reading_only_is_said(run: Run, tmp_path: Path, verb: str) -> None:
    later = write_xml(tmp_path / "in", day=LATER[0])
    said = tmp_path / "said.csv"
    said.write_text(
        "contribution_id,measure,verdict,stance,reviewer\n"
        f"x/debate/{FIRST[0]}a.1.1,cctv,other,oppose,Ida\n",
        "utf8",
    )
    commands: dict[str, tuple[str | Path, ...]] = {
        "ingest": ("ingest", later),
        "analyse": ("analyse", "--workers=1"),
        "review": ("review", "import", said),
        "export": ("review", "export", tmp_path / "corpus" / "out.csv"),
    }
    with mounted(tmp_path / "corpus", "size=4M"):
        run("ingest", write_xml(tmp_path / "given", day=FIRST[0]))
        _remount(tmp_path / "corpus", "ro")
        _refused(run(*commands[verb]), tmp_path / "corpus", "Read-only file system")
        assert run("search", "foghorns OR recognition").exit_code == 0
        assert run("check").exit_code == 0
        _remount(tmp_path / "corpus", "rw")
        assert run(*commands[verb]).exit_code == 0


def _remount(folder: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(folder)], check=True)
