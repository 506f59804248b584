"""Codings as a whole: order, offsets, determinism, speed of what names nothing."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from analyser.annotate import build_nlp, code_text, code_texts
from analyser.coding import Coding, Stance
from analyser.text.normalisation import legible

PIECES = [
    "I oppose facial recognition",
    "the Minister says that CCTV is vital",
    "“Identity cards?” he asked",
    "the Snoopers’ charter",
    "\x91stop and search\x92",
    " hon. ",
    "\n\n",
    ". ",
    "? ",
    " \t",
    "—",
    "privacy",
    "é",
    "𝔘",
]


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return build_nlp()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=12).map("".join))
def test_quotes_are_the_text_at_their_offsets(text: str) -> None:
    coding = code_text(_shared(), text)
    quoted = [p.evidence for p in coding.positions if p.evidence]
    for evidence in [*quoted, *(theme.evidence for theme in coding.themes)]:
        assert text[evidence.start : evidence.end] == evidence.quote
        read = legible(evidence.quote)  # U+0085 is white space to Python, "…" to a reader
        assert read == read.strip() != ""
    assert all((p.evidence is None) == (p.stance is Stance.NONE) for p in coding.positions)
    assert len({p.measure for p in coding.positions}) == len(coding.positions)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=12).map("".join))
def test_sentences_cover_the_text_without_overlapping(text: str) -> None:
    doc = _shared()(text)
    bounds = [(s.start_char, s.end_char) for s in doc.sents]
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(bounds))
    covered = set().union(*(range(start, end) for start, end in bounds))
    assert all(legible(text)[n].isspace() for n in set(range(len(text))) - covered)


_KEPT: list[Language] = []


def _shared() -> Language:
    if not _KEPT:
        _KEPT.append(build_nlp())
    return _KEPT[0]


def test_same_order_as_the_texts_and_the_same_twice(pipeline: Language) -> None:
    units = [("I oppose CCTV.", None), ("Boats.", None), ("I welcome this Bill.", "Online Harms")]
    once = list(code_texts(pipeline, units, batch_size=2))
    assert [[p.measure for p in coding.positions] for coding in once] == [
        ["cctv"],
        [],
        ["online-safety"],
    ]
    assert list(code_texts(pipeline, iter(units))) == once == list(code_texts(build_nlp(), units))


def test_nothing_named_is_nothing_coded(pipeline: Language) -> None:
    assert code_text(pipeline, "The harbour wall wants mending.") == Coding()


def test_a_measure_named_in_passing_is_a_mention_with_its_first_sentence(
    pipeline: Language,
) -> None:
    text = "I walked to the pier. I was filmed there by CCTV. The CCTV is new."
    first = text.index("I was")
    (mention,) = code_text(pipeline, text).mentions
    assert mention.measure == "cctv"
    assert (mention.evidence.start, mention.evidence.end) == (first, text.index(" The CCTV"))


def test_control_characters_of_2009_are_read_as_quotation_marks(pipeline: Language) -> None:
    text = "I am against the \x93snoopers\x92 charter\x94: it invades our privacy."
    (position,) = code_text(pipeline, text).positions
    assert position.measure == "communications-data"
    assert position.evidence is not None
    assert position.evidence.quote == text


def test_codes_come_in_the_codebooks_order(pipeline: Language) -> None:
    coding = code_text(pipeline, "I welcome drones. I welcome CCTV. I welcome facial recognition.")
    assert [p.measure for p in coding.positions] == ["facial-recognition", "cctv", "drones"]


def test_themes_quote_the_sentence_that_names_them(pipeline: Language) -> None:
    coding = code_text(pipeline, "The tide is out. It is an end of privacy. The tide is in.")
    assert [(t.code, t.evidence.quote) for t in coding.themes] == [
        ("privacy", "It is an end of privacy.")
    ]
