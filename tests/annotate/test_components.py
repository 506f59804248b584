"""Each component alone, stored and read back, here and in another process."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from analyser.annotate import build_nlp, code_text, signature
from analyser.codebook import load_codebook

NAMES = ["hansard_sentences", "codebook_terms", "position_reader"]
TEXT = "I oppose facial recognition in St. Olave. It erodes privacy."


def alone(name: str) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe(name)
    return nlp


def shown(doc: Doc) -> tuple[list[str], list[tuple[str, str, str]], list[list[object]]]:
    spans = [
        (s.label_, s.id_, s.text) for group in ("measures", "themes") for s in doc.spans[group]
    ]
    return [sentence.text for sentence in doc.sents], spans, doc._.positions


def test_sentences_alone() -> None:
    doc = alone("hansard_sentences")(TEXT)
    assert [s.text for s in doc.sents] == [
        "I oppose facial recognition in St. Olave.",
        "It erodes privacy.",
    ]


def test_terms_alone_on_a_doc_without_sentences() -> None:
    doc = alone("codebook_terms")(TEXT)
    assert [span.label_ for span in doc.spans["measures"]] == ["facial-recognition"]
    assert [span.label_ for span in doc.spans["themes"]] == ["privacy"]


def test_the_reader_alone_reads_the_measures_it_is_given() -> None:
    nlp = alone("position_reader")
    doc = nlp(TEXT)
    assert doc._.positions == []
    doc.spans["measures"] = [Span(doc, 2, 4, label="facial-recognition")]
    (position,) = nlp.get_pipe("position_reader")(doc)._.positions
    assert position[0] == "facial-recognition"
    assert position[1] in ("oppose", "unclear")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", ["", " ", "\n\n", "."])
def test_alone_on_next_to_nothing(name: str, text: str) -> None:
    assert alone(name)(text).text == text


def foreign() -> Language:
    return build_nlp(load_codebook(Path(__file__).parents[1] / "codebook" / "harbours"))


@pytest.mark.parametrize("name", NAMES)
def test_each_component_round_trips(name: str, tmp_path: Path) -> None:
    stored: Any = foreign().get_pipe(name)
    for how in ("bytes", "disk"):
        nlp = foreign() if name == "hansard_sentences" else build_nlp()
        fresh: Any = nlp.get_pipe(name)
        if how == "bytes":
            fresh.from_bytes(stored.to_bytes())
        else:
            stored.to_disk(tmp_path / name)
            fresh.from_disk(tmp_path / name)
        assert fresh.to_bytes() == stored.to_bytes()
        if name == "codebook_terms":
            doc = nlp.make_doc("I welcome the lighthouse at St. Olave. It saves money.")
            fresh(nlp.get_pipe("hansard_sentences")(doc))
            assert [span.label_ for span in doc.spans["measures"]] == ["lighthouses"]


def test_pipeline_round_trips_as_bytes() -> None:
    nlp = build_nlp()
    other = spacy.blank("en")
    for name in NAMES:
        other.add_pipe(name)
    other.from_bytes(nlp.to_bytes())
    assert shown(other(TEXT)) == shown(nlp(TEXT))
    assert signature(other) == signature(nlp)


def test_the_words_that_carried_a_side_stand_in_the_sentence_shown() -> None:
    text = (
        "I have listened to the police and to the shops in my town, and I say that we should"
        " oppose facial recognition in every street of this country."
    )
    doc = build_nlp()(text)
    (position,), cues = doc._.positions, doc._.cues
    assert position[:2] == ["facial-recognition", "oppose"]
    assert cues
    assert all(cue[:2] == ["facial-recognition", "oppose"] for cue in cues)
    assert all(position[3] <= start < end <= position[4] for *_, start, end in cues)
    assert [cue[2] for cue in cues] == sorted((cue[2] for cue in cues), reverse=True)


def test_docs_round_trip() -> None:
    nlp = build_nlp()
    doc = nlp(TEXT)
    assert shown(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == shown(doc)


def test_stored_pipeline_loads_in_a_fresh_process(tmp_path: Path) -> None:
    nlp = foreign()
    nlp.to_disk(tmp_path / "model")
    program = (
        "import sys, spacy; nlp = spacy.load(sys.argv[1]);"
        "doc = nlp('I oppose the lighthouse.'); print([s.label_ for s in doc.spans['measures']])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "model")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "['lighthouses']"


def test_signature_tells_codebooks_apart_and_nothing_else() -> None:
    assert signature(build_nlp()) == signature(build_nlp())
    assert signature(build_nlp()) != signature(foreign())
    assert len(signature(build_nlp())) == 64


def test_coding_works_with_a_foreign_codebook() -> None:
    coding = code_text(foreign(), "I welcome the lighthouse. It saves money.")
    assert [(p.measure, str(p.stance)) for p in coding.positions] == [("lighthouses", "support")]
    assert [theme.code for theme in coding.themes] == ["money"]
