"""Hansard's own plain-text download of one debate, to a ``Sitting``.

A title line, then blocks set apart by blank lines. A speaker line stands alone, in full
("Name (Constituency) (Party)", "Name (The Minister for X) (Party)", "Madam Deputy Speaker
(Name)") or, in the current download, in full once and then short. There are no ids
or marks of intervention, so ids are made from the file's words: the same file twice is the
same sitting, whatever it is called.
"""

import hashlib
import re
from dataclasses import replace
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
)
from analyser.errors import UnreadableHansard
from analyser.ingest.inline_columns import without_columns
from analyser.ingest.procedure import DIVIDED, counts_in, is_procedure, question_put, subcounts
from analyser.ingest.speaker_lines import SpeakerLines, full_speaker, is_chair, is_peer
from analyser.ingest.text_lines import TextLine, text_lines, with_neighbours
from analyser.text.normalisation import normalised

FORMAT = "hansard-text"

_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.·](?P<minute>\d{1,2}))?(?:[:.](?P<second>\d{2}))?"
    r"\s*(?P<half>a\.?\s?m\.?|p\.?\s?m\.?|noon|midnight)?"
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})")
_DAY_IN_NAME = re.compile(r"(\d{4}-\d\d-\d\d)")
_DAY_LINES = 6  # the date stands among the first lines, or nowhere

_NUMBER = re.compile(r"Division (?:No\.? ?|number )?(\d+)")
_ONE_SIDE = re.compile(r"(?:Ayes|Noes|(?:Not[- ])?[Cc]ontents?)\W{1,3}\d[\d,]*\W*")
_PROSE = 40  # characters; a longer last line of a speech is a sentence, and ends as one


def read_hansard_text(path: Path) -> Sitting:
    """Return the debate in a text download, every word of it in title, speakers or texts.

    The date is the one the text names, else the file name's, else ``None``. Raises
    ``UnreadableHansard`` where the file is not UTF-8 text, names no speaker, or breaks off.
    """
    printed = list(text_lines(path))
    lines = list(without_columns(printed))
    filled = [line for line in lines if line.text]
    if not filled:
        raise UnreadableHansard(path, "line 1", "the file is empty", "a debate's title")
    speaker_lines = SpeakerLines(normalised(line.text).text for line in filled)
    reading = _DownloadReader(path, title=filled[0].text, speaker_lines=speaker_lines)
    for before, line, after in with_neighbours(lines, start=filled[0].number):
        reading.take(line, set_apart=not before, followed=bool(after))
    if not reading.has_speaker:
        raise UnreadableHansard(
            path,
            "the whole file",
            "no line names a speaker",
            "speaker lines such as 'Name (Constituency) (Party)'",
        )
    sitting = reading.sitting(_day(path, filled), _digest(printed))
    last = filled[-1]
    is_spoken = sitting.debates[0].contributions[-1].kind is Kind.SPEECH
    if is_spoken and len(last.text) > _PROSE and re.search(r"[\w,]$", last.text):
        raise UnreadableHansard(
            path, f"line {last.number}", "the text breaks off in mid-sentence", "a whole debate"
        )
    return sitting


def _day(path: Path, filled: list[TextLine]) -> date | None:
    for line in filled[1:_DAY_LINES]:
        if found := _DAY.search(line.text):
            return _date(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1]))
        if full_speaker(line.text):
            break
    if found := _DAY_IN_NAME.search(path.name):
        return _date(*map(int, found[1].split("-")))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _digest(printed: list[TextLine]) -> str:
    filled = "\n".join(line.text for line in printed if line.text)
    return hashlib.sha256(filled.encode()).hexdigest()[:8]


class _DownloadReader:
    """One file being read: who has the floor, and what has been said."""

    def __init__(self, path: Path, *, title: str, speaker_lines: SpeakerLines) -> None:
        self._path = path
        self._title = title
        self._speaker_lines = speaker_lines
        self._done: list[Contribution] = []
        self._divisions: list[tuple[int, Division]] = []
        self._speaker: Speaker | None = None
        self._attribution: str | None = None
        self._paragraphs: list[str] = []
        self._column: str | None = None
        self._begun: str | None = None  # the column in which what is being said begins
        self._time: str | None = None
        self._in_division = False
        self._spoken = 0  # where what stands since a member spoke last begins, with these
        self._sides: list[str] = []
        self._number: str | None = None
        self.has_speaker = False

    def take(self, line: TextLine, *, set_apart: bool, followed: bool) -> None:
        """Take a line; ``set_apart`` means a blank line before, ``followed`` text after."""
        text, self._column = line.text, line.column
        if (clock := _TIME.fullmatch(text)) and (clock["half"] or clock["minute"]):
            self._close()
            self._in_division = self._in_division and not self._is_counted()
            self._time = _clock(clock) or text
            self._append(Kind.TIME, text)
        elif speaker := self._speaker_of(text, set_apart=set_apart, followed=followed):
            self._give_floor(speaker, text)
        elif (
            self._speaker is None
            or self._in_division
            or self._procedure_goes_on()
            or is_procedure(text)
        ):
            self._take_procedure(text)
        else:
            if not self._paragraphs:
                self._begun = self._column
            self._paragraphs.append(text)

    def _speaker_of(self, text: str, *, set_apart: bool, followed: bool) -> Speaker | None:
        text = normalised(text).text
        if self._in_division and not is_chair(text):  # a list of votes is full of names
            return full_speaker(text)
        return self._speaker_lines.read(text, set_apart=set_apart, followed=followed)

    def _give_floor(self, speaker: Speaker, attribution: str) -> None:
        waiting = self._speaker
        if (
            waiting
            and not self._paragraphs
            and waiting.name == waiting.office
            and self._attribution
        ):
            # bound volumes print the office on a line of its own above the name
            speaker = replace(speaker, office=speaker.office or waiting.office)
            attribution = f"{self._attribution}\n{attribution}"
            self._attribution = None
        self._close()
        self._in_division = False
        self._speaker, self._attribution, self._begun = speaker, attribution, self._column
        self.has_speaker = True

    def _procedure_goes_on(self) -> bool:
        """Return whether the last line leads on to this one: "Resolved," and the resolution."""
        return (
            not self._paragraphs
            and not self._attribution
            and bool(self._done)
            and self._done[-1].kind is Kind.PROCEDURE
            and self._done[-1].text.endswith((",", ":", "—"))
        )

    def _take_procedure(self, text: str) -> None:
        self._close()
        self._append(Kind.PROCEDURE, text)
        if DIVIDED.search(text) or _ONE_SIDE.fullmatch(text):
            self._in_division = True
        elif text.startswith("Question accordingly"):
            self._in_division = False
        if self._in_division and (counts := counts_in(self._last_counts(text))):
            self._take_counts(*counts)

    def _last_counts(self, text: str) -> str:
        """Return a line that counts, after the count of the other side where that has its own."""
        if not _ONE_SIDE.fullmatch(text):
            return text
        return " ".join(self._sides[-2:])

    def _is_counted(self) -> bool:
        """Whether a division was counted since a member spoke last."""
        return bool(self._divisions) and self._divisions[-1][0] >= self._spoken

    def _take_counts(self, ayes: int, noes: int) -> None:
        """Take a count: a division, or after "Votes cast by …" a part of the one before."""
        if self._is_counted() and (self._divisions[-1][1].ayes, self._divisions[-1][1].noes) == (
            *(ayes, noes),
        ):
            return
        near = self._done[max(self._spoken, len(self._done) - 3) :]
        parts = subcounts(PARAGRAPH.join(item.text for item in near))
        if parts and self._divisions and Subcount(parts[-1].members, ayes, noes) == parts[-1]:
            place, division = self._divisions[-1]
            self._divisions[-1] = place, replace(division, subcounts=parts)
            return
        division = Division("", self._number, question_put(reversed(self._done)), ayes, noes)
        self._divisions.append((len(self._done), division))
        self._append(Kind.DIVISION, "")

    def _close(self) -> None:
        """End the contribution of whoever has the floor; the floor stays theirs."""
        if self._paragraphs or self._attribution:
            words = PARAGRAPH.join(self._paragraphs)
            self._append(Kind.SPEECH, words, self._speaker, self._attribution)
        self._paragraphs, self._attribution = [], None

    def _append(
        self,
        kind: Kind,
        text: str,
        speaker: Speaker | None = None,
        attribution: str | None = None,
    ) -> None:
        column = self._begun if kind is Kind.SPEECH else self._column
        about = {"attribution": attribution, "time": self._time, "column": column}
        self._done.append(Contribution("", kind, text, speaker, **about))
        if kind is Kind.SPEECH:
            self._spoken, self._sides, self._number = len(self._done), [], None
            return
        if _ONE_SIDE.fullmatch(text):
            self._sides.append(text)
        if found := _NUMBER.match(text):
            self._number = found[1]

    def sitting(self, day: date | None, digest: str) -> Sitting:
        """Return the whole, its ids made from the day, the title and the words."""
        self._close()
        mark = "[Illustrative sitting"
        is_illustrative = any(item.text.startswith(mark) for item in self._done[:3])
        name = "-".join([FORMAT, day.isoformat() if day else "undated", _slug(self._title), digest])
        sitting_id = f"{ILLUSTRATIVE}-{name}" if is_illustrative else name
        contributions = tuple(
            replace(item, contribution_id=f"{sitting_id}/{number}")
            for number, item in enumerate(self._done, start=1)
        )
        divisions = tuple(
            replace(division, division_id=contributions[index].contribution_id)
            for index, division in self._divisions
        )
        house = self._house()
        venue = {House.COMMONS: "Commons Chamber", House.LORDS: "Lords Chamber"}[house]
        return Sitting(
            sitting_id=sitting_id,
            house=house,
            date=day,
            source=self._path.name,
            format=FORMAT,
            debates=(Debate(sitting_id, self._title, venue, contributions, divisions),),
        )

    def _house(self) -> House:
        """Infer the House from the speakers: the download does not name it."""
        names = [item.speaker.name for item in self._done if item.speaker]
        peers = sum(1 for name in names if is_peer(name))
        return House.LORDS if peers * 2 > len(names) else House.COMMONS


def _clock(found: re.Match[str]) -> str | None:
    """Return HH:MM:SS, or ``None`` where morning or afternoon is not said."""
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").replace(".", "").replace(" ", "")
    if half in ("am", "pm"):
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif half in ("noon", "midnight"):
        hour = 12 if half == "noon" else 0
    elif not found["second"]:
        return None
    return f"{hour:02}:{minute:02}:{int(found['second'] or 0):02}" if hour < 24 else None


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:60] or "untitled"
