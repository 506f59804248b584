import pytest
from spacy.language import Language

from analyser.annotate import build_nlp


@pytest.fixture(scope="package")
def nlp() -> Language:
    return build_nlp()
