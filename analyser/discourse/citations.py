"""Which figures and sources are cited in a debate.

Figures are shares, sums of money and counts of something; sources are reports, research,
statistics, judgments and bodies said to have found something. Rather few than doubtful ones.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from analyser.discourse.line import Line
from analyser.discourse.patterns import rules, sentence_spans


@dataclass(frozen=True, slots=True)
class Citation:
    """A figure or a source as cited; ``key`` is the same for the same one in other words.

    ``quote`` is the sentence, at ``start`` to ``end`` of the contribution's text.
    """

    contribution_id: str
    kind: str
    cited: str
    key: str
    quote: str
    start: int
    end: int


_RULES = r"""
NUMBER    \d{1,12}(?:,\d{3}){0,4}(?:[.·]\d{1,6})?
APART     (?<![\w£.·,/-])
SPELT     one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve
PEOPLE    people|men|women|children|police|staff|personnel|households|families
UNCOUNTED years?|days?|months?|weeks?|hours?|minutes?|seconds|decades|centuries|met(?:re|er)s|miles
UNCOUNTED yards|feet|inches|kilomet(?:re|er)s|pounds|pence|times|degrees|sections|clauses|lines
UNCOUNTED pages
UNCOUNTED amendments|paragraphs|columns|points|ours|is|was|has|his|its|this|as|us|plus|across|per
UNCOUNTED whereas|unless|versus|perhaps|always|does
BETWEEN   and|or|of|in|to|for|on|by|at|from|with|that|who|which|were|are|will|have|had|be|been|when
BETWEEN   but|than|an?|the|would|could|if|so|we|they|it|s?he|{UNCOUNTED}
ALL_OF_IT with|behind|certain|sure|committed|support|right|clear
FIGURE    £ ?(?P<money>{NUMBER})(?: ?(?P<scale>thousand|million|billion|trillion|bn|m|k)\b)?
FIGURE    {APART}(?P<share>{NUMBER}) ?(?:%|per ?cent\b|percentage points?)(?!\.? {ALL_OF_IT}\b)
OUT_OF    (?:in|out of)(?: every)?
FIGURE    \b(?P<part>{SPELT}|\d{1,2}) {OUT_OF} (?P<whole>{SPELT}|\d{1,4})\b(?![,.]\d)
MANY      (?: (?P<many>thousand|million|billion))?
FIGURE    {APART}(?P<count>{NUMBER}){MANY}{ADJECTIVE} (?P<noun>{NOUN})\b
ADJECTIVE (?: (?!{BETWEEN}\b)[a-z][a-z-]+){0,3}?
NOUN      (?!{UNCOUNTED}\b)(?:{PEOPLE}|[a-z][a-z-]{2,}[^s\W]s)
NUMBERED  (?i)\b(?:{PLACE}|{MONTH}) $
PLACE     clauses?|sections?|schedules?|articles?|amendments?|columns?|cols?\.
PLACE     pages?|paragraphs?|nos?\.|numbers?|regulations?|options?|part|chapter|rule|aged?|age of
PLACE     vol\.
PLACE     fig\.|table|questions?|tier|resolution|directive|after|under|lords|grade|top|category
MONTH     january|february|march|april|may|june|july|august|september|october|november|december
YEAR      (?:1[6-9]|20)\d\d
MAYBE_FIG \d| (?:in|out of)(?: every)? (?:t|f|s|e|n)
NO_NAME   The|An?|This|That|Those|These|Our|My|His|Her|Its?|Their|In|On|If|But|And|As|At|For|From
NO_NAME   All|Any|According|Recent|New|Other|Current|Latest|Some|Such|What|When|We|He|She|They|There
NO_NAME   Last
NO_NAME   Also|No|To|Speaker|Mr|Government|Bill|Lords?|Opposition|Minister|Crown|May|March|June|July
NO_NAME   January|February|April|August|September|October|November|December|Interviews|I
NAME      (?!{NO_NAME}\b)[A-Z][\w’'-]{1,20}
NAMES     {NAME}(?:(?: (?:of|for|and|on|the|in|to)){1,2} {NAME}| {NAME}){0,6}
BODY      Office|Commission|Committee|Institute|Foundation|Association|Council|Society|University
BODY      Inspectorate|Bureau|Agency|Commissioner|Ombudsman|Federation|Trust|Watch|Survey|Liberty
BODY      Auditor General|Amnesty International|Justice Centre|College|Academy|Panel|Shelter|YouGov
BODY      NAO|IFS|OBR|ONS|OECD|IMF|CBI|BMA|TUC|LGA|ICO|HMIC|NSPCC|EHRC|Ofcom|Ofsted|Unicef|MORI
BODIES    (?:{NAMES} )?{BODY}\b(?: (?:of|for|on) {NAMES})?
HOLDER    Official|official|[Gg]overnment|Home Office|Treasury|NHS|Department for {NAMES}|DWP|HMRC
HOLDER    Ministry of {NAME}|Eurostat|Metropolitan Police|{BODIES}
PAPER     report|review|inquiry|survey|study|judgments?|ruling|audit|poll
TITLED    case|judgment|ruling|[Rr]eport|[Rr]eview|[Ii]nquiry|survey|study
DATA      figures|statistics|data|estimates|research|analysis|survey|polls?|study|report
KEPT      figures|statistics|data(?! protection| cent)|research(?! and| fund| coun)
BY        from|by|of|(?:published|conducted|carried out|commissioned|produced) by
FOUND     found|finds|reported|estimates?|estimated|concluded|concludes|calculates?|calculated|warns
FOUND     (?:has|have) (?:found|estimated|concluded|calculated|reported|shown|warned)|warned|showed
FOUND     shows|recommended|recommends
PARTY     (?:the )?{NAME}(?: {NAME}){0,3}
SOURCE    (?P<case>\bR v\.? {PARTY}|\b{NAME}(?: {NAME}){0,2}(?: and {NAME})? v\.? {PARTY})
SOURCE    \b[Tt]he (?P<named>{NAME}(?: {NAME}){0,2} {TITLED})\b
SOURCE    \b(?P<given>{DATA} {BY} (?:the )?{NAMES})
SOURCE    \b(?P<whose>{NAMES}(?:[’']s? (?:\w+ ){0,2}(?:{PAPER}|research)| {PAPER}))\b
SOURCE    \b(?P<official>{HOLDER}(?:[’']s?)? (?:own |crime |latest )?{KEPT})\b
SOURCE    \b(?P<finder>{BODIES})(?= (?:also )?{FOUND}\b(?! a way| ways| itself))
SOURCE    \b[Aa]ccording to (?:(?:the|an?) )?(?P<according>{RECENT}{DATA}\b{GIVEN}|{BODIES})
RECENT    (?:(?:recent|new|latest|official|independent) )?
GIVEN     (?: {BY} (?:the )?{NAMES})?
GIVEN_BY  (?P<what>{DATA}) {BY} (?:the )?(?P<whose>.+)
NO_SOURCE (?:Prime|Secretary of State|Member|Labour|Gentleman|Lady|Friend|House|Law Lords)\b
MAYBE_SRC eport|eview|nquiry|urvey|tudy|esearch|udgment|uling| case\b|audit|poll|figures
MAYBE_SRC statistics|data\b|analysis|ccording to| v\.? |{FOUND}\b
TRIM      ^(?:the|an?) |[’']s?(?= |$)|[.]
"""
_RULE = rules(_RULES)
_SPELT = "zero one two three four five six seven eight nine ten eleven twelve"
_SMALL = {word: str(value) for value, word in enumerate(_SPELT.split())}
_SCALE = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9, "trillion": 12}
_FEWEST = 10


def citations(lines: Sequence[Line]) -> list[Citation]:
    """Return the figures and sources cited in one debate, its contributions in order."""
    return [found for line in lines if line.kind == "speech" for found in _cited(line)]


def _cited(line: Line) -> Iterator[Citation]:
    """Give what one contribution cites, the same thing once a sentence."""
    for start, end in sentence_spans(line.text):
        quote = line.text[start:end]
        seen: set[str] = set()
        for kind, cited, key in cited_in(quote):
            if key not in seen:
                seen.add(key)
                yield Citation(line.contribution_id, kind, cited, key, quote, start, end)


def cited_in(sentence: str) -> Iterator[tuple[str, str, str]]:
    """Give each figure and then each source of a sentence: its kind, words and key."""
    yield from _figures(sentence)
    yield from _sources(sentence)


def _figures(sentence: str) -> Iterator[tuple[str, str, str]]:
    """Give each figure of a sentence: its kind, words and key."""
    if not _RULE["MAYBE_FIG"].search(sentence):
        return
    for match in _RULE["FIGURE"].finditer(sentence):
        before = sentence[max(0, match.start() - 14) : match.start()]
        if _RULE["NUMBERED"].search(before):
            continue
        if key := _figure_key(match):
            yield "figure", match.group(), key


def _figure_key(match: re.Match[str]) -> str | None:
    """Return a figure's key: "98%", "£2500000", "1 in 5" or "2000 cameras"."""
    groups = match.groupdict()
    if groups["money"]:
        return "£" + _number(groups["money"], groups["scale"])
    if groups["share"]:
        return _number(groups["share"]) + "%"
    if groups["part"]:
        part, whole = (_SMALL.get(groups[name], groups[name]) for name in ("part", "whole"))
        sound = int(part) < int(whole) and not _RULE["YEAR"].fullmatch(whole)
        return f"{part} in {whole}" if sound else None
    if _RULE["YEAR"].fullmatch(groups["count"]) and not groups["many"]:
        return None
    number = _number(groups["count"], groups["many"])
    return f"{number} {groups['noun']}" if Decimal(number) >= _FEWEST else None


def _number(digits: str, scale: str | None = None) -> str:
    """Return a number without commas, scale or trailing noughts after the point."""
    value = Decimal(digits.replace(",", "").replace("·", ".")) * 10 ** _SCALE.get(scale or "", 0)
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _sources(sentence: str) -> Iterator[tuple[str, str, str]]:
    """Give each source of a sentence: its kind, words and key."""
    if not _RULE["MAYBE_SRC"].search(sentence):
        return
    for match in _RULE["SOURCE"].finditer(sentence):
        cited = match.group(str(match.lastgroup))
        if not _RULE["NO_SOURCE"].match(cited):
            yield "source", cited, _source_key(cited)


def _source_key(cited: str) -> str:
    """Return a source's key: "report by the Audit Office" is "audit office report"."""
    turned = _RULE["GIVEN_BY"].fullmatch(cited)
    return _plain(f"{turned['whose']} {turned['what']}" if turned else cited)


def _plain(words: str) -> str:
    """Return words as sources are compared: lower case, no article, possessive or full stop."""
    return _RULE["TRIM"].sub("", words.lower())
