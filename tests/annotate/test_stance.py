"""Each phenomenon of stance in a minimal pair, in sentences written for these tests."""

import pytest
from spacy.language import Language

from analyser.annotate import code_text
from analyser.coding import Stance

FACES = "facial-recognition"

PAIRS = [
    # plain statement
    (FACES, "I support facial recognition in our stations.", "support"),
    (FACES, "I oppose facial recognition in our stations.", "oppose"),
    # negation
    (FACES, "I do not support facial recognition in our stations.", "oppose"),
    (FACES, "I have never opposed facial recognition in our stations.", "support"),
    (FACES, "I am not against facial recognition.", "support"),
    (FACES, "I am against facial recognition.", "oppose"),
    # hostile and friendly questions
    ("digital-id", "Does he accept that identity cards infringe the liberty of us all?", "oppose"),
    ("digital-id", "How can the Minister justify identity cards for every adult?", "oppose"),
    ("digital-id", "Will he make sure that every county has identity cards?", "support"),
    ("anpr", "Will she extend number plate recognition to the coast road?", "support"),
    (FACES, "Why has facial recognition been used without any debate?", "oppose"),
    ("anpr", "How many vehicles were read by number plate recognition?", "none"),
    # concession: what follows "but" carries
    ("cctv", "I accept the need for CCTV, but it erodes our freedom and I oppose it.", "oppose"),
    ("cctv", "CCTV erodes a little of our freedom, but it is vital and I support it.", "support"),
    # conditions
    ("drones", "I support police drones.", "support"),
    ("drones", "I could support police drones only if there is independent oversight.", "mixed"),
    ("drones", "Police drones are acceptable provided that safeguards are written down.", "mixed"),
    # reported views are not the speaker's
    (FACES, "The Minister says that facial recognition is vital.", "none"),
    (FACES, "Facial recognition is vital.", "support"),
    (FACES, "Critics argue that facial recognition is intrusive.", "none"),
    (FACES, "Facial recognition is intrusive and we must stop it.", "oppose"),
    # safeguards on a power that is accepted, or a stop until there are some
    ("interception", "We need stronger safeguards on interception warrants.", "mixed"),
    ("interception", "There should be a moratorium on interception warrants.", "oppose"),
    # what the sentence before named
    ("cctv", "We have CCTV in the square. I welcome it.", "support"),
    ("cctv", "We have CCTV in the square. These powers are draconian.", "oppose"),
    # poles
    ("online-safety", "We must strengthen the duties on social media companies.", "support"),
    ("encryption", "End-to-end encryption keeps us safe and we must defend encryption.", "oppose"),
    ("encryption", "Encryption cannot be an excuse for hiding criminals.", "support"),
    (
        "data-sharing",
        "Data sharing between departments should be limited to what is needed.",
        "mixed",
    ),
    ("algorithms-ai", "Artificial intelligence in policing should be regulated.", "mixed"),
    ("protest-policing", "I support the right to protest.", "oppose"),
    ("protest-policing", "I support a ban on unlawful encampments.", "support"),
    # a declared side outweighs words of praise
    ("drones", "We want drones used well and safely to help the lost on every moor.", "support"),
    ("drones", "Drones help to keep walkers safe, and they should be banned.", "oppose"),
    ("drones", "Drones should not be banned.", "support"),
    # held with reservations
    ("cctv", "I accept CCTV on the pier, but there must be a sign.", "mixed"),
    ("cctv", "I welcome CCTV on the pier, but may I ask when it will come?", "support"),
    ("cctv", "We could support CCTV on the pier if it were switched off at night.", "mixed"),
    ("cctv", "We cannot support CCTV on the pier without a published code.", "mixed"),
    # what is called for or resisted is itself a ban
    (FACES, "I support a ban on facial recognition.", "oppose"),
    (FACES, "We reject a ban on facial recognition.", "support"),
    # evaluation of the measure named in the clause
    ("digital-id", "Identity cards are an insult to honest fishermen.", "oppose"),
    ("digital-id", "Is it not a scandal that identity cards cost so much?", "oppose"),
    (
        "interception",
        "The Post Office treats every letter as a suspect. I oppose that interception.",
        "oppose",
    ),
    # what denies an effect
    ("cctv", "CCTV deters nobody.", "oppose"),
    # declining to say
    ("interception", "Interception should be debated. I express no view on it.", "none"),
    # a minister who describes takes no side
    ("biometrics-dna", "The DNA database holds four million profiles.", "none"),
    ("biometrics-dna", "The DNA database is vital to bring offenders to justice.", "support"),
]


@pytest.mark.parametrize(("measure", "text", "stance"), PAIRS)
def test_stance(nlp: Language, measure: str, text: str, stance: str) -> None:
    stances = {p.measure: str(p.stance) for p in code_text(nlp, text).positions}
    assert stances[measure] == stance


def test_party_office_and_vote_are_not_cues(nlp: Language) -> None:
    plain = code_text(nlp, "Facial recognition is vital in our stations.")
    prefixed = code_text(
        nlp, "As a Labour Minister I say: facial recognition is vital in our stations."
    )
    assert [p.stance for p in plain.positions] == [p.stance for p in prefixed.positions]


def test_hedge_lowers_confidence(nlp: Language) -> None:
    (sure,) = code_text(nlp, "I support facial recognition.").positions
    (unsure,) = code_text(nlp, "Perhaps I support facial recognition.").positions
    assert unsure.confidence < sure.confidence


def test_evidence_is_the_sentence_that_shows_the_stance(nlp: Language) -> None:
    text = "There is CCTV on the pier. I am opposed to it. The sea was calm."
    (position,) = code_text(nlp, text).positions
    assert position.evidence is not None
    assert position.evidence.quote == "I am opposed to it."


def test_none_has_no_evidence(nlp: Language) -> None:
    (position,) = code_text(nlp, "The DNA database holds four million profiles.").positions
    assert (position.stance, position.evidence) == (Stance.NONE, None)


def test_two_measures_take_their_own_sides(nlp: Language) -> None:
    text = "I welcome number plate recognition, but I oppose facial recognition."
    stances = {p.measure: str(p.stance) for p in code_text(nlp, text).positions}
    assert stances == {FACES: "oppose", "anpr": "support"}


def test_measure_in_passing_is_not_coded(nlp: Language) -> None:
    text = "The harbour wants dredging. " * 20 + "CCTV stands beside it. " + "Boats wait. " * 20
    assert code_text(nlp, text).positions == ()
