"""What stands first: the summary, what was debated, what the measures are, how stances fall."""

from typing import Any

import pandas as pd

from analyser.briefing import chart
from analyser.briefing.length_limits import LengthLimits
from analyser.briefing.material import Material, definitions
from analyser.briefing.model import Block, Bullets, Chart, Note, Paragraph, Table
from analyser.briefing.references import Citations
from analyser.queries.frames import records
from analyser.wording import STANCES, day, known, party, plural, share
from analyser.wording import measures as labels

_STANCE_HEAD = tuple(f"{stance.symbol} {stance.label}" for stance in STANCES)


def summary(material: Material, room: LengthLimits, _: Citations) -> list[Block]:
    """Return the counts that matter, each beside its denominator."""
    items = [_scope(material), _counted(material)]
    shown = material.measures[: max(min(room.measures, 6), 2)]
    items += [_of_measure(material, code) for code in shown]
    left = len(material.measures) - len(shown)
    if left > 0:
        total = len(material.measures)
        items.append(Paragraph(f"{len(shown)} of {total} measures are summarised here."))
    items += [_findings(material)]
    return [Bullets(tuple(items))]


def _scope(material: Material) -> Paragraph:
    rows = material.debates
    days = sorted(rows["date"].dropna().unique())
    span = "on a date not known"
    if days:
        first, last = day(days[0]), day(days[-1])
        span = f"on {first}" if first == last else f"between {first} and {last}"
    houses = " and ".join(f"the {house}" for house in sorted(rows["house"].dropna().unique()))
    where = f" in {houses}" if houses else ""
    return Paragraph(f"{plural(len(rows), 'debate')}{where}, {span}.", lead="Debates.")


def _counted(material: Material) -> Paragraph:
    rows = material.positions
    text = (
        f"{share(material.coded, material.speeches)} contributions by named speakers carry a"
        f" position on at least one measure. {_held(rows)}."
    )
    return Paragraph(text, lead="Positions.")


def _held(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "None of them is chosen here"
    held = f"{plural(len(rows), 'position')} of {plural(rows['member'].nunique(), 'member')}"
    return f"{held} on {plural(rows['measure'].nunique(), 'measure')} are in this briefing"


def _of_measure(material: Material, code: str) -> Paragraph:
    rows = material.positions[material.positions["measure"] == code]
    counts = rows["stance"].value_counts()
    parts = [
        f"{each.symbol} {counts.get(each.code, 0)} {each.label.lower()}"
        for each in STANCES
        if each.code in (*counts.index, "support", "oppose")
    ]
    of = f"{plural(len(rows), 'position')} of {plural(rows['member'].nunique(), 'member')}"
    return Paragraph(f"of {of}, {', '.join(parts)}.", lead=f"{labels()[code]}:")


def _findings(material: Material) -> Paragraph:
    kinds = material.citations["kind"] if len(material.citations) else pd.Series(dtype=str)
    parts = [
        plural(len(material.divisions), "division"),
        plural(len(material.commitments), "statement")
        + " by ministers of what the Government will do",
        plural(len(material.dissent), "sure position")
        + " other than most of the speaker’s party’s",
        plural(int((kinds == "figure").sum()), "figure") + " cited",
    ]
    return Paragraph(f"{', '.join(parts)}.", lead="Also found:")


def debates(material: Material, room: LengthLimits, _: Citations) -> list[Block]:
    """Return the debates by day, with how much of each was coded."""
    rows = material.debates
    shown = rows.nlargest(room.debates, "coded", keep="first").sort_index()
    table = Table(
        "Debates chosen",
        ("Date", "House", "Debate", "Contributions", "With a position", "Speakers"),
        tuple(_debate(row) for row in records(shown)),
        numeric=(3, 4, 5),
    )
    said = "Contributions are those of named speakers among what is chosen."
    if len(shown) < len(rows):
        said += f" {len(shown)} of {len(rows)} debates are listed: those with most positions."
    return [table, Note(said)]


def _debate(row: dict[str, Any]) -> tuple[str, ...]:
    counts = (f"{int(row[name]):,}" for name in ("speeches", "coded", "speakers"))
    return (day(row["date"]), known(row["house"]) or "not known", str(row["title"]), *counts)


def measures(material: Material, room: LengthLimits, _: Citations) -> list[Block]:
    """Return what each measure is, as the codebook has it."""
    if not material.measures:
        return [Paragraph("No position on any measure was found in what is selected.")]
    known_measures = definitions()
    shown = material.measures[: room.measures]
    items = []
    for code in shown:
        label, definition = known_measures[code]
        items.append(
            Paragraph(f"{definition[:1].upper()}{definition[1:].rstrip('.')}.", lead=f"{label}.")
        )
    said = (
        "A position is on the measure’s use, extension or introduction: whoever wants less of it,"
        " or wants it stopped, opposes it."
    )
    blocks: list[Block] = [Bullets(tuple(items)), Note(said)]
    if len(shown) < len(material.measures):
        blocks.append(Note(f"{len(shown)} of {len(material.measures)} measures are described."))
    return blocks


def stances(material: Material, room: LengthLimits, _: Citations) -> list[Block]:
    """Return how stances fall by measure, as a chart and a table, and by party."""
    if material.positions.empty:
        return [Paragraph("No position was found in what is selected.")]
    codes = material.measures[: room.measures]
    table = _table(material, codes)
    blocks: list[Block] = [table]
    if room.chart:
        blocks = [Chart(_alt(material, codes), table, _spec(material, codes))]
    blocks += _parties(material, codes, room)
    if len(codes) < len(material.measures):
        blocks.append(Note(f"{len(codes)} of {len(material.measures)} measures are shown."))
    return blocks


def _table(material: Material, codes: list[str]) -> Table:
    rows = []
    for code in codes:
        own = material.positions[material.positions["measure"] == code]
        rows.append((labels()[code], *_counts(own), str(own["member"].nunique())))
    head = ("Measure", *_STANCE_HEAD, "All", "Members")
    return Table("Positions by measure and stance", head, tuple(rows), tuple(range(1, len(head))))


def _counts(rows: pd.DataFrame) -> tuple[str, ...]:
    counts = rows["stance"].value_counts()
    return (*(f"{counts.get(stance.code, 0):,}" for stance in STANCES), f"{len(rows):,}")


def _by_stance(rows: pd.DataFrame) -> dict[str, int]:
    return {str(stance): int(count) for stance, count in rows["stance"].value_counts().items()}


def _spec(material: Material, codes: list[str]) -> str:
    rows = material.positions
    return chart.stances(
        [(labels()[code], _by_stance(rows[rows["measure"] == code])) for code in codes]
    )


def _alt(material: Material, codes: list[str]) -> str:
    most = material.positions[material.positions["measure"] == codes[0]]
    counts = most["stance"].value_counts()
    said = ", ".join(
        f"{counts[stance.code]} {stance.label.lower()}"
        for stance in STANCES
        if stance.code in counts
    )
    return (
        f"Bar chart of positions by stance, one bar for each of {plural(len(codes), 'measure')}."
        f" {labels()[codes[0]]} has most: {said}. The table that follows has every figure."
    )


def _parties(material: Material, codes: list[str], room: LengthLimits) -> list[Block]:
    """Return one table of stances by measure and party, the measures argued about most first."""
    if not room.parties:
        return [Note("Positions by party are left out for length.")]
    rows: list[tuple[str, ...]] = []
    for code in codes:
        own = material.positions[material.positions["measure"] == code]
        printed = own.assign(party=own["party"].map(party))
        for name in printed["party"].value_counts().index:
            of_party = printed[printed["party"] == name]
            members = str(of_party["member"].nunique())
            rows.append((labels()[code], name, *_counts(of_party), members))
    head = ("Measure", "Party", *_STANCE_HEAD, "All", "Members")
    shown = tuple(rows[: room.parties])
    caption = "Positions by measure and party, as on the day"
    table = Table(caption, head, shown, tuple(range(2, len(head))))
    if len(shown) == len(rows):
        return [table]
    return [table, Note(f"{len(shown)} of {len(rows)} rows are shown.")]
