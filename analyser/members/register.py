"""The register: who sat where, for which party, holding which office, on a given day.

The lists ``mps_YYYY.csv`` give each member one party and no date. Those of past parliaments show
members as elected (all 2,611 rows for 1997 to 2010 agree with the dated registers' first day);
that of the newest parliament follows changes for years. So a list is one witness to a party on an
unknown day, and is believed only where a second witness stands on the other side of the sitting
and agrees: for the newest list the last before it, for an older one the first after. Where either
neighbour disagrees the party stays unknown, and so it does for whoever is known to have sat
without the whip between two lists that agree (``withdrawn.py``). Labour and Labour/Co-operative
agree. Where a member has one list alone, the second witness is the public record of changes of
party, for the spans in which that is complete. Against the parties that Hansard printed in 2020
and 2021 this gives 179 speakers of 189 a party, all right; to believe every list outright gives
182, four of them wrong.

A minister who speaks in the Commons is of the party that governs alone, so a government post
held on the day decides the party, whatever the lists say of other days.

A dated record is believed up to the last date that its own file knows; under a *member id*
beyond that too, for ParlParse gives a new id at every change of party. An office without an
end is believed for a quarter after the last date of its file. Whoever holds the Chair on the
day has the party "none", as Hansard prints it. All else stays unknown.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Self

from analyser.debate import ILLUSTRATIVE, House, Sitting, Speaker
from analyser.errors import UnreadableRegister
from analyser.members.elections import governing_party
from analyser.members.linking import identity_of, linked, person_of
from analyser.members.names import (
    PARTIES,
    chair_title,
    is_collective,
    printed_name,
    same_party,
    seat_words,
)
from analyser.members.offices import is_minister
from analyser.members.records import (
    Entries,
    Membership,
    Office,
)
from analyser.members.register_files import read_entries, register_files
from analyser.members.withdrawn import is_complete, whip_withdrawn
from analyser.text.whole_file import read_content

_RULES = "4"  # raised when the same files would fill a sitting otherwise


@dataclass(frozen=True, slots=True)
class _Facts:
    """Who somebody is and what they were on the day."""

    person_id: str
    name: str | None = None
    party: str | None = None
    constituency: str | None = None
    office: str | None = None


class Register:
    """Members of both Houses by id, name, seat and day. Made by ``Register.read``.

    ``digest`` changes with the files it was read from, in whatever order they were given.
    """

    def __init__(self, entries: Entries, *, digest: str) -> None:
        self.digest = digest
        self._people = entries.people
        seats = linked(entries)
        self._by_id = {seat.membership_id: seat for seat in seats if seat.membership_id}
        self._of: dict[str, list[Membership]] = defaultdict(list)
        self._at_seat: dict[tuple[str, ...], list[Membership]] = defaultdict(list)
        self._named: dict[tuple[House, str, tuple[str, ...]], list[Membership]] = defaultdict(list)
        self._offices: dict[str, list[Office]] = defaultdict(list)
        for seat in seats:
            self._of[identity_of(seat)].append(seat)
            for name in map(printed_name, (seat.name, *seat.other_names)):
                self._named[seat.house, name.peerage, name.words].append(seat)
            if seat.constituency:
                self._at_seat[seat_words(seat.constituency)].append(seat)
        for office in entries.offices:
            self._offices[person_of(office.person_id, entries.people)].append(office)
        self._sexes: dict[str, set[str]] = defaultdict(set)
        for person, published in entries.sexes.items():
            self._sexes[person_of(person, entries.people)] |= published
        lists = (seat.start for seat in seats if seat.known_to is None)
        self._newest_list = max(lists, default=date.max)

    @classmethod
    def read(cls, paths: Iterable[Path]) -> Self:
        """Return what the given files, and the XML, CSV and JSON files of folders, hold together.

        Reads ParlParse's ``all-members*.xml``, ``peers-ucl.xml`` and ``ministers*.json``,
        TheyWorkForYou's ``mps_YYYY.csv`` (members of the parliament elected that year), and
        lists of those columns with any other name, and with Office, House and Sex if wanted,
        which hold for every day. Raises ``UnreadableRegister`` naming file, place and
        what was expected: for a file of any other shape, and for a folder without one.
        """
        entries, digests = Entries(), []
        for path in register_files(paths):
            content = read_content(path, UnreadableRegister)
            read_entries(path, content, entries)
            digests.append(hashlib.sha256(path.name.encode() + b"\0" + content).hexdigest())
        digest = hashlib.sha256("\n".join([_RULES, *sorted(digests)]).encode()).hexdigest()
        return cls(entries, digest=digest)

    def seats_on(self, day: date | None) -> Iterator[tuple[str, Membership]]:
        """Yield the seats held on a day, ever where it is ``None``, with the person's id."""
        for identity, seats in self._of.items():
            yield from ((identity, seat) for seat in seats if day is None or seat.covers(day))

    def sex(self, person_id: str) -> str | None:
        """Return a person's sex as published, ``None`` where it is not or two sources disagree.

        It is never inferred from a name or a title.
        """
        published = self._sexes.get(person_id, set())
        return next(iter(published)) if len(published) == 1 else None

    def resolve(self, sitting: Sitting) -> Sitting:
        """Return the sitting with speakers' parties, seats, offices and ids as of its date.

        Only what was ``None`` is filled, except that the id of a membership becomes that of
        the person where the register links the two for certain, and that an id printed beside
        the name of another member of that day is dropped: the file names two people, and
        neither party nor seat of either is given. Printed names without an id
        are matched by surname and seat on that day, else by the whole name where no other
        member has it and no printed party speaks against it; peers by their title. Short
        forms are no names: ``resolve_short_forms`` comes first. Votes have ids unified.
        """
        filled: dict[Speaker, Speaker] = {}

        def fill(speaker: Speaker | None) -> Speaker | None:
            if speaker is None:
                return None
            if speaker not in filled:
                filled[speaker] = self._filled(speaker, sitting)
            return filled[speaker]

        debates = tuple(
            replace(
                debate,
                contributions=tuple(
                    replace(item, speaker=fill(item.speaker)) for item in debate.contributions
                ),
                divisions=tuple(
                    replace(
                        division,
                        votes=tuple(
                            replace(vote, person_id=self._person_of(vote.person_id))
                            for vote in division.votes
                        ),
                    )
                    for division in debate.divisions
                ),
            )
            for debate in sitting.debates
        )
        return replace(sitting, debates=debates)

    def _filled(self, speaker: Speaker, sitting: Sitting) -> Speaker:
        if is_collective(speaker.name):
            return speaker
        speaker = _of_the_government(speaker, sitting)
        if speaker.person_id is None:
            identity = self._identity_of_name(speaker, sitting)
            facts = self._facts(identity, sitting) if identity else None
        else:
            facts = self._facts_of_id(speaker.person_id, sitting)
            if facts is None or facts == _Facts(facts.person_id):
                facts = self._facts_of_name(speaker, sitting) or facts
        if facts is None:
            presides = chair_title(speaker.name).endswith("speaker")
            return replace(speaker, party=speaker.party or "none") if presides else speaker
        if speaker.person_id and self._is_another(speaker.name, facts, sitting):
            return replace(speaker, person_id=None)
        presiding = chair_title(speaker.office or "").endswith("speaker")
        return Speaker(
            name=speaker.name or facts.name or "",
            person_id=facts.person_id,
            party=speaker.party or ("none" if presiding else facts.party),
            constituency=speaker.constituency or facts.constituency,
            office=speaker.office or facts.office,
        )

    def _facts_of_name(self, speaker: Speaker, sitting: Sitting) -> _Facts | None:
        """Return the facts of the one member of a printed name, under the id that is printed.

        ParlParse's ids of persons before 1997 are in no register but its own ``people.json``.
        """
        identity = self._identity_of_name(speaker, sitting)
        facts = self._facts(identity, sitting) if identity else None
        return facts and replace(facts, person_id=speaker.person_id or facts.person_id)

    def _is_another(self, name: str, facts: _Facts, sitting: Sitting) -> bool:
        """Return whether a name printed beside an id is that of another member of the day."""
        seats = self._of.get(facts.person_id, ())
        names = [facts.name or "", *(name for seat in seats for name in seat.other_names)]
        if not facts.name or printed_name(name).words in [printed_name(n).words for n in names]:
            return False
        return self._identity_of_name(Speaker(name), sitting) not in (None, facts.person_id)

    def _person_of(self, identifier: str | None) -> str | None:
        seat = self._by_id.get(identifier) if identifier else None
        return identity_of(seat) if seat else identifier and person_of(identifier, self._people)

    def _facts_of_id(self, identifier: str, sitting: Sitting) -> _Facts | None:
        """A membership id is exact: one seat, one party. A person id needs the day."""
        seat, day = self._by_id.get(identifier), sitting.date
        if seat is None:
            identity = person_of(identifier, self._people)
            known = _Facts(identity) if identity != identifier else None
            return self._facts(identity, sitting) or known
        if day is not None and not seat.covers(day):
            return _Facts(identity_of(seat))
        office = self._office(identity_of(seat), day)
        party = "none" if office and office.chair else seat.party
        title = office.title if office else None
        return _Facts(identity_of(seat), seat.name, party, seat.constituency, title)

    def _facts(self, identity: str, sitting: Sitting) -> _Facts | None:
        day = sitting.date
        held = [seat for seat in self._of.get(identity, ()) if seat.covers(day)]
        office = self._office(identity, day)
        if not held and office is None:
            return None
        places = {seat_words(seat.constituency): seat for seat in held if seat.constituency}
        place = next(iter(places.values())) if len(places) == 1 else None
        return _Facts(
            person_id=identity,
            name=held[0].name if held else None,
            party="none" if office and office.chair else self._party(identity, sitting),
            constituency=place.constituency if place else None,
            office=office.title if office else None,
        )

    def _party(self, identity: str, sitting: Sitting) -> str | None:
        """Return the party on that day: by dated record, by post, or by a list and neighbours."""
        seats, day = self._of.get(identity, []), sitting.date
        stated = {seat.party for seat in seats if seat.vouches(day)}
        if stated or day is None:
            return stated.pop() if len(stated) == 1 else None
        listed = [seat for seat in seats if seat.known_to is None and seat.covers(day)]
        party = listed[0].party if len(listed) == 1 else None
        governing = governing_party(day) if sitting.house is House.COMMONS else None
        if governing and any(post.government for post in self._held(identity, day)):
            return party if party and same_party(party, governing) else governing
        return party if party and self._is_borne_out(listed[0], seats, day) else None

    def _is_borne_out(self, listed: Membership, seats: list[Membership], day: date) -> bool:
        """Return whether a second witness confirms a list's party, and none speaks against it."""
        before = max(
            (seat for seat in seats if (seat.known_to or seat.end) < day),
            key=lambda seat: seat.known_to or seat.end,
            default=None,
        )
        after = min(
            (seat for seat in seats if seat.start > day),
            key=lambda seat: seat.start,
            default=None,
        )
        second = before if listed.start == self._newest_list else after
        is_known = is_complete(day) and listed.party != "Ind"
        return (
            (second is not None or is_known)
            and not whip_withdrawn(identity_of(listed), day)
            and all(
                same_party(seat.party or "", listed.party or "") for seat in (before, after) if seat
            )
        )

    def _held(self, identity: str, day: date | None) -> list[Office]:
        return [
            office
            for office in self._offices.get(identity, ())
            if office.start <= (day or date.min) <= office.end
        ]

    def _office(self, identity: str, day: date | None) -> Office | None:
        """Return the post held that day: government first, then the Chair, then opposition."""
        # among equals, what Hansard's own style begins with "The" is the fuller title
        return min(
            self._held(identity, day),
            key=lambda o: (o.rank, not o.title.startswith("The "), o.start, o.title),
            default=None,
        )

    def _identity_of_name(self, speaker: Speaker, sitting: Sitting) -> str | None:
        day, name = sitting.date, printed_name(speaker.name)
        if chair_title(speaker.name) or not name.words:
            return None
        if sitting.house is House.LORDS:
            found = self._named.get((House.LORDS, name.peerage, name.words), [])
            found = [seat for seat in found if seat.vouches(day)]
        elif speaker.constituency:
            found = [
                seat
                for seat in self._at_seat.get(seat_words(speaker.constituency), ())
                if name.words[-1]
                in {printed_name(each).words[-1] for each in (seat.name, *seat.other_names)}
            ]
        else:
            found = self._named.get((House.COMMONS, name.peerage, name.words), [])
        people = {
            identity_of(seat)
            for seat in found
            if seat.covers(day) and _is_illustrative(seat) == sitting.illustrative
        }
        identity = people.pop() if len(people) == 1 else None
        if identity and speaker.party and not speaker.constituency:
            registered = self._party(identity, sitting) or speaker.party
            # two names of a party outside the table may be one party's: they decide nothing
            known = {registered, speaker.party} <= set(PARTIES.values())
            if known and not same_party(registered, speaker.party):
                return None
        return identity


def _of_the_government(speaker: Speaker, sitting: Sitting) -> Speaker:
    """Return a minister with the party that governs alone, where the record prints another.

    Hansard's download of 18 May 2009 prints a Labour minister as "(Con)".
    """
    if not speaker.party or sitting.date is None or sitting.house is not House.COMMONS:
        return speaker
    governing = governing_party(sitting.date)
    if governing is None or not is_minister(speaker.office):
        return speaker
    known = {governing, speaker.party} <= set(PARTIES.values())
    is_another = known and not same_party(governing, speaker.party)
    return replace(speaker, party=governing) if is_another else speaker


def _is_illustrative(seat: Membership) -> bool:
    return identity_of(seat).startswith(ILLUSTRATIVE)
