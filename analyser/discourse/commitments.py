"""What ministers undertake on behalf of the Government: to review, to publish, to meet.

Only what a minister says the Government, or the minister, will do. What is denied, asked,
reported of others, made to hang on what others do, or no more than the course of the debate
("I will give way") is passed over: rather few undertakings than doubtful ones.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analyser.discourse.line import Line
from analyser.members.offices import is_minister
from analyser.text.patterns import load_patterns
from analyser.text.sentences import sentence_spans

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


_RULE = load_patterns(Path(__file__).with_suffix(".toml"))
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
