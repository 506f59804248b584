"""What the words of a reply do: agree, refuse, decline, promise a letter, keep to the subject."""

import re
from collections.abc import Mapping

REPLIES: Mapping[str, str] = {
    "yes": "says yes",
    "no": "says no",
    "will write": "undertakes to write",
    "declines": "declines to say",
    "on the subject": "uses words of the question",
    "other": "shares no word of substance with the question",
}
"""What the words of a reply may do, and its label on a page."""

_YES = re.compile(
    r"^\W*(Yes\b|I (entirely |completely |wholly |absolutely |very much )?agree\b"
    r"|(My )?(right )?(hon\. Friend|noble Friend)[^.]{0,40} is (absolutely |quite )?right\b"
    r"|I can (certainly )?(confirm|assure)\b|Absolutely\b|Of course\b|Indeed\b|I will\b)"
)
_NO = re.compile(
    r"^\W*(No\b[,.;—-]|I (do not|cannot|can’t|don’t) (agree|accept)\b|That is (simply )?not)"
)
_WRITE = re.compile(r"\bI (will|shall|would be happy to|am happy to|undertake to) write to\b")
_DECLINES = re.compile(
    r"\b(do not|cannot|will not|not be appropriate (for me )?to|not going to|never"
    r"|not for me to"
    r"|would be wrong (for me )?to) comment\b"
    r"|\b(not|nor) (be )?appropriate for me\b|\bnot for me to\b"
    r"|\bI (cannot|will not) (give|go into|disclose|speculate|pre-empt)\b"
)
_SUBSTANCE = re.compile(r"[a-z]{5,}")
_EMPTY = frozenset(
    """about after again against agree another because before being believe between could country
    different doing during every first friend friends gentleman government grateful great happy
    honourable house important indeed issue issues learned likely lords makes member members
    might minister ministers noble order other others people perhaps place point points prime
    question questions raised raises really recent right secretary shall should since speaker
    state steps still support taken taking thank their there therefore these thing things think
    those through today under until whether which while whole within without would years""".split()  # noqa: SIM905 (words, not strings)
)


def reply_of(question: str, answer: str) -> str:
    """Return what the words of an answer do: one of ``REPLIES``."""
    if _DECLINES.search(answer[:1200]):
        return "declines"
    if _WRITE.search(answer):
        return "will write"
    if _NO.search(answer):
        return "no"
    if _YES.search(answer):
        return "yes"
    shared = _substance(question) & _substance(answer)
    return "on the subject" if shared else "other"


def _substance(text: str) -> set[str]:
    """Return the words of substance by their first letters, so that forms of one meet."""
    return {word[:6] for word in _SUBSTANCE.findall(text.lower()) if word not in _EMPTY}
