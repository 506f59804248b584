import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from analyser.debate import House, Sitting, Speaker, Vote
from analyser.members import Register
from tests.members.sittings import (
    listed,
    lord,
    member,
    member_id,
    person,
    sitting,
    speakers,
    xml,
)

Make = Callable[..., Register]
DAY_2012 = date(2012, 6, 1)
DAY_2016 = date(2016, 5, 10)
DAY_2020 = date(2020, 6, 15)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return a maker of registers from file names (``__`` for the dot) and their contents."""

    def made(**files: str) -> Register:
        for name, content in files.items():
            (tmp_path / name.replace("__", ".")).write_text(content, encoding="utf-8")
        return Register.read([tmp_path])

    return made


def posts(*given: tuple[int, str, str, str, str | None]) -> str:
    """Return posts in Popolo: (person, source, role, start, end) each."""
    items = [
        {
            "id": f"uk.parliament.data/Member/{who}/X/{number}",
            "source": f"datadotparl/{source}",
            "person_id": person(who),
            "organization_id": "house-of-commons",
            "role": role,
            "start_date": start,
            **({"end_date": end} if end else {}),
        }
        for number, (who, source, role, start, end) in enumerate(given)
    ]
    return json.dumps({"memberships": items, "organizations": []})


def one(register: Register, speaker: Speaker, day: date | None = DAY_2016, **also: str) -> Speaker:
    return speakers(register.resolve(_sitting(speaker, day, **also)))[0]


def _sitting(speaker: Speaker, day: date | None, sitting_id: str = "debates1") -> Sitting:
    return sitting(speaker, day=day, sitting_id=sitting_id)


def by_id(number: int) -> Speaker:
    return Speaker("Odette Vane", person_id=person(number))


# --- dated memberships ---------------------------------------------------------------------


def test_a_member_id_is_one_seat_and_one_party(make: Make) -> None:
    register = make(
        a__xml=xml(
            [
                member(7, "Odette Vane", "Wick &amp; Thorne", "Lab", "2010-05-06 2013-06-02"),
                member(8, "Odette Vane", "Wick &amp; Thorne", "Ind", "2013-06-03 2015-03-30"),
            ]
        )
    )
    before = one(register, Speaker("Odette Vane", person_id=member_id(7)), DAY_2012)
    assert (before.party, before.constituency) == ("Lab", "Wick and Thorne")
    after = one(register, Speaker("Odette Vane", person_id=member_id(8)), date(2014, 1, 1))
    assert after.party == "Ind"


def test_a_member_id_on_a_day_outside_its_days_tells_nothing(make: Make) -> None:
    register = make(a__xml=xml([member(7, "Odette Vane", "Wick", "Lab")]))
    speaker = Speaker("Odette Vane", person_id=member_id(7))
    assert one(register, speaker, date(2016, 1, 1)) == speaker


def test_a_member_id_still_in_office_is_believed_to_the_dissolution(make: Make) -> None:
    register = make(a__xml=xml([member(7, "Odette Vane", "Wick", "Lab", "2005-05-05 9999-12-31")]))
    speaker = Speaker("Odette Vane", person_id=member_id(7))
    assert one(register, speaker, date(2010, 4, 12)).party == "Lab"
    assert one(register, speaker, date(2010, 4, 13)).party is None


def test_what_the_text_printed_stands(make: Make) -> None:
    register = make(a__xml=xml([member(7, "Odette Vane", "Wick", "Lab")]))
    printed = Speaker("O. Vane", member_id(7), "Con", "Thorne", "The Minister for Lanterns")
    assert one(register, printed, DAY_2012) == printed


def test_a_person_id_takes_the_dated_record_of_the_day(make: Make) -> None:
    register = make(
        a__xml=xml(
            [
                member(7, "Odette Vane", "Wick", "Lab", "2010-05-06 2013-06-02", 41),
                member(8, "Odette Vane", "Wick", "Ind", "2013-06-03 2015-03-30", 41),
            ]
        ),
        mps_2010__csv=listed("30,Odette,Vane,Labour,Wick"),
    )
    assert one(register, by_id(30), DAY_2012).party == "Lab"
    assert one(register, by_id(30), date(2014, 1, 1)).party == "Ind"


def test_an_id_beside_another_members_name_is_dropped(make: Make) -> None:
    """The file names two people: neither's party or seat is given to the words."""
    register = make(
        a__xml=xml(
            [
                member(7, "Odette Vane", "Wick", "Lab", parliament_id=41),
                member(8, "Bram Vane", "Thorne", "Con", parliament_id=42),
            ]
        )
    )
    odette = one(register, Speaker("Odette Vane", person_id=member_id(7)), DAY_2012)
    assert odette.party == "Lab"
    for given in (member_id(7), odette.person_id):
        assert one(register, Speaker("Bram Vane", given), DAY_2012) == Speaker("Bram Vane")
        assert one(register, Speaker("Mrs Odette Vane", given), DAY_2012).party == "Lab"
        assert one(register, Speaker("Detty Vane", given), DAY_2012).party == "Lab"


def test_an_unknown_id_is_left_alone(make: Make) -> None:
    register = make(a__xml=xml([member(7, "Odette Vane", "Wick", "Lab")]))
    assert one(register, by_id(99)) == by_id(99)


# --- lists without dates -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of_2010", "of_2015", "of_2017", "party"),
    [
        ("Labour", "Labour", "Labour", "Lab"),
        (None, "Labour", "Labour", "Lab"),  # new in 2015, there to confirm it after
        ("Labour", "Labour", None, "Lab"),  # every change of party of those years is known
        (None, "Labour", None, "Lab"),
        (None, "Independent", None, None),
        ("Labour", "Labour", "Independent", None),
        ("Conservative", "Labour", "Labour", None),
        ("Labour", "Labour", "Labour/Co-operative", "Lab"),
        ("Labour", None, "Labour", None),
    ],
)
def test_a_list_of_a_past_parliament_needs_a_witness_after(
    make: Make, of_2010: str | None, of_2015: str | None, of_2017: str | None, party: str | None
) -> None:
    def rows(value: str | None) -> str:
        return listed(
            "9,Una,Birch,Conservative,Thorne", *([f"30,Odette,Vane,{value},Wick"] if value else [])
        )

    register = make(
        mps_2010__csv=rows(of_2010), mps_2015__csv=rows(of_2015), mps_2017__csv=rows(of_2017)
    )
    assert one(register, by_id(30), DAY_2016).party == party


def test_a_list_alone_tells_nothing_of_years_whose_changes_are_not_all_known(make: Make) -> None:
    register = make(mps_2017__csv=listed("30,Odette,Vane,Labour,Wick"))
    assert one(register, by_id(30), date(2018, 5, 10)).party is None


@pytest.mark.parametrize(
    ("of_2017", "of_2019", "party"),
    [
        ("Labour", "Labour", "Lab"),
        ("Labour", "Independent", None),
        (None, "Labour", "Lab"),
        (None, "Independent", None),
        ("Speaker", "Speaker", "none"),
    ],
)
def test_the_newest_list_needs_a_witness_before(
    make: Make, of_2017: str | None, of_2019: str, party: str | None
) -> None:
    before = [f"30,Odette,Vane,{of_2017},Wick"] if of_2017 else []
    register = make(
        mps_2017__csv=listed("9,Una,Birch,Conservative,Thorne", *before),
        mps_2019__csv=listed(f"30,Odette,Vane,{of_2019},Wick"),
    )
    found = one(register, by_id(30), DAY_2020)
    assert (found.party, found.constituency) == (party, "Wick")


def test_a_dated_record_outweighs_the_list(make: Make) -> None:
    register = make(
        a__xml=xml([member(7, "Odette Vane", "Wick", "Con")]),
        mps_2010__csv=listed("30,Odette,Vane,Labour,Wick"),
        mps_2015__csv=listed("30,Odette,Vane,Labour,Wick"),
    )
    assert one(register, by_id(30), DAY_2012).party == "Con"


def test_a_whip_known_to_be_withdrawn_keeps_the_party_unknown(make: Make) -> None:
    rows = listed("25385,Odette,Vane,Labour,Wick")
    register = make(mps_2015__csv=rows, mps_2017__csv=rows)
    assert one(register, by_id(25385), date(2016, 5, 9)).party is None
    assert one(register, by_id(25385), date(2016, 7, 6)).party == "Lab"


@pytest.mark.parametrize("day", [date(2015, 5, 6), date(2017, 5, 4)])
def test_a_list_says_nothing_of_days_outside_its_parliament(make: Make, day: date) -> None:
    rows = listed("30,Odette,Vane,Labour,Wick")
    register = make(mps_2015__csv=rows)
    assert one(register, by_id(30), day) == by_id(30)


def test_without_a_date_only_what_always_holds_is_filled(make: Make) -> None:
    rows = listed("30,Odette,Vane,Labour,Wick")
    dated = make(mps_2015__csv=rows, mps_2017__csv=rows)
    assert one(dated, by_id(30), None) == by_id(30)
    assert one(make(always__csv=rows), by_id(30), None).party == "Lab"


# --- offices -------------------------------------------------------------------------------


def test_an_office_is_held_on_its_days_and_the_most_senior_is_shown(make: Make) -> None:
    register = make(
        mps_2015__csv=listed("30,Odette,Vane,Conservative,Wick"),
        posts__json=posts(
            (30, "governmentpost", "Assistant Whip", "2015-05-10", "2016-07-13"),
            (
                30,
                "governmentpost",
                "The Secretary of State for Lanterns ",
                "2016-05-10",
                "2016-07-13",
            ),
            (30, "oppositionpost", "Shadow Minister (Lanterns)", "2016-07-14", None),
            (30, "parliamentarypost", "Leader of the Lantern Party", "2015-01-01", None),
        ),
    )
    expected = {
        date(2016, 5, 9): "Assistant Whip",
        date(2016, 5, 10): "The Secretary of State for Lanterns",
        date(2016, 7, 13): "The Secretary of State for Lanterns",
        date(2016, 7, 14): "Shadow Minister (Lanterns)",
    }
    assert {day: one(register, by_id(30), day).office for day in expected} == expected


def test_an_open_office_is_believed_for_a_quarter_after_the_files_last_date(make: Make) -> None:
    register = make(
        mps_2019__csv=listed("30,Odette,Vane,Conservative,Wick"),
        posts__json=posts((30, "oppositionpost", "Shadow Minister", "2020-10-15", None)),
    )
    assert one(register, by_id(30), date(2021, 1, 15)).office == "Shadow Minister"
    assert one(register, by_id(30), date(2021, 1, 16)).office is None


def test_a_seat_on_a_committee_is_no_office(make: Make) -> None:
    register = make(
        mps_2015__csv=listed("30,Odette,Vane,Conservative,Wick"),
        posts__json=posts((30, "committee", "Chair", "2015-06-01", None)),
    )
    assert one(register, by_id(30)).office is None


def test_a_minister_in_the_commons_is_of_the_governing_party(make: Make) -> None:
    register = make(
        mps_2015__csv=listed("30,Odette,Vane,Independent,Wick", "31,Una,Birch,Independent,Thorne"),
        posts__json=posts(
            (30, "governmentpost", "The Prime Minister", "2015-05-08", "2016-07-13"),
            (31, "oppositionpost", "Shadow Minister", "2015-05-08", "2016-07-13"),
        ),
    )
    assert one(register, by_id(30)).party == "Con"
    assert one(register, by_id(31)).party is None
    in_the_lords = register.resolve(replace(_sitting(by_id(30), DAY_2016), house=House.LORDS))
    assert speakers(in_the_lords)[0].party is None


def test_of_a_coalition_a_post_tells_no_party(make: Make) -> None:
    register = make(
        mps_2010__csv=listed("30,Odette,Vane,Conservative,Wick"),
        posts__json=posts((30, "governmentpost", "Minister of State", "2010-05-12", None)),
    )
    assert one(register, by_id(30), DAY_2012).party is None


def test_whoever_holds_the_chair_has_no_party(make: Make) -> None:
    rows = listed("30,Odette,Vane,Labour,Wick")
    title = "Deputy Speaker (First Deputy Chairman of Ways and Means)"
    register = make(
        mps_2015__csv=rows,
        mps_2017__csv=rows,
        posts__json=posts((30, "parliamentarypost", title, "2016-01-01", "2016-12-31")),
    )
    assert one(register, by_id(30), date(2015, 12, 31)).party == "Lab"
    assert one(register, by_id(30), date(2016, 1, 1)).party == "none"
    assert one(register, by_id(30), date(2016, 1, 1)).office == title
    printed = replace(by_id(30), office="Madam Deputy Speaker")
    assert one(register, printed, date(2017, 1, 1)).party == "none"


# --- one person, one id --------------------------------------------------------------------


def test_membership_ids_become_the_persons_by_seat_and_surname(make: Make) -> None:
    register = make(
        a__xml=xml(
            [
                member(7, "Odette M Vane", "Wick, North", "Lab"),
                member(8, "Una Birch", "Thorne", "Con"),
            ]
        ),
        mps_2010__csv=listed("30,Odette,Vane,Labour,North Wick", "31,Una,Ash,Conservative,Thorne"),
    )
    assert one(register, Speaker("Odette Vane", member_id(7)), DAY_2012).person_id == person(30)
    assert one(register, Speaker("Una Birch", member_id(8)), DAY_2012).person_id == member_id(8)


def test_one_elected_in_between_is_found_in_the_next_list(make: Make) -> None:
    register = make(
        a__xml=xml(
            [
                member(7, "Odette Vane", "Wick", "Lab", "2011-03-04 2015-03-30"),
                member(8, "Ian Birch", "Thorne", "Con", "2010-05-06 2015-03-30"),
            ]
        ),
        mps_2010__csv=listed("1,Cole,Fenn,Labour,Wick"),
        mps_2015__csv=listed("30,Odette,Vane,Labour,Wick", "31,Ian,Birch,Conservative,Thorne"),
    )
    assert one(register, Speaker("Odette Vane", member_id(7)), DAY_2012).person_id == person(30)
    # elected at the general election, yet not in its list: the next one's may be a son
    assert one(register, Speaker("Ian Birch", member_id(8)), DAY_2012).person_id == member_id(8)


def test_parliaments_number_links_and_forbids(make: Make) -> None:
    register = make(
        a__xml=xml(
            [
                member(7, "Odette Vane", "Wick", "Lab", parliament_id=30),
                member(8, "Una Birch", "Thorne", "Con", parliament_id=30),
            ]
        ),
        mps_2010__csv=listed("31,Una,Birch,Conservative,Thorne"),
        posts__json=posts((30, "committee", "", "2011-01-01", None)),
    )
    assert one(register, Speaker("Odette Vane", member_id(7)), DAY_2012).person_id == person(30)
    assert one(register, Speaker("Una Birch", member_id(8)), DAY_2012).person_id == member_id(8)


def test_votes_have_ids_unified_and_names_left(make: Make) -> None:
    register = make(
        a__xml=xml([member(7, "Odette Vane", "Wick", "Lab")]),
        mps_2010__csv=listed("30,Odette,Vane,Labour,Wick"),
    )
    votes = (Vote("Vane, Odette", "aye", member_id(7)), Vote("Vane, Odette", "no"))
    resolved = register.resolve(sitting(day=DAY_2012, votes=votes))
    assert resolved.debates[0].divisions[0].votes == (
        Vote("Vane, Odette", "aye", person(30)),
        Vote("Vane, Odette", "no"),
    )


# --- printed names -------------------------------------------------------------------------


@pytest.fixture
def named(make: Make) -> Register:
    return make(
        a__xml=xml(
            [
                member(7, "Robert Marsh", "Wick North", "Lab"),
                member(8, "Una Birch", "Thorne", "Con"),
                member(9, "Una Birch", "Saltmarsh", "Lab"),
            ]
        ),
        peers__xml=xml(
            [
                lord(1, "Lord", "Thorne", "Wick", "XB", "1998 9999-12-31"),
                lord(2, "Lord", "Thorne", "Saltmarsh", "LDem", "1999 2014-12-12"),
                lord(3, "Bishop", "", "Saltmarsh", "Bp", "2009-07-16 9999-12-31"),
                lord(4, "Earl", "", "Fenn", "Con", "1983 9999-12-31"),
            ]
        ),
    )


@pytest.mark.parametrize(
    ("name", "seat", "party", "number"),
    [
        ("Mr. Robert Marsh", None, None, 7),
        ("Robert Marsh", None, "Lab", 7),
        ("Mr. Bob Marsh", "Wick, North", None, 7),  # the seat and the surname are enough
        ("Robert Marsh", "Wick, South", None, None),
        ("Robert Marsh", None, "Con", None),  # the printed party speaks against it
        ("Robert Marsh", None, "Lab/Co-op", 7),
        ("Robert Marsh", None, "Lantern", 7),  # a name of no known party does not
        ("Robert Marsh", "Wick North", "Con", 7),
        ("Mr. Bob Marsh", None, None, None),
        ("Mr Marsh", None, None, None),
        ("Robert Marshe", "Wick North", None, None),
        ("Una Birch", None, None, None),  # there are two
        ("Una Birch", "Thorne", None, 8),
        ("Hon. Members", None, None, None),
        ("Mr Speaker", None, None, None),
    ],
)
def test_printed_names_are_matched_only_when_certain(
    named: Register, name: str, seat: str | None, party: str | None, number: int | None
) -> None:
    printed = Speaker(name, party=party, constituency=seat)
    found = one(named, printed, DAY_2012)
    assert found.person_id == (member_id(number) if number else None)
    assert found.name == name
    if number is None:
        presides = name == "Mr Speaker"
        assert found == replace(printed, party="none" if presides else printed.party)


@pytest.mark.parametrize(
    ("name", "number", "party"),
    [
        ("Lord Thorne of Wick", 1, "CB"),
        ("Lord Thorne of Saltmarsh", 2, "LD"),
        ("The Lord Bishop of Saltmarsh", 3, "Bishop"),
        ("The Earl of Fenn", 4, "Con"),
        ("Lord Thorne", None, None),
        ("Baroness Thorne of Wick", None, None),
        ("Noble Lords", None, None),
    ],
)
def test_peers_are_matched_by_title(
    named: Register, name: str, number: int | None, party: str | None
) -> None:
    given = sitting(Speaker(name), day=DAY_2012, house=House.LORDS)
    found = speakers(named.resolve(given))[0]
    assert found.person_id == (f"uk.org.publicwhip/lord/{number}" if number else None)
    assert found.party == party


def test_peers_are_not_matched_beyond_what_the_file_knows(named: Register) -> None:
    given = sitting(Speaker("Lord Thorne of Wick"), day=DAY_2020, house=House.LORDS)
    assert speakers(named.resolve(given))[0] == Speaker("Lord Thorne of Wick")


def test_a_name_is_matched_on_the_day_only(named: Register) -> None:
    assert one(named, Speaker("Robert Marsh"), date(2016, 1, 1)).person_id is None


# --- lists that always hold ----------------------------------------------------------------

ALWAYS = (
    "Person ID,First name,Last name,Party,Constituency,Office,House\n"
    "illustrative/person/7,Odette,Vane,Con,Wick,The Minister for Lanterns,Commons\n"
    "illustrative/person/8,Lady,Fenn,Crossbench,,,Lords\n"
)


def test_an_illustrative_list_holds_for_every_day(make: Make) -> None:
    register = make(members__csv=ALWAYS)
    speaker = Speaker("Odette Vane", "illustrative/person/7")
    expected = Speaker(
        "Odette Vane", "illustrative/person/7", "Con", "Wick", "The Minister for Lanterns"
    )
    assert one(register, speaker, date(2031, 2, 3)) == expected
    assert one(register, speaker, None) == expected


def test_fiction_and_record_do_not_lend_each_other_members(make: Make) -> None:
    register = make(members__csv=ALWAYS)
    speaker = Speaker("Odette Vane", constituency="Wick")
    assert one(register, speaker) == speaker
    found = one(register, speaker, sitting_id="illustrative-debates1")
    assert found.person_id == "illustrative/person/7"


def test_a_name_is_filled_only_where_there_is_none(make: Make) -> None:
    register = make(members__csv=ALWAYS)
    assert one(register, Speaker("", "illustrative/person/7")).name == "Odette Vane"
    assert one(register, Speaker("O. V.", "illustrative/person/7")).name == "O. V."


# --- as a whole ----------------------------------------------------------------------------


def test_the_digest_follows_content_not_order(tmp_path: Path) -> None:
    first, second = tmp_path / "mps_2015.csv", tmp_path / "mps_2017.csv"
    first.write_text(listed("30,Odette,Vane,Labour,Wick"))
    second.write_text(listed("30,Odette,Vane,Labour,Wick"))
    digest = Register.read([first, second]).digest
    assert Register.read([second, first]).digest == digest
    assert Register.read([tmp_path]).digest == digest
    second.write_text(listed("30,Odette,Vane,Independent,Wick"))
    assert Register.read([tmp_path]).digest != digest


def test_resolving_twice_is_resolving_once_and_leaves_the_given_sitting(named: Register) -> None:
    given = sitting(Speaker("Robert Marsh"), Speaker("Una Birch", member_id(8)), day=DAY_2012)
    kept = replace(given)
    once = named.resolve(given)
    assert named.resolve(once) == once
    assert given == kept
    assert once != given
