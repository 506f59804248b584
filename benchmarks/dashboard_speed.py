"""How soon the dashboard shows its data on a large corpus, measured in Chromium.

    python benchmarks/dashboard_speed.py CORPUS [--contributions 100000]

The corpus is repeated until it holds that many contributions (``repeated.py``); the copy stays
beside it for the next run. Each page is opened in turn, then one filter is changed:
the clock runs until what the page says of its selection stands there and nothing is running.
A page may take 2 s to its first data, a filter 1 s; the exit code says whether all did. The
first page of a fresh server is told apart. Before that, what pages count is timed alone.
"""

import argparse
import datetime as dt
import statistics
import sys
import time
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from repeated import repeated

from analyser.corpus import HeldCorpus
from analyser.dashboard.layout import PAGES
from analyser.queries import positions
from analyser.selection import Selection
from tests.dashboard.conftest import serve

FIRST, FILTER = 2.0, 1.0


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--contributions", type=int, default=100_000)
    asked = parser.parse_args()
    large = repeated(
        asked.corpus,
        asked.corpus.with_name(f"{asked.corpus.name}-{asked.contributions}"),
        asked.contributions,
    )
    aggregates(large)
    with serve(large) as address, sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        slow = measure(browser, address)
        browser.close()
    return int(bool(slow))


_COUNTED = (
    "SELECT count(*) AS n FROM chosen WHERE speaker IS NOT NULL",
    "SELECT party, count(*) AS n FROM chosen WHERE speaker IS NOT NULL GROUP BY 1",
    "SELECT measure, stance, count(*) AS n FROM chosen JOIN positions USING (contribution_id)"
    " GROUP BY ALL",
    "SELECT theme, direction, count(*) AS n FROM chosen JOIN themes USING (contribution_id)"
    " GROUP BY ALL",
    "SELECT year(date) AS year, count(*) AS n FROM chosen GROUP BY 1",
)
"""What pages count of a selection."""
_SELECTIONS = (
    *(Selection(), Selection(party=("con",)), Selection(measure=("online-safety",))),
    *(Selection(house=("lords",)), Selection(stance=("oppose",)), Selection(theme=("privacy",))),
    Selection(date_from=dt.date(2000, 1, 1), date_to=dt.date(2010, 1, 1)),
)


def aggregates(folder: Path) -> None:
    """Print what counting a selection takes, each query under each selection five times."""
    held = HeldCorpus(folder)
    views = (positions.debates, positions.members)
    asked = [partial(held.select, sql, each) for sql in _COUNTED for each in _SELECTIONS]
    asked += [partial(view, held, each) for view in views for each in _SELECTIONS]
    took = []
    for query in asked * 5:
        start = time.perf_counter()
        query()
        took.append(time.perf_counter() - start)
    p95 = statistics.quantiles(took, n=20)[-1]
    print(f"aggregates  median {statistics.median(took):6.3f} s   p95 {p95:6.3f} s", flush=True)


def measure(browser: Browser, address: str) -> list[str]:
    """Print what each page and its filter took; return the names of those over the limit."""
    slow = []
    context = browser.new_context()  # a browser that keeps the files of Streamlit itself
    page = context.new_page()
    print(f"first page of a fresh server {_opened(page, address, ''):5.2f} s")
    names = [title.lower() for part in PAGES.values() for title in part]
    for name in ["", *names[1:]]:  # the first is the default page, which has no name of its own
        opened = []
        for _ in range(3):
            fresh = context.new_page()
            opened.append(_opened(fresh, address, name))
            fresh.close()
        first = statistics.median(opened)
        filtered = _filtered(page, address, name)
        over = first > FIRST or (filtered is not None and filtered > FILTER)
        slow += [name] if over else []
        shown = "     –" if filtered is None else f"{filtered:6.2f}"
        print(
            f"{name:12} first data {first:6.2f} s   filter {shown} s   {'SLOW' if over else ''}",
            flush=True,
        )
    return slow


_DATA = (
    ".stHtml :is(table, article, dl, p.note), .stVegaLiteChart svg, "
    ".stMain textarea, .stMain iframe"
)


def _opened(page: Page, address: str, name: str) -> float:
    start = time.perf_counter()
    page.goto(f"{address}/{name}", wait_until="commit")
    page.locator(_DATA).filter(visible=True).first.wait_for()
    return time.perf_counter() - start


def _filtered(page: Page, address: str, name: str) -> float | None:
    _opened(page, address, name)
    _settle(page)
    page.wait_for_timeout(1_000)  # what loads after the data would close the list again
    box = page.get_by_label("Stance", exact=True)
    if box.count() == 0:
        return None
    box.click()
    option = page.get_by_role("option", name="Oppose")
    option.wait_for()
    start = time.perf_counter()
    option.click()
    page.wait_for_function("() => location.search.includes('stance=Oppose')")
    _settle(page)
    return time.perf_counter() - start


def _settle(page: Page) -> None:
    page.wait_for_function(
        """() => document.querySelector('h1')
        && document.querySelector('[data-test-script-state=notRunning]')"""
    )


if __name__ == "__main__":
    sys.exit(main())
