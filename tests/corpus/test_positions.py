"""Selections, and what they choose."""

from datetime import date

import pytest

from analyser.cli.output import plain
from analyser.corpus import Corpus
from analyser.queries.positions import debates, members, positions, theme_counts, themes
from analyser.selection import Selection
from tests.corpus.coded import ADA, coded_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return coded_corpus(tmp_path_factory.mktemp("coded"))


def test_a_position_has_its_speaker_debate_column_and_words(corpus: Corpus) -> None:
    first = positions(corpus).iloc[0]
    assert (first["speaker"], first["member"]) == ("Ada Fen", "x/person/1")
    assert (first["title"], first["column"], first["house"]) == ("Foghorns Bill", "1", "Commons")
    assert (first["measure"], first["stance"]) == ("facial-recognition", "support")
    assert (first["quote"], first["start"], first["end"]) == (ADA, 0, len(ADA))


@pytest.mark.parametrize(
    ("selection", "chosen"),
    [
        (Selection(), 4),
        (Selection(date_from=date(2020, 1, 8), date_to=date(2020, 1, 8)), 4),
        (Selection(date_from=date(2020, 1, 9)), 0),
        (Selection(house=("commons",)), 4),
        (Selection(house=("Lords",)), 0),
        (Selection(debate=("foghorns",)), 4),
        (Selection(debate=("x/debate/2020-01-08a.1.0",)), 4),
        (Selection(debate=("drones",)), 0),
        (Selection(measure=("facial-recognition",)), 2),
        (Selection(measure=("facial-recognition", "cctv")), 4),
        (Selection(measure=("facial-recognition",), stance=("oppose",)), 1),
        (Selection(measure=("cctv",), stance=("oppose",)), 0),
        (Selection(theme=("privacy",)), 2),
        (Selection(member=("ada",)), 2),
        (Selection(member=("x/person/2",)), 2),
        (Selection(member=("ada", "bo m")), 4),
        (Selection(member=("100%_'; DROP",)), 0),
        (Selection(party=("Lan",)), 0),
    ],
)
def test_a_selection_of_positions(corpus: Corpus, selection: Selection, chosen: int) -> None:
    assert len(positions(corpus, selection)) == chosen
    assert selection.is_open == (selection == Selection())


def test_themes_keep_those_chosen(corpus: Corpus) -> None:
    assert themes(corpus)["theme"].tolist() == ["public-safety", "privacy"]
    assert themes(corpus, Selection(theme=("privacy",)))["speaker"].tolist() == ["Bo Marsh"]


def test_the_first_themes_are_the_first_of_all(corpus: Corpus) -> None:
    assert themes(corpus, most=1).equals(themes(corpus).head(1))


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("party", [["privacy", None, 1], ["public-safety", None, 1]]),
        ("speaker", [["privacy", "Bo Marsh", 1], ["public-safety", "Ada Fen", 1]]),
        ("member", [["privacy", "x/person/2", 1], ["public-safety", "x/person/1", 1]]),
    ],
)
def test_themes_are_counted_by_who_uses_them(corpus: Corpus, by: str, found: list[object]) -> None:
    counts = theme_counts(corpus, by=by)
    rows = [[plain(value) for value in row] for row in counts.drop(columns="direction").to_numpy()]
    assert rows == found
    assert theme_counts(corpus, Selection(theme=("privacy",)), by=by)["theme"].tolist() == [
        "privacy"
    ]


def test_themes_counted_by_day_add_up_to_those_listed(corpus: Corpus) -> None:
    counts = theme_counts(corpus, by="date")
    assert counts["contributions"].sum() == len(themes(corpus))
    assert counts["date"].dt.date.unique().tolist() == [date(2020, 1, 8)]


def test_debates_count_what_they_hold(corpus: Corpus) -> None:
    rows = debates(corpus)
    assert rows["title"].tolist() == ["Foghorns Bill", "Drones"]
    counts = rows[["speeches", "speakers", "coded", "words"]].values.tolist()
    assert counts == [[2, 2, 2, 28], [2, 2, 0, 4]]
    assert debates(corpus, Selection(party=("lan",)))["title"].tolist() == ["Drones"]


def test_members_are_those_who_spoke(corpus: Corpus) -> None:
    rows = members(corpus).to_dict("records")
    assert [row["speaker"] for row in rows] == ["Ada Fen", "Bo Marsh", "Cy Holt", "Hon. Members"]
    ada, _, cy, _ = rows
    assert (cy["party"], cy["constituency"], cy["positions"]) == ("Lan", "Mire", 0)
    assert (ada["speeches"], ada["positions"], ada["member"]) == (1, 2, "x/person/1")
    assert plain(ada["party"]) is None
