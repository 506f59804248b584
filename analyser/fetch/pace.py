"""The pace of requests to somebody else's machine: a gap between them, growing after a failure."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tenacity import RetryCallState
from tenacity.wait import wait_exponential, wait_random

_LONGEST = 60  # seconds to which the wait after a failure grows


@dataclass(slots=True)
class Pace:
    """Keeps requests ``gap`` seconds apart. ``sleep`` and ``clock`` are as those of ``time``."""

    gap: float
    sleep: Callable[[float], None]
    clock: Callable[[], float]
    _next: float = field(init=False, default=0.0)

    def keep(self) -> None:
        """Wait until the next request may be made."""
        wait = self._next - self.clock()
        if wait > 0:
            self.sleep(wait)
        self._next = self.clock() + self.gap

    def after_failure(self, state: RetryCallState) -> float:
        """Return the seconds to wait before another try: more after each, and never the same."""
        step = 2 * self.gap
        return wait_exponential(multiplier=step, max=_LONGEST)(state) + wait_random(0, step)(state)


def retry_after(header: str | None) -> float | None:
    """Return seconds from a Retry-After of either kind (RFC 9110, 10.2.3)."""
    if header is None:
        return None
    if re.fullmatch(r"\s*\d+(\.\d+)?\s*", header):
        return float(header)
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
