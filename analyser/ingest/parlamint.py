"""ParlaMint TEI files of the UK parliament (ParlaMint-GB), plain and ``.ana``, to a ``Sitting``.

One ``TEI`` file is one day of one House. Who spoke is an id, explained in lists that stand in
the header, in files of their own (``ParlaMint-GB-listPerson.xml``, ``-listOrg.xml``) or in
the corpus root (``ParlaMint-GB.xml``), beside the sitting or in the folder above. Annotated
files hold the same words token by token. No ParlaMint file has a DOCTYPE, so none is allowed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from lxml import etree

from analyser.debate import (
    ILLUSTRATIVE,
    PARAGRAPH,
    Contribution,
    Debate,
    Division,
    House,
    Kind,
    Sitting,
    Speaker,
)
from analyser.errors import UnreadableHansard
from analyser.ingest.procedure import question_put

FORMAT = "parlamint"

_NAMESPACE = "http://www.tei-c.org/ns/1.0"
_TEI = f"{{{_NAMESPACE}}}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_CHUNK = 1 << 16
_COMPANIONS = ("teiCorpus", "listPerson", "listOrg", "taxonomy")
_CONTAINERS = ("TEI", "text", "front", "body", "back", "div")
_APART = ("note", "gap", "vocal", "kinesic", "incident", "desc", "pb", "lb")
_LISTED = (f"{_TEI}person", f"{_TEI}org")
_MARK = re.compile(rf"^{ILLUSTRATIVE}\W*", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HOUSES = {
    "commons": House.COMMONS,
    "#parla.lower": House.COMMONS,
    "lords": House.LORDS,
    "#parla.upper": House.LORDS,
}
_BARE_COUNT = re.compile(r"(?:Ayes|Noes|(?:Not[- ])?Contents)\W*\d[\d,]*", re.IGNORECASE)
_CLOCK = re.compile(r"\b(\d{1,2})([:.])(\d\d)(?:[:.](\d\d))?(?:\s*([ap])\.?\s?m\b)?", re.IGNORECASE)


def is_parlamint(path: Path) -> bool:
    """Return whether the file's root is one of ParlaMint's, by the file's beginning alone."""
    parser = _parser()
    with path.open("rb") as file, suppress(etree.XMLSyntaxError):  # the reader says what is broken
        parser.feed(file.read(_CHUNK))
    _, root = next(iter(parser.read_events()), (None, None))
    return root is not None and root.tag in {_TEI + name for name in ("TEI", *_COMPANIONS)}


def read_parlamint(path: Path) -> Sitting | None:
    """Return the sitting in a TEI file, or ``None`` for a companion file, which holds none.

    Texts are the file's words, runs of white space made one space; plain and annotated files
    of one day give the same sitting. Party and office are those on that day. Raises
    ``UnreadableHansard`` for what is not well-formed, has a DOCTYPE, no day or no utterance,
    or keeps words where no reader looks for them.
    """
    events = _events(path)
    _, root = next(events)
    if root.tag in [_TEI + name for name in _COMPANIONS]:
        for event, element in events:  # to the end: a broken file is never just skipped
            if element.tag == f"{_TEI}u":
                what = "an utterance within a file that should only list sittings or people"
                raise _unreadable(path, element, what, "each sitting in a <TEI> file of its own")
            if event == "end":
                element.clear(keep_tail=True)
        return None
    if root.tag != f"{_TEI}TEI":
        raise _unreadable(path, root, f"the root is <{root.tag!s}>", f"<TEI xmlns='{_NAMESPACE}'>")
    reading = _Reading(path, root)
    for event, element in events:
        reading.take(event, element)
    return reading.sitting()


# People and organisations ---------------------------------------------------------------------


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
class _Person:
    names: tuple[_Spell, ...]
    affiliations: tuple[_Spell, ...]


@dataclass(frozen=True, slots=True)
class _Lists:
    """The people and the parties' abbreviations that the lists give, by id."""

    people: dict[str, _Person] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)

    def take(self, element: etree._Element) -> None:
        """Take a ``person`` or ``org``; organisations other than parties are left."""
        identifier = element.get(_XML_ID, "")
        if _name(element) == "person":
            self.people[identifier] = _person(element)
        elif element.get("role") in ("politicalParty", "parliamentaryGroup"):
            names = element.iterfind(f"{_TEI}orgName")
            forms = {name.get("full"): _collapse(name.text or "") for name in names}
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


def _person(element: etree._Element) -> _Person:
    nameless = _Spell(element.get(_XML_ID, ""), "", "")
    names = [_spell(name, _full_name(name)) for name in element.iterfind(f"{_TEI}persName")]
    affiliations = []
    for held in element.iterfind(f"{_TEI}affiliation"):
        role = held.find(f"{_TEI}roleName")
        unnamed = "Minister" if held.get("role") == "minister" else ""
        affiliations.append(_spell(held, unnamed if role is None else "".join(role.itertext())))
    named = tuple(name for name in names if name.words)
    return _Person(named or (nameless,), tuple(affiliations))


def _full_name(element: etree._Element) -> str:
    """Return the first forename and the surname, of which ParlaMint-GB's ids are made too."""
    forenames = [part.text or "" for part in element if _name(part) == "forename"]
    surnames = [part.text or "" for part in element if _name(part) in ("nameLink", "surname")]
    return " ".join([*forenames[:1], *surnames]) if surnames else "".join(element.itertext())


def _spell(element: etree._Element, words: str) -> _Spell:
    organisation = element.get("ref", "").rpartition("#")[2]
    since, until = element.get("from", ""), element.get("to", "")
    return _Spell(_collapse(words), since, until, organisation)


def _lists(path: Path, corpus: str, header: etree._Element) -> _Lists:
    """Return the lists of a sitting: its header's, then those beside it, then those above."""
    found = _Lists()
    for element in header.iter(*_LISTED):
        found.take(element)
    for folder in (path.absolute().parent, path.absolute().parent.parent):
        for end in ("-listPerson.xml", "-listOrg.xml", ".xml", ".ana.xml"):
            if (companion := folder / f"{corpus}{end}").is_file():
                state = companion.stat()
                more = _companion(companion, state.st_mtime_ns, state.st_size)
                found = _Lists(more.people | found.people, more.parties | found.parties)
    return found


@lru_cache(maxsize=16)
def _companion(path: Path, _mtime: int, _size: int) -> _Lists:
    """Return the lists in a companion file, read once for each state of it."""
    found = _Lists()
    for event, element in _events(path):
        if event == "end" and element.tag in _LISTED:
            found.take(element)
            element.clear(keep_tail=True)
    return found


# The sitting ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _OpenDebate:
    id: str
    title: str = ""
    contributions: list[Contribution] = field(default_factory=list)
    divisions: list[Division] = field(default_factory=list)
    speaker_line: tuple[int, Contribution] | None = None  # with the place at which it stands
    vote: tuple[str, int | None] = ("", None)  # the side and count, if a vote note was last

    def keep_speaker_line(self) -> None:
        """Put a speaker line that no utterance followed where it stood, as procedure."""
        if self.speaker_line is not None:
            self.contributions.insert(*self.speaker_line)
        self.speaker_line = None


class _Reading:
    """One sitting being read: the debate that is open and those closed so far."""

    def __init__(self, path: Path, root: etree._Element) -> None:
        published = root.get(_XML_ID, "")
        if not published:
            raise _unreadable(
                path, root, "<TEI> has no xml:id", "one such as ParlaMint-GB_2020-01-27-commons"
            )
        self._path, self._root = path, root
        # the corpus "-en" is the same words once more, with other annotation
        self._id = re.sub(r"^([^_]*)-en_", r"\1_", published.removesuffix(".ana"))
        self._is_illustrative = _MARK.match(self._id) is not None
        self._date: date | None = None
        self._house: House | None = None
        self._venue = ""
        self._lists = _Lists()
        self._open: _OpenDebate | None = None
        self._debates: list[Debate] = []
        self._time: str | None = None
        self._has_utterance = False
        self._ids: Counter[str] = Counter()

    def take(self, event: str, element: etree._Element) -> None:
        """Take the start or the end of any element, and free what stands before it."""
        name, parent = _name(element), element.getparent()
        if event == "start":
            if name == "div" and parent is not None and _name(parent) != "div":
                self._open_debate(element)
            return
        if name in _CONTAINERS:
            self._refuse(element, element[-1].tail if len(element) else element.text)
        if parent is None or _name(parent) not in _CONTAINERS:
            return
        before = element.getprevious()
        self._refuse(parent, parent.text if before is None else before.tail)
        if name == "teiHeader":
            self._take_header(element)
        elif name == "div" and _name(parent) != "div":
            self._close_debate()
        elif name not in _CONTAINERS and _name(parent) != "TEI":
            self._take_block(self._open or self._open_debate(parent), name, element)
        while (before := element.getprevious()) is not None:
            parent.remove(before)

    def sitting(self) -> Sitting:
        """Return the whole, once every element is taken."""
        self._close_debate()
        if not self._has_utterance:
            raise _unreadable(self._path, self._root, "it holds no utterance", "a <u> in its body")
        return Sitting(
            sitting_id=self._marked(f"{FORMAT}-{_MARK.sub('', self._id)}"),
            house=self._house,
            date=self._date,
            source=self._path.name,
            format=FORMAT,
            debates=tuple(self._debates),
        )

    def _take_header(self, header: etree._Element) -> None:
        setting = header.find(f".//{_TEI}setting/{_TEI}date")
        when = "" if setting is None else setting.get("when", "")
        found = _DAY.match(when) or (None if when else _DAY.search(self._id))
        try:
            self._date = date.fromisoformat(found[0] if found else "")
        except ValueError:
            what = f"the day {when!r} is no date" if when else "no date is given"
            expected = "<setting> with <date when='2020-01-27'>"
            raise _unreadable(self._path, header, what, expected) from None
        meetings = " ".join(meeting.get("ana", "") for meeting in header.iter(f"{_TEI}meeting"))
        signs = [*re.split(r"[-_.]", self._id.casefold()), *meetings.split()]
        self._house = next((_HOUSES[sign] for sign in signs if sign in _HOUSES), None)
        self._venue = f"{self._house.value} Chamber" if self._house else self._id
        self._lists = _lists(self._path, self._id.partition("_")[0], header)

    def _marked(self, identifier: str) -> str:
        """Return an id that says so if the sitting is fiction."""
        return (
            f"{ILLUSTRATIVE}-{_MARK.sub('', identifier)}" if self._is_illustrative else identifier
        )

    def _identify(self, element: etree._Element) -> str:
        """Return the published id, the same for plain and annotated files, or one by position."""
        published = element.get(_XML_ID) or f"{self._id}.unnamed-{_name(element)}"
        identifier = self._marked(published.replace(".ana.", ".", 1))
        self._ids[identifier] += 1
        seen = self._ids[identifier]
        return identifier if seen == 1 else f"{identifier}~{seen}"

    def _refuse(self, element: etree._Element, *texts: str | None) -> None:
        """Refuse words that stand where no paragraph, heading or note would keep them."""
        for text in texts:
            if text and text.strip():
                what = f"words outside any paragraph or note: {_collapse(text)[:40]!r}"
                expected = "every word within <seg>, <head> or <note>"
                raise _unreadable(self._path, element, what, expected)

    # Debates ----------------------------------------------------------------------------------

    def _open_debate(self, element: etree._Element) -> _OpenDebate:
        self._close_debate()
        if self._date is None:
            raise _unreadable(self._path, element, "no <teiHeader> before the words", "one")
        self._open = _OpenDebate(self._identify(element))
        return self._open

    def _close_debate(self) -> None:
        """Make a debate of what stands open; an empty division of the file leaves no trace."""
        debate, self._open = self._open, None
        if debate is None:
            return
        debate.keep_speaker_line()
        if debate.title or debate.contributions:
            self._debates.append(
                Debate(
                    debate_id=debate.id,
                    title=debate.title or self._venue,
                    section=self._venue,
                    contributions=tuple(debate.contributions),
                    divisions=tuple(debate.divisions),
                )
            )

    def _take_block(self, debate: _OpenDebate, name: str, element: etree._Element) -> None:
        """Take whatever stands in a debate; what has no place of its own there is procedure."""
        if name == "u":
            self._take_utterance(debate, element)
            return
        has_paragraphs = element.find(f"{_TEI}p") is not None
        words = self._paragraphs(element, "p") if has_paragraphs else self._words(element)
        kind = element.get("type", "") if name == "note" else name
        if not words:
            return
        if kind == "head" and not debate.title:
            debate.title = words
        elif kind == "speaker":
            debate.keep_speaker_line()
            line = Contribution(self._identify(element), Kind.PROCEDURE, words, time=self._time)
            debate.speaker_line = len(debate.contributions), line
        elif kind in ("vote-ayes", "vote-noes"):
            self._take_vote(debate, element, kind, words)
        else:
            if kind == "time":
                self._time = _clock(words) or words
            named = {"head": Kind.HEADING, "time": Kind.TIME}
            self._add(debate, element, named.get(kind, Kind.PROCEDURE), words)

    def _add(
        self,
        debate: _OpenDebate,
        element: etree._Element,
        kind: Kind,
        text: str,
        speaker: Speaker | None = None,
        attribution: str | None = None,
    ) -> None:
        identifier = self._identify(element)
        debate.contributions.append(
            Contribution(identifier, kind, text, speaker, attribution, time=self._time)
        )
        debate.vote = ("", None)

    def _take_vote(
        self, debate: _OpenDebate, element: etree._Element, side: str, words: str
    ) -> None:
        """Take the count of one side: a division, where that of the other stands just before.

        Of "Ayes: 312" nothing is left to say once the division holds the count.
        """
        counts = dict([debate.vote, (side, _count(words))])
        self._add(debate, element, Kind.PROCEDURE, words)
        ayes, noes = counts.get("vote-ayes"), counts.get("vote-noes")
        if ayes is None or noes is None:
            debate.vote = side, counts[side]
            return
        *before, one, other = debate.contributions
        text = PARAGRAPH.join(
            item.text for item in (one, other) if not _BARE_COUNT.fullmatch(item.text)
        )
        place = Contribution(one.contribution_id, Kind.DIVISION, text, time=self._time)
        question = question_put(reversed(before))
        debate.contributions = [*before, place]
        debate.divisions.append(Division(place.contribution_id, None, question, ayes, noes))

    def _take_utterance(self, debate: _OpenDebate, element: etree._Element) -> None:
        """Take what one member says. An utterance that names nobody is procedure."""
        self._has_utterance = True
        _, line = debate.speaker_line or (0, None)
        debate.speaker_line = None
        printed = line.text if line else None
        speaker = self._speaker(element, printed)
        kind = Kind.SPEECH if speaker else Kind.PROCEDURE
        self._add(debate, element, kind, self._paragraphs(element, "seg"), speaker, printed)

    def _speaker(self, element: etree._Element, printed: str | None) -> Speaker | None:
        """Return who speaks: as listed, else as the speaker line has it, else the bare id."""
        person_id = element.get("who", "").rpartition("#")[2]
        name = printed.rstrip(" :") if printed else person_id
        if not name:
            return None
        speaker = self._lists.speaker(person_id, str(self._date)) or Speaker(
            name, person_id or None
        )
        is_chair = "#chair" in element.get("ana", "").split()
        return replace(speaker, office=(printed and name) or "Chair") if is_chair else speaker

    # Words ------------------------------------------------------------------------------------

    def _paragraphs(self, element: etree._Element, named: str) -> str:
        """Return the paragraphs of an element, and the remarks that stand between them."""
        self._refuse(element, *_own_text(element))
        paragraphs = [self._words(child) for child in element]
        for child, words in zip(element, paragraphs, strict=True):
            if _name(child) not in (named, *_APART):
                self._refuse(child, words)
        return PARAGRAPH.join(filter(None, paragraphs))

    def _words(self, element: etree._Element) -> str:
        """Return the words of an element, runs of white space made one space."""
        is_annotated = next(element.iter(f"{_TEI}w", f"{_TEI}pc"), None) is not None
        return _collapse("".join(self._tokens(element) if is_annotated else _plain(element)))

    def _tokens(self, element: etree._Element) -> Iterator[str]:
        """Yield the words of an annotated element, whose own white space is only layout."""
        self._refuse(element, *_own_text(element))
        for child in element:
            name = _name(child)
            if name in ("w", "pc"):
                yield _surface(child) + ("" if child.get("join") in ("right", "both") else " ")
            elif name in _APART:
                yield f" {_collapse(''.join(_plain(child)))} "
            else:  # s, name, phr wrap tokens; linkGrp holds none
                yield from self._tokens(child)


def _own_text(element: etree._Element) -> Iterator[str | None]:
    yield element.text
    yield from (child.tail for child in element)


def _plain(element: etree._Element) -> Iterator[str]:
    """Yield the text of a plain element, remarks and breaks within it set apart by spaces."""
    yield element.text or ""
    for child in element:
        space = " " if _name(child) in _APART else ""
        yield from (space, *_plain(child), space, child.tail or "")


def _surface(word: etree._Element) -> str:
    """Return a token as printed: of a contraction its own text, not the words it stands for."""
    own = _collapse("".join(text or "" for text in _own_text(word)))
    parts = (_surface(part) + ("" if part.get("join") == "right" else " ") for part in word)
    return own or "".join(parts).strip(" ")


def _collapse(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def _clock(words: str) -> str | None:
    """Return HH:MM:SS, or ``None`` where there is not one time or it has two readings."""
    times = _CLOCK.findall(words)
    if len(times) != 1:
        return None
    hours, mark, minutes, seconds, half = times[0]
    if not half and (mark == "." or len(hours) == 1):
        return None
    hour = int(hours) % 12 + 12 * (half.lower() == "p") if half else int(hours)
    is_time = hour < 24 and int(minutes) < 60
    return f"{hour:02}:{minutes}:{seconds or '00'}" if is_time else None


def _count(words: str) -> int | None:
    """Return the one number in a vote note, ``None`` where there is none or more."""
    numbers = re.findall(r"\d[\d,]*", words)
    return int(numbers[0].replace(",", "")) if len(numbers) == 1 else None


# The file -------------------------------------------------------------------------------------


def _name(element: etree._Element) -> str:
    return str(element.tag).removeprefix(_TEI)


def _unreadable(path: Path, element: etree._Element, what: str, expected: str) -> UnreadableHansard:
    return UnreadableHansard(path, f"line {element.sourceline}", what, expected)


def _parser() -> etree.XMLPullParser:
    return etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _events(path: Path) -> Iterator[tuple[str, etree._Element]]:
    """Yield every start and end of an element as the file is read, the root's start first.

    Whoever takes them frees them. Raises ``UnreadableHansard`` for what is empty, not
    well-formed or cut off, and for any DOCTYPE: no entity can reach outside or grow.
    """
    parser = _parser()
    broken: etree.XMLSyntaxError | None = None
    is_begun = False
    with path.open("rb") as file:
        chunk = b"-"
        while chunk and broken is None:
            chunk = file.read(_CHUNK)
            try:
                if chunk:
                    parser.feed(chunk)
                elif file.tell():
                    parser.close()
            except etree.XMLSyntaxError as error:
                broken = error
            for event, element in parser.read_events():
                if not is_begun and element.getroottree().docinfo.internalDTD is not None:
                    what = "the file declares a document type or entities"
                    raise UnreadableHansard(path, "the DOCTYPE", what, "no DOCTYPE")
                is_begun = True
                yield event, element
    if broken is not None:
        what = re.sub(r",? \(?line \d+.*", "", broken.msg or "broken XML")
        line = broken.position[0] or "1"
        raise UnreadableHansard(path, f"line {line}", what, "well-formed XML") from broken
    if not is_begun:
        raise UnreadableHansard(path, "line 1", "the file is empty", "a <TEI> element")
