"""Every statement that an article attributes to somebody, direct or reported.

The grammar is that of newspapers: a speaker, a verb of saying, and what was said, in that
order or the quotation first. A quotation that nobody is said to have uttered (a title, a
word held at arm's length) is no statement. Quoted words are masked while the rest is read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from analyser.annotate.sentences import sentence_starts
from analyser.ingest.press import Article
from analyser.press.days import SaidOn, said_on
from analyser.press.lexicon import (
    CALL,
    IN_PARLIAMENT,
    LABEL,
    OBJECT,
    OUTSIDE,
    SAY,
    TOLD_ELSEWHERE,
    VERB,
)
from analyser.press.quotation import MASK, Quotation, is_title, masked, quotations
from analyser.press.speakers import Cast, Named, Somebody, named_in

_QUOTED = re.compile(rf"{MASK}+")
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
_SCARE = re.compile(
    r"(?:so-called|dubbed|nicknamed|(?:known|flagged)(?: \w+){0,3}? as|codenamed|headed"
    r"|entitled)\s*$"
)
_GOES_ON = re.compile(
    r"\s+(?!(?:in|for|to|and|or|but|by|of|on|as|at|if|when|after|about|with|because|than|between"
    r"|from"
    r"|over|without|through|who|that|which|while|where|since|until|against)\b)[a-z]"
)
_UNNAMED = re.compile(
    r"(?!the )(?:an? )?(?:[\w-]+ ){0,4}(?:mp|peer|lord|minister|chair|backbencher|lawmaker)$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;]\s+(?:and|but|while)\s+|;\s+")
_BEFORE_THAT = re.compile(
    r"\s+(?:in|on|at|during|to|from|after|before|last|yesterday|today|by|through)\b[^,;"
    + MASK
    + r"]{0,90}?"
    r"(?=\s+that\s)|\s+(?:on|last) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?=\s)"
    r"|\s+yesterday(?=\s)"
)
_TOLD_THEM = re.compile(r"\b(?:told|tells|asked|warned)\b", re.IGNORECASE)
_RESPONDS = re.compile(
    r"\s*(?:but |and )?(?:responding|replying|in (?:his|her|their|its) (?:reply|response)"
    r"|opening|closing"
    r"|winding up)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",\s+(?:which|who|although|though|but|while|whereas)\b[^" + MASK + r"]*$")


@dataclass(slots=True)
class Statement:
    """One attributed statement: who, as written and in full, by which verb, in which words.

    ``spans`` are the offsets of the words in the article's text, several where a quotation is
    interrupted; ``context`` is the clause they stand in, for coding. ``in_parliament`` is
    ``None`` where the article does not tell.
    """

    speaker: Somebody
    as_written: str
    verb: str | None
    kind: str
    spans: list[tuple[int, int]]
    context: str
    in_parliament: bool | None = None
    said_on: SaidOn | None = None
    sentence: tuple[int, int] = (0, 0)

    @property
    def takes_verb(self) -> bool:
        """Whether the verb itself is a part of what is said: "condemned the plan"."""
        return self.verb in LABEL | CALL and self.verb not in SAY

    def words(self, text: str) -> str:
        """Return the words, stretches joined by " … " where the article parts them."""
        return " … ".join(text[start:end].strip(" ,;") for start, end in self.spans)


def read_statements(article: Article, *, published: date | None = None) -> list[Statement]:
    """Return the statements of an article in their order.

    ``published`` is the day from which "on Monday" counts; without it the article's own.
    """
    reading = _Reading(article, published or article.published)
    for start, end in _paragraphs(article):
        reading.take_paragraph(start, end)
    reading.finish()
    return reading.statements


def _paragraphs(article: Article) -> Iterator[tuple[int, int]]:
    for found in re.finditer(r"[^\n]+", article.text):
        if found.start() >= article.body:
            yield found.span()


@dataclass(slots=True)
class _Hit:
    """A verb of saying in a sentence: offsets within the sentence."""

    start: int
    end: int
    verb: str


@dataclass(slots=True)
class _Reading:
    """One article being read."""

    article: Article
    published: date | None
    cast: Cast = field(default_factory=Cast)
    statements: list[Statement] = field(default_factory=list)
    quotes: list[Quotation] = field(init=False)
    mask: str = field(init=False)
    open_quote: bool = False  # the last paragraph ended within a quotation
    announced: bool = False  # the last paragraph ended with a colon
    pending: tuple[Named, str] | None = None  # who speaks after that colon
    scene: bool | None = None  # whether the article is in Parliament just now
    debate_day: SaidOn | None = None

    def __post_init__(self) -> None:
        self.quotes = quotations(self.article.text)
        self.mask = masked(self.article.text, self.quotes)

    def take_paragraph(self, start: int, end: int) -> None:
        """Take one paragraph, sentence by sentence."""
        first_new = len(self.statements)
        self._enter(start, end)
        for place, (left, right) in enumerate(self._sentences(start, end)):
            self._take_sentence(left, right, opens_paragraph=place == 0)
        inside = [each for each in self.quotes if start <= each.opens < end]
        self.open_quote = bool(inside) and inside[-1].continues
        self.announced = self.mask[start:end].rstrip().endswith(":")
        self._place(self.statements[first_new:], start, end)

    def _sentences(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield sentences; one that ends within marks is one unless its speaker follows."""
        text = self.mask[start:end]
        legible = _QUOTED.sub(lambda run: self._shown(start + run.start(), len(run[0])), text)
        cuts = [start + at for at in sentence_starts(legible)]
        cuts = [at for at in cuts if not self._inside(at) and not self._speaker_follows(at, end)]
        bounds = [start, *cuts, end]
        yield from pairwise(bounds)

    def _shown(self, at: int, length: int) -> str:
        """Return a stand-in for a quotation that ends as it does: in a stop or in none."""
        inner = self.article.text[at : at + length].rstrip("\"'”’ ")
        stop = inner[-1:] if inner[-1:] in ".?!" else "x"
        return "X" + "x" * (length - 2) + stop if length > 1 else "x"

    def _inside(self, at: int) -> bool:
        return any(each.opens < at < each.closes for each in self.quotes)

    def _speaker_follows(self, at: int, end: int) -> bool:
        """Return whether a quotation's own stop was taken for its sentence's: '…?" she asked.'"""
        before = self.mask[:at].rstrip()
        if not before.endswith(MASK):
            return False
        rest = re.match(rf"[^.;:{MASK}]{{0,90}}", self.mask[at:end])
        hit = VERB.search(rest[0]) if rest else None
        if (
            rest is None
            or hit is None
            or self.article.text[len(before) - 2 : len(before) - 1] == "."
        ):
            return False
        return len(rest[0].split()) <= 12 and named_in(rest[0][: hit.start()]) is not None

    # One sentence --------------------------------------------------------------------------------

    def _take_sentence(self, start: int, end: int, *, opens_paragraph: bool) -> None:
        text = self.mask[start:end]
        inside = [each for each in self.quotes if start <= each.opens < end]
        if not re.sub(rf"[{MASK}\s.,;:!?–—…-]+", "", text):
            self._take_bare(inside, opens_paragraph=opens_paragraph)
            return
        before = len(self.statements)
        if (found := _ACCORDING.search(text)) and (named := named_in(found[1])):
            self._take_according(start, end, found, named, inside)
        elif (
            (found := _COLON.match(text))
            and not VERB.search(found[1])
            and (named := named_in(found[1]))
        ):
            self._add(named, None, self._spans(inside), start, end, self._joined(inside))
        else:
            self._take_hits(start, end, inside)
            if len(self.statements) == before:
                self._take_colon(start, end, inside)
        if len(self.statements) == before:
            self.cast.mention(_QUOTED.sub(" ", text))

    def _take_bare(self, inside: list[Quotation], *, opens_paragraph: bool) -> None:
        """Take a sentence that is nothing but a quotation: whoever spoke goes on."""
        if self.announced and opens_paragraph and self.pending:
            (named, verb), self.pending = self.pending, None
            start, end = inside[0].opens, inside[-1].closes
            self._add(named, verb, self._spans(inside), start, end, self._joined(inside))
            return
        is_heading = not re.search(
            r"[.,?!…]$", self.article.text[inside[-1].start : inside[-1].end]
        )
        if not self.statements or (is_heading and opens_paragraph and not inside[-1].continues):
            return
        last = self.statements[-1]
        goes_on = not opens_paragraph or self.open_quote
        if goes_on and last.kind == "direct":
            last.spans += self._spans(inside)
            last.context = f"{last.context} {self._joined(inside)}".strip()
        else:
            self.statements.append(
                Statement(
                    last.speaker,
                    last.as_written,
                    None,
                    "direct",
                    self._spans(inside),
                    self._joined(inside),
                    sentence=(inside[0].opens, inside[-1].closes),
                )
            )

    def _take_according(
        self, start: int, end: int, found: re.Match[str], named: Named, inside: list[Quotation]
    ) -> None:
        text = self.mask[start:end]
        comma = text.find(",", found.end())
        left = text[: found.start()].rstrip(" ,")
        if left:
            content = (start, start + len(left))
        else:
            opens = start + (comma + 1 if comma >= 0 else found.end())
            content = (opens, end)
        self._add_content(named, found[0].split()[0] + " to", content, start, end, inside)

    def _take_colon(self, start: int, end: int, inside: list[Quotation]) -> None:
        """Take 'The minister leapt up to hit back: "…"', whatever stands before the colon."""
        found = re.match(rf"([^{MASK}]+):\s*{MASK}", self.mask[start:end])
        if found and (
            named := named_in(re.split(r"\s+(?=[a-z]+ed\b|[a-z]+s\b|who\b)|\s+leapt", found[1])[0])
        ):
            verb = VERB.search(found[1])
            told = verb["verb"].casefold() if verb else None
            self._add(named, told, self._spans(inside), start, end, self._joined(inside))

    def _take_hits(self, start: int, end: int, inside: list[Quotation]) -> None:
        text = self.mask[start:end]
        cursor, speaker = 0, None
        hits = list(self._hits(text))
        for place, hit in enumerate(hits):
            if hit.start < cursor:
                continue
            later = [each for each in hits[place + 1 :] if self._coordinates(text, each, hit)]
            stop = self._cut(text, later[0].start) if later else len(text)
            if named := self._inverted(text, hit):
                self._take_inverted(named, hit, start, end, inside, cursor)
                speaker, cursor = named, len(text)
                continue
            if self._take_parenthesis(text, hit, cursor, start, end, inside):
                cursor = len(text)
                continue
            named = self._subject(text[cursor : hit.start]) or (
                speaker if speaker and self._coordinates(text, hit, None) else None
            )
            if named is None:
                continue
            if not text[hit.end :].strip(" ,:") and text.rstrip().endswith(":"):
                self.pending = (named, hit.verb)
                break
            before = [each for each in inside if start + cursor <= each.opens < start + hit.start]
            after = [each for each in inside if start + hit.end <= each.opens < start + stop]
            spoken = [each for each in before if self._is_said(each)]
            if (
                spoken
                and text[: hit.start].rfind(MASK) > cursor - 1
                and self._leads(text, hit, cursor)
            ):
                spoken += [each for each in after if self._is_said(each)]
                self._add(named, hit.verb, self._spans(spoken), start, end, self._joined(spoken))
            else:
                content = (start + hit.end, start + stop)
                if not self._add_content(named, hit.verb, content, start, end, after):
                    continue
            speaker, cursor = named, stop

    def _hits(self, text: str) -> Iterator[_Hit]:
        for found in VERB.finditer(text):
            verb = found["verb"].casefold()
            if _NOUN_BEFORE.search(text[: found.start()]):
                continue
            if verb == "asked" and _ASKED_FOR.match(text[found.end() :]):
                continue
            if verb == "asked" and not text[: found.start()].strip():
                continue  # "Asked whether it was safe, she said yes."
            yield _Hit(found.start(), found.end(), verb)

    def _coordinates(self, text: str, hit: _Hit, after: _Hit | None) -> bool:
        """Return whether a verb stands beside an earlier one, with its subject or a pronoun."""
        left = text[after.end if after else 0 : hit.start]
        if _COORDINATE.search(left) and (after is None or len(left.split()) > 1 or MASK in left):
            return not hit.verb.endswith("ing") or re.search(r",\s*$", left) is not None
        if after is None:
            return False
        clause = _CLAUSE.split(left)
        return len(clause) > 1 and named_in(clause[-1]) is not None

    def _cut(self, text: str, at: int) -> int:
        """Return where what was said ends before a verb that stands beside the first."""
        if found := _COORDINATE.search(text[:at]):
            return found.start() + len(found[0]) - len(found[0].lstrip(MASK))
        joints = [joint.start() for joint in _CLAUSE.finditer(text[:at])]
        return joints[-1] if joints else at

    def _leads(self, text: str, hit: _Hit, cursor: int) -> bool:
        """Return whether a quotation comes first and its speaker and verb follow."""
        lead = text[cursor : hit.start].lstrip(" ,;–—")
        return lead.startswith(MASK)

    def _take_parenthesis(
        self, text: str, hit: _Hit, cursor: int, start: int, end: int, inside: list[Quotation]
    ) -> bool:
        """Take 'Words, she said, words.' and 'Words, a committee chair has said.' without marks."""
        left, right = text[cursor : hit.start], text[hit.end :]
        words, comma, phrase = left.rpartition(",")
        goes_on = re.match(r"\s*,\s+(?=\w)", right)
        is_end = re.fullmatch(
            r"\W*|\s+(?:on|in|at|last|yesterday|today|earlier|after)\b[^,;:]{0,30}", right
        )
        is_told = hit.verb in _TELLING and IN_PARLIAMENT.search(f"{hit.verb}{right}") is not None
        is_last = is_end is not None or (is_told and len(right.split()) <= 8 and ":" not in right)
        if not comma or MASK in phrase or len(words.split()) < 3 or not (goes_on or is_last):
            return False
        if hit.verb in (CALL | LABEL) - SAY or words.lstrip().startswith(MASK):
            return False
        named = named_in(phrase)
        if named is None or re.search(r"\bwho\b", phrase) or VERB.search(words):
            return False
        if named_in(words) is not None and named.kind in ("organisation", "role") and not is_last:
            return False
        apposed = named_in(words.split(",")[-1])
        if apposed and apposed.kind == "person" and " " in apposed.name:
            return False
        opens = start + cursor + len(words) - len(words.lstrip())
        spans = [(opens, start + cursor + len(words.rstrip()))]
        if goes_on:
            tail = self.article.text[start + hit.end + goes_on.end() : end].rstrip(" .\n")
            spans.append(
                (start + hit.end + goes_on.end(), start + hit.end + goes_on.end() + len(tail))
            )
        said = [each for each in inside if self._is_said(each)]
        context = " ".join(self.article.text[a:b] for a, b in spans)
        if said:
            self._add(named, hit.verb, self._spans(said), start, end, context)
        else:
            self._add(named, hit.verb, spans, start, end, context, kind="reported")
        return True

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

    def _inverted(self, text: str, hit: _Hit) -> Named | None:
        """Return whom the words after a verb name, where what was said comes before: 'said X'."""
        before = text[: hit.start].rstrip()
        if not before.endswith((MASK, ",", "–", "—")) or not before.strip(" ,–—"):
            return None
        after = re.match(rf"\s+([^.;:{MASK}]+)", text[hit.end :])
        if after is None or hit.verb in (CALL | LABEL) - SAY or hit.verb.endswith("ing"):
            return None
        if hit.verb in _TELLING:
            return None
        phrase = re.split(
            r",|\s+(?:in|during|at|on|after|as|last|when|to|outside|yesterday)\s+", after[1]
        )[0]
        named = named_in(phrase)
        if (
            named is None
            or named.kind == "pronoun"
            or re.match(r"(?:that|the (?:bill|cameras))\b", phrase)
        ):
            return None
        if not before.endswith(MASK) and self._subject(
            before.rsplit(",", 2)[-2] if before.count(",") > 1 else ""
        ):
            return named
        rest = text[hit.end + after.end() :].strip()
        closes = before.endswith(MASK) or not rest.strip(".") or rest.startswith(MASK)
        full = named_in(after[1]) if "," in after[1] else None
        return (full or named) if closes else None

    def _take_inverted(
        self, named: Named, hit: _Hit, start: int, end: int, inside: list[Quotation], cursor: int
    ) -> None:
        said = [each for each in inside if self._is_said(each)]
        left = self.mask[start + cursor : start + hit.start]
        if said and left.lstrip(" ,").startswith(MASK):
            self._add(named, hit.verb, self._spans(said), start, end, self._joined(said))
        else:
            self._add_content(
                named, hit.verb, (start + cursor, start + hit.start), start, end, inside
            )

    # What was said ---------------------------------------------------------------------------

    def _is_said(self, quotation: Quotation) -> bool:
        """Return whether quoted words were uttered: no title, no word held at arm's length."""
        words = self.article.text[quotation.start : quotation.end]
        before = self.mask[max(0, quotation.opens - 60) : quotation.opens]
        is_noun = len(words.split()) <= 3 and re.search(r"\b(?:the|its|their) $", before)
        return not is_title(words) and not is_noun and not _SCARE.search(before)

    def _add_content(
        self,
        named: Named,
        verb: str,
        content: tuple[int, int],
        start: int,
        end: int,
        inside: list[Quotation],
    ) -> bool:
        """Add a statement whose words stand in a clause: its quotations, else the clause itself."""
        left, right = self._clause(verb, *content)
        said = [each for each in inside if left <= each.opens < right and self._is_said(each)]
        said = [each for each in said if not self._is_word_of(each, right)] or (
            said if verb in LABEL - SAY else []
        )
        words = self.article.text[left:right]
        if said:
            self._add(named, verb, self._spans(said), start, end, words.strip())
            return True
        is_label = verb in LABEL and verb not in SAY and verb not in CALL
        how = re.match(r"\s*(?:how|that|evidence)\b", self.mask[content[0] : content[1]])
        if len(words.split()) < 2 or (is_label and not how):
            return False
        if verb in SAY and verb not in CALL and not re.search(r"[a-z]{2}", words):
            return False
        self._add(named, verb, [(left, right)], start, end, words, kind="reported")
        return True

    def _clause(self, verb: str, left: int, right: int) -> tuple[int, int]:
        """Return what was said without those to whom, "that", and the stop."""
        text = self.mask[left:right]
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
        opening = _OPENING.match(self.mask[left:right])
        left += opening.end() if opening else 0
        aside = (
            _ASIDE.search(self.mask[left:right]) if verb in CALL or verb.endswith(" to") else None
        )
        right = left + aside.start() if aside else right
        tail = self.article.text[left:right].rstrip()
        tail = re.sub(r"[.,;:–—\s-]+$", "", tail)
        return left, left + len(tail)

    def _is_word_of(self, quotation: Quotation, right: int) -> bool:
        """Return whether a short quotation is a word of the clause that goes on after it."""
        words = self.article.text[quotation.start : quotation.end].split()
        after = self.mask[quotation.closes : right]
        return len(words) <= 2 and _GOES_ON.match(after) is not None

    def _spans(self, said: list[Quotation]) -> list[tuple[int, int]]:
        return [(each.start, each.end) for each in said]

    def _joined(self, said: list[Quotation]) -> str:
        words = (self.article.text[each.start : each.end].strip() for each in said)
        return " ".join(re.sub(r",$", ".", each) for each in words)

    def _add(
        self,
        named: Named,
        verb: str | None,
        spans: list[tuple[int, int]],
        start: int,
        end: int,
        context: str,
        kind: str = "direct",
    ) -> None:
        speaker = self.cast.take(named)
        if speaker is None or not spans:
            return
        self.statements.append(
            Statement(
                speaker,
                named.written,
                verb,
                kind,
                spans,
                context,
                sentence=(start, end),
            )
        )

    # Where and when --------------------------------------------------------------------------

    def _enter(self, start: int, end: int) -> None:
        """Note the day of what went on in Parliament, where the article tells it."""
        for left, right in self._sentences(start, end):
            text = _QUOTED.sub(" ", self.mask[left:right])
            if IN_PARLIAMENT.search(text) and self.debate_day is None:
                self.debate_day = said_on(text, self.published)

    def _place(self, new: list[Statement], start: int, end: int) -> None:
        """Say of a paragraph's statements whether and when they were said in Parliament."""
        sentences = list(self._sentences(start, end))
        for left, right in sentences:
            text = self.mask[left:right]
            here = self._scene_of(text)
            for statement in new:
                if not left <= statement.sentence[0] < right:
                    continue
                day = said_on(_QUOTED.sub(" ", text), self.published)
                statement.in_parliament = self._said_there(statement, text, here, day)
                if statement.in_parliament and day and self.debate_day is None:
                    self.debate_day = day
                statement.said_on = day
            self.scene = self.scene if here is None else here

    def _scene_of(self, text: str) -> bool | None:
        """Return whether a sentence is set in Parliament, ``None`` if it does not say."""
        words = _QUOTED.sub(" ", text)
        if OUTSIDE.search(words) or TOLD_ELSEWHERE.search(words):
            return False
        return True if IN_PARLIAMENT.search(words) else None

    def _said_there(
        self, statement: Statement, text: str, here: bool | None, day: SaidOn | None
    ) -> bool | None:
        if here is not None:
            is_theirs = statement.speaker.sits or _TOLD_THEM.search(text) or "written" in text
            return here and bool(is_theirs)
        earlier = [
            each
            for each in self.statements
            if each.speaker is statement.speaker and each.sentence[0] < statement.sentence[0]
        ]
        if earlier and earlier[-1].in_parliament is not None:
            return earlier[-1].in_parliament
        if not statement.speaker.sits:
            return False
        if _RESPONDS.match(text):
            return True
        is_other_day = day is not None and day != self.debate_day
        return True if self.scene and not is_other_day else None

    def finish(self) -> None:
        """Give what was said in Parliament without a day the day of the debate."""
        lead = self.article.text[self.article.body : self.article.body + 600].split("\n")[0]
        days = [each.said_on for each in self.statements if each.said_on]
        day = self.debate_day or said_on(lead, self.published) or next(iter(days), None)
        for statement in self.statements:
            self._name_ahead(statement)
            if statement.in_parliament and statement.said_on is None:
                statement.said_on = day

    def _name_ahead(self, statement: Statement) -> None:
        """Name "an MP" of the first lines as the first person of that role whom the article names.

        Only where what follows agrees: the next named speaker sits in Parliament.
        """
        unnamed = statement.speaker
        if unnamed.kind != "role" or not _UNNAMED.match(statement.as_written):
            return
        at = self.statements.index(statement)
        later = (
            each.speaker for each in self.statements[at + 1 :] if each.speaker.kind == "person"
        )
        named = next(later, None)
        if at <= 1 and named is not None and (named.sits or named.role is None):
            statement.speaker = named
            named.role = named.role or statement.as_written
