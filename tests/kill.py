"""Commands killed at random points and typed again: do they end as they end undisturbed?

    python -m tests.kill --points 200 --seed 1

A corpus is made by the commands of ``COMMANDS``, once undisturbed. For each point they are begun in
a new folder, one of them is killed by SIGKILL, and all are typed again. What then differs is named.

Each command is a process of its own, forked from this one, which has imported the libraries and
loaded the models: else nearly every point would fall in that. A point is a share of the processor
time that the commands take undisturbed, so that other work on the machine does not move it.
"""

import argparse
import hashlib
import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.record import WORDS, write_text, write_xml

ILLUSTRATIVE = Path(__file__).parents[1] / "data" / "illustrative" / "text"

DAYS = [f"2020-01-{day:02}" for day in range(6, 12)]

REVIEWED = "x/debate/2020-01-{day:02}a.1.{place}"

COMMANDS = {
    "ingest": ["ingest", "GIVEN/first"],
    "analyse": ["analyse", "--workers=1"],
    "review": ["review", "import", "GIVEN/reviews.csv"],
    "ingest more": ["ingest", "GIVEN/first", "GIVEN/second"],
    "analyse more": ["analyse", "--workers=1"],
    "review more": ["review", "import", "GIVEN/more.csv", "--reviewer=Ida"],
    "export text": ["export", "contributions", "-o", "OUT/contributions.csv"],
    "export positions": ["export", "positions", "-o", "OUT/positions.parquet"],
    "export reviews": ["review", "export", "OUT/reviews.csv"],
}
"""What is typed, in its order. GIVEN has the files that are read, OUT those that are written."""

QUERIES = ("facial*", '"private life"', "piers OR cameras", "order speaker:ada", "withdraw")

_AGAIN = 3
"""How often a point is drawn anew where the commands had ended before it."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How commands ended: which was killed, if any, and what processor time they took (s)."""

    killed: str | None
    seconds: float


def write_given(folder: Path) -> None:
    """Write the files that the commands read: good ones, a broken one, doubles, newer ones."""
    first, second = folder / "first", folder / "second"
    for day in DAYS:
        write_xml(first, day=day)
    write_text(first, day=DAYS[0])  # the words of that day once more
    write_xml(second, day=DAYS[1], letter="b", words="I withdraw what I said of the cameras.")
    write_xml(second, day="2020-02-03")
    (second / "broken.xml").write_text("<publicwhip>", "utf8")
    shutil.copy(ILLUSTRATIVE / "2099-04-01-points-of-order.txt", first)
    ids = [REVIEWED.format(day=day, place=place) for day in (6, 8) for place in (1, 2)]
    rows = [
        f"{n:032x},{id_},facial-recognition,wrong,Ada,2026-01-27T10:00:{n:02}Z\n"
        for n, id_ in enumerate(ids)
    ]
    head = "review_id,contribution_id,measure,verdict,reviewer,reviewed_at\n"
    (folder / "reviews.csv").write_text(head + "".join(rows), "utf8")
    ids = [REVIEWED.format(day=day, place=1) for day in (9, 10, 11)]
    own = [f"{id_},facial-recognition,right,seen\n" for id_ in ids]
    head = "contribution_id,measure,verdict,note\n"
    (folder / "more.csv").write_text(head + "".join(own), "utf8")


def ready() -> None:
    """Import and load in this process what every command needs. No thread may begin here."""
    import pyarrow as pa

    import analyser.cli.app
    import analyser.corpus.check
    import analyser.corpus.export
    import analyser.corpus.review_files
    import analyser.queries.search
    import analyser.second_reader.storing  # noqa: F401
    from analyser.corpus import gathering
    from analyser.pipeline import coding, intake, parties  # noqa: F401

    gathering.FEWEST = 4  # so that as few as there are here are gathered
    named = ("contribution_id", "debate_id", "kind", "person_id", "speaker", "office", "party")
    said = dict.fromkeys((*named, "title", "section", "heading"), "x") | {"text": WORDS}
    by = (None, None)
    coding.code_sitting(by, coding.makings(by), pa.Table.from_pylist([said]))


def run(given: Path, home: Path, *, until: float | None = None) -> Ended:
    """Run the commands in a folder; kill the one that is running ``until`` so much time is spent.

    Raises ``SystemExit`` with what a command said where it fails.
    """
    (home / "out").mkdir(parents=True, exist_ok=True)
    spent = 0.0
    for name, command in COMMANDS.items():
        typed = [
            word.replace("GIVEN", str(given)).replace("OUT", str(home / "out")) for word in command
        ]
        pid = _fork(partial(_type, home, typed))
        while until is not None and not _has_ended(pid):
            if spent + _seconds(pid) >= until:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
                return Ended(name, until)
            time.sleep(0.0005)
        _, status, used = os.wait4(pid, 0)
        spent += used.ru_utime + used.ru_stime
        expected = int(name == "ingest more")  # which is given a broken file
        if os.waitstatus_to_exitcode(status) != expected:
            raise SystemExit(f"{name}: {(home / 'said').read_text('utf8')}")
    return Ended(None, spent)


def _fork(work: Callable[[], object]) -> int:
    """Do some work in a child process and return its id."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 70
    try:
        work()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    finally:
        sys.stderr.flush()
        os._exit(code)


def _type(home: Path, command: Sequence[str]) -> None:
    """Run the command line in this process."""
    from analyser.cli.app import main

    said = os.open(home / "said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    sys.argv = ["analyser", "--corpus", str(home / "corpus"), *command]
    main()


def _has_ended(pid: int) -> bool:
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _seconds(pid: int) -> float:
    """Return the processor time of another process by its clock (see clock_getcpuclockid(3))."""
    try:
        return time.clock_gettime(~pid << 3 | 2)
    except OSError:  # it has ended
        return 0.0


def contents(home: Path) -> dict[str, str]:
    """Return what the commands left, each thing by its name as text or as a digest.

    Reviews without an id of their own are given one and a time: both are masked.
    """
    from analyser.corpus import HeldCorpus
    from analyser.corpus.check import problems
    from analyser.corpus.tables import SCHEMAS
    from analyser.fulltext.index import behind
    from analyser.queries.search import Order, search

    corpus = HeldCorpus(home / "corpus")
    found = {str(path.relative_to(home)): _bytes(path) for path in _lasting(home)}
    for name in SCHEMAS:
        found[f"table {name}"] = _digest(_masked(repr(corpus.arrow(name).to_pylist()).encode()))
    for query in QUERIES:
        hits = search(corpus, query, order=Order.DATE, most=1_000)
        found[f"search {query}"] = _digest(repr((hits.contributions, hits.places)).encode())
    found["behind"] = str(behind(corpus.folder))
    found["problems"] = "; ".join(each.what for each in problems(corpus))
    found["settled"] = str(corpus.is_settled)
    found["folder"] = " ".join(sorted(path.name for path in corpus.folder.iterdir()))
    found["staging"] = " ".join(path.name for path in (corpus.folder / "staging").iterdir())
    return found


def _lasting(home: Path) -> Iterator[Path]:
    """Yield the files that are kept for themselves; all others are made of them."""
    for folder in ("corpus/record", "corpus/coding", "corpus/inputs", "corpus/reviews", "out"):
        yield from (
            path
            for path in sorted((home / folder).rglob("*"))
            if path.is_file() and path.suffix != ".part"
        )


def _bytes(path: Path) -> str:
    content = path.read_bytes()
    return _digest(_masked(content) if path.stem == "reviews" else content)


def _masked(content: bytes) -> bytes:
    return re.sub(rb"[0-9a-f]{32}|\d{4}-\d\d-\d\dT[\d:]+Z", b"-", content)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def left_in(home: Path) -> dict[str, str]:
    """Return ``contents`` as another process finds them: here no thread may begin."""
    told = home / "contents.json"
    pid = _fork(lambda: told.write_text(json.dumps(contents(home)), "utf8"))
    if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]):
        raise SystemExit(f"{home}: what was left cannot be read")
    found: dict[str, str] = json.loads(told.read_text("utf8"))
    return found


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Return the names of what is not the same in both."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def main() -> int:
    """Draw points, kill at each, and say what came of it; 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--points", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance, killed, faults = random.Random(asked.seed), Counter[str](), 0
    ready()
    with tempfile.TemporaryDirectory(prefix="analyser-kill-") as made:
        folder = Path(made)
        given, home = folder / "given", folder / "home"
        write_given(given)
        length = run(given, home).seconds
        whole = left_in(home)
        print(f"undisturbed: {length:.2f} s of processor time, {len(whole)} things", flush=True)
        for point in range(1, asked.points + 1):
            for _ in range(_AGAIN):
                shutil.rmtree(home)
                at = chance.uniform(0, length)
                ended = run(given, home, until=at)
                if ended.killed:
                    break
            killed[ended.killed or "ended before it could be killed"] += 1
            run(given, home)
            if point % 10 == 0:
                print(f"{point} points, {faults} ended otherwise", flush=True)
            if differ := differences(whole, left_in(home)):
                faults += 1
                print(f"point {point}, {ended.killed} at {at:.3f} s: {differ}", flush=True)
    told = ", ".join(f"{number} in {name!r}" for name, number in killed.most_common())
    print(f"{asked.points} points ({told}); {faults} ended otherwise", flush=True)
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
