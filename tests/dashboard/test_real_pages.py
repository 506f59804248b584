"""Every page on real days: people of one name, sittings without a date, votes, undertakings."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analyser.corpus import Corpus
from analyser.dashboard import layout
from analyser.members import Register
from analyser.pipeline.analyse import analyse
from analyser.pipeline.ingest import ingest
from tests.dashboard.conftest import APP

PAGES = tuple(title.lower() for titles in layout.PAGES.values() for title in titles)
UNFILTERED = ("press", "method")
FILTERS: tuple[dict[str, str], ...] = (
    {},
    {"stance": "Oppose"},
    {"measure": "Police powers", "house": "Commons"},
    {"from": "1900-01-01", "to": "1987-12-31"},
    {"party": "LD"},
)
NOT_SAID = re.compile(r">(None|\[\])<|\b(nan|NaN|NaT)\b|<NA>")


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Hansard's text downloads, undated ones too, records in JSON and a day with divisions."""
    corpus = Corpus(tmp_path_factory.mktemp("real") / "corpus")
    record = shared / "corpus"
    day = record / "twfy-xml" / "debates" / "debates2020-06-15a.xml"
    downloads = sorted((record / "hansard-text").glob("*.txt"))[::2]
    given = [*downloads, record / "twfy-json", day]
    read = ingest(given, corpus, register=Register.read([shared / "people"]))
    assert {each.outcome for each in read} <= {"read", "held", "merged"}
    analyse(corpus, jobs=2)
    return corpus


@pytest.mark.parametrize("filters", FILTERS, ids=lambda chosen: " ".join(chosen) or "everything")
def test_every_page_draws_real_days(
    real: Corpus, filters: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANALYSER_CORPUS", str(real.folder))
    app = AppTest.from_file(str(APP), default_timeout=60)
    for name, value in filters.items():
        app.query_params[name] = value
    app.run()
    counted = set()
    for page in PAGES:
        if page != "overview":
            app.switch_page(f"analyser/dashboard/pages/{page}.py").run()
        assert not app.exception, (page, app.exception)
        shown = "\n".join(str(element.proto.body) for element in app.get("html"))
        assert not NOT_SAID.search(shown), (page, NOT_SAID.search(shown))
        if page not in UNFILTERED:
            said = re.search(r"([\d,]+ of [\d,]+) \([^)]*\) contributions", shown)
            assert said, page
            counted.add(said[1])
    assert len(counted) == 1, "every page says the same of what is selected"
