"""The people and parties of ParlaMint's lists, with the days for which each thing holds."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from lxml import etree

from analyser.debate import Speaker
from analyser.ingest.tei import TEI, XML_ID, collapsed, name_of
from analyser.ingest.untrusted_xml import events_of

_LISTED = (f"{TEI}person", f"{TEI}org")


@dataclass(frozen=True, slots=True)
class _Spell:
    """A name, party or office, with the days (or months, or years) from and to which it holds."""

    words: str
    since: str
    until: str
    organisation: str = ""

    def holds(self, day: str) -> bool:
        until = self.until or day
        return self.since <= day[: len(self.since)] and day[: len(until)] <= until


@dataclass(frozen=True, slots=True)
class _ListedPerson:
    names: tuple[_Spell, ...]
    affiliations: tuple[_Spell, ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """The people and the parties' abbreviations that the lists give, by id."""

    people: dict[str, _ListedPerson] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)

    def take(self, element: etree._Element) -> None:
        """Take a ``person`` or ``org``; organisations other than parties are left."""
        identifier = element.get(XML_ID, "")
        if name_of(element) == "person":
            self.people[identifier] = _person(element)
        elif element.get("role") in ("politicalParty", "parliamentaryGroup"):
            names = element.iterfind(f"{TEI}orgName")
            forms = {name.get("full"): collapsed(name.text or "") for name in names}
            self.parties[identifier] = forms.get("abb") or forms.get("yes") or identifier

    def speaker(self, person_id: str, day: str) -> Speaker | None:
        """Return a listed person as they were on a day; where two spells meet, the later one."""
        person = self.people.get(person_id)
        if person is None:
            return None
        held = [spell for spell in person.affiliations if spell.holds(day)]
        party = _latest(spell for spell in held if self._party(spell))
        office = _latest(spell for spell in held if spell.words)
        name = _latest(spell for spell in person.names if spell.holds(day)) or person.names[0]
        return Speaker(
            name=name.words,
            person_id=person_id,
            party=self._party(party) if party else None,
            office=office.words if office else None,
        )

    def _party(self, spell: _Spell) -> str | None:
        implied = spell.organisation.partition("party.")[2] or None
        return self.parties.get(spell.organisation, implied)


def _latest(spells: Iterable[_Spell]) -> _Spell | None:
    return max(spells, key=lambda spell: spell.since, default=None)


def _person(element: etree._Element) -> _ListedPerson:
    nameless = _Spell(element.get(XML_ID, ""), "", "")
    names = [_spell(name, _full_name(name)) for name in element.iterfind(f"{TEI}persName")]
    affiliations = []
    for held in element.iterfind(f"{TEI}affiliation"):
        role = held.find(f"{TEI}roleName")
        unnamed = "Minister" if held.get("role") == "minister" else ""
        affiliations.append(_spell(held, unnamed if role is None else "".join(role.itertext())))
    named = tuple(name for name in names if name.words)
    return _ListedPerson(named or (nameless,), tuple(affiliations))


def _full_name(element: etree._Element) -> str:
    """Return the first forename and the surname, of which ParlaMint-GB's ids are made too."""
    forenames = [part.text or "" for part in element if name_of(part) == "forename"]
    surnames = [part.text or "" for part in element if name_of(part) in ("nameLink", "surname")]
    return " ".join([*forenames[:1], *surnames]) if surnames else "".join(element.itertext())


def _spell(element: etree._Element, words: str) -> _Spell:
    organisation = element.get("ref", "").rpartition("#")[2]
    since, until = element.get("from", ""), element.get("to", "")
    return _Spell(collapsed(words), since, until, organisation)


def lists_of(path: Path, corpus: str, header: etree._Element) -> Lists:
    """Return the lists of a sitting: its header's, then those beside it, then those above."""
    found = Lists()
    for element in header.iter(*_LISTED):
        found.take(element)
    for folder in (path.absolute().parent, path.absolute().parent.parent):
        for end in ("-listPerson.xml", "-listOrg.xml", ".xml", ".ana.xml"):
            if (companion := folder / f"{corpus}{end}").is_file():
                state = companion.stat()
                more = _companion(companion, state.st_mtime_ns, state.st_size)
                found = Lists(more.people | found.people, more.parties | found.parties)
    return found


@lru_cache(maxsize=16)
def _companion(path: Path, _mtime: int, _size: int) -> Lists:
    """Return the lists in a companion file, read once for each state of it."""
    found = Lists()
    for event, element in events_of(path):
        if event == "end" and element.tag in _LISTED:
            found.take(element)
            element.clear(keep_tail=True)
    return found
