"""What asking a corpus costs: search beside other engines, the dashboard's views, a fresh server.

Each function prepares a piece of work and returns it.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

from benchmarks.harness import ROOT, Case, Piece, Seconds, Work, scratch

_QUERIES = (
    *("facial recognition", "privacy", '"stop and search"', "police powers -protest"),
    *("encrypt*", "identity cards cost", "surveillance", "the Government"),
)
_ASKED = 40  # queries in one run; each figure is their 95th percentile
_PLAIN = ("facial recognition", "privacy", "police powers", "identity cards cost")


def cases(corpora: list[Path]) -> list[Case]:
    """Return the cases on coded corpora, the smallest first."""

    def piece(name: str, *arguments: object) -> Piece:
        return Piece(f"{__name__}:{name}", tuple(map(str, arguments)))

    small, large = corpora[0], corpora[-1]
    found = [
        Case(
            f"Search, ranked, 20 with context, p95: {large.name}",
            piece("search", large),
            least=0.150,
            aim=0.030,
            unit="s",
        ),
        Case(
            "Search, beside DuckDB's LIKE over the texts",
            piece("search_all", small),
            piece("search_with_like", small),
        ),
        Case(
            "Search, beside SQLite's FTS5, ranked",
            piece("search_all", small),
            piece("search_with_fts5", small),
        ),
        Case(
            f"analyser search from a shell: {small.name}",
            piece("search_in_shell", small),
            least=0.8,
            aim=0.4,
            unit="s",
        ),
        Case(
            f"First page of a fresh server: {large.name}",
            piece("first_page", large),
            least=5,
            aim=2,
            unit="s",
        ),
    ]
    found += [
        Case(
            f"Dashboard's counts, p95: {corpus.name}",
            piece("counts", corpus),
            least=0.5,
            aim=0.1,
            unit="s",
        )
        for corpus in corpora
    ]
    return found


def search(corpus: str) -> Work:
    one = _searching(corpus)
    asked = [query for query, _ in zip(cycle(_QUERIES), range(_ASKED), strict=False)]
    return lambda: _p95([partial(one, query) for query in asked])


def search_all(corpus: str) -> Work:
    one = _searching(corpus)
    return lambda: [one(query) for query in _PLAIN]


def search_with_like(corpus: str) -> Work:
    import duckdb

    base = duckdb.connect()
    base.execute("CREATE TABLE texts AS SELECT text FROM read_parquet(?)", [_texts(corpus)])

    def one(query: str) -> Any:
        like = " AND ".join(f"text ILIKE '%{word}%'" for word in query.split())
        return base.execute(f"SELECT text FROM texts WHERE {like} LIMIT 20").fetchall()

    return lambda: [one(query) for query in _PLAIN]


def search_with_fts5(corpus: str) -> Work:
    import sqlite3

    import duckdb

    rows = duckdb.execute("SELECT text FROM read_parquet(?)", [_texts(corpus)]).fetchall()
    base = sqlite3.connect(scratch() / "texts.sqlite")
    base.execute("CREATE VIRTUAL TABLE texts USING fts5(text)")
    base.executemany("INSERT INTO texts VALUES (?)", rows)
    base.commit()
    ranked = "SELECT snippet(texts, 0, '', '', '…', 20) FROM texts WHERE texts MATCH ? ORDER BY"
    ranked += " rank LIMIT 20"
    counted = "SELECT count(*) FROM texts WHERE texts MATCH ?"
    return lambda: [
        (base.execute(ranked, [query]).fetchall(), base.execute(counted, [query]).fetchall())
        for query in _PLAIN
    ]


def search_in_shell(corpus: str) -> Work:
    command = [sys.executable, "-m", "analyser", "--corpus", corpus, "search", "facial recognition"]
    return partial(subprocess.run, command, cwd=ROOT, capture_output=True, check=True)


def counts(corpus: str) -> Work:
    """What each page asks first, after one round that opens the corpus."""
    from analyser.corpus import HeldCorpus
    from analyser.queries import dissent, positions, votes
    from analyser.selection import Selection

    views = (positions.positions, positions.debates, positions.members, dissent.party_sides)
    held = HeldCorpus(corpus)
    asked: list[Callable[[], object]] = [
        partial(view, held, Selection(house=house))
        for view in (*views, partial(positions.theme_counts, by="party"), votes.divisions)
        for house in (("commons",), ("lords",), ())
    ]
    for one in asked:
        one()
    return lambda: _p95(asked)


def first_page(corpus: str) -> Work:
    """From the start of a fresh server to the first page with its findings, in Chromium."""
    from playwright.sync_api import sync_playwright

    from tests.dashboard.conftest import serve

    def work() -> Seconds:
        with serve(Path(corpus)) as address, sync_playwright() as play:
            browser = play.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page()
            start = time.perf_counter()
            page.goto(address, wait_until="commit")
            page.get_by_text("What to know before you quote").wait_for(timeout=120_000)
            taken = time.perf_counter() - start
            browser.close()
        return Seconds(taken)

    return work


def _searching(corpus: str) -> Callable[[str], object]:
    from analyser.corpus.folder import CorpusFolder
    from analyser.queries.search import search as run

    folder = CorpusFolder(corpus)
    run(folder, "opened")
    return lambda query: run(folder, query)


def _texts(corpus: str) -> str:
    return f"{corpus}/record/*/contributions.parquet"


def _p95(asked: Sequence[Callable[[], object]]) -> Seconds:
    """Return the 95th percentile of the seconds that each takes."""
    taken = []
    for one in asked:
        start = time.perf_counter()
        one()
        taken.append(time.perf_counter() - start)
    return Seconds(statistics.quantiles(taken, n=20)[-1])
