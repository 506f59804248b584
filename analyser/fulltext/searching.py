"""A query and a selection as the engine takes them, and what the index answers."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import tantivy
from tantivy import Occur
from tantivy import Query as Asked

from analyser.fulltext.index import UNDATED, Opened, every, first_of
from analyser.fulltext.query import Near, Order, Query, UnreadableQuery, Words, words_of
from analyser.selection import Selection

_MANY = 1_000_000  # more than there are debates, years or names
_MEANT = 5  # names offered for one that is misspelt


def sizes(index: Opened) -> dict[str, tuple[int, int]]:
    """Return how many contributions of each debate an index holds, and of how many words."""
    return _by(index.searcher, every(index.schema), "debate_id")


def _by(searcher: tantivy.Searcher, query: Asked, field: str) -> dict[str, tuple[int, int]]:
    """Return how many contributions match by a field, most first, and the words spoken in them."""
    words = {"words": {"sum": {"field": "spoken"}}}
    terms = {"by": {"terms": {"field": field, "size": _MANY}, "aggs": words}}
    found = searcher.aggregate(query, terms)["by"]["buckets"]
    return {str(n["key"]): (n["doc_count"], int(n["words"]["value"])) for n in found}


class Search:
    """One query within a selection, put to an open index.

    ``coded`` gives the contributions, by their ids, that a selection of codes alone chooses.
    ``meant`` holds names of speakers by the misspelt name in the query that they are taken for.
    """

    def __init__(
        self,
        index: Opened,
        query: Query,
        selection: Selection,
        coded: Callable[[Selection], list[str]],
    ) -> None:
        self._searcher, self._schema = index.searcher, index.schema
        self._coded = coded
        self.meant: dict[str, list[str]] = {}
        asked = [*self._conditions(selection), *self._conditions(query.chosen, asked=True)]
        asked += [self._is_coded(codes) for codes in _codes(selection, query.chosen)]
        parts = [(Occur.Must, part) for part in asked]
        for barred in query.barred:
            against = [*self._conditions(barred, asked=True)]
            against += [self._is_coded(codes) for codes in _codes(barred, Selection())]
            parts.append((Occur.MustNot, _all(against)))
        self._chosen = Asked.boolean_query([(Occur.Must, every(self._schema)), *parts])
        words = [(Occur.Must, self._item(item)) for item in query.wanted]
        words += [(Occur.MustNot, self._item(item)) for item in query.excluded]
        if parts:
            words.append((Occur.Must, Asked.const_score_query(self._chosen, 0.0)))
        self._found = Asked.boolean_query(words)

    def page(self, order: Order, first: int, most: int) -> tuple[int, list[dict[str, Any]]]:
        """Return how many contributions match, and the rows of some of them, in order."""
        by: dict[str, Any] = {}
        if order is Order.DATE:
            by = {"order_by_field": "order", "order": tantivy.Order.Asc}
        found = self._searcher.search(self._found, limit=max(most, 1), offset=first, **by)
        rows = (json.loads(self._searcher.doc(at)["row"][0]) for _, at in found.hits[:most])
        return _count_of(found), [
            row | {"date": row["date"] and date.fromisoformat(row["date"])} for row in rows
        ]

    def of(self) -> int:
        """Return how many contributions are chosen, whatever their words."""
        return self._count(self._chosen)

    def debates(self) -> dict[str, int]:
        """Return how many contributions match in each debate that has one, most first."""
        return {key: n for key, (n, _) in _by(self._searcher, self._found, "debate_id").items()}

    def years(self) -> list[tuple[int, int, int]]:
        """Return each year with the contributions that match and the words spoken in it."""
        held = _by(self._searcher, self._found, "year")
        spoken = _by(self._searcher, self._chosen, "year")
        years = sorted((int(year), year) for year in spoken)
        return [(n, held.get(year, (0, 0))[0], spoken[year][1]) for n, year in years]

    def _count(self, query: Asked) -> int:
        return _count_of(self._searcher.search(query, limit=1))

    def _item(self, item: Words | Near) -> Asked:
        """Return the query for words side by side, or near each other."""
        if isinstance(item, Near):
            return Asked.disjunction_max_query(list(self._near(item)))
        words = item.words
        if len(words) > 1:
            return self._phrase(list(enumerate(words)))
        if words[0].endswith("*"):
            return Asked.regex_query(self._schema, "words", _pattern(words[0]))
        return Asked.term_query(self._schema, "words", words[0], "freq")

    def _phrase(self, words: list[tuple[int, str]], slop: int = 0) -> Asked:
        """Return the query for words at places that far from each other."""
        if any(word.endswith("*") for _, word in words):
            patterns: list[str | tuple[int, str]] = [(at, _pattern(word)) for at, word in words]
            return Asked.regex_phrase_query(self._schema, "words", patterns)
        return Asked.phrase_query(self._schema, "words", [*words], slop)

    def _near(self, near: Near) -> Iterator[Asked]:
        """Yield the queries for two phrases near each other, one of which must hold.

        Two plain words are a loose phrase. Anything else is a phrase for each distance, since in a
        loose one a word could stand for both, and each word of a phrase could move.
        """
        one, other = near.one.words, near.other.words
        plain = len(one) == len(other) == 1 and "*" not in one[0] + other[0]
        for before, after in ((one, other), (other, one)):
            if plain and one != other:
                yield self._phrase([(0, before[0]), (1, after[0])], near.between)
                continue
            for gap in range(near.between + 1):
                at = len(before) + gap
                yield self._phrase([*enumerate(before), *enumerate(after, at)])

    def _conditions(self, chosen: Selection, *, asked: bool = False) -> Iterator[Asked]:
        """Yield what a selection asks for besides codes.

        ``asked`` says that it stands in the query itself, and must be of something that is here.
        """
        if chosen.date_from or chosen.date_to:
            first = chosen.date_from.toordinal() if chosen.date_from else 0
            last = chosen.date_to.toordinal() + 1 if chosen.date_to else UNDATED
            kind = tantivy.FieldType.Unsigned
            bounds = first_of(first), first_of(last) - 1
            yield Asked.range_query(self._schema, "order", kind, *bounds)
        for field in ("house", "party"):
            if values := getattr(chosen, field):
                if asked:
                    self._expect(field, values)
                yield _any([self._is(field, value) for value in values])
        if chosen.debate:
            yield _any([each for value in chosen.debate for each in self._debate(value)])
        if chosen.member:
            member = self._member_asked if asked else self._member
            yield _any([member(value) for value in chosen.member])

    def _is_coded(self, codes: Selection) -> Asked:
        return Asked.term_set_query(self._schema, "id", self._coded(codes))

    def _expect(self, field: str, values: tuple[str, ...]) -> None:
        known = [term for term, _ in self._searcher.terms_with_prefix(field, "", limit=50)]
        for value in values:
            if value.casefold() not in known:
                raise UnreadableQuery(f"{field}:{value} is not here (expected {', '.join(known)})")

    def _is(self, field: str, value: str) -> Asked:
        return Asked.term_query(self._schema, field, value.casefold(), "basic")

    def _holds(self, field: str, value: str) -> Asked:
        return Asked.regex_query(self._schema, field, f"(?s).*{_escaped(value.casefold())}.*")

    def _debate(self, value: str) -> Iterator[Asked]:
        yield self._is("debate", value)
        yield self._holds("title", value)
        yield self._holds("section", value)

    def _member(self, value: str) -> Asked:
        parts = [self._is("person", value), self._holds("name", value)]
        if re.fullmatch('".*"', value):
            whole = self._is("name", value[1:-1])
            known = Asked.regex_query(self._schema, "person", "(?s).*")
            parts.append(Asked.boolean_query([(Occur.Must, whole), (Occur.MustNot, known)]))
        return _any(parts)

    def _member_asked(self, value: str) -> Asked:
        """Return the query for a member, by names spelt nearly so where none is spelt so."""
        exact = self._member(value)
        if self._count(exact):
            return exact
        for letters in (1, 2):
            near = _all([self._nearly(word, letters) for word in words_of(value)])
            if names := list(_by(self._searcher, near, "speaker")):
                self.meant[value] = names[:_MEANT]
                return near
        raise UnreadableQuery(f"member:{value} is nobody here, nor is any name spelt nearly so")

    def _nearly(self, word: str, letters: int) -> Asked:
        """Return the query for names with a word in which that many letters are wrong."""
        wrong = min(letters, len(word) // 3)
        return Asked.fuzzy_term_query(self._schema, "name_words", word, wrong)


def _count_of(found: Any) -> int:
    """Return how many there are in all, which the types of the library leave out."""
    return int(found.count)


def _codes(one: Selection, other: Selection) -> list[Selection]:
    """Return the codes of two selections as one; what both ask for must hold of either.

    A measure and a stance are of one position, wherever they were asked for.
    """
    names = ("measure", "theme", "stance")
    merged = Selection(**{name: getattr(one, name) or getattr(other, name) for name in names})
    both = {name: getattr(other, name) for name in names if getattr(one, name)}
    return [codes for codes in (merged, Selection(**both)) if not codes.is_open]


def _all(parts: list[Asked]) -> Asked:
    return Asked.boolean_query([(Occur.Must, part) for part in parts])


def _any(parts: list[Asked]) -> Asked:
    return Asked.boolean_query([(Occur.Should, part) for part in parts])


def _pattern(word: str) -> str:
    return f"{word[:-1]}.*" if word.endswith("*") else word


def _escaped(text: str) -> str:
    return re.sub(r"([\\.+*?()|\[\]{}^$#&~-])", r"\\\1", text)
