"""The Press page: an article pasted, checked and shown, without a browser and in Chromium."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from analyser.corpus import Corpus
from analyser.pipeline.ingest import ingest
from tests.dashboard.conftest import APP, serve
from tests.record import write_xml

ARTICLE = """Piers to be watched, say members

Published 9 January 2020

Bo Marsh, the MP for Wick, told the Commons on Wednesday: "I oppose live facial recognition,
because it intrudes on the private life of everyone."

Ada Fenn, the MP for Ebb, told MPs it would "keep grown-ups safe on the piers".

A spokesman for Piers Watch said 80% of visitors were in favour.
""".replace("recognition,\nbecause", "recognition, because")


def _shown(app: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in app.get("html"))


def _press(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("ANALYSER_CORPUS", str(folder))
    monkeypatch.delenv("ANALYSER_REGISTER", raising=False)
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    app.switch_page("analyser/dashboard/pages/press.py").run()
    assert not app.exception, app.exception
    return app


def _check(app: AppTest, article: str) -> str:
    app.text_area[0].set_value(article)
    app.button[0].click().run()
    assert not app.exception, app.exception
    return _shown(app)


def test_an_article_is_held_against_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([write_xml(tmp_path / "in")], Corpus(tmp_path / "corpus"))
    shown = _check(_press(tmp_path / "corpus", monkeypatch), ARTICLE)
    assert "Of 9 January 2020, on facial recognition: 3 statements, 1 claim" in shown
    assert "The record has these words" in shown
    assert "Ada Fen (spelt otherwise in the article)" in shown
    assert "“grown-ups” is “children” in the record" not in shown  # too few words to be near
    assert "80%" in shown
    assert "debates?open=x%2Fdebate%2F2020-01-08a.1.0&amp;at=" in shown


def test_an_article_can_be_read_without_any_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = _check(_press(tmp_path / "none", monkeypatch), ARTICLE)
    assert "The record of that day is not in this corpus" in shown
    assert "analyser fetch --day 2020-01-08 --house Commons" in shown


@pytest.mark.parametrize(
    ("article", "says"),
    [
        ("", "There is no article yet"),
        ("No one is quoted here. Nothing has a number.", "No statement in this text"),
        ("<script>alert(1)</script>", "no words"),
        ("\x00\x01", "is no text"),
        (
            'Ada Fen, MP for <b>Ebb</b>, told MPs: "<script>alert(1)</script> is what I oppose."',
            "&lt;script&gt;alert(1)&lt;/script&gt; is what I oppose",
        ),
    ],
)
def test_what_is_no_article_is_said_so_and_nothing_in_one_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, article: str, says: str
) -> None:
    shown = _check(_press(tmp_path / "none", monkeypatch), article)
    assert says in shown
    assert "<script>" not in shown


@pytest.mark.browser
def test_the_seed_article_in_chromium(
    shared: Path, tmp_path: Path, page: Page, artefacts: Path
) -> None:
    article = (shared / "seed" / "news-article-2020-01.txt").read_text("utf8")
    with serve(tmp_path / "corpus", ANALYSER_REGISTER=str(shared / "people")) as address:
        page.goto(f"{address}/press")
        page.get_by_label("Article, as text").fill(article)
        page.get_by_label("Day of publication").fill("28/01/2020")
        page.get_by_role("button", name="Check the article").click()
        table = page.get_by_role("table", name="Who speaks in the article")
        for speaker, member, stance in (
            ("Abena Oppong-Assare", "Abena Oppong-Asare", "Oppose"),
            ("Silkie Carlo", "Big Brother Watch", "Oppose"),
            ("Dianne Abbot", "Diane Abbott", "Oppose"),
            ("Sarah Olney", "Sarah Olney", ""),  # the encoder misses her side
            ("Kit Malthouse", "Kit Malthouse", "Support"),
            ("Nick Ephgrave", "Assistant Commissioner", "Support"),
            ("Met Police", "", "Support"),
        ):
            row = table.get_by_role("row").filter(has_text=speaker)
            expect(row).to_contain_text(member)
            expect(row).to_contain_text(stance)
        page.screenshot(path=artefacts / "press.png")
        card = page.locator("article.quote").filter(has_text="spectacular own goal")
        expect(card).to_contain_text("in Parliament, 27 January 2020 (“On Monday”)")
        expect(card).to_contain_text("analyser fetch --day 2020-01-27 --house Commons")
        claims = page.get_by_role("table", name="with figures")
        for figure in ("80%", "eight arrests", "within a month"):
            expect(claims).to_contain_text(figure)
        card.scroll_into_view_if_needed()
        page.screenshot(path=artefacts / "press-statements.png")
        page.set_viewport_size({"width": 390, "height": 844})
        card.scroll_into_view_if_needed()
        page.screenshot(path=artefacts / "press-phone.png")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390
