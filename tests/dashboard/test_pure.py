"""What the pages are made of: marked text, links, wording, charts."""

import html
import re
from datetime import date
from io import BytesIO

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from analyser import wording
from analyser.dashboard import charts, markup, network_charts
from analyser.dashboard.diverging import diverging
from analyser.dashboard.markup import Mark
from analyser.members.elections import parliament_name
from analyser.queries import links
from analyser.text.normalisation import legible

_TEXTS = st.text(
    st.sampled_from("ab <>&\"'\n\n$*[](){}`:—“é\x93") | st.characters(codec="utf-8"), max_size=80
)
_MARKS = st.lists(
    st.builds(
        Mark,
        st.integers(-3, 90),
        st.integers(-3, 90),
        st.sampled_from(["a", "b"]),
        st.text(max_size=5),
    ),
    max_size=6,
)


@given(text=_TEXTS, marks=_MARKS)
def test_marked_text_is_the_text(text: str, marks: list[Mark]) -> None:
    shown = markup.highlighted(text, marks)
    assert html.unescape(re.sub(r"<[^>]*>", "", shown)) == legible(text)
    assert set(re.findall(r"<(/?\w+)", shown)) <= {"p", "/p", "mark", "/mark"}


def test_marks_overlap_and_coincide() -> None:
    marks = [Mark(0, 5, "evidence", "x"), Mark(3, 8, "theme", "y"), Mark(0, 5, "evidence", "z")]
    assert markup.highlighted("abcdefghij", marks) == (
        '<p><mark class="evidence" title="x; z">abc</mark>'
        '<mark class="evidence theme" title="x; y; z">de</mark>'
        '<mark class="theme" title="y">fgh</mark>ij</p>'
    )


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2020, 5, 1), "Parliament of 2019"),
        (date(2019, 12, 12), "Parliament of 2019"),
        (date(2019, 12, 11), "Parliament of 2017"),
        (date(1974, 6, 1), "Parliament of February 1974"),
        (date(1976, 6, 1), "Parliament of October 1974"),
        (date(1901, 6, 1), "1901"),
        (date(2099, 5, 1), "2099"),
    ],
)
def test_a_day_has_its_parliament(on: date, said: str) -> None:
    assert parliament_name(on) == said


def test_paragraphs_are_kept() -> None:
    assert markup.highlighted("one\n\ntwo", [Mark(0, 8, "a", "s")]).count("<p>") == 2


def test_a_title_with_a_dot_between_is_shown_whole() -> None:
    row: dict[str, object] = dict.fromkeys(("url", "date", "house", "column"))
    row |= {"contribution_id": "x/1", "debate_id": "x/d", "title": "Ports · Harbours"}
    assert "Ports · Harbours · <a" in markup.source(row, "words")
    assert markup.places(row, "words").startswith("<a")


def test_what_is_html_already_is_not_escaped_again() -> None:
    made = markup.escape("Fish & chips")
    assert markup.escape(made) == made == "Fish &amp; chips"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<img src=x onerror=y>", '"><b>'])
def test_no_text_becomes_markup(text: str) -> None:
    row: dict[str, object] = dict.fromkeys(
        (*("speaker", "party", "constituency", "office", "house", "title", "quote", "column"),),
        text,
    )
    row |= {"contribution_id": text, "debate_id": text, "url": f"javascript:{text}", "date": None}
    card = markup.quote(row, says=markup.escape(text))
    cells = markup.table([text], [[text]], caption=text)
    for made in (card, cells, markup.link(text, text), markup.highlighted(text, [])):
        assert "<script" not in made
        assert "<img" not in made
        assert "<b>" not in made
        assert "javascript:" not in made


def test_links_lead_to_the_words() -> None:
    assert links.to_debate("x/d.1", "x/d.2") == "debates?open=x%2Fd.1&at=x%2Fd.2"
    assert links.to_page("members", {"measure": ["A b", "c"]}) == "members?measure=A+b&measure=c"
    assert links.to_theyworkforyou("uk.org.publicwhip/debate/2020-12-15a.121.6") == (
        "https://www.theyworkforyou.com/debates/?id=2020-12-15a.121.6"
    )
    assert links.to_theyworkforyou("uk.org.publicwhip/standing/standing2009") is None
    assert links.to_theyworkforyou("illustrative/debate/2099-04-01a.1.1") is None


def test_hansard_is_the_published_address_or_its_search_for_the_words() -> None:
    about = {"contribution_id": "x", "day": date(2020, 12, 15), "house": "Commons"}
    quote = 'One two three "four" five six seven eight nine'
    assert links.to_hansard(**about, url="https://a.uk/1", quote=quote) == "https://a.uk/1"  # type: ignore[arg-type]
    found = links.to_hansard(**about, url=None, quote=quote)  # type: ignore[arg-type]
    assert found == (
        "https://hansard.parliament.uk/search/Contributions?searchTerm=%22One+two+three+four+five"
        "+six+seven+eight%22&startDate=2020-12-15&endDate=2020-12-15&house=Commons"
    )
    day = "https://hansard.parliament.uk/commons/2020-12-15"
    assert links.to_hansard(**about, url=None, quote="") == day  # type: ignore[arg-type]


@pytest.mark.parametrize(("identifier", "day"), [("illustrative/1", date(2099, 4, 1)), ("x", None)])
def test_fiction_and_the_undated_are_not_at_hansard(identifier: str, day: date | None) -> None:
    assert (
        links.to_hansard(contribution_id=identifier, url=None, day=day, house=None, quote="a")
        is None
    )


def test_counts_stand_beside_their_denominator_and_are_not_overstated() -> None:
    assert wording.share(3, 14) == "3 of 14 (21%)"
    assert wording.share(0, 0) == "0 of 0"
    assert wording.share(0, 300) == "0 of 300 (0%)"
    assert wording.share(1, 300) == "1 of 300 (under 1%)"
    assert wording.share(299, 300) == "299 of 300 (over 99%)"
    assert wording.share(300, 300) == "300 of 300 (100%)"
    assert [wording.times(n) for n in (0, 1, 2, 1234)] == ["never", "once", "twice", "1,234 times"]
    assert [wording.plural(n, "debate") for n in (1, 2)] == ["1 debate", "2 debates"]
    assert [wording.result(*each) for each in ((23, 16), (18, 1022), (4, 4), (pd.NA, 4))] == [
        "Ayes by 7",
        "Noes by 1,004",
        "Equal",
        None,
    ]
    assert wording.tally(["oppose", "support", "support"]) == "▲ 2 support · ▼ 1 oppose"
    assert wording.day(pd.Timestamp("2020-12-05")) == "5 December 2020"
    assert wording.day(pd.NaT) == "date not known"
    assert [wording.party(p) for p in (None, "none", "Con")] == [
        *("party not known", "no party (the Chair)", "Con")
    ]


def test_every_stance_has_a_word_a_symbol_and_a_colour() -> None:
    labels = [stance.label for stance in wording.STANCES]
    assert list(wording.COLOURS) == labels
    assert len({stance.symbol for stance in wording.STANCES}) == len(labels)


def test_charts_hold_the_figures_they_are_given() -> None:
    used = pd.DataFrame({"theme": ["t"], "party": ["p"], "when": ["2020"], "contributions": [4]})
    for drawn in (charts.shares_by_party(used), charts.over_time(used)):
        (data,) = drawn.to_dict()["datasets"].values()
        assert data[0]["contributions"] == 4


_STANCES = pd.DataFrame(
    {
        "party": ["Lan", "Orch"],
        "measure": ["CCTV", "CCTV"],
        "when": ["2098", "2099"],
        "date": pd.to_datetime(["2098-04-01", "2099-04-01"]),
        "stance": ["Support", "Oppose"],
        "positions": [2, 1],
    }
)
_PLACES = pd.DataFrame({"label": ["Privacy", "B"], "y": [0.0, 0.0], "party": ["ground", "Orch"]})
_LINES = pd.DataFrame(
    {"y": [0.0], "y2": [0.0], "direction": ["Against"], "what": ["B: Privacy, against"]}
)
_ARGUED = pd.DataFrame(
    {
        "member": ["A", "B"],
        "theme": ["Privacy", "Privacy"],
        "direction": ["For", "Against"],
        "contributions": [1, 3],
    }
)
_BY_SIDE = pd.DataFrame(
    {
        "label": ["CCTV", "Drones"],
        "oppose": [1, 0],
        "unsure": [2, 4],
        "support": [3, 1],
        "all": [6, 5],
        "of": ["2099", "2099"],
    }
)


def _data(drawn: charts.Drawn, column: str) -> list[dict[str, object]]:
    """Return the rows that a chart is drawn from, of its data with that column."""
    found = drawn.to_dict()["datasets"].values()
    return next(rows for rows in found if column in rows[0])


@pytest.mark.parametrize(("group", "ends"), [(None, (-1, 3, 0, 1)), ("of", (-1 / 6, 0.5, 0, 0.2))])
def test_opposition_stands_left_and_support_right_of_one_line(
    group: str | None, ends: tuple[float, ...]
) -> None:
    rows = _data(diverging(_BY_SIDE, "label", group=group), "end")
    placed = {(row["label"], row["side"]): row["end"] for row in rows}
    sides = [(label, side) for label in ("CCTV", "Drones") for side in ("Oppose", "Support")]
    assert [placed[each] for each in sides] == pytest.approx(ends)
    assert {row["line"] for row in rows} == {0}


def test_what_takes_no_clear_side_is_a_number_beside_the_name() -> None:
    rows = _data(diverging(_BY_SIDE, "label"), "unsure")
    assert [row["unsure"] for row in rows] == [2, 4]
    assert rows[0]["said"] == "CCTV: 1 oppose, 3 support, 2 no clear side"


def test_a_group_stands_once_above_its_rows() -> None:
    rows = _data(diverging(_BY_SIDE, "label", group="of"), "above")
    assert [(row["key"], row["above"]) for row in rows] == [
        ("2099: CCTV", "2099"),
        ("2099: Drones", ""),
    ]


def test_rows_can_be_clicked_only_where_a_click_does_something() -> None:
    assert "params" in diverging(_BY_SIDE, "label").to_dict()
    assert "params" not in diverging(_BY_SIDE, "label", picks=False).to_dict()


@pytest.mark.parametrize(
    "drawn",
    [
        diverging(_BY_SIDE, "label"),
        charts.positions_over_time(_STANCES),
        charts.stances_over_time(_STANCES),
        diverging(_BY_SIDE, "label", group="of", picks=False),
        network_charts.shared_arguments(_PLACES, _LINES),
        network_charts.argument_matrix(_ARGUED, ["A", "B"], ["Privacy"]),
    ],
)
def test_every_chart_becomes_a_picture(drawn: charts.Drawn) -> None:
    picture = Image.open(BytesIO(charts.png(drawn)))
    assert picture.format == "PNG"
    assert min(picture.size) > 100
    assert len(picture.convert("RGB").getcolors(1_000_000) or []) > 5


def test_dates_become_days_or_years() -> None:
    near = pd.Series(pd.to_datetime(["2099-04-02", "2099-04-01", "2099-04-02"]))
    assert wording.steps(near).tolist() == ["2099-04-02", "2099-04-01", "2099-04-02"]
    far = pd.Series(pd.to_datetime(["2099-04-02", "1970-04-01"]))
    assert wording.steps(far).tolist() == ["2099", "1970"]
