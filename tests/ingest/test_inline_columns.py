"""Column numbers among the words of old downloads, invented here in their form."""

from pathlib import Path

import pytest

from analyser.ingest import read_hansard_text
from analyser.ingest.inline_columns import without_columns
from analyser.ingest.text_lines import TextLine

COLUMN = "The boats lie still in the long grey light of the day, and nobody goes out. " * 12
"""As many words as a short column has."""

PRINTED = (
    "The lamps on the   101pier are dark. ",
    "The Gov-   102ernment knows it. ",
    "103I asked for 5 lamps on the 12th. ",
    "The Attorney-   104General came, and the   105th boat. ",
    "It is a well-   105known pier, known to all. ",
    "It costs   106£2. ",
)
WORDS = (
    ("The lamps on the pier are dark. ", None),
    ("The Government knows it. ", "101"),
    ("I asked for 5 lamps on the 12th. ", "103"),
    ("The Attorney-General came, and the   105th boat. ", "103"),
    ("It is a well-known pier, known to all. ", "104"),
    ("It costs £2. ", "105"),
)


def read(*texts: str) -> list[tuple[str, str | None]]:
    lines = [TextLine(number, text) for number, text in enumerate(texts, start=1)]
    return [(line.text, line.column) for line in without_columns(lines)]


def columns(*texts: str) -> list[str]:
    return [text + COLUMN for text in texts]


def test_numbers_of_columns_leave_the_words_and_are_kept_beside_them() -> None:
    assert read(*columns(*PRINTED)) == [(text + COLUMN, column) for text, column in WORDS]


def test_other_numbers_between_them_stay() -> None:
    stray = ("He has   3boats. ", "9(a) is no column. ", "A load of   104kg came. ")
    texts = columns(stray[0], stray[1], *PRINTED[:3], stray[2], *PRINTED[3:])
    found = [text for text, _ in read(*texts)]
    assert found[:2] == columns(*stray[:2])
    assert found[5] == stray[2] + COLUMN
    assert "   101" not in found[2]
    assert "   106" not in found[-1]


@pytest.mark.parametrize(
    "texts",
    [
        ["Prices of   5p   6p   7p   8p   10p   12p are known. " + COLUMN],
        columns("1(a) first. ", "2(b) second. ", "3(c) third. ", "4(d) fourth. ", "5(e) fifth. "),
        columns("On the   101pier. ", "Of the   102pier. ", "At the   103pier. "),
        columns(*(f"We have   {n}boats. " for n in (100, 120, 140, 160, 180, 200))),
    ],
    ids=["a table", "a numbered list", "too few", "too far apart"],
)
def test_numbers_that_do_not_follow_each_other_as_columns_do_stay(texts: list[str]) -> None:
    assert read(*texts) == [(text, None) for text in texts]


def test_a_contribution_has_the_column_in_which_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "1979-01-16.txt"
    speech = f"The harbour is cold in the   {{}}long grey light. {COLUMN}".strip()
    first = "\n\n".join(speech.format(number) for number in (201, 202, 203))
    second = "\n\n".join([f"204They lie. {COLUMN}".strip(), speech.format(205)])
    speakers = ("Mr. Ada Fen (Mire) (Lan)", "Mr. Bo Lark (Weald) (Tid)", "Mr. Cy Holt (Ness) (Lan)")
    path.write_text(
        "\n\n".join(["Piers", speakers[0], first, speakers[1], second, speakers[2], "No."]), "utf8"
    )
    (debate,) = read_hansard_text(path).debates
    spoken = [(c.speaker.name, c.column) for c in debate.contributions if c.speaker]
    assert spoken == [("Mr. Ada Fen", None), ("Mr. Bo Lark", "204"), ("Mr. Cy Holt", "205")]
    assert not any(n in c.text for c in debate.contributions for n in ("203", "204", "205"))
