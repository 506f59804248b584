"""What ministers said the Government will do, figures and sources cited, and divisions."""

from typing import Any

import pandas as pd

from analyser.briefing.length_limits import LengthLimits
from analyser.briefing.material import Material
from analyser.briefing.model import Block, Note, Paragraph, Table
from analyser.briefing.references import Citations
from analyser.briefing.sections.findings import cited, undertakings
from analyser.briefing.sections.quoting import quoted
from analyser.discourse.commitments import KINDS
from analyser.queries.frames import records
from analyser.wording import day, known, listed, plural

_SENTENCE = ["contribution_id", "start"]
_KINDS = {kind: label.removeprefix("Undertakes ") for kind, label in KINDS.items()} | {"act": ""}


def commitments(material: Material, room: LengthLimits, cite: Citations) -> list[Block]:
    """Return what ministers said will be done, in their words, the firm undertakings first."""
    rows = material.commitments
    if rows.empty:
        return [Paragraph("No undertaking by a minister was found in what is selected.")]
    soft = rows["tentative"].fillna(False).astype(bool)
    chosen = rows.assign(_soft=soft).sort_values("_soft", kind="stable").head(room.findings)
    sentences = chosen.sort_index().groupby(_SENTENCE, sort=False)
    quotes: list[Block] = [quoted(_first(own), cite, _undertaken(own)) for _, own in sentences]
    return [*quotes, Note(f"{len(chosen):,} of the {undertakings(material)} are quoted.")]


def _first(own: pd.DataFrame) -> dict[str, Any]:
    return records(own.head(1))[0]


def _undertaken(own: pd.DataFrame) -> str:
    """Return what kind of thing the sentence undertakes; of what, its own words say best."""
    kinds = [_KINDS.get(str(kind), "") for kind in own["kind"].unique()]
    return ", ".join(filter(None, [*kinds, "tentatively" if own["_soft"].all() else ""]))


def figures(material: Material, room: LengthLimits, cite: Citations) -> list[Block]:
    """Return the figures given and sources named, in the words of whoever cited them."""
    rows = material.citations
    if rows.empty:
        return [Paragraph("No figure or source cited was found in what is selected.")]
    calm = rows["disputed_by"].isna()
    chosen = rows.assign(_calm=calm).sort_values("_calm", kind="stable").head(room.findings)
    sentences = chosen.sort_index().groupby(_SENTENCE, sort=False)
    quotes: list[Block] = [quoted(_first(own), cite, _cited(own)) for _, own in sentences]
    told = f"{len(chosen):,} of {len(rows):,} are quoted as given, and none was verified."
    said = f"{cited(material)}: {told}"
    return [*quotes, Note(said)]


def _cited(own: pd.DataFrame) -> str:
    told = []
    for kind, name in (("figure", "figure given"), ("source", "source named")):
        words = [known(each) or "not told" for each in own.loc[own["kind"] == kind, "cited"]]
        told += [f"{name}: {listed(words)}"] if words else []
    disputed = sorted(own["disputed_by"].dropna().unique())
    return "; ".join([*told, *([f"disputed by {listed(disputed)}"] if disputed else [])])


def divisions(material: Material, room: LengthLimits, _: Citations) -> list[Block]:
    """Return the divisions held in the debates chosen."""
    rows = material.divisions
    if rows.empty:
        return [Paragraph("No division was found in a debate in which a position was taken.")]
    shown = rows.head(room.findings)
    if shown.empty:
        return [Note(f"{plural(len(rows), 'division')} left out for length.")]
    table = Table(
        "Divisions in the debates chosen",
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
    if shown["contradicts"].any():
        said += " Where the votes named are not as many as the counts, both are given."
    if len(shown) < len(rows):
        said += f" {len(shown)} of {plural(len(rows), 'division')} are listed."
    return [table, Note(said)]


def _count(row: dict[str, Any], side: str) -> str:
    printed = known(row[side]) or "not printed"
    return f"{printed} (named: {row[f'named_{side}']})" if row["contradicts"] else printed


def _division(row: dict[str, Any]) -> tuple[str, ...]:
    return (
        day(row["date"]),
        known(row["house"]) or "not known",
        str(row["title"]),
        known(row["number"]) or "not printed",
        known(row["question"]) or "not printed at the division",
        *(_count(row, name) for name in ("ayes", "noes")),
    )
