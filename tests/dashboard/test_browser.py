"""The dashboard in a real Chromium: filters in the address, charts that lead to words, keys."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from analyser.corpus import Corpus
from tests.dashboard.conftest import serve

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(illustrated: Corpus) -> Iterator[str]:
    with serve(illustrated.folder) as served:
        yield served


def test_filters_live_in_the_address_across_pages_and_reloads(address: str, page: Page) -> None:
    page.goto(f"{address}/measures")
    page.get_by_label("Measure", exact=True).click()
    page.get_by_role("option", name="Facial recognition").click()
    selected = page.locator("p.selected")
    expect(selected).to_contain_text("Selected: measure Facial recognition.")
    assert "measure=Facial" in page.url
    page.keyboard.press("Escape")
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Themes", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Themes")
    expect(selected).to_contain_text("Selected: measure Facial recognition.")
    page.get_by_role("link", name="Home", exact=True).click()
    expect(page.get_by_label("Find a measure")).to_be_visible()
    page.get_by_role("link", name="Members", exact=True).click()
    expect(selected).to_contain_text("Selected: measure Facial recognition.")
    expect(page).to_have_url(re.compile("measure=Facial"))
    page.reload()
    expect(selected).to_contain_text("Selected: measure Facial recognition.")
    page.get_by_role("button", name="Clear filters").click()
    expect(selected).to_have_count(0)
    assert "measure" not in page.url


def test_others_on_the_same_side_are_looked_for_when_asked(address: str, page: Page) -> None:
    page.goto(f"{address}/measures?measure=Facial+recognition")
    fold = page.locator("details").filter(has_text="Others on this side in similar words").first
    answer = re.compile("Near in meaning, as a program|Nobody else on this side")
    expect(fold).to_be_visible()
    expect(fold).not_to_contain_text(answer)
    fold.get_by_text("Others on this side in similar words").click()
    expect(fold).to_contain_text(answer)


def test_at_most_eight_entries_lead_on_and_the_current_one_is_marked(
    address: str, page: Page
) -> None:
    page.goto(f"{address}/members")
    expect(page.get_by_role("heading", level=1)).to_have_text("Members")
    entries = page.get_by_test_id("stTopNavLinkContainer")
    expect(entries.first).to_be_visible()
    shown = page.get_by_test_id("stHeader").locator("a:visible, button:visible")
    assert shown.count() <= 8
    expect(page.locator('[data-testid=stHeader] a[aria-current="page"]')).to_have_text("Members")


def test_a_filter_that_a_page_does_not_use_is_not_drawn_unless_it_is_set(
    address: str, page: Page
) -> None:
    page.goto(f"{address}/promises")
    expect(page.get_by_label("Measure", exact=True)).to_be_visible()
    expect(page.get_by_label("Stance", exact=True)).to_have_count(0)
    page.goto(f"{address}/promises?stance=Support")
    expect(page.get_by_label("Stance", exact=True)).to_be_visible()
    expect(page.locator("p.selected")).to_contain_text("stance support")


def test_a_bar_leads_to_the_words_behind_it(address: str, page: Page) -> None:
    page.goto(f"{address}/measures")
    page.locator("path[aria-label^='Facial recognition, Oppose: ']").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Who stood where on facial recognition")
    table = page.locator("h3").filter(has_text="Oppose").locator("xpath=following::table[1]")
    name = table.get_by_role("link").first
    who = name.inner_text()
    name.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(who)
    expect(page.locator("article.quote").filter(has_text="Oppose").first).to_be_visible()


def test_a_division_can_be_read_by_keyboard(address: str, page: Page) -> None:
    page.goto(
        f"{address}/debates?debate=Interception+(Modernisation)+Bill+[Fictional]+(1+April+2099)"
    )
    expect(page.get_by_role("heading", name="Division 212")).to_be_visible()
    votes = page.locator("summary").filter(has_text="named votes").first
    votes.focus()
    page.keyboard.press("Enter")
    table = page.get_by_role("table", name="Votes, tellers marked").first
    expect(table.get_by_role("row")).to_have_count(45)  # a head, 40 votes and 4 tellers
    expect(table.get_by_role("cell", name="teller")).to_have_count(4)
