"""Who interrupts whom, and which reply belongs to which question, read from the words.

Hansard marks neither. Two kinds of business are told apart: exchanges, in which one person after
another asks and is answered (oral and urgent questions, statements), and debates, in which one
speaks until the next is called, and gives way in between. ParlParse's ``type`` is not read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from analyser.discourse.line import Line
from analyser.discourse.replies import reply_of
from analyser.members.offices import is_minister


class Role(StrEnum):
    """What a contribution is in the course of its debate."""

    SPEECH = "speech"
    CONTINUATION = "continuation"
    INTERVENTION = "intervention"
    QUESTION = "question"
    SUPPLEMENTARY = "supplementary"
    ANSWER = "answer"
    CHAIR = "chair"


@dataclass(frozen=True, slots=True)
class Turn:
    """A contribution's place in its debate.

    ``belongs_to`` is the first part of the speech that an intervention interrupts or a
    continuation continues, the opening question or statement for a supplementary, the question
    for an answer; else its own id. ``replies_to`` is the question an answer replies to, or the
    intervention after which a speech goes on. ``reply`` is what the words of an answer do:
    one of ``replies.REPLIES``.
    """

    contribution_id: str
    role: Role
    belongs_to: str
    replies_to: str | None = None
    reply: str | None = None


_CHAIR = re.compile(
    r"\b((Mr\.?|Madam|Deputy|Lord|The) (Deputy )?Speaker|Deputy Speaker|Speaker of the House"
    r"|in the Chair|The (Deputy )?Chair(man|woman)?( of Committees)?$|The Temporary Chair)",
    re.IGNORECASE,
)
_PRESIDES = re.compile(r"With this it will be convenient to (discuss|consider|take)")
_ASKED = re.compile(
    r"^\W*(\d+\.|\[?\d{5,6}\]?)?\W*(\(Urgent Question\)|To ask|to ask|asked (Her|His|the)"
    r"|What (recent |assess|steps|plans|progress|discussions|support|the |his |her |estimate"
    r"|is |are |comparative)|How many|How much|If (he|she|they) will|Whether|When (he|she|they))",
)
_URGENT = re.compile(r"\bUrgent Question\b|^To ask (the|Her|His)")
_STATED = re.compile(
    r"^(With (your )?permission|With the leave|I (would|should) like to make a statement|Will the"
    r" Leader of the House|Before I begin|My Lords, with the leave|The business for the week)"
    r"|\bmake a statement\b|\brepeat (in the form of )?a? ?statement|\bstatement on\b",
)
_MOVED = re.compile(r"\b(I|and) beg to move\b|\bmoved?,? [Tt]hat\b|^Moved\b|\bto move,? That\b")
_PROPOSED = re.compile(r"Question (again )?proposed|Motion made|has considered|be read|Amendment")
_GAVE_WAY = re.compile(
    r"\bgiv(e|es|en|ing) way\b|\bgave way\b|\b(his|her|that|the|an) intervention\b",
    re.IGNORECASE,
)
_TO_GIVE = re.compile(r"\bgiv(e|ing) way\b", re.IGNORECASE)
_LONG = 250  # words over which nobody interrupts
_PEERS = 90  # the same for a peer who begins, as speeches do, with "My Lords"
_AHEAD = 9  # lines looked ahead for the speaker to go on
_QUESTION = 40  # words of a tabled question


def turns(lines: Sequence[Line]) -> list[Turn]:
    """Return the place of each contribution of a speaker in one debate, in the same order."""
    spoken = [line for line in lines if line.kind == "speech" and line.person]
    in_chair = {line.person for line in spoken if _PRESIDES.match(line.text)}
    said = [line for line in spoken if not _chairs(line) and line.person not in in_chair]
    if not said:
        return [Turn(line.contribution_id, Role.CHAIR, line.contribution_id) for line in spoken]
    told = _exchange(said) if _is_exchange(lines, said) else _debate(said, spoken)
    found = {turn.contribution_id: turn for turn in told}
    own = (line.contribution_id for line in spoken)
    return [found.get(each) or Turn(each, Role.CHAIR, each) for each in own]


def _chairs(line: Line) -> bool:
    if line.party == "none":
        return True
    return any(_CHAIR.search(name) for name in (line.speaker, line.office) if name)


def _words(line: Line) -> int:
    return len(line.text.split())


# Exchanges -------------------------------------------------------------------------------------


def _is_exchange(lines: Sequence[Line], said: Sequence[Line]) -> bool:
    first = said[0]
    opening = first.text[:400]
    if "oral answers" in first.section.casefold() or first.title.endswith("— Question"):
        return True
    if _URGENT.search(opening):
        return True
    if _ASKED.search(opening) and _words(first) <= 3 * _QUESTION:
        return True
    if any(_MOVED.search(line.text[:600]) for line in (*lines[:2], first)):
        return False
    if any(line.kind != "speech" and _PROPOSED.search(line.text) for line in lines[:3]):
        return False
    if _STATED.search(opening):
        return len(said) < 3 or _alternates(said)
    return len(said) >= 6 and _alternates(said) and _asking(said) >= 0.7


def _alternates(said: Sequence[Line]) -> bool:
    """Whether one person speaks every second time, to ever new people."""
    answering = _most(said)
    others = [line.person for line in said if line.person != answering]
    mine = len(said) - len(others)
    return mine >= 0.35 * len(said) and len(set(others)) >= 0.6 * len(others)


def _asking(said: Sequence[Line]) -> float:
    answering = _most(said)
    others = [line for line in said if line.person != answering]
    return sum("?" in line.text for line in others) / max(len(others), 1)


def _most(said: Sequence[Line]) -> str | None:
    """Return who speaks most often, the first of equals."""
    counts: dict[str | None, int] = {}
    for line in said:
        counts[line.person] = counts.get(line.person, 0) + 1
    return max(counts, key=lambda person: counts[person])


def _exchange(said: Sequence[Line]) -> Iterator[Turn]:
    """Yield turns of questions and answers; a statement at the head is a speech."""
    answering = _answering(said)
    first = said[0]
    opening, asked = first.contribution_id, None
    for n, line in enumerate(said):
        own = line.contribution_id
        if n == 0 and line.person in answering:
            yield Turn(own, Role.SPEECH, own)
        elif line.person in answering:
            if asked is None:
                yield Turn(own, Role.CONTINUATION, opening)
            else:
                reply = reply_of(asked.text, line.text)
                yield Turn(own, Role.ANSWER, asked.contribution_id, asked.contribution_id, reply)
                continue
        elif n == 0 or (_tabled(line) and not _answered(said[:n], answering)):
            yield Turn(own, Role.QUESTION, own)
            asked = line
        else:
            yield Turn(own, Role.SUPPLEMENTARY, opening)
            asked = line


def _tabled(line: Line) -> bool:
    return _words(line) <= _QUESTION and bool(_ASKED.search(line.text))


def _answered(before: Sequence[Line], answering: set[str | None]) -> bool:
    return any(line.person in answering for line in before)


def _answering(said: Sequence[Line]) -> set[str | None]:
    """Return who answers: ministers by office, else whoever speaks after most of the others."""
    asking = said[0].person if _ASKED.search(said[0].text[:200]) else None
    ministers = {line.person for line in said if is_minister(line.office)} - {asking}
    if ministers:
        return ministers
    if len(said) > 1 and asking is not None:
        follow = [line for line in said[1:] if line.person != asking and not _tabled(line)]
        if follow and _most(said) == asking:
            return {follow[0].person}
        counts = [line.person for line in follow]
        return {max(counts, key=counts.count)} if counts else set()
    return {_most(said)}


# Debates ---------------------------------------------------------------------------------------


def _debate(said: Sequence[Line], spoken: Sequence[Line]) -> Iterator[Turn]:
    """Yield turns of speeches, what interrupts them and how they go on."""
    called = _called(said, spoken)
    opened: dict[str | None, str] = {}
    speaking = said[0]
    before: Line | None = None
    for n, line in enumerate(said):
        own = line.contribution_id
        if line.person == speaking.person and before is not None and own not in called:
            yield Turn(own, Role.CONTINUATION, opened[line.person], before.contribution_id)
        elif n and line.person == speaking.person and own not in called:
            yield Turn(own, Role.CONTINUATION, opened[line.person])
        elif n and own not in called and _interrupts(said, n, speaking.person):
            yield Turn(own, Role.INTERVENTION, opened[speaking.person])
            before = line
            continue
        else:
            speaking = line
            opened[line.person] = own
            yield Turn(own, Role.SPEECH, own)
        before = None


def _called(said: Sequence[Line], spoken: Sequence[Line]) -> set[str]:
    """Return the lines before which the Chair calls their speaker by name or moves on."""
    call = re.compile(r"\b(I (now )?call|call on|We (now )?(come|move) to)\b")
    ids = {line.contribution_id for line in said}
    found = set()
    for before, line in pairwise(spoken):
        if line.contribution_id in ids and _chairs(before) and call.search(before.text[-200:]):
            found.add(line.contribution_id)
    return found


def _interrupts(said: Sequence[Line], n: int, host: str | None) -> bool:
    """Whether line ``n``, of somebody else, interrupts the speech of ``host``.

    It does where it is short and the host goes on soon. Where both speak again, the speech is
    that of whoever says more from here until somebody else makes a speech.
    """
    line = said[n]
    if _words(line) > (_PEERS if line.text.startswith("My Lords") else _LONG):
        return False
    back = _goes_on(said, n, host)
    if back is None:
        return False
    if _TO_GIVE.search(line.text) or _GAVE_WAY.search(said[back].text[:300]):
        return True
    again = [later for later in said[back + 1 : back + 4] if later.person == line.person]
    if not again or _words(said[back]) > _LONG:
        return True
    return _said_by(said, n, host) >= _said_by(said, n, line.person)


def _goes_on(said: Sequence[Line], n: int, host: str | None) -> int | None:
    """Return where the host speaks next, if nobody makes a speech before."""
    for later in range(n + 1, min(n + 1 + _AHEAD, len(said))):
        if said[later].person == host:
            return later
        if _words(said[later]) > _LONG:
            return None
    return None


def _said_by(said: Sequence[Line], n: int, person: str | None) -> int:
    total, two = 0, {said[n].person, person}
    two |= {said[n - 1].person} if n else set()
    for line in said[n:]:
        if line.person not in two and _words(line) > _LONG:
            break
        total += _words(line) if line.person == person else 0
    return total
