"""What the user gave: notes of their own, and an article whose claims were checked."""

import re
from typing import Any

import pandas as pd

from analyser.briefing.length_limits import LengthLimits
from analyser.briefing.material import Material
from analyser.briefing.model import Block, Bullets, Heading, Note, Paragraph, Quote, Table
from analyser.briefing.phrasing import cited
from analyser.briefing.references import Citations
from analyser.queries.frames import records
from analyser.wording import known, plural

_ITEM = re.compile(r"[-*+] +(.*)")
_HEADING = re.compile(r"#{1,6} +([^\n]{0,300}?)#{0,6} {0,9}$")


def notes(material: Material, _room: LengthLimits, _: Citations) -> list[Block]:
    """Return the user's own paragraphs, headings and lists, marked as theirs."""
    marked = Note("Written by the author of this briefing. Not from the record, and not checked.")
    blocks: list[Block] = []
    for chunk in re.split(r"\n\s*\n", (material.notes or "").strip()):
        blocks += _chunk([line.strip() for line in chunk.splitlines() if line.strip()])
    return [marked, *blocks] if blocks else [Paragraph("No notes were given.")]


def _chunk(lines: list[str]) -> list[Block]:
    if not lines:
        return []
    if found := _HEADING.fullmatch(lines[0]):
        return [Heading(found[1].strip()), *_chunk(lines[1:])]
    if all(_ITEM.fullmatch(line) for line in lines):
        return [Bullets(tuple(Paragraph(_ITEM.sub(r"\1", line)) for line in lines))]
    return [Paragraph(" ".join(lines))]


def press(material: Material, room: LengthLimits, cite: Citations) -> list[Block]:
    """Return each statement of the article with the verdict, and the words on record."""
    if material.checked is None or material.statements is None:
        return [Paragraph("No article was given.")]
    rows = material.statements
    if rows.empty:
        return [Paragraph("The article attributes no statement to anybody.")]
    held = rows[rows["contribution_id"].notna()]
    shown = pd.concat([held, rows.drop(held.index)]).head(max(room.findings, 3)).sort_index()
    lines, numbers, quotes = [], [], list[Block]()
    for row in records(shown):
        number = (cite.cite(_as_context(row)),) if known(row["contribution_id"]) else ()
        lines.append(_line(row))
        numbers.append(number)
        quotes += _recorded(row, cite)
    title = material.checked.article.text[: material.checked.article.body].strip()
    table = Table(
        "Statements in the article, held against the record",
        ("Said to be by", "Words in the article", "Verdict"),
        tuple(lines),
        references=tuple(numbers),
    )
    said = f"{len(shown):,} of {plural(len(rows), 'statement')} in the article are listed."
    head: list[Block] = [Paragraph(title, lead="Article:")] if title else []
    told = [Note("The record where the words quoted differ from it:"), *quotes] if quotes else []
    return [*head, table, *told, Note(said)]


def _line(row: dict[str, Any]) -> tuple[str, ...]:
    verdict = known(row["verdict"]) or "not about Parliament"
    note = known(row["note"])
    changes = known(row["changes"])
    told = "; ".join(part for part in (verdict, changes, note) if part)
    return known(row["speaker"]) or "nobody named", known(row["words"]) or "", told


def _as_context(row: dict[str, Any]) -> dict[str, Any]:
    """Return a statement's place in the record under the names that references go by."""
    return {
        "contribution_id": row["contribution_id"],
        "speaker": row["said_by"],
        "house": row["house"],
        "date": pd.Timestamp(row["date"]) if known(row["date"]) else None,
        "title": row["debate"],
        "section": row["section"],
        "column": row["column"],
        "url": row["url"],
        "quote": row["recorded"],
    }


def _recorded(row: dict[str, Any], cite: Citations) -> list[Block]:
    words, start = known(row["recorded"]), int(row["recorded_start"])
    if not words or start < 0 or known(row["verdict"]) == "verbatim":
        return []
    source = cite.quote(_as_context(row) | {"start": start})
    who = known(row["said_by"]) or "speaker not named"
    end = start + len(words)
    return [Quote(words, start, end, source.number, who, cited(source), stance="on record")]
