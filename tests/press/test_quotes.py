"""Quoted words against made-up contributions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.press.verification import Change, RecordText, Said, Verdict, verdict_on

TEXT = (
    "I say to the House that the lamps on the pier are failing, and nobody has come to mend them."
    "\n\nThe foghorn, “Old Tom”, sounded twice last night – twice! – and the keeper didn’t stir."
)


def page(text: str = TEXT, speaker: str = "Ada Fen") -> RecordText:
    return RecordText(Said("c/1", "d/1", speaker, None, date(2099, 4, 1), "Commons", "Lamps", text))


def by_ada(said: Said) -> bool:
    return said.speaker == "Ada Fen"


@pytest.mark.parametrize(
    ("quoted", "verdict"),
    [
        ("the lamps on the pier are failing", Verdict.VERBATIM),
        ("The Lamps, on the pier: are failing!", Verdict.VERBATIM),
        ("the keeper didn't stir", Verdict.VERBATIM),
        ("the lamps … nobody has come to mend them", Verdict.VERBATIM),
        ("[T]he lamps on the pier are failing", Verdict.NEAR),
        ("the lamps on the pier are [broken], and nobody has come", Verdict.VERBATIM),
        ("the lamps on the jetty are failing", Verdict.NEAR),
        ("lamps on pier failing and nobody has come to mend them", Verdict.NEAR),
        ("the trawlers in the bay are singing", Verdict.NOT_FOUND),
        ("nobody has come … the lamps on the pier", Verdict.NEAR),  # the other way round
        ("vital", Verdict.NOT_FOUND),
        ("…", Verdict.NOT_FOUND),
    ],
)
def test_verdicts(quoted: str, verdict: Verdict) -> None:
    assert verdict_on(quoted, [page()], by=by_ada).verdict is verdict


def test_the_place_is_the_records_own_words() -> None:
    found = verdict_on("old tom sounded twice", [page()], by=by_ada)
    assert found.recorded == "Old Tom”, sounded twice"


def test_each_changed_word_is_named() -> None:
    found = verdict_on(
        "the lamps on the jetty are failing, and nobody came to mend", [page()], by=by_ada
    )
    assert found.changes == (Change("jetty", "pier"), Change("came", "has come"))
    assert found.recorded == "the lamps on the pier are failing, and nobody has come to mend"


def test_what_is_near_ends_with_its_paragraph() -> None:
    text = "She must not be turned away from her own pension.\n\nI say so again."
    found = verdict_on("must not be turned away from her own bank account", [page(text)], by=by_ada)
    assert found.recorded == "must not be turned away from her own pension"
    assert found.changes == (Change("bank account", "pension"),)


def test_others_words_are_theirs_and_own_words_come_first() -> None:
    pages = [page(speaker="Bo Marsh"), page("The lamps on the pier were failing.")]
    assert verdict_on("nobody has come to mend", pages, by=by_ada).verdict is Verdict.SOMEONE_ELSE
    near = verdict_on("the lamps on the pier are failing", pages, by=by_ada)
    assert (near.verdict, near.said and near.said.speaker) == (Verdict.NEAR, "Ada Fen")


@given(st.integers(0, 30), st.integers(4, 12))
def test_whatever_is_cut_from_a_speech_is_verbatim_at_its_place(start: int, length: int) -> None:
    words = TEXT.split()[start : start + length]
    plain = [word for word in words if any(letter.isalnum() for letter in word)]
    if len(plain) >= 2:
        found = verdict_on(" ".join(words), [page()], by=by_ada)
        assert found.verdict is Verdict.VERBATIM
        assert found.recorded is not None
        assert found.recorded in TEXT
