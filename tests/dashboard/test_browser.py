"""The dashboard in a real Chromium, on fiction and on the real record."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from analyser.corpus import Corpus
from analyser.members import Register
from analyser.pipeline.analyse import analyse
from analyser.pipeline.ingest import ingest
from tests.dashboard.conftest import serve

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(illustrated: Corpus) -> Iterator[str]:
    with serve(illustrated.folder) as served:
        yield served


@pytest.fixture(scope="module")
def real_address(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sitting of 15 December 2020, read with the register of members, coded and served."""
    corpus = Corpus(tmp_path_factory.mktemp("real") / "corpus")
    day = shared / "corpus" / "twfy-xml" / "debates" / "debates2020-12-15a.xml"
    ingest([day], corpus, register=Register.read([shared / "people"]))
    analyse(corpus)
    with serve(corpus.folder) as served:
        yield served


ONLINE_HARMS = "Online Harms Consultation (15 December 2020)"


def test_the_secretary_of_state_supports_online_safety_in_his_own_words(
    real_address: str, page: Page, artefacts: Path
) -> None:
    page.goto(f"{real_address}/debate")
    page.get_by_label("Debate to read").click()
    page.get_by_role("option", name=ONLINE_HARMS).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Online Harms Consultation")
    measures = page.get_by_role("table", name="Measures in this debate")
    expect(measures.get_by_role("rowheader", name="Online safety")).to_be_visible()
    expect(measures.get_by_role("rowheader", name="Access to encrypted content")).to_be_visible()
    page.screenshot(path=artefacts / "online-harms-debate.png")

    measures.get_by_role("link", name="Online safety").click()
    table = page.get_by_role("table").filter(has_text="Online safety").first
    row = table.get_by_role("row").filter(has_text="Oliver Dowden")
    expect(row).to_contain_text("The Secretary of State for Digital, Culture, Media and Sport")
    supports = row.get_by_role("link", name="support")
    expect(supports).to_be_visible()
    most = max(int(text.split()[1]) for text in row.locator(".stance").all_inner_texts())
    assert int(supports.inner_text().split()[0]) == most
    page.screenshot(path=artefacts / "online-harms-speakers.png")

    row.get_by_role("link", name="Oliver Dowden").click()
    card = page.locator("article.quote").filter(has_text="Support").first
    expect(card).to_contain_text("column 146")
    words = card.locator("blockquote").inner_text()
    hansard = card.get_by_role("link", name="Hansard").get_attribute("href")
    assert hansard is not None
    assert hansard.startswith("https://hansard.parliament.uk/search/Contributions?searchTerm=")
    card.get_by_role("link", name="In the debate").click()
    landed = page.locator("section.row.landed")
    expect(landed).to_contain_text("Oliver Dowden")
    expect(landed).to_contain_text("Support: Online safety")
    marked = landed.locator("mark.evidence").first
    expect(marked).to_be_visible()
    expect(marked).to_be_in_viewport()
    assert words.strip() in " ".join(landed.locator("mark.evidence").all_inner_texts())
    page.screenshot(path=artefacts / "online-harms-evidence.png")


def test_filters_live_in_the_address_across_pages_and_reloads(address: str, page: Page) -> None:
    page.goto(address)
    page.get_by_label("Measure", exact=True).click()
    page.get_by_role("option", name="Facial recognition").click()
    selected = page.locator("p.selected")
    expect(selected).to_contain_text("Selected: measure Facial recognition —")
    assert "measure=Facial" in page.url
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Positions", exact=True).click()
    page.get_by_role("menuitem", name="Themes", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Themes")
    expect(selected).to_contain_text("Selected: measure Facial recognition —")
    assert "measure=Facial" in page.url
    page.reload()
    expect(selected).to_contain_text("Selected: measure Facial recognition —")
    page.get_by_role("button", name="Clear filters").click()
    expect(selected).to_contain_text("Selected: everything in the corpus —")
    assert "measure" not in page.url


def test_a_number_leads_to_the_words_behind_it(address: str, page: Page) -> None:
    page.goto(address)
    row = page.get_by_role("row").filter(has_text="Identity cards and digital identity").first
    number = row.get_by_role("link").nth(1)
    count = int(number.inner_text())
    number.click()
    expect(page.locator("p.selected")).to_contain_text("Identity cards and digital identity")
    cells = page.locator("table .stance")
    expect(cells.first).to_be_visible()
    assert sum(int(cell.split()[1]) for cell in cells.all_inner_texts()) == count


def test_a_division_can_be_read_by_keyboard(address: str, page: Page) -> None:
    page.goto(
        f"{address}/debate?debate=Interception+(Modernisation)+Bill+[Fictional]+(1+April+2099)"
    )
    expect(page.get_by_role("heading", name="Division 212")).to_be_visible()
    votes = page.locator("summary").filter(has_text="named votes").first
    votes.focus()
    page.keyboard.press("Enter")
    table = page.get_by_role("table", name="Votes, tellers marked").first
    expect(table.get_by_role("row")).to_have_count(45)  # a head, 40 votes and 4 tellers
    expect(table.get_by_role("cell", name="teller")).to_have_count(4)
