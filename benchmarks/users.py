"""Many users at once on one dashboard: how long they wait, what fails, what memory it takes.

    python benchmarks/users.py CORPUS [--users 30] [--minutes 5] [--seed 1]

Starts the dashboard on the corpus, on this machine alone. Each user is a session of its own, as a
browser has one: a WebSocket over which pages are asked for and drawn (Streamlit's protocol). A user
opens a page drawn at random, half of the times under a filter, waits until all of it has come,
reads for 5 to 15 seconds, and opens the next. Every page is open to the draw.

The table has the wait for each page, the failures, and the memory of the server at each half
minute. The exit code is 1 if a page failed, if the 95th percentile is over 3 s, or if memory still
grows by more than a tenth over the last two minutes.
"""

import argparse
import asyncio
import os
import random
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from analyser import wording
from analyser.corpus import Corpus
from analyser.dashboard.layout import PAGES
from analyser.queries.positions import positions
from tests.dashboard.conftest import serve

SLOWEST = 3.0
"""Seconds that a page may take at the 95th percentile."""
GROWTH = 0.1
"""Share by which memory may still grow over the last two minutes."""
_READS = 5, 15
_LONGEST = 120  # seconds after which a page counts as failed
_EVERY = 30  # seconds between two looks at memory
_UNFILTERED = ("", "press", "coverage", "method")


@dataclass
class Seen:
    """What the users met: seconds by page, failures, and (seconds, MB) of the server."""

    waits: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failures: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--users", type=int, default=30)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    filters = filters_of(asked.corpus)
    seen = Seen()
    with serve(asked.corpus.resolve()) as address:
        asyncio.run(_visits(address, filters, asked, seen))
    return told(seen, asked.users, asked.minutes)


def filters_of(folder: Path) -> list[dict[str, str]]:
    """Return filters that choose something: measures, parties, stances, members and years."""
    said = positions(Corpus(folder))
    commonest = {
        name: [str(value) for value in said[name].value_counts().index[:20]]
        for name in ("measure", "party", "stance", "speaker", "house")
    }
    labels = wording.measures() | {shown.code: shown.label for shown in wording.STANCES}
    chosen = [
        {{"speaker": "member"}.get(name, name): labels.get(value, value)}
        for name, values in commonest.items()
        for value in values
    ]
    years = sorted(set(said["date"].dropna().dt.year))
    return chosen + [{"from": f"{year}-01-01", "to": f"{year}-12-31"} for year in years]


async def _visits(
    address: str, filters: Sequence[dict[str, str]], asked: argparse.Namespace, seen: Seen
) -> None:
    start = time.monotonic()
    end = start + 60 * asked.minutes
    users = [
        _user(address, filters, random.Random(asked.seed * 1000 + n), end, seen)
        for n in range(asked.users)
    ]
    await asyncio.gather(_watch(start, end, seen), *users)


async def _user(
    address: str,
    filters: Sequence[dict[str, str]],
    drawn: random.Random,
    end: float,
    seen: Seen,
) -> None:
    titles = [title.lower() for part in PAGES.values() for title in part]
    names = ["", *titles[1:]]  # the first is the default page, which has no name of its own
    await asyncio.sleep(drawn.uniform(0, _READS[1]))  # nobody comes at the same moment
    stream = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    try:
        async with connect(stream, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
            while time.monotonic() < end:
                name = drawn.choice(names)
                chosen = (
                    {} if name in _UNFILTERED or drawn.random() < 0.5 else drawn.choice(filters)
                )
                began = time.monotonic()
                failed = await asyncio.wait_for(_opened(socket, name, chosen), _LONGEST)
                seen.waits[name or "home"].append(time.monotonic() - began)
                seen.failures += [f"{name or 'home'} {chosen}: {failed}"] if failed else []
                await asyncio.sleep(drawn.uniform(*_READS))
    except (OSError, TimeoutError) as error:
        seen.failures.append(f"a session ended: {type(error).__name__}: {error}")


async def _opened(socket: ClientConnection, name: str, chosen: dict[str, str]) -> str:
    """Open a page and take all that is drawn; return what failed, if anything did."""
    message = BackMsg()
    message.rerun_script.page_name = name
    message.rerun_script.query_string = urlencode(chosen)
    await socket.send(message.SerializeToString())
    failed, drawn = "", 0
    while True:
        told = ForwardMsg()
        answer = await socket.recv()
        assert isinstance(answer, bytes)
        told.ParseFromString(answer)
        kind = told.WhichOneof("type")
        if kind == "delta":
            drawn += 1
            if told.delta.new_element.WhichOneof("type") == "exception":
                failed = told.delta.new_element.exception.message
        elif kind == "page_not_found":
            failed = "no such page"
        elif kind == "script_finished":
            ended = str(ForwardMsg.ScriptFinishedStatus.Name(told.script_finished))
            if ended == "FINISHED_EARLY_FOR_RERUN":
                continue
            if ended != "FINISHED_SUCCESSFULLY":
                return ended
            return failed or ("" if drawn else "nothing was drawn")


async def _watch(start: float, end: float, seen: Seen) -> None:
    while time.monotonic() < end:
        await asyncio.sleep(min(_EVERY, max(0.0, end - time.monotonic())))
        held = sum(_resident(child) for child in _children(os.getpid()))
        seen.memory.append((time.monotonic() - start, held / 1000))


def _children(process: int) -> list[int]:
    """Return the processes that one has begun, and theirs (Linux)."""
    begun = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [each for child in map(int, begun) for each in (child, *_children(child))]


def _resident(process: int) -> int:
    """Return the memory that a process holds, in kB (Linux)."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def told(seen: Seen, users: int, minutes: float) -> int:
    """Print what was met; return 1 if it is outside what is asked, 0 otherwise."""
    every = sorted(wait for waits in seen.waits.values() for wait in waits)
    p95 = statistics.quantiles(every, n=20)[-1]
    print(f"{users} users for {minutes:g} minutes: {len(every)} pages, {len(seen.failures)} failed")
    print("\n| page | opened | median (s) | slowest (s) |\n|---|---|---|---|")
    for name, waits in sorted(seen.waits.items()):
        print(f"| {name} | {len(waits)} | {statistics.median(waits):.2f} | {max(waits):.2f} |")
    print(f"| all | {len(every)} | {statistics.median(every):.2f} | {every[-1]:.2f} |")
    print(f"\n95th percentile {p95:.2f} s, of at most {SLOWEST:g}")
    print("memory (MB):", ", ".join(f"{held:.0f} at {at:.0f} s" for at, held in seen.memory))
    late = [held for at, held in seen.memory if at >= seen.memory[-1][0] - 120]
    grown = late[-1] / late[0] - 1
    print(f"over the last two minutes {grown:+.1%}, of at most {GROWTH:+.0%}")
    for failure in seen.failures[:20]:
        print("failed:", failure)
    return int(bool(seen.failures) or p95 > SLOWEST or grown > GROWTH)


if __name__ == "__main__":
    sys.exit(main())
