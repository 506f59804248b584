"""What Hansard's own words say about the business, the same in every format."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from analyser.debate import PARAGRAPH, Contribution, Kind, Subcount, Vote

_PROCEDURE = re.compile(
    r"\[.*\]$"
    r"|(?:Main |Original )?[Qq]uestions?(?:, as amended,)?"
    r" (?:put(?=[.,:;—]|$| and | forthwith| accordingly)|again (?:put|proposed)|accordingly"
    r"|agreed to|proposed|negatived)"
    r"|(?:Motion|Amendments?|Clauses?|New clause|Schedules?)"
    r" (?:made(?=[.,:;—]|$| and Question)|proposed(?=[.,:;—]|$)|, by leave|by leave|agreed to"
    r"|accordingly)"
    r"|(?:Lords )?(?:[Aa]mendments?|Clauses?|Motion|New [Cc]lauses?|Schedules?)[\w ,()-]{0,40}"
    r" (?:made|agreed to|negatived|withdrawn|not moved|disagreed to"
    r"|ordered to stand part of the Bill)\.$"
    r"|(?:The )?(?:House|Committee)(?:,)? (?:having )?(?:divided|adjourned|proceeded|resumed)"
    r"|Bill (?:read|accordingly|ordered|passed|presented|reported|to be|committed)"
    r"|Order for (?:Second|Third) Reading|Ordered,|Resolved,|Resolved in|Brought up,"
    r"|(?:First|Second|Third) Reading$|It being |Debate (?:arising|resumed|adjourned|to be)"
    r"|Sitting (?:suspended|adjourned)|On resuming|Leave having been given|Adjourned "
    r"|Mr\.? (?:Deputy )?S(?:PEAKER|peaker) (?:put|interrupted|proposed|forthwith)"
    r"|Volume \d+: debated on |[A-Z]{3,9} \d{1,2},? \d{4}$|Division (?:No|number|on )|Division \d+$"
    r"|(?:Ayes|Noes|(?:Not[- ])?[Cc]ontents?)\W{1,3}\d[\d,]*\W*(?:$|(?:Noes|Not[- ][Cc]ontents?)\b)"
    r"|(?:The |Mr|Mrs|Ms|Several |Hon\. )(?:[Hh]on\.|[^.?!]){3,80}"
    r" (?:indicated (?:assent|dissent)\.|rose ?[—–-]+\.?)$"
)
_QUESTION_PUT = re.compile(
    r"(?:Main |Original )?(?:Question|Motion|Amendment)s?(?:, as amended,)? (?:accordingly )?"
    r"(?:put|made|proposed)(?=[.,:;—]|$| and | forthwith| accordingly)"
    r"|(?:The )?.{0,60}\bput (?:forthwith )?the (?:\w+ )?Questions?\b|Division on "
)
_PROPOSED = re.compile(r".{0,40}Question (?:again )?proposed|Amendment (?:proposed|moved)")
_MOTION = re.compile(r"(?:That|Leave out|In page|Page|Clause|After|As an amendment)\b")
_SETTLED = re.compile(
    r"(?:put and|accordingly) (?:agreed to|negatived)|, by leave, withdrawn"
    r"|[Dd]ivision (?:was|stands|stood) deferred|^Bill (?:accordingly )?read"
)
_FORMULA = re.compile(
    r"(?:Motion made, and )?(?:Main |Original )?Question(?:, as amended,)? (?:accordingly )?put"
    r"[,.:]?\s*"
)
DIVIDED = re.compile(
    r"(?:The |Their )?(?:House|Committee|Lordships),? (?:having )?(?:divided|proceeded)"
    r"|^Division(?: No| on |\b.{0,12}\d|$)",
    re.IGNORECASE | re.MULTILINE,
)
"""What says that a division was held: "The House divided", "Division No. 7"."""
PROXY = re.compile(r"(?<!\s)\s*+\([Pp]roxy vote cast by (?P<by>[^()]++(?:\([^()]*+\))?[^()]*+)\)")
"""What stands after the name of a member whose vote another cast."""

_SHORT = 30  # characters beside the formula, fewer than any question has
_COUNTS = re.compile(
    r"\b(?:Ayes|Contents?)\W{1,3}(?P<ayes>\d[\d,]{0,6})(?!\d)"
    r"\W++(?:Noes|Not[- ][Cc]ontents?)\W{1,3}(?P<noes>\d[\d,]{0,6})(?!\d)"
)
_GROUP = re.compile(r"[Vv]otes cast by (?P<members>[^:.]+)")


def is_procedure(paragraph: str) -> bool:
    """Return whether a paragraph is Hansard's own words, and nobody's in the House."""
    return bool(_PROCEDURE.match(paragraph))


def counts_in(text: str) -> tuple[int, int] | None:
    """Return the Ayes and Noes, or Contents and Not Contents, that a text gives first."""
    found = _COUNTS.search(text)
    return _numbers(found) if found else None


def paragraphs_to_counts(text: str) -> int:
    """Return how many paragraphs of a text lead up to its first counts, with them; 0 for none."""
    found = _COUNTS.search(text)
    return text.count(PARAGRAPH, 0, found.end()) + 1 if found else 0


def _numbers(counts: re.Match[str]) -> tuple[int, int]:
    ayes, noes = (int(counts[side].replace(",", "")) for side in ("ayes", "noes"))
    return ayes, noes


def question_put(contributions: Iterable[Contribution]) -> str | None:
    """Return the question on which a division was called, from what came before, latest first.

    It is the paragraph of Hansard's own that puts a question since the last division, with the
    next where the words of the question stand there; or the one proposed last, where the record
    only says that it was put. ``None`` where all questions since then were settled.
    """
    paragraphs = _since_the_last_division(contributions)
    put = next((n for n in reversed(range(len(paragraphs))) if _puts(paragraphs[n])), None)
    if put is not None:
        whole = _with_its_words(paragraphs, put)
        if len(_FORMULA.sub("", whole)) > _SHORT:
            return whole
        proposed = next((n for n in reversed(range(put)) if _PROPOSED.match(paragraphs[n])), None)
        return whole if proposed is None else _with_its_words(paragraphs, proposed)
    for motion, after in reversed(
        [*pairwise(paragraphs), *((last, "") for last in paragraphs[-1:])]
    ):
        # a deferred division has no more than this
        if _MOTION.match(motion) and (not after or DIVIDED.match(after)):
            return motion
    return None


def _since_the_last_division(contributions: Iterable[Contribution]) -> list[str]:
    """Return the paragraphs since a question was last settled, in the order of the record."""
    since: list[str] = []
    for contribution in contributions:
        if contribution.kind is Kind.DIVISION:
            break
        for paragraph in reversed(contribution.text.split(PARAGRAPH)):
            if _SETTLED.search(paragraph) and contribution.kind is not Kind.SPEECH:
                return since[::-1]
            since.append(paragraph)
    return since[::-1]


def _puts(paragraph: str) -> bool:
    return bool(_QUESTION_PUT.match(paragraph)) and not _SETTLED.search(paragraph)


def _with_its_words(paragraphs: Sequence[str], at: int) -> str:
    """Return a paragraph, with the next where the question itself is that."""
    words = paragraphs[at]
    follows = paragraphs[at + 1] if at + 1 < len(paragraphs) else ""
    is_open = re.search(r"[,:—]$", words) or len(_FORMULA.sub("", words)) <= _SHORT
    return f"{words} {follows}" if is_open and _MOTION.match(follows) else words


def subcounts(text: str) -> tuple[Subcount, ...]:
    """Return the votes of a group of members that a text counts apart, as under English votes.

    Standing Orders Nos. 83H to 83X, 2015 to 2021: a question on England alone needed a majority
    of all members and one of those for constituencies there.
    """
    found = []
    for group in _GROUP.finditer(text):
        counts = _COUNTS.search(text, group.end())
        if counts is None:
            break
        members = " ".join(group["members"].split())
        found.append(Subcount(members, *_numbers(counts)))
    return tuple(found)


def one_vote_each(votes: Iterable[Vote]) -> tuple[Vote, ...]:
    """Return votes, one a member: whoever is in both lobbies voted "both".

    A member who votes both ways records that no side was taken.
    """
    by_member: dict[str, Vote] = {}
    for vote in votes:
        member = vote.person_id or vote.name
        earlier = by_member.get(member)
        if earlier is None:
            by_member[member] = vote
        elif earlier.vote != vote.vote:
            by_member[member] = replace(earlier, vote="both", teller=False)
    return tuple(by_member.values())
