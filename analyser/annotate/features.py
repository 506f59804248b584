"""What a trained model is told of a contribution: words, structure and cues, by name.

Every feature has a name that a reader can make sense of, such as ``near=infringe`` or
``does=measure<nsubj<breach``. No speaker, party, office or vote is known here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import log1p, sqrt

from spacy.tokens import Doc, Token

from analyser.annotate.linear import Features
from analyser.annotate.stance import Reading
from analyser.annotate.subject import addressed
from analyser.annotate.tally import DECLARED, SAID, URGED, Signal
from analyser.coding import Stance

_RANKS = {URGED: "urged", SAID: "said", DECLARED: "declared"}
_PATH = 3  # arcs from a measure up to what is done with it
_NEGATIVE = frozenset({"not", "n't", "n’t", "never", "no", "without", "nor", "neither"})
_MODAL = frozenset({"must", "should", "could", "would", "might", "may", "will", "can", "shall"})
_MEASURE = "measure"


def position_features(doc: Doc, reading: Reading) -> Features:
    """Return what is told of the stance on one measure of a contribution."""
    page = reading.page
    near = [n for n, scope in enumerate(reading.scope) if addressed(scope)]
    rest = [n for n in range(len(page.bounds)) if n not in near]
    masked = {token for m in reading.own if m.kind != "heading" for token in range(m.start, m.end)}
    found: dict[str, float] = {}
    _add(found, "near", _grams(doc, [page.bounds[n] for n in near], masked), 1.0)
    _add(found, "rest", _words(doc, [page.bounds[n] for n in rest], masked), 0.5)
    if doc.has_annotation("DEP"):
        _add(found, "does", _paths(doc, reading), 1.0)
    _add(found, "cue", (_cue(signal) for signal in reading.signals), 1.0)
    found |= _amounts(reading, near)
    return found


def _amounts(reading: Reading, near: Sequence[int]) -> dict[str, float]:
    """Return the numbers: what the cues add up to, and how much is said about the measure."""
    page, signals = reading.page, reading.signals
    sums = dict.fromkeys((Stance.SUPPORT, Stance.OPPOSE, Stance.MIXED), 0.0)
    for signal in signals:
        sums[signal.stance] += signal.strength
    total = sum(sums.values())
    asked = sum(page.asks(n) for n in near)
    decided = reading.decision
    return {
        **{f"strength={stance}": log1p(value) for stance, value in sums.items()},
        **{f"share={stance}": value / (total + 0.5) for stance, value in sums.items()},
        f"rule={decided.stance if decided else 'passing'}": 1.0,
        "sure": decided.confidence if decided else 0.0,
        "named": log1p(sum(m.kind == "term" for m in reading.own)),
        "heading": float(reading.own[0].kind == "heading"),
        "referred": log1p(sum(m.kind == "referent" for m in reading.own)),
        "curbed": log1p(sum(m.kind == "counter" for m in reading.own)),
        "length": log1p(len(page)) / 4,
        "near": len(near) / len(page.bounds),
        "asked": asked / max(len(near), 1),
        "opens": float(bool(near) and near[0] == 0),
        "abstains": float(page.abstains),
        f"measure={reading.measure}": 0.5,
    }


def _cue(signal: Signal) -> str:
    return f"{signal.stance}/{_RANKS[signal.rank]}"


def _add(found: dict[str, float], block: str, names: Iterable[str], weight: float) -> None:
    """Add the names of a block, scaled so that long contributions do not outweigh short ones."""
    counts = Counter(names)
    norm = sqrt(sum((1 + log1p(n - 1)) ** 2 for n in counts.values())) or 1.0
    for name, n in counts.items():
        found[f"{block}={name}"] = weight * (1 + log1p(n - 1)) / norm


def _grams(doc: Doc, bounds: Iterable[tuple[int, int]], masked: set[int]) -> Iterator[str]:
    for start, end in bounds:
        words = list(_lemmas(doc, start, end, masked))
        yield from words
        yield from (f"{one} {two}" for one, two in pairwise(words))


def _words(doc: Doc, bounds: Iterable[tuple[int, int]], masked: set[int]) -> Iterator[str]:
    for start, end in bounds:
        yield from _lemmas(doc, start, end, masked)


def _lemmas(doc: Doc, start: int, end: int, masked: set[int]) -> Iterator[str]:
    last = ""
    for place in range(start, end):
        word = _MEASURE if place in masked else _lemma(doc[place])
        if word and not (word == _MEASURE == last):
            yield word
        last = word or last


def _lemma(token: Token) -> str:
    if token.is_space or (token.is_punct and token.text not in "?!"):
        return ""
    if token.like_num:
        return "0"
    return (token.lemma_ or token.lower_).lower()


def _paths(doc: Doc, reading: Reading) -> Iterator[str]:
    """Yield who does what to the measure: each way up the parse from where it is named."""
    for mention in reading.own:
        if mention.kind in ("referent", "heading"):
            continue
        token = doc[mention.start : mention.end].root
        path = _MEASURE if mention.kind == "term" else "curbed"
        for _ in range(_PATH):
            if token.head is token:
                break
            arc, token = token.dep_, token.head
            negated = any(child.lower_ in _NEGATIVE for child in token.children)
            path = f"{path}<{arc}<{'not ' if negated else ''}{_lemma(token)}"
            yield path
            yield f"{arc}<{'not ' if negated else ''}{_lemma(token)}"
            for child in token.children:
                if child.dep_.startswith("nsubj") and child.i < token.i:
                    yield f"{_lemma(child)}>{_lemma(token)}"
                if child.dep_ == "aux" and child.lower_ in _MODAL:
                    yield f"{child.lower_} {_lemma(token)}"
