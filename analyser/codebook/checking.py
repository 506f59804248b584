"""One table of a codebook file, read strictly: every error names file, entry and expectation."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from analyser.errors import InvalidCodebook
from analyser.text.notation import alternatives

_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class TomlTable:
    """A TOML table at ``entry`` of a file. Every method raises ``InvalidCodebook``."""

    path: Path
    entry: str
    values: Mapping[str, Any]

    def __post_init__(self) -> None:
        if not isinstance(self.values, Mapping):
            self._refuse("is not a table", "a TOML table")

    def expect_keys(self, allowed: tuple[str, ...]) -> None:
        """Refuse keys that mean nothing here, such as one misspelt."""
        for key in self.values:
            if key not in allowed:
                self._refuse(f"unknown key {key!r}", f"one of {', '.join(allowed)}")

    def expect_code(self) -> None:
        """Refuse an entry whose name cannot be a code."""
        if not _CODE.fullmatch(self.entry):
            self._refuse("is no code", "lower-case words joined by hyphens")

    def text(self, key: str) -> str:
        """Return a sentence or label, which may not be blank."""
        value = self._given(key)
        if not isinstance(value, str) or not value.strip():
            self._refuse(f"{key} is {value!r}", "some text")
        return value

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        """Return one of the allowed words."""
        value = self._given(key)
        if value not in allowed:
            self._refuse(f"{key} is {value!r}", f"one of {', '.join(allowed)}")
        return str(value)

    def whole(self, key: str, *, otherwise: int) -> int:
        """Return a whole number of at least 1."""
        value = self.values.get(key, otherwise)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self._refuse(f"{key} is {value!r}", "a whole number of at least 1")
        return value

    def terms(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """Return a list of terms in the codebook's notation, no term twice."""
        values = self._list(key, optional)
        for value in values:
            if not isinstance(value, str):
                self._refuse(f"{key} has {value!r}", "text in quotation marks")
            try:
                alternatives(value)
            except ValueError as reason:
                self._refuse(f"{key} has {value!r}", str(reason))
        if twice := sorted({value for value in values if values.count(value) > 1}):
            self._refuse(f"{key} has {twice[0]!r} twice", "every term once")
        return tuple(values)

    def tables(self, key: str, *, optional: bool = False) -> tuple["TomlTable", ...]:
        """Return a list of tables within this one."""
        values = self._list(key, optional)
        name = f"{self.entry}, {key}"
        return tuple(TomlTable(self.path, f"{name} {n}", each) for n, each in enumerate(values, 1))

    def _list(self, key: str, optional: bool) -> list[Any]:
        values = self.values.get(key, []) if optional else self._given(key)
        if not isinstance(values, list):
            self._refuse(f"{key} is {values!r}", "a list")
        if key in self.values and not values:
            self._refuse(f"{key} is empty", "at least one element, or no such key")
        return values

    def _given(self, key: str) -> Any:
        if key not in self.values:
            self._refuse(f"{key} is missing", f"a value for {key}")
        return self.values[key]

    def _refuse(self, what: str, expected: str) -> NoReturn:
        raise InvalidCodebook(self.path, self.entry, what, expected)
