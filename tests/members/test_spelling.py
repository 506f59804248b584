"""Whom a misspelt name means."""

import pytest

from analyser.members import Spelt, closest

PEOPLE = [
    Spelt("1", "Ada Fennimore", "Ebb and Wick"),
    Spelt("2", "Adam Fenimore", "Quay"),
    Spelt("3", "Imogen Weir-Alder", "Marsh"),
    Spelt("4", "Daniel Brook", "Ford"),
    Spelt("5", "Lord Quay of Wick"),
    Spelt("6", "Sir Bo Marsh", "Sands"),
]


@pytest.mark.parametrize(
    ("name", "about", "meant"),
    [
        ("Ada Fennimore", "", "1"),
        ("Ada Fennimoor", "", "1"),
        ("Imogen Weir-Aldder", "", "3"),
        ("Immogen Weir-Alder", "", "3"),
        ("Ms Weir-Alder", "", "3"),
        ("Dan Brook", "", "4"),
        ("Bo Marsh", "", "6"),
        ("Fennimore", "", "1"),  # as it is spelt, though another is like it
        ("Fenimore", "", "2"),
        ("Fennimore", "the MP for Ebb & Wick", "1"),
        ("Lord Quay of Wick", "", "5"),
        ("Lord Quay", "", "5"),
        ("Baroness Quay", "", None),
        ("Ada Quay", "", None),
        ("Zoe Weir-Alder", "", None),
        ("", "", None),
    ],
)
def test_the_member_meant(name: str, about: str, meant: str | None) -> None:
    found = closest(name, PEOPLE, about=about)
    assert (found.person_id if found else None) == meant
