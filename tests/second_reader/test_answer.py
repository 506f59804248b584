"""What is believed of an answer: all of it where every part holds, else nothing."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analyser.codebook import load_codebook
from analyser.coding import Evidence, Stance
from analyser.second_reader.answer import Refusal, SecondPosition, read_answer
from tests.second_reader.model import answer, position

CODEBOOK = load_codebook()
SIDE = "I oppose CCTV on the pier."
TEXT = f"The tide is in. {SIDE} Drones hum.\n\n{SIDE}"


def test_a_good_answer_is_kept_in_the_order_of_the_codebook_with_offsets() -> None:
    said = answer(position("drones", "none", None), position("cctv", "oppose", SIDE))
    told = read_answer(said, TEXT, CODEBOOK)
    assert told == (
        SecondPosition("cctv", Stance.OPPOSE, Evidence(SIDE, 16, 42)),
        SecondPosition("drones", Stance.NONE, None),
    )
    assert TEXT[16:42] == SIDE


def test_a_contribution_about_no_measure_is_an_answer_too() -> None:
    assert read_answer('{"positions": []}', TEXT, CODEBOOK) == ()


def test_a_measure_that_takes_no_side_may_show_words() -> None:
    told = read_answer(answer(position("drones", "none", "Drones hum.")), TEXT, CODEBOOK)
    assert told == (SecondPosition("drones", Stance.NONE, Evidence("Drones hum.", 43, 54)),)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", Refusal.NOT_JSON),
        ("The member opposes CCTV.", Refusal.NOT_JSON),
        ('{"positions": [', Refusal.NOT_JSON),
        ('```json\n{"positions": []}\n```', Refusal.NOT_JSON),
        ('{"positions": []} Done!', Refusal.NOT_JSON),
        ("[" * 100_000, Refusal.NOT_JSON),
        ("[]", Refusal.FORM),
        ("{}", Refusal.FORM),
        ('{"positions": null}', Refusal.FORM),
        ('{"positions": [{"measure": "cctv"}]}', Refusal.FORM),
        ('{"positions": [{"measure": 7, "stance": "none"}]}', Refusal.FORM),
        (answer(party="Lan"), Refusal.FORM),
        (answer(position("cctv", "oppose", SIDE) | {"confidence": 0.9}), Refusal.FORM),
        (answer(position("lighthouses", "oppose", SIDE)), Refusal.MEASURE),
        (answer(position("CCTV", "oppose", SIDE)), Refusal.MEASURE),
        (answer(*[position("cctv", "oppose", SIDE)] * 2), Refusal.TWICE),
        (answer(position("cctv", "against", SIDE)), Refusal.STANCE),
        (answer(position("cctv", "unclear", SIDE)), Refusal.STANCE),
        (answer(position("cctv", "passing", None)), Refusal.STANCE),
        (answer(position("cctv", "oppose", None)), Refusal.NO_QUOTE),
        (answer({"measure": "cctv", "stance": "support"}), Refusal.NO_QUOTE),
        (answer(position("cctv", "mixed", " \n")), Refusal.NO_QUOTE),
        (answer(position("cctv", "oppose", "I oppose cctv on the pier.")), Refusal.QUOTE),
        (answer(position("cctv", "oppose", "I oppose CCTV… the pier.")), Refusal.QUOTE),
        (answer(position("cctv", "none", "It is dark.")), Refusal.QUOTE),
    ],
)
def test_an_answer_that_breaks_a_rule_is_refused_with_the_reason(said: str, why: Refusal) -> None:
    assert read_answer(said, TEXT, CODEBOOK) is why


def test_one_bad_part_refuses_the_whole() -> None:
    good, bad = position("cctv", "oppose", SIDE), position("drones", "support", "More drones!")
    assert read_answer(answer(good, bad), TEXT, CODEBOOK) is Refusal.QUOTE


def test_an_old_file_s_numeric_quotation_marks_are_quoted_as_they_were_sent() -> None:
    text = "He said: \x93No CCTV.\x94 I agree."
    told = read_answer(answer(position("cctv", "oppose", "“No CCTV.”")), text, CODEBOOK)
    assert told == (SecondPosition("cctv", Stance.OPPOSE, Evidence("\x93No CCTV.\x94", 9, 19)),)


entries = st.fixed_dictionaries(
    {
        "measure": st.sampled_from(["cctv", "drones", "lighthouses"]),
        "stance": st.sampled_from(["support", "oppose", "mixed", "none", "unclear"]),
        "quote": st.none() | st.text(max_size=3) | st.sampled_from(["I oppose", "hum.", "é"]),
    }
)


@given(st.lists(entries, max_size=3), st.text(max_size=20))
@example([{"measure": "cctv", "stance": "mixed", "quote": "hum."}], "é\u0085hum.")
def test_whatever_is_accepted_stands_in_the_text(said: list[dict[str, str]], text: str) -> None:
    told = read_answer(json.dumps({"positions": said}), text, CODEBOOK)
    if isinstance(told, Refusal):
        assert said, "an answer without positions breaks no rule"
        return
    assert {each.measure for each in told} <= {"cctv", "drones"}
    assert len(told) == len(said)
    for each in told:
        assert each.stance is not Stance.UNCLEAR
        if each.evidence is None:
            assert each.stance is Stance.NONE
        else:
            assert text[each.evidence.start : each.evidence.end] == each.evidence.quote
