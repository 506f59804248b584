"""One reader a format, all to the same ``Sitting``, chosen by what the file holds."""

from collections.abc import Iterable
from pathlib import Path

from analyser.debate import Sitting
from analyser.errors import UnreadableHansard
from analyser.ingest.hansard_text import read_hansard_text
from analyser.ingest.twfy_xml import is_twfy_xml, read_twfy_xml

__all__ = ["SUFFIXES", "find_files", "read_hansard_text", "read_sitting", "read_twfy_xml"]

SUFFIXES = (".xml", ".txt")
"""Names that end so are taken for Hansard when a folder is given."""


def read_sitting(path: Path) -> Sitting | None:
    """Return the sitting in a file of any supported format, ``None`` where it is superseded.

    Raises ``UnreadableHansard`` with the file, the place and what was expected.
    """
    try:
        with path.open("rb") as file:
            head = file.read(64)
    except OSError as error:
        raise UnreadableHansard(
            path, "the whole file", error.strerror or str(error), "a readable file"
        ) from error
    return read_twfy_xml(path) if is_twfy_xml(head) else read_hansard_text(path)


def find_files(paths: Iterable[Path | str]) -> list[Path]:
    """Return the files meant by files and folders: a folder's Hansard files, by name, once each.

    XML comes first, so that a debate given in both formats is kept in the one that has
    columns and ids. Files given by name are taken whatever they are called.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            inside = (file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES)
            found |= dict.fromkeys(file for file in sorted(inside) if file.is_file())
        else:
            found[path] = None
    return sorted(found, key=lambda file: file.suffix.lower() != ".xml")
