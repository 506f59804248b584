"""Sentence boundaries, each oddity by itself and as a property of any text."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.text.sentences import LONGEST, sentence_spans, sentence_starts


def sentences(text: str) -> list[str]:
    bounds = [0, *sentence_starts(text), len(text)]
    return [text[start:end].strip() for start, end in itertools.pairwise(bounds)]


@pytest.mark.parametrize(
    "text",
    [
        "The hon. Member for Farside knows this.",
        "My right hon. Friend the Member for Lower Mill agrees.",
        "Mr. Pike, Mrs. Roach and Dr. Tench fish off St. Olave.",
        "The plan of No. 10 is at c. 1025 of Vol. 808 of that year.",
        "By section 4(1)(a) it is law, i.e. Act and not order, e.g. This one.",
        "At 7.30 p.m. we had spent £1.5 million on J. R. Smith of the pier.",
        "We waited… and waited... for the tide.",
        "She asked “Whose harbour is it?” and left.",
        "It is—I say this with care—ours.",
        "1. Lighthouses are to be kept lit.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Is it so? It is so! Yes.", ["Is it so?", "It is so!", "Yes."]),
        ("He said “no.” She left.", ["He said “no.”", "She left."]),
        ("(It rained.) We went home.", ["(It rained.)", "We went home."]),
        ("We rose at 5 p.m. The tide had turned.", ["We rose at 5 p.m.", "The tide had turned."]),
        ("I say no. 10 boats sank.", ["I say no. 10 boats sank."]),
        ("A heading\n\nand a line", ["A heading", "and a line"]),
        ("First.\n\nSecond.", ["First.", "Second."]),
        (
            "Nobody sails more than I. The sea knows.",
            ["Nobody sails more than I.", "The sea knows."],
        ),
        ("It cost £2. 40 boats sank.", ["It cost £2.", "40 boats sank."]),
        ("The ship sank… The crew swam.", ["The ship sank…", "The crew swam."]),
        ("He left.  “Good,” said she.", ["He left.", "“Good,” said she."]),
    ],
)
def test_boundaries(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(st.sampled_from("aA1 .?!…\n”“()—hon.Mr"), max_size=80))
def test_starts_ascend_inside_the_text_at_a_visible_character(text: str) -> None:
    starts = sentence_starts(text)
    assert starts == sorted(set(starts))
    assert all(0 < start < len(text) and not text[start].isspace() for start in starts)


def test_no_sentence_is_longer_than_anybody_speaks() -> None:
    text = "The fog came in and " * 1_000
    spans = list(sentence_spans(text))
    assert max(end - start for start, end in spans) <= LONGEST
    assert " ".join(text[start:end] for start, end in spans) == text.strip()
