"""Who interrupts whom and which reply belongs to which question, on fiction and on the record."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from analyser.corpus import Corpus
from analyser.discourse.line import Line
from analyser.discourse.turns import Role, Turn, turns
from analyser.pipeline.coding import lines as debates_of

CASES = Path(__file__).with_name("turn_cases.csv")
LEAST = 0.95

MINISTER = "The Minister for Lamps"


def line(n: int, person: str, text: str, **about: str | None) -> Line:
    facts: dict[str, str | None] = {"office": None, "party": "Lan", "section": "Chamber"}
    facts |= about
    return Line(
        f"c{n}",
        "speech",
        person,
        person,
        facts["office"],
        facts["party"],
        text,
        "Harbour Lamps",
        str(facts["section"]),
    )


def told(*lines: Line) -> list[tuple[str, str, str | None]]:
    return [(turn.role.value, turn.belongs_to, turn.replies_to) for turn in turns(lines)]


LONG = "The lamps of the harbour have stood for a hundred years. " * 30


def test_an_intervention_belongs_to_the_speech_that_goes_on() -> None:
    assert told(
        line(1, "Ketterby", "I beg to move, That the lamps be lit. " + LONG),
        line(2, "Inkpen", "Will the right hon. Lady give way?"),
        line(3, "Ketterby", "I will give way."),
        line(4, "Inkpen", "What of the oil?"),
        line(5, "Ketterby", "I shall come to it. " + LONG),
        line(6, "Pettibone", LONG),
    ) == [
        ("speech", "c1", None),
        ("intervention", "c1", None),
        ("continuation", "c1", "c2"),
        ("intervention", "c1", None),
        ("continuation", "c1", "c4"),
        ("speech", "c6", None),
    ]


def test_the_chair_neither_speaks_nor_breaks_a_speech() -> None:
    assert told(
        line(1, "Ketterby", "I beg to move, That the lamps be lit. " + LONG),
        line(2, "Madam Deputy Speaker", "Order.", party="none"),
        line(3, "Ketterby", LONG),
    ) == [("speech", "c1", None), ("chair", "c2", None), ("continuation", "c1", None)]


def test_a_question_has_its_answer_and_its_supplementaries() -> None:
    asked = {"section": "Commons Chamber › Oral Answers to Questions › Lamps"}
    assert told(
        line(1, "Inkpen", "What steps he is taking to light the harbour.", **asked),
        line(2, "Larkspur", "If he will visit the harbour.", **asked),
        line(3, "Pettibone", "We light it every night.", office=MINISTER, **asked),
        line(4, "Inkpen", "Will he light the quay?", **asked),
        line(5, "Pettibone", "Yes, in May.", office=MINISTER, **asked),
    ) == [
        ("question", "c1", None),
        ("question", "c2", None),
        ("answer", "c2", "c2"),
        ("supplementary", "c1", None),
        ("answer", "c4", "c4"),
    ]


def test_a_statement_is_a_speech_and_what_follows_is_asked_and_answered() -> None:
    said = told(
        line(1, "Ketterby", "With permission, I should like to make a statement. " + LONG),
        line(2, "Inkpen", "Why was the harbour left dark?"),
        line(3, "Ketterby", "It was not."),
        line(4, "Larkspur", "When will the quay be lit?"),
        line(5, "Ketterby", "In May."),
    )
    assert [role for role, _, _ in said] == [
        *("speech", "supplementary", "answer", "supplementary", "answer"),
    ]
    assert said[4][2] == "c4"


@pytest.mark.parametrize(
    ("answer", "reply"),
    [
        ("Yes, and I thank her.", "yes"),
        ("No. The quay stays dark.", "no"),
        ("I will write to the hon. Lady on the quay.", "will write"),
        ("It would not be appropriate for me to comment on the quay.", "declines"),
        ("The harbour office looks after the quay and its lanterns.", "on the subject"),
        ("We have spent more than ever.", "other"),
    ],
)
def test_what_the_words_of_a_reply_do(answer: str, reply: str) -> None:
    asked = line(1, "Inkpen", "To ask the Minister about lanterns on the quay.")
    said: Sequence[Turn] = turns([asked, line(2, "Pettibone", answer, office=MINISTER)])
    assert said[1].reply == reply


@pytest.mark.parametrize("lines", [(), (line(1, "Mr Speaker", "Order.", party="none"),)])
def test_where_nobody_speaks_there_is_nothing_but_the_chair(lines: tuple[Line, ...]) -> None:
    assert [turn.role for turn in turns(lines)] == [Role.CHAIR] * len(lines)


def test_every_contribution_of_a_speaker_has_one_place() -> None:
    many = [line(n, f"P{n % 3}", "Lamps." if n % 2 else LONG) for n in range(40)]
    assert [turn.contribution_id for turn in turns(many)] == [each.contribution_id for each in many]


def test_links_are_right_on_cases_checked_by_hand_or_by_type(real_record: Corpus) -> None:
    found = {
        turn.contribution_id: turn
        for sitting in real_record.sittings()
        if sitting["format"] == "twfy-xml"
        for debate in debates_of(real_record.contributions(sitting["sitting_id"]))
        for turn in turns(debate)
    }
    with CASES.open(encoding="utf8", newline="") as file:
        cases = list(csv.DictReader(file))
    assert len(cases) == 273
    right: dict[tuple[str, str], list[bool]] = {}
    for case in cases:
        turn = found[case["contribution_id"]]
        link = turn.replies_to if turn.role is Role.ANSWER else turn.belongs_to
        kind = case["in_view"], case["role"]
        right.setdefault(kind, []).append((turn.role.value, link) == (case["role"], case["link"]))
    for (in_view, role), each in sorted(right.items()):
        seen = "rules written with them in view" if in_view == "yes" else "chosen apart"
        print(f"\n{role}, {seen}: {sum(each)} of {len(each)} links right")
    apart = [
        is_right for (in_view, _), each in right.items() if in_view == "no" for is_right in each
    ]
    assert len(apart) > 100
    assert sum(apart) / len(apart) >= LEAST
    every = [is_right for each in right.values() for is_right in each]
    assert sum(every) / len(every) >= LEAST
