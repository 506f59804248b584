"""Short forms: who "Mr Smith", "The Minister" or "Madam Deputy Speaker" is in this debate.

Hansard gives a speaker in full once in a debate and briefly afterwards. A short form is
resolved only where one person, and no other, given earlier in the same debate fits it; one
that fits nobody, or two, stays as printed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from analyser.debate import Contribution, Debate, Sitting, Speaker
from analyser.members.names import (
    PrintedName,
    chair_title,
    is_collective,
    party_abbreviation,
    printed_name,
    same_party,
    seat_words,
    words,
)

SHORT_TITLES = {
    "attorney general": r"attorney general",
    "business secretary": r"secretary of state for business",
    "chancellor": r"chancellor of the exchequer",
    "chief secretary": r"chief secretary to the treasury",
    "culture secretary": r"secretary of state for (digital |national heritage|culture)",
    "defence secretary": r"secretary of state for defence",
    "deputy leader of the house": r"deputy leader of the house of (commons|lords)",
    "education secretary": r"secretary of state for education",
    "environment secretary": r"secretary of state for (the )?environment",
    "foreign secretary": r"secretary of state for foreign",
    "health secretary": r"secretary of state for health",
    "home secretary": r"secretary of state for the home department",
    "justice secretary": r"(lord chancellor and )?secretary of state for justice",
    "leader of the house": r".*\bleader of the house of (commons|lords)",
    "leader of the opposition": r"leader of (the|hm|her majesty's|his majesty's) .*opposition",
    "lord chancellor": r"lord (high )?chancellor",
    "northern ireland secretary": r"secretary of state for northern ireland",
    "prime minister": r"prime minister",
    "scottish secretary": r"secretary of state for scotland",
    "solicitor general": r"solicitor general",
    "trade secretary": r"secretary of state for (international )?trade",
    "transport secretary": r"secretary of state for transport",
    "under-secretary of state": r"(parliamentary )?under-secretary of state",
    "secretary of state": r"(lord chancellor and )?secretary of state",
    "welsh secretary": r"secretary of state for wales",
    "work and pensions secretary": r"secretary of state for work and pensions",
}
"""Short titles of offices to how the full title, without "The", begins."""

_MINISTER = re.compile(
    r"(?!shadow|leader of .*opposition).*\b(minister|secretary|chancellor|(attorney|solicitor|"
    r"paymaster|postmaster) general|advocate|leader of the house|lord (president|privy seal)"
    r"|president of the board)\b"
)
_OFFICE_AND_NAME = re.compile(r"(?P<office>[^()]+?)\s*\((?P<name>[^()]+)\)")


def resolve_short_forms(sitting: Sitting) -> Sitting:
    """Return the sitting with short forms resolved to the speaker given in full in that debate.

    The contribution then has that whole ``Speaker``; ``attribution`` keeps the printed line.
    "The Minister" is the one minister who has spoken, an office the one who holds it, a name
    the one who bears it (with a courtesy by the surname alone), the Chair whoever is named
    under that very title: the Speaker is not a Deputy, nor one Deputy another. "Hon. Members"
    and the like are no persons; a misspelt name is nobody's.
    """
    return replace(sitting, debates=tuple(_resolved(debate) for debate in sitting.debates))


def with_parties_abbreviated(sitting: Sitting) -> Sitting:
    """Return the sitting with parties as Hansard prints them: "Lab", not "Labour"."""

    def spoken(contribution: Contribution) -> Contribution:
        speaker = contribution.speaker
        if speaker is None or speaker.party is None:
            return contribution
        party = party_abbreviation(speaker.party)
        return replace(contribution, speaker=replace(speaker, party=party))

    return replace(
        sitting,
        debates=tuple(
            replace(debate, contributions=tuple(map(spoken, debate.contributions)))
            for debate in sitting.debates
        ),
    )


def _resolved(debate: Debate) -> Debate:
    known = _Known()
    return replace(debate, contributions=tuple(known.resolve(c) for c in debate.contributions))


@dataclass(slots=True)
class _Person:
    """Somebody given in the debate: the most that was printed so far, and every office."""

    speaker: Speaker
    name: PrintedName
    offices: list[str]

    def is_also(self, other: Speaker, name: PrintedName) -> bool:
        """Return whether the other printing can be of this person: same name, nothing against."""
        mine = self.speaker
        if mine.person_id and other.person_id:
            return mine.person_id == other.person_id
        seats = (mine.constituency, other.constituency)
        parties = (mine.party, other.party)
        return (
            name.words == self.name.words
            and name.may_be(self.name)
            and (None in seats or seat_words(seats[0] or "") == seat_words(seats[1] or ""))
            and (None in parties or "none" in parties or same_party(*map(str, parties)))
        )


class _Known:
    """Who has been given so far in one debate."""

    def __init__(self) -> None:
        self._people: list[_Person] = []

    def resolve(self, contribution: Contribution) -> Contribution:
        """Return the contribution with its speaker resolved, and remember who is given in full."""
        printed = contribution.speaker
        if printed is None or is_collective(printed.name):
            return contribution
        speaker = _unfolded(printed)
        if _is_full(speaker):
            self._remember(speaker)
            return contribution if speaker is printed else _spoken_by(contribution, speaker)
        found = self._meant(speaker.name)
        if len(found) == 1:
            return _spoken_by(contribution, found[0])
        if not found and len(printed_name(speaker.name).words) > 1 and not _is_office(speaker.name):
            self._remember(speaker)  # a bare name: nobody yet, but one who may be meant later
        return contribution

    def _remember(self, speaker: Speaker) -> None:
        offices = [speaker.office] if speaker.office else []
        name = printed_name(speaker.name)
        same = [person for person in self._people if person.is_also(speaker, name)]
        if len(same) == 1:
            same[0].speaker = _fuller(same[0].speaker, speaker)
            same[0].offices += [office for office in offices if office not in same[0].offices]
        else:
            self._people.append(_Person(speaker, name, offices))

    def _meant(self, short: str) -> list[Speaker]:
        if title := chair_title(short):
            return self._holders(lambda office: chair_title(office) == title)
        if _is_office(short):
            return self._holders(lambda office: _office_is(short, office))
        name = printed_name(short)
        return [person.speaker for person in self._people if _name_fits(name, person.name)]

    def _holders(self, fits: Callable[[str], bool]) -> list[Speaker]:
        """Return each person one of whose offices fits, in that office."""
        held = ((p.speaker, next(filter(fits, p.offices), None)) for p in self._people)
        return [replace(speaker, office=office) for speaker, office in held if office]


def _unfolded(speaker: Speaker) -> Speaker:
    """Take "The Minister for X (Name)" apart where a reader left it whole."""
    found = _OFFICE_AND_NAME.fullmatch(speaker.name)
    if found is None or not (chair_title(found["office"]) or _is_office(found["office"])):
        return speaker
    return replace(speaker, name=found["name"], office=found["office"])


def _is_full(speaker: Speaker) -> bool:
    """A short form prints nothing but itself, which readers may also give as the office."""
    if speaker.person_id:
        return True
    if chair_title(speaker.name) or _is_office(speaker.name):
        return False
    facts = (speaker.party, speaker.constituency, speaker.office)
    return any(fact is not None and fact != speaker.name for fact in facts)


def _spoken_by(contribution: Contribution, speaker: Speaker) -> Contribution:
    if speaker == contribution.speaker:
        return contribution
    printed = contribution.attribution
    if printed is None and contribution.speaker:
        printed = contribution.speaker.name
    return replace(contribution, speaker=speaker, attribution=printed)


def _fuller(speaker: Speaker, other: Speaker) -> Speaker:
    return Speaker(
        name=speaker.name,
        person_id=speaker.person_id or other.person_id,
        party=speaker.party or other.party,
        constituency=speaker.constituency or other.constituency,
        office=speaker.office or other.office,
    )


def _plain(title: str) -> str:
    return " ".join(words(title.replace("-General", " General"))).removeprefix("the ")


def _is_office(text: str) -> bool:
    plain = _plain(text)
    return words(text)[:1] == ("the",) and (
        plain in SHORT_TITLES or _MINISTER.match(plain) is not None
    )


def _office_is(short: str, office: str) -> bool:
    """Return whether a printed short title is that of an office printed in full."""
    title, full = _plain(short), _plain(office)
    if title == "minister":
        return _MINISTER.match(full) is not None
    return title == full or re.match(SHORT_TITLES.get(title, r"(?!)"), full) is not None


def _name_fits(short: PrintedName, full: PrintedName) -> bool:
    """Return whether a short name can be this full one: whole, a surname, a peer without place."""
    if not short.words or not short.may_be(full):
        return False
    if short.words == full.words:
        return True
    if short.peerage:
        return short.words == _before_place(full.words)
    return short.courtesy and full.words[-len(short.words) :] == short.words


def _before_place(name: tuple[str, ...]) -> tuple[str, ...]:
    return name[: name.index("of")] if "of" in name[1:] else name
