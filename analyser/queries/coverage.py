"""What was asked of the public sources, what came of it, and what the record lacks."""

import re
from datetime import datetime

import pandas as pd

from analyser.corpus import Corpus
from analyser.corpus.check import last_check
from analyser.corpus.outcomes import Fetching
from analyser.selection import Selection
from analyser.wording import plural

_GIVEN = re.compile(r"(\w+)=(.*?)(?= \w+=|$)")
_SOURCES = {
    "theyworkforyou": "TheyWorkForYou",
    "hansard": "Hansard’s API",
    "parlparse": "ParlParse",
    "members-api": "Parliament’s members API",
}


def lines(corpus: Corpus) -> list[str]:
    """Return a sentence for each request that was ever made, none where nothing was downloaded."""
    table = corpus.table("coverage")
    return [_line(request, rows) for request, rows in table.groupby("request", sort=False)]


def gaps(corpus: Corpus) -> pd.DataFrame:
    """Return what was asked for and is not here: missing, failed or not come to yet."""
    table = corpus.table("coverage")
    return table[table["outcome"] != Fetching.GOT].reset_index(drop=True)


def checked(corpus: Corpus) -> str:
    """Return when the corpus was last checked, and what that found."""
    last = last_check(corpus)
    if last is None:
        return "Not checked yet. Run “analyser check” in a terminal."
    at = datetime.fromisoformat(last.when)
    found = "no problems"
    if last.number:
        found = f"{plural(last.number, 'problem')}, the first: {last.problems[0].what}"
    since = "" if last.is_of(corpus) else " It has changed since: run “analyser check” again."
    return f"Checked on {at.day} {at:%B %Y} at {at:%H:%M} UTC: {found}.{since}"


def _line(request: object, rows: pd.DataFrame) -> str:
    counts = rows["outcome"].value_counts()
    source = str(rows["source"].iloc[0])
    days = rows["date"].dropna()
    span = ""
    if len(days):
        first, last = (f"{day.day} {day:%B %Y}" for day in (days.min(), days.max()))
        span = f", {first}" if first == last else f", {first} to {last}"
    parts = [f"{int(counts.get('got', 0)):,} of {len(rows):,} got"]
    said = {
        Fetching.MISSING: "missing (the source has nothing)",
        Fetching.FAILED: "failed",
        Fetching.PENDING: "not come to",
    }
    parts += [f"{int(counts[name]):,} {words}" for name, words in said.items() if name in counts]
    return f"{_SOURCES.get(source, source)}, {_asked(str(request))}{span}: {', '.join(parts)}."


def _asked(request: str) -> str:
    """Return in words what a request (``str(Request)``) asks for."""
    given: dict[str, str] = dict(_GIVEN.findall(request))
    if "search" in given:
        return f"debates found by “{given['search']}”"
    if "members" in given:
        return f"members named {given['members'].replace(',', ', ')}"
    if "debates" in given:
        return "debates by name"
    if "first" in given:
        return given.get("houses", "all Houses").replace(",", ", ")
    return "its files"


def without_offices(corpus: Corpus, selection: Selection) -> frozenset[str]:
    """Return the debates of a selection in which the record names nobody's office."""
    rows = corpus.select(
        "SELECT debate_id FROM contributions WHERE debate_id IN (SELECT debate_id FROM chosen)"
        " GROUP BY debate_id HAVING count(office) = 0",
        selection,
    )
    return frozenset(map(str, rows["debate_id"]))
