"""Column numbers among the words of old downloads, invented here in their form."""

from pathlib import Path

from analyser.ingest import read_hansard_text
from analyser.ingest.inline_columns import without_columns
from analyser.ingest.text_lines import TextLine

LINES = (
    "Mr. Ada Fen (Mire)",
    "The lamps on the   101pier are dark, and the Gov-   102ernment knows it.",
    "103I asked the Attorney-   104General for 5 lamps.",
    "He sent one on the 12th of May,   12th in a row.",
    "It costs   105£2.",
)


def read(*texts: str) -> list[tuple[str, str | None]]:
    lines = [TextLine(number, text) for number, text in enumerate(texts, start=1)]
    return [(line.text, line.column) for line in without_columns(lines)]


def test_numbers_of_columns_leave_the_words_and_are_kept_beside_them() -> None:
    assert read(*LINES) == [
        ("Mr. Ada Fen (Mire)", None),
        ("The lamps on the pier are dark, and the Government knows it.", None),
        ("I asked the Attorney-General for 5 lamps.", "103"),
        ("He sent one on the 12th of May,   12th in a row.", "104"),
        ("It costs £2.", "104"),
    ]


def test_numbers_that_do_not_follow_each_other_stay() -> None:
    texts = ("5G is here.", "We have   7lamps and   900boats, and   3piers.", "6G comes.")
    assert read(*texts) == [(text, None) for text in texts]


def test_a_contribution_has_the_column_in_which_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "1979-01-16.txt"
    speech = "The harbour is cold in the   {}long grey light of the day and the boats lie still."
    first = "\n\n".join(speech.format(number) for number in (201, 202, 203))
    second = "\n\n".join(["204They lie. " + speech.format(206), speech.format(207)])
    speakers = ("Mr. Ada Fen (Mire) (Lan)", "Mr. Bo Lark (Weald) (Tid)", "Mr. Cy Holt (Ness) (Lan)")
    path.write_text(
        "\n\n".join(["Piers", speakers[0], first, speakers[1], second, speakers[2], "No."]), "utf8"
    )
    (debate,) = read_hansard_text(path).debates
    spoken = [(c.speaker.name, c.column) for c in debate.contributions if c.speaker]
    assert spoken == [("Mr. Ada Fen", None), ("Mr. Bo Lark", "203"), ("Mr. Cy Holt", "207")]
    assert not any(n in c.text for c in debate.contributions for n in ("203", "204", "207"))
