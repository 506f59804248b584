"""The lines of a text file, each with its number, for errors that name the place."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from analyser.errors import UnreadableHansard
from analyser.text.whole_file import read_text


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line, stripped of white space at both ends, and its number in the file.

    ``column`` is that of Hansard in which it begins, where the file says so.
    """

    number: int
    text: str
    column: str | None = None


def text_lines(path: Path) -> Iterator[TextLine]:
    """Yield the lines of a UTF-8 file, whatever ends them, stripped of white space."""
    text = read_text(path, UnreadableHansard)
    for number, line in enumerate(StringIO(text, newline=None), start=1):
        if "\x00" in line:
            what = "the character '\\x00' is no text"
            raise UnreadableHansard(path, f"line {number}", what, "plain text")
        yield TextLine(number, line.strip())


def with_neighbours(lines: list[TextLine], *, start: int) -> Iterator[tuple[str, TextLine, str]]:
    """Yield every filled line after line ``start``, with the texts just before and after it."""
    for index, line in enumerate(lines):
        if line.text and line.number > start:
            after = lines[index + 1].text if index + 1 < len(lines) else ""
            yield lines[index - 1].text, line, after
