"""One polite reader of public addresses, and the files in which it keeps what it got.

A file stands under its name only when it is whole: a body is written beside it, measured,
looked at by whoever asked, and then renamed. ``NAME.http`` beside it says from where and with
which marks it came, so that the next run asks only whether it has changed.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from ipaddress import ip_address
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
)

from analyser.errors import SourceUnavailable
from analyser.fetch.pace import Pace, retry_after
from analyser.fetch.settings import Settings
from analyser.text.whole_file import whole_file

Check = Callable[[Path], None]
"""Looks at a body before it is kept: raises ``NotWhole`` or ``SourceUnavailable``."""

_TRY_AGAIN = {429, 500, 502, 503, 504}
_FRESH = 24 * 3600  # seconds for which what we have is not asked for again
_SIDECAR = ".http"


class NotWhole(Exception):
    """A body that broke off; asked for again."""


class NotThere(Exception):
    """The source has nothing at this address (404 or 410)."""


class _Busy(Exception):
    """The source asks to come back later, after ``wait`` seconds if it says so."""

    def __init__(self, status: int, wait: float | None) -> None:
        super().__init__(f"HTTP {status}")
        self.wait = wait


@dataclass(frozen=True, slots=True)
class _Marks:
    """What is kept beside a file."""

    address: str
    sha256: str
    retrieved: float
    etag: str | None = None
    last_modified: str | None = None


@dataclass(slots=True)
class Client:
    """Gets addresses into files. Use it as a context manager.

    ``refresh`` asks about every file, however lately it came. ``sleep`` and ``clock`` are
    those of ``time``.
    """

    settings: Settings
    refresh: bool = False
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.time
    requests: int = 0
    _http: httpx.Client = field(init=False)
    _pace: Pace = field(init=False)

    def __post_init__(self) -> None:
        self._pace = Pace(1 / self.settings.rate, self.sleep, self.clock)
        contact = f" ({self.settings.contact})" if self.settings.contact else ""
        name = f"parliamentary-debate-analyser/{version('parliamentary-debate-analyser')}{contact}"
        self._http = httpx.Client(
            headers={"User-Agent": name, "Accept-Encoding": "gzip"},
            timeout=self.settings.timeout,
            follow_redirects=True,
            event_hooks={"request": [self._stay]},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def get(self, address: str, *, into: Path, check: Check) -> bool:
        """Bring the file up to date and return whether its words changed.

        Raises ``NotThere`` where the source has nothing, and ``SourceUnavailable`` where it
        cannot be reached, keeps answering with errors or with bodies that break off, or has
        another shape. Whatever happens, the file keeps what was there or is whole and new.
        """
        known = _marks_of(into, address)
        if known and not self.refresh and self.clock() - known.retrieved < _FRESH:
            return False
        tries = Retrying(
            stop=stop_after_attempt(self.settings.attempts),
            wait=self._wait,
            retry=retry_if_exception_type(
                (httpx.TransportError, httpx.DecodingError, _Busy, NotWhole)
            ),
            sleep=self.sleep,
            reraise=True,
        )
        try:
            return tries(self._get_once, address, into, known, check)
        except _Busy as error:
            raise SourceUnavailable(address, str(error), "HTTP 200") from error
        except NotWhole as error:
            raise SourceUnavailable(address, str(error), "a whole body") from error
        except httpx.RequestError as error:
            what = f"cannot be reached ({type(error).__name__}: {error})"
            raise SourceUnavailable(address, what, "an answer") from error

    def _get_once(self, address: str, into: Path, known: _Marks | None, check: Check) -> bool:
        self._pace.keep()
        headers = {}
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        self.requests += 1
        reach = {"trace": _Reached(address, {place.host for place in self._places})}
        with self._http.stream("GET", address, headers=headers, extensions=reach) as answer:
            if answer.status_code == httpx.codes.NOT_MODIFIED and known:
                _write_marks(into, asdict(known) | {"retrieved": self.clock()})
                return False
            _refuse(answer, address)
            return self._keep(answer, address, into, known, check)

    @property
    def _places(self) -> list[httpx.URL]:
        return [httpx.URL(each) for each in self.settings.sources]

    def _stay(self, request: httpx.Request) -> None:
        """Refuse to go where no setting names the place, which only a redirect can ask."""
        here, places = request.url, self._places
        named = {(each.scheme, each.host, each.port) for each in places}
        named |= {("https", each.host, None) for each in places}
        if (here.scheme, here.host, here.port) not in named:
            hosts = ", ".join(sorted({each.host for each in places}))
            raise SourceUnavailable(str(here), f"sent on to {here}", f"a place on {hosts}")

    def _keep(
        self, answer: httpx.Response, address: str, into: Path, known: _Marks | None, check: Check
    ) -> bool:
        into.parent.mkdir(parents=True, exist_ok=True)
        partial = into.with_name(f"{into.name}.{os.getpid()}.partial")
        digest = hashlib.sha256()
        try:
            with partial.open("wb") as file:
                for chunk in answer.iter_bytes():
                    digest.update(chunk)
                    file.write(chunk)
            check(partial)
            marks = _Marks(
                address,
                digest.hexdigest(),
                self.clock(),
                answer.headers.get("ETag"),
                answer.headers.get("Last-Modified"),
            )
            partial.replace(into)
            _write_marks(into, asdict(marks))
        finally:
            partial.unlink(missing_ok=True)
        return known is None or known.sha256 != marks.sha256

    def _wait(self, state: RetryCallState) -> float:
        """Return how long to wait before the next try: as long as the source asks, or longer."""
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait if isinstance(error, _Busy) and error.wait is not None else 0.0
        if asked > self.settings.patience:
            assert isinstance(error, _Busy)
            what = f"{error}: it asks us to come back in {asked:.0f} seconds"
            raise SourceUnavailable(
                str(state.args[0]), what, f"at most {self.settings.patience:.0f}"
            )
        return max(asked, self._pace.after_failure(state))


class _Reached:
    """Looks where a name led, before a byte is sent: no name leads to a private address.

    A host that a setting gives as a number, or as localhost, is what its user means; so is a
    proxy, which is none of the sources' ``hosts``.
    """

    def __init__(self, address: str, hosts: set[str]) -> None:
        self._address = address
        self._hosts = hosts - {"localhost"}
        self._host = ""

    def __call__(self, event: str, about: Mapping[str, Any]) -> None:
        if event == "connection.connect_tcp.started":
            self._host = about["host"]
        if event != "connection.connect_tcp.complete" or self._host not in self._hosts:
            return
        there = ip_address(about["return_value"].get_extra_info("server_addr")[0])
        behind = getattr(there, "ipv4_mapped", None) or there
        if not behind.is_global and self._host != str(there):
            what = f"{self._host} is {there} here, a private address"
            raise SourceUnavailable(self._address, what, "an address on the internet")


def _refuse(answer: httpx.Response, address: str) -> None:
    """Raise for every answer that is not the body asked for."""
    status = answer.status_code
    if status in (httpx.codes.NOT_FOUND, httpx.codes.GONE):
        raise NotThere(address)
    if status in _TRY_AGAIN:
        raise _Busy(status, retry_after(answer.headers.get("Retry-After")))
    if status != httpx.codes.OK:
        raise SourceUnavailable(address, f"HTTP {status}", "HTTP 200")


def _marks_of(file: Path, address: str) -> _Marks | None:
    """Return the marks of a file, ``None`` where they are not of this very file and address."""
    try:
        marks = _Marks(**json.loads(_sidecar(file).read_text("utf8")))
        with file.open("rb") as content:
            sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    except (OSError, ValueError, TypeError):  # no file, or a note that a killed run half wrote
        return None
    return marks if marks.address == address and marks.sha256 == sha256 else None


def _write_marks(file: Path, marks: dict[str, object]) -> None:
    with whole_file(_sidecar(file)) as staged:
        staged.write_text(json.dumps(marks), "utf8")


def _sidecar(file: Path) -> Path:
    return file.with_name(file.name + _SIDECAR)
