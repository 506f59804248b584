"""Files that are nearly valid: each is read, or refused with an ``AnalyserError``."""

import contextlib

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings

from analyser.errors import AnalyserError
from tests.fuzz.mutating import mutated
from tests.fuzz.targets import TARGETS

_FEW = settings(
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)

FOUND: list[tuple[str, bytes, bytes]] = [
    ("twfy-xml", b'speakername="Bo Marsh"', b'speakername=" "'),
    ("twfy-xml", b'ayes="1"', b'ayes="%s"' % (b"9" * 5_000)),
    ("twfy-xml", b'ayes="1"', b'ayes="99999999999"'),
    ("parlamint", b"Ayes: 2", b"Ayes: " + b"9" * 5_000),
    ("hansard-text", b"Foghorns Bill\n", b"Foghorns Bill\n\n0 January 0000\n"),
    ("hansard-text", b"Ayes 2, Noes 1", b"Ayes 99999999999, Noes 1"),
    ("hansard-api", b'"Title": "Fog"', b'"Title": "\\ud800"'),
    ("hansard-api", b'"AyesCount": 2', b'"AyesCount": 99999999999'),
    ("twfy-rows", b'"body": "Lamps"', b'"body": "\\ud800"'),
    ("register-people", b'{"id": "p/1", ', b"{"),
    ("register-people", b'[{"scheme"', b'["x", {"scheme"'),
    ("register-people", b'"name": "Ebb"', b'"name": 1.5'),
    ("register-people", b'{"name": "Ebb"}', b'["Ebb"]'),
    ("register-posts", b'"start_date": "2020-01-01"', b'"start_date": "9999-12-31"'),
    ("register-biography", b'"house": 1', b'"house": 1e999'),
    ("register-biography", b'"houseMemberships": [{', b'"houseMemberships": ["x", {'),
    ("article-page", b'"2021-01-28"', b'"\\x"'),
    ("article-page", b'"2021-01-28"', b'"0001-01-01"'),
    ("article-text", b"28 January 2021", b"1 January 0001"),
    ("codebook", b'"Fog lamps"', b"9" * 5_000),
    ("query", b"NEAR/5", b"NEAR/" + b"9" * 5_000),
    ("query", b"member:fen", b"member:\xff"),
    ("units", b'"Lamps. I', b'"\\ud800. I'),
    ("gold-units", b'"start": 7', b'"start": 1e999'),
]
"""Where reading once failed with another error: the target, and what in its file was instead."""


def read(name: str, content: bytes) -> None:
    with contextlib.suppress(AnalyserError):
        TARGETS[name](content)


@pytest.mark.parametrize("name", TARGETS)
def test_the_valid_file_is_read(name: str) -> None:
    TARGETS[name](TARGETS[name].valid)


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_nearly_valid_is_read_or_refused(name: str) -> None:
    @settings(_FEW, max_examples=10 if name == "reviews" else 40)  # a corpus each
    @example(b"")
    @given(mutated(TARGETS[name].valid))
    def each(content: bytes) -> None:
        read(name, content)

    each()


@pytest.mark.parametrize(("name", "before", "instead"), FOUND)
def test_what_once_failed_is_read_or_refused(name: str, before: bytes, instead: bytes) -> None:
    valid = TARGETS[name].valid
    assert before in valid
    read(name, valid.replace(before, instead, 1))
