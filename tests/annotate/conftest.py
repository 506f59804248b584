import pytest
from spacy.lang.en import English
from spacy.language import Language

from analyser.annotate import build_nlp


@pytest.fixture(scope="package")
def nlp() -> Language:
    return build_nlp()


@pytest.fixture(scope="package")
def terms() -> English:
    """What finds sentences, measures and themes, and reads no position."""
    nlp = English()
    nlp.add_pipe("hansard_sentences")
    nlp.add_pipe("codebook_terms")
    return nlp
