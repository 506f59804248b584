"""The plain-text reader, on fiction in the shape of the downloads."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.debate import Contribution, House, Kind, Sitting, Speaker
from analyser.errors import UnreadableHansard
from analyser.ingest import read_hansard_text

DEBATE = """Foghorns (Northern Coast)

[Mr Osric Vane in the Chair]

16:30:00

Ada Fen (Much Mire) (Lan)
I beg to move, That this House has considered foghorns.

They are loud.

Bo Marsh (The Minister for Buoys) (Orch)
rose—

Ada Fen
I give way.

Madam Deputy Speaker (Dame Ottoline Reed)
Order.

5·9 pm

Hon. Members
Hear, hear.

The Secretary of State for Tides (Cy Holt)
My hon. Friend the Member for Much Mire (Ada Fen) is right.

The House divided: Ayes 12, Noes 4.

Question accordingly agreed to.

House adjourned.
"""


def _read(folder: Path, text: str, name: str = "2020-01-08.txt") -> Sitting:
    path = folder / name
    path.write_text(text, encoding="utf8", newline="")
    return read_hansard_text(path)


def _rows(sitting: Sitting) -> list[tuple[Kind, str]]:
    return [(item.kind, item.text) for item in sitting.debates[0].contributions]


def _spoken(sitting: Sitting) -> list[Contribution]:
    return [item for item in sitting.debates[0].contributions if item.speaker]


def test_a_debate_in_the_order_of_the_record(tmp_path: Path) -> None:
    assert _rows(_read(tmp_path, DEBATE)) == [
        (Kind.PROCEDURE, "[Mr Osric Vane in the Chair]"),
        (Kind.TIME, "16:30:00"),
        (
            Kind.SPEECH,
            "I beg to move, That this House has considered foghorns.\n\nThey are loud.",
        ),
        (Kind.SPEECH, "rose—"),
        (Kind.SPEECH, "I give way."),
        (Kind.SPEECH, "Order."),
        (Kind.TIME, "5·9 pm"),
        (Kind.SPEECH, "Hear, hear."),
        (Kind.SPEECH, "My hon. Friend the Member for Much Mire (Ada Fen) is right."),
        (Kind.PROCEDURE, "The House divided: Ayes 12, Noes 4."),
        (Kind.DIVISION, ""),
        (Kind.PROCEDURE, "Question accordingly agreed to."),
        (Kind.PROCEDURE, "House adjourned."),
    ]


def test_speakers_as_the_text_attributes_them(tmp_path: Path) -> None:
    assert [item.speaker for item in _spoken(_read(tmp_path, DEBATE))] == [
        Speaker("Ada Fen", party="Lan", constituency="Much Mire"),
        Speaker("Bo Marsh", party="Orch", office="The Minister for Buoys"),
        Speaker("Ada Fen"),
        Speaker("Dame Ottoline Reed", office="Madam Deputy Speaker"),
        Speaker("Hon. Members"),
        Speaker("Cy Holt", office="The Secretary of State for Tides"),
    ]
    assert _spoken(_read(tmp_path, DEBATE))[0].attribution == "Ada Fen (Much Mire) (Lan)"


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        (
            "Ms. Deputy Speaker (Dame Ottoline Reed) (none)",
            Speaker("Dame Ottoline Reed", party="none", office="Ms. Deputy Speaker"),
        ),
        ("Mr. Ed Rill (Lan) (Lan)", Speaker("Mr. Ed Rill", party="Lan")),
        (
            "Sir Flo Quay-Smith  (St. Ebb, North (East)) (Lan/Orch)",
            Speaker("Sir Flo Quay-Smith", party="Lan/Orch", constituency="St. Ebb, North (East)"),
        ),
        ("Mr. Ed Rill (Ebb)", Speaker("Mr. Ed Rill", constituency="Ebb")),
        ("Mr. Deputy Speaker", Speaker("Mr. Deputy Speaker", office="Mr. Deputy Speaker")),
        ("The Prime Minister", Speaker("The Prime Minister", office="The Prime Minister")),
        ("Lord Wick of Staple (Orch)", Speaker("Lord Wick of Staple", party="Orch")),
        ("Sir Ed Rill (in the Chair)", Speaker("Sir Ed Rill", office="in the Chair")),
        ("Ed Rill (Ebb) (Lan) [V]", Speaker("Ed Rill", party="Lan", constituency="Ebb")),
        ("Ed d'Ebb (Ebb) (Lan)", Speaker("Ed d'Ebb", party="Lan", constituency="Ebb")),
        ("The Deputy Speaker", Speaker("The Deputy Speaker", office="The Deputy Speaker")),
        ("The Chair", Speaker("The Chair", office="The Chair")),
    ],
)
def test_forms_of_speaker_line(tmp_path: Path, line: str, speaker: Speaker) -> None:
    (speech,) = _spoken(_read(tmp_path, f"Title\n\n{line}\nWords of mine.\n"))
    assert (speech.speaker, speech.attribution, speech.text) == (speaker, line, "Words of mine.")


@pytest.mark.parametrize(
    "line",
    [
        "I spoke to the Member for Ebb (Ed Rill) (Lan)",
        "This is the case for it (see above) (page 7)",
        "Bread. Butter (and) (Jam)",
        "Ada Fenwick",
    ],
)
def test_words_that_are_no_speaker_line_stay_in_the_speech(tmp_path: Path, line: str) -> None:
    (speech,) = _spoken(_read(tmp_path, f"Title\n\nAda Fen (Ebb) (Lan)\nFirst.\n\n{line}\n"))
    assert speech.text == f"First.\n\n{line}"


def test_an_office_on_a_line_of_its_own_belongs_to_the_name_below_it(tmp_path: Path) -> None:
    text = "Title\n\nThe Secretary of State for Tides\n\nMr. Ed Rill (Ebb) (Lan)\n\nWell.\n"
    (speech,) = _spoken(_read(tmp_path, text))
    assert speech.speaker == Speaker(
        "Mr. Ed Rill", party="Lan", constituency="Ebb", office="The Secretary of State for Tides"
    )
    assert speech.attribution == "The Secretary of State for Tides\nMr. Ed Rill (Ebb) (Lan)"


@pytest.mark.parametrize(
    ("printed", "time"),
    [
        ("09:30:00", "09:30:00"),
        ("4.37 p.m.", "16:37:00"),
        ("6 pm", "18:00:00"),
        ("12.5 am", "00:05:00"),
        ("12 noon", "12:00:00"),
        ("7.20", "7.20"),
    ],
)
def test_times_as_printed_and_as_the_clock_has_them(
    tmp_path: Path, printed: str, time: str
) -> None:
    sitting = _read(tmp_path, f"Title\n\n{printed}\n\nAda Fen (Ebb) (Lan)\nYes.\n")
    stamp, speech = sitting.debates[0].contributions
    assert (stamp.kind, stamp.text, stamp.time, speech.time) == (Kind.TIME, printed, time, time)


@pytest.mark.parametrize(
    ("name", "line", "day"),
    [
        ("2020-01-08_2.txt", "", date(2020, 1, 8)),
        ("a.txt", "Volume 1: debated on Tuesday 16 January 2079", date(2079, 1, 16)),
        ("1994.txt", "", None),
        ("2020-13-40.txt", "", None),
    ],
)
def test_the_date_is_the_texts_or_the_file_names_or_unknown(
    tmp_path: Path, name: str, line: str, day: date | None
) -> None:
    text = f"Title\n\n{line}\n\nAda Fen (Ebb) (Lan)\nIt rained on 3 March 1950.\n"
    assert _read(tmp_path, text, name).date == day


def test_a_division_has_counts_and_question(tmp_path: Path) -> None:
    text = DEBATE.replace("The House divided", "Question put.\n\nThe House divided")
    (division,) = _read(tmp_path, text).debates[0].divisions
    assert (division.question, division.ayes, division.noes) == ("Question put.", 12, 4)


def test_ids_come_from_the_words_alone(tmp_path: Path) -> None:
    first, other = tmp_path / "one", tmp_path / "two"
    first.mkdir()
    other.mkdir()
    crlf = _read(first, DEBATE.replace("\n", "\r\n"))
    assert crlf.debates == _read(other, DEBATE).debates
    assert crlf.sitting_id.startswith("hansard-text-2020-01-08-foghorns-northern-coast-")
    assert crlf.sitting_id != _read(other, DEBATE.replace("loud", "soft")).sitting_id


def test_peers_are_of_the_lords(tmp_path: Path) -> None:
    text = "Buoys\n\nLord Wick of Staple (Orch)\nMy Lords.\n\nBaroness Reed (Lan)\nMy Lords.\n"
    assert _read(tmp_path, text).house is House.LORDS
    assert _read(tmp_path, DEBATE).house is House.COMMONS


def test_fiction_says_so(tmp_path: Path) -> None:
    text = DEBATE.replace("[Mr Osric", "[Illustrative sitting: fiction]\n\n[Mr Osric")
    assert _read(tmp_path, text).sitting_id.startswith("illustrative-")


@pytest.mark.parametrize(
    ("content", "where", "what"),
    [
        (b"", "line 1", "the file is empty"),
        (b" \r\n\n", "line 1", "the file is empty"),
        (b"A note to self\n\nBuy bread.\n", "the whole file", "no line names a speaker"),
        ("Café\n\nAda Fen (Ebb) (Lan)\nOui.\n".encode("latin-1"), "line 1", "not UTF-8"),
        (DEBATE.encode("utf-16"), "line 1", "UTF-16"),
        (b"Title\n\n\x00\x01\x02", "line 3", "is no text"),
        (DEBATE.partition(" right.")[0].encode(), "line 27", "breaks off in mid-sentence"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(
    tmp_path: Path, content: bytes, where: str, what: str
) -> None:
    path = tmp_path / "2020-01-08.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableHansard) as refusal:
        read_hansard_text(path)
    assert (refusal.value.path, refusal.value.where.startswith(where)) == (path, True)
    assert what in refusal.value.what


_BLOCKS = st.sampled_from(
    [
        "Ada Fen (Ebb) (Lan)",
        "Bo Marsh (The Minister for Buoys) (Orch)",
        "Ada Fen",
        "Mr. Deputy Speaker",
        "Several hon. Members",
        "16:30:00",
        "[Interruption.]",
        "Question put and agreed to.",
        "Division No. 3",
        "The House divided: Ayes 3, Noes 2.",
        "(see page 7)",
    ]
) | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=70)


@given(blocks=st.lists(_BLOCKS, max_size=12), ends=st.sampled_from(["\n", "\n\n", "\r\n\r\n"]))
def test_no_word_is_ever_lost(
    tmp_path_factory: pytest.TempPathFactory, blocks: list[str], ends: str
) -> None:
    text = ends.join(["Title", "Cy Holt (Mire) (Lan)", "Words.", *blocks, "The end."]) + ends
    sitting = _read(tmp_path_factory.mktemp("text"), text)
    debate = sitting.debates[0]
    kept = [debate.title]
    for item in debate.contributions:
        kept += [item.attribution or "", item.text]
    assert " ".join(kept).split() == text.split()
