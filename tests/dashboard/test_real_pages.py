"""Real days: every page under every filter, and the questions that analysts ask, from Home."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect
from streamlit.testing.v1 import AppTest

from analyser.corpus import Corpus
from analyser.dashboard import layout
from analyser.text.normalisation import normalised
from tests.dashboard.conftest import APP, serve

PAGES = tuple(title.lower() for titles in layout.PAGES.values() for title in titles)
UNFILTERED = ("home", "press", "coverage", "method")
FILTERS: tuple[dict[str, str], ...] = (
    {},
    {"measure": "Police powers", "stance": "Oppose", "party": "LD"},
    {"house": "Commons", "from": "1970-12-15", "to": "1987-12-31"},
)
NOT_SAID = re.compile(r">(None|\[\])<|\b(nan|NaN|NaT)\b|<NA>")
WITHIN = 10_000  # milliseconds from the last click to the answer


@pytest.fixture(scope="module")
def address(real_record: Corpus) -> Iterator[str]:
    with serve(real_record.folder) as served:
        yield served


@pytest.mark.parametrize("filters", FILTERS, ids=lambda chosen: " ".join(chosen) or "everything")
def test_every_page_draws_real_days(
    real_record: Corpus, filters: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANALYSER_CORPUS", str(real_record.folder))
    counted = set()
    for page in PAGES:
        app = AppTest.from_file(str(APP), default_timeout=60)
        if page != "home":
            app.switch_page(f"analyser/dashboard/pages/{page}.py")
        for name, value in filters.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception, (page, app.exception)
        shown = "\n".join(str(element.proto.body) for element in app.get("html"))
        assert not NOT_SAID.search(shown), (page, NOT_SAID.search(shown))
        if page not in UNFILTERED and filters:
            said = re.search(r"([\d,]+ of [\d,]+) \([^)]*\) contributions", shown)
            assert said, page
            counted.add(said[1])
    assert len(counted) == bool(filters), "every page says the same of what is selected"


def _ask(page: Page, address: str, words: str) -> None:
    """Open Home and type into its one search box."""
    page.goto(address)
    page.get_by_label("Find a measure").fill(words)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Found")).to_be_visible()


def _links(page: Page, group: str) -> Locator:
    section = page.locator(".answers section").filter(has=page.get_by_role("heading", name=group))
    return section.get_by_role("link")


@pytest.mark.browser
def test_who_argued_about_live_facial_recognition_and_why(address: str, page: Page) -> None:
    _ask(page, address, "live facial recogntion")
    _links(page, "Measures").first.click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Who stood where on facial recognition", timeout=WITHIN)
    against, in_favour = (
        page.locator("h3").filter(has_text=side).locator("xpath=following::table[1]")
        for side in ("Oppose", "Support")
    )
    expect(in_favour).to_contain_text("Kit Malthouse", timeout=WITHIN)
    expect(in_favour).to_contain_text("The Minister of State, Home Department")
    expect(in_favour).to_contain_text("Shabana Mahmood")
    expect(against).to_contain_text("Lord Clement-Jones")
    expect(against).to_contain_text("Baroness Kidron")  # for limits, on 9 December 2025
    grounds = page.get_by_role("heading", name="On which grounds")
    named = grounds.locator("xpath=following::h3")
    expect(named.get_by_text("Public safety", exact=True).first).to_be_visible()
    against.get_by_role("link", name="Lord Clement-Jones").click()
    cards = page.locator("article.quote").filter(has_text="Oppose")
    expect(cards.first).to_contain_text("24 July 2023", timeout=WITHIN)


@pytest.mark.browser
def test_what_ministers_promised_on_online_safety(address: str, page: Page) -> None:
    _ask(page, address, "online harms")
    _links(page, "Debates").filter(has_text="Online Harms Consultation").click()
    page.get_by_role("link", name="What ministers promised here").click()
    said = page.locator("p.answer")
    expect(said).to_contain_text("1 minister in 1 debate", timeout=WITHIN)
    assert int(said.inner_text().split()[0]) >= 12
    quotes = page.locator("article.quote blockquote").all_inner_texts()
    for words in ("in 2021", "criminal sanctions for senior managers", "media literacy strategy"):
        assert any(words in quote for quote in quotes)
    denials = [q for q in quotes if re.match(r"(\w+, )?(I|[Ww]e) (will|shall) not\b", q)]
    assert denials == []


@pytest.mark.browser
def test_how_a_member_stood_on_a_measure(address: str, page: Page) -> None:
    _ask(page, address, "Yvete Coper police powers")
    _links(page, "Straight to the answer").filter(has_text="Yvette Cooper").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Yvette Cooper", timeout=WITHIN)
    cards = page.locator("article.quote")
    expect(cards.filter(has_text="Support").first).to_contain_text("11 August 2011")
    expect(cards.filter(has_text="Mixed").first).to_contain_text("Shadow Home Secretary")
    expect(page.get_by_role("link", name="TheyWorkForYou").first).to_be_visible()


@pytest.mark.browser
def test_nobody_is_called_a_rebel_whose_words_are_not_plain(address: str, page: Page) -> None:
    _ask(page, address, "Police, Crime, Sentencing and Courts Bill")
    _links(page, "Debates").filter(has_text="Police, Crime").first.click()
    page.get_by_role("link", name="Who departs from a party’s line here").click()
    # She is for her party's Bill and against its clauses on protest, which her speech is about.
    named = page.locator("article.quote:visible")
    expect(named.first).to_contain_text("Fiona Bruce", timeout=WITHIN)
    expect(named.filter(has_not_text="Fiona Bruce")).to_have_count(0)
    lines = page.get_by_role("table", name="Parties with a majority position")
    protest = lines.get_by_role("row").filter(has_text="Policing of protest")
    expect(protest.filter(has_text="Con")).to_contain_text("Support")
    expect(protest.filter(has_text="Lab")).to_contain_text("Oppose")


@pytest.mark.browser
def test_every_mention_of_end_to_end_encryption(
    address: str, page: Page, real_record: Corpus
) -> None:
    spoken = real_record.table("contributions").dropna(subset=["speaker"])["text"]
    named = sum(
        bool(re.search(r"\bend\W+to\W+end\W+encryption\b", normalised(text).text, re.IGNORECASE))
        for text in spoken
    )
    assert named > 3
    _ask(page, address, "end-to-end encryption")
    _links(page, "Words in the record").filter(has_text="side by side").click()
    found = page.get_by_role("status").filter(has_text="contributions hold these words")
    expect(found).to_contain_text(f"{named:,} of {len(spoken):,}", timeout=WITHIN)
    hits = page.get_by_role("table").locator("mark")
    expect(hits.first).to_be_visible()
    assert {re.sub(r"\W+", " ", hit).casefold() for hit in hits.all_inner_texts()} == {
        "end to end encryption"
    }
