"""The search for regular expressions that run away finds those that do, and no other."""

import re

import pytest

from analyser.members import offices
from analyser.queries import vote_meaning
from tests.fuzz.patterns import attacks, explodes, patterns, repeats, runs_away


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


def test_no_pattern_grows_with_each_letter() -> None:
    every = {key: place for key, place in patterns().items() if repeats(*key)}
    assert len(every) > 200
    found = [
        f"{place}: {pattern!r} on {attack!r}"
        for (pattern, flags), place in every.items()
        for attack in attacks(pattern, flags)
        if explodes(re.compile(pattern, flags), *attack)
    ]
    assert found == []


@pytest.mark.parametrize(
    "pattern", [vote_meaning._FOR, vote_meaning._AGAINST, offices._OF_GOVERNMENT]
)
def test_a_long_question_or_office_is_read_in_proportion(pattern: re.Pattern[str]) -> None:
    bodies = ("be now read ", "draft  ", "comptroller of her ")
    assert not any(runs_away(pattern, "", body, "") for body in bodies)
