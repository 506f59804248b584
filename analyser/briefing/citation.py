"""Where words stand, cited as the House of Commons Library cites Hansard.

Only what the record gives is printed: a column, a number or the name of a Bill that it does not
give is left out and never made up. No record read here gives the volume.
"""

import re
from datetime import date

from analyser.wording import day as in_words

_HOUSES = {"Commons": "HC", "Lords": "HL"}
_STATEMENT = re.compile(r"\bH[CL]WS\d+\b", re.IGNORECASE)
_QUESTION = re.compile(
    r"\bWritten question ((?:HL)?\d+)\b|\.((?:HL)?\d{2,})\.[qrh]\d", re.IGNORECASE
)
_BILL = re.compile(r".{1,300} Bill(?: \[.{1,90}\])?", re.IGNORECASE)
_MADE_UP = re.compile(r"Speech of \d|Written (?:question|statement) (?:H[CL]|\d)")


def citation(
    *,
    contribution_id: str,
    house: str | None,
    section: str | None,
    title: str,
    day: date | None,
    column: str | None,
) -> str:
    """Return the citation of a contribution: "HC Deb 15 December 2020 c146"."""
    place, *headings = (section or "").split(" › ")
    short = _HOUSES.get(house or "")
    when = in_words(day)
    if short is None:
        return f"{place or 'House not known'}, {when}{f', column {column}' if column else ''}"
    if place == "Written statements":
        return _written(_STATEMENT.search(f"{title} {contribution_id}"), short, when, column, "WS")
    if place == "Written answers":
        number = _QUESTION.search(f"{title} {contribution_id}")
        return _written(number, short, when, column, "W")
    if place == "Public Bill Committee":
        bill = next((each for each in (title, *headings) if _BILL.fullmatch(each)), None)
        return f"PBC Deb {f'[{bill}] ' if bill else ''}{when}{_at(column)}"
    if place == "Westminster Hall":
        return f"HC Deb [Westminster Hall] {when}{_at(column, 'WH')}"
    return f"{short} Deb {when}{_at(column)}"


def heading(title: str) -> str:
    """Return a debate's title as printed, or nothing where it was made of the day or the number."""
    return "" if _MADE_UP.match(title) else title


def _written(
    number: "re.Match[str] | None", house: str, when: str, column: str | None, series: str
) -> str:
    """Return the citation of a written statement ("WS") or answer ("W")."""
    is_statement = series == "WS"
    if number is not None:
        found = next((each for each in number.groups() if each), number[0]).upper()
        return f"{found if is_statement else f'PQ {found}'}, {when}"
    if column:
        return f"{house} Deb {when}{_at(column, series)}"
    return f"{house} Written {'Statement' if is_statement else 'Answer'}, {when}"


def _at(column: str | None, series: str = "") -> str:
    """Return a column with the letters of its series, which some records print and some do not."""
    if not column:
        return ""
    return f" c{column}{'' if re.search('[A-Z]', column) else series}"
