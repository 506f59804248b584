"""Finding the codebook's phrases in a Doc, hyphenated, broken over lines or neither."""

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import NamedTuple

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from analyser.text.notation import capitals, phrases

Tokenizer = Callable[[str], Doc]


class Hit(NamedTuple):
    """Tokens ``start`` to ``end`` (exclusive) of a Doc, which are a phrase of ``key``."""

    key: int
    start: int
    end: int


class PhraseFinder:
    """Finds the terms of many keys in one pass over a Doc."""

    def __init__(
        self, vocab: Vocab, tokenizer: Tokenizer, terms: Mapping[int, Iterable[str]]
    ) -> None:
        self._vocab = vocab
        self._matcher = PhraseMatcher(vocab, attr="LOWER")
        self._capitals: dict[str, dict[int, frozenset[str]]] = {}
        self._capitalised: set[int] = set()
        self._names: dict[int, int] = {}
        for key, each in terms.items():
            self._match(tokenizer, key, [form for term in each for form in phrases(term)])

    def _match(self, tokenizer: Tokenizer, name: int, wanted: Iterable[str]) -> None:
        written = {form: phrase for phrase in wanted for form in _spellings(phrase)}
        docs = [tokenizer(form) for form in written]
        for doc, phrase in zip(docs, written.values(), strict=True):
            if words := capitals(phrase):
                lowered = " ".join(token.lower_ for token in doc)
                self._capitals.setdefault(lowered, {})[name] = words
                self._capitalised.add(name)
        if docs:
            self._matcher.add(f"{name}", docs)
            self._names[self._vocab.strings[f"{name}"]] = name

    def find(self, doc: Doc) -> list[Hit]:
        """Return every hit, in order of place; hits of different keys may overlap."""
        dense, places = _without_spaces(doc)
        hits = [
            Hit(self._names[name], start, end)
            for name, start, end in self._matcher(dense)
            if self._in_capitals(self._names[name], dense, start, end)
        ]
        if places is not None:
            hits = [Hit(key, places[start], places[end - 1] + 1) for key, start, end in hits]
        return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.key))

    def _in_capitals(self, name: int, doc: Doc, start: int, end: int) -> bool:
        if name not in self._capitalised:
            return True
        span = doc[start:end]
        names = self._capitals.get(" ".join(token.lower_ for token in span))
        wanted = names.get(name) if names else None
        return wanted is None or all(
            token.text.isupper() for token in span if token.text.upper() in wanted
        )


def _spellings(phrase: str) -> set[str]:
    """Return a phrase with space or hyphen between its words, and either apostrophe."""
    words = phrase.replace("-", " ").split()
    if len(words) <= 3:
        joins: Iterable[tuple[str, ...]] = product((" ", "-"), repeat=len(words) - 1)
    else:
        joins = [(" ",) * (len(words) - 1), ("-",) * (len(words) - 1)]
    forms = {
        "".join(word + join for word, join in zip(words, (*join, ""), strict=True))
        for join in joins
    } | {phrase}
    return forms | {form.replace("'", "’") for form in forms}


def _without_spaces(doc: Doc) -> tuple[Doc, list[int] | None]:
    """Return a Doc without its tokens of white space, and where each token stood."""
    spaces = doc.to_array(["IS_SPACE"]).reshape(-1)
    if not spaces.any():
        return doc, None
    places = (spaces == 0).nonzero()[0].tolist()
    return Doc(doc.vocab, words=[doc[place].text for place in places]), places
