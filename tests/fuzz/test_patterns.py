"""The search for regular expressions that run away finds those that do, and no other."""

import re

import pytest

from tests.fuzz.patterns import attacks, runs_away


@pytest.mark.parametrize(
    ("pattern", "bad"),
    [
        (r"(a+)+b", True),
        (r"(?:a|\w)*!", True),
        (r"\s+$", True),
        (r"\d[\d,]*\d\b", True),
        (r"(?<!\s)\s++$", False),
        (r"\d[\d,]{0,6}(?!\d)", False),
    ],
)
def test_what_runs_away_is_found(pattern: str, bad: bool) -> None:
    compiled = re.compile(pattern)
    tried = attacks(pattern, compiled.flags)
    assert any(runs_away(compiled, *attack) for attack in tried) is bad
