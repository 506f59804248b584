"""Finding the codebook's phrases in a Doc, hyphenated, broken over lines or neither."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from analyser.codebook.notation import GAP, capitals, phrases

_LONGEST_GAP = 6  # words
# Words that no gap reaches over: "should not be banned" is no "should ... be banned".
_BARRIERS = frozenset(
    {"not", "n't", "n’t", "never", "cannot", "nor", "who", "they", "he", "she", ";", "?", "!", "."}
)
_SHORTENED = frozenset({"hon", "rt", "mr", "mrs", "dr", "st"})


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
        self._gapped: list[tuple[int, list[int]]] = []
        self._names: dict[int, int] = {}
        for key, each in terms.items():
            self._add(tokenizer, key, each)

    def _add(self, tokenizer: Tokenizer, key: int, terms: Iterable[str]) -> None:
        plain: list[str] = []
        for term in terms:
            if GAP in term:
                parts = [part.strip() for part in term.split(GAP)]
                names = [self._part(tokenizer, -1 - len(self._names), part) for part in parts]
                self._gapped.append((key, names))
            else:
                plain.extend(phrases(term))
        self._match(tokenizer, key, plain)

    def _part(self, tokenizer: Tokenizer, name: int, part: str) -> int:
        self._match(tokenizer, name, phrases(part))
        return name

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
        hits = [hit for hit in hits if hit.key >= 0] + list(self._joined(dense, hits))
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

    def _joined(self, doc: Doc, hits: list[Hit]) -> Iterator[Hit]:
        """Yield the hits of terms with gaps, from the hits of their parts."""
        parts: dict[int, list[Hit]] = {}
        for hit in hits:
            if hit.key < 0:
                parts.setdefault(hit.key, []).append(hit)
        for key, names in self._gapped:
            chains = [(hit.start, hit.end) for hit in parts.get(names[0], ())]
            for name in names[1:]:
                chains = [
                    (start, nearest)
                    for start, end in chains
                    if (nearest := _nearest(doc, parts.get(name, ()), end))
                ]
            yield from (Hit(key, start, end) for start, end in chains)


def _nearest(doc: Doc, hits: Iterable[Hit], end: int) -> int:
    """Return where the next hit after a token ends, 0 where none starts within the gap."""
    near = next((hit for hit in hits if 0 <= hit.start - end <= _LONGEST_GAP), None)
    return near.end if near and not any(_bars(doc, n) for n in range(end, near.start)) else 0


def _bars(doc: Doc, place: int) -> bool:
    """Whether no phrase reaches over a token, which may be the stop of "hon."."""
    word = doc[place].lower_
    return word in _BARRIERS and not (word == "." and place and doc[place - 1].lower_ in _SHORTENED)


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
