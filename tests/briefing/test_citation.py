"""References in the form of the House of Commons Library, and nothing that the record lacks."""

from datetime import date

import pytest

from analyser.briefing.citation import citation, heading
from analyser.briefing.model import Reference
from analyser.briefing.phrasing import about_references, reference

_CHAMBER = "Commons Chamber › Oral Answers to Questions"


@pytest.mark.parametrize(
    ("house", "section", "title", "column", "said"),
    [
        ("Commons", _CHAMBER, "Tides", "146", "HC Deb 15 December 2020 c146"),
        ("Commons", _CHAMBER, "Tides", None, "HC Deb 15 December 2020"),
        ("Commons", "Parliament", "Speech of 15 December 2020", None, "HC Deb 15 December 2020"),
        ("Lords", "Lords Chamber", "Tides", "1207", "HL Deb 15 December 2020 c1207"),
        ("Lords", "Lords Chamber", "Tides", "GC12", "HL Deb 15 December 2020 cGC12"),
        (
            *("Commons", "Westminster Hall", "Tides", "48"),
            "HC Deb [Westminster Hall] 15 December 2020 c48WH",
        ),
        (
            *("Commons", "Westminster Hall", "Tides", "48WH"),
            "HC Deb [Westminster Hall] 15 December 2020 c48WH",
        ),
        (
            *("Commons", "Public Bill Committee › Harbours Bill", "Clause 1", "162"),
            "PBC Deb [Harbours Bill] 15 December 2020 c162",
        ),
        (
            *("Commons", "Public Bill Committee", "Harbours Bill [Lords]", None),
            "PBC Deb [Harbours Bill [Lords]] 15 December 2020",
        ),
        (
            *("Commons", "Public Bill Committee › Public Bill Committee", "Clause 1", "162"),
            "PBC Deb 15 December 2020 c162",
        ),
        (
            *("Commons", "Written statements", "Written statement HCWS1086", None),
            "HCWS1086, 15 December 2020",
        ),
        ("Commons", "Written statements", "Tides", "12", "HC Deb 15 December 2020 c12WS"),
        ("Lords", "Written statements", "Tides", None, "HL Written Statement, 15 December 2020"),
        (
            *("Commons", "Written answers", "Written question 106189", None),
            "PQ 106189, 15 December 2020",
        ),
        ("Commons", "Written answers", "Tides", "1123W", "HC Deb 15 December 2020 c1123W"),
        ("Lords", "Written answers", "Tides", "WA12", "HL Deb 15 December 2020 cWA12"),
        ("Commons", "Written answers", "Tides", None, "HC Written Answer, 15 December 2020"),
        (None, "Scottish Parliament", "Tides", None, "Scottish Parliament, 15 December 2020"),
        (None, None, "", "7", "House not known, 15 December 2020, column 7"),
    ],
)
def test_a_citation(
    house: str | None, section: str | None, title: str, column: str | None, said: str
) -> None:
    found = citation(
        contribution_id="x/2020-12-15a.1.2",
        house=house,
        section=section,
        title=title,
        day=date(2020, 12, 15),
        column=column,
    )
    assert found == said


@pytest.mark.parametrize(
    ("identity", "section", "said"),
    [
        ("twfy/2026-02-12.HL14131.q0", "Written answers", "PQ HL14131, date not known"),
        ("twfy/2026-02-12.hlws22.0", "Written statements", "HLWS22, date not known"),
    ],
)
def test_the_number_can_stand_in_the_id_of_the_record(
    identity: str, section: str, said: str
) -> None:
    given = {"house": "Lords", "title": "Tides", "day": None, "column": None}
    assert citation(contribution_id=identity, section=section, **given) == said  # type: ignore[arg-type]


def test_a_title_made_of_the_day_or_the_number_is_not_printed() -> None:
    assert heading("Speech of 26 January 2026") == ""
    assert heading("Written question HL14131") == ""
    assert heading("Written statement HCWS1086") == ""
    assert heading("Speech therapy") == "Speech therapy"


def _cited(column: str | None) -> Reference:
    day = date(2020, 12, 15)
    return Reference(1, "x/1", "Ada Fen", "Commons", day, "Tides", "Commons Chamber", column)


def test_that_there_are_no_columns_is_said_once_over_the_references() -> None:
    assert reference(_cited("146")) == "Ada Fen, Tides, HC Deb 15 December 2020 c146"
    assert reference(_cited(None)) == "Ada Fen, Tides, HC Deb 15 December 2020"
    lead = "Each number in the text leads to the contribution on record."
    assert about_references([_cited("146")]) == lead
    assert about_references([_cited(None)]) == f"{lead} The files read give no columns."
    assert about_references([_cited("1"), _cited(None)]) == (
        f"{lead} 1 of 2 (50%) have no column: the file read gives none."
    )
