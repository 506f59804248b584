"""What somebody may mean who types a few words: measures, themes, members, debates.

Misspelt names are found: each word is compared with each word of a name by the share of letters
that stand alike (rapidfuzz's ``ratio``), so that "Yvete Coper" finds Yvette Cooper.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from rapidfuzz import fuzz, process

from analyser.codebook import Code, load_codebook
from analyser.text.normalisation import normalised
from analyser.text.notation import phrases

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL_WORDS = """
a an and are about against all argued argument by did do does for from have how in is it mention
mentioned mentions of on or promise promised promises said say says stand stood that the their
they think to was were what when where which who why with
baroness dame dr earl hon lady lord miss mp mr mrs ms sir viscount
"""
_IDLE = frozenset(_SMALL_WORDS.split())
_ALIKE = 80  # per cent. of letters at which a word may be another, misspelt
_BEGINS = 3  # letters that are enough for the beginning of a word
_FOUND = 84  # per cent. at which a name is offered


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, the likeliest first.

    ``measures`` and ``themes`` are codes; ``members`` and ``debates`` rows of the frames given.
    """

    measures: list[str]
    themes: list[str]
    members: pd.DataFrame
    debates: pd.DataFrame

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.measures or self.themes or len(self.members) or len(self.debates))


def find(asked: str, members: pd.DataFrame, debates: pd.DataFrame, *, most: int = 5) -> Found:
    """Return the codes, members and debates that words may mean, at most so many of each.

    ``members`` has a column ``speaker``, ``debates`` a column ``label``. Several things may be
    named at once: "Cooper on police powers" finds both. Of two members found as well, the one
    who spoke more (``speeches``) comes first.
    """
    words = _words(asked)
    if not words:
        return Found([], [], members.head(0), debates.head(0))
    codebook = load_codebook()
    return Found(
        _codes(words, codebook.measures, most),
        _codes(words, codebook.themes, most),
        _named(words, members, "speaker", most, at_once=True),
        _named(words, debates, "label", most, at_once=False),
    )


def nearest(wrong: str, right: Iterable[str]) -> str | None:
    """Return the name that is most like one that does not exist, ``None`` where none is."""
    found = process.extractOne(
        wrong, list(right), scorer=fuzz.WRatio, processor=str.casefold, score_cutoff=60
    )
    return found[0] if found else None


def _words(text: str) -> list[str]:
    """Return the words that can name something, in small letters."""
    every = [word.casefold() for word in _WORD.findall(normalised(text).text)]
    return [word for word in every if word not in _IDLE] or every


def _codes(words: Sequence[str], codes: Iterable[Code], most: int) -> list[str]:
    scores = {code.code: max(_score(words, _words(n)) for n in _names(code)) for code in codes}
    return _best(scores, most)


def _names(code: Code) -> list[str]:
    terms = code.terms if code.claim else ()  # a theme's terms are everyday words
    return [code.label, code.code.replace("-", " "), *(p for t in terms for p in phrases(t))]


def _best(scores: Mapping[str, float], most: int) -> list[str]:
    found = [code for code, score in scores.items() if score >= _FOUND]
    return sorted(found, key=lambda code: -scores[code])[:most]


def _named(
    words: Sequence[str], rows: pd.DataFrame, column: str, most: int, *, at_once: bool
) -> pd.DataFrame:
    named = [_words(str(name)) for name in rows[column]]
    alike = _alike(words, {word for name in named for word in name})
    scores = pd.Series([_likeness(words, name, alike, at_once) for name in named], rows.index)
    best = rows.assign(score=scores)[scores >= _FOUND]
    by = ["score", *(["speeches"] if "speeches" in rows else [])]
    return best.sort_values(by, ascending=False, kind="stable").head(most).drop(columns="score")


def _score(words: Sequence[str], name: Sequence[str]) -> float:
    return _likeness(words, name, _alike(words, set(name)), at_once=True)


def _alike(words: Sequence[str], others: set[str]) -> dict[str, dict[str, float]]:
    """Return how alike each word asked is to each other word, where it may be that word."""
    listed = sorted(others)
    found: dict[str, dict[str, float]] = {}
    for word in set(words):
        exact = {o: 98.0 for o in listed if len(word) >= _BEGINS and o.startswith(word)}
        near = process.extract(word, listed, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
        long = len(word) > _BEGINS
        found[word] = {o: score for o, score, _ in near if long or o == word} | exact
        found[word] |= {word: 100.0} if word in others else {}
    return found


def _likeness(
    words: Sequence[str],
    name: Sequence[str],
    alike: Mapping[str, Mapping[str, float]],
    at_once: bool,
) -> float:
    """Return how well every word asked is in the name, or ``at_once`` the name among the words."""
    if not name:
        return 0.0
    asked = sum(max((alike[w].get(n, 0.0) for n in name), default=0.0) for w in words)
    score = asked / len(words)
    if at_once and len(name) > 1:
        held = sum(max((alike[w].get(n, 0.0) for w in words), default=0.0) for n in name)
        score = max(score, held / len(name))
    return score
