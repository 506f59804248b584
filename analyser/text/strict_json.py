"""JSON from anywhere, without what Python's own reader lets pass and other programs choke on."""

import json
import re
from typing import Any

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class NotJson(ValueError):
    """A text that is no JSON: ``where`` it is not, and what stands there as the message."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(what)
        self.where = where


def parsed_json(text: str) -> Any:
    """Return what JSON holds. Every text in it can be written as UTF-8, every number is finite.

    Raises ``NotJson``: for what is no JSON, a key that stands twice in an object, half of a
    character (``\\ud800``), NaN and numbers too large, and brackets hundreds deep.
    """
    try:
        value = json.loads(
            text, object_pairs_hook=_each_once, parse_float=_finite, parse_constant=_finite
        )
        if _SURROGATE.search(text):
            json.dumps(value, ensure_ascii=False).encode("utf8")
    except json.JSONDecodeError as error:
        raise NotJson(f"line {error.lineno}, column {error.colno}", error.msg) from error
    except RecursionError as error:
        what = "brackets within brackets, hundreds deep"
        raise NotJson("the whole file", what) from error
    except UnicodeEncodeError as error:
        what = f"half of a character, {error.object[error.start]!r}"
        raise NotJson("the whole file", what) from error
    except ValueError as error:
        raise NotJson("the whole file", str(error)) from error
    return value


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in found if names.count(name) > 1)
        raise ValueError(f"the key {twice[:40]!r} stands twice in one object")
    return found


def _finite(printed: str) -> float:
    number = float(printed)
    if not abs(number) < float("inf"):
        raise ValueError(f"{printed[:40]} is no JSON")
    return number
