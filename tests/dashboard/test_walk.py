"""An analyst's afternoon in a real Chromium: from a measure to a briefing that can be defended."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from playwright.sync_api import Page, expect

from analyser.corpus import Corpus
from analyser.wording import day
from tests.dashboard.conftest import serve

pytestmark = pytest.mark.browser

_NOTE = re.compile(r'<w:endnote w:id="[1-9]\d*">(.*?)</w:endnote>')


@pytest.fixture(scope="module")
def address(illustrated: Corpus) -> Iterator[str]:
    with serve(illustrated.folder) as served:
        yield served


def _menu(page: Page, name: str, *, more: bool = False) -> None:
    if more:
        page.get_by_role("button", name="More", exact=True).click()
        page.get_by_role("menuitem", name=name, exact=True).click()
    else:
        page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def _choose(page: Page, label: str, *options: str) -> None:
    box = page.get_by_label(label, exact=True)
    for option in options:
        box.click()
        box.fill(option)
        page.get_by_role("option", name=option, exact=True).click()
    page.keyboard.press("Escape")


def test_from_a_measure_to_a_briefing(
    address: str, page: Page, illustrated: Corpus, tmp_path: Path
) -> None:
    member = _with_a_side(illustrated, "facial-recognition")
    page.goto(f"{address}/measures")
    _choose(page, "Measure", "Facial recognition")
    expect(page.locator("p.selected")).to_contain_text("measure Facial recognition")

    _menu(page, "Members")
    page.get_by_role("rowheader").get_by_role("link", name=member).click()
    expect(page.get_by_role("heading", level=1, name=member)).to_be_visible()
    expect(page.locator("p.selected")).to_contain_text("measure Facial recognition")
    card = page.locator("article.quote").filter(has=page.locator("details.why")).first
    words = card.locator("blockquote").inner_text()
    card.get_by_text(re.compile("Why (support|oppose|mixed)")).click()
    expect(card.locator("details.why")).to_contain_text("Confidence")

    card.get_by_role("link", name="In the debate").click()
    landed = page.locator("section.row.landed")
    expect(landed).to_contain_text(member)
    expect(landed.locator("mark.evidence").first).to_be_in_viewport()
    assert words in landed.inner_text()

    _menu(page, "Compare", more=True)
    _choose(page, "Members, two to four", "Philippa Quillfeather", "Ignatius Pettibone")
    compared = page.get_by_role("table", name="Contributions that use a theme")
    expect(compared).to_contain_text("Ignatius Pettibone")

    _menu(page, "Briefing")
    page.get_by_text("At most six pages").click()
    preview = page.frame_locator("iframe")
    expect(preview.get_by_text("Left out of this length")).to_have_count(0)
    expect(preview.get_by_role("heading", level=1)).to_be_visible()
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Word", exact=True).click()
    file = tmp_path / downloaded.value.suggested_filename
    downloaded.value.save_as(file)
    _defend(file, illustrated)


def _with_a_side(corpus: Corpus, measure: str) -> str:
    """Return the first name, in alphabetical order, that takes a side on a measure."""
    told = corpus.select(
        "SELECT min(speaker) AS name FROM chosen JOIN positions USING (contribution_id)"
        " WHERE measure = $measure AND stance IN ('support', 'oppose')",
        measure=measure,
    )
    return str(told["name"].item())


def _defend(file: Path, corpus: Corpus) -> None:
    """Assert that every quote and every reference of a Word file is in the corpus."""
    record = corpus.select(
        'SELECT speaker, house, date, title, section, text, "column" FROM chosen'
    )
    quotes = [
        paragraph.text[1 : paragraph.text.rindex("”")]
        for paragraph in docx.Document(str(file)).paragraphs
        if paragraph.style is not None and paragraph.style.name == "Quote"
    ]
    assert len(quotes) > 5
    texts = "\n".join(record["text"])
    assert [quote for quote in quotes if quote not in texts] == []
    places = {
        f"{row['speaker']}, {row['title']}, {_cited(row)}"
        for row in record.dropna(subset=["speaker"]).to_dict("records")
    }
    notes = [
        re.sub(r"<[^>]+>", "", note).strip()
        for note in _NOTE.findall(zipfile.ZipFile(file).read("word/endnotes.xml").decode())
    ]
    assert len(notes) > 5
    assert [note for note in notes if note not in places] == []
    if shutil.which("soffice") is None:
        pytest.skip("no LibreOffice here: `make test` installs it")
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(file.parent)]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=120)
    read = pypdf.PdfReader(file.with_suffix(".pdf"))
    shown = _plain(" ".join(page.extract_text() for page in read.pages))
    assert [quote for quote in quotes if _plain(quote) not in shown] == []


def _cited(row: dict[Hashable, Any]) -> str:
    """Return series, day and column, as the House of Commons Library cites them."""
    where = f"{day(row['date'])} c{row['column']}"
    if row["section"] == "Westminster Hall":
        return f"HC Deb [Westminster Hall] {where}WH"
    return f"{'HL' if row['house'] == 'Lords' else 'HC'} Deb {where}"


def _plain(text: str) -> str:
    """Return the letters alone: lines are broken and hyphenated elsewhere on each page."""
    return re.sub(r"[\W_]+", "", text)
