"""Where a quote stands: in this dashboard, at Hansard, at TheyWorkForYou."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import quote_plus, urlencode

import pandas as pd

from analyser.debate import ILLUSTRATIVE
from analyser.text.normalisation import legible

_TWFY_PAGES = {"debate": "debates", "lords": "lords", "westminhall": "whall"}
_TWFY_ID = re.compile(r"uk\.org\.publicwhip/(debate|lords|westminhall)/(.+)")
_SEARCHED_WORDS = 8


def to_debate(debate_id: str, contribution_id: str | None = None) -> str:
    """Return the address of a debate on its page here, at one contribution where one is given."""
    query = {"open": debate_id} | ({"at": contribution_id} if contribution_id else {})
    return f"debate?{urlencode(query)}"


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
    """
    if contribution_id.startswith(ILLUSTRATIVE):
        return None
    if url and re.match(r"https?://", url):
        return url
    if day is None or pd.isna(day):
        return None
    words = " ".join(legible(quote).replace('"', " ").split()[:_SEARCHED_WORDS])
    query = {"searchTerm": f'"{words}"', "startDate": f"{day:%Y-%m-%d}"}
    query |= {"endDate": f"{day:%Y-%m-%d}"} | ({"house": house} if house else {})
    return f"https://hansard.parliament.uk/search/Contributions?{urlencode(query)}"


def to_theyworkforyou(contribution_id: str) -> str | None:
    """Return where TheyWorkForYou has a contribution, ``None`` where its id is no ParlParse one."""
    found = _TWFY_ID.fullmatch(contribution_id)
    if not found:
        return None
    return f"https://www.theyworkforyou.com/{_TWFY_PAGES[found[1]]}/?id={quote_plus(found[2])}"
