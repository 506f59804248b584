"""Words match however they were published, and what is found is quoted as it was published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.text.normalisation import legible, normalised


@pytest.mark.parametrize(
    ("published", "text"),
    [
        ("face\u2011matching", "face-matching"),
        ("face\u2010matching", "face-matching"),
        ("number\u00adplate", "numberplate"),
        ("face\u00a0matching", "face matching"),
        ("face\u2009matching", "face matching"),
        ("don\u0092t", "don’t"),
        ("\ufb01ngerprints of the o\ufb03cers", "fingerprints of the officers"),
        ("water\u0000 \u0001cannon", "water cannon"),
        ("Zoe\u0308 Fen", "Zoë Fen"),
        ("wa\u200bter\ufeff", "water"),
        ("two\n\nparagraphs\tand a tab", "two\n\nparagraphs\tand a tab"),
    ],
)
def test_one_form_of_each_word(published: str, text: str) -> None:
    assert normalised(published).text == text


def test_what_is_found_is_quoted_as_published() -> None:
    published = "The \ufb01ngerprint reg\u00adister, \u0001and Zoe\u0308’s o\ufb03ce."
    read = normalised(published)
    for words, printed in (
        ("fingerprint", "\ufb01ngerprint"),
        ("register", "reg\u00adister"),
        ("and", "and"),
        ("Zoë", "Zoe\u0308"),
        ("office", "o\ufb03ce"),
    ):
        start = read.text.index(words)
        first, last = read.published(start, start + len(words))
        assert published[first:last] == printed


_ODD = st.text(
    st.sampled_from("ab -\n\u00ad\u200b\u2011\u00a0\ufb03\u0092\u0301\u0000e"), max_size=40
)


@given(_ODD, st.integers(0, 40), st.integers(1, 10))
def test_every_stretch_leads_back_to_what_it_was(published: str, start: int, length: int) -> None:
    read = normalised(published)
    end = min(start + length, len(read.text))
    if start >= end:
        return
    first, last = read.published(start, end)
    assert 0 <= first < last <= len(published)
    assert read.text[start:end] in normalised(published[first:last]).text
    assert len(legible(published)) == len(published)
