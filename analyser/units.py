"""One's own texts, coded without a corpus: JSON Lines in, JSON Lines out."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import tee
from pathlib import Path
from typing import Any

from analyser.coding import Coding, Evidence
from analyser.errors import UnreadableUnits

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
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _unit(f"{path}, line {number}", line)
    except OSError as error:
        raise UnreadableUnits(f"{path}: {error.strerror} (expected a JSON Lines file)") from error


def _unit(place: str, line: bytes) -> Unit | UnreadableUnits:
    try:
        fields = json.loads(line, parse_constant=_refuse_constant)
    except ValueError as error:
        return UnreadableUnits(f"{place}: {error} (expected one JSON object)")
    if not isinstance(fields, dict) or "id" not in fields:
        return UnreadableUnits(f'{place}: no "id" (expected {{"id": …, "text": "…"}})')
    text, heading = fields.get("text"), fields.get("heading")
    if not isinstance(text, str):
        return UnreadableUnits(f'{place}: "text" is {text!r} (expected a string)')
    if heading is not None and not isinstance(heading, str):
        return UnreadableUnits(f'{place}: "heading" is {heading!r} (expected a string or null)')
    return Unit(fields["id"], text, heading)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def write_codings(units: Iterable[Unit], coder: Coder, target: Path) -> int:
    """Code units and write a line for each, in order, to a file that appears when whole.

    Returns how many were written.
    """
    kept, texts = tee(units)
    codings = coder((unit.text, unit.heading) for unit in texts)
    written = 0
    staged = target.with_name(f".{target.name}.part")
    try:
        with staged.open("w", encoding="utf8") as file:
            for unit, coding in zip(kept, codings, strict=True):
                written += 1
                file.write(json.dumps(_line(unit, coding), ensure_ascii=False) + "\n")
        staged.replace(target)
    except OSError as error:
        raise UnreadableUnits(f"{target}: {error.strerror} (expected a writable file)") from error
    finally:
        staged.unlink(missing_ok=True)
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
            {"code": theme.code, "evidence": _span(theme.evidence)} for theme in coding.themes
        ],
    }


def _span(evidence: Evidence) -> dict[str, Any]:
    return {"quote": evidence.quote, "start": evidence.start, "end": evidence.end}
