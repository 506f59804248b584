"""A file that appears when it is whole, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give a path beside ``target`` to write to; it takes the target's place when all went well.

    After an error, what stood at ``target`` before stands there still. Raises ``OSError``.
    """
    staged = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
    try:
        yield staged
        staged.replace(target)
    finally:
        staged.unlink(missing_ok=True)
