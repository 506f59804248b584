"""The real registers on real sittings: ids, counts and parties, no text."""

from datetime import date
from pathlib import Path

import pytest

from analyser.debate import Sitting, Speaker
from analyser.ingest import read_sittings
from analyser.members import Register, resolve_short_forms
from analyser.members.names import same_party
from tests.members.sittings import member_id, person, sitting, speakers


@pytest.fixture(scope="module")
def register(shared: Path) -> Register:
    return Register.read([shared / "people"])


def read(shared: Path, name: str) -> Sitting:
    (found,) = read_sittings(shared / "corpus" / name)
    return found


@pytest.mark.parametrize(
    ("number", "day", "party", "office"),
    [
        (
            25323,
            date(2020, 12, 15),
            "Con",
            "The Secretary of State for Digital, Culture, Media and Sport",
        ),
        (10295, date(2020, 12, 15), "none", "Speaker of the House of Commons"),
        (24773, date(2020, 12, 17), "Con", "Secretary of State for Health and Social Care"),
        (10777, date(2016, 5, 11), "Con", "The Prime Minister"),
        (10001, date(2009, 10, 27), "Lab", None),
        (10133, date(2020, 12, 17), None, None),  # the lists differ
        (10358, date(2020, 12, 17), None, None),  # between two lists that agree, without the whip
        (10358, date(2020, 6, 15), "Con", None),
    ],
)
def test_persons_on_a_day(
    register: Register, number: int, day: date, party: str | None, office: str | None
) -> None:
    found = speakers(register.resolve(sitting(Speaker("X", person(number)), day=day)))[0]
    assert (found.party, found.office) == (party, office)


def test_a_member_of_2009_is_the_person_of_2020(register: Register) -> None:
    given = sitting(Speaker("X", member_id(1655)), day=date(2009, 10, 28))
    assert speakers(register.resolve(given))[0].person_id == person(10133)


@pytest.mark.parametrize(
    ("name", "identified", "with_party", "with_seat", "with_office"),
    [
        ("twfy-xml/debates/debates2009-10-26b.xml", 0.99, 0.95, 0.95, 0.45),
        ("twfy-xml/debates/debates2009-10-27d.xml", 0.98, 0.93, 0.93, 0.46),
        ("twfy-xml/westminhall/westminster2009-10-27a.xml", 1.0, 1.0, 1.0, 0.32),
        ("twfy-xml/standing/standing2009-10-20_CHILDPOV_06-0_2009-10-27a.xml", 1.0, 1.0, 1.0, 0.8),
        ("twfy-xml/lordspages/daylord2009-10-26a.xml", 1.0, 1.0, 0.0, 0.0),
        ("twfy-xml/debates/debates2016-03-11b.xml", 0.9, 0.84, 0.9, 0.1),
        ("twfy-xml/debates/debates2016-05-09b.xml", 0.98, 0.87, 0.98, 0.56),
        ("twfy-xml/debates/debates2016-05-10a.xml", 1.0, 0.91, 1.0, 0.59),
        ("twfy-xml/debates/debates2016-05-11b.xml", 1.0, 0.93, 0.99, 0.67),
        ("twfy-xml/debates/debates2020-06-15a.xml", 1.0, 0.86, 0.95, 0.68),
        ("twfy-xml/debates/debates2020-12-14b.xml", 1.0, 0.8, 0.97, 0.61),
        ("twfy-xml/debates/debates2020-12-15a.xml", 1.0, 0.86, 0.98, 0.65),
        ("twfy-xml/debates/debates2020-12-17b.xml", 1.0, 0.78, 0.97, 0.62),
        ("hansard-text/2004-01-19.txt", 0.98, 0.98, 0.97, 0.47),
        ("hansard-text/2011-08-11_1.txt", 0.99, 1.0, 0.99, 0.57),
        ("hansard-text/2020-06-08.txt", 0.95, 1.0, 0.98, 0.64),
        ("hansard-text/2021-03-15.txt", 0.97, 1.0, 0.98, 0.1),
    ],
)
def test_shares_of_contributions_that_are_filled(
    shared: Path,
    register: Register,
    name: str,
    identified: float,
    with_party: float,
    with_seat: float,
    with_office: float,
) -> None:
    found = speakers(register.resolve(resolve_short_forms(read(shared, name))))
    assert len(found) > 90
    filled = [
        (s.person_id is not None, s.party is not None, bool(s.constituency), bool(s.office))
        for s in found
    ]
    shares = [sum(column) / len(found) for column in zip(*filled, strict=True)]
    floors = [identified, with_party, with_seat, with_office]
    assert all(share >= floor for share, floor in zip(shares, floors, strict=True)), shares


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("2004-01-19.txt", 27),
        ("2010-11-11.txt", 29),
        ("2011-03-28.txt", 20),
        ("2011-08-11_1.txt", 155),
        ("2020-06-08.txt", 48),
        ("2020-09-07.txt", 60),
        ("2021-03-15.txt", 66),
    ],
)
def test_the_party_told_is_the_one_that_hansard_printed(
    shared: Path, register: Register, name: str, told: int
) -> None:
    given = read(shared, f"hansard-text/{name}")
    printed = {s for s in speakers(given) if s.party}
    blank = [
        Speaker(s.name, constituency=s.constituency, office=s.office)
        for s in sorted(printed, key=repr)
    ]
    found = speakers(register.resolve(sitting(*blank, day=given.date)))
    pairs = list(zip(sorted(printed, key=repr), found, strict=True))
    wrong = [
        (s.person_id, before.party, s.party)
        for before, s in pairs
        if s.party and not same_party(s.party, before.party or "")
    ]
    assert wrong == []
    assert sum(s.party is not None for s in found) >= told


def test_every_voter_of_2009_is_a_person(shared: Path, register: Register) -> None:
    resolved = register.resolve(read(shared, "twfy-xml/debates/debates2009-10-27d.xml"))
    votes = [v for d in resolved.debates for q in d.divisions for v in q.votes]
    assert len(votes) > 400
    assert sum("/person/" in (v.person_id or "") for v in votes) >= len(votes) - 3
