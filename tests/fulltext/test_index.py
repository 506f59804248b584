"""The index beside the corpus: in step whatever is written or killed, and right where it is not."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analyser.corpus import Corpus
from analyser.fulltext.index import FOLDER, behind, update
from analyser.queries.search import Order, search
from tests.conftest import Run
from tests.fulltext.lamps import filled, sitting, write


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return filled(tmp_path, 6)


def _found(corpus: Corpus, query: str = "lamp*") -> list[tuple[str, int]]:
    hits = search(corpus, query, order=Order.DATE, most=1_000)
    assert len({row["contribution_id"] for row in hits.places}) == hits.contributions
    return [(row["contribution_id"], row["start"]) for row in hits.places]


def _files(corpus: Corpus) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (corpus.folder / FOLDER).iterdir()}


def _anew(corpus: Corpus) -> list[tuple[str, int]]:
    """Return what a search finds where the index is made anew."""
    shutil.rmtree(corpus.folder / FOLDER)
    update(corpus.folder)
    return _found(corpus)


def test_the_index_follows_what_is_written_changed_and_dropped(corpus: Corpus) -> None:
    before = _found(corpus)
    write(corpus, [sitting(2, ["A lamp at last."]), sitting(40, ["Lamps.", "None."])])
    with corpus.writing() as writer:
        writer.drop("record", "lamps0004")
    assert behind(corpus.folder) == 0
    now = _found(corpus)
    assert ("lamps0002.0", 2) in now
    assert ("lamps0040.0", 0) in now
    kept = [hit for hit in before if hit[0][:9] not in ("lamps0002", "lamps0004")]
    assert sorted(now) == sorted([*kept, ("lamps0002.0", 2), ("lamps0040.0", 0)])
    assert now == _anew(corpus)


def test_a_party_that_is_filled_in_is_found(corpus: Corpus) -> None:
    ids = [row["contribution_id"] for row in search(corpus, "lamp* member:p4", most=99).places]
    with corpus.writing() as writer:
        writer.write_parties(dict.fromkeys(ids, "Orch"))
    found = search(corpus, "lamp* member:p4 party:orch", most=99).places
    assert [row["contribution_id"] for row in found] == ids != []


def test_where_nothing_is_new_nothing_is_written(corpus: Corpus) -> None:
    before = _files(corpus)
    with corpus.writing():
        pass
    assert _files(corpus) == before


@pytest.mark.parametrize("how", ["missing", "behind", "damaged"])
def test_a_search_is_right_whatever_the_index_is_and_the_next_write_mends_it(
    run: Run, corpus: Corpus, how: str
) -> None:
    said = sitting(1, ["The lamp of the quay, and no other."])
    if how == "behind":
        old = corpus.folder / "old"
        shutil.copytree(corpus.folder / FOLDER, old)
    write(corpus, [said])
    expected = _found(corpus)
    home = corpus.folder / FOLDER
    if how == "behind":
        shutil.rmtree(home)
        old.rename(home)
    elif how == "missing":
        shutil.rmtree(home)
    else:
        (home / "meta.json").write_text("{", "utf8")
    left = {path: path.read_bytes() for path in home.glob("*")}
    assert _found(corpus) == expected
    assert {path: path.read_bytes() for path in home.glob("*")} == left
    missing = 1 if how == "behind" else 6
    assert search(corpus, "lamp").missing == behind(corpus.folder) == missing
    assert f"The search index was behind by {missing} sittings" in run("search", "lamp").stderr
    with corpus.writing():
        pass
    assert behind(corpus.folder) == 0
    assert _found(corpus) == expected
    assert "behind" not in run("search", "lamp").stderr


def test_check_says_whether_the_index_is_in_step(run: Run, corpus: Corpus) -> None:
    assert "search index" not in run("check").stderr
    shutil.rmtree(corpus.folder / FOLDER)
    ran = run("check")
    assert "The search index is behind by 6 sittings" in ran.stderr
    assert ran.exit_code == 0


def test_a_killed_update_leaves_the_last_good_index(corpus: Corpus) -> None:
    before, home = _found(corpus), corpus.folder / "record"
    added = home / "lamps0005-more"
    shutil.copytree(home / "lamps0005", added)
    shutil.rmtree(home / "lamps0000")
    endless = home / "z" / "contributions.parquet"
    endless.parent.mkdir()
    os.mkfifo(endless)
    script = "import sys; from pathlib import Path; from analyser.fulltext.index import update;"
    command = [sys.executable, "-c", f"{script} update(Path(sys.argv[1]))", str(corpus.folder)]
    with subprocess.Popen(command) as killed:
        held_open = _once_read(endless)
        killed.send_signal(signal.SIGKILL)
    os.close(held_open)
    shutil.rmtree(endless.parent)
    assert behind(corpus.folder) == 2
    shutil.rmtree(added)
    now = [hit for hit in before if not hit[0].startswith("lamps0000")]
    assert _found(corpus) == now
    update(corpus.folder)
    assert behind(corpus.folder) == 0
    assert _found(corpus) == now


def _once_read(pipe: Path) -> int:
    """Return a pipe opened to write to, as soon as somebody reads it."""
    for _ in range(1_000):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the update never came to the last partition")


def test_a_partition_that_cannot_be_read_is_named_to_who_searches(run: Run, corpus: Corpus) -> None:
    damaged = corpus.folder / "record" / "lamps0003" / "contributions.parquet"
    whole = damaged.read_bytes()
    damaged.write_bytes(b"PAR1")
    os.utime(damaged.parent)
    os.utime(damaged.parent.parent)
    with corpus.writing():
        pass
    ran = run("search", "lamp")
    assert ran.exit_code == 1
    assert "lamps0003" in ran.stderr
    damaged.write_bytes(whole)
    with corpus.writing():
        pass
    assert run("search", "lamp").exit_code == 0
