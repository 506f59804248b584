"""Labelled files: what models are trained on and measured against."""

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any

from analyser.errors import UnreadableModel
from analyser.text.strict_json import parsed_json
from analyser.text.whole_file import read_text

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=[a-z]\.)")  # with which ParlParse's ids begin
_STANCES = ("support", "oppose", "mixed", "none")
_HANDESET = (
    "title",
    "motion",
    "utt1",
    "manual speech",
    "govt/opp motion",
    "motion party affiliation",
    "party affiliation",
)


@dataclass(frozen=True, slots=True)
class GoldMotion:
    """A unit of HanDeSeT: a motion, what one member said on it, and whether it supports it."""

    debate: str
    motion: str
    texts: tuple[str, ...]
    party: str | None
    mover_party: str | None
    government_motion: bool
    support: bool
    governing: str | None = None  # the party in government, as far as the file shows


@dataclass(frozen=True, slots=True)
class GoldPosition:
    """A stance on a measure, with the offsets of the sentence that shows it, if one does."""

    measure: str
    stance: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class GoldTheme:
    """A theme, the side it is argued for where that was coded, and the offsets of its words."""

    code: str
    direction: str | None = None
    measure: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class GoldUnit:
    """A contribution with the positions and themes that its readers coded.

    ``passing`` lists the measures whose words occur, but which it is not about; ``has_passing``
    says whether its readers were asked for them. ``date`` is YYYY-MM-DD, "" where it is not known.
    """

    id: str
    debate: str
    heading: str | None
    text: str
    positions: tuple[GoldPosition, ...]
    themes: tuple[GoldTheme, ...]
    party: str | None = None
    passing: tuple[str, ...] = ()
    has_passing: bool = False
    source: str = ""
    house: str = ""
    speaker: str = ""
    date: str = ""


def read_gold_motions(path: Path) -> list[GoldMotion]:
    """Read a CSV file in the form of HanDeSeT (Abercrombie and Batista-Navarro 2018).

    Units stand in the order of time, so the party in government is that of the nearest
    Government motion before. Raises ``UnreadableModel`` naming the line.
    """
    reader = csv.DictReader(StringIO(read_text(path, UnreadableModel), newline=""))
    try:
        missing = [name for name in _HANDESET if name not in (reader.fieldnames or ())]
        if missing:
            what = f"no column {missing[0]!r}"
            raise UnreadableModel(path, "line 1", what, "the columns of HanDeSeT")
        units = [_gold_motion(path, reader.line_num, row) for row in reader]
    except csv.Error as error:
        what, expected = str(error), "a CSV file in the form of HanDeSeT"
        raise UnreadableModel(path, f"line {reader.line_num}", what, expected) from error
    governing = [u.mover_party if u.government_motion else None for u in units]
    last = next((party for party in governing if party), None)
    for place, party in enumerate(governing):
        last = party or last
        units[place] = replace(units[place], governing=last)
    return units


def _gold_motion(path: Path, line: int, row: Mapping[str, str]) -> GoldMotion:
    for name in ("manual speech", "govt/opp motion"):
        if row[name] not in ("0", "1"):
            raise UnreadableModel(path, f"line {line}", f"{name!r} is {row[name]!r}", "0 or 1")
    return GoldMotion(
        debate=row["title"],
        motion=row["motion"],
        texts=tuple(text for n in range(1, 6) if (text := row.get(f"utt{n}") or "")),
        party=row["party affiliation"] or None,
        mover_party=row["motion party affiliation"] or None,
        government_motion=row["govt/opp motion"] == "1",
        support=row["manual speech"] == "1",
    )


def read_gold_units(path: Path) -> list[GoldUnit]:
    """Read JSON Lines of ``{"id", "text", "debate"?, "heading"?, "positions", "themes"}``.

    "passing" may list the measures named in passing. Evidence is ``{"start", "end"}`` or the
    words themselves; a theme is its code, or an object with ``code``, ``direction``, ``measure``
    and ``evidence``. Raises ``UnreadableModel`` naming the line.
    """
    units = []
    for number, line in lines_of(path):
        try:
            units.append(gold_unit(parsed_json(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UnreadableModel(
                path,
                f"line {number}",
                f"{type(error).__name__}: {error}",
                'one object with "id", "text", "positions" and "themes"',
            ) from error
    return units


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield each line that is not empty with its number, from 1."""
    lines = read_text(path, UnreadableModel).split("\n")
    return ((number, line) for number, line in enumerate(lines, start=1) if line.strip())


def gold_unit(fields: dict[str, Any]) -> GoldUnit:
    """Return the unit that a line holds. A wrong one raises ``ValueError``, ``KeyError``."""
    text, day = fields["text"], _DAY.match(str(fields["id"]))
    if not isinstance(text, str):
        raise TypeError("the text is no text")
    for each in fields["positions"]:
        if each["stance"] not in _STANCES:
            raise ValueError(f"the stance {each['stance']!r} is none of {', '.join(_STANCES)}")
    return GoldUnit(
        id=str(fields["id"]),
        debate=fields.get("debate") or str(fields["id"]),
        heading=fields.get("heading"),
        text=text,
        positions=tuple(
            GoldPosition(each["measure"], each["stance"], *_offsets(text, each.get("evidence")))
            for each in fields["positions"]
        ),
        themes=tuple(
            GoldTheme(each)
            if isinstance(each, str)
            else GoldTheme(
                each["code"],
                each.get("direction"),
                each.get("measure") or None,
                *_offsets(text, each.get("evidence")),
            )
            for each in fields["themes"]
        ),
        party=fields.get("party"),
        passing=tuple(fields.get("passing") or ()),
        has_passing="passing" in fields,
        source=str(fields.get("source") or ""),
        house=str(fields.get("house") or ""),
        speaker=str(fields.get("speaker") or ""),
        date=str(fields.get("date") or (day[0] if day else "")),
    )


def _offsets(text: str, evidence: Any) -> tuple[int | None, int | None]:
    """Return where the evidence stands, which must be in the text."""
    if not evidence:
        return None, None
    if isinstance(evidence, str):
        start = text.index(evidence)
        return start, start + len(evidence)
    start, end = int(evidence["start"]), int(evidence["end"])
    if not 0 <= start < end <= len(text):
        raise ValueError(f"evidence from {start} to {end} of {len(text)} characters")
    return start, end


def with_texts(path: Path, record: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield each line of a file that holds no texts with what the record has of it put in.

    ``record`` has "text", "heading" and whatever else is wanted, by id. A line is one object with
    ``id``, which is that of a contribution, and ``hash``, that of its text. Where ``part`` holds
    two offsets, only what stands between was coded. Raises ``UnreadableModel`` naming the line
    where ``record`` has none or another.
    """
    wanted = "a corpus of the contributions that were coded"
    for number, line in lines_of(path):
        try:
            fields = parsed_json(line)
            name, known = fields["id"], fields["hash"]
        except (ValueError, KeyError, TypeError) as error:
            what, expected = f"{type(error).__name__}: {error}", 'one object with "id" and "hash"'
            raise UnreadableModel(path, f"line {number}", what, expected) from error
        if name not in record:
            raise UnreadableModel(path, f"line {number}", f"the corpus has no {name}", wanted)
        text = record[name]["text"]
        if text_hash(text) != known:
            what = f"the corpus has other words of {name}"
            raise UnreadableModel(path, f"line {number}", what, wanted)
        part = slice(*fields.get("part", (None,)))
        yield {"themes": [], **fields, **record[name], "text": text[part]}


def text_hash(text: str) -> str:
    """Return what a model remembers of a text that it learned from: 10 hex digits."""
    return hashlib.sha256(text.encode("utf8")).hexdigest()[:10]
