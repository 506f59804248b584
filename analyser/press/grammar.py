"""Who said what in one sentence of an article: speaker, verb of saying and words, in any order.

Works on masked text: a quotation is a run of ``MASK``, so nothing in it is taken for a speaker
or a verb. Offsets within a sentence count from its start.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from analyser.press.lexicon import CALL, IN_PARLIAMENT, LABEL, OBJECT, SAY, VERB
from analyser.press.masking import Marked, spans_of
from analyser.press.quotation import MASK, Quotation
from analyser.press.speakers import Named, named_in

_COORDINATE = re.compile(
    r"(?:^|,|;| and| but| or|" + MASK + r")\s*(?:(?:and|but|or|then|also|later|again|has|had)\s+)*"
    r"(?:(?P<subject>he|she|they|it)\s+)?(?:has |have |had |also |later |then )*$",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\baccording to ([^,.;" + MASK + r"]+)", re.IGNORECASE)
_COLON = re.compile(rf"^\s*([^:{MASK}]{{3,80}}):\s*{MASK}")
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:an?|the|this|these|those|its|his|her|their|our|of|to|for|no|any|some|by|be|been"
    r"|being|is|was"
    r"|were|are|so|not|it’s|it's|as|cannot|can|could|would|should|must|may|might|did|does|do)"
    r"|[’']s)\s+$",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^[\s,:–—-]*(?:(?:that|how|whether)\b\s*,?\s*)?")
_TELLING = {
    "told",
    "tells",
    "tell",
    "telling",
    "reminded",
    "assured",
    "warned",
    "warns",
    "informed",
}
_ASKED_FOR = re.compile(r"\s+(?:not to be|for anonymity|about|to comment)\b")
_CLAUSE = re.compile(r"[,;]\s+(?:and|but|while)\s+|;\s+")
_BEFORE_THAT = re.compile(
    r"\s+(?:in|on|at|during|to|from|after|before|last|yesterday|today|by|through)\b[^,;"
    + MASK
    + r"]{0,90}?"
    r"(?=\s+that\s)|\s+(?:on|last) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?=\s)"
    r"|\s+yesterday(?=\s)"
)
_ASIDE = re.compile(r",\s+(?:which|who|although|though|but|while|whereas)\b[^" + MASK + r"]*$")
_ENDING = re.compile(r"\W*|\s+(?:on|in|at|last|yesterday|today|earlier|after)\b[^,;:]{0,30}")
_ADVERBIAL = re.compile(r",|\s+(?:in|during|at|on|after|as|last|when|to|outside|yesterday)\s+")
_MOST = 12  # verbs of saying in a sentence; nobody writes more
_NAMING = (CALL | LABEL) - SAY  # verbs whose object is no clause that was said


@dataclass(frozen=True, slots=True)
class Uttered:
    """What a sentence attributes to somebody; no ``spans`` where it only announces them."""

    named: Named
    verb: str | None
    spans: list[tuple[int, int]]
    context: str
    kind: str = "direct"


@dataclass(frozen=True, slots=True)
class _Hit:
    """A verb of saying in a sentence: offsets within the sentence."""

    start: int
    end: int
    verb: str


def uttered(page: Marked, start: int, end: int) -> list[Uttered]:
    """Return what one sentence of the article attributes to whom, in its order."""
    return list(_Sentence(page, start, end).uttered())


class _Sentence:
    """One sentence being read."""

    def __init__(self, page: Marked, start: int, end: int) -> None:
        self._page = page
        self._start, self._end = start, end
        self._text = page.mask[start:end]
        self._inside = page.inside(start, end)

    def uttered(self) -> Iterator[Uttered]:
        """Yield what is attributed, by the first form of words that fits."""
        text = self._text
        if (found := _ACCORDING.search(text)) and (named := named_in(found[1])):
            yield from self._according(found, named)
            return
        colon = _COLON.match(text)
        if colon and not VERB.search(colon[1]) and (named := named_in(colon[1])):
            yield self._quoting(named, None, self._inside)
            return
        some = False
        for each in self._by_verbs():
            some = True
            yield each
        if not some:
            yield from self._before_colon()

    def _quoting(self, named: Named, verb: str | None, said: Sequence[Quotation]) -> Uttered:
        return Uttered(named, verb, spans_of(said), self._page.joined(said))

    def _said(self, inside: Sequence[Quotation]) -> list[Quotation]:
        return [each for each in inside if self._page.is_said(each)]

    def _according(self, found: re.Match[str], named: Named) -> Iterator[Uttered]:
        """Yield 'Words, according to X.' and 'According to X, words.'"""
        left = self._text[: found.start()].rstrip(" ,")
        comma = self._text.find(",", found.end())
        content = (0, len(left))
        if not left:
            content = (comma + 1 if comma >= 0 else found.end(), len(self._text))
        yield from self._in_clause(named, found[0].split()[0] + " to", content, self._inside)

    def _before_colon(self) -> Iterator[Uttered]:
        """Yield 'The minister leapt up to hit back: "…"', whatever stands before the colon."""
        found = re.match(rf"([^{MASK}]+):\s*{MASK}", self._text)
        if found is None:
            return
        phrase = re.split(r"\s+(?=[a-z]+ed\b|[a-z]+s\b|who\b)|\s+leapt", found[1])[0]
        if named := named_in(phrase):
            verb = VERB.search(found[1])
            yield self._quoting(named, verb["verb"].casefold() if verb else None, self._inside)

    # By verbs of saying ----------------------------------------------------------------------

    def _by_verbs(self) -> Iterator[Uttered]:
        text, start = self._text, self._start
        cursor, speaker = 0, None
        hits = list(islice(self._hits(), _MOST))
        for place, hit in enumerate(hits):
            if hit.start < cursor:
                continue
            later = [each for each in hits[place + 1 :] if self._coordinates(each, hit)]
            stop = self._cut(later[0].start) if later else len(text)
            if named := self._inverted(hit):
                yield from self._as_inverted(named, hit, cursor)
                speaker, cursor = named, len(text)
                continue
            if between := self._parenthesis(hit, cursor):
                yield between
                cursor = len(text)
                continue
            named = self._subject(text[cursor : hit.start]) or (
                speaker if speaker and self._coordinates(hit, None) else None
            )
            if named is None:
                continue
            if not text[hit.end :].strip(" ,:") and text.rstrip().endswith(":"):
                yield Uttered(named, hit.verb, [], "")
                return
            first = self._said(self._page.inside(start + cursor, start + hit.start))
            after = self._page.inside(start + hit.end, start + stop)
            if first and text[cursor : hit.start].lstrip(" ,;–—").startswith(MASK):
                found = [self._quoting(named, hit.verb, [*first, *self._said(after)])]
            else:
                found = list(self._in_clause(named, hit.verb, (hit.end, stop), after))
            if found:
                yield from found
                speaker, cursor = named, stop

    def _hits(self) -> Iterator[_Hit]:
        text = self._text
        for found in VERB.finditer(text):
            verb = found["verb"].casefold()
            before, after = text[: found.start()], text[found.end() :]
            # "Asked whether it was safe, she said yes": the question is nobody's statement
            is_aside = verb == "asked" and (_ASKED_FOR.match(after) or not before.strip())
            if not is_aside and not _NOUN_BEFORE.search(before):
                yield _Hit(found.start(), found.end(), verb)

    def _coordinates(self, hit: _Hit, after: _Hit | None) -> bool:
        """Return whether a verb stands beside an earlier one, with its subject or a pronoun."""
        left = self._text[after.end if after else 0 : hit.start]
        if _COORDINATE.search(left) and (after is None or len(left.split()) > 1 or MASK in left):
            return not hit.verb.endswith("ing") or re.search(r",\s*$", left) is not None
        if after is None:
            return False
        clause = _CLAUSE.split(left)
        return len(clause) > 1 and named_in(clause[-1]) is not None

    def _cut(self, at: int) -> int:
        """Return where what was said ends before a verb that stands beside the first."""
        if found := _COORDINATE.search(self._text[:at]):
            return found.start() + len(found[0]) - len(found[0].lstrip(MASK))
        joints = [joint.start() for joint in _CLAUSE.finditer(self._text[:at])]
        return joints[-1] if joints else at

    def _subject(self, left: str) -> Named | None:
        """Return whom the words before a verb name: after the last quotation or clause."""
        words = left[left.rfind(MASK) + 1 :]
        relative = re.search(r",?\s+who(?:\s+\w+)?\s*$", words)
        if relative:
            words = words[: relative.start()]
            clause = re.split(r"\b(?:by|from|up|with|was)\s+", words)[-1]
            return named_in(clause) or named_in(words)
        named = named_in(words)
        if named is not None and named.kind != "organisation":
            return named
        for part in (
            r"\bwhat\s+",
            r",\s+(?:and|but|while|as)\s+",
            r";\s+",
            r"\s+(?:but|while|and|when|as|after)\s+",
        ):
            pieces = re.split(part, words)
            if len(pieces) > 1 and (found := named_in(pieces[-1])):
                return found
        return named

    def _parenthesis(self, hit: _Hit, cursor: int) -> Uttered | None:
        """Return 'Words, she said, words.' and 'Words, a committee chair has said.', unmarked."""
        left, right = self._text[cursor : hit.start], self._text[hit.end :]
        words, comma, phrase = left.rpartition(",")
        goes_on = re.match(r"\s*,\s+(?=\w)", right)
        if not comma or MASK in phrase or len(words.split()) < 3 or hit.verb in _NAMING:
            return None
        if not (goes_on or self._ends_so(hit, right)) or words.lstrip().startswith(MASK):
            return None
        named = named_in(phrase)
        apposed = named_in(words.split(",")[-1])
        is_apposition = apposed and apposed.kind == "person" and " " in apposed.name
        if named is None or is_apposition or "who" in phrase.split() or VERB.search(words):
            return None
        if goes_on and named.kind in ("organisation", "role") and named_in(words):
            return None
        opens = self._start + cursor + len(words) - len(words.lstrip())
        spans = [(opens, self._start + cursor + len(words.rstrip()))]
        if goes_on:
            again = self._start + hit.end + goes_on.end()
            tail = self._page.text[again : self._end].rstrip(" .\n")
            spans.append((again, again + len(tail)))
        context = " ".join(self._page.text[a:b] for a, b in spans)
        if said := self._said(self._inside):
            return Uttered(named, hit.verb, spans_of(said), context)
        return Uttered(named, hit.verb, spans, context, "reported")

    def _ends_so(self, hit: _Hit, right: str) -> bool:
        """Return whether a sentence ends with the verb, or with a day or those who were told."""
        if _ENDING.fullmatch(right):
            return True
        is_told = hit.verb in _TELLING and IN_PARLIAMENT.search(f"{hit.verb}{right}")
        return bool(is_told) and len(right.split()) <= 8 and ":" not in right

    def _inverted(self, hit: _Hit) -> Named | None:
        """Return whom the words after a verb name, where what was said comes first: 'said X'."""
        text = self._text
        before = text[: hit.start].rstrip()
        if not before.endswith((MASK, ",", "–", "—")) or not before.strip(" ,–—"):
            return None
        after = re.match(rf"\s+([^.;:{MASK}]+)", text[hit.end :])
        if after is None or hit.verb in _NAMING | _TELLING or hit.verb.endswith("ing"):
            return None
        phrase = _ADVERBIAL.split(after[1])[0]
        named = named_in(phrase)
        if named is None or named.kind == "pronoun" or re.match(r"that\b", phrase):
            return None
        is_quoted = before.endswith(MASK)
        if not is_quoted and before.count(",") > 1 and self._subject(before.rsplit(",", 2)[-2]):
            return named
        rest = text[hit.end + after.end() :].strip()
        if not (is_quoted or not rest.strip(".") or rest.startswith(MASK)):
            return None
        return (named_in(after[1]) if "," in after[1] else None) or named

    def _as_inverted(self, named: Named, hit: _Hit, cursor: int) -> Iterator[Uttered]:
        said = self._said(self._inside)
        if said and self._text[cursor : hit.start].lstrip(" ,").startswith(MASK):
            yield self._quoting(named, hit.verb, said)
        else:
            yield from self._in_clause(named, hit.verb, (cursor, hit.start), self._inside)

    # What was said ---------------------------------------------------------------------------

    def _in_clause(
        self, named: Named, verb: str, content: tuple[int, int], inside: Sequence[Quotation]
    ) -> Iterator[Uttered]:
        """Yield what stands in a clause after its verb: its quotations, else the clause itself."""
        page = self._page
        left, right = self._clause(verb, self._start + content[0], self._start + content[1])
        quoted = [each for each in self._said(inside) if left <= each.opens < right]
        is_naming = verb in LABEL - SAY - CALL
        said = [each for each in quoted if is_naming or not page.is_word_of(each, right)]
        words = page.text[left:right]
        if said:
            yield Uttered(named, verb, spans_of(said), words.strip())
            return
        how = re.match(r"\s*(?:how|that|evidence)\b", self._text[content[0] : content[1]])
        if len(words.split()) > 1 and (how or not is_naming) and re.search(r"[a-z]{2}", words):
            yield Uttered(named, verb, [(left, right)], words, "reported")

    def _clause(self, verb: str, left: int, right: int) -> tuple[int, int]:
        """Return what was said without those to whom, "that", and the stop."""
        text = self._page.mask[left:right]
        if verb in _TELLING or verb in ("asked", "asks"):
            told = OBJECT.match(text)
            rest = text[told.end() :] if told else text
            if (
                told
                and told[0].strip()
                and (verb in _TELLING or rest.lstrip(" ,:").startswith(MASK))
            ):
                left += told.end()
        else:
            aside = _BEFORE_THAT.match(text)
            left += aside.end() if aside else 0
        if verb in LABEL and (evidence := re.match(r"(?:\s+[\w’'-]+){1,7}?\s+(?=that )", text)):
            left += evidence.end()
        opening = _OPENING.match(self._page.mask[left:right])
        left += opening.end() if opening else 0
        aside = (
            _ASIDE.search(self._page.mask[left:right])
            if verb in CALL or verb.endswith(" to")
            else None
        )
        right = left + aside.start() if aside else right
        tail = self._page.text[left:right].rstrip()
        tail = re.sub(r"[.,;:–—\s-]+$", "", tail)
        return left, left + len(tail)
