"""Who a line of the text download names: the forms in which Hansard prints a speaker.

In full: "Name (Constituency) (Party)", "Name (The Minister for X) (Party)", "Mr Speaker (Name)
(none)". Short: the name alone, "Mr Surname", an office, the Chair, "Hon. Members".
"""

import re
from collections.abc import Iterable

from analyser.debate import Speaker

_HONORIFIC = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Viscount|Earl|Colonel|Major|Captain|Rev"
    r"|Professor)"
)
_CHAIR = re.compile(
    r"(?:Mr|Mrs|Ms|Madam)\.? (?:Deputy )?(?:Speaker|Chairman|Chair)"
    r"|The (?:(?:First|Second|Third|Temporary|Acting|Principal|Senior|Deputy|Lord) ){0,3}"
    r"(?:Chair(?:man|woman|person)?|Speaker)"
    r"(?: of (?:Ways and Means|Committees|the (?:Committee|Sitting)))?"
)
_OFFICE = re.compile(
    r"\b(?:Minister|(?:Under-)?Secretary|Chancellor|(?:Attorney|Solicitor|Paymaster|Postmaster)"
    r"[- ]General|Advocate|Lord (?:President|Privy Seal)|Leader of the|President of the|Comptroller"
    r"|Treasurer|Vice-Chamberlain|Whip|Lord Commissioner|Commissioner|Convenor|Usher|Serjeant)\b"
)
_STOPPED = r"(?:Mr|Mrs|Ms|Dr|St|Sir|Rev|Hon|Capt|Col|Prof|Jun|Sen|[A-ZÀ-Þ])\."
_NAME_WORD = (
    rf"(?:{_STOPPED}|[A-ZÀ-Þ][\w'’-]*|[dlo]['’][A-ZÀ-Þ][\w'’-]*"
    r"|de|del|der|di|da|dos|du|el|al|bin|ben|van|von|la|le|ní|nic|ó|mac|na|of|the|and|ap|y)"
)
_OFFICE_NAME = re.compile(
    r"[A-Z][\w'’-]*,?(?: (?:[A-ZÀ-Þ][\w'’.-]*,?|for|of|the|and|in|to|at|on|with|without))*"
)
_NAME = re.compile(rf"(?:{_STOPPED}|[A-ZÀ-Þ][\w'’-]*)(?: {_NAME_WORD}){{0,7}}")
_FULL = re.compile(
    r"(?P<name>[^()]+?)\s*\((?P<place>(?:[^()]|\([^()]*\))+)\)\s*\((?P<party>[^()]{2,30})\)"
)
_ONE_BRACKET = re.compile(r"(?P<left>[^()]+?)\s*\((?P<right>[^()]+)\)")
_COLLECTIVE = re.compile(
    r"(?:Several |Some )?(?:[Hh]on\.?|[Rr]ight [Hh]on\.?|[Nn]oble) (?:Members|Lords)"
    r"|(?:An|A) (?:[Hh]on\.?|[Nn]oble) (?:Member|Lord|Baroness)"
)
_PEER = re.compile(
    r"(?:Lord|Lady|Baroness|Viscount|Viscountess|Earl|Countess|Marquess"
    r"|The (?:Master of|Earl|Countess|Marquess|Marchioness|Duke|Duchess|Viscount|Viscountess|Baron"
    r"|(?:Lord )?(?:Arch)?[Bb]ishop|Most Rev\w*|Right Rev\w*)) "
)
_THE = re.compile(r"The [A-Z]")
_REMARK = re.compile(r"(?:\s*(?:\[V\]|\((?:Maiden|Valedictory) Speech\)))+$", re.IGNORECASE)
"""What may stand after a speaker: that they took part by video link, 2020 to 2022, or for once."""
_LONGEST = 200  # characters


def full_speaker(line: str) -> Speaker | None:
    """Return who a full speaker line names, or ``None`` where it is none."""
    if len(line) > _LONGEST:
        return None
    found = _FULL.fullmatch(_REMARK.sub("", line))
    if found is None or not (_NAME.fullmatch(found["name"]) or _is_office(found["name"])):
        return None
    name, place, party = found["name"], found["place"].strip(), found["party"].strip()
    if _CHAIR.fullmatch(name) or _is_office(name) or _holds(name, place):
        return Speaker(place, party=party, office=name)
    if _OFFICE.search(place) or place == "in the Chair":
        return Speaker(name, party=party, office=place)
    # "Mr. Merlyn Rees (Lab) (Lab)": the scan of 1979 prints the party for a lost seat
    return Speaker(name, party=party, constituency=None if place == party else place)


def _holds(office: str, name: str) -> bool:
    """Whether words before a name in brackets are an office, be it one that is not known here.

    A peer's own style begins with "The" too: "The Earl of X (CB)" has no name in brackets.
    """
    is_name = bool(_NAME.fullmatch(name)) and len(name.split()) > 1
    return bool(_THE.match(office)) and not _PEER.match(office) and is_name


def _is_office(words: str) -> bool:
    return bool(_OFFICE_NAME.fullmatch(words) and _OFFICE.search(words))


def is_chair(line: str) -> bool:
    """Return whether a line is a form of address of the Chair, who is in no list of votes."""
    return bool(_CHAIR.fullmatch(line))


def is_peer(name: str) -> bool:
    """Return whether a name is a peer's, by its style."""
    return bool(_PEER.match(name))


class SpeakerLines:
    """Finds the speaker lines of one debate, whose full forms say which short ones to expect."""

    def __init__(self, lines: Iterable[str]) -> None:
        full = {found.name for line in lines if (found := full_speaker(line))}
        self._known = {_straight(name) for name in full | {_bare(name) for name in full}}
        self._surnames = {name.split()[-1] for name in full}

    def read(self, text: str, *, set_apart: bool, followed: bool) -> Speaker | None:
        """Return who a line names, or ``None`` where it is no speaker line.

        ``set_apart`` means a blank line before it, ``followed`` of text straight after.
        """
        if speaker := full_speaker(text):
            return speaker
        if len(text) > _LONGEST or not (set_apart or not followed):
            return None
        text = _REMARK.sub("", text)
        if found := _ONE_BRACKET.fullmatch(text):
            return self._one_bracket(found["left"], found["right"], followed=followed)
        if _CHAIR.fullmatch(text) or (text.startswith("The ") and _is_office(text)):
            return Speaker(text, office=text)
        if not _NAME.fullmatch(text) and not _COLLECTIVE.fullmatch(text):
            return None
        known = _straight(text) in self._known or (
            re.match(_HONORIFIC, text) and (followed or text.split()[-1] in self._surnames)
        )
        return Speaker(text) if known or _COLLECTIVE.fullmatch(text) or _PEER.match(text) else None

    def _one_bracket(self, left: str, right: str, *, followed: bool) -> Speaker | None:
        if _CHAIR.fullmatch(left) or left in ("Chair", "Chairman") or _is_office(left):
            return Speaker(right, office=left)
        if (followed or re.match(_HONORIFIC, right)) and _holds(left, right):
            return Speaker(right, office=left)
        if not _NAME.fullmatch(left):
            return None
        if right == "in the Chair":
            return Speaker(left, office=right)
        is_name = bool(re.match(_HONORIFIC, left) or _PEER.match(left))
        is_name = is_name or _straight(left) in self._known or followed
        if not is_name or len(left.split()) < 2:
            return None
        if _OFFICE.search(right):
            return Speaker(left, office=right)
        if _PEER.match(left):
            return Speaker(left, party=right)
        return Speaker(left, constituency=right)


def _straight(name: str) -> str:
    """Return a name with one form of apostrophe, for comparing."""
    return name.replace("’", "'").replace("‘", "'")


def _bare(name: str) -> str:
    return re.sub(rf"^(?:{_HONORIFIC}\.? )+", "", name)
