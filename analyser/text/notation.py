"""The notation in which the codebook writes phrases.

Words are separated by single spaces. ``card|cards`` is one word or the other. A word of two
or more letters that is written wholly in capitals (``AI``, ``DNA``) matches only in capitals,
all others match in any case. Between two words, or at a hyphen in one, the text may have a
space or a hyphen.
"""

from itertools import product
from math import prod

MOST_PHRASES = 400


def alternatives(term: str) -> tuple[tuple[str, ...], ...]:
    """Return the alternatives of each word of a term, in order.

    Raises ``ValueError`` with the reason where the term is not in the notation.
    """
    if not term or term != " ".join(term.split()):
        raise ValueError("words separated by single spaces")
    words = tuple(tuple(word.split("|")) for word in term.split(" "))
    if any(not form for forms in words for form in forms):
        raise ValueError("a word on both sides of every |")
    if any(not form.strip(".") for forms in words for form in forms):
        raise ValueError("words that are more than full stops")
    if any(len(set(forms)) < len(forms) for forms in words):
        raise ValueError("different words around |")
    if prod(len(forms) for forms in words) > MOST_PHRASES:
        raise ValueError(f"a term of at most {MOST_PHRASES} phrases")
    return words


def phrases(term: str) -> tuple[str, ...]:
    """Return every phrase that a term stands for, its words joined by spaces."""
    return tuple(" ".join(forms) for forms in product(*alternatives(term)))


def capitals(phrase: str) -> frozenset[str]:
    """Return the words of a phrase that match only in capitals."""
    return frozenset(
        word for word in phrase.replace("-", " ").split() if word.isupper() and len(word) > 1
    )
