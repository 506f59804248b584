"""JSON from anywhere: read whole, and every field checked for its kind before it is used."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyser.errors import UnreadableHansard
from analyser.text.strict_json import NotJson, parsed_json
from analyser.text.whole_file import read_text

_LARGEST = 2**31 - 1


def read_json(path: Path) -> Any:
    """Return what a JSON file holds. Raises ``UnreadableHansard`` naming line and column."""
    text = read_text(path, UnreadableHansard)
    try:
        return parsed_json(text)
    except NotJson as error:
        raise UnreadableHansard(path, error.where, str(error), "well-formed JSON") from error


@dataclass(frozen=True, slots=True)
class Fields:
    """One JSON object of a file; ``where`` leads to its fields, such as ``Items[3].``."""

    path: Path
    where: str
    values: dict[str, Any]

    @classmethod
    def of(cls, path: Path, where: str, value: object) -> "Fields":
        """Take a value for an object. Raises ``UnreadableHansard`` where it is none."""
        if not isinstance(value, dict):
            place = where.rstrip(".") or "the top"
            raise UnreadableHansard(path, place, _kind(value), "an object")
        return cls(path, where, value)

    def text(self, name: str) -> str:
        """Return a field's text, "" where it is null or missing; a number is taken as printed."""
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise self.wrong(name, value, "text")
        return str(value)

    def number(self, name: str) -> int | None:
        """Return a field's whole number, ``None`` where it is null or missing."""
        value = self.values.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _LARGEST:
            raise self.wrong(name, value, f"a whole number up to {_LARGEST:,}")
        return value

    def inside(self, name: str) -> "Fields":
        """Return the object in a field, which must be there."""
        return Fields.of(self.path, f"{self.where}{name}.", self.values.get(name))

    def each(self, name: str) -> list["Fields"]:
        """Return the objects listed in a field, none where it is null or missing."""
        value = self.values.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.wrong(name, value, "a list")
        return [
            Fields.of(self.path, f"{self.where}{name}[{number}].", item)
            for number, item in enumerate(value)
            if not isinstance(item, str)  # an id in the place of an object says where it is
        ]

    def wrong(self, name: str, value: object, expected: str) -> UnreadableHansard:
        """Return the error that names the field, what stands in it, and what was expected."""
        return UnreadableHansard(self.path, f"{self.where}{name}", _kind(value), expected)


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "a truth value"}
    return "null" if value is None else names.get(type(value), "a number")
