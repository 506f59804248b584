"""How newspapers quote, attribute and date, one form at a time; all of it fiction."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.ingest.article import article_of
from analyser.press import read_claims, read_statements
from analyser.press.days import said_on
from analyser.press.quotation import masked, quotations
from analyser.press.speakers import named_in

THURSDAY = date(2021, 1, 28)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('She said "yes" and "no".', ["yes", "no"]),
        ("She said “yes” and ‘no’.", ["yes", "no"]),
        ("‘It’s the officers’ choice,’ he said.", ["It’s the officers’ choice,"]),
        ("'Don't tie our bobbies' hands,' he said.", ["Don't tie our bobbies' hands,"]),
        ("The members' plan isn't theirs.", []),
        ("The dogs' owners' club met.", []),
        ('"One paragraph.\n\n"And another."', ["One paragraph.", "And another."]),
        ("‘One.\n\n‘Two.’", ["One.", "Two."]),
        ("He called it ‘a “model” scheme’.", ["a “model” scheme"]),
        ('He stood 5ft 11" tall.', []),
        ("", []),
    ],
)
def test_quotation_marks_are_matched(text: str, found: list[str]) -> None:
    assert [text[each.start : each.end] for each in quotations(text)] == found


@given(st.text(alphabet="ab ,.'’‘“”\"\n", max_size=60))
def test_marks_in_any_disorder_keep_every_offset(text: str) -> None:
    found = quotations(text)
    assert len(masked(text, found)) == len(text)
    for one, other in pairwise(found):
        assert one.closes <= other.opens
    for each in found:
        assert each.opens < each.start <= each.end <= each.closes


@pytest.mark.parametrize(
    ("phrase", "name", "role"),
    [
        ("Shadow home secretary Ada Fen", "Ada Fen", "Shadow home secretary"),
        ("Ada Fen, the member for Ebb,", "Ada Fen", "the member for Ebb"),
        ("But the policing minister, Bo Marsh,", "Bo Marsh", "policing minister"),
        ("Labour's Ada Fen", "Ada Fen", "Labour"),
        ("Ada Fen (Ebb) (Lab)", "Ada Fen", "Ebb, Lab"),
        ("The Minister for Tides (Bo Marsh)", "Bo Marsh", "Minister for Tides"),
        ("Inspector Ida Weir of Ebb Police", "Ida Weir", "Inspector"),
        ("Lord Quay of Wick", "Lord Quay of Wick", None),
        ("On Monday, Ada Fen", "Ada Fen", None),
        ("Piers Watch UK", "Piers Watch UK", None),
        ("The Home Office", "Home Office", None),
        ("A Home Office spokesperson", "", "Home Office spokesperson"),
        ("she", "", None),
        ("several Labour MPs and campaigners", "", None),
    ],
)
def test_speakers_are_taken_apart(phrase: str, name: str, role: str | None) -> None:
    named = named_in(phrase)
    assert named is not None
    assert (named.name, named.role) == (name, role)


@pytest.mark.parametrize("phrase", ["", "of the", "which the pilot showed in March", "Yesterday"])
def test_nobody_is_named_where_nobody_is(phrase: str) -> None:
    assert named_in(phrase) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("told MPs on Tuesday that", date(2021, 1, 26)),
        ("told MPs on Thursday that", date(2021, 1, 28)),
        ("told MPs last Thursday that", date(2021, 1, 21)),
        ("told MPs yesterday that", date(2021, 1, 27)),
        ("tweeted last night that", date(2021, 1, 27)),
        ("said today that", date(2021, 1, 28)),
        ("said on 14 March that", date(2020, 3, 14)),
        ("said on 3 January that", date(2021, 1, 3)),
        ("said on Monday 8 March 2021 that", date(2021, 3, 8)),
        ("the council votes next Tuesday", None),
        ("said that", None),
        ("said on 31 February that", None),
    ],
)
def test_days_are_told_from_the_articles_own(text: str, day: date | None) -> None:
    found = said_on(text, THURSDAY)
    assert (found.day if found else None) == day


def test_without_the_articles_day_a_weekday_stays_words() -> None:
    found = said_on("told MPs on Tuesday that", None)
    assert found is not None
    assert (found.written, found.day) == ("on Tuesday", None)


def test_a_quotation_is_one_statement_however_it_is_interrupted() -> None:
    article = article_of(
        "Ada Fen, MP for Ebb, told MPs on Tuesday: “Lamps first.”\n\n“Lamps second,” she said,"
        " “and foghorns third.\n\n“And bells last.”"
    )
    first, second = read_statements(article, published=THURSDAY)
    assert first.words(article.text) == "Lamps first."
    assert second.words(article.text) == "Lamps second … and foghorns third. … And bells last."
    assert second.speaker is first.speaker
    assert second.in_parliament
    assert second.said_on is not None
    assert second.said_on.day == date(2021, 1, 26)


def test_what_is_tweeted_or_told_to_a_paper_was_not_said_in_parliament() -> None:
    article = article_of(
        "Ada Fen, MP for Ebb, told MPs the lamps were dim.\n\nShe told the Clarion: “They are dim.”"
        "\n\nLater she tweeted: “Dim, I say.”"
    )
    assert [said.in_parliament for said in read_statements(article)] == [True, False, False]


def test_claims_leave_out_clauses_ages_and_dates() -> None:
    article = article_of(
        "On 14 March 2021 clause 12 was read. Ada Fen, 62, spoke. Some 40 cameras made 3,000 errors"
        " in two years. One in five matches was wrong. It cost £390,000 to mend."
    )
    claims = read_claims(article, [])
    assert [claim.figures[0] for claim in claims] == ["40 cameras", "One in five", "£390,000"]


@pytest.mark.parametrize(
    "text",
    [
        "said " * 5_000,
        "“a” said " * 2_000,
        "Ada Fen, " * 3_000 + "said it.",
        "‘" + "dogs’ " * 5_000,
    ],
)
def test_what_no_newspaper_prints_ends_too(text: str) -> None:
    article = article_of(f"{text}\n\nAda Fen said: “The lamps are dim.”")
    assert read_statements(article)[-1].words(article.text) == "The lamps are dim."


def test_an_empty_head_and_an_undated_page_are_no_trouble() -> None:
    article = article_of("<html><body><p>Ada Fen said the lamps were dim.</p></body></html>")
    assert (article.title, article.published, article.body) == ("", None, 0)
    (said,) = read_statements(article)
    assert (said.speaker.name, said.in_parliament) == ("Ada Fen", False)
