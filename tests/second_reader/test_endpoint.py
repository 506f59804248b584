"""The client against a server on the loopback: its pace, its patience, and when it stops."""

import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from analyser.second_reader.endpoint import (
    Address,
    Endpoint,
    Manners,
    NoSecondReader,
    NotAnswered,
)
from analyser.second_reader.guide import message
from tests.second_reader.model import Model

SENT = message("Tides", "I oppose CCTV. It hums.", ("cctv",))
GOOD = '{"positions": [{"measure": "cctv", "stance": "oppose", "quote": "I oppose CCTV."}]}'


@dataclass
class Clock:
    """A clock that goes only when somebody sleeps."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


Make = Callable[..., tuple[Endpoint, Clock]]


@pytest.fixture
def make(model: Model) -> Make:
    """Make a client of the model, with a clock of its own."""

    def make(**manners: float) -> tuple[Endpoint, Clock]:
        assert model.address  # served, and named by the environment
        clock = Clock()
        settings = {"requests_a_minute": 60, "attempts": 3, "patience": 100.0, "timeout": 30.0}
        endpoint = Endpoint.from_environment(
            "tide-7b",
            Manners(**settings | manners),  # type: ignore[arg-type]
            sleep=clock.sleep,
            clock=lambda: clock.now,
        )
        return endpoint, clock

    return make


def test_one_request_is_what_it_should_be(model: Model, make: Make) -> None:
    endpoint, clock = make()
    assert endpoint.ask("Read.", SENT) == GOOD
    (request,) = model.requests
    assert request == {
        "model": "tide-7b",
        "messages": [{"role": "system", "content": "Read."}, {"role": "user", "content": SENT}],
        "temperature": 0,
        "response_format": {"type": "json_object"},
    }
    assert model.paths == ["/v1/chat/completions"]
    assert model.headers[0]["authorization"] == "Bearer a key of nobody"
    assert clock.slept == []


def test_requests_keep_their_distance(model: Model, make: Make) -> None:
    endpoint, clock = make(requests_a_minute=30)
    for _ in range(3):
        endpoint.ask("Read.", SENT)
    assert clock.slept == [2.0, 2.0]
    assert len(model.requests) == 3


def test_a_busy_server_is_asked_again_as_late_as_it_asks(model: Model, make: Make) -> None:
    model.faults, model.retry_after = ["429"], "17"
    endpoint, clock = make()
    assert endpoint.ask("Read.", SENT) == GOOD
    assert clock.slept == [17.0]
    assert len(model.requests) == 2


def test_retry_after_may_be_a_date(model: Model, make: Make) -> None:
    model.faults = ["503"]
    until = datetime.now(UTC) + timedelta(seconds=50)
    model.retry_after = format_datetime(until, usegmt=True)
    endpoint, clock = make()
    assert endpoint.ask("Read.", SENT) == GOOD
    assert 40 < clock.slept[0] <= 50


def test_waits_grow_where_the_server_asks_for_none(model: Model, make: Make) -> None:
    model.faults = ["500", "502", "429"]
    endpoint, clock = make(attempts=4)
    assert endpoint.ask("Read.", SENT) == GOOD
    first, second, third = clock.slept
    assert (2 <= first <= 4, 4 <= second <= 6, 8 <= third <= 10) == (True, True, True)


@pytest.mark.parametrize(
    ("fault", "what"),
    [
        ("500", "HTTP 500: .*, 3 times"),
        ("429", "HTTP 429: .*, 3 times"),
        ("cut", r"cannot be reached \(.+\), 3 times"),
    ],
)
def test_a_fault_that_lasts_is_given_up(model: Model, make: Make, fault: str, what: str) -> None:
    model.always = fault
    with pytest.raises(NotAnswered, match=what) as raised:
        make()[0].ask("Read.", SENT)
    assert not raised.value.is_final
    assert len(model.requests) == 3


def test_a_slow_server_is_not_waited_for(model: Model, make: Make) -> None:
    model.faults = ["slow"]
    endpoint, _ = make(timeout=1.0)
    assert endpoint.ask("Read.", SENT) == GOOD
    assert len(model.requests) == 2
    model.always = "slow"
    with pytest.raises(NotAnswered, match=r"no answer within 1 seconds, 2 times"):
        make(timeout=1.0, attempts=2)[0].ask("Read.", SENT)


def test_a_server_that_asks_for_more_patience_than_we_have_ends_it(
    model: Model, make: Make
) -> None:
    model.always, model.retry_after = "429", "3600"
    endpoint, clock = make()
    with pytest.raises(NotAnswered, match="come back in 3600 seconds") as raised:
        endpoint.ask("Read.", SENT)
    assert raised.value.is_final
    assert (len(model.requests), clock.slept) == (1, [])


@pytest.mark.parametrize(
    ("fault", "is_final"),
    [("401", True), ("403", True), ("404", True), ("400", False), ("422", False)],
)
def test_what_asking_again_cannot_mend_is_not_asked_again(
    model: Model, make: Make, fault: str, is_final: bool
) -> None:
    model.always = fault
    with pytest.raises(NotAnswered, match=f"HTTP {fault}") as raised:
        make()[0].ask("Read.", SENT)
    assert raised.value.is_final is is_final
    assert len(model.requests) == 1


def test_words_are_not_taken_to_another_place(model: Model, make: Make) -> None:
    model.faults = ["away"]
    with pytest.raises(NotAnswered, match="HTTP 307") as raised:
        make()[0].ask("Read.", SENT)
    assert raised.value.is_final
    assert model.paths == ["/v1/chat/completions"]


@pytest.mark.parametrize("fault", ["page", "odd"])
def test_what_is_no_completion_is_no_answer(model: Model, make: Make, fault: str) -> None:
    model.faults = [fault]
    with pytest.raises(NotAnswered, match="its answer is no chat completion: "):
        make()[0].ask("Read.", SENT)
    assert len(model.requests) == 1


def test_where_nobody_listens_it_says_so(
    model: Model, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{free.getsockname()[1]}/v1")
    endpoint, clock = make()
    with pytest.raises(NotAnswered, match=r"cannot be reached \(.*refused.*\), 3 times"):
        endpoint.ask("Read.", SENT)
    assert (endpoint.requests, len(clock.slept), model.requests) == (3, 2, [])


@pytest.mark.parametrize(
    "address",
    [
        "",
        "localhost:11434",
        "ftp://a/v1",
        "http://",
        "https://a:b/v1",
        "https://u:p@a/v1",
        "http://[",
    ],
)
def test_an_address_that_is_none_is_named(address: str) -> None:
    with pytest.raises(NoSecondReader, match="OPENAI_BASE_URL") as raised:
        Address.from_environment({"OPENAI_BASE_URL": address})
    assert "u:p" not in str(raised.value)


def test_an_address_says_its_host() -> None:
    given = {"OPENAI_BASE_URL": "http://localhost:11434/v1/"}
    assert Address.from_environment(given) == Address("http://localhost:11434/v1", "localhost")
