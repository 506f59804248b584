"""TheyWorkForYou's scraped XML: a file for each day of each place of meeting.

A folder's page lists its files, ``debates2020-12-15c.xml`` and the like; the highest letter
of a day is the current one.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path

from analyser.errors import SourceUnavailable
from analyser.fetch.client import Client, NotWhole
from analyser.fetch.wanted import Facts, Plan, Wanted, days

SOURCE = "theyworkforyou"

FOLDERS = {
    "Commons": ("debates", "debates"),
    "Lords": ("lordspages", "daylord"),
    "Westminster Hall": ("westminhall", "westminster"),
}
"""Places of meeting, to the folder of each and what its files' names begin with."""

_TAIL = 4096


def plan(
    client: Client, downloads: Path, *, places: Iterable[str], first: date, last: date
) -> Plan:
    """Yield the newest file of every day and place; a day without one is wanted in vain.

    Raises ``SourceUnavailable`` where a folder's page is no longer a list of its files.
    """
    for place in places:
        folder, prefix = FOLDERS[place]
        listing = f"{client.settings.theyworkforyou}/{folder}/"
        letters = _letters(client, listing, downloads / "pages" / f"{folder}.html", prefix)
        for day in days(first, last):
            item = f"{place}, {day.isoformat()}"
            if day not in letters:
                yield Wanted(SOURCE, item, listing, house=place, day=day)
                continue
            name = f"{prefix}{day.isoformat()}{letters[day]}.xml"
            get = partial(
                _get,
                address=listing + name,
                into=downloads / SOURCE / folder / name,
                facts=Facts(place, day, f"{place} of {day.day} {day:%B %Y}"),
            )
            yield Wanted(SOURCE, item, listing + name, house=place, day=day, get=get)


def _get(client: Client, *, address: str, into: Path, facts: Facts) -> Facts:
    client.get(address, into=into, check=_is_whole)
    return Facts(facts.house, facts.day, facts.title, file=into)


def _letters(client: Client, listing: str, page: Path, prefix: str) -> dict[date, str]:
    """Return the newest letter of each day that a folder's page lists."""
    name = re.compile(rf'href="(?:[^"]*/)?{prefix}(\d{{4}}-\d\d-\d\d)([a-z]*)\.xml"')

    def check(path: Path) -> None:
        text = path.read_text("utf8", errors="replace")
        if "</html>" not in text.casefold():
            raise NotWhole("the page breaks off")
        if not name.search(text):
            what = "its form has changed: the page links to no day"
            raise SourceUnavailable(listing, what, f'href="{prefix}2020-01-27a.xml"')

    client.get(listing, into=page, check=check)
    letters: dict[date, str] = {}
    for day, letter in name.findall(page.read_text("utf8", errors="replace")):
        when = date.fromisoformat(day)
        letters[when] = max(letters.get(when, ""), letter, key=lambda found: (len(found), found))
    return letters


def _is_whole(path: Path) -> None:
    """A server may end a body early without saying so: the root's end shows it."""
    with path.open("rb") as file:
        head = file.read(_TAIL)
        file.seek(max(0, path.stat().st_size - _TAIL))
        tail = file.read()
    if b"<publicwhip" not in head:
        raise SourceUnavailable(path.name, "its form has changed: no <publicwhip>", "ParlParse XML")
    if not tail.rstrip().endswith(b"</publicwhip>"):
        raise NotWhole("the XML breaks off before </publicwhip>")
