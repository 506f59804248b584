"""``analyser press`` on the illustrative article, and on what is no article."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Run

DATA = Path(__file__).parents[2] / "data"
ARTICLE = DATA / "press" / "copperhithe-courier.txt"


@pytest.fixture
def filled(run: Run) -> Run:
    register = DATA / "illustrative" / "register.csv"
    assert run("ingest", DATA / "illustrative", "--register", register).exit_code == 0
    return run


def test_each_statement_has_its_verdict(filled: Run) -> None:
    ran = filled("press", ARTICLE, "--format", "json")
    assert ran.exit_code == 0
    rows = {row["words"][:20]: row for row in json.loads(ran.stdout)}
    found = {words: (row["member"], row["verdict"]) for words, row in rows.items()}
    assert found == {
        "treats every face in": ("Imogen Larkspur", "verbatim"),
        "it to be switched of": ("Imogen Larkspur", "paraphrase"),
        "Live facial recognit": ("Ignatius Pettibone", "near"),
        "I am opposed to live": ("Philippa Quillfeather", "verbatim"),
        "I want live facial r": ("Winifred Brackenrigge", "said by someone else"),
        "four in 19 alerts ha": (None, None),
        "a line-up on wheels": (None, None),
        "82% of festival-goer": (None, None),
    }
    assert rows["I want live facial r"]["said_by"] == "Jago Tredinnock"
    assert rows["Live facial recognit"]["changes"] == "“four” is “three” in the record"
    assert {row["day"] for row in rows.values() if row["in_parliament"]} == {"2099-04-01"}


def test_claims_are_a_table_of_their_own(filled: Run) -> None:
    ran = filled("press", ARTICLE, "--claims", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.stdout)))
    assert [(row["figures"], row["speaker"]) for row in rows if row["speaker"]] == [
        ("four officers", "Ignatius Pettibone"),
        ("four in 19", "Lanterns Out"),
        ("82%", "force"),
    ]


def test_without_a_record_every_line_says_how_to_get_it(run: Run) -> None:
    ran = run("press", ARTICLE)
    assert ran.exit_code == 0
    assert ran.stderr.count("analyser fetch --day 2099-04-01 --house Commons") == 1


def test_a_member_is_known_by_the_record_where_the_article_gives_no_seat(
    filled: Run, tmp_path: Path
) -> None:
    path = tmp_path / "article.txt"
    path.write_text(
        "Vans divide members\n\nPublished 2 April 2099\n\nPhilippa Quillfeather said on Wednesday:"
        " “I am opposed to live facial recognition in public places.”\n\nHolly Notamember said:"
        " “I am opposed to live facial recognition in public places.”\n\nLord Addlestrop said on"
        " Wednesday he “would have given a year’s pay for one drone”.\n"
    )
    ran = filled("press", path, "--format", "json")
    first, second, third = json.loads(ran.stdout)
    assert (first["member"], first["verdict"]) == ("Philippa Quillfeather", "verbatim")
    assert first["in_parliament"] is None  # the article does not say so
    assert (second["member"], second["verdict"], second["in_parliament"]) == (None, None, False)
    assert (third["verdict"], third["said_by"]) == ("verbatim", "Lord Addlestrop")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no words"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"text\x00text", "is no text"),
        (b"<html></html>", "no words"),
    ],
)
def test_what_is_no_article_is_named(run: Run, tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(content)
    ran = run("press", path)
    assert ran.exit_code == 1
    assert f"{path}, " in ran.stderr
    assert says in ran.stderr
