"""Which day an article means: "on Monday", "yesterday", "last Tuesday", "on 14 March"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_SAID = re.compile(
    rf"\b(?:(?:(?:{'|'.join(_WEEKDAYS)}),? )?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?"
    rf" (?P<month>{'|'.join(_MONTHS)})(?:,? (?P<year>\d{{4}}))?"
    rf"|(?P<last>last |this )?(?P<weekday>{'|'.join(_WEEKDAYS)})(?P<part> (?:night|morning"
    r"|afternoon|evening))?|(?P<yesterday>yesterday|last night)"
    r"|(?P<today>today|tonight|this (?:morning|afternoon|evening)))\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:next|coming|by|until|from)\s{1,5}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SaidOn:
    """A day as the article words it, and which it is, where its own day is known."""

    written: str
    day: date | None


def said_on(text: str, published: date | None) -> SaidOn | None:
    """Return the first day that a sentence names and that is not to come, or ``None``.

    A bare weekday is the latest up to the day of publication, that day included; "last
    Tuesday" lies before it. A day and month without a year is the latest such date.
    """
    for found in _SAID.finditer(text):
        if _AHEAD.search(text[max(0, found.start() - 12) : found.start()]):
            continue
        written = found[0]
        before = text[max(0, found.start() - 3) : found.start()].casefold()
        if before.endswith("on "):
            written = text[found.start() - 3 : found.start()] + written
        return SaidOn(written, _day(found, published))
    return None


def _day(found: re.Match[str], published: date | None) -> date | None:
    if found["month"]:
        return _dated(found, published)
    if published is None:
        return None
    if found["today"]:
        return published
    if found["yesterday"]:
        return published - timedelta(days=1)
    back = (published.weekday() - _WEEKDAYS.index(found["weekday"].casefold())) % 7
    if found["last"] and found["last"].casefold().startswith("last") and back == 0:
        back = 7
    return published - timedelta(days=back)


def _dated(found: re.Match[str], published: date | None) -> date | None:
    month = _MONTHS.index(found["month"].casefold()) + 1
    year = int(found["year"]) if found["year"] else published.year if published else None
    if year is None:
        return None
    try:
        day = date(year, month, int(found["number"]))
        is_later = published is not None and day > published and not found["year"]
        return day.replace(year=year - 1) if is_later else day
    except ValueError:
        return None
