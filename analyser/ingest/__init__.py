"""One reader a format, all to the same ``Sitting``, chosen by what the file holds."""

from collections.abc import Iterable
from pathlib import Path

from analyser.debate import Sitting
from analyser.errors import UnreadableHansard
from analyser.ingest.bounded import bounded_sitting
from analyser.ingest.hansard_api import is_hansard_api, read_hansard_api
from analyser.ingest.hansard_text import read_hansard_text
from analyser.ingest.parlamint import is_parlamint, read_parlamint
from analyser.ingest.twfy_json import is_twfy_json, read_twfy_json
from analyser.ingest.twfy_xml import read_twfy_xml
from analyser.ingest.untrusted_json import read_json
from analyser.text.whole_file import opened

__all__ = [
    "SUFFIXES",
    "find_files",
    "is_bookkeeping",
    "read_hansard_api",
    "read_hansard_text",
    "read_parlamint",
    "read_sittings",
    "read_twfy_json",
    "read_twfy_xml",
]

SUFFIXES = (".xml", ".json", ".txt")
"""Names that end so are taken for Hansard when a folder is given."""


def is_bookkeeping(path: Path) -> bool:
    """Return whether a file belongs to sittings and holds none: ParlaMint's lists, for instance.

    Or ParlParse's ``changedates.txt``, or the plain text that ParlaMint derives from a TEI file.
    """
    if path.suffix.lower() == ".txt":
        return path.name == "changedates.txt" or _is_derived(path)
    return is_parlamint(path)


def _is_derived(path: Path) -> bool:
    """Whether a text gives, line by line, the id of a segment of ParlaMint's and its words."""
    if not path.name.startswith("ParlaMint"):
        return False
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(9) == "ParlaMint"


def read_sittings(path: Path) -> list[Sitting]:
    """Return the sittings in a file of any supported format, in the order of the file.

    Most files hold one. There is none in a file that calls itself superseded, nor in one that
    ``is_bookkeeping``. Raises
    ``UnreadableHansard`` with the file, the place and what was expected.
    """
    return [bounded_sitting(path, sitting) for sitting in _sittings(path)]


def _sittings(path: Path) -> list[Sitting]:
    with opened(path, UnreadableHansard) as file:
        head = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"{", b"[")) and path.suffix.lower() != ".txt":
        return _read_json_sittings(path)
    if not head.startswith(b"<"):
        if path.suffix.lower() == ".txt" and is_bookkeeping(path):
            return []
        return [read_hansard_text(path)]
    sitting = read_parlamint(path) if is_parlamint(path) else read_twfy_xml(path)
    return [] if sitting is None else [sitting]


def _read_json_sittings(path: Path) -> list[Sitting]:
    document = read_json(path)
    if isinstance(document, dict) and document.get("error"):
        what = f"an error in place of an answer: {str(document['error'])[:80]!r}"
        raise UnreadableHansard(path, "error", what, "a debate or records")
    if document == [] or (isinstance(document, dict) and document.get("rows") == []):
        raise UnreadableHansard(path, "the top", "a search without results", "one record at least")
    if is_hansard_api(document):
        return [read_hansard_api(path, document)]
    if is_twfy_json(document):
        return read_twfy_json(path, document)
    raise UnreadableHansard(
        path,
        "the top",
        "JSON of another kind",
        "a debate of Hansard's API (Overview, Items) or TheyWorkForYou's records (gid, text)",
    )


def find_files(paths: Iterable[Path | str]) -> list[Path]:
    """Return the files meant by files and folders: a folder's Hansard files, by name, once each.

    XML comes first, so that a debate given in several formats is kept in the one that has
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
