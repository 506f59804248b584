from dataclasses import replace

import pytest

from analyser.debate import Sitting, Speaker
from analyser.members import resolve_short_forms
from tests.members.sittings import sitting, speakers

ROOK = Speaker("Ansel Rook", party="Con", office="The Minister for Lanterns")
VANE = Speaker("Odette Vane", party="Lab", constituency="Wick North")
HOME = Speaker(
    "Mr. Piers Gale", party="Con", office="The Secretary of State for the Home Department"
)
PRIME = Speaker("Ms Ottoline Marsh", party="Lab", office="The Prime Minister")


def last(*spoken: Speaker) -> Speaker:
    return speakers(resolve_short_forms(sitting(*spoken)))[-1]


def short(name: str) -> Speaker:
    return Speaker(name)


@pytest.mark.parametrize(
    "form",
    ["Mr Rook", "Mr. Rook", "Ansel Rook", "Mr Ansel Rook", "The Minister", "Sir Ansel Rook"],
)
def test_a_short_form_is_the_one_person_it_fits(form: str) -> None:
    assert last(ROOK, VANE, short(form)) == ROOK


@pytest.mark.parametrize(
    ("form", "person"),
    [
        ("The Home Secretary", HOME),
        ("The Secretary of State", HOME),
        ("The Secretary of State for the Home Department", HOME),
        ("The Prime Minister", PRIME),
        ("Mr Gale", HOME),
        ("Ms Marsh", PRIME),
    ],
)
def test_an_office_is_the_one_who_holds_it(form: str, person: Speaker) -> None:
    assert last(HOME, VANE, PRIME, short(form)) == person


@pytest.mark.parametrize(
    "form",
    [
        *("The Foreign Secretary", "The Prime Minister", "Mr Gail", "Mr Gales", "Odette", "Gale"),
        *("Mrs Gale", "Mr Q. Gale", "Lord Gale", "Hon. Members", "Mr Speaker"),
    ],
)
def test_what_fits_nobody_stays_as_printed(form: str) -> None:
    assert last(HOME, VANE, short(form)) == short(form)


def test_two_of_a_name_stay_as_printed_until_told_apart() -> None:
    other = Speaker("Dorcas Rook", party="LD", constituency="Wick South")
    assert last(ROOK, other, short("Mr Rook")) == short("Mr Rook")
    assert last(ROOK, other, short("Dorcas Rook")) == other


def test_a_courtesy_tells_two_of_a_name_apart() -> None:
    he = Speaker("Mr. Ansel Rook", party="Con", constituency="Wick South")
    she = Speaker("Mrs. Dorcas Rook", party="LD", constituency="Thorne")
    assert last(he, she, short("Mrs. Rook")) == she
    assert last(he, she, short("Dr. Rook")) == short("Dr. Rook")


def test_two_of_a_whole_name_at_two_seats_stay_as_printed() -> None:
    other = replace(VANE, constituency="Thorne")
    assert last(VANE, other, short("Odette Vane")) == short("Odette Vane")


def test_a_bare_name_in_between_makes_the_surname_doubtful() -> None:
    assert last(ROOK, short("Dorcas Rook"), short("Mr Rook")) == short("Mr Rook")


def test_with_two_ministers_the_minister_is_nobody_but_offices_still_are() -> None:
    assert last(ROOK, HOME, short("The Minister")) == short("The Minister")
    assert last(ROOK, HOME, short("The Home Secretary")) == HOME


def test_a_shadow_minister_is_not_the_minister() -> None:
    shadow = Speaker("Una Birch", party="Lab", office="Shadow Minister (Lanterns)")
    assert last(shadow, short("The Minister")) == short("The Minister")
    assert last(shadow, ROOK, short("The Minister")) == ROOK


def test_an_under_secretary_is_a_minister_but_not_the_secretary_of_state() -> None:
    under = replace(ROOK, office="The Parliamentary Under-Secretary of State for Lanterns")
    assert last(under, short("The Minister")) == under
    assert last(under, short("The Secretary of State")) == short("The Secretary of State")


def test_readers_may_give_a_short_office_as_the_office() -> None:
    assert last(ROOK, Speaker("The Minister", office="The Minister")) == ROOK


def test_each_in_the_chair_keeps_the_title() -> None:
    speaker = Speaker("Sir Hugh Stone", party="none", office="Mr Speaker")
    deputy = Speaker("Mr Cole Fenn", party="none", office="Mr Deputy Speaker")
    madam = Speaker("Dame Ivy Holt", party="none", office="Madam Deputy Speaker")
    spoken = (speaker, deputy, madam)
    assert last(*spoken, short("Mr Speaker")) == speaker
    assert last(*spoken, short("Mr Deputy Speaker")) == deputy
    assert last(*spoken, short("Madam Deputy Speaker")) == madam
    assert last(*spoken, replace(madam, name="Dame Una Birch"), short("Madam Deputy Speaker")) == (
        short("Madam Deputy Speaker")
    )


def test_the_chair_unnamed_is_nobody() -> None:
    unnamed = Speaker("Mr Deputy Speaker", office="Mr Deputy Speaker")
    assert last(ROOK, unnamed) == unnamed


def test_an_office_with_the_name_in_brackets_is_taken_apart() -> None:
    printed = short("Mr Deputy Speaker (Mr Cole Fenn)")
    assert last(printed) == Speaker("Mr Cole Fenn", office="Mr Deputy Speaker")
    assert last(printed, short("Mr Deputy Speaker")) == last(printed)


def test_one_who_takes_the_chair_is_found_in_both_capacities() -> None:
    seated = Speaker("Cole Fenn", party="Con", constituency="Thorne")
    chair = Speaker("Mr Cole Fenn", party="none", office="Mr Deputy Speaker")
    resolved = last(seated, chair, short("Mr Deputy Speaker"))
    assert (resolved.name, resolved.office) == ("Cole Fenn", "Mr Deputy Speaker")
    assert resolved.constituency == "Thorne"


def test_peers_are_known_without_their_place_when_alone_in_the_name() -> None:
    wick = Speaker("Lord Thorne of Wick", party="CB")
    other = Speaker("Lord Thorne of Saltmarsh", party="Lab")
    assert last(wick, short("Lord Thorne")) == wick
    assert last(wick, other, short("Lord Thorne")) == short("Lord Thorne")
    assert last(wick, short("Baroness Thorne")) == short("Baroness Thorne")
    assert last(wick, short("Mr Thorne")) == short("Mr Thorne")


def test_the_printed_line_is_kept_and_the_sitting_given_is_not_changed() -> None:
    given = sitting(ROOK, short("Mr Rook"))
    resolved = resolve_short_forms(given).debates[0].contributions
    assert resolved[0] == given.debates[0].contributions[0]
    assert resolved[1].attribution == "Mr Rook"
    assert given.debates[0].contributions[1].speaker == short("Mr Rook")


def test_an_attribution_the_reader_gave_is_not_overwritten() -> None:
    given = sitting(ROOK, short("Mr Rook"))
    first, second = given.debates[0].contributions
    lines = (first, replace(second, attribution="Mr. Rook  "))
    given = replace(given, debates=(replace(given.debates[0], contributions=lines),))
    assert resolve_short_forms(given).debates[0].contributions[1].attribution == "Mr. Rook  "


def test_a_published_id_is_never_exchanged() -> None:
    chair = Speaker("Mr. Deputy Speaker", person_id="uk.org.publicwhip/member/1")
    other = Speaker("Mr Cole Fenn", party="none", office="Mr Deputy Speaker")
    assert last(other, chair) == chair


def test_nothing_is_carried_from_one_debate_to_the_next() -> None:
    first, second = sitting(ROOK), sitting(short("Mr Rook"))
    both: Sitting = replace(first, debates=(*first.debates, *second.debates))
    assert speakers(resolve_short_forms(both))[-1] == short("Mr Rook")


def test_resolving_twice_is_resolving_once() -> None:
    once = resolve_short_forms(sitting(ROOK, VANE, HOME, short("Mr Rook"), short("Ms Vane")))
    assert resolve_short_forms(once) == once
