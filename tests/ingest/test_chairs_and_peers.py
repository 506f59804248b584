"""Chairs, office holders and peers are speakers of their own, however the line is set."""

from pathlib import Path

import pytest

from analyser.debate import House, Kind
from analyser.ingest import read_hansard_text
from analyser.ingest.speaker_lines import SpeakerLines

LINES = [
    ("The First Deputy Chairman of Ways and Means (Ina Moss)", "Ina Moss", None, "office"),
    ("The Chairman of Ways and Means (Ole Berg)", "Ole Berg", None, "office"),
    ("The Temporary Chair (Sir Ned Ware)", "Sir Ned Ware", None, "office"),
    ("The Acting Chair (Dame Flo Hart)", "Dame Flo Hart", None, "office"),
    ("Madam Deputy Speaker (Ina Moss)", "Ina Moss", None, "office"),
    ("The Lord Speaker (Lord Moor of Ash)", "Lord Moor of Ash", None, "office"),
    ("The Senior Deputy Speaker (Lord Moor of Ash)", "Lord Moor of Ash", None, "office"),
    ("The Chairman of Committees (Lord Moor of Ash)", "Lord Moor of Ash", None, "office"),
    ("The Principal Deputy Chairman of Committees (Lord Tor)", "Lord Tor", None, "office"),
    ("The Deputy Speaker (Baroness Holm) (Con)", "Baroness Holm", "Con", "office"),
    ("The Gentleman Usher of the Tides (Lord Tor) (CB)", "Lord Tor", "CB", "office"),
    ("The Warden of the Piers (Mr Abel Ness)", "Mr Abel Ness", None, "office"),
    ("The Earl of Ebb (CB)", "The Earl of Ebb", "CB", None),
    ("The Countess of Ebb (Con)", "The Countess of Ebb", "Con", None),
    ("The Duke of Wick (Con)", "The Duke of Wick", "Con", None),
    ("The Lord Bishop of Ebb", "The Lord Bishop of Ebb", None, None),
    ("The Archbishop of Wick", "The Archbishop of Wick", None, None),
    ("Viscountess Tor (Lab)", "Viscountess Tor", "Lab", None),
    ("Baroness Holm (LD)", "Baroness Holm", "LD", None),
]


@pytest.mark.parametrize(("line", "name", "party", "office"), LINES, ids=[row[0] for row in LINES])
@pytest.mark.parametrize("apart", [True, False], ids=["blank line after", "words after"])
def test_each_is_a_speaker_of_their_own(
    line: str, name: str, party: str | None, office: str | None, apart: bool
) -> None:
    read = SpeakerLines([line]).read(line, set_apart=True, followed=not apart)
    assert read is not None
    assert (read.name, read.party, read.constituency) == (name, party, None)
    assert read.office == (line[: line.index(" (")] if office else None)


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["words after", "blank line after"])
def test_no_words_go_to_the_member_before(tmp_path: Path, between: str) -> None:
    said = [("Bo Marsh (Wick) (Orch)", "I have a point about the weir.")]
    said += [(line, f"Words of number {n} are these.") for n, (line, *_) in enumerate(LINES)]
    text = "Weirs Bill\n\n" + "\n\n".join(f"{line}{between}{words}" for line, words in said)
    path = tmp_path / "2033-04-05.txt"
    text += f"\n\nSeveral hon. Members rose—\n\nBo Marsh{between}I will not.\n"
    path.write_text(text, "utf8")
    sitting = read_hansard_text(path)
    spoken = [item for item in sitting.debates[0].contributions if item.kind is Kind.SPEECH]
    assert [item.text for item in spoken] == [*(words for _, words in said), "I will not."]
    assert [item.speaker.name for item in spoken if item.speaker][1:-1] == [row[1] for row in LINES]
    procedure = [i.text for i in sitting.debates[0].contributions if i.kind is Kind.PROCEDURE]
    assert procedure == ["Several hon. Members rose—"]
    assert sitting.house is House.LORDS


@pytest.mark.parametrize(
    ("line", "name", "party", "seat", "office"),
    [
        ("Chair (Mr Abel Ness)", "Mr Abel Ness", None, None, "Chair"),
        ("The Second Church Estates Commissioner (Ina Moss)", "Ina Moss", None, None, "The Second"),
        ("The Master of Wick (Con)", "The Master of Wick", "Con", None, None),
        ("Earl Ness", "Earl Ness", None, None, None),
        ("Baroness Holm (LD) (Maiden Speech)", "Baroness Holm", "LD", None, None),
        ("Mairi ní Ebb (Na h-Eileanan) (SNP)", "Mairi ní Ebb", "SNP", "Na h-Eileanan", None),
    ],
)
def test_other_forms_are_known(
    line: str, name: str, party: str | None, seat: str | None, office: str | None
) -> None:
    read = SpeakerLines([line]).read(line, set_apart=True, followed=False)
    assert read is not None
    assert (read.name, read.party, read.constituency) == (name, party, seat)
    assert (read.office or "").startswith(office or "")
    assert bool(read.office) is bool(office)


def test_apostrophes_of_either_form_are_one_name() -> None:
    lines = SpeakerLines(["Kate O’Shea (Ebb) (Lan)"])
    assert lines.read("Kate O'Shea", set_apart=True, followed=True) is not None
