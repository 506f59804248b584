"""Which files are as they were when they were last read, told without reading them again.

A file is taken to be the same by its stamp: its size, the times at which it was written and
changed, its inode and its device are those noted when its bytes were hashed. No program can set
the time of change, so an edit whose time was set back has another stamp, and so has a copy whose
times were kept. Clocks have a grain: a change within it, after the bytes were hashed, would leave
the stamp as it was. So a stamp is noted only where the last change lay more than ``_GRAIN`` before
the hashing. A file without a noted stamp is hashed. Windows keeps no time of change: there every
file is.

The sittings of a file count too: when the partition of each was last changed is noted beside it.
What is noted is a shortcut, not a record: ``seen.json`` can be deleted at any time.
"""

import json
import os
import stat
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from analyser.corpus import CorpusFolder, Input
from analyser.corpus.folder import VERSION
from analyser.corpus.outcomes import Reading
from analyser.text.whole_file import whole_file

READER = "3"
"""Raised when a reader gives other sittings for the same files."""

_GRAIN = 2_000_000_000  # nanoseconds: the coarsest clock of a file system in use, FAT's

Stamp = list[int]


@dataclass(frozen=True, slots=True)
class Hashed:
    """The stamp of a file, and when, in nanoseconds, its bytes were about to be hashed."""

    stamp: Stamp | None
    when: int

    @classmethod
    def of(cls, path: Path) -> "Hashed":
        """Return this of a file that is hashed next."""
        return cls(_stamp(path), time.time_ns())

    @property
    def is_telling(self) -> bool:
        """Whether no later change can leave this stamp as it is."""
        return self.stamp is not None and os.name != "nt" and self.stamp[2] < self.when - _GRAIN


class Seen:
    """The files of a corpus with their stamps.

    Those that another reader or register of members read do not count.
    """

    def __init__(self, corpus: CorpusFolder, register: str | None) -> None:
        self._path, self._record = corpus.folder / "seen.json", corpus.folder / "record"
        self._by, self._files = [READER, VERSION, register], dict[str, Any]()
        try:
            noted = json.loads(self._path.read_text("utf8"))
            self._files = noted["files"] if noted["by"] == self._by else {}
        except (OSError, ValueError, KeyError, TypeError):
            pass  # without what was noted, every file is hashed

    def unchanged(self, path: Path) -> list[Input] | None:
        """Return of a file that is as it was its entries as "unchanged"; ``None`` where unsure."""
        noted = self._files.get(str(path))
        if noted is None or noted["stamp"] != _stamp(path):
            return None
        if noted["sittings"] != self._sittings(noted["sittings"]):
            return None
        return [Input(**each | {"outcome": Reading.UNCHANGED}) for each in noted["entries"]]

    def note(self, path: Path, hashed: Hashed | None, entries: Sequence[Input]) -> None:
        """Note a file that was read, with what became of it, or forget it where that is unsure."""
        self._files.pop(str(path), None)
        if hashed and hashed.is_telling:
            ids = {entry.sitting_id for entry in entries if entry.sitting_id}
            self._files[str(path)] = {
                "stamp": hashed.stamp,
                "sittings": self._sittings(sorted(ids)),
                "entries": [asdict(entry) for entry in entries],
            }

    def write(self) -> None:
        """Keep what was noted for the next run."""
        with whole_file(self._path) as staged:
            staged.write_text(json.dumps({"by": self._by, "files": self._files}), "utf8")

    def _sittings(self, ids: Sequence[str]) -> dict[str, int | None]:
        return {each: _changed(self._record / each) for each in ids}


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    times = (found.st_mtime_ns, found.st_ctime_ns)
    return [found.st_size, *times, found.st_ino, found.st_dev]


def _changed(folder: Path) -> int | None:
    try:
        return folder.stat().st_ctime_ns
    except OSError:
        return None
