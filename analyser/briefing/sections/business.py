"""What ministers said the Government will do, figures and sources cited, and divisions."""

from typing import Any

from analyser.briefing.length_limits import LengthLimits
from analyser.briefing.material import Material
from analyser.briefing.model import Block, Note, Paragraph, Table
from analyser.briefing.references import Citations
from analyser.briefing.sections.quoting import lowered, quoted
from analyser.queries.frames import records
from analyser.wording import day, known, plural
from analyser.wording import measures as labels


def commitments(material: Material, room: LengthLimits, cite: Citations) -> list[Block]:
    """Return what ministers said will be done, in their words."""
    rows = material.commitments
    if rows.empty:
        return [Paragraph("No commitment by a minister was found in what is selected.")]
    firm_first = rows.assign(_soft=rows["tentative"].fillna(False).astype(bool))
    chosen = firm_first.sort_values("_soft", kind="stable").head(room.findings).sort_index()
    quotes: list[Block] = [quoted(row, cite, _committed(row)) for row in records(chosen)]
    said = f"{len(chosen):,} of {plural(len(rows), 'statement')} found are quoted."
    return [*quotes, Note(said)]


def _committed(row: dict[str, Any]) -> str:
    parts = [known(row["kind"]) or "commitment"]
    if about := known(row["about"]):
        parts.append(f"about {lowered(labels().get(about, about))}")
    if known(row["tentative"]) == "True":
        parts.append("said tentatively")
    return ", ".join(parts)


def figures(material: Material, room: LengthLimits, cite: Citations) -> list[Block]:
    """Return the figures given and sources named, in the words of whoever cited them."""
    rows = material.citations
    if rows.empty:
        return [Paragraph("No figure or source cited was found in what is selected.")]
    disputed_first = rows.assign(_calm=rows["disputed_by"].isna())
    chosen = disputed_first.sort_values("_calm", kind="stable").head(room.findings).sort_index()
    quotes: list[Block] = [quoted(row, cite, _cited(row)) for row in records(chosen)]
    said = (
        f"{len(chosen):,} of {plural(len(rows), 'figure or source', 'figures and sources')} found"
        " are quoted. They are as the speaker gave them; none was verified."
    )
    return [*quotes, Note(said)]


def _cited(row: dict[str, Any]) -> str:
    kind = "source named" if row["kind"] == "source" else "figure given"
    said = f"{kind}: {known(row['cited']) or 'not told'}"
    disputed = known(row["disputed_by"])
    return f"{said}; disputed by {disputed}" if disputed else said


def divisions(material: Material, room: LengthLimits, _: Citations) -> list[Block]:
    """Return the divisions held in the debates chosen."""
    rows = material.divisions
    if rows.empty:
        return [Paragraph("No division was found in the debates selected.")]
    shown = rows.head(room.findings)
    if shown.empty:
        return [Note(f"{plural(len(rows), 'division')} left out for length.")]
    table = Table(
        "Divisions",
        (
            "Date",
            "House",
            "Debate",
            "Number",
            "Question",
            "Ayes or Contents",
            "Noes or Not Contents",
        ),
        tuple(_division(row) for row in records(shown)),
        numeric=(5, 6),
    )
    said = (
        "Counts are as published. Those of the Commons leave tellers out, those of the Lords hold"
        " them. No stance was read from a vote."
    )
    if len(shown) < len(rows):
        said += f" {len(shown)} of {plural(len(rows), 'division')} are listed."
    return [table, Note(said)]


def _division(row: dict[str, Any]) -> tuple[str, ...]:
    return (
        day(row["date"]),
        known(row["house"]) or "not known",
        str(row["title"]),
        known(row["number"]) or "not printed",
        known(row["question"]) or "not printed at the division",
        *(known(row[name]) or "not printed" for name in ("ayes", "noes")),
    )
