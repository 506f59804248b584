"""Every page in Chromium on a debate whose every name, title, text and address is a payload."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

from analyser.dashboard.layout import PAGES
from tests.dashboard.conftest import serve
from tests.payloads import payloads

pytestmark = pytest.mark.browser

NAMES = [title.lower() for titles in PAGES.values() for title in titles if title != "Method"]
AMONG_THEM = {"home": "", "debates": "debates?open=d%3Cb+id%3Dstruck%3E", "search": "search?q=CCTV"}
ADDRESSES = "[...document.querySelectorAll('[href],[src]')].map(e => e.href || e.src || '')"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(payloads(tmp_path_factory.mktemp("payloads")).folder) as served:
        yield served


def test_nothing_from_a_file_becomes_part_of_a_page(address: str, page: Page) -> None:
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    seen = ""
    for name in NAMES:
        page.goto(f"{address}/{AMONG_THEM.get(name, name)}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        app = page.locator("[data-testid=stApp]")
        expect(app).to_have_attribute("data-test-script-state", "notRunning")
        assert page.evaluate("window.struck") is None, name
        assert page.locator("#struck, [onerror]").count() == 0, name
        schemes = {each.split(":")[0] for each in page.evaluate(ADDRESSES) if ":" in each}
        assert schemes <= {"http", "https", "blob"}, (name, schemes)
        seen += page.locator("body").inner_text()
    assert asked == []
    assert seen.count("<script>window.struck=1</script>") > 20, "the payloads are there to be read"


def test_a_download_holds_no_formula(address: str, page: Page, tmp_path: Path) -> None:
    page.goto(f"{address}/members")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download as CSV").click()
    coming.value.save_as(tmp_path / "d.csv")
    with (tmp_path / "d.csv").open(encoding="utf8", newline="") as file:
        rows = list(csv.reader(file))
    assert any(cell.startswith("'=") for row in rows for cell in row)
    assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r\n＝"))]
