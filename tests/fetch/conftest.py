"""The stand-in, and the program asking it by the documented command."""

from collections.abc import Iterator

import pytest

from tests.fetch.stand_in import StandIn, serving


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """A stand-in for every source, which the environment names."""
    with serving(StandIn()) as running:
        for name, value in running.settings().items():
            monkeypatch.setenv(name, value)
        yield running
