"""What a corpus says of itself by the names and notes in its folder, without a table being read.

It is apart from ``store`` so that a command that reads no table starts without pandas and DuckDB.
"""

import json
import os
from pathlib import Path
from typing import Any

from analyser.debate import ILLUSTRATIVE
from analyser.errors import UnreadableCorpus

VERSION = 4
"""Version of the schemas in ``tables``; a partition written under another is written anew."""


class CorpusFolder:
    """A corpus folder: which sittings it holds, and which of them are coded."""

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)

    @property
    def downloads(self) -> Path:
        """The folder of what was downloaded for this corpus, as the sources gave it."""
        return self.folder / "downloads"

    @property
    def state(self) -> str:
        """What changes whenever anything is written: a partition is a rename in its folder."""
        kinds = ("record", "coding", "inputs", "coverage")
        folders = [self.folder / kind for kind in kinds]
        return " ".join(str(f.stat().st_mtime_ns) if f.exists() else "-" for f in folders)

    @property
    def is_settled(self) -> bool:
        """Whether the last run that wrote came to its end, so that what is made of it fits it."""
        note = self.folder / "settled"
        return note.exists() and note.read_text("utf8") == self._settled_state

    def settle(self) -> None:
        """Note that whatever is made of the partitions has been made of them as they are."""
        (self.folder / "settled").write_text(self._settled_state, "utf8")

    @property
    def _settled_state(self) -> str:
        index = self.folder / "search" / "meta.json"
        made = index.stat().st_mtime_ns if index.exists() else "-"
        return f"{self.state} {(self.folder / 'gathered').exists()} {made}"

    @property
    def is_empty(self) -> bool:
        """Whether no sitting has been read into this corpus."""
        try:
            with os.scandir(self.folder / "record") as places:  # every page asks: look at few
                return not any((Path(place) / "sitting.json").exists() for place in places)
        except (FileNotFoundError, NotADirectoryError):
            return True
        except OSError as error:
            what = f"{self.folder / 'record'}: cannot be read ({os.strerror(error.errno or 0)})"
            raise UnreadableCorpus(what) from error

    @property
    def holds_illustrative(self) -> bool:
        """Whether any sitting here is fiction written for this project."""
        return any(self.folder.glob(f"record/{ILLUSTRATIVE}*/sitting.json"))

    def sittings(self, day: str = "") -> list[dict[str, Any]]:
        """Return what is known of each sitting (id, house, date, source, format, …), by id.

        ``day`` (YYYY-MM-DD) asks for those of one day alone: every dated id holds its date.
        """
        return [
            _read_json(path) for path in sorted(self.folder.glob(f"record/*{day}*/sitting.json"))
        ]

    def sitting_ids(self) -> list[str]:
        """Return the ids of the sittings held, in their order."""
        return _names(self.folder / "record")

    def sitting(self, sitting_id: str) -> dict[str, Any] | None:
        """Return what is known of one sitting, or ``None`` where it is not held."""
        path = self.folder / "record" / sitting_id / "sitting.json"
        return _read_json(path) if path.exists() else None

    def size(self, sitting_id: str) -> int:
        """Return how much was said in a sitting: the bytes of its table, 0 where it has none."""
        try:
            path = self.folder / "record" / sitting_id / "contributions.parquet"
            return path.stat().st_size
        except OSError:
            return 0

    def coded_by(self, sitting_id: str) -> str | None:
        """Return the signature of the codebook and model that coded a sitting, or ``None``."""
        path = self.folder / "coding" / sitting_id / "coding.json"
        return _read_json(path)["signature"] if path.exists() else None

    def progress(self) -> tuple[int, list[str]]:
        """Return how many sittings there are, and the ids of those that are not coded yet."""
        read, coded = self.sitting_ids(), set(_names(self.folder / "coding"))
        return len(read), [each for each in read if each not in coded]


def _names(folder: Path) -> list[str]:
    try:
        return sorted(each.name for each in folder.iterdir())
    except FileNotFoundError:
        return []


def _read_json(path: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(path.read_text("utf8"))
    except ValueError as error:
        raise UnreadableCorpus(f"{path}: {error} (expected the JSON this program wrote)") from error
    return content
