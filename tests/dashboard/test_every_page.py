"""Every page in a real Chromium: by axe, on a phone, light and dark; and its picture."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page, expect

from analyser.corpus import Corpus
from analyser.dashboard.layout import PAGES
from tests.dashboard.conftest import serve

pytestmark = pytest.mark.browser

NAMES = [
    *("" if title == "Home" else title.lower() for part in PAGES.values() for title in part),
    *("measure", "member", "debate"),
]
QUERY = {
    "compare": "compare=Parties&compared-parties=Lan&compared-parties=Orch",
    "search": "q=camera*+-drone",
    "members": "measure=Facial+recognition",
}
"""What is chosen on a page that shows little before anything is."""
ONE = {
    "measure": "measures?measure=Facial+recognition",
    "member": "members?member=Rosalind+Ketterby",
    "debate": "debates?debate=Live+Facial+Recognition+(1+April+2099)",
}
"""The pages of one measure, member and debate."""
_CUT = """
[...document.querySelectorAll('.wide')].filter(e => e.scrollWidth > e.clientWidth + 1)
  .concat([...document.querySelectorAll('.vega-embed :is(svg, canvas)')]
    .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1))
  .map(e => e.getAttribute('aria-label') || e.outerHTML.slice(0, 200))
"""
"""Wide tables and charts, none folded away, of which a screen does not show the whole width."""
_DRAWN = """
[...document.querySelectorAll('[data-testid=stVegaLiteChart]')]
  .every(e => !e.checkVisibility() || e.querySelector('svg, canvas'))
"""
"""Whether every chart that is not folded away is drawn, a moment after the script has ended."""
_LEVELS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe that a dark page can break where the same page in light does not."""


@pytest.fixture(scope="module")
def address(illustrated: Corpus) -> Iterator[str]:
    with serve(illustrated.folder) as served:
        yield served


def _open(page: Page, address: str, name: str) -> list[str]:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/{ONE.get(name, f'{name}?{QUERY.get(name, str())}'.rstrip('?'))}")
    _settled(page)
    return errors


def _settled(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning"
    )
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0)
    expect(page.locator("[data-testid=stException]")).to_have_count(0)


def _picture(page: Page, path: Path) -> None:
    """Keep a picture, where ``PICTURES`` is set, in few colours, which keeps the project small."""
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    page.wait_for_function(_DRAWN)
    page.wait_for_timeout(100)
    if not os.environ.get("PICTURES"):
        return
    page.wait_for_timeout(300)
    drawn = Image.open(BytesIO(page.screenshot())).convert("RGB")
    path.parent.mkdir(exist_ok=True)
    drawn.quantize(96).save(path, optimize=True)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_keeps_nobody_out(address: str, page: Page, artefacts: Path, name: str) -> None:
    """In light, in dark, and on a phone."""
    pictures = artefacts / "pages"
    page.set_viewport_size({"width": 1280, "height": 1000})
    errors = _open(page, address, name)
    expect(page.get_by_role("note").first).to_contain_text("fiction")
    assert page.get_by_role("heading", level=1).count() == 1
    _picture(page, pictures / f"{name or 'home'}-light.png")
    assert _serious(page) == set()
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(_CUT) == []
    _picture(page, pictures / f"{name or 'home'}-phone.png")
    assert _serious(page) == set()
    _unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(_CUT) == []
    _unfold(page)
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.emulate_media(color_scheme="dark")
    app = page.locator("[data-testid=stApp]")
    expect(app).to_have_css("background-color", "rgb(18, 22, 27)")
    _picture(page, pictures / f"{name or 'home'}-dark.png")
    assert _serious(page, rules=_COLOURS) == set()
    assert errors == []


def _unfold(page: Page) -> None:
    """Open what is folded away, or fold it again, and wait until its charts have their width."""
    for folded in page.locator("[data-testid=stExpander] > details > summary:visible").all():
        folded.click()
    page.wait_for_function(_DRAWN)
    page.wait_for_timeout(500)


def _serious(page: Page, rules: list[str] | None = None) -> set[tuple[str, str]]:
    """Return what axe finds on a page that would keep somebody out: the rule and where.

    Streamlit's own menu of pages, which a phone shows when asked, has lists within lists that axe
    calls serious; it is not ours to write.
    """
    found = Axe().run(
        page,
        context={"exclude": [["[data-testid=stSidebarNav]"]]},
        options={"runOnly": rules or _LEVELS, "resultTypes": ["violations"]},
    )
    return {
        (broken["id"], node["html"][:200])
        for broken in found.response["violations"]
        if broken["impact"] in ("serious", "critical")
        for node in broken["nodes"]
    }
