"""What people say of positions, in a briefing: how many, which, and of those alone."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from analyser.briefing import Briefing, NothingToBrief, brief
from analyser.briefing.model import Quote, Table
from analyser.coding import Stance
from analyser.corpus import Corpus
from analyser.corpus.reviews import Review, Verdict, add_all
from analyser.queries.positions import positions
from analyser.selection import Selection
from tests.briefing.conftest import MADE, SUFFIXES, close, text_of, written

_FACES = Selection(measure=("facial-recognition",))


@pytest.fixture(scope="module")
def rows(illustrated: Corpus) -> pd.DataFrame:
    """The positions on facial recognition before any review, in the order of the record."""
    return positions(illustrated, _FACES)


@pytest.fixture(scope="module")
def reviewed(
    illustrated: Corpus, rows: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory
) -> Corpus:
    """The illustrative sitting with two positions confirmed, one corrected and one rejected."""
    folder = tmp_path_factory.mktemp("reviewed") / "corpus"
    shutil.copytree(illustrated.folder, folder)
    corpus = Corpus(folder)
    right, wrong, least = _of(rows, "oppose")[:2] + _of(rows, "support")[-1:]
    other = _of(rows, "unclear")[0]
    outcomes = add_all(
        corpus,
        [
            Review(right, "facial-recognition", Verdict.RIGHT, "Ada Fen"),
            Review(least, "facial-recognition", Verdict.RIGHT, "Ada Fen"),
            Review(wrong, "facial-recognition", Verdict.WRONG, "Ada Fen"),
            Review(other, "facial-recognition", Verdict.OTHER, "Ada Fen", stance=Stance.SUPPORT),
        ],
    )
    assert all(isinstance(each, Review) for each in outcomes)
    return corpus


def _of(rows: pd.DataFrame, stance: str) -> list[str]:
    """Return the contributions with a position of a stance, the surest first."""
    own = rows[(rows["stance"] == stance) & rows["quote"].notna()]
    return list(own.sort_values("confidence", ascending=False)["contribution_id"])


def _quotes(made: Briefing, code: str) -> list[Quote]:
    section = next(each for each in made.sections if each.code == code)
    return [block for block in section.blocks if isinstance(block, Quote)]


def test_the_head_says_how_many_are_reviewed(reviewed: Corpus, rows: pd.DataFrame) -> None:
    made = brief(reviewed, _FACES, made=MADE)
    left = len(rows) - 1
    assert made.reviews == (
        f"A person has reviewed 3 of {left} ({300 / left:.0f}%) positions: 2 confirmed, 1"
        " corrected. 1 other was rejected by a person and left out."
    )


def test_none_reviewed_is_said(illustrated: Corpus, rows: pd.DataFrame) -> None:
    made = brief(illustrated, _FACES, made=MADE)
    assert made.reviews == f"No person has reviewed any of the {len(rows)} positions."


def test_a_reviewed_position_is_quoted_first_and_marked(
    reviewed: Corpus, rows: pd.DataFrame
) -> None:
    made = brief(reviewed, _FACES, made=MADE)
    support, oppose = _quotes(made, "summary")
    assert support.stance in (
        "▲ support, confirmed by a person",
        "▲ support, corrected by a person",
    )
    assert oppose.stance == "▼ oppose, confirmed by a person"
    words = rows.set_index("contribution_id")["quote"]
    assert support.text in (words[_of(rows, "unclear")[0]], words[_of(rows, "support")[-1]])
    assert oppose.text == words[_of(rows, "oppose")[0]]


def test_the_tables_mark_what_was_reviewed(reviewed: Corpus) -> None:
    made = brief(reviewed, _FACES, made=MADE, sections=["positions"])
    table = [each for each in made.sections[0].blocks if isinstance(each, Table)][-1]
    stances = [row[2] for row in table.rows]
    assert stances.count("▲ Support (confirmed)") == 1
    assert stances.count("▲ Support (corrected)") == 1
    assert stances.count("▼ Oppose (confirmed)") == 1
    assert "▲ Support" in stances


def test_what_a_person_rejected_is_not_in_the_briefing(
    reviewed: Corpus, rows: pd.DataFrame
) -> None:
    made = brief(reviewed, _FACES, made=MADE)
    wrong = _of(rows, "oppose")[1]
    assert wrong not in {each.contribution_id for each in made.references}
    assert rows.set_index("contribution_id")["quote"][wrong] not in [
        quote.text for quote in made.quotes()
    ]


def test_a_briefing_of_reviewed_positions_alone(
    reviewed: Corpus, rows: pd.DataFrame, tmp_path: Path
) -> None:
    made = brief(reviewed, _FACES, reviewed_only=True, made=MADE)
    assert {each.contribution_id for each in made.references} == {
        *(_of(rows, "oppose")[0], _of(rows, "support")[-1], _of(rows, "unclear")[0])
    }
    assert made.about == "measure Facial recognition; only positions that a person reviewed"
    left = len(rows) - 1
    assert made.reviews == (
        "Only positions that a person confirmed or corrected are in this briefing: 3 of"
        f" {left} ({300 / left:.0f}%) positions, 2 confirmed, 1 corrected."
        " 1 other was rejected by a person and left out."
    )
    assert "coded by machine" in made.statement
    for path in written(made, reviewed, tmp_path).values():
        assert close(made.reviews) in text_of(path)
    assert {path.suffix for path in tmp_path.iterdir()} == set(SUFFIXES)


def test_none_reviewed_makes_no_briefing_of_reviewed_ones(illustrated: Corpus) -> None:
    with pytest.raises(NothingToBrief, match="no person has confirmed or corrected any of the"):
        brief(illustrated, _FACES, reviewed_only=True)
