"""One polite client of an OpenAI-compatible address: paced, patient, and soon content to stop."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from analyser.errors import AnalyserError, WrongUse
from analyser.fetch.pace import Pace, retry_after

if TYPE_CHECKING:
    from openai import OpenAI

ADDRESS, KEY = "OPENAI_BASE_URL", "OPENAI_API_KEY"

_TRY_AGAIN = {408, 409, 425, 429}  # and every 5xx
_HOPELESS = {401, 402, 403, 404, 405, 410}  # a wrong key, model or address: so for every request


class NoSecondReader(WrongUse):
    """The second reader cannot be asked: no address, no key, or no client installed."""


class NotAnswered(AnalyserError):
    """A request that brought no answer; ``is_final`` where the next one would fare no better."""

    def __init__(self, what: str, *, is_final: bool = False) -> None:
        super().__init__(what)
        self.is_final = is_final


class _EndpointBusy(Exception):
    """The endpoint could not answer now; ``wait`` is the time in seconds that it asks for."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.wait = wait or 0.0


@dataclass(frozen=True, slots=True)
class Address:
    """Where requests go: a base address without its key, and the host in it."""

    base: str
    host: str

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Return the address that ``$OPENAI_BASE_URL`` names. Raises ``NoSecondReader``."""
        given = environment.get(ADDRESS, "").strip().rstrip("/")
        try:
            parts = urlsplit(given)
            host, _ = parts.hostname, parts.port
        except ValueError:
            host = None
        if not host or parts.scheme not in ("http", "https") or parts.username or parts.query:
            shown = "an address with a password" if "@" in given else repr(given)
            raise NoSecondReader(
                f"${ADDRESS} is {shown} (expected the address of the second reader,"
                " such as http://localhost:11434/v1)"
            )
        return cls(given, host)


@dataclass(frozen=True, slots=True)
class Manners:
    """How the endpoint is treated.

    ``timeout`` is the seconds without a byte after which a request is given up, ``attempts`` how
    often one is made, ``patience`` the longest wait in seconds that the endpoint may ask for.
    """

    requests_a_minute: int = 60
    attempts: int = 5
    patience: float = 120.0
    timeout: float = 60.0


@dataclass(slots=True)
class Endpoint:
    """Asks one model, one request at a time. ``sleep`` and ``clock`` are those of ``time``."""

    address: Address
    model: str
    client: "OpenAI"
    manners: Manners = field(default_factory=Manners)
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    requests: int = 0
    _pace: Pace = field(init=False)

    def __post_init__(self) -> None:
        gap = 60 / self.manners.requests_a_minute
        self._pace = Pace(gap, self.sleep, self.clock)

    @classmethod
    def from_environment(
        cls,
        model: str,
        manners: Manners,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> Self:
        """Return a client for the environment's address and key. Raises ``NoSecondReader``."""
        address = Address.from_environment()
        key = os.environ.get(KEY, "").strip()
        if not key:
            raise NoSecondReader(
                f"${KEY} is not set (expected the key of {address.host}; a local server that needs"
                " none takes any word)"
            )
        client = _client(address, key, manners.timeout)
        return cls(address, model, client, manners, sleep, clock)

    def ask(self, instruction: str, message: str) -> str:
        """Return what the model answers, which may be anything. Raises ``NotAnswered``."""
        tries = Retrying(
            stop=stop_after_attempt(self.manners.attempts),
            wait=self._wait,
            retry=retry_if_exception_type(_EndpointBusy),
            sleep=self.sleep,
            reraise=True,
        )
        try:
            return tries(self._ask_once, instruction, message)
        except _EndpointBusy as error:
            raise NotAnswered(f"{error}, {self.manners.attempts} times") from error

    def _ask_once(self, instruction: str, message: str) -> str:
        import openai

        self._pace.keep()
        self.requests += 1
        try:
            answer = self.client.chat.completions.with_raw_response.create(
                model=self.model,
                messages=[
                    {"role": "system", "content": instruction},
                    {"role": "user", "content": message},
                ],
                temperature=0,
                response_format={"type": "json_object"},
            )
        except openai.APITimeoutError as error:
            raise _EndpointBusy(f"no answer within {self.manners.timeout:g} seconds") from error
        except openai.APIConnectionError as error:
            why = _short(str(error.__cause__ or error))
            raise _EndpointBusy(f"cannot be reached ({why})") from error
        except openai.APIStatusError as error:
            raise _status(error.status_code, error.message, error.response.headers) from error
        return _content(answer.http_response.text)

    def _wait(self, state: RetryCallState) -> float:
        """Return how long to wait before the next try: as long as asked for, or longer."""
        error = state.outcome.exception() if state.outcome else None
        assert isinstance(error, _EndpointBusy)
        if error.wait > self.manners.patience:
            what = f"{error}; it asks us to come back in {error.wait:.0f} seconds"
            raise NotAnswered(what, is_final=True)
        return max(error.wait, self._pace.after_failure(state))


def _client(address: Address, key: str, timeout: float) -> "OpenAI":
    try:
        from openai import DefaultHttpxClient, OpenAI
    except ImportError as error:
        raise NoSecondReader(
            'the client "openai" is not installed (expected the extra "llm":'
            ' pip install "parliamentary-debate-analyser[llm]")'
        ) from error
    # a redirect could take the words to a host that was not named
    http = DefaultHttpxClient(follow_redirects=False)
    return OpenAI(
        base_url=address.base, api_key=key, timeout=timeout, max_retries=0, http_client=http
    )


class _Message(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: list[_Choice]


def _content(body: str) -> str:
    """Return the words of the first choice of a completion, "" where it has none."""
    try:
        choices = _Completion.model_validate_json(body).choices
    except ValidationError as error:
        raise NotAnswered(f"its answer is no chat completion: {_short(body)}") from error
    return (choices[0].message.content if choices else None) or ""


def _status(status: int, what: str, headers: Mapping[str, Any]) -> Exception:
    told = f"HTTP {status}: {_short(what)}"
    if status in _TRY_AGAIN or status >= 500:
        return _EndpointBusy(told, retry_after(headers.get("retry-after")))
    return NotAnswered(told, is_final=status in _HOPELESS or 300 <= status < 400)


def _short(words: str) -> str:
    """Return the beginning of what came from outside, in one line that a terminal can show."""
    plain = "".join(letter if letter.isprintable() else " " for letter in words[:400])
    return " ".join(plain.split())[:160] or "nothing"
