"""The sentences on measures that are nearest in meaning to others, as far as their words tell.

Two sentences are as near as the angle between their words is narrow, each word weighing more the
fewer sentences have it: the cosine of TF-IDF (Spärck Jones 1972; Salton and Buckley 1988), words
cut to their first letters. The encoder that tells stances was measured beside it and is worse at
this (``docs/method.md``).
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import log, sqrt

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyser.corpus import Corpus
from analyser.queries.positions import mentions, positions
from analyser.selection import Selection
from analyser.text.normalisation import normalised

NEAR = 0.25
"""Likeness from which two sentences on one side of a measure mostly argue the same."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_LETTERS = 6  # of a word: what stands after them is mostly its ending

Weights = Mapping[str, float]
"""What each word of a sentence weighs, by its first letters; the squares sum to 1."""


class Likeness:
    """How near in meaning sentences are to each of those that this is made of: 0 to 1."""

    def __init__(self, sentences: Iterable[str]) -> None:
        """Weigh the words of sentences; those of another are weighed by their rarity in these."""
        self._places: dict[str, int] = {}
        rows, columns, times = array("i"), array("i"), array("i")
        self._count = 0
        for sentence in sentences:
            for stem, often in _stems(sentence).items():
                rows.append(self._count)
                columns.append(self._places.setdefault(stem, len(self._places)))
                times.append(often)
            self._count += 1
        row, column = np.array(rows, np.int32), np.array(columns, np.int32)
        having = np.bincount(column, minlength=len(self._places))
        self._rarity = 1 + np.log((1 + self._count) / (1 + having))
        weights = (1 + np.log(times)) * self._rarity[column]
        lengths = np.sqrt(np.bincount(row, weights**2, minlength=self._count))
        order = np.argsort(column, kind="stable")
        self._rows, self._weights = row[order], (weights / lengths[row])[order]
        self._from = np.concatenate([[0], np.cumsum(having)])

    def to(self, sentences: Iterable[str]) -> NDArray[np.float64]:
        """Return the likeness of each sentence held to the mean of those given."""
        likeness = np.zeros(self._count)
        for stem, weight in self.weigh(sentences).items():
            if (place := self._places.get(stem)) is not None:
                held = slice(self._from[place], self._from[place + 1])
                likeness[self._rows[held]] += weight * self._weights[held]
        return likeness.round(4)

    def weigh(self, sentences: Iterable[str]) -> Weights:
        """Return what the words of a sentence weigh; of several, those of their mean."""
        total: Counter[str] = Counter()
        for sentence in sentences:
            stems = _stems(sentence).items()
            total.update(_of_length_1({s: (1 + log(n)) * self._rarity_of(s) for s, n in stems}))
        return _of_length_1(total)

    def _rarity_of(self, stem: str) -> float:
        place = self._places.get(stem)
        return 1 + log(1 + self._count) if place is None else float(self._rarity[place])


def alike(one: Weights, other: Weights) -> bool:
    """Return whether two sentences, as a ``Likeness`` weighs them, are near in meaning."""
    return sum(weight * other.get(stem, 0.0) for stem, weight in one.items()) >= NEAR


class Sentences:
    """The sentences of a corpus that show a position or name a measure, to look for others in.

    ``rows`` are as ``positions`` gives them; of a measure that is only named, ``stance`` is null.
    """

    def __init__(self, corpus: Corpus) -> None:
        said, named = positions(corpus), mentions(corpus)
        on = ["contribution_id", "measure"]
        argued = pd.MultiIndex.from_frame(named[on]).isin(pd.MultiIndex.from_frame(said[on]))
        rows = pd.concat([said[said["quote"].notna()], named[~argued]], ignore_index=True)
        self._corpus, self.rows = corpus, rows
        self.likeness = Likeness(rows["quote"])

    def nearest(
        self,
        to: Sequence[str],
        selection: Selection | None = None,
        *,
        most: int = 10,
        least: float = NEAR,
        besides: str | None = None,
        repeat: bool = False,
    ) -> pd.DataFrame:
        """Return the rows nearest in meaning, the nearest first, with their ``likeness``.

        ``to`` is a sentence, or all that use a theme: their mean is compared. A measure or stance
        that is selected keeps the rows of those codes. ``most`` rows of a likeness of ``least``
        are returned, one a member unless ``repeat``, none of the member ``besides``.
        """
        rows = self.rows.assign(likeness=self.likeness.to(to))
        rows = rows[(rows["likeness"] >= least) & (rows["member"] != besides)]
        if selection:
            spoken = replace(selection, measure=(), stance=())
            chosen = self._corpus.select("SELECT contribution_id FROM chosen", spoken)
            rows = rows[rows["contribution_id"].isin(chosen["contribution_id"])]
            for name in ("measure", "stance"):
                if wanted := getattr(selection, name):
                    rows = rows[rows[name].isin(wanted)]
        rows = rows.sort_values("likeness", ascending=False, kind="stable")
        if not repeat:
            rows = rows.drop_duplicates("member")
        return rows.head(most)


def _stems(sentence: str) -> Counter[str]:
    words: list[str] = _WORD.findall(normalised(sentence).text.lower())
    return Counter(word[:_LETTERS] for word in words)


def _of_length_1(weights: Weights) -> Weights:
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {stem: weight / length for stem, weight in weights.items()}
