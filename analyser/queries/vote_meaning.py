"""What an Aye does: to the business before the House, and to a measure, where the words show it.

A vote for a Bill is not a vote for the measure that it curbs. Only the question and the Bill's own
title are asked, and where they leave it open nothing is said.
"""

import re
from functools import cache

from analyser.codebook import load_codebook
from analyser.text.notation import phrases

# what stands between two words of a question is bounded, or one without end would take for ever
_FOR = re.compile(
    r"be (now )?read (a|the) (Second|Third|second|third)"
    r"|(Bill|Order|Regulations|motion|draft .{0,300})( be| is)? (approved|agreed to|passed)"
    r"|be approved|do now pass|takes? note|bring in a Bill",
)
_AGAINST = re.compile(
    r"declines to give|be (now )?read .{0,300}(upon this day|this day) (six|three) months"
    r"|be annulled|\bregrets\b|be revoked|be not (now )?read",
)
_CURBS = re.compile(
    r"\b(?:prohibit\w*|bans?|banned|banning|abolish\w*|abolition|repeal\w*|moratori\w+|outlaw\w*"
    r"|restrict\w*|suspen[ds]\w*|halt\w*|limitations?|scrap\w*|(?:put|bring) an end)\b",
    re.IGNORECASE,
)
_EXTENDS = re.compile(
    r"\b(?:introduc\w+|extend\w*|extension|expan[ds]\w*|authoris\w+|roll(?:ing|ed)?[- ]?out"
    r"|legalis\w+|more use|wider use)\b",
    re.IGNORECASE,
)
_WANTS = re.compile(
    r"\b(?:supports?|welcomes?|endorses?|approves?|commends?|calls? (?:for|on)|urges?)\b"
)
_REJECTS = re.compile(
    r"\b(?:opposes?|rejects?|regrets?|condemns?|deplores?|disapproves?|objects?)\b"
)
_OPEN = re.compile(
    r"\b(?:not|no|never|unless|until|without|only if|safeguards?|protections?|regulat(?:e|ion|ing)"
    r"|oversight|codes?|framework|guidance|standards|controls|inquiry|review|report|debate"
    r"|commissioner|strategy|reform|amendments?)\b",
    re.IGNORECASE,
)
"""Words by which a question may be about something beside the measure itself."""
_BILL = re.compile(r"\b(?:Bill|Order|Regulations)\b")
_NAMES_WHAT_IS_CURBED = frozenset({"protest-policing", "online-safety", "encryption"})
"""Measures whose words name a thing that the measure restricts: a ban on that is no ban on it."""


def aye_means(question: object) -> str | None:
    """Return whether an Aye is "for" or "against" what is debated, where the question says.

    >>> aye_means("That the Bill be now read a Second time.")
    'for'
    """
    if not isinstance(question, str):
        return None
    if _AGAINST.search(question):
        return "against"
    return "for" if _FOR.search(question) else None


def aye_on(measure: str, title: str, question: object) -> str | None:
    """Return whether an Aye is "for" or "against" a measure, ``None`` where it is not clear.

    >>> aye_on("cctv", "CCTV (Prohibition) Bill", "That the Bill be now read a Second time.")
    'against'
    """
    if not isinstance(question, str) or measure in _NAMES_WHAT_IS_CURBED:
        return None
    means = aye_means(question)
    if _naming(measure).search(question):
        effect = _effect(question)
        if means == "against" and not _REJECTS.search(question):
            effect = None if effect is None else -effect
    elif means and _BILL.search(title) and _naming(measure).search(title):
        effect = None if _OPEN.search(title) else _direction(title)
        if effect is not None and means == "against":
            effect = -effect
    else:
        return None
    return None if effect is None else "for" if effect > 0 else "against"


def _effect(motion: str) -> int | None:
    """Return what agreeing to a motion does to the measure it names: 1, -1, or not known."""
    if _OPEN.search(motion):
        return None
    wants, rejects = bool(_WANTS.search(motion)), bool(_REJECTS.search(motion))
    if wants and rejects:
        return None
    direction = _direction(motion)
    if direction is None and not (_CURBS.search(motion) or wants == rejects):
        direction = 1
    return None if direction is None else -direction if rejects else direction


def _direction(words: str) -> int | None:
    curbs, extends = bool(_CURBS.search(words)), bool(_EXTENDS.search(words))
    return None if curbs == extends else -1 if curbs else 1


@cache
def _naming(measure: str) -> re.Pattern[str]:
    """Return a pattern of the terms that name a measure, spaces and hyphens alike."""
    code = next((each for each in load_codebook().measures if each.code == measure), None)
    forms = {form for term in (code.terms if code else ()) for form in phrases(term)}
    words = ("[ -]".join(map(re.escape, re.split("[ -]", form))) for form in sorted(forms))
    return re.compile(rf"(?<!\w)(?:{'|'.join(words) or '(?!)'})(?!\w)", re.IGNORECASE)
