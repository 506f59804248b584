"""That fetching many debates takes no more memory than fetching few.

    python benchmarks/fetch_memory.py

Fetches 50 and then 500 debates of fiction from a local server, each in a process of its own,
and prints the greatest memory of each run and their ratio.
"""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.fetch.stand_in import StandIn, serving

FEW, MANY = 50, 500
WORDS = 4_000  # in the longest speech of each debate


def main() -> None:
    """Print the figures."""
    few, many = _peak(FEW), _peak(MANY)
    print(f"{FEW} debates:  {few:6.0f} MiB")
    print(f"{MANY} debates: {many:6.0f} MiB")
    print(f"ratio {many / few:.2f}, {(many - few) * 1024 / (MANY - FEW):.0f} KiB a debate more")


def _peak(debates: int) -> float:
    """Return the greatest resident memory, in MiB, of fetching and reading so many debates."""
    source = StandIn(debates=debates, days=debates // 10, words=WORDS)
    command = [sys.executable, __file__, "child"]
    with serving(source), tempfile.TemporaryDirectory() as folder:
        command += ["--corpus", folder, "fetch", "--search", "lamps"]
        run = subprocess.run(
            command,
            env=os.environ | source.settings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=True,
            text=True,
        )
    return float(run.stdout.splitlines()[-1])


def _child(arguments: list[str]) -> None:
    from analyser.cli.app import app

    app(arguments, standalone_mode=False)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        _child(sys.argv[2:])
    else:
        main()
