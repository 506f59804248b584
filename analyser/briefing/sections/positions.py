"""Who took which position, and who took another than most of the party."""

from itertools import zip_longest
from typing import Any

import pandas as pd

from analyser.briefing.length_limits import LengthLimits
from analyser.briefing.material import Material
from analyser.briefing.model import Block, Note, Paragraph, Table
from analyser.briefing.references import Citations
from analyser.briefing.sections.quoting import quoted, stance_of
from analyser.queries.dissent import SURE
from analyser.queries.frames import records
from analyser.wording import STANCE, STANCES, known, party, plural, times
from analyser.wording import measures as labels

_SIDES = ("support", "oppose", "mixed")
_CAPTION = "Positions by speaker, with party and office as on the day"
_HEAD = ("Speaker", "Party", "Measure", "Stance", "Times")


def positions(material: Material, room: LengthLimits, cite: Citations) -> list[Block]:
    """Return one row for each member, measure and stance, with how often and where."""
    if material.positions.empty:
        return [Paragraph("No position was found in what is selected.")]
    held = _held(material)
    shown = _cut(held, room.rows)
    if not shown:
        return [Note(f"The {plural(len(held), 'row')} of positions are left out for length.")]
    rows, cited = [], []
    for each in shown:
        first = each.iloc[0]
        rows.append(_row(first, len(each)))
        surest = each.sort_values("confidence", ascending=False, kind="stable")
        used = surest.head(room.cited).sort_index()
        numbers = (cite.cite(row) for row in records(used))
        cited.append(tuple(dict.fromkeys(numbers)))
    table = Table(_CAPTION, _HEAD, tuple(rows), references=tuple(cited))
    return [table, Note(_left_out(held, shown, room))]


def _held(material: Material) -> list[pd.DataFrame]:
    """Return the positions of each member on each measure with each stance."""
    keys = ["measure", "stance", "member", "party"]
    groups = [own for _, own in material.positions.groupby(keys, sort=False, dropna=False)]
    order = {stance.code: number for number, stance in enumerate(STANCES)}
    ranks = {code: number for number, code in enumerate(material.measures)}
    return sorted(
        groups,
        key=lambda own: (
            ranks[own["measure"].iloc[0]],
            order[own["stance"].iloc[0]],
            str(own["speaker"].iloc[0]),
        ),
    )


def _cut(held: list[pd.DataFrame], most: int) -> list[pd.DataFrame]:
    """Return so many of them: the surest, from each side in turn, those of no side last."""
    if len(held) <= most:
        return held
    surest = sorted(range(len(held)), key=lambda at: -float(held[at]["confidence"].max()))
    stance = [str(own["stance"].iloc[0]) for own in held]
    sides = [[at for at in surest if stance[at] == side] for side in _SIDES]
    turns = [at for turn in zip_longest(*sides) for at in turn if at is not None]
    turns += [at for at in surest if stance[at] not in _SIDES]
    return [held[at] for at in sorted(turns[:most])]


def _row(first: "pd.Series[Any]", count: int) -> tuple[str, ...]:
    stance = STANCE[str(first["stance"])]
    office = known(first["office"])
    who = known(first["speaker"]) or "speaker not named"
    return (
        f"{who} ({office})" if office else who,
        party(first["party"]),
        labels()[str(first["measure"])],
        f"{stance.symbol} {stance.label}",
        times(count),
    )


def _left_out(held: list[pd.DataFrame], shown: list[pd.DataFrame], room: LengthLimits) -> str:
    count, whole = (sum(map(len, each)) for each in (shown, held))
    said = (
        "Times is the number of contributions in which the position was coded."
        f" {count:,} of {plural(whole, 'position')} are listed"
    )
    if len(shown) < len(held):
        said += ": the surest, from each side in turn"
    if any(len(each) > room.cited for each in shown):
        said += f"; at most {plural(room.cited, 'reference')} a row, the surest"
    return f"{said}."


def dissent(material: Material, room: LengthLimits, cite: Citations) -> list[Block]:
    """Return the positions that differ from those of most of the speaker's party."""
    rows = material.dissent
    if rows.empty:
        return [
            Paragraph(
                "No position that differs from that of most of the speaker’s party is sure enough"
                f" to be named (a confidence of {SURE:.2f} or more). The tables count less sure"
                " ones: read their words first."
            )
        ]
    surest = rows.sort_values("confidence", ascending=False, kind="stable").head(room.findings)
    blocks: list[Block] = [quoted(row, cite, _against(row)) for row in records(surest.sort_index())]
    said = f"{len(surest):,} of {plural(len(rows), 'such position')} are quoted."
    counted = (
        f"Only positions of a confidence of {SURE:.2f} or more are named. A party is counted by its"
        " words in the debates and days chosen, in one Parliament."
    )
    return [*blocks, Note(f"{said} {counted}")]


def _against(row: dict[str, Any]) -> str:
    most = STANCE[str(row["party_stance"])]
    side, whole = int(row["party_on_side"]), int(row["party_members"])
    of = f"{side} of {plural(whole, 'member')} of the party who take a side"
    return f"{stance_of(row)} ({of}, {row['parliament']}: {most.symbol} {most.label.lower()})"
