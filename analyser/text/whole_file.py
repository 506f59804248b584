"""Files read whole, as UTF-8, and files that appear when they are whole, or not at all."""

import codecs
import gzip
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_TIMES, _LEAST = 50, 1 << 20  # text packs to a tenth; a small file may do better
Refusal = Callable[[Path, str, str, str], Exception]
"""Makes the error to raise from a file, the place in it, what stands there and what should."""


class NotUtf8(ValueError):
    """Bytes that are no UTF-8: ``where`` they are not, and what stands there as the message."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(what)
        self.where = where


def decoded(content: bytes) -> str:
    """Return the text that UTF-8 bytes spell, without a byte order mark. Raises ``NotUtf8``."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise NotUtf8("line 1", "the text is UTF-16, not UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        what = f"the byte 0x{error.object[error.start]:02x} is not UTF-8"
        raise NotUtf8(f"line {line}", what) from error


def text_of(path: Path, content: bytes, refuse: Refusal) -> str:
    """Return the text of a file from its content. Raises what ``refuse`` makes of other bytes."""
    try:
        return decoded(content)
    except NotUtf8 as error:
        raise refuse(path, error.where, str(error), "UTF-8 text") from error


@contextmanager
def opened(path: Path, refuse: Refusal) -> Iterator[BinaryIO]:
    """Give a file open for reading. Raises what ``refuse`` makes of one that cannot be read.

    A pipe or a device is no file: a reader could wait for it without end.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise refuse(path, "the whole file", "it is a pipe or a device", "a file")
        with path.open("rb") as file:
            yield file
    except OSError as error:
        what = error.strerror or str(error)
        raise refuse(path, "the whole file", what, "a readable file") from error


def read_content(path: Path, refuse: Refusal) -> bytes:
    """Return what is in a file. Raises as ``opened``."""
    with opened(path, refuse) as file:
        return file.read()


def unpacked(packed: bytes) -> bytes:
    """Return what gzip packed.

    Raises ``ValueError`` where that is out of all proportion, ``OSError``, ``EOFError`` or
    ``zlib.error`` where it is damaged.
    """
    most = _TIMES * len(packed) + _LEAST
    content = gzip.GzipFile(fileobj=io.BytesIO(packed)).read(most + 1)
    if len(content) > most:
        raise ValueError(f"more than {_TIMES} times its size once unpacked")
    return content


def read_text(path: Path, refuse: Refusal) -> str:
    """Return the text of a UTF-8 file. Raises as the two above."""
    return text_of(path, read_content(path, refuse), refuse)


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
