"""Cells of a CSV file that no spreadsheet takes for a formula."""

import re
from typing import Any

_STARTS = "[=+\\-@\t\r\n＝＋－＠]"
_FORMULA = re.compile(f"'*{_STARTS}")
_GUARDED = re.compile(f"'+{_STARTS}")


def guarded(value: Any) -> Any:
    """Return a cell; a text that a spreadsheet would take for a formula begins with an apostrophe.

    So does one that begins with apostrophes and then such a sign: ``unguarded`` gives back the text
    of every cell. What is no text stays: a number below nought is no formula.
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def unguarded(cell: str) -> str:
    """Return the text of a cell that ``guarded`` gave."""
    return cell[1:] if _GUARDED.match(cell) else cell
