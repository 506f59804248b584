"""A lock on an open file, by which processes keep apart."""

from typing import IO

try:
    import fcntl
except ImportError:  # Windows has no flock: two writers at once are then not kept apart
    fcntl = None  # type: ignore[assignment]


def lock(file: IO[bytes], *, wait: bool) -> None:
    """Lock a file until it is closed.

    Where another process holds the lock, wait for it, or raise ``BlockingIOError``.
    """
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
