"""One's own texts, coded without a corpus: JSON Lines in, JSON Lines out."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import tee
from pathlib import Path
from typing import Any

from analyser.coding import Coding, Evidence, Stance
from analyser.errors import UnreadableUnits
from analyser.text.strict_json import parsed_json
from analyser.text.whole_file import decoded, opened, whole_file

Coder = Callable[[Iterable[tuple[str, str | None]]], Iterable[Coding]]
"""Codes pairs of text and heading, in order."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A text to be coded, under the heading it stood under where there was one."""

    id: Any
    text: str
    heading: str | None


def read_units(path: Path) -> Iterator[Unit | UnreadableUnits]:
    """Yield every unit of a JSON Lines file, or in its place the error that names its line.

    A line is ``{"id", "text", "heading"?}``; other keys are the user's own. Raises
    ``UnreadableUnits`` where the file itself cannot be read.
    """
    for place, line in _lines(path):
        yield _unit(place, line)


def _lines(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every line that is not blank, with its place."""
    with opened(path, _refused) as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield f"{path}, line {number}", line


def _refused(path: Path, _: str, what: str, __: str) -> UnreadableUnits:
    return UnreadableUnits(f"{path}: {what} (expected a JSON Lines file)")


def _fields(place: str, line: bytes) -> dict[str, Any] | UnreadableUnits:
    try:
        fields = parsed_json(decoded(line))
    except ValueError as error:
        return UnreadableUnits(f"{place}: {error} (expected one JSON object)")
    if not isinstance(fields, dict) or "id" not in fields:
        return UnreadableUnits(f'{place}: no "id" (expected {{"id": …, "text": "…"}})')
    return fields


def _unit(place: str, line: bytes) -> Unit | UnreadableUnits:
    fields = _fields(place, line)
    if isinstance(fields, UnreadableUnits):
        return fields
    text, heading = fields.get("text"), fields.get("heading")
    if not isinstance(text, str):
        return UnreadableUnits(f'{place}: "text" is {text!r} (expected a string)')
    if heading is not None and not isinstance(heading, str):
        return UnreadableUnits(f'{place}: "heading" is {heading!r} (expected a string or null)')
    return Unit(fields["id"], text, heading)


@dataclass(frozen=True, slots=True)
class MotionLine:
    """What a member said in the debate on a motion, as a line of a file gives it.

    The last three are what ``--with-party`` may use; ``None`` where they are not given.
    """

    id: Any
    motion: str
    texts: tuple[str, ...]
    party: str | None = None
    mover_party: str | None = None
    government_motion: bool | None = None


def read_motion_units(path: Path) -> Iterator[MotionLine | UnreadableUnits]:
    """Yield every unit of a JSON Lines file, or in its place the error that names its line.

    A line is ``{"id", "motion", "text": [utterance, …], "party"?, "mover_party"?,
    "government_motion"?}``. Raises ``UnreadableUnits`` where the file cannot be read.
    """
    for place, line in _lines(path):
        yield _motion_unit(place, line)


def _motion_unit(place: str, line: bytes) -> MotionLine | UnreadableUnits:
    fields = _fields(place, line)
    if isinstance(fields, UnreadableUnits):
        return fields
    motion, text = fields.get("motion"), fields.get("text")
    if not isinstance(motion, str) or not motion.strip():
        return UnreadableUnits(f'{place}: "motion" is {motion!r} (expected the motion\'s words)')
    texts = [text] if isinstance(text, str) else text
    if not isinstance(texts, list) or not all(isinstance(each, str) for each in texts):
        return UnreadableUnits(f'{place}: "text" is {text!r} (expected a list of strings)')
    for name in ("party", "mover_party"):
        if not isinstance(fields.get(name), str | None):
            return UnreadableUnits(f'{place}: "{name}" is {fields[name]!r} (expected a string)')
    government = fields.get("government_motion")
    if government not in (None, True, False):
        return UnreadableUnits(
            f'{place}: "government_motion" is {government!r} (expected true or false)'
        )
    return MotionLine(
        fields["id"],
        motion,
        tuple(texts),
        fields.get("party"),
        fields.get("mover_party"),
        None if government is None else bool(government),
    )


def write_codings(units: Iterable[Unit], coder: Coder, target: Path) -> int:
    """Code units and write a line for each, in order, to a file that appears when whole.

    Returns how many were written.
    """
    kept, texts = tee(units)
    codings = coder((unit.text, unit.heading) for unit in texts)
    return _write((_line(unit, coding) for unit, coding in zip(kept, codings, strict=True)), target)


def write_stances(
    units: Iterable[MotionLine], reader: Callable[[MotionLine], tuple[Stance, float]], target: Path
) -> int:
    """Write ``{"id", "stance", "confidence"}`` for each unit, as ``write_codings`` does."""

    def lines() -> Iterator[dict[str, Any]]:
        for unit in units:
            stance, confidence = reader(unit)
            yield {"id": unit.id, "stance": stance.value, "confidence": round(confidence, 4)}

    return _write(lines(), target)


def _write(lines: Iterable[dict[str, Any]], target: Path) -> int:
    written = 0
    try:
        with whole_file(target) as staged, staged.open("w", encoding="utf8") as file:
            for line in lines:
                written += 1
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise UnreadableUnits(f"{target}: {error.strerror} (expected a writable file)") from error
    return written


def _line(unit: Unit, coding: Coding) -> dict[str, Any]:
    return {
        "id": unit.id,
        "positions": [
            {
                "measure": position.measure,
                "stance": position.stance.value,
                "confidence": position.confidence,
                "evidence": position.evidence and _span(position.evidence),
            }
            for position in coding.positions
        ],
        "themes": [
            {
                "code": theme.code,
                "evidence": _span(theme.evidence),
                "direction": theme.direction and theme.direction.value,
            }
            for theme in coding.themes
        ],
    }


def _span(evidence: Evidence) -> dict[str, Any]:
    return {"quote": evidence.quote, "start": evidence.start, "end": evidence.end}
