"""Addresses: of pages here, of quotes at Hansard and TheyWorkForYou; and wrong ones mended."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote_plus, urlencode

import pandas as pd

from analyser.debate import ILLUSTRATIVE
from analyser.queries.finding import nearest
from analyser.text.normalisation import legible
from analyser.wording import known

_TWFY_PAGES = {"debate": "debates", "lords": "lords", "westminhall": "whall"}
_TWFY_ID = re.compile(r"uk\.org\.publicwhip/(debate|lords|westminhall)/(.+)")
_SEARCHED_WORDS = 8


def to_debate(debate_id: str, contribution_id: str | None = None) -> str:
    """Return the address of a debate on its page here, at one contribution where one is given."""
    query = {"open": debate_id} | ({"at": contribution_id} if contribution_id else {})
    return f"debates?{urlencode(query)}"


def to_page(page: str, filters: Mapping[str, Sequence[str]]) -> str:
    """Return the address of a page here under some filters, each with its values."""
    query = urlencode({name: list(values) for name, values in filters.items()}, doseq=True)
    return f"{page}?{query}" if query else page


def to_hansard(
    *, contribution_id: str, url: str | None, day: date | None, house: str | None, quote: str
) -> str | None:
    """Return where Hansard has the words, ``None`` for fiction and for the undated.

    The published address where the record gives one; else Hansard's own search for the first
    words of the quote in that House on that day, since ParlParse has no debate id of Hansard's.
    Without a quote it is the page of that House on that day, where the House is known.
    """
    if contribution_id.startswith(ILLUSTRATIVE):
        return None
    if url and re.match(r"https?://", url):
        return url
    if day is None or pd.isna(day):
        return None
    words = " ".join(legible(quote).replace('"', " ").split()[:_SEARCHED_WORDS])
    if not words:
        return f"https://hansard.parliament.uk/{house.lower()}/{day:%Y-%m-%d}" if house else None
    query = {"searchTerm": f'"{words}"', "startDate": f"{day:%Y-%m-%d}"}
    query |= {"endDate": f"{day:%Y-%m-%d}"} | ({"house": house} if house else {})
    return f"https://hansard.parliament.uk/search/Contributions?{urlencode(query)}"


def of_row(row: Mapping[str, Any], quote: str) -> str | None:
    """Return where Hansard has words of a row with its context columns (see ``to_hansard``)."""
    return to_hansard(
        contribution_id=str(row["contribution_id"]),
        url=known(row["url"]),
        day=row["date"],
        house=known(row["house"]),
        quote=quote,
    )


def to_theyworkforyou(contribution_id: str) -> str | None:
    """Return where TheyWorkForYou has a contribution, ``None`` where its id is no ParlParse one."""
    found = _TWFY_ID.fullmatch(contribution_id)
    if not found:
        return None
    return f"https://www.theyworkforyou.com/{_TWFY_PAGES[found[1]]}/?id={quote_plus(found[2])}"


def to_person(person_id: str | None, name: str, house: str | None) -> list[tuple[str, str]]:
    """Return the pages about a person elsewhere, each a name and an address.

    TheyWorkForYou's by the ParlParse id, where there is one; Parliament's by its search for the
    name, since the record does not hold Parliament's own number.
    """
    pages = []
    if person_id and (found := re.fullmatch(r"uk\.org\.publicwhip/person/(\d+)", person_id)):
        pages.append(("TheyWorkForYou", f"https://www.theyworkforyou.com/?pid={found[1]}"))
    bare = re.sub(r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame)\.? )+", "", name)
    where = "lords" if house == "Lords" else "commons"
    query = urlencode({"SearchText": bare})
    return [*pages, ("Parliament", f"https://members.parliament.uk/members/{where}?{query}")]


Wrong = list[tuple[str, str | None]]
"""Values that do not exist, each with the nearest that does."""


def labels_in(
    given: Sequence[str], labels: Iterable[str], other_names: Mapping[str, str]
) -> tuple[list[str], Wrong]:
    """Return the labels that an address names, and what it names that does not exist.

    A label in other letters' case, or one of ``other_names`` (a code or id), counts as the label.
    """
    every = list(labels)
    plain = {label.casefold(): label for label in every}
    plain |= {name.casefold(): label for name, label in other_names.items()}
    right, wrong = [], []
    for value in given:
        if label := plain.get(value.casefold()):
            right.append(label)
        else:
            wrong.append((value, nearest(value, every)))
    return list(dict.fromkeys(right)), wrong


def days_in(given: Sequence[str], first: date | None, last: date | None) -> tuple[list[str], Wrong]:
    """Return the days (YYYY-MM-DD) that an address names between two, and the wrong ones.

    The nearest of a day that no month has is that month's last; of one outside, the first or last.
    """
    right, wrong = [], []
    for value in given:
        read = _day(value)
        inside = read and min(max(read, first or read), last or read)
        if inside and inside.isoformat() == value:
            right.append(value)
        else:
            wrong.append((value, inside.isoformat() if inside else None))
    return right, wrong


def _day(text: str) -> date | None:
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text.strip())
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups())
    if not (1 <= year <= 9999):
        return None
    month = min(max(month, 1), 12)
    return date(year, month, min(max(day, 1), monthrange(year, month)[1]))
