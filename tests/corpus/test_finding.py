"""What somebody may mean who types a few words; names and days that do not exist."""

from datetime import date

import pandas as pd
import pytest

from analyser.queries.finding import Found, find, nearest
from analyser.queries.links import days_in, labels_in, to_person
from analyser.wording import debate

MEMBERS = pd.DataFrame(
    {
        "member": ["p1", "p2", "p3"],
        "speaker": ["Rosalind Ketterby", "Lord Fenn-Marrow", "Mr. Rupert Ketterby"],
        "speeches": [3, 9, 40],
    }
)
DEBATES = pd.DataFrame({"debate_id": ["d1", "d2"], "label": ["Piers and Lamps", "Foghorn Reform"]})


def _find(asked: str) -> Found:
    return find(asked, MEMBERS, DEBATES)


@pytest.mark.parametrize(
    ("asked", "measures"),
    [
        ("facial recognition", "facial-recognition"),
        ("Facial recogniton", "facial-recognition"),
        ("LFR", "facial-recognition"),
        ("who argued about live facial recognition?", "facial-recognition"),
        ("id cards", "digital-id"),
        ("end‑to‑end encryption", "encryption"),  # with hyphens that do not break
    ],
)
def test_a_measure_is_found_by_its_label_or_its_terms(asked: str, measures: str) -> None:
    assert _find(asked).measures[0] == measures


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("Rosalind Keterby", ["Rosalind Ketterby"]),
        ("fenn marrow", ["Lord Fenn-Marrow"]),
        ("Lord Fenn", ["Lord Fenn-Marrow"]),
        ("ketterby", ["Mr. Rupert Ketterby", "Rosalind Ketterby"]),  # who spoke more comes first
        ("Ketterley of Elsewhere", []),
    ],
)
def test_a_member_is_found_misspelt_or_in_part(asked: str, names: list[str]) -> None:
    assert _find(asked).members["speaker"].tolist() == names


def test_several_things_are_found_at_once() -> None:
    found = _find("Rosalind Ketterby on police powers")
    assert found.members["speaker"].tolist()[0] == "Rosalind Ketterby"
    assert found.measures[0] == "police-powers"
    assert _find("piers lamps").debates["debate_id"].tolist() == ["d1"]
    assert _find("privacy").themes == ["privacy"]


@pytest.mark.parametrize("asked", ["", "  ", "?!", "zzzz qqqq"])
def test_nothing_is_found_where_nothing_is_meant(asked: str) -> None:
    assert _find(asked).is_empty


def test_the_nearest_name_is_offered_or_none() -> None:
    labels = ["Facial recognition", "Police powers"]
    assert nearest("facial recogntion", labels) == "Facial recognition"
    assert nearest("xyz", labels) is None
    assert nearest("anything", []) is None


def test_labels_of_an_address_may_be_codes_or_in_other_letters() -> None:
    right, wrong = labels_in(
        ["drones", "POLICE POWERS", "Pollice powers"],
        ["Drones and aerial surveillance", "Police powers"],
        {"drones": "Drones and aerial surveillance"},
    )
    assert right == ["Drones and aerial surveillance", "Police powers"]
    assert wrong == [("Pollice powers", "Police powers")]


@pytest.mark.parametrize(
    ("given", "right", "best"),
    [
        ("2020-02-29", True, None),
        ("2020-02-31", False, "2020-02-29"),
        ("2020-13-01", False, "2020-12-01"),
        ("1950-01-01", False, "2019-01-01"),
        ("2030-01-01", False, "2020-12-31"),
        ("yesterday", False, None),
        ("31/12/2020", False, None),
    ],
)
def test_a_day_that_is_not_here_has_a_nearest(given: str, right: bool, best: str | None) -> None:
    kept, wrong = days_in([given], date(2019, 1, 1), date(2020, 12, 31))
    assert kept == ([given] if right else [])
    assert wrong == ([] if right else [(given, best)])


def test_a_person_has_pages_elsewhere() -> None:
    pages = dict(to_person("uk.org.publicwhip/person/12345", "Dame Ada Fen", "Lords"))
    assert pages["TheyWorkForYou"].endswith("pid=12345")
    assert pages["Parliament"].endswith("/lords?SearchText=Ada+Fen")
    assert [site for site, _ in to_person(None, "Ada Fen", None)] == ["Parliament"]


@pytest.mark.parametrize(
    ("title", "argued", "called"),
    [
        ("Piers and Lamps", "cctv", "Piers and Lamps"),
        ("Speech of 3 May 2020", "police-powers", "Ada Fen on police powers"),
        ("Speech of 3 May 2020", "cctv drones anpr",
         "Ada Fen on CCTV and body-worn video and drones and aerial surveillance"),
        ("Speech of 3 May 2020", None, "Ada Fen, a speech"),
        ("Written question HL12", "cctv",
         "Ada Fen, written question HL12 on CCTV and body-worn video"),
        ("Written question HL12", None, "Ada Fen, written question HL12"),
    ],
)  # fmt: skip
def test_a_record_without_a_title_is_called_by_who_and_what(
    title: str, argued: str | None, called: str
) -> None:
    assert debate(title, "Ada Fen", argued) == called
