"""ParlParse / TheyWorkForYou scraped XML, both generations, to a ``Sitting``.

Files up to about 2015 are ISO-8859-1 with a DOCTYPE that names characters, and give
``speakerid``, the member of one parliament; later ones give ``person_id``. Bill committees
carry no ``latest`` and hang their divisions on a bare ``divisioncount``. Written statements and
answers have files of their own, and so have the Scottish Parliament, the Senedd and the Northern
Ireland Assembly, which are no House of Parliament.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
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
    Vote,
)
from analyser.errors import UnreadableHansard
from analyser.ingest.bounded import bounded
from analyser.ingest.procedure import PROXY, one_vote_each, question_put, subcounts
from analyser.ingest.untrusted_xml import elements_of

FORMAT = "twfy-xml"

_HEADINGS = ("oral-heading", "major-heading", "minor-heading")
_ID = re.compile(
    r"(?P<scheme>.+?)/(?P<venue>[a-z]+)/(?:(?:en|cy)/)?"
    r"(?P<sitting>[^/]*?\d{4}-\d\d-\d\d)(?P<version>[a-z]*)\.(?P<number>[\dA-Za-z.]+)"
)
_PARAGRAPHS = ("p", "mpname", "clerk")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_STATEMENTS, _ANSWERS = "Written statements", "Written answers"
_VENUES: dict[str, tuple[str, str, House | None]] = {
    "debate": ("debates", "Commons Chamber", House.COMMONS),
    "westminhall": ("westminster", "Westminster Hall", House.COMMONS),
    "standing": ("", "Public Bill Committee", House.COMMONS),
    "lords": ("daylord", "Lords Chamber", House.LORDS),
    "wms": ("ministerial", _STATEMENTS, House.COMMONS),
    "lordswms": ("lordswms", _STATEMENTS, House.LORDS),
    "wrans": ("answers", _ANSWERS, House.COMMONS),
    "lordswrans": ("lordswrans", _ANSWERS, House.LORDS),
    "ni": ("ni", "Northern Ireland Assembly", None),
    "spor": ("sp", "Scottish Parliament", None),
    "sp": ("sp", "Scottish Parliament", None),
    "spwa": ("spwa", "Scottish Parliament, written answers", None),
    "senedd": ("senedd", "Senedd", None),
    "wales": ("senedd", "Senedd", None),
}
_OF_THE_LORDS = {"wms": "lordswms", "wrans": "lordswrans"}
_LORDS_COLUMN = re.compile(r"W[AS]\d")  # WA12 is a column of the Lords, 12W one of the Commons
_SIDES = {"for": "aye", "against": "no", "abstentions": "abstain", "abstain": "abstain"}
_COUNT = 9  # characters
_UNKNOWN = {"", "unknown"}
_MEMBER_OF_COMMITTEE = re.compile(
    r"(?:\((?P<seat>[^()]+)\) ?\((?P<party>[^()]+)\)|\((?P<office>[^()]+)\))$"
)


def read_twfy_xml(path: Path) -> Sitting | None:
    """Return the sitting in a ParlParse file, or ``None`` where the file calls itself superseded.

    Texts keep the published characters, runs of white space made one space. Raises
    ``UnreadableHansard`` for what is not well-formed, is no ``publicwhip`` record, holds
    no debate, or declares entities that name anything but a character.
    """
    elements = elements_of(path)
    root = next(elements, None)
    if root is None:
        raise UnreadableHansard(path, "line 1", "the file is empty", "a <publicwhip> element")
    if root.tag != "publicwhip":
        raise UnreadableHansard(
            path, f"line {root.sourceline}", f"the root is <{root.tag!s}>", "<publicwhip>"
        )
    if root.get("latest") == "no":
        for _ in elements:  # read to the end all the same: a broken file is never just skipped
            pass
        return None
    reading = _DayReader(path, illustrative=root.get("illustrative") == "yes")
    for element in elements:
        reading.take(element)
    return reading.sitting()


@dataclass(frozen=True, slots=True)
class _Heading:
    rank: int
    words: str
    id: str
    url: str | None


class _DayReader:
    """One file being read: the headings that are open and the debates closed so far."""

    def __init__(self, path: Path, *, illustrative: bool) -> None:
        self._path = path
        self._illustrative = illustrative
        self._id: re.Match[str] | None = None
        self._venue = ""
        self._headings: list[_Heading] = []
        self._is_used = False  # whether the open heading has a debate already
        self._debates: list[Debate] = []
        self._contributions: list[Contribution] = []
        self._divisions: list[Division] = []
        self._asks = False  # whether a numbered oral question stands in the open debate
        self._preamble: list[str] = []
        self._seats: dict[str, Speaker] = {}
        self._witnesses: dict[str, str] = {}  # by each word of what is listed, the first such
        self._ids: Counter[str] = Counter()

    def take(self, element: etree._Element) -> None:
        """Take the next child of the root."""
        match element.tag:
            case "oral-heading" | "major-heading" | "minor-heading":
                self._close_debate(by_rank=_HEADINGS.index(str(element.tag)))
                self._open_heading(element)
            case "speech" | "ques" | "reply":
                self._take_speech(element)
            case "division" | "divisioncount":
                self._take_division(element)
            case "bill" | "committee" | "witnesses":
                self._take_committee(element)
            case "gidredirect":
                pass
            case tag:
                raise self._unreadable(
                    element, f"<{tag!s}> is no part of a sitting", "a heading, speech or division"
                )

    def sitting(self) -> Sitting:
        """Return the whole, once every element is taken."""
        self._close_debate()
        if self._id is None:
            raise UnreadableHansard(
                self._path, "the whole file", "it holds no heading, speech or division", "a sitting"
            )
        prefix, _, house = _VENUES[self._venue]
        sitting_id = prefix + self._id["sitting"]
        return Sitting(
            sitting_id=f"{ILLUSTRATIVE}-{sitting_id}" if self._illustrative else sitting_id,
            house=house,
            date=date.fromisoformat(_DATE.findall(self._id["sitting"])[-1]),
            source=self._path.name,
            format=FORMAT,
            debates=tuple(self._debates),
            version=self._id["version"],
        )

    def _unreadable(self, element: etree._Element, what: str, expected: str) -> UnreadableHansard:
        return UnreadableHansard(self._path, f"line {element.sourceline}", what, expected)

    def _identify(self, element: etree._Element) -> str:
        """Return the published id of an element, which also says which sitting this is."""
        published = element.get("id", "")
        found = _ID.fullmatch(published)
        if found is None or (self._id and found["sitting"] != self._id["sitting"]):
            raise self._unreadable(
                element,
                f"<{element.tag!s}> has the id {published!r}",
                "an id of this sitting, such as uk.org.publicwhip/debate/2020-12-15a.121.6",
            )
        if found["venue"] not in _VENUES:
            what = f"the id {published!r} is of {found['venue']!r}, a record that is not read"
            raise self._unreadable(element, what, f"one of {', '.join(_VENUES)}")
        if self._id is None:
            self._venue = found["venue"]
            is_lords = "lords" in self._path.name or _LORDS_COLUMN.match(found["number"])
            if is_lords:
                self._venue = _OF_THE_LORDS.get(self._venue, self._venue)
            try:
                date.fromisoformat(_DATE.findall(found["sitting"])[-1])
            except ValueError:
                what = f"the id {published!r} names no day"
                raise self._unreadable(element, what, "a day, 2020-12-15") from None
        self._id = self._id or found
        self._ids[published] += 1
        seen = self._ids[published]
        return published if seen == 1 else f"{published}~{seen}"

    # Headings and debates ---------------------------------------------------------------------

    def _open_heading(self, element: etree._Element) -> None:
        rank = _HEADINGS.index(str(element.tag))
        above = [kept for kept in self._headings if kept.rank < rank]
        bounded(self._path, f"line {element.sourceline}", _words(element))
        heading = _Heading(rank, _words(element), self._identify(element), _url(element))
        self._headings = [*above, heading]
        self._is_used = False

    def _close_debate(self, *, by_rank: int = -1) -> None:
        """Make a debate of what stands under the open heading.

        A heading with nothing under it becomes a debate too, so that its words are kept,
        unless the next heading (``by_rank``) stands below it and carries them as its section.
        """
        is_container = bool(self._headings) and self._headings[-1].rank < by_rank
        if not self._contributions and (is_container or not self._headings or self._is_used):
            return
        self._leave_question_time()
        assert self._id is not None  # a heading or contribution has been identified
        venue = _VENUES[self._venue][1]
        heading = self._headings[-1] if self._headings else None
        debate_id = heading.id if heading else f"{self._contributions[0].contribution_id}.untitled"
        if self._preamble:
            text, self._preamble = PARAGRAPH.join(self._preamble), []
            preamble = Contribution(f"{debate_id}.preamble", Kind.PROCEDURE, text)
            self._contributions.insert(0, preamble)
        self._debates.append(
            Debate(
                debate_id=debate_id,
                title=heading.words if heading else venue,
                section=" › ".join([venue, *(above.words for above in self._headings[:-1])]),
                contributions=tuple(self._contributions),
                divisions=tuple(self._divisions),
                url=heading.url if heading else None,
            )
        )
        self._contributions, self._divisions, self._asks = [], [], False
        self._is_used = True

    def _leave_question_time(self) -> None:
        """Close the oral heading before the first debate under it that answers no oral question.

        The format has no end mark: whatever follows question time stands under its heading,
        and under the last department's too. A numbered question decides which.
        """
        spoken = any(item.speaker for item in self._contributions)
        if self._in_question_time and spoken and not self._asks:
            is_minor = self._headings[-1].rank == 2
            self._headings = self._headings[-1:] if is_minor else self._headings[1:]

    @property
    def _in_question_time(self) -> bool:
        """Whether an oral heading is open."""
        return bool(self._headings) and self._headings[0].rank == 0

    # What stands under them -------------------------------------------------------------------

    def _take_speech(self, element: etree._Element) -> None:
        name = element.get("speakername", "").strip()
        speaker = None
        if name:
            person = element.get("person_id") or element.get("speakerid") or ""
            person_id = None if person in _UNKNOWN else person
            office = element.get("speakeroffice") or None
            if seat := self._seats.get(person_id or "") or self._witness(name, person_id):
                office = office or seat.office
                speaker = replace(seat, name=name, person_id=person_id, office=office)
            else:
                speaker = Speaker(name, person_id=person_id, office=office)
        if not self._asks and self._in_question_time:
            numbered = element.find("p[@qnum]") is not None
            self._asks = numbered or element.get("oral-qnum") is not None
        self._add(element, Kind.SPEECH if speaker else Kind.PROCEDURE, _text(element), speaker)

    def _add(
        self, element: etree._Element, kind: Kind, text: str, speaker: Speaker | None = None
    ) -> str:
        contribution_id = self._identify(element)
        self._contributions.append(
            Contribution(
                contribution_id=contribution_id,
                kind=kind,
                text=text,
                speaker=speaker,
                column=element.get("colnum") or None,
                time=_time(element.get("time", "")),
                url=_url(element),
            )
        )
        return contribution_id

    def _take_division(self, element: etree._Element) -> None:
        question = question_put(reversed(self._contributions))
        before = self._contributions[-1].text if self._contributions else ""
        division_id = self._add(element, Kind.DIVISION, "")
        count = element if element.tag == "divisioncount" else element.find("divisioncount")
        counts = {} if count is None else dict(count.attrib)
        self._divisions.append(
            Division(
                division_id=division_id,
                number=element.get("divnumber"),
                question=question,
                ayes=self._count(element, _first(counts, "ayes", "content", "for")),
                noes=self._count(element, _first(counts, "noes", "not-content", "against")),
                votes=one_vote_each(self._votes(element)),
                subcounts=subcounts(before),
            )
        )

    def _votes(self, element: etree._Element) -> Iterator[Vote]:
        for voter in element.iter("mpname", "lord", "mspname", "mlaname", "msname"):
            listed = voter.getparent()
            vote = voter.get("vote") or (listed.get("vote") if listed is not None else None)
            if vote is None:
                raise self._unreadable(voter, "a member is listed without a vote", "a vote")
            person = voter.get("person_id") or voter.get("id") or voter.get("memberid") or ""
            name, by = PROXY.sub("", _words(voter)), PROXY.search(_words(voter))
            yield Vote(
                name=name,
                vote=_SIDES.get(vote, vote),
                person_id=None if person in _UNKNOWN else person,
                teller=voter.get("teller") == "yes",
                proxy=by["by"] if by else voter.get("proxy"),
            )

    def _count(self, element: etree._Element, printed: str | None) -> int | None:
        if printed is None or not printed.strip():
            return None
        if not printed.strip().isdecimal() or len(printed) > _COUNT:
            raise self._unreadable(element, f"the count {printed!r}", "a whole number")
        return int(printed)

    def _take_committee(self, element: etree._Element) -> None:
        """Keep a bill committee's own head (bill, Chairs, members, clerks) as procedure.

        It comes before the first id, so it waits for the first contribution. The members'
        party and seat are the text's own attribution for all that follows; whoever is among the
        Chairs speaks as one, and a witness speaks for whoever the list says.
        """
        if text := _text(element):
            self._preamble.append(text)
        for witness in element.iter("witness"):
            bounded(self._path, f"line {witness.sourceline}", listed := _words(witness))
            for word in re.findall(r"\w+", listed):
                self._witnesses.setdefault(word, listed)
        for member in element.iter("mpname"):
            found = _MEMBER_OF_COMMITTEE.search(_words(member))
            name, person_id = member.get("membername"), member.get("person_id")
            person_id = person_id or member.get("memberid")
            above = member.getparent()
            if name and person_id and above is not None and above.tag == "chairmen":
                self._seats[person_id] = Speaker(name, office="Chair")
            elif found and name and person_id:
                self._seats[person_id] = Speaker(
                    name, party=found["party"], constituency=found["seat"], office=found["office"]
                )

    def _witness(self, name: str, person_id: str | None) -> Speaker | None:
        """Return a witness before a committee, with what the list says beside the name."""
        if person_id or not self._witnesses:
            return None
        words = re.findall(r"\w+", name)
        listed = self._witnesses.get(words[-1]) if words else None
        if listed is None:
            return None
        about = listed.partition(name)[2].strip(" ,;") or listed
        return Speaker(name, office=f"Witness: {about}")


def _first(counts: Mapping[str, str], *names: str) -> str | None:
    return next((counts[name] for name in names if name in counts), None)


def _words(element: etree._Element) -> str:
    """Return the text of an element, runs of white space made one space."""
    return _collapse("".join(element.itertext()) if len(element) else element.text)


def _collapse(text: str | None) -> str:
    """Return a text with its runs of white space made one space: most have none."""
    if not text:
        return ""
    for space in "\n\t\r":
        text = text.replace(space, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip(" ")


def _text(element: etree._Element) -> str:
    """Return the paragraphs and table rows of an element, in order, with nothing left out."""
    blocks: list[str] = []
    _add_blocks(element, blocks)
    return PARAGRAPH.join(filter(None, blocks))


def _add_blocks(element: etree._Element, blocks: list[str]) -> None:
    tag = element.tag
    if tag == "tr":
        blocks.append("\t".join(map(_words, element)))
    elif tag in _PARAGRAPHS and (len(element) == 0 or element.find(".//p") is None):
        blocks.append(_words(element))
    else:
        blocks.append(_collapse(element.text))
        for child in element:
            _add_blocks(child, blocks)
            blocks.append(_collapse(child.tail))


def _time(printed: str) -> str | None:
    """Return HH:MM:SS of "014:30:00" or "10:30", or as printed where it is neither."""
    parts = printed.strip().split(":")
    is_clock = all(part.isdecimal() and len(part) <= 3 for part in parts)
    if not is_clock or len(parts) not in (2, 3):
        return printed.strip() or None
    hours, minutes, seconds = (int(part) for part in [*parts, "0"][:3])
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def _url(element: etree._Element) -> str | None:
    return element.get("url") or None
