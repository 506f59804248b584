"""Work spread over processes of this machine, or over the workers of a Dask cluster.

A worker has one thing to do at a time, so that where one dies it is known of what. What fails, or
kills its worker, is tried again, by another worker where there is one, and set aside after
``TRIES``. No more is under way than there are workers: memory does not grow with the work.
"""

import os
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Future,
    ProcessPoolExecutor,
    wait,
)
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import Any, Generic, Protocol, TypeVar

from analyser.errors import AnalyserError, WrongUse
from analyser.pipeline.parent import end_with_parent

TRIES = 3

_LOOK = 1.0  # seconds after which it is looked anew which workers are there
_PATIENCE = 180.0  # seconds without any worker

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What came of an item."""

    item: str
    result: T


@dataclass(frozen=True, slots=True)
class SetAside:
    """An item that could not be done, with the reason."""

    item: str
    what: str


class UnfitWorker(AnalyserError):
    """A worker whose results would not be those of the others: nothing is asked of it."""


class NoWorkers(AnalyserError):
    """A cluster that does not answer, or has no worker."""


Task = tuple[Callable[..., T], tuple[Any, ...]]
"""A function that a worker can import, and what it is given."""


class Worker(Protocol):
    """What does one thing at a time."""

    def submit(self, fn: Callable[..., T], /, *args: Any) -> "Future[T]":
        """Begin it."""


class Workers(Protocol):
    """Workers of one kind."""

    def there(self) -> Mapping[str, Worker]:
        """Return by name those that can be given work now."""

    def lost(self, name: str) -> None:
        """Take note that a worker died."""

    def close(self) -> None:
        """Let them go."""


class Inline:
    """This process as the one worker."""

    def there(self) -> Mapping[str, Worker]:
        """Return itself."""
        return {"this process": self}

    def lost(self, name: str) -> None:
        """Never happens: this process would be lost with it."""

    def close(self) -> None:
        """Do nothing."""

    def submit(self, fn: Callable[..., T], /, *args: Any) -> "Future[T]":
        """Do it at once."""
        future = Future[T]()
        try:
            future.set_result(fn(*args))
        except UnfitWorker as error:
            future.set_exception(error)
        return future


class Processes:
    """Processes of this machine. One that died is replaced."""

    def __init__(self, count: int) -> None:
        os.environ.setdefault("OMP_NUM_THREADS", "1")  # threads in each process cost more
        self._names = [f"process {n}" for n in range(1, count + 1)]
        self._pools = dict[str, ProcessPoolExecutor]()

    def there(self) -> Mapping[str, Worker]:
        """Return one executor for each process. A process starts with its first work."""
        for name in self._names:
            if name not in self._pools:
                self._pools[name] = ProcessPoolExecutor(
                    1, mp_context=get_context("spawn"), initializer=end_with_parent
                )
        return self._pools

    def lost(self, name: str) -> None:
        """Make room for another process."""
        self._pools.pop(name).shutdown(wait=False)

    def close(self) -> None:
        """Stop the processes."""
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)


class Cluster:
    """The workers of a Dask cluster, as they come and go.

    Dask's own trying again is not used: it does not say which work killed a worker.
    """

    def __init__(self, address: str) -> None:
        """Connect to a scheduler. Raises ``WrongUse`` without Dask, and ``NoWorkers``."""
        try:
            from distributed import Client
        except ImportError as error:
            raise WrongUse(
                '--scheduler needs the extra "cluster":'
                ' pip install "parliamentary-debate-analyser[cluster]"'
            ) from error
        self._address = address
        try:
            connect: Any = Client  # it has no types
            self._client = connect(address, timeout="10s", set_as_default=False)
        except (OSError, ValueError) as error:
            expected = "a Dask scheduler, such as tcp://localhost:8786"
            raise NoWorkers(f"{address}: {error} (expected {expected})") from error

    def there(self) -> Mapping[str, Worker]:
        """Return an executor for each worker that the scheduler knows, by its address."""
        try:
            known = self._client.nthreads()
        except OSError as error:
            what = f"the scheduler does not answer any more ({error})"
            raise NoWorkers(f"{self._address}: {what}") from error
        return {each: _DaskWorker(self._client, each) for each in known}

    def lost(self, name: str) -> None:
        """Do nothing: the scheduler knows."""

    def close(self) -> None:
        """Leave the cluster."""
        self._client.close()


@dataclass(frozen=True, slots=True)
class _DaskWorker:
    client: Any
    address: str

    def submit(self, fn: Callable[..., T], /, *args: Any) -> "Future[T]":
        future = Future[T]()
        asked = self.client.submit(
            fn, *args, workers=[self.address], allow_other_workers=False, pure=False
        )
        asked.add_done_callback(partial(_pass_on, future))
        future.add_done_callback(lambda given_up: given_up.cancelled() and asked.cancel())
        return future


def _pass_on(future: "Future[Any]", asked: Any) -> None:
    """Give what Dask's future came to, an error too, to one of Python's, unless it was given up."""
    try:
        outcome, error = asked.result(), None
    except (Exception, CancelledError) as raised:  # noqa: BLE001 (it is told to whoever waits)
        outcome, error = None, raised
    if future.set_running_or_notify_cancel():
        future.set_exception(error) if error else future.set_result(outcome)


def spread(
    items: Iterable[str], task: Callable[[str], Task[T]], workers: Workers
) -> Iterator[Done[T] | SetAside]:
    """Yield what comes of every item, in the order in which it comes.

    ``task`` makes the work of an item when its turn has come. Raises ``UnfitWorker`` where the
    work does, and ``NoWorkers``.
    """
    return iter(_Spread(deque(items), task, workers))


class _Spread(Generic[T]):
    def __init__(self, items: deque[str], task: Callable[[str], Task[T]], workers: Workers) -> None:
        self._waiting, self._task, self._workers = items, task, workers
        self._busy = dict[str, tuple[str, Future[tuple[T | None, str]]]]()
        self._tries = Counter[str]()
        self._last_seen = time.monotonic()

    def __iter__(self) -> Iterator[Done[T] | SetAside]:
        came: list[Done[T] | SetAside] = []
        while True:
            came += self._begin()
            yield from came  # with every worker at work
            if not (self._waiting or self._busy):
                return
            came = self._next()

    def _begin(self) -> list[SetAside]:
        """Give work to whoever has none; return what cannot be given."""
        failed = []
        there = self._workers.there()
        if there:
            self._last_seen = time.monotonic()
        elif time.monotonic() - self._last_seen > _PATIENCE:
            raise NoWorkers(f"no worker was there for {_PATIENCE:.0f} s (expected one at least)")
        for name, worker in list(there.items()):
            while self._waiting and name not in self._busy:
                item = self._waiting.popleft()
                try:
                    self._busy[name] = item, worker.submit(_attempt, self._task(item))
                except BrokenExecutor:  # it died while it had nothing to do
                    self._waiting.appendleft(item)
                    self._workers.lost(name)
                    break
                except AnalyserError as error:
                    failed += self._failed(item, str(error))
        return failed

    def _next(self) -> list[Done[T] | SetAside]:
        """Wait until something has ended, for a while, and return what came of it."""
        if self._busy:
            under_way = [future for _, future in self._busy.values()]
            wait(under_way, timeout=_LOOK, return_when=FIRST_COMPLETED)
        else:
            time.sleep(_LOOK)
        there = self._workers.there()
        ended = [
            name for name, (_, future) in self._busy.items() if future.done() or name not in there
        ]
        return [each for name in ended for each in self._outcome(name, is_there=name in there)]

    def _outcome(self, name: str, *, is_there: bool) -> list[Any]:
        item, future = self._busy.pop(name)
        if not future.done():
            future.cancel()
            return self._failed(item, f"its worker died ({name})")
        error = None if future.cancelled() else future.exception()
        if isinstance(error, UnfitWorker):
            raise UnfitWorker(f"{name}: {error}")
        if error or future.cancelled():
            if is_there:
                self._workers.lost(name)
            return self._failed(item, f"its worker died ({name}: {error})")
        result, what = future.result()
        return self._failed(item, what) if result is None else [Done(item, result)]

    def _failed(self, item: str, what: str) -> list[SetAside]:
        self._tries[item] += 1
        if self._tries[item] < TRIES:
            self._waiting.append(item)
            return []
        return [SetAside(item, f"{what}, tried {TRIES} times")]


def _attempt(task: Task[T]) -> tuple[T | None, str]:
    """Return what comes of some work, or why nothing does, in words: no error need be pickled."""
    work, given = task
    try:
        return work(*given), ""
    except UnfitWorker:
        raise
    except Exception as error:  # noqa: BLE001 (whatever it is, the others go on)
        return None, f"{type(error).__name__}: {error}"
