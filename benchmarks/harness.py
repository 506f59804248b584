"""Timing one piece of work beside another, each in a process of its own.

A piece is a function that prepares and returns the work; only the work is timed. The pieces of a
case take turns, so that whatever else the machine does falls on all of them.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]

Work = Callable[[], object]

HEAD = (
    "| | figure | at most or least | aim | ours | beside | peak memory |\n"
    "|---|---|---|---|---|---|---|"
)


class Seconds(float):
    """What a work gives that times itself."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What is timed: a function by the name ``module:function``, and what it is given."""

    function: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A piece of ours beside another's, or alone.

    ``least`` and ``aim`` bound the ratio of ours to ``beside``, or where nothing stands beside it
    the seconds (``unit`` "s") or the mebibytes ("MiB") of ours. ``at_least`` turns both round.
    """

    name: str
    ours: Piece
    beside: Piece | None = None
    least: float | None = None
    aim: float | None = None
    unit: str = "×"
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Timed:
    """What several runs of a piece took: medians of seconds, the most mebibytes."""

    seconds: float
    peak: float
    said: str


def measure(case: Case, times: int) -> dict[str, Any]:
    """Run the pieces of a case in turn and return a row of the table."""
    runs: list[list[dict[str, Any]]] = [[], []]
    for _ in range(times):
        runs[0].append(_run(case.ours))
        if case.beside:
            runs[1].append(_run(case.beside))
    ours, beside = (_timed(run) for run in runs)
    assert ours is not None
    figure = {"s": ours.seconds, "MiB": ours.peak}.get(case.unit)
    if figure is None and beside is not None:
        figure = beside.seconds / ours.seconds if case.at_least else ours.seconds / beside.seconds
    return {
        "case": case.name,
        "figure": figure,
        "unit": case.unit,
        "least": case.least,
        "aim": case.aim,
        "at_least": case.at_least,
        "seconds": ours.seconds,
        "beside": beside and beside.seconds,
        "peak": ours.peak,
        "beside_peak": beside and beside.peak,
        "said": ours.said,
    }


def _timed(runs: Sequence[dict[str, Any]]) -> Timed | None:
    if not runs:
        return None
    return Timed(
        statistics.median(run["seconds"] for run in runs),
        max(run["peak"] for run in runs),
        str(runs[-1]["said"] or ""),
    )


def _run(piece: Piece) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.harness", piece.function, *piece.arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{piece.function} {' '.join(piece.arguments)}:\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def row(found: dict[str, Any]) -> str:
    """Return a row of the table as Markdown."""
    unit, least, aim = found["unit"], found["least"], found["aim"]
    digits = 0 if unit == "MiB" else 2
    bounds = [_bound(each, unit, found["at_least"]) for each in (least, aim)]
    beside = "–" if found["beside"] is None else f"{found['beside']:.3g} s"
    figure = f"{found['figure']:,.{digits}f}{'' if unit == '×' else ' ' + unit}"
    cells = [
        *(found["case"], figure, *bounds),
        *(f"{found['seconds']:.3g} s", beside, f"{found['peak']:,.0f} MiB"),
    ]
    return f"| {' | '.join(cells)} |"


def _bound(limit: float | None, unit: str, at_least: bool) -> str:
    if limit is None:
        return "–"
    return f"{'≥' if at_least else '≤'} {limit:g}{'' if unit == '×' else ' ' + unit}"


def misses(found: dict[str, Any]) -> bool:
    """Whether a figure is outside the widest bound asked."""
    if found["least"] is None:
        return False
    return bool(
        found["figure"] < found["least"] if found["at_least"] else found["figure"] > found["least"]
    )


def scratch() -> Path:
    """Return a folder that goes when this process ends."""
    folder = tempfile.TemporaryDirectory(prefix="benchmark-")
    _FOLDERS.append(folder)
    return Path(folder.name)


_FOLDERS: list["tempfile.TemporaryDirectory[str]"] = []


def main(function: str, *arguments: str) -> None:
    """Prepare a piece, time it, and print its seconds and the peak of this process's memory."""
    module, _, name = function.partition(":")
    work: Work = getattr(import_module(module), name)(*arguments)
    start = time.perf_counter()
    said = work()
    seconds = float(said) if isinstance(said, Seconds) else time.perf_counter() - start
    own, of_children = (
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    peak = max(own, of_children)
    print(json.dumps({"seconds": seconds, "peak": peak, "said": said}, default=str))


if __name__ == "__main__":
    # under its own name, so that its ``Seconds`` is the one that the pieces give
    import_module("benchmarks.harness").main(*sys.argv[1:])
