"""Sections whose findings come from elsewhere, with findings made up for the test."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from analyser.briefing.length_limits import FULL, steps
from analyser.briefing.material import Material, gather
from analyser.briefing.model import Note, Paragraph, Quote, Table
from analyser.briefing.references import Citations
from analyser.briefing.sections.business import commitments, divisions, figures
from analyser.briefing.sections.coverage_and_method import method
from analyser.briefing.sections.dissent import dissent
from analyser.briefing.sections.findings import found
from analyser.briefing.sections.quoting import stance_of
from analyser.briefing.sections.words import takes_sides, words
from analyser.corpus import Corpus
from analyser.evaluation.report import kept_reports
from analyser.queries.frames import records
from analyser.selection import Selection
from analyser.wording import in_words


@pytest.fixture(scope="module")
def material(illustrated: Corpus) -> Material:
    """What the illustrative sitting holds, with findings put in."""
    found = gather(illustrated, Selection())
    rows = found.positions[found.positions["quote"].notna()].head(3)
    return replace(
        found,
        dissent=rows.assign(
            parliament="2099", party_stance="oppose", party_members=9, party_on_side=6
        ),
        commitments=rows.assign(
            kind=["review", "promise", "meet"],
            about=_cells("cctv", None, "a review"),
            tentative=_cells(False, None, True),
        ),
        citations=rows.assign(
            kind=["figure", "source", "figure"],
            cited=["40%", "the Tide Report", "£3 million"],
            disputed_by=_cells(None, None, "Morag Saltmarsh"),
        ),
    )


def _cells(*values: object) -> list[Any]:
    return list(values)


def _stances(blocks: object) -> list[str]:
    assert isinstance(blocks, list)
    return [block.stance for block in blocks if isinstance(block, Quote)]


def test_dissent_says_how_many_of_the_party_stand_where(material: Material) -> None:
    said = _stances(dissent(material, FULL, Citations()))
    assert len(said) == 3
    line = "; the party’s line is ▼ oppose: 6 of 9 (67%) members of the party who take a side, 2099"
    assert all(each.endswith(line) for each in said)


def test_undertakings_say_their_kind_and_doubt_and_leave_the_rest_to_the_words(
    material: Material,
) -> None:
    assert _stances(commitments(material, FULL, Citations())) == [
        "to review",
        "",
        "to meet, tentatively",
    ]


def test_figures_say_who_disputes_them_and_those_come_first(material: Material) -> None:
    assert _stances(figures(material, FULL, Citations())) == [
        "figure given: 40%",
        "source named: the Tide Report",
        "figure given: £3 million; disputed by Morag Saltmarsh",
    ]
    one = replace(FULL, findings=1)
    blocks = figures(material, one, Citations())
    assert _stances(blocks) == ["figure given: £3 million; disputed by Morag Saltmarsh"]
    notes = [block.text for block in blocks if isinstance(block, Note)]
    assert notes == [
        "2 figures and 1 source cited: 1 of 3 are quoted as given, and none was verified."
    ]


def test_who_is_not_quoted_for_length_is_counted(material: Material) -> None:
    cite = Citations()
    *blocks, note = words(material, replace(FULL, others=3), cite)
    quotes = [block for block in blocks if isinstance(block, Quote)]
    assert len(quotes) == len({quote.text for quote in quotes}) == 3
    assert isinstance(note, Note)
    assert note.text.startswith("Of those who took a side on a measure, 3 of ")
    again = words(material, replace(FULL, others=3), cite)
    assert not {each.text for each in again if isinstance(each, Quote)} & {q.text for q in quotes}


def test_where_nobody_takes_a_side_there_is_nobody_to_quote(material: Material) -> None:
    rows = material.positions[material.positions["stance"].isin(["none", "unclear"])]
    none = replace(material, positions=rows)
    assert takes_sides(material)
    assert not takes_sides(none)
    (note,) = words(none, FULL, Citations())
    assert isinstance(note, Note)
    assert note.text == "Nobody was found to take a side on a measure."


def test_accuracy_is_told_in_percent_with_what_it_was_counted_on(material: Material) -> None:
    right = kept_reports()["positions"].systems[0].figures["sides right"]
    (told, *_) = method(material, FULL, Citations())
    assert isinstance(told, Paragraph)
    percent = f"{100 * right.value:.0f}% ({100 * right.low:.0f}% to {100 * right.high:.0f}%)"
    assert f"{percent} of the {right.of} sides that it told are right" in told.text


def test_where_nobodys_office_is_known_that_is_said(material: Material) -> None:
    assert "no office" not in found(material)
    argued = material.positions["debate_id"].unique()
    unknown = found(replace(material, without_offices=frozenset([argued[0], "another"])))
    whole = f"In 1 of {len(argued)} ("
    assert whole in unknown
    assert "the record names no office: no minister is known there" in unknown


def test_a_sentence_quoted_already_is_not_printed_again(material: Material) -> None:
    cite = Citations()
    first = figures(material, FULL, cite)
    again = commitments(material, FULL, cite)
    assert len(_stances(first)) == 3
    assert _stances(again) == []
    lines = [block for block in again if isinstance(block, Paragraph)]
    assert [line.text for line in lines][:2] == [
        "to review; quoted above.",
        "quoted above.",
    ]
    assert [line.references for line in lines] == [(1,), (2,), (3,)]


def test_two_figures_of_one_sentence_stand_beside_it_once(material: Material) -> None:
    twice = pd.concat([material.citations, material.citations.head(1).assign(cited="12 quays")])
    said = _stances(figures(replace(material, citations=twice), FULL, Citations()))
    assert said[0] == "figure given: 40% and 12 quays"


def test_divisions_are_listed_as_published(material: Material) -> None:
    one = {
        "division_id": "x/1",
        "debate_id": "x",
        "date": pd.Timestamp("2099-04-01"),
        "house": "Commons",
        "title": "Tides",
        "number": "12",
        "question": None,
        "ayes": 310,
        "noes": None,
        "contradicts": False,
    }
    other = one | {"noes": 22, "contradicts": True, "named_ayes": 309, "named_noes": 22}
    held = replace(material, divisions=pd.DataFrame([one, other]).convert_dtypes())
    tables = [each for each in divisions(held, FULL, Citations()) if isinstance(each, Table)]
    assert tables[0].rows == (
        (
            *("1 April 2099", "Commons", "Tides", "12", "not printed at the division"),
            *("310", "not printed"),
        ),
        (
            *("1 April 2099", "Commons", "Tides", "12", "not printed at the division"),
            *("310 (named: 309)", "22 (named: 22)"),
        ),
    )


def test_each_step_has_no_more_room_than_the_one_before() -> None:
    for pages in ("2", "6"):
        sizes = [(room.themes * room.measures, room.rows) for room in steps(pages)]
        assert sizes[0] > sizes[-1]
    assert steps("full") == (FULL,)


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        (Selection(), "everything in the corpus"),
        (
            Selection(measure=("cctv", "police-powers"), party=("Lan",), stance=("oppose",)),
            "measure CCTV and body-worn video or Police powers; party Lan; stance oppose",
        ),
        (Selection(debate=("x/1",), member=("Fen",)), "debates named “Tides”; members named “Fen”"),
        (Selection(member=("x/p1", '"Bo Marsh"')), "members named “Ada Fen” or “Bo Marsh”"),
    ],
)
def test_a_selection_is_said_in_words(selection: Selection, said: str) -> None:
    assert in_words(selection, {"x/1": "Tides", "x/p1": "Ada Fen"}) == said


def test_a_quote_says_what_a_second_reader_told(material: Material) -> None:
    (row,) = records(material.positions.head(1))
    assert "second reader" not in stance_of(row)
    told = stance_of(row | {"second_readers": "tide-7b: mixed"})
    assert " (second reader tide-7b: mixed): " in told
    assert stance_of(row, measure=False).partition(": ")[1] == ""
