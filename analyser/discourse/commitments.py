"""What ministers undertake on behalf of the Government: to review, to publish, to meet.

Only what a minister says the Government, or the minister, will do, or "will be published" where
the Government plainly publishes it. What is denied, asked, reported of others, made to hang on
what others do, or no more than resolve or the course of the debate ("I will give way") is passed
over: rather few undertakings than doubtful ones.

A small trained encoder decides, with rules beside it (``data/undertakings`` says how it was made).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from analyser.discourse.line import Line
from analyser.members.offices import is_minister
from analyser.text.patterns import load_patterns
from analyser.text.sentences import sentence_spans

if TYPE_CHECKING:
    from analyser.annotate.undertakings import UndertakingEncoder

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


MEASURED = {"right": (0.87, 0.74, 0.97), "found": (0.49, 0.36, 0.64)}
"""Of those listed how many are right, and of those undertaken how many are found, each with its
95% interval, on 150 ministers' contributions that nothing was written with or learned from."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """An undertaking: ``about`` is its object in the words of the sentence, or empty.

    ``quote`` is the sentence, at ``start`` to ``end`` of the contribution's text. It is
    ``tentative`` where the minister will only consider or look at it, hopes, aims or intends to do
    it, or would be happy to.
    """

    contribution_id: str
    kind: str
    about: str
    quote: str
    start: int
    end: int
    tentative: bool


_RULE = load_patterns(Path(__file__).with_suffix(".toml"))
_MOST_WORDS = 12
_FEW_WORDS = 4
_NEAR = 60
_FAR = 240


def commitments(
    lines: Sequence[Line], encoder: "UndertakingEncoder | None" = None
) -> list[Commitment]:
    """Return what ministers undertake in one debate, its contributions in order.

    ``encoder`` reads beside the rules, in place of the one kept with the project.
    """
    from analyser.annotate.undertakings import load_undertaking_encoder

    reader = encoder or load_undertaking_encoder()
    ministers = {line.person for line in lines if line.person and is_minister(line.office)}
    return [
        found
        for line in lines
        if line.kind == "speech" and line.person in ministers
        for found in _undertaken(line, reader)
    ]


def may_undertake(sentence: str) -> bool:
    """Whether a sentence has a word without which hardly any undertakes something."""
    return bool(_RULE["MAY"].search(sentence)) and not _is_asked(sentence)


def undertaken_by_rule(text: str) -> dict[tuple[int, int], list[Commitment]]:
    """Return by its offsets each sentence that undertakes something by the rules alone."""
    own = _RULE["QUOTATION"].sub(lambda quoted: "”" * len(quoted.group()), text)
    found = {
        (start, end): list(_by_rule(own[start:end], text[start:end], start))
        for start, end in sentence_spans(text)
    }
    return {span: undertaken for span, undertaken in found.items() if undertaken}


def mentioned_later(commitment: Commitment, text: str) -> tuple[int, int] | None:
    """Return where a text first names, in one sentence, two content words of the object."""
    wanted = _stems(commitment.about)
    if len(wanted) < 2:
        return None
    for start, end in sentence_spans(text):
        if len(wanted & _stems(text[start:end])) >= 2:
            return start, end
    return None


def _undertaken(line: Line, encoder: "UndertakingEncoder") -> Iterator[Commitment]:
    """Give the undertakings of one contribution, each kind once a sentence.

    The encoder decides. A sentence that is an undertaking by rule needs less of it, and gives its
    kinds and objects by rule; another is of the kind of its first verb, with no object.
    """
    by_rule, before = undertaken_by_rule(line.text), ""
    for start, end in sentence_spans(line.text):
        sentence = line.text[start:end]
        ruled = by_rule.get((start, end), [])
        if ruled or may_undertake(sentence):
            least = encoder.least["by rule" if ruled else "alone"]
            if encoder.log_odds(before, sentence) >= least:
                for found in ruled or [_plain(sentence, start)]:
                    yield replace(found, contribution_id=line.contribution_id)
        before = sentence


def _by_rule(sentence: str, quote: str, start: int) -> Iterator[Commitment]:
    if _is_asked(sentence) or _RULE["PERMISSION"].match(sentence):
        return
    kinds: set[str] = set()
    for modal in _RULE["MODAL"].finditer(sentence):
        kind, verb = _verb(modal)
        if verb and kind not in kinds and not _hangs(modal):
            kinds.add(kind)
            about, soft = _about(modal, verb, kind), kind == "consider" or _is_soft(modal)
            yield Commitment("", kind, about, quote, start, start + len(quote), soft)


def _plain(sentence: str, start: int) -> Commitment:
    """Return the undertaking of a sentence that only the encoder takes for one."""
    verbs = {kind: _RULE[kind].search(sentence) for kind in KINDS if kind != "act"}
    first = {kind: verb.start() for kind, verb in verbs.items() if verb}
    kind = min(first, key=first.__getitem__, default="act")
    soft = kind == "consider" or bool(_RULE["UNSURE"].search(sentence))
    return Commitment("", kind, "", sentence, start, start + len(sentence), soft)


def _is_asked(sentence: str) -> bool:
    return sentence.rstrip("”\"')’").endswith("?")


def _before(modal: re.Match[str], reach: int) -> str:
    return modal.string[max(0, modal.start() - reach) : modal.start()]


def _rest(modal: re.Match[str]) -> str:
    """Return the rest of the modal's own clause."""
    return _RULE["PARTED"].split(modal.string[modal.end() : modal.end() + _FAR])[0]


def _is_soft(modal: re.Match[str]) -> bool:
    soft = any(modal[name] for name in ("soft", "glad", "aim"))
    return soft or bool(_RULE["TRYING"].search(modal["more"] or ""))


def _verb(modal: re.Match[str]) -> tuple[str, re.Match[str] | None]:
    """Return the kind of what is undertaken after the modal and its verb, if it is anything."""
    before = _before(modal, _NEAR * 2)
    if not _RULE["THING"].search(_thing(modal)) if modal["link"] else _is_spoilt(before):
        return "", None
    paid = modal["thing"] and _RULE["MONEY"].search(modal["thing"])
    for kind in KINDS:
        rule = _RULE["OPEN" if kind == "act" else kind]
        if verb := rule.match(modal.string, modal.end()):
            kind = "fund" if paid else kind
            return ("", None) if _is_idle(kind, modal, verb) else (kind, verb)
    return "", None


def _thing(modal: re.Match[str]) -> str:
    """Return what will be done to: before "which will be published" it is the clause before."""
    if not modal["link"]:
        return str(modal["thing"])
    return _RULE["PAUSE"].split(_before(modal, _NEAR * 2).rstrip(" ,"))[-1]


def _is_idle(kind: str, modal: re.Match[str], verb: re.Match[str]) -> bool:
    """Whether others do it, or it is the course of the debate, or resolve with nothing to check."""
    rest = _rest(modal)
    if modal["thing"]:
        thing = _thing(modal)
        for done, what in (("GIVEN", "MONEY"), ("GOING", "UNDER_WAY")):
            if _RULE[done].match(verb.string, verb.start()) and not _RULE[what].search(thing):
                return True
        theirs = _RULE["THEIRS"].search(f"{thing} {rest}")
        return bool(theirs or _RULE["OTHERS"].search(_RULE["AIM"].sub("", thing)))
    if kind in {"consider", "publish", "act"} and _RULE["PROCEDURE"].search(rest):
        return True
    if (modal["i"] or modal["glad"]) and kind in {"publish", "act"}:
        talk = ("SPEECH", "TALK") if modal["glad"] else ("SPEECH",)
        spoken = any(_RULE[name].match(verb.string, verb.start()) for name in talk)
        if spoken and not _RULE["SOON"].search(rest):
            return True
    if kind == "act" and verb.group().startswith("do"):
        return bool(modal["more"] or _RULE["LATER"].search(rest))
    if _RULE["DEFINITE"].search(_RULE["ELSEWHERE"].split(rest)[0]):
        return False
    if kind in {"act", "legislate", "fund"} and _RULE["RESOLVED"].search(modal.group()):
        return True
    values = _RULE["VALUES"].match(verb.string, verb.start())
    return kind == "act" and bool(values or _RULE["TRIED"].search(modal.group()))


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
    return not _RULE["OWN_WORD"].search(before)


def _hangs(modal: re.Match[str]) -> bool:
    """Whether a condition stands before the modal or in its clause that is no mere courtesy."""
    clauses = (_RULE["TURNED"].split(_before(modal, _FAR))[-1], _rest(modal))
    return any(_RULE["HANGS"].search(_RULE["POLITE"].sub("", clause)) for clause in clauses)


def _about(modal: re.Match[str], verb: re.Match[str], kind: str) -> str:
    """Return the object of the undertaking as it stands, or nothing where it is a pronoun."""
    start = None if modal["thing"] else _object_start(verb, kind)
    words = modal["thing"] or ("" if start is None else _words(verb, start)).strip(" ,.")
    if modal["link"]:
        return ""
    return "" if _RULE["EMPTY"].match(words) or len(words.split()) > _MOST_WORDS else words


def _object_start(verb: re.Match[str], kind: str) -> int | None:
    """Return where the object starts: after the verb, or after "about" for letters and talks."""
    if kind in {"write", "meet"}:
        topic = _RULE["TOPIC"].search(verb.string, verb.end(), verb.end() + _NEAR)
        start = topic.end() if topic else None
    elif _RULE["AFTER"].search(verb.group()):
        start = verb.end()
    else:
        head = _RULE["HEAD"].match(verb.string, verb.start())
        start = head.end() if head else verb.end()
    lead = _RULE["LEAD"].match(verb.string, start) if start is not None else None
    return lead.end() if lead else start


def _words(verb: re.Match[str], start: int) -> str:
    """Return the words up to a break, with what a short object is for: "a duty to publish"."""
    sentence, far = verb.string, start + _FAR
    rule = _RULE["HARD" if _RULE["ENSURE"].match(verb.string, verb.start()) else "BREAK"]
    stop = rule.search(sentence, start + 1, far)
    end = stop.start() if stop else far
    if sentence.startswith(" to ", end) and len(sentence[start:end].split()) <= _FEW_WORDS:
        stop = rule.search(sentence, end + 4, far)
        purpose = sentence[end + 4 : stop.start()] if stop else ""
        if stop and " " in purpose and not sentence.startswith(" and ", stop.start()):
            end = stop.start()
    return sentence[start:end]


def _stems(text: str) -> set[str]:
    """Return the stems of a text's content words: endings off, never below three letters."""
    words = (word.lower() for word in _RULE["WORD"].findall(text))
    return {_stem(word) for word in words if not _RULE["NO_TOPIC"].fullmatch(word)}


def _stem(word: str) -> str:
    stem = _RULE["ENDING"].sub("", word)
    return stem if len(stem) >= 3 else word
