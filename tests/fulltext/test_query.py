"""What a query asks for, and where that stands in a text."""

from datetime import date

import pytest

from analyser.fulltext.query import Near, UnreadableQuery, Words, parse, places
from analyser.selection import Selection


def test_a_query_is_words_phrases_what_must_not_stand_and_whose_words() -> None:
    asked = parse('Lamps “stop and search” -drone* -"the quay" member:"ada fen" -party:Lan')
    assert asked.wanted == (Words(("lamps",)), Words(("stop", "and", "search")))
    assert asked.excluded == (Words(("drone*",)), Words(("the", "quay")))
    assert asked.chosen == Selection(member=("ada fen",))
    assert asked.barred == (Selection(party=("Lan",)),)


def test_near_stands_between_two_terms() -> None:
    asked = parse('"the quay" NEAR/3 lamp* -stop near/0 search')
    assert asked.wanted == (Near(Words(("the", "quay")), Words(("lamp*",)), 3),)
    assert asked.excluded == (Near(Words(("stop",)), Words(("search",)), 0),)


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020-02-03", date(2020, 2, 3), date(2020, 2, 3)),
        ("2019..2021-06", date(2019, 1, 1), date(2021, 6, 30)),
        ("2019..", date(2019, 1, 1), None),
        ("..2019", None, date(2019, 12, 31)),
    ],
)
def test_a_date_is_a_year_month_day_or_two(given: str, first: date, last: date) -> None:
    assert parse(f"lamp date:{given}").chosen == Selection(date_from=first, date_to=last)


@pytest.mark.parametrize(
    ("query", "what"),
    [
        *(
            (nothing, "asks for no word")
            for nothing in ("", "  ", "-only", '""', "…", "member:fen")
        ),
        ('lamp member:""', "followed by nothing"),
        ("lamp date:2020-13", "date:2020-13 cannot be read"),
        ("lamp date:2021..2020", "cannot be read"),
        ("lamp date:..", "cannot be read"),
        ("NEAR/3 lamp", "follows no word"),
        ("lamp NEAR/3", "ends in NEAR"),
        ("lamp NEAR/3 NEAR/3 quay", "follows no word"),
        ("lamp NEAR/999 quay", "at most NEAR/50"),
        ("lamp NEAR/3 -quay", "cannot be read"),
        ("lamp NEAR/3 quay NEAR/3 search", "cannot be read"),
    ],
)
def test_a_query_that_cannot_be_read_is_refused(query: str, what: str) -> None:
    with pytest.raises(UnreadableQuery, match="expected") as refused:
        parse(query)
    assert what in str(refused.value)


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("A lamp, the Lamp.", "lamp", ["lamp", "Lamp"]),
        ("Stop‑and‑search", '"stop and search"', ["Stop‑and‑search"]),
        ("of\u00adfi\u200bcial lamps", "official", ["of\u00adfi\u200bcial"]),
        ("Straße and lamp", "STRASSE lamp", ["Straße", "lamp"]),
        ("a camera or cameras", "camera*", ["camera", "cameras"]),
        ("quay by the lamp", "lamp NEAR/2 quay", ["quay by the lamp"]),
        ("quay by the old lamp", "lamp NEAR/2 quay", []),
        ("lamp", "lamp NEAR/2 lamp*", []),
        ("the the", '"the the"', ["the the"]),
    ],
)
def test_what_is_wanted_stands_where_it_was_published(
    text: str, query: str, found: list[str]
) -> None:
    assert [text[start:end] for start, end in places(text, parse(query))] == found
