"""One contribution laid out for the reading of stance: sentences, clauses and marks in them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from analyser.annotate.phrases import Hit
from analyser.codebook import Cue

MARKS = (
    "negators",
    "concessions",
    "hedges",
    "neutral",
    "reported",
    "referents",
    "conditions",
    "abstaining",
)

_REACH = 4  # tokens from a negation to what it negates
_HEDGED = 8  # tokens from a hedge to what it hedges
_REPORTED, _CONCEDED, _HEDGE, _NEUTRAL = 0.15, 0.35, 0.8, 0.2
_TURNS = frozenset({"but", "however", "yet"})
_GRANTS = frozenset({"although", "though", "while", "whilst"})
_STOPS = frozenset({",", ";", ":", "—", "–", "but"})  # no negation reaches over them
_NOBODY = frozenset({"nobody", "nothing", "none", "little", "neither"})
_REASONS = frozenset({"because", "since", ";"})  # an "if" beyond them is no condition
# "I welcome it, but may I ask" turns nothing.
_ASKING = frozenset({"may", "can", "could", "will", "would", "what", "how", "does", "is", "when"})
_CORRECTED = 5  # tokens from "not" to the "but" of "not a lock but a latch"


class Page:
    """The sentences of a Doc, the cues in them, and what weakens or turns each cue.

    ``marks`` holds the hits of each of ``MARKS``.
    """

    def __init__(
        self, doc: Doc, cues: Iterable[tuple[Cue, Hit]], marks: dict[str, list[Hit]]
    ) -> None:
        self._words = [token.lower_ for token in doc]
        spans = list(doc.sents) if doc.has_annotation("SENT_START") else [doc[:]]
        self.bounds = [(span.start, span.end) for span in spans]
        self._starts = [start for start, _ in self.bounds]
        self._marks: dict[tuple[str, int], list[Hit]] = defaultdict(list)
        for name, hits in marks.items():
            for hit in hits:
                self._marks[name, self.sentence_of(hit.start)].append(hit)
        self.cues = [(cue, hit, self.sentence_of(hit.start)) for cue, hit in cues]

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self._words)

    @property
    def abstains(self) -> bool:
        """Whether the speaker somewhere declines to take a side."""
        return any(name == "abstaining" for name, _ in self._marks)

    def sentence_of(self, token: int) -> int:
        """Return the number of the sentence in which a token stands."""
        return bisect_right(self._starts, token) - 1

    def refers(self, sentence: int) -> bool:
        """Whether a sentence points back: "these powers", "it"."""
        return bool(self._marks.get(("referents", sentence)))

    def asks(self, sentence: int) -> bool:
        """Whether a sentence is a question."""
        return "?" in self._words[slice(*self.bounds[sentence])]

    def clause(self, hit: Hit) -> tuple[int, int]:
        """Return the tokens of the clause of a hit: to the next "but", "while" or semicolon."""
        sentence = self.sentence_of(hit.start)
        start, end = self.bounds[sentence]
        breaks = [mark.start for mark in self._within("concessions", sentence)]
        breaks += [place for place in range(start, end) if self._words[place] == ";"]
        return (
            max([start, *(place for place in breaks if place <= hit.start)]),
            min([end, *(place for place in breaks if place > hit.start)]),
        )

    def own(self, cue: Cue, hit: Hit) -> float:
        """Return how far a cue is what the speaker holds, from 0 to 1.

        It is less so where it is another's view, granted before a "but", hedged, or part of
        a neutral question or description.
        """
        sentence = self.sentence_of(hit.start)
        start, _ = self.clause(hit)
        share = 1.0
        if any(start <= mark.start < hit.start for mark in self._within("reported", sentence)):
            share *= _REPORTED
        if self._conceded(hit, sentence):
            share *= _CONCEDED
        if any(abs(mark.start - hit.start) <= _HEDGED for mark in self._within("hedges", sentence)):
            share *= _HEDGE
        conditions = self._within("conditions", sentence)
        if cue.kind == "verdict" and any(start <= mark.start < hit.start for mark in conditions):
            share *= _CONCEDED
        if cue.kind not in ("attitude", "verdict", "wish") and self._within("neutral", sentence):
            share *= _NEUTRAL
        return share

    def negated(self, hit: Hit) -> bool:
        """Whether a negation stands shortly before a hit, with no comma or dash between."""
        if not _NOBODY.isdisjoint(self._words[hit.end : hit.end + 1]):  # "deters nobody"
            return True
        if self._words[hit.start] == "but":  # "not a help but a hindrance"
            return False
        return any(
            0 <= hit.start - mark.end < _REACH
            and _STOPS.isdisjoint(self._words[mark.end : hit.start])
            for mark in self._within("negators", self.sentence_of(hit.start))
        )

    def on_condition(self, hit: Hit, *, beyond_and: bool) -> bool:
        """Whether "if", "provided that" or the like follows a hit in its sentence.

        Beyond ", and" a condition belongs to something else, unless ``beyond_and``.
        """
        for mark in self._within("conditions", self.sentence_of(hit.start)):
            between = self._words[hit.end : mark.start]
            joined = any(pair == (",", "and") for pair in pairwise(between))
            if mark.start >= hit.end and _REASONS.isdisjoint(between):
                return beyond_and or not joined
        return False

    def turn(self, hit: Hit) -> int | None:
        """Return the "but" that follows a hit, in its sentence or at the head of the next."""
        sentence = self.sentence_of(hit.start)
        for mark in self._within("concessions", sentence):
            if mark.start >= hit.end and self._turns(mark):
                return mark.start
        for mark in self._within("concessions", sentence + 1):
            if mark.start == self.bounds[sentence + 1][0] and self._turns(mark):
                return mark.start
        return None

    def _turns(self, mark: Hit) -> bool:
        return (
            self._words[mark.start] in _TURNS
            and _ASKING.isdisjoint(self._words[mark.end : mark.end + 1])
            and "not" not in self._words[max(0, mark.start - _CORRECTED) : mark.start]
        )

    def _conceded(self, hit: Hit, sentence: int) -> bool:
        """Whether a "but" follows in the sentence, or the clause opens with "although"."""
        start, _ = self.bounds[sentence]
        for mark in self._within("concessions", sentence):
            word = self._words[mark.start]
            if word in _TURNS and mark.start - start > 1 and hit.end <= mark.start:
                return True
            if word in _GRANTS and mark.end <= hit.start:
                return "," not in self._words[mark.end : hit.start]
        return False

    def _within(self, name: str, sentence: int) -> Sequence[Hit]:
        return self._marks.get((name, sentence), ())


def outermost(hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits that lie in no longer one: "does not go far enough" is no "go".

    Hits of different keys in the same place are all kept.
    """
    kept: list[Hit] = []
    reach: tuple[int, int] = (-1, -1)
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.key)):
        if hit.end > reach[1]:
            reach = (hit.start, hit.end)
        elif (hit.start, hit.end) != reach:
            continue
        kept.append(hit)
    return kept
