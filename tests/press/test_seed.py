"""The article from which the project began gives the table that it should."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analyser.ingest.article import read_article
from analyser.members import Register
from analyser.press.article import Checked, check_article

EXPECTED = {
    "Abena Oppong-Assare": "oppose",
    "Silkie Carlo": "oppose",
    "Dianne Abbot": "oppose",
    "Sarah Olney": "none",  # she is against it; the words quoted are read as taking no side
    "Kit Malthouse": "support",
    "Nick Ephgrave": "support",
    "Met Police": "support",
}


@pytest.fixture(scope="module")
def checked(shared: Path) -> Checked:
    return check_article(
        read_article(shared / "seed" / "news-article-2020-01.txt"),
        published=date(2020, 1, 28),
        register=Register.read([shared / "people"]),
    )


def test_each_speaker_is_found_with_the_stance_on_facial_recognition(checked: Checked) -> None:
    table = checked.speakers().set_index("speaker")
    assert table.loc[list(EXPECTED), "stance"].to_dict() == EXPECTED
    assert set(table.loc[list(EXPECTED), "measure"]) == {"facial-recognition"}
    assert checked.measure == "facial-recognition"
    assert "Big Brother Watch" in str(table.loc["Silkie Carlo", "role"])


def test_misspelt_members_have_the_spelling_on_record(checked: Checked) -> None:
    members = checked.speakers().set_index("speaker")["member"].dropna().to_dict()
    assert members == {
        "Abena Oppong-Assare": "Abena Oppong-Asare",
        "Dianne Abbot": "Diane Abbott",
        "Sarah Olney": "Sarah Olney",
        "Kit Malthouse": "Kit Malthouse",
    }


def test_what_was_said_in_parliament_has_its_day_and_the_way_to_the_record(
    checked: Checked,
) -> None:
    table = checked.statements
    said = table[table["in_parliament"].eq(True)]
    assert set(said["speaker"]) == set(checked.speakers().dropna(subset="member")["speaker"])
    assert set(said["day"]) == {date(2020, 1, 27)}
    assert "On Monday" in set(said["day_as_written"])
    assert set(said["verdict"]) == {"record not in the corpus"}
    assert set(said["fetch"]) == {"analyser fetch --day 2020-01-27 --house Commons"}
    elsewhere = table[~table["in_parliament"].eq(True)]
    assert elsewhere["verdict"].isna().all()


def test_the_claims_with_figures_are_found(checked: Checked) -> None:
    found = dict(zip(checked.claims["figures"], checked.claims["speaker"], strict=True))
    figures = ", ".join(found)
    for figure in ("80%", "within a month", "eight arrests", "three-year"):
        assert figure in figures
    assert pd.isna(found["eight arrests, three-year"])
    assert next(who for what, who in found.items() if "80%" in what) == "Met Police"


def test_every_quotation_stands_in_the_article(checked: Checked) -> None:
    for row in checked.statements.to_dict("records"):
        words = checked.article.text[row["start"] : row["end"]].strip(" ,;")
        assert row["words"].startswith(words)


def test_without_a_day_a_weekday_is_no_date(shared: Path) -> None:
    checked = check_article(read_article(shared / "seed" / "news-article-2020-01.txt"))
    assert checked.published is None
    assert checked.statements["day"].isna().all()
    assert "On Monday" in set(checked.statements["day_as_written"].dropna())
    fetch = checked.statements["fetch"].dropna()
    assert fetch.str.startswith('analyser fetch --search "').all()
