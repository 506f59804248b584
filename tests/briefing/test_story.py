"""A measure told in a paragraph: each sentence from counts and names, and none beyond them."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analyser.briefing import brief
from analyser.briefing.model import Paragraph, Quote, Table
from analyser.briefing.references import Citations
from analyser.briefing.sections.story import Told, story
from analyser.briefing.sections.strongest import ranked, strongest
from analyser.coding import Coding, Evidence, Position, Stance
from analyser.corpus import Corpus
from analyser.debate import Contribution, Debate, House, Kind, Sitting, Speaker
from analyser.queries.nearest import Likeness
from analyser.selection import Selection
from tests.briefing.conftest import MADE

_LONG = 400


def _rows(*told: tuple[str, str, str | None, str, float, str]) -> pd.DataFrame:
    """Return positions of name, party, office, stance, confidence and words, one a contribution."""
    names = ("name", "party", "office", "stance", "confidence", "quote")
    rows: list[dict[str, Any]] = [dict(zip(names, each, strict=True)) for each in told]
    frame = pd.DataFrame(rows).assign(
        contribution_id=[f"x/{number}" for number in range(len(rows))],
        start=0,
        house="Commons",
        date=pd.Timestamp("2099-04-01"),
        title="Tides",
        section="Commons Chamber",
        column="7",
        url=None,
        doubtful=False,
        reviewed=False,
    )
    return frame.assign(speaker=frame["name"], member=frame["name"], known_party=frame["party"])


_ADA = ("Ada Fen", "Lan", "The Minister for Quays", "support", 0.5)
_BO = ("Bo Marsh", "Orch", None, "support", 0.9)
_CAL = ("Cal Reed", "Tid", None, "oppose", 0.6)
_DI = ("Di Weir", "Tid", None, "unclear", 0.3)
_ED = ("Ed Holm", "Lan", None, "none", 0.3)


def _grounds(*told: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(told, columns=["member", "theme", "direction"])


def _told(rows: pd.DataFrame, grounds: pd.DataFrame, *, names: int = 3) -> Paragraph:
    return story("cctv", Told.of(rows, grounds), names, False, Citations())


def test_it_says_who_argued_what_on_which_grounds() -> None:
    rows = _rows(*((*each, "Yes.") for each in (_ADA, _BO, _CAL, _DI, _ED)))
    grounds = _grounds(
        ("Ada Fen", "public-safety", "for"),
        ("Bo Marsh", "public-safety", "for"),
        ("Bo Marsh", "legislation-pause", "for"),
        ("Cal Reed", "privacy", "against"),
    )
    told = _told(rows, grounds)
    assert told.lead == "CCTV and body-worn video."
    assert told.text == (
        "5 contributions by 5 members bear on it: 2 of 5 (40%) for, 1 of 5 (20%) against, 1 of 5"
        " (20%) taking no side and 1 of 5 (20%) unclear. Ada Fen (Lan, Minister for Quays) and Bo"
        " Marsh (Orch) spoke for it, on grounds of public safety (2 of 2) and “new law, review or"
        " pause” (1). Cal Reed (Tid) spoke against it, on grounds of privacy. Ed Holm addressed it"
        " without taking a side. The program could not tell where Di Weir stood."
    )
    assert told.references == (1, 2, 3, 4, 5)


def test_many_are_counted_by_party_and_some_named() -> None:
    rows = _rows(
        *((*each, "Yes.") for each in (_BO, _ADA)),
        ("Fay Tarn", "Lan", None, "support", 0.8, "Yes."),
    )
    told = _told(rows, _grounds(), names=2)
    assert told.text == (
        "3 contributions by 3 members bear on it: 3 of 3 (100%) for and none found against."
        " 3 members (Lan 2, Orch 1) spoke for it, on no ground that was found in their words."
        " Among them were Ada Fen (Lan, Minister for Quays) and Bo Marsh (Orch)."
    )


def test_ministers_are_named_before_other_offices() -> None:
    shadow = ("Fay Tarn", "Orch", "Shadow Minister for Quays", "support", 0.9)
    rows = _rows(*((*each, "Yes.") for each in (_BO, shadow, _ADA)))
    told = _told(rows, _grounds(), names=2)
    assert "Ada Fen (Lan, Minister for Quays) and Fay Tarn (Orch, Shadow" in told.text


def test_one_contribution_is_not_counted_out() -> None:
    told = _told(_rows((*_CAL, "No.")), _grounds(("Cal Reed", "privacy", "against")))
    assert told.text == (
        "1 contribution bears on it. Cal Reed (Tid) spoke against it, on grounds of privacy."
    )


def test_who_was_coded_on_both_sides_is_said() -> None:
    rows = _rows((*_BO, "Yes."), ("Bo Marsh", "Orch", None, "oppose", 0.4, "No."), (*_CAL, "No."))
    assert "Bo Marsh was coded for it once and against it once." in _told(rows, _grounds()).text


def test_a_doubtful_position_is_named_last() -> None:
    rows = _rows(
        (*_CAL, "No."), ("Gus Lock", "Lan", "The Minister for Weirs", "oppose", 0.9, "No.")
    )
    doubted = rows.assign(doubtful=rows["name"] == "Gus Lock")
    assert "Among them were Cal Reed (Tid)." in _told(doubted, _grounds(), names=1).text
    assert "Among them were Gus Lock" in _told(rows, _grounds(), names=1).text


_CAMERAS = "The cameras on the quay have made every evening there a good deal safer."
_AGAIN = "The cameras on the quay have made every evening there much safer."
_DIFFERENT = "What a town needs is constables, and the money for them went elsewhere."


@pytest.mark.parametrize(
    ("words", "members", "said"),
    [
        ((_CAMERAS, _AGAIN, _DIFFERENT), "abc", [_CAMERAS, _DIFFERENT]),
        ((_CAMERAS, _DIFFERENT, _AGAIN), "aab", [_CAMERAS]),
        (
            ("Yes.", "and so the cameras on the quay were sold, as we have heard", _CAMERAS),
            "abc",
            [_CAMERAS],
        ),
    ],
    ids=["no two that say the same", "no two of one member", "only whole sentences"],
)
def test_the_strongest(words: tuple[str, ...], members: str, said: list[str]) -> None:
    rows = _rows(
        *(
            (name, name, None, "support", 0.9 - at / 10, each)
            for at, (name, each) in enumerate(zip(members, words, strict=True))
        )
    )
    found = strongest(
        ranked(rows, _LONG), Citations(), Likeness(rows["quote"]), most=3, members=set()
    )
    assert [row["quote"] for row in found] == said


@pytest.mark.parametrize(
    "quote", [f"The cameras {'and the quays ' * 40}are there.", "I am for it."]
)
def test_another_sentence_is_quoted_where_none_has_a_fit_length(quote: str) -> None:
    rows = _rows((*_ADA, quote))
    found, likeness = ranked(rows, _LONG), Likeness(rows["quote"])
    assert strongest(found, Citations(), likeness, members=set(), most=1) == []
    (row,) = strongest(found, Citations(), likeness, members=set(), most=1, least=1)
    assert row["quote"] == quote


def test_a_person_printed_in_two_ways_has_one_name(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus")
    for day, name in ((date(2099, 4, 1), "Mr Robin Fen"), (date(2099, 4, 2), "Sir Robin Fen")):
        _spoken(corpus, day, Speaker(name, "x/person/1", "Lan"))
    made = brief(corpus, Selection(), made=MADE, sections=["summary", "positions"])
    (summary, listed) = made.sections
    told = next(block for block in summary.blocks if isinstance(block, Paragraph) and block.lead)
    assert "2 contributions by 1 member" in told.text
    assert "Sir Robin Fen (Lan, April 2099) spoke for it" in told.text
    table = [block for block in listed.blocks if isinstance(block, Table)][-1]
    assert table.rows == (("Sir Robin Fen", "Lan", "▲ Support", "twice"),)
    assert {each.speaker for each in made.references} == {"Mr Robin Fen", "Sir Robin Fen"}


def test_who_is_on_the_same_side_in_similar_words_is_named_and_not_quoted(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus")
    for number, words in enumerate((_CAMERAS, _AGAIN, _DIFFERENT), start=1):
        speaker = Speaker(f"Member {number}", f"x/person/{number}", "Lan")
        _spoken(corpus, date(2099, 4, number), speaker, words)
    (summary,) = brief(corpus, Selection(), made=MADE, sections=["summary"]).sections
    quotes = [block for block in summary.blocks if isinstance(block, Quote)]
    assert [quote.text for quote in quotes] == [_CAMERAS]
    (told,) = [b for b in summary.blocks if isinstance(b, Paragraph) and "similar words" in b.text]
    assert told.text == "Member 2 (Lan) is on the same side in similar words."
    assert len(told.references) == 1


def _spoken(corpus: Corpus, day: date, speaker: Speaker, words: str = _CAMERAS) -> None:
    """Write a sitting in which somebody speaks for cameras."""
    identity = f"x{day}"
    said = Contribution(f"{identity}/1", Kind.SPEECH, words, speaker, column="1")
    debate = Debate(identity, "Tides", "Commons Chamber", (said,))
    evidence = Evidence(words, 0, len(words))
    coding = Coding((Position("cctv", Stance.SUPPORT, 0.9, evidence),), ())
    with corpus.writing() as writer:
        writer.write_sitting(
            Sitting(identity, House.COMMONS, day, "invented", "xml", (debate,)), sha256=identity
        )
        writer.write_coding(identity, [(f"{identity}/1", coding)], signature="by-hand")
