"""A run killed anywhere and typed again leaves the corpus that one run would have left."""

import os
import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from analyser.corpus import Corpus
from analyser.corpus.tables import SCHEMAS
from tests.fetch.stand_in import StandIn, serving
from tests.forked import LONGEST, Typed, begin

COMMANDS = {
    "days": ["--from", "2099-03-02", "--to", "2099-03-07"],
    "search": ["--search", "lamps"],
    "debates": [f"ILLUSTRATIVE-{number:04}-DEBATE" for number in range(12)],
    "hansard": ["--source", "hansard", "--from", "2099-03-02", "--to", "2099-03-05"],
    "people": ["--source", "parlparse"],
    "members": ["--member", "e"],
}
KILLS = 3


@pytest.fixture(scope="module")
def source() -> Iterator[StandIn]:
    with serving(StandIn(debates=18, days=4)) as running:
        yield running


def start(source: StandIn, corpus: Path, arguments: list[str]) -> Typed:
    return begin(
        ["--corpus", corpus, "fetch", *arguments],
        corpus.with_name("said"),
        environment=os.environ | source.settings(),
    )


def finish(source: StandIn, corpus: Path, arguments: list[str]) -> None:
    running = start(source, corpus, arguments)
    assert running.end() == 0, running.err.read_text("utf8")


def kill_when(running: Typed, it_is_time: Callable[[], bool]) -> bool:
    """Kill the run at that time, and return whether it was still going."""
    until = time.monotonic() + LONGEST
    while running.is_running and not it_is_time():
        assert time.monotonic() < until
        time.sleep(0.001)
    return running.kill()


def has_answered(source: StandIn, requests: int) -> bool:
    return len(source.asked) >= requests


def contents(folder: Path) -> dict[str, list[dict[str, object]]]:
    corpus = Corpus(folder)
    found = {}
    for name in SCHEMAS:
        rows = corpus.arrow(name).to_pylist()
        for row in rows:
            if "path" in row:
                row["path"] = Path(str(row["path"])).relative_to(folder).as_posix()
        found[name] = sorted(rows, key=str)
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_a_fetch_killed_at_random_points_ends_as_if_it_had_not_been(
    source: StandIn, tmp_path: Path, command: str
) -> None:
    arguments, chance = COMMANDS[command], random.Random(command)
    before = len(source.asked)
    finish(source, tmp_path / "whole", arguments)
    needed = len(source.asked) - before
    killed = 0
    for _ in range(KILLS):
        enough = len(source.asked) + chance.randrange(1, max(needed // KILLS, 2))
        running = start(source, tmp_path / "killed", arguments)
        killed += kill_when(running, partial(has_answered, source, enough))
    record = tmp_path / "killed" / "record"
    running = start(source, tmp_path / "killed", arguments)  # and once while it reads
    killed += kill_when(running, lambda: record.exists() and any(record.iterdir()))
    assert killed > 0 or needed < KILLS
    so_far = len(source.asked)
    finish(source, tmp_path / "killed", arguments)
    assert len(source.asked) - so_far < needed  # what was here is not asked for again
    assert contents(tmp_path / "killed") == contents(tmp_path / "whole")
    assert not list((tmp_path / "killed" / "staging").iterdir())
    downloads = [
        sorted(
            path.relative_to(folder).as_posix()
            for path in folder.rglob("*")
            if path.is_file() and path.suffix not in (".partial", ".part")
        )
        for folder in (tmp_path / "killed" / "downloads", tmp_path / "whole" / "downloads")
    ]
    assert downloads[0] == downloads[1]
