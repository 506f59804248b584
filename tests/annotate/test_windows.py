"""What the encoder is given to read."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from analyser.annotate.windows import WORDS, SentenceIndex, chosen_within

CLAIMS = {"cctv": "There should be CCTV.", "anpr": "Plates should be read."}


def index(terms: English, text: str, heading: str | None = None) -> SentenceIndex:
    doc: Doc = terms.make_doc(text)
    doc._.heading = heading
    return SentenceIndex(terms(doc), CLAIMS)


def test_the_claim_and_the_heading_come_first_and_the_measure_is_marked(terms: English) -> None:
    window = index(terms, "We want CCTV  here.\n\nThe sea is cold.", "Piers").window("cctv")
    assert window.subject == "There should be CCTV. 1 / 2 : Piers"
    assert window.words == ("We want * CCTV * here.", "The sea is cold.")
    assert window.sentences == (0, 1)


def test_only_the_measure_asked_about_is_marked(terms: English) -> None:
    both = index(terms, "We have CCTV and ANPR.")
    assert both.measures == ["cctv", "anpr"]
    assert both.window("cctv").words == ("We have * CCTV * and ANPR.",)
    assert both.window("anpr").words == ("We have CCTV and * ANPR *.",)


def test_sentences_that_name_the_measure_come_before_all_others(terms: English) -> None:
    filler = "The harbour was cold and the boats lay still in the long grey light of the day. "
    text = filler * 20 + "CCTV watches the pier. " + filler * 20 + "We need CCTV."
    window = index(terms, text).window("cctv")
    assert {20, 41} <= set(window.sentences)
    assert list(window.sentences) == sorted(window.sentences)
    assert sum(len(words.split()) for words in window.words) <= WORDS + 4  # the marks


def test_one_sentence_longer_than_a_window_is_read_whole(terms: English) -> None:
    text = "CCTV " + "and a camera " * WORDS + "on the pier. We went home."
    assert index(terms, text).window("cctv").sentences == (0,)


def test_a_sentence_alone_can_be_read_without_some_of_its_words(terms: English) -> None:
    read = index(terms, "We went home. We do not want CCTV here.")
    assert read.alone("cctv", 1).words == ("We do not want * CCTV * here.",)
    doc = read.doc
    not_ = next(token.i for token in doc if token.text == "not")
    assert read.alone("cctv", 1, (not_, not_ + 1)).words == ("We do want * CCTV * here.",)


@pytest.mark.parametrize(
    ("lengths", "order", "chosen"),
    [
        ([50, 50, 50], [1, 0, 2], [0, 1]),
        ([500, 5], [0, 1], [0]),
        ([30, 90, 20], [0, 1, 2], [0, 2]),  # too little is read yet to stop at what is too long
        ([70, 90, 20], [0, 1, 2], [0]),
        ([], [], []),
    ],
)
def test_what_fits(lengths: list[int], order: list[int], chosen: list[int]) -> None:
    assert chosen_within(lengths, order, 100) == chosen
