"""ParlaMint TEI files of the UK parliament (ParlaMint-GB), plain and ``.ana``, to a ``Sitting``.

One ``TEI`` file is one day of one House. Who spoke is an id, explained in lists that stand in
the header, in files of their own (``ParlaMint-GB-listPerson.xml``, ``-listOrg.xml``) or in
the corpus root (``ParlaMint-GB.xml``), beside the sitting or in the folder above. Annotated
files hold the same words token by token. No ParlaMint file has a DOCTYPE, so none is allowed.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
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
from analyser.ingest.parlamint_lists import Lists, lists_of
from analyser.ingest.procedure import (
    DIVIDED,
    counts_in,
    is_procedure,
    paragraphs_to_counts,
    question_put,
    subcounts,
)
from analyser.ingest.tei import (
    NAMESPACE,
    TEI,
    XML_ID,
    collapsed,
    name_of,
    unreadable,
)
from analyser.ingest.untrusted_xml import events_of

FORMAT = "parlamint"

_COMPANIONS = ("teiCorpus", "listPerson", "listOrg", "taxonomy")
_CONTAINERS = ("TEI", "text", "front", "body", "back", "div")
_APART = ("note", "gap", "vocal", "kinesic", "incident", "desc", "pb", "lb")
_MARK = re.compile(rf"^{ILLUSTRATIVE}\W*", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HOUSES = {
    "commons": House.COMMONS,
    "#parla.lower": House.COMMONS,
    "lords": House.LORDS,
    "#parla.upper": House.LORDS,
}
_BARE_COUNT = re.compile(r"(?:Ayes|Noes|(?:Not[- ])?Contents)\W*\d[\d,]*", re.IGNORECASE)
_COUNT = 7  # digits and commas; no House has so many members
_CLOCK = re.compile(r"\b(\d{1,2})([:.])(\d\d)(?:[:.](\d\d))?(?:\s*([ap])\.?\s?m\b)?", re.IGNORECASE)


def is_parlamint(path: Path) -> bool:
    """Return whether the file's root is one of ParlaMint's, by the file's beginning alone."""
    try:
        _, root = next(events_of(path, characters=True), (None, None))
    except UnreadableHansard:  # its reader says what is wrong with it
        return False
    return root is not None and root.tag in {TEI + name for name in ("TEI", *_COMPANIONS)}


def read_parlamint(path: Path) -> Sitting | None:
    """Return the sitting in a TEI file, or ``None`` for a companion file, which holds none.

    Texts are the file's words, runs of white space made one space; plain and annotated files
    of one day give the same sitting. Party and office are those on that day. Raises
    ``UnreadableHansard`` for what is not well-formed, has a DOCTYPE, no day or no utterance,
    or keeps words where no reader looks for them.
    """
    events = events_of(path)
    _, root = next(events, (None, None))
    if root is None:
        raise UnreadableHansard(path, "line 1", "the file is empty", "a <TEI> element")
    if root.tag in [TEI + name for name in _COMPANIONS]:
        for event, element in events:  # to the end: a broken file is never just skipped
            if element.tag == f"{TEI}u":
                what = "an utterance within a file that should only list sittings or people"
                raise unreadable(path, element, what, "each sitting in a <TEI> file of its own")
            if event == "end":
                element.clear(keep_tail=True)
        return None
    if root.tag != f"{TEI}TEI":
        raise unreadable(path, root, f"the root is <{root.tag!s}>", f"<TEI xmlns='{NAMESPACE}'>")
    reading = _TeiReader(path, root)
    for event, element in events:
        reading.take(event, element)
    return reading.sitting()


# The sitting ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _OpenDebate:
    id: str
    title: str = ""
    contributions: list[Contribution] = field(default_factory=list)
    divisions: list[Division] = field(default_factory=list)
    speaker_line: tuple[int, Contribution] | None = None  # with the place at which it stands
    is_near: bool = False  # whether a division stands there since a member spoke last
    vote: tuple[str, int | None] = ("", None)  # the side and count, if a vote note was last

    def is_held(self, ayes: int, noes: int) -> bool:
        """Whether the division just before has these counts: notes and words both give them."""
        last = self.divisions[-1] if self.divisions else None
        return last is not None and self.is_near and (last.ayes, last.noes) == (ayes, noes)

    def keep_speaker_line(self) -> None:
        """Put a speaker line that no utterance followed where it stood, as procedure."""
        if self.speaker_line is not None:
            self.contributions.insert(*self.speaker_line)
        self.speaker_line = None


class _TeiReader:
    """One sitting being read: the debate that is open and those closed so far."""

    def __init__(self, path: Path, root: etree._Element) -> None:
        published = root.get(XML_ID, "")
        if not published:
            raise unreadable(
                path, root, "<TEI> has no xml:id", "one such as ParlaMint-GB_2020-01-27-commons"
            )
        self._path, self._root = path, root
        # the corpus "-en" is the same words once more, with other annotation
        self._id = re.sub(r"^([^_]*)-en_", r"\1_", published.removesuffix(".ana"))
        self._is_illustrative = _MARK.match(self._id) is not None
        self._date: date | None = None
        self._house: House | None = None
        self._venue = ""
        self._lists = Lists()
        self._open: _OpenDebate | None = None
        self._debates: list[Debate] = []
        self._time: str | None = None
        self._has_utterance = False
        self._ids: Counter[str] = Counter()

    def take(self, event: str, element: etree._Element) -> None:
        """Take the start or the end of any element, and free what stands before it."""
        name, parent = name_of(element), element.getparent()
        if event == "start":
            if name == "div" and parent is not None and name_of(parent) != "div":
                self._open_debate(element)
            return
        if name in _CONTAINERS:
            self._refuse(element, element[-1].tail if len(element) else element.text)
        if parent is None or name_of(parent) not in _CONTAINERS:
            return
        before = element.getprevious()
        self._refuse(parent, parent.text if before is None else before.tail)
        if name == "teiHeader":
            self._take_header(element)
        elif name == "div" and name_of(parent) != "div":
            self._close_debate()
        elif name not in _CONTAINERS and name_of(parent) != "TEI":
            self._take_block(self._open or self._open_debate(parent), name, element)
        while (before := element.getprevious()) is not None:
            parent.remove(before)

    def sitting(self) -> Sitting:
        """Return the whole, once every element is taken."""
        self._close_debate()
        if not self._has_utterance:
            raise unreadable(self._path, self._root, "it holds no utterance", "a <u> in its body")
        return Sitting(
            sitting_id=self._marked(f"{FORMAT}-{_MARK.sub('', self._id)}"),
            house=self._house,
            date=self._date,
            source=self._path.name,
            format=FORMAT,
            debates=tuple(self._debates),
        )

    def _take_header(self, header: etree._Element) -> None:
        setting = header.find(f".//{TEI}setting/{TEI}date")
        when = "" if setting is None else setting.get("when", "")
        found = _DAY.match(when) or (None if when else _DAY.search(self._id))
        try:
            self._date = date.fromisoformat(found[0] if found else "")
        except ValueError:
            what = f"the day {when!r} is no date" if when else "no date is given"
            expected = "<setting> with <date when='2020-01-27'>"
            raise unreadable(self._path, header, what, expected) from None
        meetings = " ".join(meeting.get("ana", "") for meeting in header.iter(f"{TEI}meeting"))
        signs = [*re.split(r"[-_.]", self._id.casefold()), *meetings.split()]
        self._house = next((_HOUSES[sign] for sign in signs if sign in _HOUSES), None)
        self._venue = f"{self._house.value} Chamber" if self._house else self._id
        self._lists = lists_of(self._path, self._id.partition("_")[0], header)

    def _marked(self, identifier: str) -> str:
        """Return an id that says so if the sitting is fiction."""
        return (
            f"{ILLUSTRATIVE}-{_MARK.sub('', identifier)}" if self._is_illustrative else identifier
        )

    def _identify(self, element: etree._Element) -> str:
        """Return the published id, the same for plain and annotated files, or one by position."""
        published = element.get(XML_ID) or f"{self._id}.unnamed-{name_of(element)}"
        identifier = self._marked(published.replace(".ana.", ".", 1))
        self._ids[identifier] += 1
        seen = self._ids[identifier]
        return identifier if seen == 1 else f"{identifier}~{seen}"

    def _refuse(self, element: etree._Element, *texts: str | None) -> None:
        """Refuse words that stand where no paragraph, heading or note would keep them."""
        for text in texts:
            if text and text.strip():
                what = f"words outside any paragraph or note: {collapsed(text)[:40]!r}"
                expected = "every word within <seg>, <head> or <note>"
                raise unreadable(self._path, element, what, expected)

    # Debates ----------------------------------------------------------------------------------

    def _open_debate(self, element: etree._Element) -> _OpenDebate:
        self._close_debate()
        if self._date is None:
            raise unreadable(self._path, element, "no <teiHeader> before the words", "one")
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
        has_paragraphs = element.find(f"{TEI}p") is not None
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
            if kind in ("head", "time"):
                self._add(debate, element, Kind.TIME if kind == "time" else Kind.HEADING, words)
            else:
                self._take_procedure(debate, element, [words])

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
        if kind in (Kind.SPEECH, Kind.DIVISION):
            debate.is_near = kind is Kind.DIVISION

    def _take_vote(
        self, debate: _OpenDebate, element: etree._Element, side: str, words: str
    ) -> None:
        """Take the count of one side: a division, where that of the other stands just before.

        Of "Ayes: 312" nothing is left to say once the division holds the count.
        """
        counts = dict([debate.vote, (side, _count(words))])
        self._add(debate, element, Kind.PROCEDURE, words)
        ayes, noes = counts.get("vote-ayes"), counts.get("vote-noes")
        if ayes is None or noes is None or debate.is_held(ayes, noes):
            debate.vote = side, counts[side]
            return
        one, other = debate.contributions[-2:]
        del debate.contributions[-2:]
        text = PARAGRAPH.join(
            item.text for item in (one, other) if not _BARE_COUNT.fullmatch(item.text)
        )
        place = Contribution(one.contribution_id, Kind.DIVISION, text, time=self._time)
        question = question_put(reversed(debate.contributions))
        debate.contributions.append(place)
        debate.is_near = True
        debate.divisions.append(Division(place.contribution_id, None, question, ayes, noes))

    def _take_utterance(self, debate: _OpenDebate, element: etree._Element) -> None:
        """Take what one member says. An utterance that names nobody is procedure.

        ParlaMint-GB keeps procedure in the utterance before it: "Question put and agreed to." is
        no member's, so it parts the utterance.
        """
        self._has_utterance = True
        _, line = debate.speaker_line or (0, None)
        debate.speaker_line = None
        printed = line.text if line else None
        speaker = self._speaker(element, printed)
        kind = Kind.SPEECH if speaker else Kind.PROCEDURE
        self._refuse_words_of(element, "seg")
        first = element
        for is_said, parts in groupby(self._parts(element), lambda part: part[0]):
            pieces = list(parts)
            text = PARAGRAPH.join(words for _, _, words in pieces)
            whole = element if first is element else pieces[0][1]
            first = pieces[0][1]
            if is_said:
                self._add(debate, whole, kind, text, speaker, printed)
                printed = None
            else:
                self._take_procedure(debate, whole, [words for _, _, words in pieces])

    def _parts(self, element: etree._Element) -> Iterator[tuple[bool, etree._Element, str]]:
        """Yield each part of an utterance: whether its speaker says it, the element, the words."""
        for child in element:
            is_segment = name_of(child) == "seg"
            if words := self._words(child) if is_segment else _remark(child):
                yield not is_segment or not is_procedure(words), child, words

    def _take_procedure(
        self, debate: _OpenDebate, element: etree._Element, paragraphs: list[str]
    ) -> None:
        """Take words of the record itself; where they count a division, that stands there too."""
        parts = subcounts(PARAGRAPH.join(paragraphs))
        ends = range(1, len(paragraphs) + 1)
        counted = paragraphs_to_counts(PARAGRAPH.join(paragraphs))
        if parts:
            counted = max((n for n in ends if counts_in(paragraphs[n - 1])), default=counted)
        before, after = paragraphs[:counted], paragraphs[counted:]
        counts = counts_in(PARAGRAPH.join(before))
        is_division = counts is not None and bool(DIVIDED.search(PARAGRAPH.join(before)))
        if counts is None or not is_division or debate.is_held(*counts):
            self._add(debate, element, Kind.PROCEDURE, PARAGRAPH.join(paragraphs))
            return
        self._add(debate, element, Kind.PROCEDURE, PARAGRAPH.join(before))
        question = question_put(reversed(debate.contributions))
        self._add(debate, element, Kind.DIVISION, "")
        place = debate.contributions[-1].contribution_id
        debate.divisions.append(Division(place, None, question, *counts, subcounts=parts))
        if after:
            self._add(debate, element, Kind.PROCEDURE, PARAGRAPH.join(after))

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
        self._refuse_words_of(element, named)
        return PARAGRAPH.join(filter(None, (self._words(child) for child in element)))

    def _refuse_words_of(self, element: etree._Element, named: str) -> None:
        """Refuse words of an element that stand in no paragraph, ``named`` so, and no remark."""
        self._refuse(element, *_own_text(element))
        for child in element:
            if name_of(child) not in (named, *_APART):
                self._refuse(child, self._words(child))

    def _words(self, element: etree._Element) -> str:
        """Return the words of an element, runs of white space made one space."""
        is_annotated = next(element.iter(f"{TEI}w", f"{TEI}pc"), None) is not None
        return collapsed("".join(self._tokens(element) if is_annotated else _plain(element)))

    def _tokens(self, element: etree._Element) -> Iterator[str]:
        """Yield the words of an annotated element, whose own white space is only layout."""
        self._refuse(element, *_own_text(element))
        for child in element:
            name = name_of(child)
            if name in ("w", "pc"):
                yield _surface(child) + ("" if child.get("join") in ("right", "both") else " ")
            elif name in _APART:
                yield f" {_remark(child)} "
            else:  # s, name, phr wrap tokens; linkGrp holds none
                yield from self._tokens(child)


def _own_text(element: etree._Element) -> Iterator[str | None]:
    yield element.text
    yield from (child.tail for child in element)


def _plain(element: etree._Element) -> Iterator[str]:
    """Yield the text of a plain element, remarks and breaks within it set apart by spaces."""
    yield element.text or ""
    for child in element:
        if name_of(child) in _APART:
            yield from (" ", _remark(child), " ", child.tail or "")
        else:
            yield from (*_plain(child), child.tail or "")


def _remark(element: etree._Element) -> str:
    """Return a remark within a paragraph, in the brackets that Hansard prints: [Interruption.]"""
    words = collapsed("".join(element.itertext()))
    return words if not words or words[0] in "[(" else f"[{words}]"


def _surface(word: etree._Element) -> str:
    """Return a token as printed: of a contraction its own text, not the words it stands for."""
    own = collapsed("".join(text or "" for text in _own_text(word)))
    parts = (_surface(part) + ("" if part.get("join") == "right" else " ") for part in word)
    return own or "".join(parts).strip(" ")


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
    is_count = len(numbers) == 1 and len(numbers[0]) <= _COUNT
    return int(numbers[0].replace(",", "")) if is_count else None
