"""What the corpus and the register hold of the days that an article speaks of."""

import re
from collections.abc import Hashable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pandas as pd

from analyser.corpus import Corpus
from analyser.members import Register, Spelt, closest
from analyser.press.statement import Statement
from analyser.press.verification import Match, RecordText, Said, Verdict, verdict_on

_WINDOW = timedelta(days=31)  # before publication, in which undated words are looked for
_WHOLE_DAYS = ("twfy-xml", "parlamint")  # formats that hold a whole day of a place of meeting
_LORDS = re.compile(r"\b(?:peers?|lords?|baroness|bishop|viscount|earl|countess)\b", re.IGNORECASE)


class ArticleRecord:
    """What the corpus and the register hold of the days that an article speaks of."""

    def __init__(
        self, corpus: Corpus | None, register: Register | None, published: date | None
    ) -> None:
        self._corpus = None if corpus is None or corpus.is_empty else corpus
        self._register = register
        self._published = published
        self._pages: dict[tuple[date | None, date | None], list[RecordText]] = {}

    def member(self, statement: Statement) -> Spelt | None:
        """Return the member meant, as the record spells the name: of the day, then of any day."""
        speaker = statement.speaker
        if speaker.kind != "person":
            return None
        day = statement.said_on.day if statement.said_on else None
        if not (speaker.sits or statement.in_parliament):
            return self._namesake(statement, day) if statement.assumed else None
        for people in self._people(day or self._published):
            if found := closest(speaker.name, people, about=speaker.role or ""):
                return found
        return None

    def _namesake(self, statement: Statement, day: date | None) -> Spelt | None:
        """Return the member of exactly this name who spoke then, where no seat is given.

        A register is not asked: most bearers of a member's name are somebody else.
        """
        name = statement.speaker.name
        if len(name.split()) < 2:
            return None
        spoke = {page.said.speaker: _spelt(page.said) for page in self._between(*self._window(day))}
        return spoke.get(name) or closest(name, [each for each in spoke.values() if _peer(each)])

    def _people(self, day: date | None) -> Iterator[list[Spelt]]:
        """Yield those among whom a member is looked for: that day's speakers, who sat, all."""
        if day:
            yield [_spelt(page.said) for page in self._between(day, day)]
        if self._register:
            seats = self._register.seats_on(day)
            yield [Spelt(identity, seat.name, seat.constituency) for identity, seat in seats]
        yield self._speakers

    @cached_property
    def _speakers(self) -> list[Spelt]:
        if self._corpus is None:
            return []
        rows = self._corpus.select(
            "SELECT DISTINCT person_id, speaker, constituency FROM contributions"
            " WHERE speaker IS NOT NULL ORDER BY ALL"
        )
        return [
            Spelt(*(None if pd.isna(value) else str(value) for value in row))  # type: ignore[arg-type]
            for row in rows.to_numpy().tolist()
        ]

    # Verdicts --------------------------------------------------------------------------------

    def verdict(
        self, statement: Statement, words: str, member: Spelt | None
    ) -> tuple[Match, str | None, str | None]:
        """Return the verdict, a note on it, and the command that gets the record, if that is it."""
        sits = statement.speaker.sits or (statement.assumed and member is not None)
        if statement.in_parliament is False or (statement.in_parliament is None and not sits):
            where = "said outside Parliament, as the article has it"
            if statement.assumed:
                where = "the article gives the speaker no seat in Parliament"
            return Match(Verdict.NO_RECORD), where, None
        day = statement.said_on.day if statement.said_on else None
        pages = self._between(*self._window(day))
        house = (
            "Lords"
            if _LORDS.search(f"{statement.speaker.role} {statement.speaker.name}")
            else "Commons"
        )
        if statement.kind == "reported":
            return self._paraphrase(words, pages, member, day, house)
        nobody = statement.speaker.kind != "person"
        found = verdict_on(
            words, pages, by=None if nobody else lambda said: _is_by(said, statement, member)
        )
        if found.verdict is Verdict.SOMEONE_ELSE and statement.in_parliament is None:
            found = Match(Verdict.NOT_FOUND)
        if found.verdict is not Verdict.NOT_FOUND:
            is_shuffled = found.verdict is Verdict.NEAR and not found.changes
            note = "its parts stand there, but not in this order" if is_shuffled else _short(words)
            return found, note, None
        if statement.in_parliament is None:
            return Match(Verdict.NO_RECORD), "the article does not say where this was said", None
        return self._not_found(found, day, house, words)

    def _paraphrase(
        self,
        words: str,
        pages: Sequence[RecordText],
        member: Spelt | None,
        day: date | None,
        house: str,
    ) -> tuple[Match, str | None, str | None]:
        """Return the contribution nearest to a reported statement, whose words cannot be told."""
        from rapidfuzz import fuzz

        own = [page for page in pages if member and _same_person(page.said, member)]
        if not own:
            return self._not_found(Match(Verdict.NOT_FOUND), day, house, words)
        nearest = max(own, key=lambda page: fuzz.token_set_ratio(words.casefold(), page.plain))
        found = Match(Verdict.PARAPHRASE, nearest.said, 0, 0)
        return found, "reported, not quoted: compare it with what was said", None

    def _not_found(
        self, found: Match, day: date | None, house: str, words: str
    ) -> tuple[Match, str | None, str | None]:
        """Say whether the words are not in the record, or the record not in the corpus."""
        if day is None:
            since = f" --from {self._published - _WINDOW}" if self._published else ""
            some = " ".join(re.findall(r"[\w’'-]+", words)[:8])
            note = "the article does not say on which day; the days held do not have these words"
            return Match(Verdict.NO_RECORD), note, f'analyser fetch --search "{some}"{since}'
        fetch = f"analyser fetch --day {day} --house {house}"
        held = [
            each
            for each in (self._corpus.sittings(day.isoformat()) if self._corpus else [])
            if each["date"] == day.isoformat() and each["house"] == house
        ]
        if any(each["format"] in _WHOLE_DAYS for each in held):
            return found, None, None
        when = f"{day.day} {day:%B %Y}"
        note = f"nothing of the {house} of {when} is held"
        if held:
            note = f"of the {house} of {when} only single debates are held ({len(held)})"
        return Match(Verdict.NO_RECORD), note, fetch

    def _window(self, day: date | None) -> tuple[date | None, date | None]:
        if day:
            return day, day
        if self._published:
            return self._published - _WINDOW, self._published
        return None, None

    def _between(self, first: date | None, last: date | None) -> list[RecordText]:
        if self._corpus is None:
            return []
        if (first, last) not in self._pages:
            rows = self._corpus.select(
                "SELECT contribution_id, debate_id, speaker, person_id, constituency, date, house,"
                ' title, text, "column", url FROM chosen WHERE speaker IS NOT NULL'
                " AND ($first IS NULL OR date >= $first) AND ($last IS NULL OR date <= $last)"
                " ORDER BY date, contribution_id",
                first=first,
                last=last,
            )
            self._pages[first, last] = [RecordText(_said(row)) for row in rows.to_dict("records")]
        return self._pages[first, last]


def _said(row: dict[Hashable, Any]) -> Said:
    known = {str(name): None if pd.isna(value) else value for name, value in row.items()}
    day = known["date"]
    return Said(
        contribution_id=str(known["contribution_id"]),
        debate_id=str(known["debate_id"]),
        speaker=str(known["speaker"]),
        person_id=known["person_id"],
        date=day.date() if isinstance(day, pd.Timestamp) else date.min,
        house=known["house"],
        title=str(known["title"]),
        text=str(known["text"]),
        column=known["column"],
        url=known["url"],
    )


def _spelt(said: Said) -> Spelt:
    return Spelt(said.person_id, said.speaker)


def _peer(member: Spelt) -> bool:
    return _LORDS.match(member.name) is not None


def _is_by(said: Said, statement: Statement, member: Spelt | None) -> bool:
    if member is not None:
        return _same_person(said, member)
    return closest(statement.speaker.name, [_spelt(said)]) is not None


def _same_person(said: Said, member: Spelt) -> bool:
    if member.person_id and said.person_id == member.person_id:
        return True
    both = member.person_id is not None and said.person_id is not None
    return not both and closest(member.name, [_spelt(said)]) is not None


def _short(words: str) -> str | None:
    count = len(re.findall(r"\w+", words))
    return f"only {count} words: they may have been said often" if count < 4 else None
