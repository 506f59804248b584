"""What ministers undertake on behalf of the Government: to review, to publish, to meet.

Only what a minister says the Government, or the minister, will do. What is denied, asked,
reported of others, made to hang on what others do, or no more than the course of the debate
("I will give way") is passed over: rather few undertakings than doubtful ones.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analyser.discourse.line import Line
from analyser.discourse.patterns import rules, sentence_spans
from analyser.members.offices import is_minister

KINDS: Mapping[str, str] = {
    "review": "Undertakes to review",
    "consult": "Undertakes to consult",
    "publish": "Undertakes to publish",
    "legislate": "Undertakes to legislate",
    "fund": "Undertakes to fund",
    "write": "Undertakes to write",
    "meet": "Undertakes to meet",
    "consider": "Undertakes to consider",
    "act": "Undertakes other action",
}
"""Each kind of undertaking and its label on a page."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """An undertaking: ``about`` is its object in the words of the sentence, or empty.

    ``quote`` is the sentence, at ``start`` to ``end`` of the contribution's text. It is
    ``tentative`` where the minister will only consider, look at, hope or aim.
    """

    contribution_id: str
    kind: str
    about: str
    quote: str
    start: int
    end: int
    tentative: bool


_RULES = r"""
SUBJECT   I|[Ww]e|(?:[Tt]h(?:e|is)|(?:His|Her) Majesty[’']s) Government
SUBJECT   (?:[Tt]he|[Mm]y|[Oo]ur) (?:[Dd]epartment|Ministry|Home Office|Treasury|Ministers)
ADVERB    \w{2,}ly|also|of course|now|(?:very )?soon|therefore|again|then|indeed|still|always|too
ADVERB    all|both|ourselves|myself|at once|in due course|as soon as possible
READY     happy|glad|delighted|pleased|willing|prepared|ready|content
FIRM      will|shall|(?:have )?undertak(?:e|en) to|(?:intend|propose|plan|pledge|agree|promise) to
FIRM      (?:can|do|will) (?:commit|undertake|promise|pledge|agree) to
FIRM      {BE} (?:{READY}|going|determined|committed|planning|intending|proposing) to
BE        (?:am|are|is|(?:would|will|shall) be)(?: \w{2,12})?
SOFT      (?:hope|aim|expect|seek) to|(?:am|are|is) (?:hoping|aiming|minded|looking) to
FURTHER   (?:continue|hope|aim|seek|try|undertake|commit|work) to|be {READY} to
FURTHER   (?:ensure|make sure) that (?:I|we)
WILL      [’']ll|(?: {ADVERB}){0,2} (?:(?P<soft>{SOFT})|{FIRM})
THEN      (?:,? {ADVERB},?){0,2}(?P<more>,? {FURTHER})?(?: {ADVERB}){0,2}
MODAL     \b{SUBJECT}{WILL}\b{THEN} (?=[a-z])
PURPOSE   (?:committed|determined) to $
TRYING    hope|aim|seek|try
ARTICLE   an?|the|our|its|this|that|these|those|their|any|more|some
SOME      (?:{ARTICLE} )?(?:[\w’'-]{2,20} ){0,3}
LAW       legislation|[Bb]ills?|amendments?|regulations|[Oo]rders?|instruments?|clauses?
PAPER     reports?|guidance|strateg(?:y|ies)|Paper|response|statements?|codes?|assessments?|plans?
PAPER     figures|details|statistics|data|documents?|paper|drafts?|findings|timetable|framework
GROUP     hon\b|noble|right|Members?|Friends?|Lady|Gentlem[ae]n|Lords?|Baroness|Earl|campaigners
GROUP     famil(?:y|ies)|victims|groups?|delegation|representatives|colleagues|constituents?
GROUP     organisations?|Ministers?|Mayor|council\w*|unions?|leaders?|stakeholders
PERSON    him|her|them|you|hon\.|colleagues|Members|[A-Z]\w+
PERSON    (?:the|my|her|his|any|all|both|your|those) (?:[\w-]+ ){0,3}{GROUP}
review    [[review~ re-?examine~ reassess~ revisit~ evaluate~]]\b|look~ again at\b
review    keep~ (?:[\w’'-]+ ){1,7}under (?:\w+ )?review\b
review    [[conduct~ undertake~ carry~\sout launch~ commission~ hold~ have~]] {SOME}{REVIEWING}\b
REVIEWING reviews?|inquiry|evaluation|investigation|audit
consult   consult~\b|seek~ (?:the )?views\b
consult   [[launch~ hold~ run~ issue~ open~ publish~ begin~ start~]] {SOME}consultations?\b
legislate [[legislate~ criminalise~ repeal~]]\b
legislate (?:bring~ (?:forward|in)|[[introduce~ table~ enact~ pass~ create~]]) {SOME}{NEW_LAW}\b
legislate (?:amend~|change~) (?:the|this|our) {SOME}(?:law|Bill|Act|legislation)\b
NEW_LAW   {LAW}|provisions?|offences?|laws?|powers?|ban
publish   (?:publish~|deposit~)\b|(?:place~|put~) (?:[\w’'-]+ ){1,6}in the (?:Library|Vote Office)
publish   lay~ (?:before (?:the House|Parliament)|{SOME}(?:{PAPER}|{LAW}))
publish   (?:issue~|release~|produce~) {SOME}{PAPER}
publish   (?:report~ (?:back )?to|update~) (?:the House|Parliament)\b
publish   make~ (?:a|further|an) (?:\w+ )?(?:statement|announcement)s?\b
fund      (?:fund~|invest~|spend~)\b
fund      [[provide~ allocate~ increase~ make~ give~ double~ commit~ deliver~ pay~]] {SOME}{MONEY}
MONEY     £[\d,.]+|funding|funds|money|investment|resources|grants?
write     write~(?:,? \w+,?)? (?:to\b|(?={PERSON}))
write     (?:send|drop) (?:\w+\.? ){1,4}(?:letter|line|note)\b
meet      (?:meet~|sit~ down|have~ a (?:\w+ )?(?:meeting|discussion))(?: with)? {PERSON}
meet      meet (?:to|and) discuss|(?:have|arrange|set up) (?:a|that) (?:\w+ )?meeting
meet      visit~ {PERSON}|(?:discuss~|speak~|talk~) (?:\w+ ){0,3}(?:with|to) {PERSON}
consider  [[consider~ examine~ explore~ investigate~]]\b
consider  look~ (?:very |more )?(?:\w+ly )?(?:at|into)\b
consider  (?:reflect~|think~) (?:\w+ly )?(?:on|upon|about)\b
consider  give (?:\w+ ){0,2}(?:consideration|thought) to\b
consider  take~ (?:(?:\w+ ){1,4}(?:away|into account|on board)|away)\b
act       [[implement~ establish~ launch~ ban~ abolish~ strengthen~ extend~ introduce~ appoint~]]\b
act       [[recruit~ reform~ replace~ compensate~ protect~ reduce~ increase~ require~ ensure~]]\b
act       [[create~ monitor~ provide~ deliver~ support~ raise~ improve~ build~ tackle~]]\b(?! back)
act       (?:bring~ (?:forward|in)|set~ up|put~ in place|roll~ out|make~ sure|work~ with)\b
act       (?:take~ (?:\w+ ){0,2}(?:action|steps|measures)|ask~ (?:my )?officials)\b
PROCEDURE (?:in|during) (?:Committee|my (?:speech|remarks|response))|on Report\b|\bin turn\b
PROCEDURE \b[[the these those his her their]] amendments?\b|\b(?:later|shortly) in my\b
PROCEDURE Division Lobb
PROCEDURE \bthe (?:next|other|first|second) (?:point|question)|\bthe points? (?:that|raised|made)
TALK      (?:\w+ ){1,5}[[context background overview examples? reassurance explanation {ANSWER}]]\b
ANSWER    answers?|clarity|points?|evidence|quotations?|arguments?|progress|remarks
NEGATED   (?:\b(?:not|never|nor|neither|without|rather than|deny|no \w+)|n[’']t)(?: \w+){0,5} $
HANGS     (?i)\b(?:if|unless|were|provided that|assuming|suppose|should (?:he|she|they|the))\b
POLITE    (?i)\bif (?:necessary|needed|required|I may|possible|(?:he|she|they) (?:wish|want|like))
ASKED     (?<!is )\b[[what how why when whether where than until before after while as all]] $
SAID      \b(?:{SAYS}|{DOUBTS})(?: (?:to )?(?:me|us|him|her|them))?(?: that)?,? $
SAYS      [[sa(?:ys?|id) claim(?:s|ed)? suggest(?:s|ed)? argu(?:es?|ed|ing) alleg(?:es?|ed)]]
SAYS      [[ask(?:s|ed)? tells? told promised demand(?:s|ed)? propos(?:es?|ed) recommend(?:s|ed)?]]
SAYS      [[impl(?:y|ies|ied|ying) suggestion assumption implication idea requires? urg(?:es?|ed)]]
DOUBTS    [[think(?:s|ing)? thought believ(?:es?|ed) want(?:s|ed)? fear(?:s|ed)? hop(?:es?|ed|ing)]]
DOUBTS    [[imagin(?:e[sd]?|ing) assum(?:e[sd]?|ing) doubt likely trust expect(?:s|ed)?]]
UNSURE    \b{DOUBTS}(?: that)? $
OWN_WORD  \b(?:I|[Ww]e|Government|[Ii]t is|which|That|This|can|[Ll]et me)\b.{0,60}?{ASSURED}$
ASSURED   \b{ASSURE} (?:[\w’']+[.,]? ){0,8}
ASSURE    assur(?:e|ing)|confirm(?:ed)?|tell|told|promise|guarantee|repeat|announc(?:e|ed|ing)
ASSURE    say|said|clear|certain|sure|means?|undertaking|commitment|pledge|undertaken|agreed|decided
AND       \b(?:and|but|so|because|therefore) $
CLAUSE    [,;:—–.](?=[^,;:—–.]*$)
OPENING   (?i)\s*(?:(?:{LINK})\b\s*)*(?:(?:{WHEN})\b(?!.* that $).*)?$
LINK      and|but|so|or|yet|which|because|although|though|yes|no|of course|however|therefore|indeed
LINK      today|tomorrow|also|then|(?:that|this|which|it) is why|now|finally|instead
WHEN      in|on|next|this|later|by|today|at|during|through|for|to|as|under|with|from|alongside|when
WHEN      once|where|over|within|following|first|after|since|beyond
BREAK     [;:—–()?!]|, |\.$|\.?[”"]| (?=(?:{JOIN}|{TIME})\b)
JOIN      [[and but because so when while which that who where whether to before after if as by]]
JOIN      once|through|is|are|will|has|have|from|than|then|again|in order|under (?:\w+ )?review
TIME      next|later|(?:very )?shortly|(?:very )?soon|today|tomorrow|this|during|over|too|also|still
TIME      prior|(?:very )?closely|(?:very )?carefully|in due|at the|in (?:the )?(?:{DATE})
DATE      autumn|spring|summer|coming|light|next|near|new|\d|[JFMASOND]\w+ \d
LEAD      (?:(?:{TOWARDS}) )+
TOWARDS   to|with|into|at|on|in|upon|about|for|and \w+ing|in due course on|fully|further|again|very
TOPIC     \b[[about on regarding concerning to\sdiscuss over setting\sout]] (?=\w)
EMPTY     (?i)(?:{PRONOUN}|(?:{PRONOUN}|the|all|any|such) {MATTER}s?|{COURTESY}|what\b.*|.)$
COURTESY  (?:the|my|his|her) (?:right )?(?:hon|noble)\b.*
PRONOUN   it|this|that|them|these|those|him|her|his|us|you|so|me|more|everything|there|their
MATTER    issue|matter|point|thing|question|one|subject|case
HEAD      (?:ensur(?:e|ing)|mak(?:e|ing) sure) that |[\w-]+(?: (?:{PARTICLE}))* ?
PARTICLE  forward|in|out|up|back|again|away|sure|down|before (?:the House|Parliament)|to the House
QUOTATION “[^”\n]*|"[^"\n]*
WORD      [^\W\d_]{3,}
ENDING    (?:ations?|ions?|ments?|ing|ings|ies|ied|ed|es|s|e|y|ly|al)$
NO_TOPIC  [[the and for are was were will with that this these those from have has had our their]]
NO_TOPIC  [[his its any all some more most such what which who how not but can may into over]]
NO_TOPIC  [[about other her new further full out under between within upon whole number issues?]]
NO_TOPIC  [[matters? people government]]
"""


_RULE = rules(_RULES)
_MOST_WORDS = 12
_NEAR = 60
_FAR = 240


def commitments(lines: Sequence[Line]) -> list[Commitment]:
    """Return what ministers undertake in one debate, its contributions in order."""
    ministers = {line.person for line in lines if line.person and is_minister(line.office)}
    return [
        found
        for line in lines
        if line.kind == "speech" and line.person in ministers
        for found in _undertaken(line)
    ]


def mentioned_later(commitment: Commitment, text: str) -> tuple[int, int] | None:
    """Return where a text first names, in one sentence, two content words of the object."""
    wanted = _stems(commitment.about)
    if len(wanted) < 2:
        return None
    for start, end in sentence_spans(text):
        if len(wanted & _stems(text[start:end])) >= 2:
            return start, end
    return None


def _undertaken(line: Line) -> Iterator[Commitment]:
    """Give the undertakings of one contribution, each kind once a sentence."""
    own = _RULE["QUOTATION"].sub(lambda quoted: "”" * len(quoted.group()), line.text)
    for start, end in sentence_spans(line.text):
        sentence = own[start:end]
        if sentence.rstrip("”\"')’").endswith("?") or _hangs(sentence):
            continue
        kinds: set[str] = set()
        for modal in _RULE["MODAL"].finditer(sentence):
            kind, verb = _verb(sentence, modal)
            if verb and kind not in kinds:
                kinds.add(kind)
                about, quote = _about(sentence, verb, kind), line.text[start:end]
                soft = kind == "consider" or _is_soft(modal)
                yield Commitment(line.contribution_id, kind, about, quote, start, end, soft)


def _is_soft(modal: re.Match[str]) -> bool:
    return bool(modal["soft"] or _RULE["TRYING"].search(modal["more"] or ""))


def _verb(sentence: str, modal: re.Match[str]) -> tuple[str, re.Match[str] | None]:
    """Return the kind of what is undertaken after the modal and its verb, if it is anything."""
    for kind in KINDS:
        if verb := _RULE[kind].match(sentence, modal.end()):
            before = sentence[max(0, modal.start() - _NEAR * 2) : modal.start()]
            idle = _is_idle(kind, sentence, modal) or _is_spoilt(before)
            return kind, None if idle else verb
    return "", None


def _is_idle(kind: str, sentence: str, modal: re.Match[str]) -> bool:
    """Whether it is the course of the debate, or a settled purpose and nothing to be done."""
    if sentence.startswith("With permission"):
        return True
    if kind == "consider":
        return bool(_RULE["PROCEDURE"].search(sentence, modal.end(), modal.end() + _FAR))
    if kind == "act":
        purpose = _is_soft(modal) or bool(_RULE["PURPOSE"].search(modal.group()))
        return purpose or bool(_RULE["TALK"].match(sentence, modal.end()))
    return False


def _is_spoilt(before: str) -> bool:
    """Whether the words before make what follows denied, asked, reported or a relative clause."""
    if _RULE["NEGATED"].search(before) or _RULE["ASKED"].search(before):
        return True
    if _RULE["AND"].search(before):
        return False
    cut = _RULE["CLAUSE"].search(before)
    opening = _RULE["OPENING"].match(before, cut.end() if cut else 0)
    if opening and not before.endswith(" that ") and not _RULE["SAID"].search(before):
        return False
    return not _RULE["OWN_WORD"].search(before) or bool(_RULE["UNSURE"].search(before))


def _hangs(sentence: str) -> bool:
    """Whether a condition stands in the sentence that is no mere courtesy."""
    return bool(_RULE["HANGS"].search(_RULE["POLITE"].sub("", sentence)))


def _about(sentence: str, verb: re.Match[str], kind: str) -> str:
    """Return the object of the undertaking as it stands, or nothing where it is a pronoun."""
    start = _object_start(sentence, verb, kind)
    if start is None:
        return ""
    if lead := _RULE["LEAD"].match(sentence, start):
        start = lead.end()
    stop = _RULE["BREAK"].search(sentence, start + 1, start + _FAR)
    words = sentence[start : stop.start() if stop else start + _FAR].strip(" ,.")
    if _RULE["EMPTY"].match(words) or len(words.split()) > _MOST_WORDS:
        return ""
    return words


def _object_start(sentence: str, verb: re.Match[str], kind: str) -> int | None:
    """Return where the object starts: after the verb, or after "about" for letters and talks."""
    if kind in {"write", "meet"}:
        topic = _RULE["TOPIC"].search(sentence, verb.end(), verb.end() + _NEAR)
        return topic.end() if topic else None
    head = _RULE["HEAD"].match(sentence, verb.start())
    return head.end() if head else verb.end()


def _stems(text: str) -> set[str]:
    """Return the stems of a text's content words: endings off, never below three letters."""
    words = (word.lower() for word in _RULE["WORD"].findall(text))
    return {_stem(word) for word in words if not _RULE["NO_TOPIC"].fullmatch(word)}


def _stem(word: str) -> str:
    stem = _RULE["ENDING"].sub("", word)
    return stem if len(stem) >= 3 else word
