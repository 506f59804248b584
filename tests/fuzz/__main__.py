"""Fuzz for long, with atheris: ``python -m tests.fuzz TARGET SECONDS``, or every target in turn.

Atheris chooses by what code a file reaches how Hypothesis mutates the valid one. What fails is
printed, and the run ends: mend the reader, and add the case to ``FOUND`` in ``test_targets.py``.
"""

import subprocess
import sys
from typing import Any


def main(arguments: list[str]) -> int:
    """Fuzz one target for so many seconds. Return the exit code."""
    import atheris

    with atheris.instrument_imports(include=["analyser"]):
        from tests.fuzz.targets import TARGETS
    from hypothesis import given, settings

    from analyser.errors import AnalyserError
    from tests.fuzz.mutating import mutated

    name, seconds = arguments
    target = TARGETS[name]

    @settings(database=None, deadline=None)
    @given(mutated(target.valid))
    def each(content: bytes) -> None:
        try:
            target(content)
        except AnalyserError:
            return
        except Exception:
            print(f"{name}: {content!r}", file=sys.stderr)
            raise

    options = [f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=2048", "-max_len=4096"]
    fuzzed: Any = each  # Hypothesis gives it a way in for fuzzers
    atheris.Setup([sys.argv[0], *options], fuzzed.hypothesis.fuzz_one_input)
    atheris.Fuzz()
    return 0


def _each(seconds: str) -> int:
    """Fuzz every target, each in a process of its own; return the worst exit code."""
    from tests.fuzz.targets import TARGETS

    command = [sys.executable, "-m", "tests.fuzz"]
    return max([subprocess.run([*command, name, seconds]).returncode for name in TARGETS])


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(given) if len(given) == 2 else _each(*given))
