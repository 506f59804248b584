"""What is named: terms, their forms, their exclusions and what needs company."""

import pytest
from spacy.language import Language


def found(
    nlp: Language, text: str, group: str = "measures", heading: str | None = None
) -> set[str]:
    doc = nlp.make_doc(text)
    doc._.heading = heading
    return {span.label_ for span in nlp(doc).spans[group]}


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Live facial\nrecognition came to the pier.", "facial-recognition"),
        ("Facial-recognition vans came to the pier.", "facial-recognition"),
        ("They wore body worn cameras.", "cctv"),
        ("Automatic number-plate recognition covers the bridge.", "anpr"),
        ("They keep custody images of innocent bakers.", "biometrics-dna"),
        ("Every baker had an identity card.", "digital-id"),
        ("The opening of letters at the Post Office went on.", "interception"),
        ("It was called the Snoopers’ charter.", "communications-data"),
        ("It was called the snooper's charter.", "communications-data"),
        ("Spyware was found in the lighthouse.", "equipment-interference"),
        ("They want client-side scanning of every message.", "encryption"),
        ("Age verification keeps infants off that site.", "online-safety"),
        ("The sus law is remembered on the quay.", "police-powers"),
        ("Stop-and-search doubled on the quay.", "police-powers"),
        ("Secondary picketing reached the harbour.", "protest-policing"),
        ("An informer sat among the fishermen.", "covert-sources"),
        ("Predictive policing came to the quay.", "algorithms-ai"),
        ("Data-sharing between harbours is common.", "data-sharing"),
        ("Unmanned aerial vehicles watched the quay.", "drones"),
    ],
)
def test_named(nlp: Language, text: str, measure: str) -> None:
    assert measure in found(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "She left me her business card.",
        "The speed cameras were painted yellow.",
        "We should not drone on about it.",
        "Rigour is in its DNA.",
        "I will ret ai n my seat.",  # broken as some copies of the record break it
        "The cameras filmed the regatta.",
        "In March the boats come back.",
        "The baton of office was passed the baton said.",
    ],
)
def test_not_named(nlp: Language, text: str) -> None:
    assert found(nlp, text) == set()


def test_a_term_that_needs_company_counts_beside_it_only(nlp: Language) -> None:
    assert found(nlp, "The cameras helped the police.") == {"cctv"}
    assert found(nlp, "The cameras filmed swans. The police looked on.") == set()


def test_heading_lets_the_bill_name_its_measure(nlp: Language) -> None:
    text = "I welcome this Bill."
    assert found(nlp, text, heading="Harbour Dues") == set()
    assert found(nlp, text, heading="Online Harms Consultation") == {"online-safety"}


def test_longer_names_hide_those_inside_them(nlp: Language) -> None:
    doc = nlp("A national DNA database was built.")
    assert [span.text for span in doc.spans["measures"]] == ["national DNA database"]


def test_theme_by_one_strong_or_several_weak_terms(nlp: Language) -> None:
    assert "privacy" in found(nlp, "It ends all privacy.", "themes")
    assert "privacy" not in found(nlp, "The monitoring of tides goes on.", "themes")
    both = "Surveillance and the monitoring of us all go on."
    assert "privacy" in found(nlp, both, "themes")


def test_one_word_shows_no_theme_in_a_long_speech(nlp: Language) -> None:
    speech = "The boats went out and the nets came in again. " * 60
    assert found(nlp, f"{speech} Privacy.", "themes") == set()
