"""The command line in a process of its own, without the seconds that its imports take.

Each command is forked from a server that has imported what commands need, so it can be killed as a
user's would be. What it prints goes to files.
"""

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(
    [
        *("analyser.cli.app", "analyser.corpus.check", "analyser.corpus.export", "analyser.fetch"),
        *("analyser.pipeline.fetch", "analyser.pipeline.intake", "analyser.pipeline.parties"),
        *("analyser.pipeline.coding", "analyser.annotate", "httpx"),
    ]
)
LONGEST = 120
"""Seconds until a command counts as hanging."""


class Typed(NamedTuple):
    """A command that was begun, and the files to which it prints."""

    process: ForkServerProcess
    out: Path
    err: Path

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.process.exitcode is None

    def end(self) -> int:
        """Wait for its end and return its exit code."""
        self.process.join(LONGEST)
        assert self.process.exitcode is not None, "the command hangs"
        return self.process.exitcode

    def kill(self) -> bool:
        """Kill it by SIGKILL; return whether it was still going."""
        going = self.is_running
        self.process.kill()
        self.end()
        return going


def begin(
    arguments: Sequence[str | Path],
    output: Path,
    *,
    folder: Path = ROOT,
    environment: Mapping[str, str] | None = None,
) -> Typed:
    """Type ``analyser`` with some arguments in a folder; ``output`` names the files it prints to.

    Without an environment it has that of this process.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    typed = Typed(
        _SERVER.Process(
            target=_run,
            args=(
                [str(each) for each in arguments],
                (str(output.with_suffix(".out")), str(output.with_suffix(".err"))),
                str(folder),
                dict(os.environ if environment is None else environment),
            ),
        ),
        output.with_suffix(".out"),
        output.with_suffix(".err"),
    )
    for file in (typed.out, typed.err):
        file.write_bytes(b"")
    typed.process.start()
    return typed


def _run(
    arguments: list[str], outputs: tuple[str, str], folder: str, environment: dict[str, str]
) -> None:
    """Run the command line in this process."""
    from analyser.cli.app import main

    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for at, path in enumerate(outputs, start=1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), at)
    sys.argv = ["analyser", *arguments]
    main()
