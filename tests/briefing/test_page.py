"""The dashboard's Briefing page: the briefing itself is shown, and every form is of that one."""

from collections.abc import Iterator

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analyser.briefing import brief, rendered
from analyser.corpus import Corpus
from analyser.selection import Selection
from tests.dashboard.conftest import APP, _main_stays

__all__ = ["_main_stays"]


@pytest.fixture
def page(illustrated: Corpus, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The page on the illustrative sitting, with nothing made yet."""
    st.cache_resource.clear()
    monkeypatch.setenv("ANALYSER_CORPUS", str(illustrated.folder))
    app = AppTest.from_file(str(APP), default_timeout=120)
    app.switch_page("analyser/dashboard/pages/briefing.py")
    app.query_params["measure"] = "facial-recognition"
    yield app.run()
    st.cache_resource.clear()


def _preview(app: AppTest) -> str:
    assert not app.exception, app.exception
    (frame,) = app.get("iframe")
    return str(frame.proto.srcdoc)


def _as_file(corpus: Corpus, **asked: object) -> str:
    made = brief(corpus, Selection(measure=("facial-recognition",)), **asked)  # type: ignore[arg-type]
    return rendered(made, corpus, ".html").decode()


def _framed(page: str) -> str:
    inside = page.replace("<head>", '<head><base href="about:srcdoc">')
    return inside.replace('<a href="http', '<a target="_blank" rel="noopener" href="http')


def test_the_preview_is_the_briefing_itself(page: AppTest, illustrated: Corpus) -> None:
    assert _preview(page) == _framed(_as_file(illustrated, pages="2"))


def test_options_draw_it_again_and_keep_what_was_typed(page: AppTest, illustrated: Corpus) -> None:
    page.text_area(key="brief-notes").set_value("Mind the tides.")
    page.text_input(key="brief-title").set_value("Faces")
    page.run()
    page.radio(key="brief-length").set_value("At most six pages").run()
    asked: dict[str, object] = {"pages": "6", "notes": "Mind the tides.", "title": "Faces"}
    assert _preview(page) == _framed(_as_file(illustrated, **asked))
    page.multiselect(key="brief-sections").set_value(["Who spoke for and against"]).run()
    asked |= {"sections": ("positions", "notes")}
    assert _preview(page) == _framed(_as_file(illustrated, **asked))
    assert page.text_area(key="brief-notes").value == "Mind the tides."


def test_what_was_typed_is_there_on_coming_back(page: AppTest) -> None:
    page.text_input(key="brief-title").set_value("Faces").run()
    page.switch_page("analyser/dashboard/pages/themes.py").run()
    page.switch_page("analyser/dashboard/pages/briefing.py").run()
    assert page.text_input(key="brief-title").value == "Faces"
    assert "<h1>Faces</h1>" in _preview(page)


def test_each_form_is_one_click_away(page: AppTest) -> None:
    buttons = {each.proto.label: each.proto for each in page.get("download_button")}
    assert list(buttons) == ["Word", "PDF", "Web page", "Markdown"]


def test_reviewed_ones_only_is_refused_where_none_is(page: AppTest) -> None:
    page.toggle(key="brief-reviewed").set_value(True).run()
    assert not page.get("iframe")
    assert not page.get("download_button")
    told = "\n".join(str(each.proto.body) for each in page.get("html"))
    assert "no person has confirmed or corrected any of the" in told
