import pytest

from analyser.members import PARTIES, party_abbreviation
from analyser.members.names import (
    chair_title,
    is_collective,
    party_with_a_line,
    printed_name,
    same_party,
    seat_words,
)


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Conservative", "Con"),
        ("Labour", "Lab"),
        ("Labour/Co-operative", "Lab/Co-op"),
        ("Liberal Democrat", "LD"),
        ("LDem", "LD"),
        ("Scottish National Party", "SNP"),
        ("XB", "CB"),
        ("Crossbench", "CB"),
        ("Bp", "Bishop"),
        ("SPK", "none"),
        ("CWM", "none"),
        ("DCWM", "none"),
        ("Sinn Féin", "SF"),
        ("Con", "Con"),
        ("Lantern Party", "Lantern Party"),
    ],
)
def test_parties_get_hansards_abbreviation_and_unknown_ones_stay(full: str, short: str) -> None:
    assert party_abbreviation(full) == short


def test_an_abbreviation_is_left_alone() -> None:
    assert {party_abbreviation(short) for short in PARTIES.values()} == set(PARTIES.values())


def test_labour_and_cooperative_sit_as_one_party_others_do_not() -> None:
    assert same_party("Lab", "Lab/Co-op")
    assert not same_party("Con", "LD")


@pytest.mark.parametrize(
    ("party", "line"),
    [
        ("Con", "Con"),
        ("Lab/Co-op", "Lab"),
        ("CB", None),
        ("Ind", None),
        ("Non-Afl", None),
        ("Bishop", None),
        ("none", None),
        (None, None),
    ],
)
def test_who_has_a_line_to_depart_from(party: str | None, line: str | None) -> None:
    assert party_with_a_line(party) == line


@pytest.mark.parametrize(
    ("name", "words", "gender", "peerage"),
    [
        ("Mr. Quentin T. R. Marlowe", ("quentin", "marlowe"), "m", ""),
        ("Dame Odette Vane", ("odette", "vane"), "f", ""),
        ("Dr Ansel Rook MP", ("ansel", "rook"), "", ""),
        ("The Rt Hon. Sir Piers Gale", ("piers", "gale"), "m", ""),
        ("Mr Major", ("major",), "m", ""),
        ("Ian Thistle Jnr", ("ian", "thistle"), "", ""),
        ("Lord Thorne of Wick", ("thorne", "of", "wick"), "m", "lord"),
        ("The Earl of Saltmarsh", ("saltmarsh",), "m", "earl"),
        ("The Lord Bishop of Saltmarsh", ("saltmarsh",), "", "bishop"),
        ("Thérèse Vane", ("therese", "vane"), "", ""),
    ],
)
def test_names_are_taken_apart(
    name: str, words: tuple[str, ...], gender: str, peerage: str
) -> None:
    found = printed_name(name)
    assert (found.words, found.gender, found.peerage) == (words, gender, peerage)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Durham, North", "North Durham"),
        ("Wick & Saltmarsh", "Wick and Saltmarsh"),
        ("Ynys Môn", "Ynys Mon"),
        ("Thorne St. Mary", "Thorne St Mary"),
    ],
)
def test_a_seat_is_the_same_however_it_is_ordered(one: str, other: str) -> None:
    assert seat_words(one) == seat_words(other)


def test_north_and_south_are_two_seats() -> None:
    assert seat_words("Wick North") != seat_words("Wick South")


@pytest.mark.parametrize(
    "name",
    [
        *("Hon. Members", "Several hon. Members", "Noble Lords", "A Noble Lord", "An hon. Member"),
        *("Several Noble Lords", "Opposition Members", "Some hon. Members", "A noble Baroness"),
    ],
)
def test_collectives_are_told(name: str) -> None:
    assert is_collective(name)


@pytest.mark.parametrize("name", ["Lord Noble", "Mr Member", "Odette Vane", "Mr Speaker"])
def test_persons_are_no_collectives(name: str) -> None:
    assert not is_collective(name)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Mr. Speaker", "m speaker"),
        ("Madam Speaker", "f speaker"),
        ("Mr Deputy Speaker", "m deputy speaker"),
        ("Ms. Deputy Speaker", "f deputy speaker"),
        ("Madam Deputy Speaker", "f deputy speaker"),
        ("The Deputy Speaker", "deputy speaker"),
        ("in the Chair", "chair"),
        ("The Chairman", "chair"),
        ("Mr Chair", "m chair"),
        ("The Minister", ""),
        ("Mr Spearing", ""),
    ],
)
def test_forms_of_address_of_the_chair(text: str, title: str) -> None:
    assert chair_title(text) == title
