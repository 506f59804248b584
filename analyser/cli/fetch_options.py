"""``analyser fetch``: its options, what they ask of which source, and what it says afterwards."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyser.cli.options import day_option, known_word, refuse_backwards
from analyser.cli.output import Format as _Format
from analyser.cli.output import PrintedTable, print_table, progress, say

if TYPE_CHECKING:
    from analyser.corpus import Corpus
    from analyser.fetch import Client, Request
    from analyser.pipeline.fetch import Fetched

_LONGEST = 36_600  # days
_HOUSES = ("Commons", "Lords", "Westminster Hall")
_SOURCES = ("theyworkforyou", "hansard", "parlparse", "members-api")
_EXAMPLES = (
    "name a debate, --day, --from and --to, --search, --member or --source parlparse;"
    " for instance: analyser fetch --day 2020-01-27 --house Commons"
)
_Day = date | None

Debates = Annotated[
    list[str] | None, typer.Argument(help="Debates, by id or by the address of their page.")
]
Search = Annotated[
    str | None, typer.Option("--search", help="Every debate in which these words were spoken.")
]
OnDay = Annotated[_Day, day_option("--day", "One day, 2020-01-27.")]
First = Annotated[_Day, day_option("--from", "The first day.")]
Last = Annotated[_Day, day_option("--to", "The last day.")]
Houses = Annotated[
    list[str] | None, typer.Option("--house", help=f"{', '.join(_HOUSES)} (repeatable).")
]
Members = Annotated[
    list[str] | None,
    typer.Option("--member", help="A member's name, for party, seat and offices (repeatable)."),
]
Source = Annotated[
    str | None,
    typer.Option(
        "--source", help=f"{', '.join(_SOURCES)}; otherwise chosen from the other options."
    ),
]
Refresh = Annotated[
    bool, typer.Option("--refresh", help="Ask again also for what came within the last day.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only list what would be fetched.")]


def request_of(
    *,
    debates: list[str] | None,
    search: str | None,
    day: _Day,
    first: _Day,
    last: _Day,
    houses: list[str] | None,
    members: list[str] | None,
    source: str | None,
) -> "Request":
    """Return what the options ask for. Raises ``typer.BadParameter`` where they do not agree."""
    from analyser.fetch import Request, debate_id

    if any(not name.strip() for name in members or ()) or (
        search is not None and not search.strip()
    ):
        raise typer.BadParameter("--member and --search need words")
    ids = tuple(map(debate_id, debates or ()))
    start, end = _span(day, first, last)
    meant = _source(bool(ids or search), bool(members), source, bool(start or end))
    if meant == "parlparse" and (ids or search or members or start or houses):
        raise typer.BadParameter("parlparse has whole files: it takes no other choice")
    if meant != "members-api" and members:
        raise typer.BadParameter(f"--member is asked of members-api, not of {meant}")
    if meant == "members-api" and not members:
        raise typer.BadParameter("members-api is asked by --member NAME")
    if (ids or members) and start:
        raise typer.BadParameter("a debate or a --member is asked for without days")
    if not search and not ids and meant in _SOURCES[:2] and not (start and end):
        raise typer.BadParameter("give --from and --to, or --day")
    if start and end and (end - start).days > _LONGEST:
        raise typer.BadParameter(f"{start} to {end} is more than a hundred years")
    refuse_backwards(start, end)
    places = tuple(_house(house, meant) for house in houses or ())
    if search and len(places) > 1:
        raise typer.BadParameter("a search takes one --house, or none for both")
    return Request(meant, ids, search, tuple(members or ()), places, start, end)


def _span(day: _Day, first: _Day, last: _Day) -> tuple[date | None, date | None]:
    if day and (first or last):
        raise typer.BadParameter("--day stands alone: give --from and --to, or --day")
    return (day, day) if day else (first, last)


def _source(debates: bool, members: bool, named: str | None, dated: bool) -> str:
    named = named and known_word("--source", named, _SOURCES)
    if debates and members:
        raise typer.BadParameter("a debate and a --member are asked of two sources: ask twice")
    if debates and named not in (None, "hansard"):
        raise typer.BadParameter(f"a debate or --search is asked of hansard, not of {named}")
    if named:
        return named
    if not debates and not members and not dated:
        raise typer.BadParameter(_EXAMPLES)
    return "hansard" if debates else "members-api" if members else "theyworkforyou"


def _house(given: str, source: str) -> str:
    known = _HOUSES if source == "theyworkforyou" else _HOUSES[:2]
    return known_word("--house", given.replace("-", " "), known)


def run(
    corpus: "Corpus",
    request: "Request",
    *,
    register: list[Path] | None,
    refresh: bool,
    dry_run: bool,
) -> "Fetched | None":
    """Fetch what is asked for, or only list it; return what became of it."""
    from analyser.fetch import Client, Settings
    from analyser.members import Register
    from analyser.pipeline.fetch import fetch

    members = Register.read(register) if register else None
    with Client(Settings.from_environment(), refresh=refresh) as client:
        if dry_run:
            _list(corpus, request, client)
            return None
        with progress("Fetching") as tick:
            done = fetch(request, corpus, client=client, register=members, progress=tick)
    _report(done)
    return done


def _list(corpus: "Corpus", request: "Request", client: "Client") -> None:
    import tempfile

    import pandas as pd

    from analyser.fetch import plan

    with tempfile.TemporaryDirectory() as folder:  # a dry run leaves nothing behind
        wanted = list(plan(request, client, Path(folder)))
    shown = ["item", "title", "published", "address"]
    rows = [
        (each.item, each.title, "no" if each.get is None else "yes", each.address)
        for each in wanted
    ]
    print_table(PrintedTable([pd.DataFrame(rows, columns=shown)], shown), _Format.TABLE)
    there = sum(each.get is not None for each in wanted)
    say(f"Would fetch {there} of {len(wanted)} into {corpus.folder}; nothing was downloaded.")


def _report(done: "Fetched") -> None:
    from analyser.corpus.outcomes import Fetching

    counts = Counter(entry.outcome for entry in done.covered)
    for entry in done.covered:
        if entry.outcome is Fetching.FAILED:
            expected = f" (expected {entry.expected})" if entry.expected else ""
            say(f"{entry.item}: {entry.address}: {entry.what}{expected}")
        elif entry.what and entry.outcome is Fetching.GOT:
            say(f"{entry.item}: {entry.what}")
    say(
        f"{len(done.covered)} asked for: {counts[Fetching.GOT]} got,"
        f" {counts[Fetching.MISSING]} missing (the source has nothing),"
        f" {counts[Fetching.FAILED]} failed."
    )
