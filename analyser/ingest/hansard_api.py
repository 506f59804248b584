"""A debate as Hansard's own API gives it (``/debates/debate/{ExtId}.json``), to a ``Sitting``.

A document holds ``Overview``, ``Navigator`` (the headings above), ``Items`` and
``ChildDebates``. A container (a department's questions, a part of the day) may list the items
of its children beside its own: each is read once, under the child. ``Divisions`` is added by
``analyser fetch``: the documents of ``/debates/division/{ExtId}.json`` with the named votes.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

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
    Subcount,
    Vote,
)
from analyser.errors import UnreadableHansard
from analyser.ingest.bounded import bounded
from analyser.ingest.procedure import PROXY, counts_in, one_vote_each, question_put, subcounts
from analyser.ingest.speaker_lines import SpeakerLines, is_chair
from analyser.ingest.untrusted_html import fragment_of
from analyser.ingest.untrusted_json import Fields

FORMAT = "hansard-api"

SITE = "https://hansard.parliament.uk"
MEMBER = "uk.parliament.data/Member/"
"""What stands before Parliament's number of a member to make a person id of it."""

_HEADING = re.compile(r"Hdg|Heading$|Clause$|BillTitle$|hs_7Bill$")
_TIME = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?")
_PLACES = {"house of commons", "house of lords", "commons chamber", "lords chamber"}
_DEEPEST = 50  # debates within debates; the record has four
_LISTED = re.compile(
    r"(?P<last>[^,]{1,200}), (?:rh )?(?P<first>(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Rev)\.? ){0,5}.+)"
)


def is_hansard_api(document: object) -> bool:
    """Return whether a JSON document is one of this API's debates."""
    return isinstance(document, dict) and {"Overview", "Items"} <= document.keys()


def read_hansard_api(path: Path, document: object) -> Sitting:
    """Return the debate in a document of the API, with the debates under it.

    Raises ``UnreadableHansard`` naming the field where a document has another shape than
    the API's, or says no date or House. A debate without items is kept for its heading.
    """
    root = Fields.of(path, "", document)
    reading = _ApiReader(root)
    debates = tuple(reading.debates(root, above=()))
    house, day = reading.house, reading.day
    ext_id = root.inside("Overview").text("ExtId")
    is_fiction = ext_id.casefold().startswith(ILLUSTRATIVE)
    name = f"{FORMAT}-{day.isoformat()}-{ext_id}"
    return Sitting(
        sitting_id=f"{ILLUSTRATIVE}-{name}" if is_fiction else name,
        house=house,
        date=day,
        source=path.name,
        format=FORMAT,
        debates=debates,
        version=root.inside("Overview").text("ContentLastUpdated"),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the record a debate stands."""

    ext_id: str
    url: str
    section: str


class _ApiReader:
    """One document being read: who has been named so far, and in which column we are."""

    def __init__(self, root: Fields) -> None:
        overview = root.inside("Overview")
        self.day = _day(overview)
        self.house = _house(overview)
        self._column: str | None = None
        self._time: str | None = None
        self._taken: set[str] = set()
        items = list(_items(root))
        self._speaker_lines = SpeakerLines(map(_attribution, items))
        self._members = self._named(items)
        self._divisions = {
            key: division
            for division in root.each("Divisions")
            for key in (division.text("ExternalId"), division.text("Id"))
            if key
        }

    def debates(self, node: Fields, *, above: tuple[str, ...]) -> Iterator[Debate]:
        """Yield the debate of a node and those of its children, in the order of the record."""
        overview = node.inside("Overview")
        ext_id = overview.text("ExtId")
        if not ext_id:
            raise UnreadableHansard(
                node.path, f"{node.where}Overview.ExtId", "no id", "the debate's own id"
            )
        if ext_id in self._taken:
            return
        self._taken.add(ext_id)
        title = " ".join(fragment_of(overview.text("Title")).paragraphs) or overview.text(
            "Location"
        )
        location = overview.text("Location") or f"{self.house.value} Chamber"
        headings = above or _above(node, overview)
        bounded(
            node.path, f"{node.where}Overview", " › ".join([ext_id, location, *headings, title])
        )
        place = _Place(
            ext_id,
            _permalink(self.house, self.day, ext_id, title),
            " › ".join([location, *headings]),
        )
        children = node.each("ChildDebates")
        inside = {_key(item) for child in children for item in _items(child)} - {""}
        yield self._debate(node, place, title, inside)
        for child in children:
            yield from self.debates(child, above=(*headings, title))

    def _debate(self, node: Fields, place: _Place, title: str, inside: set[str]) -> Debate:
        contributions: list[Contribution] = []
        divisions: list[Division] = []
        items = sorted(node.each("Items"), key=lambda item: item.number("OrderInSection") or 0)
        for item in items:
            key = _key(item)
            if key and (key in inside or key in self._taken):
                continue
            if key:
                self._taken.add(key)
            contribution = self._contribution(item, place, len(contributions))
            if contribution is None:
                continue
            if contribution.kind is Kind.DIVISION:
                question = question_put(reversed(contributions))
                divisions.append(self._division(item, contribution, question))
            contributions.append(contribution)
        return Debate(
            f"hansard/{place.ext_id}",
            title,
            place.section,
            tuple(contributions),
            tuple(divisions),
            place.url,
        )

    def _contribution(self, item: Fields, place: _Place, number: int) -> Contribution | None:
        """Return an item as a contribution, ``None`` where it only marks a column."""
        fragment = fragment_of(item.text("Value"))
        column = fragment.opens_in or self._column
        self._column = fragment.ends_in or self._column
        text, printed = PARAGRAPH.join(fragment.paragraphs), _attribution(item)
        kind = _kind(item, printed)
        if kind is Kind.TIME:
            self._time = _clock(text)
        if not text and not printed and kind is not Kind.DIVISION:
            return None
        external = item.text("ExternalId")
        key = external or item.text("ItemId") or f"{place.ext_id}/{number + 1}"
        speaker = self._speaker(item, printed) if kind is Kind.SPEECH else None
        attribution = printed if speaker and printed != speaker.name else None
        if speaker is None and printed:  # "Several hon. Members rose—" is no speech
            text = PARAGRAPH.join(filter(None, [printed, text]))
        return Contribution(
            contribution_id=f"hansard/{key}",
            kind=kind,
            text=text,
            speaker=speaker,
            attribution=attribution,
            column=column,
            time=_clock(item.text("Timecode")[11:]) or self._time,
            url=f"{place.url}#contribution-{external}" if external else place.url,
        )

    def _speaker(self, item: Fields, printed: str) -> Speaker:
        """Return who an item is attributed to: by the member's number first, then by the words."""
        read = self._read_line(printed)
        known = self._members.get(item.text("MemberId"))
        if known and _presides(read) and not _presides(known):
            return replace(read, person_id=known.person_id)
        return known or read

    def _read_line(self, printed: str) -> Speaker:
        read = self._speaker_lines.read(printed, set_apart=True, followed=True)
        return read or Speaker(printed)

    def _named(self, items: Iterable[Fields]) -> dict[str, Speaker]:
        """Return each member by number, in the fullest form that the document prints anywhere."""
        named: dict[str, Speaker] = {}
        for item in items:
            number, printed = item.text("MemberId"), _attribution(item)
            if number and printed:
                read = replace(self._read_line(printed), person_id=MEMBER + number)
                if number not in named or _fullness(read) > _fullness(named[number]):
                    named[number] = read
        return named

    def _division(self, item: Fields, at: Contribution, question: str | None) -> Division:
        found = self._divisions.get(item.text("ExternalId")) or self._divisions.get(
            item.text("ItemId")
        )
        if found is None:
            ayes, noes = counts_in(at.text) or (None, None)
            parts = subcounts(at.text)
            return Division(at.contribution_id, None, question, ayes, noes, subcounts=parts)
        before = " ".join(fragment_of(found.text("TextBeforeVote")).paragraphs)
        is_lords = self.house is House.LORDS
        votes = [
            *_votes(found, "AyeMembers", "content" if is_lords else "aye"),
            *_votes(found, "NoeMembers", "not-content" if is_lords else "no"),
        ]
        return Division(
            division_id=at.contribution_id,
            number=found.text("Number") or None,
            question=question or (before if "uestion" in before else None),
            ayes=found.number("AyesCount"),
            noes=found.number("NoesCount"),
            votes=one_vote_each(votes),
            subcounts=(*subcounts(at.text), *_english_votes(found)),
        )


def _english_votes(division: Fields) -> Iterator[Subcount]:
    """Yield the count of English votes that a division gives beside its own (2015 to 2021)."""
    ayes, noes = division.number("EVELAyesCount"), division.number("EVELNoesCount")
    if ayes and noes:
        yield Subcount("Members for constituencies in England", ayes, noes)


def _votes(division: Fields, side: str, vote: str) -> Iterator[Vote]:
    for member in division.each(side):
        name, number = PROXY.sub("", member.text("ListAs")), member.text("MemberId")
        by = PROXY.search(member.text("ListAs"))
        listed = _LISTED.fullmatch(name)
        yield Vote(
            name=f"{listed['first']} {listed['last']}" if listed else name,
            vote=vote,
            person_id=MEMBER + number if number else None,
            teller=bool(member.values.get("IsTeller")),
            proxy=member.text("ProxyName") or (by["by"] if by else None),
        )


def _day(overview: Fields) -> date:
    try:
        return date.fromisoformat(overview.text("Date")[:10])
    except ValueError:
        raise overview.wrong("Date", overview.values.get("Date"), "a date, 2020-01-27") from None


def _house(overview: Fields) -> House:
    printed = overview.text("House").casefold()
    for house in House:
        if house.value.casefold() == printed:
            return house
    raise UnreadableHansard(
        overview.path, "Overview.House", f"the House {printed!r}", "Commons or Lords"
    )


def _above(node: Fields, overview: Fields) -> tuple[str, ...]:
    """Return the headings above a debate, which the navigator lists with their parents."""
    by_id = {entry.text("Id"): entry for entry in node.each("Navigator")}
    own = by_id.get(overview.text("Id"))
    titles: list[str] = []
    seen: set[str] = set()
    parent = own.text("ParentId") if own else ""
    while parent in by_id and parent not in seen:
        seen.add(parent)
        title = " ".join(fragment_of(by_id[parent].text("Title")).paragraphs)
        if title.casefold() not in _PLACES:
            titles.append(title)
        parent = by_id[parent].text("ParentId")
    return tuple(reversed(titles))


def _items(node: Fields) -> Iterator[Fields]:
    """Yield the items of a node and of everything under it."""
    if node.where.count("ChildDebates") > _DEEPEST:
        what = f"debates within debates, more than {_DEEPEST} deep"
        raise UnreadableHansard(node.path, "ChildDebates", what, "a debate of the record")
    yield from node.each("Items")
    for child in node.each("ChildDebates"):
        yield from _items(child)


def _attribution(item: Fields) -> str:
    return " ".join(fragment_of(item.text("AttributedTo")).paragraphs)


def _fullness(speaker: Speaker) -> tuple[bool, int]:
    """Return how much a printed form says: a name before a bare office, then every fact."""
    facts = (speaker.party, speaker.constituency, speaker.office)
    if _presides(speaker):
        return False, 0
    return speaker.name != speaker.office and speaker.name[:4] != "The ", len(facts) - facts.count(
        None
    )


def _presides(speaker: Speaker) -> bool:
    """Whether a printed form is of somebody in the Chair, who may speak from the floor as well."""
    office = speaker.office or ""
    return office == "in the Chair" or is_chair(office)


def _key(item: Fields) -> str:
    return item.text("ItemId") or item.text("ExternalId")


def _kind(item: Fields, printed: str) -> Kind:
    match item.text("ItemType"):
        case "Division":
            return Kind.DIVISION
        case "Timestamp":
            return Kind.TIME
    if printed and (item.text("Value").strip() or item.text("MemberId")):
        return Kind.SPEECH
    return Kind.HEADING if _HEADING.search(item.text("HRSTag")) else Kind.PROCEDURE


def _clock(printed: str) -> str | None:
    """Return HH:MM:SS of "14:30:00" or "2.30", or as printed where it is neither."""
    found = _TIME.match(printed)
    if not found:
        return printed or None
    hours, minutes, *seconds = re.split("[:.]", found[0])
    return f"{int(hours):02}:{minutes}:{seconds[0] if seconds else '00'}"


def _permalink(house: House, day: date, ext_id: str, title: str) -> str:
    slug = "".join(word[:1].upper() + word[1:] for word in re.findall(r"\w+", title))
    return f"{SITE}/{house.value}/{day.isoformat()}/debates/{ext_id}/{slug}"
