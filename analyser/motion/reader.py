"""The stance of a speech on the motion before the House, from the words of both.

Two things are read apart: whether the motion is the Government's, off the motion's own
words, and whether the speech sides with the Government or against it. Learned together with
what is said for or against outright, they give the stance. With ``with_party`` the parties of
speaker and mover and whose motion it is are used too, and only then.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import log, log1p, sqrt
from pathlib import Path

from analyser.coding import Stance
from analyser.motion.linear import Linear, logistic, read_parts, signature_of, write_parts
from analyser.resources import data_folder

# What a motion does, by its words: most Government motions are orders, programmes and Bills.
_KINDS = {
    "leave": r"leave be given",
    "house": r"^That this House",
    "annul": r"annulled|revoked",
    "approve": r"be approved|approves",
    "reading": r"now read a Second|read the Third|Third time",
    "clause": r"^(That the amendment|That the clause|In |Page|Leave out)",
    "lords": r"Lords",
    "calls": r"calls (up)?on|urges",
    "calls on ministers": r"(calls on|urges) (the|Her|His|Ministers)",
    "regrets": r"regrets|deplores|condemns|concern|opposes|disagrees|rejects|criticis",
    "welcomes": r"welcomes|congratulates|commends|supports|endorses",
    "address": r"humble Address",
    "programme": r"be committed|programme|Order",
    "believes": r"believes",
    "notes": r"has considered|takes note",
    "declines": r"declines",
    "draft": r"draft",
    "sittings": r"shall|sitting",
    "government": r"Government",
}
# How members speak to and of one another, and what they do in speaking.
_MANNERS = {
    "friend": r"\b[Mm]y (right )?hon\.( and learned| and gallant)? Friend",
    "friend, a minister": r"[Mm]y (right )?hon\.( and learned)? Friend,? the "
    r"(Minister|Secretary|Prime|Chancellor|Under|Home|Foreign)",
    "gentleman or lady": r"\b[Tt]he (right )?hon\.( and learned)? (Gentleman|Lady|Member)",
    "minister": r"\b[Tt]he (Minister|Secretary of State|Chancellor|Home Secretary|Prime Minister)",
    "government": r"\b([Tt]he|[Tt]his) Government\b",
    "we": r"\b([Ww]e|[Oo]ur)\b",
    "asks": r"\?",
    "giving way": r"giv(e|ing) way",
    "agree?": r"(Does|Will|Would) (my|the) [^.?]{0,40}agree",
    "is it not?": r"\b(Is it not|Does not|Is not|Did not|Surely|Why)\b",
    "labour": r"\bLabour\b",
    "tory": r"\b(Tory|Tories|Conservative)",
    "opposition": r"\b[Oo]pposition\b",
    "others": r"Liberal|SNP|Scottish National",
    "last government": r"(last|previous|former) (Labour |Conservative |Tory )?[Gg]overnment",
    "amendment": r"amendment",
    "motion": r"\bmotion\b",
    "vote": r"\b(vote|support|oppose)\b",
    "welcome": r"welcom",
    "not": r"\b(not|never|no|nothing)\b",
    "but": r"\b(but|However)\b",
    "will": r"\bwill\b",
    "cuts": r"\bcut(s|ting)?\b",
    "failure": r"fail|chaos|disgrac|shame|unfair|damag|wrong",
    "improvement": r"improv|increas|invest|record|reform",
    "you": r"\b[Yy]ou\b",
    "I": r"\bI\b",
}
_SHORT = 30  # words under which a speech's rates say little
_GOVERNED = ("Con", "Lab")


@dataclass(frozen=True, slots=True)
class MotionUnit:
    """A member's utterances in the debate on one motion; parties as ``with_party`` uses them."""

    motion: str
    texts: tuple[str, ...]
    party: str | None = None
    mover_party: str | None = None
    government_motion: bool | None = None

    @property
    def text(self) -> str:
        """All utterances, a line each."""
        return "\n".join(self.texts)


class MotionModel:
    """A trained reader of stances on motions."""

    def __init__(self, parts: Mapping[str, Linear], learned: frozenset[str] = frozenset()) -> None:
        self.parts = dict(parts)
        self.learned = learned
        """The marks of the texts learned from (see ``linear.mark``)."""

    @classmethod
    def read(cls, path: Path) -> "MotionModel":
        """Read a model; raises ``UnreadableModel`` where the file is none."""
        parts, facts = read_parts(path)
        return cls(parts, frozenset(facts["learned"]))

    def write(self, path: Path) -> None:
        """Write the model to a file."""
        write_parts(path, self.parts, learned=sorted(self.learned))

    @property
    def signature(self) -> str:
        """What only this model has (see ``linear.signature_of``)."""
        return signature_of(self.parts)

    def support(self, unit: MotionUnit, *, with_party: bool = False) -> float:
        """Return the probability that the speech supports the motion, 0 to 1."""
        told = stacked(self.parts, unit, with_party=with_party)
        name = "decision with party" if with_party else "decision"
        return logistic(self.parts[name].scores(told)[0])

    def stance(self, unit: MotionUnit, *, with_party: bool = False) -> tuple[Stance, float]:
        """Return the stance, support or oppose, and the confidence in it, 0.5 to 1."""
        support = self.support(unit, with_party=with_party)
        if support > 0.5:
            return Stance.SUPPORT, support
        return Stance.OPPOSE, 1 - support


@cache
def load_motion_model() -> MotionModel:
    """Return the model that is kept with the project, read once."""
    return MotionModel.read(data_folder("motion") / "motion.json.gz")


@lru_cache(maxsize=4096)
def terms(text: str) -> dict[str, float]:
    """Return the words and pairs of words of a text, with how often they occur, damped."""
    words = re.findall(r"\b\w\w+\b", text.lower())
    counts = Counter(words) + Counter(f"{one} {two}" for one, two in pairwise(words))
    return {term: 1 + log(n) for term, n in counts.items()}


def manner(text: str) -> dict[str, float]:
    """Return how members are addressed and what is done in speaking: counts and rates."""
    length = len(text.split())
    found = {"length": log(max(length, 1))}
    for name, pattern in _MANNERS.items():
        count = len(re.findall(pattern, text))
        found[name] = log1p(count)
        found[f"{name}, often"] = 50 * count / max(length, _SHORT)
    return found


def motion_terms(motion: str) -> dict[str, float]:
    """Return the words of a motion and what kinds of motion its words make it."""
    words = terms(motion)
    length = sqrt(sum(value * value for value in words.values())) or 1.0
    kinds = [name for name, pattern in _KINDS.items() if re.search(pattern, motion.strip())]
    return {word: value / length for word, value in words.items()} | {
        f"kind: {name}": 1.0 for name in kinds
    }


def stacked(parts: Mapping[str, Linear], unit: MotionUnit, *, with_party: bool) -> dict[str, float]:
    """Return what the last step reads: whose motion it is, whose side is taken, and both."""
    words = terms(unit.text)
    side = 2 * logistic(parts["side"].scores(motion_terms(unit.motion))[0]) - 1
    if with_party and unit.government_motion is not None:
        side = 1.0 if unit.government_motion else -1.0
    read = {
        "words": parts["words"].scores(words)[0],
        "votes": parts["votes"].scores(words)[0],
        "manner": parts["manner"].scores(manner(unit.text))[0],
        "plain": parts["plain"].scores(words)[0],
    }
    told = {"side": side, "side twice": side * side, "plain": float(read.pop("plain"))}
    for name, score in read.items():
        told[name] = float(score)
        told[f"{name} by side"] = float(score) * side
    if with_party:
        told |= _by_party(parts, unit, side)
    return told


def _by_party(parts: Mapping[str, Linear], unit: MotionUnit, side: float) -> dict[str, float]:
    """Return what the parties add: who governs, and on which side of it speaker and mover sit."""
    if unit.government_motion and unit.mover_party in _GOVERNED:
        conservative = float(unit.mover_party == "Con")
    else:
        told = terms(f"{unit.motion}\n{unit.text}")
        conservative = logistic(parts["period"].scores(told)[0])
    governing = {"Con": conservative, "Lab": 1 - conservative}
    speaker = 2 * governing.get(unit.party or "", 0.0) - 1 if unit.party else 0.0
    mover = 2 * governing.get(unit.mover_party or "", 0.0) - 1 if unit.mover_party else 0.0
    both = bool(unit.party and unit.mover_party)
    same = (1.0 if unit.party == unit.mover_party else -1.0) if both else 0.0
    liberal = float(unit.party == "LD")
    return {
        "speaker governs": speaker,
        "speaker governs by side": speaker * side,
        "mover governs": mover,
        "speaker and mover": speaker * mover,
        "speaker and mover by side": speaker * mover * side,
        "same party": same,
        "same party by side": same * side,
        "liberal now": liberal * conservative,
        "liberal then": liberal * (1 - conservative),
        "liberal by side": liberal * side,
        "smaller party": float(bool(unit.party) and unit.party not in _GOVERNED),
        "smaller party by side": side * float(bool(unit.party) and unit.party not in _GOVERNED),
    }
