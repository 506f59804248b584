"""Every page, run without a browser: empty, uncoded, coded, hostile, filtered."""

import html
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analyser.coding import Coding, Evidence, Position, Stance, Theme
from analyser.corpus import Corpus, Covered
from analyser.corpus.outcomes import Fetching
from analyser.dashboard import layout
from analyser.dashboard.markup import highlighted
from analyser.debate import Contribution, Debate, House, Kind, Sitting, Speaker
from analyser.pipeline.analyse import analyse
from analyser.pipeline.ingest import ingest
from analyser.second_reader.storing import SecondReading, second_coding, write_second
from tests.dashboard.conftest import APP, ILLUSTRATIVE
from tests.record import write_text, write_xml
from tests.second_reader.conftest import ADA

PAGES = tuple(
    title.lower()
    for titles in layout.PAGES.values()
    for title in titles
    if title not in ("Press", "Method")
)
SAID = "I welcome live facial recognition on the piers, because it will keep children safe."
FEN = Speaker("Ada Fen", "p1", "Lan")
HOSTILE = "<script>alert(1)</script> [x](javascript:y) $$z$$ :red[w] <img src=x onerror=v>"


def _open(
    corpus: Corpus, page: str, monkeypatch: pytest.MonkeyPatch, **query: str | list[str]
) -> AppTest:
    monkeypatch.setenv("ANALYSER_CORPUS", str(corpus.folder))
    app = AppTest.from_file(str(APP), default_timeout=60)
    if page != "home":
        app.switch_page(f"analyser/dashboard/pages/{page}.py")
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def _shown(app: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in app.get("html"))


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_corpus_says_what_to_type(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = _shown(_open(Corpus(tmp_path / "none"), page, monkeypatch))
    assert "analyser ingest PATH" in shown
    assert "analyser analyse" in shown


def test_a_side_that_nobody_takes_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(tmp_path / "corpus")
    ingest([write_xml(tmp_path / "in")], corpus)
    (sitting,) = corpus.sitting_ids()
    coded = Coding((Position("cctv", Stance.SUPPORT, 0.8, Evidence("I", 0, 1)),))
    with corpus.writing() as writer:
        writer.write_coding(sitting, [(ADA, coded)], signature="by-hand")
    shown = _shown(_open(corpus, "home", monkeypatch))
    assert "Nobody here opposes it." in shown
    assert "are unclear" not in shown
    unsure = Coding((Position("cctv", Stance.UNCLEAR, 0.4, Evidence("I", 0, 1)),))
    with corpus.writing() as writer:
        writer.write_coding(sitting, [(ADA, unsure)], signature="by-hand")
    one = _shown(_open(corpus, "measures", monkeypatch, measure="CCTV and body-worn video"))
    assert "Nobody here opposes it. 1 of 1 (100%) are unclear." in one
    with corpus.writing() as writer:
        writer.write_coding(sitting, [(ADA, coded)], signature="by-hand")
    member = _shown(_open(corpus, "members", monkeypatch, member="Ada Fen"))
    assert "Ada Fen supports it once, in 1 contribution on it." in member


def test_a_side_that_the_filter_leaves_out_is_not_said_to_be_empty(
    illustrated: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = {"measure": "Facial recognition"}
    whole = _shown(_open(illustrated, "measures", monkeypatch, **chosen))
    assert "The filter Stance" not in whole
    shown = _shown(_open(illustrated, "measures", monkeypatch, stance="Oppose", **chosen))
    assert "The filter Stance leaves" in shown
    assert shown.count("Left out by the filter Stance.") >= 2
    assert "Nobody here supports" not in shown
    assert "Everybody who argues about it takes a side" not in shown
    answer = whole.partition("class='answer'>")[2].partition("</p>")[0]
    assert "for it" in answer
    assert answer in shown
    named = whole.partition("Named in passing")[2][:300]
    assert named == shown.partition("Named in passing")[2][:300]


def test_pages_say_what_a_second_reader_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(tmp_path / "corpus")
    ingest([write_xml(tmp_path / "in")], corpus)
    (sitting,) = (each.name for each in (corpus.folder / "record").iterdir())
    told = {"contribution_id": ADA, "reader": "tide-7b"}
    side = {"measure": "cctv", "stance": "oppose", "quote": "I", "start": 0, "end": 1}
    rows: dict[str, list[dict[str, Any]]] = {
        "second_positions": [told | side],
        "second_readings": [told | {"outcome": "read"}],
    }
    ours = Coding((Position("cctv", Stance.SUPPORT, 0.8, Evidence("I", 0, 1)),))
    with corpus.writing() as writer:
        writer.write_coding(sitting, [(ADA, ours)], signature="by-hand")
        read = SecondReading("tide-7b", "a codebook", "a signature", rows)
        write_second(writer, sitting, second_coding(corpus, sitting).put(read))
    one = _open(corpus, "measures", monkeypatch, measure="CCTV and body-worn video")
    assert "(second reader tide-7b: oppose)" in _shown(one)
    method = _shown(_open(corpus, "method", monkeypatch))
    assert "Second readers beside the encoder" in method
    assert "1 of 1" in method
    assert "Second readers" not in _shown(_open(Corpus(tmp_path / "none"), "method", monkeypatch))


def test_coverage_says_what_was_asked_for_and_what_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(tmp_path / "corpus")
    ingest([write_xml(tmp_path / "in")], corpus)
    asked = {
        "request": "source=theyworkforyou houses=Commons first=2020-01-07 last=2020-01-09",
        "source": "theyworkforyou",
        "house": "Commons",
        "title": None,
        "address": "https://example.org/",
    }
    outcomes = {7: Fetching.MISSING, 8: Fetching.GOT, 9: Fetching.FAILED}
    with corpus.writing() as writer:
        writer.write_coverage(
            asked["request"] or "",
            [
                Covered(
                    **asked,  # type: ignore[arg-type]
                    item=f"Commons, {day}",
                    date=date(2020, 1, day),
                    outcome=outcome,
                    what=f"why {day}",
                )
                for day, outcome in outcomes.items()
            ],
        )
    shown = _shown(_open(corpus, "coverage", monkeypatch))
    assert (
        "Downloaded from TheyWorkForYou, Commons, 7 January 2020 to 9 January 2020:"
        " 1 of 3 got, 1 missing (the source has nothing), 1 failed." in shown
    )
    assert "why 9" in shown
    assert "why 8" not in shown


@pytest.mark.parametrize("page", PAGES)
def test_an_uncoded_corpus_is_shown_as_such(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(tmp_path / "corpus")
    ingest([write_xml(tmp_path / "in")], corpus)
    shown = _shown(_open(corpus, page, monkeypatch))
    if page == "coverage":
        assert "0 of 1 (0%) sittings are coded" in shown
        assert "Type <code>analyser analyse</code>" in shown
    elif page == "home":
        assert "0 of 1 (0%) sittings coded" in shown
    else:
        assert "1 of 1 (100%) sittings are not coded yet" in shown


def test_a_damaged_corpus_is_an_error_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(tmp_path / "corpus")
    ingest([write_xml(tmp_path / "in")], corpus)
    for name in ("contributions", "debates"):
        (corpus.folder / "record" / "debates2020-01-08" / f"{name}.parquet").write_bytes(b"PAR1")
    shown = _shown(_open(corpus, "home", monkeypatch))
    assert 'role="alert"' in shown
    assert ".parquet" in shown


@pytest.mark.parametrize("page", PAGES)
def test_fiction_carries_its_banner(
    page: str, illustrated: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = _shown(_open(illustrated, page, monkeypatch))
    assert "Illustrative sitting: fiction written for this project." in shown
    assert page in ("coverage", "promises") or "coded by machine from the words alone" in shown
    assert "hansard.parliament.uk" not in shown
    assert "theyworkforyou" not in shown


@pytest.fixture(scope="module")
def namesakes(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Four people of one name: by id or by name alone, with a seat or not, one without a date."""
    corpus = Corpus(tmp_path_factory.mktemp("namesakes") / "corpus")
    people = [("p1", "Ebb", 2019), ("p2", "Ebb", 2021), (None, "Ebb", None), ("p4", None, 2021)]
    with corpus.writing() as writer:
        for n, (person, seat, year) in enumerate(people):
            speaker = Speaker("Ada Fen", person, "Lan", seat)
            said = Contribution(f"c{n}", Kind.SPEECH, f"{SAID} Here are {n}0 piers.", speaker)
            debate = Debate(f"d{n}", "Foghorns", "Chamber", (said,))
            day = date(year, 5, 1) if year else None
            sitting = Sitting(f"s{n}", House.COMMONS, day, "invented", "twfy-xml", (debate,))
            writer.write_sitting(sitting, sha256="")
    analyse(corpus)
    return corpus


def test_people_of_one_name_stay_apart(namesakes: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = html.unescape(_shown(_open(namesakes, "members", monkeypatch)))
    for name in ("Ebb, 2019", "Ebb, 2021", "Ebb, undated", "Lan"):
        assert f">Ada Fen ({name})</a>" in shown
    one = _open(namesakes, "members", monkeypatch, member="Ada Fen (Ebb, undated)")
    assert "1 of 4 (25%) contributions" in _shown(one)


def test_of_very_many_debates_the_latest_are_offered_and_any_chosen_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(tmp_path / "corpus")
    debates = [
        Debate(
            f"d{n}", f"Foghorns {n}", "Chamber", (Contribution(f"c{n}", Kind.SPEECH, SAID, FEN),)
        )
        for n in range(1_005)
    ]
    with corpus.writing() as writer:
        for sitting_id, year, own in (("old", 1999, debates[:5]), ("new", 2020, debates[5:])):
            day = date(year, 5, 1)
            writer.write_sitting(
                Sitting(sitting_id, House.COMMONS, day, "invented", "twfy-xml", tuple(own)),
                sha256="",
            )
    every = _open(corpus, "search", monkeypatch).multiselect(key="debate")
    assert len(every.options) == 1_000
    assert all("(1 May 2020)" in option for option in every.options)
    assert "1,000 of 1,005 (over 99%)" in str(every.proto.help)
    narrowed = _open(corpus, "search", monkeypatch, to="2000-01-01").multiselect(key="debate")
    assert narrowed.options == [f"Foghorns {n} (1 May 1999)" for n in range(5)]
    old = "Foghorns 3 (1 May 1999)"
    app = _open(corpus, "search", monkeypatch, debate=old)
    assert app.multiselect(key="debate").value == [old]
    assert "1 of 1,005 (under 1%) contributions" in _shown(app)
    kept = app.multiselect(key="debate").set_value([old, "Foghorns 9 (1 May 2020)"]).run()
    assert "2 of 1,005 (under 1%) contributions" in _shown(kept)


def test_filters_in_the_address_compose(
    illustrated: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _open(
        illustrated,
        "members",
        monkeypatch,
        measure=["Facial recognition"],
        party=["Lan", "Tid"],
    )
    shown = _shown(app)
    assert "Selected: measure Facial recognition; party Lan or Tid." in shown
    assert '<th scope="col" role="columnheader">Facial recognition</th>' in shown
    assert "Encryption" not in shown
    assert ">Orch<" not in shown


def test_what_the_address_asks_for_in_vain_is_named_with_the_nearest(
    illustrated: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = {"measure": "Facial recogniton", "from": "2099-02-31", "to": "yesterday", "open": "no"}
    for page in PAGES:
        if page in ("home", "coverage"):
            continue  # no filter chooses there
        shown = _shown(_open(illustrated, page, monkeypatch, **query))
        assert "the measure “Facial recogniton”, which is not in this corpus" in shown
        assert "measure=Facial+recognition" in shown
        assert "the day “2099-02-31”, which is not in this corpus" in shown
        assert ">1 April 2099</a>" in shown
        assert "the day “yesterday”, which is not in this corpus.</p>" in shown
        assert "Selected:" not in shown
        assert ("the debate “no”" in shown) == (page == "debates")


def test_a_code_or_other_letters_in_the_address_choose_as_the_label_does(
    illustrated: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = {"measure": "facial-recognition", "stance": "oppose", "house": "commons"}
    shown = _shown(_open(illustrated, "members", monkeypatch, **query))
    said = "Selected: House Commons; measure Facial recognition; stance oppose."
    assert said in shown
    assert "which is not in this corpus" not in shown


def test_a_filter_that_leaves_nothing_says_so(
    illustrated: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = {"measure": "Facial recognition", "house": "Lords", "stance": "Oppose"}
    shown = _shown(_open(illustrated, "members", monkeypatch, **query))
    assert "0 of 142 (0%) contributions" in shown
    assert "No position is coded on what is selected." in shown


def test_the_debate_page_shows_every_word_and_its_divisions(
    illustrated: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    debates = illustrated.table("debates").set_index("title")["debate_id"]
    opened = str(debates["Interception (Modernisation) Bill [Fictional]"])
    shown = _shown(_open(illustrated, "debates", monkeypatch, open=opened))
    rows = illustrated.table("contributions")
    texts = rows[(rows["debate_id"] == opened) & (rows["kind"] != "division")]["text"]
    assert len(texts) > 50
    plain = html.unescape(re.sub(r"<[^>]+>", "", shown))
    for text in texts:
        assert html.unescape(re.sub(r"<[^>]+>", "", highlighted(text, []))) in plain
    assert "Division 212" in shown
    assert "18 for and 22 against" in shown


def test_the_address_lands_on_a_contribution(
    illustrated: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    position = illustrated.table("positions").dropna(subset=["quote"]).iloc[0]
    row = illustrated.table("contributions").set_index("contribution_id")
    about = row.loc[position["contribution_id"]]
    shown = _shown(
        _open(
            illustrated,
            "debates",
            monkeypatch,
            open=str(about["debate_id"]),
            at=str(position["contribution_id"]),
        )
    )
    assert f'<section class="row landed" id="c{about["position_in_debate"]}">' in shown


def test_text_from_a_file_never_becomes_markup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"On {HOSTILE}\n\nAda Fen (<img src=x>) (<b>Lan)\n{HOSTILE} is said of it.\n"
    path = write_text(tmp_path / "in", text=text)
    (tmp_path / "in" / "<b>bad.xml").write_text("<nothing")
    corpus = Corpus(tmp_path / "corpus")
    ingest([path, tmp_path / "in"], corpus)
    spoken = corpus.table("contributions")
    spoken = spoken[spoken["kind"] == "speech"]
    span = Evidence(HOSTILE, 0, len(HOSTILE))
    with corpus.writing() as writer:
        (sitting,) = corpus.sittings()
        writer.write_coding(
            sitting["sitting_id"],
            [
                (
                    str(spoken["contribution_id"].iloc[-1]),
                    Coding((Position("cctv", Stance.SUPPORT, 1, span),), (Theme("privacy", span),)),
                )
            ],
            signature="by-hand",
        )
    assert spoken["party"].tolist() == ["<b>Lan"]
    for page in PAGES:
        shown = _shown(_open(corpus, page, monkeypatch))
        assert "<script>alert" not in shown
        assert "<img" not in shown
        assert "<b>" not in shown
        if page in ("themes", "review"):
            assert "&lt;script&gt;" in shown


def test_a_new_run_is_seen_by_an_open_dashboard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(tmp_path / "corpus")
    ingest([write_xml(tmp_path / "in")], corpus)
    app = _open(corpus, "home", monkeypatch)
    assert "0 of 1 (0%) sittings coded" in _shown(app)
    analyse(corpus)
    app.run()
    assert "1 of 1 (100%) sittings coded" in _shown(app)


def test_the_illustrative_folder_is_where_the_tests_think() -> None:
    assert (ILLUSTRATIVE / "register.csv").exists()
