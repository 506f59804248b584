"""Which sentence is taken to show a stance."""

import numpy as np
import pytest
from spacy.lang.en import English

from analyser.annotate.encoder import ALONE, CLASSES, KNOWN, load_encoder
from analyser.annotate.evidence import (
    alone_of,
    candidates,
    holds,
    known_of,
    readings_of,
    showing,
)
from analyser.annotate.windows import SentenceIndex
from analyser.coding import Stance

CLAIMS = {"cctv": "There should be CCTV."}
FILLER = "The harbour was cold and the boats lay still in the long grey light of the day. "


def index(terms: English, text: str) -> SentenceIndex:
    return SentenceIndex(terms(terms.make_doc(text)), CLAIMS)


def test_what_is_known_of_each_sentence(terms: English) -> None:
    read = index(terms, "The sea is cold. We oppose CCTV on the pier. It watches us. We go home.")
    (reading,) = readings_of(read, load_encoder())
    rows = known_of(read, reading, [0, 1, 2, 3])
    assert rows.shape == (4, len(KNOWN))
    column = {name: rows[:, n].tolist() for n, name in enumerate(KNOWN)}
    assert column["names"] == [0, 1, 0, 0]
    assert column["follows a name"] == [0, 0, 1, 0]
    assert column["place"] == pytest.approx([0, 1 / 3, 2 / 3, 1])
    assert max(column["shows"]) == 0  # the plainest, beside which the others stand


def test_a_sentence_outside_the_window_may_show_it_too(terms: English) -> None:
    read = index(terms, "CCTV watches the pier. " + FILLER * 30 + "We oppose all of that.")
    (reading,) = readings_of(read, load_encoder())
    outside = [n for n in candidates(read, reading) if n not in reading.window.sentences]
    assert outside
    rows = known_of(read, reading, outside)
    assert set(rows[:, KNOWN.index("shows")]) == {-4.0}
    assert len(candidates(read, reading)) == 12


def test_the_one_sentence_that_names_the_measure_is_among_the_candidates(terms: English) -> None:
    text = "".join(f"Harbour number {n} is cold. " for n in range(13)) + "I oppose CCTV."
    read = index(terms, text)
    (reading,) = readings_of(read, load_encoder())
    assert reading.window.sentences == tuple(range(14))
    assert 13 in candidates(read, reading)


def test_a_sentence_that_shows_the_side_on_its_own_is_chosen(terms: English) -> None:
    text = (
        "There is CCTV on the pier. " + FILLER + "I oppose CCTV because it takes away our privacy."
    )
    read = index(terms, text)
    encoder = load_encoder()
    (reading,) = readings_of(read, encoder)
    sentence, alone = showing(read, reading, Stance.OPPOSE, encoder)
    assert sentence == 2
    assert holds(alone, Stance.OPPOSE)
    assert not holds(alone, Stance.SUPPORT)


def test_a_mixed_stance_has_no_other_side() -> None:
    shares = np.array([0.1, 0.2, 0.3, 0.3, 0.1])
    assert CLASSES[2:] == ("support", "oppose", "mixed")
    for stance in (Stance.SUPPORT, Stance.OPPOSE, Stance.MIXED):
        told = dict(zip(ALONE, np.exp(alone_of(shares, stance)), strict=True))
        assert told["passing alone"] == pytest.approx(0.1, abs=1e-3)
        other = 0.0 if stance is Stance.MIXED else 0.3
        assert told["other side alone"] == pytest.approx(other, abs=1e-3)
    assert holds(shares, Stance.MIXED)
