"""How soon the dashboard shows its data on a large corpus, measured in Chromium.

    python benchmarks/dashboard_speed.py CORPUS [--contributions 100000]

The corpus is repeated until it holds that many contributions (``repeated.py``); the copy stays
beside it for the next run. Each page is opened in turn, then one filter is changed:
the clock runs until what the page says of its selection stands there and nothing is running.
A page may take 2 s to its first data, a filter 1 s; the exit code says whether all did. The
first page of a fresh server is told apart, as are what the queries of the pages take and the
server's memory.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from repeated import repeated

from analyser.dashboard.layout import PAGES
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
    with serve(large) as address, sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        slow = measure(browser, address)
        browser.close()
    return int(bool(slow))


def measure(browser: Browser, address: str) -> list[str]:
    """Print what each page and its filter took; return the names of those over the limit."""
    slow = []
    context = browser.new_context()  # a browser that keeps the files of Streamlit itself
    page = context.new_page()
    print(
        f"first page opened, with the corpus read into memory {_opened(page, address, ''):5.2f} s"
    )
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
