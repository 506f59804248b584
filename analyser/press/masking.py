"""An article with its quotations masked: sentences, and what in marks was really said."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from analyser.press.lexicon import VERB
from analyser.press.quotation import MASK, Quotation, is_title, masked, quotations
from analyser.press.speakers import named_in
from analyser.text.sentences import sentence_starts

_BACK = 40  # characters of space between a quotation and its speaker, at most
_QUOTED = re.compile(rf"{MASK}+")
_SCARE = re.compile(
    r"(?:so-called|dubbed|nicknamed|(?:known|flagged)(?: \w+){0,3}? as|codenamed|headed"
    r"|entitled)\s*$"
)
_GOES_ON = re.compile(
    r"\s+(?!(?:in|for|to|and|or|but|by|of|on|as|at|if|when|after|about|with|because|than|between"
    r"|from"
    r"|over|without|through|who|that|which|while|where|since|until|against)\b)[a-z]"
)


class Marked:
    """A text beside itself with every quotation masked, both of one length."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.quotes = quotations(text)
        self.mask = masked(text, self.quotes)
        self._opens = [each.opens for each in self.quotes]

    def inside(self, start: int, end: int) -> list[Quotation]:
        """Return the quotations that open in a stretch."""
        return self.quotes[bisect_left(self._opens, start) : bisect_left(self._opens, end)]

    def sentences(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield sentences; one that ends within marks is one unless its speaker follows."""
        text = self.mask[start:end]
        legible = _QUOTED.sub(lambda run: self._shown(start + run.start(), len(run[0])), text)
        cuts = [start + at for at in sentence_starts(legible)]
        cuts = [at for at in cuts if not self._within(at) and not self._speaker_follows(at, end)]
        bounds = [start, *cuts, end]
        yield from pairwise(bounds)

    def _shown(self, at: int, length: int) -> str:
        """Return a stand-in for a quotation that ends as it does: in a stop or in none."""
        inner = self.text[at : at + length].rstrip("\"'”’ ")
        stop = inner[-1:] if inner[-1:] in ".?!" else "x"
        return "X" + "x" * (length - 2) + stop if length > 1 else "x"

    def _within(self, at: int) -> bool:
        before = bisect_left(self._opens, at)
        return before > 0 and at < self.quotes[before - 1].closes

    def _speaker_follows(self, at: int, end: int) -> bool:
        """Return whether a quotation's own stop was taken for its sentence's: '…?" she asked.'"""
        before = self.mask[max(0, at - _BACK) : at]
        closes = at - len(before) + len(before.rstrip())
        if not before.rstrip().endswith(MASK):
            return False
        rest = re.match(rf"[^.;:{MASK}]{{0,90}}", self.mask[at : min(end, at + 90)])
        hit = VERB.search(rest[0]) if rest else None
        if rest is None or hit is None or self.text[closes - 2 : closes - 1] == ".":
            return False
        return len(rest[0].split()) <= 12 and named_in(rest[0][: hit.start()]) is not None

    def is_said(self, quotation: Quotation) -> bool:
        """Return whether quoted words were uttered: no title, no word held at arm's length."""
        words = self.text[quotation.start : quotation.end]
        before = self.mask[max(0, quotation.opens - 60) : quotation.opens]
        is_noun = len(words.split()) <= 3 and re.search(r"\b(?:the|its|their) $", before)
        return not is_title(words) and not is_noun and not _SCARE.search(before)

    def is_word_of(self, quotation: Quotation, right: int) -> bool:
        """Return whether a short quotation is a word of the clause that goes on after it."""
        words = self.text[quotation.start : quotation.end].split()
        after = self.mask[quotation.closes : right]
        return len(words) <= 2 and _GOES_ON.match(after) is not None

    def joined(self, said: Sequence[Quotation]) -> str:
        """Return the words of quotations as one text; a comma before a verb becomes a stop."""
        words = (self.text[each.start : each.end].strip() for each in said)
        return " ".join(re.sub(r",$", ".", each) for each in words)


def spans_of(said: Sequence[Quotation]) -> list[tuple[int, int]]:
    """Return where the words of quotations stand."""
    return [(each.start, each.end) for each in said]
