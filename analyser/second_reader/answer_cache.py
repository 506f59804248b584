"""The answers that were given before, in ``second_reader/answers.jsonl`` of the corpus.

The file only grows, a line an answer. A run that is killed leaves at most half a line at its end:
it is not read, and is cut off before the next line is written.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from analyser.errors import UnreadableCorpus

FOLDER, FILE = "second_reader", "answers.jsonl"


@dataclass(frozen=True, slots=True)
class CachedAnswer:
    """What a model answered, word for word, and why it was refused where it was."""

    key: str
    model: str
    answer: str
    refused: str | None = None


class Answers:
    """The answers kept in a corpus folder, by their keys."""

    def __init__(self, corpus_folder: Path) -> None:
        self._path = corpus_folder / FOLDER / FILE
        self._is_open = False
        self._by_key = {each.key: each for each in _read(self._path)}

    def __len__(self) -> int:
        return len(self._by_key)

    def get(self, key: str) -> CachedAnswer | None:
        """Return the answer kept under a key, or ``None``."""
        return self._by_key.get(key)

    def keep(self, answer: CachedAnswer) -> None:
        """Write an answer down for good. Only the run that holds the corpus's lock may."""
        line = json.dumps(asdict(answer)) + "\n"
        try:
            self._open()
            with self._path.open("ab") as file:
                file.write(line.encode("ascii"))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise UnreadableCorpus(f"{self._path}: cannot be written ({error.strerror})") from error
        self._by_key[answer.key] = answer

    def _open(self) -> None:
        """Make the folder, and cut off what an earlier run had half written."""
        if self._is_open:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab+") as file:
            file.seek(0)
            file.truncate(file.read().rfind(b"\n") + 1)
        self._is_open = True


def _read(path: Path) -> Iterator[CachedAnswer]:
    """Yield the answers in a file; a line that is none is passed over, and so asked for again."""
    if not path.exists():
        return
    try:
        lines = path.read_bytes().splitlines(keepends=True)
    except OSError as error:
        raise UnreadableCorpus(f"{path}: cannot be read ({error.strerror})") from error
    for line in lines:
        try:
            row = json.loads(line)
            answer = CachedAnswer(row["key"], row["model"], row["answer"], row["refused"])
        except (ValueError, KeyError, TypeError):
            continue
        if line.endswith(b"\n") and isinstance(answer.key, str) and isinstance(answer.answer, str):
            yield answer
