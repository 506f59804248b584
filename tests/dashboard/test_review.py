"""Forty positions reviewed by keyboard, taken to a fresh corpus, and briefed on."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from analyser import wording
from analyser.briefing import brief
from analyser.corpus import Corpus
from analyser.corpus.reviews import Review, Verdict, current, read
from analyser.pipeline.analyse import analyse
from analyser.queries.positions import positions
from analyser.selection import Selection
from tests.conftest import Run
from tests.dashboard.conftest import serve

KEYS = {"r": Verdict.RIGHT, "w": Verdict.WRONG, "n": Verdict.UNRELATED}
FORTY = ("rrrwrrnr" * 5)[:39]  # and one corrected, to begin with
NAME = "Ada Fen of the Library"


def _press(page: Page, key: str) -> None:
    """Press a key on the position shown, and wait until the next one is."""
    card = page.locator(".quote.alone .review")
    place = card.get_attribute("data-contribution"), card.get_attribute("data-measure")
    page.keyboard.press(key)
    page.wait_for_function(
        "([c, m]) => { const at = document.querySelector('.quote.alone .review');"
        " return at && (at.dataset.contribution !== c || at.dataset.measure !== m); }",
        arg=list(place),
    )


def _correct(page: Page, of: int) -> None:
    """Give the first position another stance; the dialogue asks for the name as well."""
    page.keyboard.press("o")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Your name").fill(NAME)
    dialog.get_by_text("Oppose", exact=True).click()
    dialog.get_by_role("button", name="Keep").click()
    expect(page.get_by_text(f"{wording.share(1, of)} positions reviewed")).to_be_visible()


@pytest.mark.browser
def test_forty_positions_by_keyboard_change_the_briefing(
    illustrated: Corpus, page: Page, tmp_path: Path, run: Run
) -> None:
    corpus = Corpus(tmp_path / "corpus")
    shutil.copytree(illustrated.folder, corpus.folder)
    of = len(positions(corpus))
    with serve(corpus.folder) as address:
        page.goto(f"{address}/review")
        expect(page.locator(".quote.alone")).to_be_visible()
        page.wait_for_selector("html[data-reviewing=ready]", state="attached")
        _correct(page, of)
        for key in FORTY:
            _press(page, key)
        expect(page.get_by_text(f"{wording.share(40, of)} positions reviewed")).to_be_visible()
    made = current(read(corpus))
    assert len(made) == 40
    assert {review.reviewer for review in made.values()} == {NAME}
    counts = {verdict: FORTY.count(key) for key, verdict in KEYS.items()} | {Verdict.OTHER: 1}
    assert {v: sum(r.verdict is v for r in made.values()) for v in counts} == counts

    file = tmp_path / "reviews.csv"
    assert run("review", "export", file).exit_code == 0
    with corpus.writing() as writer:
        for sitting in corpus.sittings():
            writer.drop("coding", sitting["sitting_id"])
    analyse(corpus, workers=1)
    _is_reviewed(corpus, made)
    shutil.move(corpus.folder, tmp_path / "reviewed")
    fresh = Corpus(tmp_path / "corpus")
    shutil.copytree(illustrated.folder, fresh.folder)
    before = brief(fresh, Selection())
    assert run("review", "import", file).exit_code == 0
    _is_reviewed(fresh, made)
    after = brief(fresh, Selection())
    assert before.sections != after.sections
    only = brief(fresh, Selection(), reviewed_only=True)
    kept = {r.contribution_id for r in made.values() if r.verdict in (Verdict.RIGHT, Verdict.OTHER)}
    stances = [quote for quote in only.quotes() if quote.stance]
    by_number = {each.number: each.contribution_id for each in only.references}
    assert {by_number[quote.reference] for quote in stances} <= kept


def _is_reviewed(corpus: Corpus, made: dict[tuple[str, str], Review]) -> None:
    """Assert that what people rejected is gone, and what they gave or confirmed stands."""
    rows = positions(corpus)
    shown = {
        (str(row["contribution_id"]), str(row["measure"])): str(row["stance"])
        for row in rows.to_dict("records")
    }
    for on, review in made.items():
        expected = None if review.stance is None else str(review.stance)
        assert shown.get(on) == expected, (on, review.verdict)


@pytest.mark.browser
def test_every_quote_can_be_reviewed_and_undone_where_it_stands(
    illustrated: Corpus, page: Page, tmp_path: Path
) -> None:
    corpus = Corpus(tmp_path / "corpus")
    shutil.copytree(illustrated.folder, corpus.folder)
    with serve(corpus.folder) as address:
        page.goto(f"{address}/measures?measure=Facial+recognition")
        page.wait_for_selector("html[data-reviewing=ready]", state="attached")
        card = page.locator("article.quote").filter(has=page.locator(".review")).first
        words = card.locator("blockquote").inner_text()
        card.get_by_text("Is this right?").click()
        card.get_by_role("button", name="Right").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Your name").fill(NAME)
        dialog.get_by_role("button", name="Keep").click()
        card = page.locator("article.quote").filter(has_text=words).first
        expect(card.locator(".reviewed")).to_have_text(f"Reviewed by {NAME}.")
        card.focus()
        page.keyboard.press("z")
        expect(card.locator(".reviewed")).to_have_count(0)
        card.focus()
        page.keyboard.press("w")
        gone = page.locator("article.quote").filter(has_text=words)
        expect(gone.filter(has=page.locator(".review"))).to_have_count(0)
    assert [each.verdict for each in read(corpus)] == [Verdict.RIGHT, Verdict.UNDO, Verdict.WRONG]
