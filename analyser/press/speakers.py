"""Who is speaking: the words before or after a verb of saying, taken apart, and who they mean."""

import re
from dataclasses import dataclass, field

from analyser.press.lexicon import (
    COURTESY,
    FEMALE,
    GROUP,
    MALE,
    ORGANISATION_WORD,
    PARLIAMENTARIAN,
    ROLE_WORD,
)

_CAPITAL = r"(?:[A-ZÀ-Þ][\w’'.&-]*|[a-z]{1,3}[’'][A-Z]\w+|Mc[A-Z]\w+|de|van|von|der|al-\w+)"
_NAMES = re.compile(rf"(?<![\w’'-]){_CAPITAL}(?:\s+{_CAPITAL})*")
_PLACE = re.compile(r"\s+of\s+(?:the\s+)?[A-ZÀ-Þ][\w’'-]*")
_COURTESIES = re.compile(rf"(?:(?:{COURTESY})\.?\s+)+")
_PRONOUN = re.compile(r"\b(?:he|she|they|it)$", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:[\s,]+(?:also|now|then|later|again|has|have|had|will|who|which|already|today|yesterday"
    r"|once"
    r"|repeatedly|publicly|since|still|instead|himself|herself|even|simply|rightly|wrongly))+$"
)
_ADVERB = re.compile(
    r"^(?:(?:on|in|at|during|after|before|since|from|with|outside|inside|speaking|responding"
    r"|replying"
    r"|opening|closing|winding|asked|commenting|writing|addressing|last|yesterday|today|tonight"
    r"|earlier"
    r"|later|meanwhile|however|this|for|as|to|by|when|while|under|despite|following"
    r"|according|moving|introducing|intervening|rising|summing|launching|supporting"
    r"|backing)\b[^,]*,\s*"
    r"|(?:[\w-]+ ){1,3}later,\s*|(?:but|and|so|yet|meanwhile|however|then|last night|yesterday"
    r"|earlier)"
    r"\s+(?=\S))+",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?:(?:an?|the|one|its|his|her|their|another|both)\s+)?(?:[\w’'-]+\s+){0,6}?"
    r"(?:mp|(?:hon\. )?(?:member|lady|gentleman|friend)|minister|peer|law lord|secretary"
    r"|spokes(?:man|woman|person)|source|official|aide|chair(?:man|woman)?"
    r"|director|leader|chief|commissioner|group|campaigners?|charity|company|committee|party"
    r"|council"
    r"|force|letter|report|review|study|watchdog|regulator|union|chancellor|officer|inspector"
    r"|government|opposition|backbencher|lawmaker|bishop|judge|expert|professor|body|firm"
    r"|department"
    r"|authority|barrister|lawyer|statistician|resident)"
    r"(?:\s+(?:for|of|at|from|to|on)\s+(?:the\s+)?(?:[\w’'-]+\s*){1,5})?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:an?|the|its|his|her|their|one|another)\s+", re.IGNORECASE)
_STARTERS = {
    *("but", "and", "on", "in", "at", "the", "a", "an", "it", "he", "she", "they", "this", "that"),
    *("responding", "speaking", "opening", "asked", "last", "yesterday", "monday", "tuesday"),
    *(
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
    ),
    *("june", "july", "august", "september", "october", "november", "december", "i", "we"),
    *("one", "polling", "figures", "research"),
    *("police", "when", "while", "after", "before", "its", "their", "his", "her", "our", "some"),
}


_NEVER_SITS = re.compile(
    r"official|source|director|council\b|cllr|councillor|campaign|aide\b|police (?!minister)|ex-"
    r"|officer"
    r"|inspector|constable",
    re.IGNORECASE,
)
_PARTY = re.compile(
    r"labour|conservative|tory|liberal democrat|lib dem|snp|green|plaid|dup", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as one place of the article writes them.

    ``name`` is "" where only a role, a pronoun or a group is written. ``kind`` is "person",
    "organisation", "role", "group" or "pronoun".
    """

    name: str
    written: str
    role: str | None
    kind: str


@dataclass(slots=True)
class Somebody:
    """One speaker of the article: the fullest name, and what is known of them."""

    name: str
    role: str | None
    kind: str
    gender: str = ""

    @property
    def sits(self) -> bool:
        """Whether the article gives them a seat or an office in Parliament."""
        styled = f"{self.role or ''} {self.name}"
        if self.kind == "organisation" or _NEVER_SITS.search(styled):
            return False
        is_spokesman = re.search(r"spokes", styled, re.IGNORECASE)
        return bool((_PARTY if is_spokesman else PARLIAMENTARIAN).search(styled))


def named_in(phrase: str) -> Named | None:
    """Return who a noun phrase names, ``None`` where it names nobody who could speak.

    Takes "Shadow home secretary Ada Fen", "Ada Fen, the member for Ebb,", "The minister, Bo
    Marsh,", "Labour's Ada Fen", "A Home Office spokesperson", "several Labour MPs", "she".
    """
    core = _ADVERB.sub("", phrase.strip(" ,;:—–-\n"), count=1).strip(" ,")
    core = _TRAILING.sub("", core).strip(" ,")
    if not core:
        return None
    if pronoun := _PRONOUN.search(core):
        return Named("", pronoun[0], None, "pronoun")
    brackets = re.findall(r"\(([^()]+)\)", core)
    if len(brackets) == 1 and (inside := _person(brackets[0])) and " " in inside[0]:
        office = _ARTICLE.sub("", core[: core.find("(")].strip())
        if not _person(office) or _is_role(office.split()[-1]):
            return Named(inside[0], core, office, "person")
    bracket = ", ".join(brackets)
    core = re.sub(r"\s*\([^()]*\)", "", core)
    parts = [part.strip() for part in re.split(r",\s+|\s+[–—]\s+", core) if part.strip()]
    if not parts:
        return None
    head, *rest = parts
    rest = [part for part in rest if not re.match(r"(?:who|which|whose|where|that|when)\b", part)]
    for place, part in enumerate([head, *rest[:2]]):
        if person := _person(part):
            name, before = person
            role = ", ".join(filter(None, [before, bracket])) or None
            if place and not role:
                role = _ARTICLE.sub("", head, count=1)
            if not place and not role and rest:
                role = rest[0]
            written = part if not place else f"{head}, {part}"
            return Named(name, written, role, "person")
    each = [_ARTICLE.sub("", part) for part in re.split(r"\s+and\s+", head)]
    if all(GROUP.fullmatch(part) for part in each):
        return Named("", head, None, "group")
    is_role = head.split()[-1].casefold() in ROLE_WORD - ORGANISATION_WORD and head[-1] != "s"
    if not is_role and (organisation := _organisation(head)):
        role = head[: head.find(organisation)].strip(" ,") or None
        role = role and (_ARTICLE.sub("", f"{role} ").strip() or None)
        return Named(organisation, head, role, "organisation")
    if _NOUN.fullmatch(head) and len(head) <= 80:
        return Named("", head, _ARTICLE.sub("", head, count=1), "role")
    return None


def _person(part: str) -> tuple[str, str | None] | None:
    """Return the last person's name in a phrase, and the words before it that say what they are."""
    for found in reversed(list(_NAMES.finditer(part))):
        tokens = found[0].split()
        roles = [at for at, token in enumerate(tokens) if _is_role(token)]
        is_all_role = len(roles) == len(tokens)
        last = max((at for at in roles if at < len(tokens) - 1 or is_all_role), default=-1)
        tokens = tokens[last + 1 :]
        if not tokens:
            continue
        start = found.end() - len(found[0].split(maxsplit=last + 1)[-1])
        after = part[found.end() :]
        name = re.sub(r"(?<=[a-z])\.$", "", " ".join(tokens))
        if re.match(rf"(?:{COURTESY})\.? ", name) and (place := _PLACE.match(after)):
            name, after = name + place[0], after[place.end() :]
        if not _is_person(tokens):
            continue
        before = part[:start].strip(" ,")
        if re.search(r"\b(?:of|for|at|in|from|by|with)(?: the)?$", before) and not _courtesy(
            tokens
        ):
            continue  # "member for Ebb Vale", "executive director of Big Brother Watch"
        before = _ARTICLE.sub("", f"{before} ", count=1).strip()
        before = re.sub(r"[’']s$", "", before)
        return name, before or None
    return None


def _is_role(token: str) -> bool:
    bare = token.rstrip(".").casefold()
    return bare in ROLE_WORD or bare in _STARTERS or bare.endswith(("’s", "'s"))


def _courtesy(tokens: list[str]) -> bool:
    return len(tokens) > 1 and re.fullmatch(COURTESY, tokens[0].rstrip(".")) is not None


def _is_person(tokens: list[str]) -> bool:
    if any(token.casefold().strip(".") in ORGANISATION_WORD for token in tokens):
        return False
    if _courtesy(tokens):
        return True
    if len(tokens) == 1:
        return bool(re.fullmatch(r"[A-ZÀ-Þ][a-zà-þ’'-]+(?:[A-Z][a-z]+)?(?:-[A-Z]\w+)*", tokens[0]))
    return len(tokens) <= 4 and all(not token.isupper() or len(token) <= 2 for token in tokens[-1:])


def _organisation(head: str) -> str | None:
    """Return an organisation's name in a phrase that names no person."""
    if len(head.split()) > 9:
        return None
    joined = rf"{_CAPITAL}(?:(?:\s+(?:of|for|and|the|&|on)\s+|\s+){_CAPITAL})*[’']?"
    runs = list(re.finditer(rf"(?<![\w’'-]){joined}", head))
    if not runs:
        return None
    tail = head[runs[-1].end() :].strip()
    if re.match(
        r"(?:spokes|source|official|chief|director|leader|minister|mp\b)", tail, re.IGNORECASE
    ):
        return None
    words = runs[-1][0].split()
    while words and words[0].casefold() in {"the", "but", "and", "a", "an"}:
        words = words[1:]
    name = " ".join(words)
    known = any(word.casefold().strip("’'") in ORGANISATION_WORD for word in words)
    enough = known or len(words) > 1 or head.casefold().startswith("the ")
    return name if name and not tail and enough else None


@dataclass(slots=True)
class Cast:
    """Everybody whom the article has named so far, the latest mentioned last."""

    people: list[Somebody] = field(default_factory=list)

    def take(self, named: Named) -> Somebody | None:
        """Return who is meant: somebody named before, or somebody new; ``None`` if nobody is."""
        if named.kind == "pronoun":
            return self._last(named.written)
        if named.kind == "role":
            return self._of_role(named) or self._new(named, named.role or named.written)
        if named.kind == "group":
            return self._new(named, named.written)
        known = self._of_name(named)
        is_bare = named.kind == "person" and not named.role and " " not in named.name
        if known is None and is_bare:
            return None  # a capital at the start of a sentence makes no name
        if known is None:
            return self._new(named, named.name)
        bare = _COURTESIES.sub("", named.name)
        if len(bare.split()) > len(_COURTESIES.sub("", known.name).split()):
            known.name = named.name
        known.role = known.role or named.role
        known.gender = known.gender or _gender(named.name)
        self._touch(known)
        return known

    def mention(self, text: str) -> None:
        """Take note of people whom a stretch of text names in full without their speaking."""
        for found in _NAMES.finditer(text):
            person = _person(found[0])
            if person and len(_COURTESIES.sub("", person[0]).split()) > 1:
                before = text[max(0, found.start() - 40) : found.start()]
                role = re.search(
                    r"(?:^|[,.] |\b(?:from|by|of|the|for) )([\w’' -]*(?:MP|minister|peer))\s*$",
                    before,
                )
                self.take(Named(person[0], person[0], person[1] or (role and role[1]), "person"))
        for found in re.finditer(rf"{_CAPITAL}(?:\s+{_CAPITAL})+", text):
            name = _organisation(found[0])
            if name and name.split()[-1].casefold() in ORGANISATION_WORD and not _person(found[0]):
                self.take(Named(name, name, None, "organisation"))

    def _new(self, named: Named, name: str) -> Somebody:
        for somebody in self.people:
            if somebody.name.casefold() == name.casefold():
                self._touch(somebody)
                return somebody
        somebody = Somebody(name, named.role, named.kind, _gender(named.name))
        self.people.append(somebody)
        return somebody

    def _touch(self, somebody: Somebody) -> None:
        self.people.remove(somebody)
        self.people.append(somebody)

    def _of_name(self, named: Named) -> Somebody | None:
        """Return the one named before by the same name, its last word or a person's first."""
        tokens = _COURTESIES.sub("", named.name).casefold().split()
        for somebody in reversed(self.people):
            theirs = _COURTESIES.sub("", somebody.name).casefold().split()
            if somebody.kind not in ("person", "organisation") or not theirs:
                continue
            if _gender(named.name) and somebody.gender and _gender(named.name) != somebody.gender:
                continue
            if theirs == tokens or (len(tokens) == 1 and tokens[0] in (theirs[-1], theirs[0])):
                return somebody
            if len(theirs) == 1 and theirs[0] == tokens[-1] and somebody.kind == "person":
                return somebody
        return None

    def _last(self, pronoun: str) -> Somebody | None:
        small = pronoun.casefold()
        for somebody in reversed(self.people):
            if small in ("it", "they"):
                fits = somebody.kind in ("organisation", "group")
            else:
                wanted = "f" if small == "she" else "m"
                fits = somebody.kind in ("person", "role") and somebody.gender in ("", wanted)
            if fits:
                if small in ("he", "she") and not somebody.gender:
                    somebody.gender = "f" if small == "she" else "m"
                self._touch(somebody)
                return somebody
        return None

    def _of_role(self, named: Named) -> Somebody | None:
        """Return the latest person of that role: "the MP", "the minister", "the group"."""
        if not re.match(r"the\b", named.written, re.IGNORECASE):
            return None
        wanted = (named.role or "").casefold().split()
        if re.search(r"\bhon\b\.?", named.written):
            return next((each for each in reversed(self.people) if each.sits), None)
        for somebody in reversed(self.people):
            role = f"{somebody.role or ''} {somebody.name}".casefold()
            if somebody.kind in ("person", "organisation") and all(
                word in role.split() for word in wanted
            ):
                self._touch(somebody)
                return somebody
        if wanted in (["mp"], ["peer"]) or wanted == ["minister"]:
            return next((each for each in reversed(self.people) if each.sits), None)
        return None


def _gender(name: str) -> str:
    first = name.split()[0].rstrip(".").casefold() if name else ""
    return "f" if first in FEMALE else "m" if first in MALE else ""
