"""Names as Hansard and the registers print them: people, peers, seats, parties, the Chair."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import takewhile

_MALE = {"mr", "sir", "lord", "earl", "viscount", "marquess", "duke"}
_FEMALE = {"mrs", "ms", "miss", "dame", "madam", "baroness", "lady", "countess"}
_COURTESIES = {
    *("mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "professor", "prof", "madam"),
    *("rev", "revd", "reverend", "rt", "right", "hon", "honourable", "the"),
    *("captain", "colonel", "major", "commander", "brigadier", "lieutenant-colonel"),
}
_PEERAGES = {
    *("lord", "baroness", "lady", "earl", "countess", "viscount", "viscountess", "marquess"),
    *("duke", "bishop", "archbishop"),
}
_AFTER_NAMES = {"mp", "qc", "kc", "bt", "cbe", "obe", "mbe", "jnr", "jr", "snr"}
_COLLECTIVE = re.compile(
    r"(several |some |all |an? |two |three )?(right )?(hon|honourable|noble|opposition|government)"
    r" (and learned )?(member|friend|gentleman|lady|lord|baronesse?)s?"
)
_CHAIR = re.compile(
    r"(?:(mr|madam|mrs|ms|miss) )?(?:the )?((?:temporary |deputy |lord )*speaker|chair(?:man)?)"
)

PARTIES = {
    "Alliance": "Alliance",
    "Bishop": "Bishop",
    "Bp": "Bishop",
    "CON": "Con",
    "Conservative": "Con",
    "Crossbench": "CB",
    "XB": "CB",
    "CWM": "none",  # Chairman of Ways and Means
    "DCWM": "none",  # a Deputy Chairman of Ways and Means
    "SPK": "none",
    "Speaker": "none",
    "Deputy Speaker": "none",
    "Democratic Unionist Party": "DUP",
    "Green Party": "Green",
    "Independent": "Ind",
    "I": "Ind",  # ParlaMint-GB
    "LAB": "Lab",
    "LABCO": "Lab/Co-op",
    "Labour": "Lab",
    "Labour (Co-op)": "Lab/Co-op",
    "Labour/Co-operative": "Lab/Co-op",
    "LDem": "LD",
    "Liberal Democrat": "LD",
    "Non-affiliated": "Non-Afl",
    "Plaid Cymru": "PC",
    "Reform UK": "Reform",
    "Res": "Respect",
    "Scottish National Party": "SNP",
    "Sinn Féin": "SF",
    "Social Democratic and Labour Party": "SDLP",
    "Traditional Unionist Voice": "TUV",
    "UK Independence Party": "UKIP",
    "Ulster Unionist Party": "UUP",
    "Workers Party": "WPB",
}
"""Parties as registers name them, to the abbreviations that Hansard prints after a name.

The Chair sits for no party, which Hansard prints as "none".
"""


_NO_LINE = frozenset({"none", "Bishop", "CB", "Ind", "Non-Afl"})


def party_abbreviation(party: str) -> str:
    """Return Hansard's abbreviation ("Con"), or the name itself where the table has none."""
    name = " ".join(party.split())
    return PARTIES.get(name, name)


def same_party(one: str, other: str) -> bool:
    """Return whether two abbreviations mean one party in the House: Lab and Lab/Co-op do."""
    return one.removesuffix("/Co-op") == other.removesuffix("/Co-op")


def party_with_a_line(party: str | None) -> str | None:
    """Return the party whose line a member can depart from, ``None`` where there is none.

    The Chair, bishops, cross-benchers and those who sit for themselves have none; Lab/Co-op
    takes Labour's.
    """
    return None if party is None or party in _NO_LINE else party.removesuffix("/Co-op")


def words(text: str) -> tuple[str, ...]:
    """Return the words, small, without full stops, commas, accents or brackets, for comparing."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("’", "'").replace("&", " and "))
    letters = "".join(c for c in bare if not unicodedata.combining(c) and c not in ".()")
    return tuple(letters.replace(",", " ").split())


def seat_words(seat: str) -> tuple[str, ...]:
    """Return a constituency's words in one order: "Durham, North" is "North Durham"."""
    return tuple(sorted(words(seat.replace("-", " "))))


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A name taken apart: its words without courtesies and initials, and what the rest says.

    ``peerage`` is the rank ("lord", "bishop") of one who is named by it, else "".
    ``gender`` is "m" or "f" where a courtesy shows it, else ""; ``initial`` the first letter.
    """

    words: tuple[str, ...]
    peerage: str
    gender: str
    courtesy: bool
    initial: str

    def may_be(self, other: "PrintedName") -> bool:
        """Return whether nothing but the words speaks against one person: rank, gender, initial."""
        genders, initials = {self.gender, other.gender} - {""}, {self.initial, other.initial} - {""}
        return self.peerage == other.peerage and len(genders) < 2 and len(initials) < 2


def printed_name(name: str) -> PrintedName:
    """Take a printed name apart: "Mr. David T. C. Davies" is david davies, a man, by courtesy."""
    rest = list(words(name))
    while len(rest) > 1 and rest[-1] in _AFTER_NAMES:
        rest.pop()
    taken = list(takewhile(_COURTESIES.__contains__, rest[:-1]))  # the last is the name: "Mr Major"
    rest = rest[len(taken) :]
    if len(rest) > 1 and rest[0] == "lord" and rest[1] in ("bishop", "archbishop"):
        rest = rest[1:]
    peerage = rest[0] if len(rest) > 1 and rest[0] in _PEERAGES else ""
    if peerage:
        taken, rest = [*taken, peerage], rest[1:]
        if rest[0] == "of" and len(rest) > 1:  # "The Earl of Ebb" is listed as "Earl Ebb" too
            rest = rest[1:]
    kept = tuple(word for word in rest if len(word) > 1 or peerage) or tuple(rest)
    gender = "m" if _MALE & {*taken} else "f" if _FEMALE & {*taken} else ""
    if peerage in ("bishop", "archbishop"):
        gender = ""
    initial = rest[0][0] if len(rest) > 1 and not peerage else ""
    return PrintedName(kept, peerage, gender, courtesy=bool(taken), initial=initial)


def is_collective(name: str) -> bool:
    """Return whether the name is of several or nobody in particular: "Hon. Members"."""
    return _COLLECTIVE.fullmatch(" ".join(words(name))) is not None


def chair_title(text: str) -> str:
    """Return the Chair's title made comparable: "f deputy speaker" for "Ms. Deputy Speaker".

    Returns "" for whatever is no form of address of the Chair.
    """
    plain = " ".join(words(text)).removeprefix("the ")
    if plain == "in the chair":
        return "chair"
    match = _CHAIR.fullmatch(plain)
    if match is None:
        return ""
    address, office = match.groups()
    gender = {"mr": "m ", None: ""}.get(address, "f ")
    return gender + office.removesuffix("man")
