"""Registers as the public sources give them: ParlParse's people, Parliament's biographies."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analyser.debate import Contribution, Debate, House, Kind, Sitting, Speaker
from analyser.errors import UnreadableRegister
from analyser.members import Register

PERSON = "illustrative/person/1"
PEOPLE: dict[str, Any] = {
    "persons": [
        {
            "id": PERSON,
            "identifiers": [{"scheme": "datadotparl_id", "identifier": "44"}],
            "other_names": [
                {
                    "note": "Main",
                    "given_name": "Ada",
                    "family_name": "Fen",
                    "end_date": "2097-01-01",
                },
                {
                    "note": "Main",
                    "given_name": "Ada",
                    "family_name": "Weir",
                    "start_date": "2097-01-02",
                },
            ],
        },
        {
            "id": "illustrative/person/2",
            "other_names": [
                {
                    "note": "Main",
                    "honorific_prefix": "Baroness",
                    "lordname": "Quay",
                    "lordofname": "Wick",
                }
            ],
        },
    ],
    "organizations": [{"id": "lan", "name": "Labour"}, {"id": "orc", "name": "Orchard"}],
    "posts": [
        {"id": "p/1", "organization_id": "house-of-commons", "area": {"name": "Ebb"}, "label": "MP"}
    ],
    "memberships": [
        {
            "id": "illustrative/m/1",
            "person_id": PERSON,
            "post_id": "p/1",
            "on_behalf_of_id": "lan",
            "start_date": "2095-01-01",
            "end_date": "2097-06-30",
        },
        {
            "id": "illustrative/m/2",
            "person_id": PERSON,
            "post_id": "p/1",
            "on_behalf_of_id": "orc",
            "start_date": "2097-07-01",
            "end_date": "9999-12-31",
        },
        {
            "id": "illustrative/m/3",
            "person_id": "illustrative/person/2",
            "organization_id": "house-of-lords",
            "on_behalf_of_id": "orc",
            "start_date": "2090",
        },
        {"id": "other", "person_id": PERSON, "organization_id": "welsh-parliament"},
    ],
}


def register(folder: Path, **documents: object) -> Register:
    for name, document in documents.items():
        (folder / f"{name}.json").write_text(json.dumps(document), "utf8")
    return Register.read([folder])


def resolved(register: Register, speaker: Speaker, day: date, house: House) -> Speaker:
    item = Contribution("c", Kind.SPEECH, "Lamps.", speaker)
    sitting = Sitting("illustrative-s", house, day, "f", "x", (Debate("d", "t", "s", (item,)),))
    found = register.resolve(sitting).debates[0].contributions[0].speaker
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("day", "party"), [(date(2097, 6, 30), "Lab"), (date(2097, 7, 1), "Orchard")]
)
def test_a_party_is_the_one_of_the_day(tmp_path: Path, day: date, party: str) -> None:
    found = resolved(register(tmp_path, people=PEOPLE), Speaker("A", PERSON), day, House.COMMONS)
    assert (found.party, found.constituency) == (party, "Ebb")


def test_parliaments_number_leads_to_the_person(tmp_path: Path) -> None:
    speaker = Speaker("Ada Weir", "uk.parliament.data/Member/44")
    found = resolved(register(tmp_path, people=PEOPLE), speaker, date(2097, 7, 1), House.COMMONS)
    assert (found.person_id, found.party) == (PERSON, "Orchard")


def test_names_of_the_day_and_peers_are_known_by_name(tmp_path: Path) -> None:
    members = register(tmp_path, people=PEOPLE)
    peer = resolved(members, Speaker("Baroness Quay of Wick"), date(2091, 1, 1), House.LORDS)
    assert (peer.person_id, peer.party) == ("illustrative/person/2", "Orchard")
    seats = {seat.name for _, seat in members.seats_on(date(2096, 1, 1)) if seat.constituency}
    assert seats == {"Ada Fen"}


def biography(number: int, **more: Any) -> dict[str, Any]:
    life = {
        "houseMemberships": [
            {"house": 1, "name": "Ebb", "startDate": "2095-01-01T00:00:00", "endDate": None}
        ],
        "partyAffiliations": [
            {"name": "Labour", "startDate": "2095-01-01", "endDate": "2097-06-30"},
            {"name": "Orchard", "startDate": "2097-07-01", "endDate": None},
        ],
        "governmentPosts": [
            {"name": "Minister for Tides", "startDate": "2096-01-01", "endDate": "2096-12-31"}
        ],
        "oppositionPosts": [],
    }
    member = {"id": number, "nameDisplayAs": "Ada Fen"}
    return {"member": member, "biography": life | more, "known_to": "2098-01-01"}


@pytest.mark.parametrize(
    ("day", "party", "office"),
    [
        (date(2096, 6, 1), "Lab", "Minister for Tides"),
        (date(2097, 7, 1), "Orchard", None),
        (date(2098, 1, 2), None, None),  # after the day on which it was asked
    ],
)
def test_a_biography_gives_party_seat_and_post_by_date(
    tmp_path: Path, day: date, party: str | None, office: str | None
) -> None:
    speaker = Speaker("Ada Fen", "uk.parliament.data/Member/44")
    found = resolved(register(tmp_path, m=biography(44)), speaker, day, House.COMMONS)
    assert (found.party, found.constituency, found.office) == (party, "Ebb", office)


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ({"persons": [], "memberships": []}, "no membership with a date"),
        ({"persons": "many", "memberships": [{"start_date": "2090"}]}, "no list of objects"),
        (
            PEOPLE | {"memberships": [PEOPLE["memberships"][0] | {"start_date": "then"}]},
            "first day",
        ),
        (biography(44, houseMemberships=[{"house": 1}]), "houseMemberships[0]"),
        ({"member": {}, "biography": {}}, "another shape"),
    ],
)
def test_another_shape_is_refused_with_the_place(
    tmp_path: Path, document: object, says: str
) -> None:
    with pytest.raises(UnreadableRegister) as caught:
        register(tmp_path, people=document)
    assert says in str(caught.value)


def _people(*names: dict[str, str], house: str = "house-of-lords") -> dict[str, object]:
    person = {"id": PERSON, "other_names": [{"note": "Main"} | name for name in names]}
    membership = {
        "id": "illustrative/m/1",
        "person_id": PERSON,
        "organization_id": house,
        "on_behalf_of_id": "lan",
        "start_date": "2090-01-01",
        "end_date": "2099-12-31",
    }
    return PEOPLE | {"persons": [person], "memberships": [membership]}


@pytest.mark.parametrize("printed", ["The Earl of Ebb", "Earl of Ebb", "The Earl Ebb"])
@pytest.mark.parametrize(
    "listed",
    [
        {"honorific_prefix": "Earl", "lordofname": "Ebb"},
        {"honorific_prefix": "Earl", "lordname": "Ebb"},
        {"honorific_prefix": "The Earl of", "lordname": "Ebb"},
        {"honorific_prefix": "Earl", "lordname": "", "lordofname": "Ebb"},
    ],
)
def test_a_peer_is_known_by_title(tmp_path: Path, listed: dict[str, str], printed: str) -> None:
    members = register(tmp_path, people=_people(listed))
    found = resolved(members, Speaker(printed), date(2091, 1, 1), House.LORDS)
    assert (found.name, found.person_id, found.party) == (printed, PERSON, "Lab")


@pytest.mark.parametrize(
    "printed", ["The Lord Bishop of Wick", "The Bishop of Wick", "Lord Bishop of Wick"]
)
def test_a_bishop_is_known_by_see(tmp_path: Path, printed: str) -> None:
    members = register(
        tmp_path, people=_people({"honorific_prefix": "Bishop", "lordofname": "Wick"})
    )
    found = resolved(members, Speaker(printed), date(2091, 1, 1), House.LORDS)
    assert found.person_id == PERSON


def test_a_member_renamed_within_a_seat_is_one_person(tmp_path: Path) -> None:
    before = {"given_name": "Ada", "family_name": "Weir", "end_date": "2094-05-01"}
    after = {"given_name": "Ada", "family_name": "Lock", "start_date": "2094-05-02"}
    members = register(tmp_path, people=_people(before, after, house="house-of-commons"))
    for name, day in (("Ada Weir", date(2091, 1, 1)), ("Ada Lock", date(2096, 1, 1))):
        assert resolved(members, Speaker(name), day, House.COMMONS).person_id == PERSON
        printed = resolved(members, Speaker(name, PERSON), day, House.COMMONS)
        assert (printed.name, printed.person_id) == (name, PERSON)
