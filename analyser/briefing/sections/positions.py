"""Who spoke for and against: positions counted by measure and party, and listed by speaker."""

from functools import lru_cache
from itertools import zip_longest
from typing import Any

import pandas as pd

from analyser.briefing import chart
from analyser.briefing.length_limits import LengthLimits
from analyser.briefing.material import Material
from analyser.briefing.model import Block, Chart, Note, Paragraph, Table
from analyser.briefing.references import Citations
from analyser.queries.frames import records
from analyser.wording import STANCE, STANCES, known, party, plural, times
from analyser.wording import measures as labels

_SIDES = ("support", "oppose", "mixed")
_STANCE_HEAD = tuple(f"{stance.symbol} {stance.label}" for stance in STANCES)
_COUNTED = (*_STANCE_HEAD, "All", "Members")
_SPEAKERS = "By speaker, with party and office on the days spoken"
_HEAD = ("Speaker", "Party", "Stance", "Times")


def positions(material: Material, room: LengthLimits, cite: Citations) -> list[Block]:
    """Return positions by measure where there are several, by party and by speaker."""
    if material.positions.empty:
        return [Paragraph("No position was found in what is selected.")]
    codes = material.measures[: room.measures]
    blocks = _measures(material, codes, room) if len(material.measures) > 1 else []
    if len(codes) < len(material.measures):
        blocks.append(Note(f"{len(codes)} of {len(material.measures)} measures are shown."))
    return [*blocks, *_parties(material, codes, room), *_speakers(material, room, cite)]


def _measures(material: Material, codes: list[str], room: LengthLimits) -> list[Block]:
    own = [material.positions[material.positions["measure"] == code] for code in codes]
    rows = [(labels()[code], *_counts(each)) for code, each in zip(codes, own, strict=True)]
    table = _counted("By measure, in contributions", ("Measure",), rows)
    if not room.chart:
        return [table]
    named = [(labels()[code], _by_stance(each)) for code, each in zip(codes, own, strict=True)]
    alt = (
        f"Bar chart of positions by stance, one bar for each of {plural(len(codes), 'measure')}."
        " The table that follows has every figure."
    )
    return [Chart(alt, table, chart.stances(named))]


def _parties(material: Material, codes: list[str], room: LengthLimits) -> list[Block]:
    """Return one table of stances by measure and party, the measures argued about most first."""
    if not room.parties:
        return [Note("Positions by party are left out for length.")]
    rows: list[tuple[str, ...]] = []
    for code in codes:
        own = material.positions[material.positions["measure"] == code]
        printed = own.assign(party=own["party"].map(party))
        for name in printed["party"].value_counts().index:
            rows.append((labels()[code], name, *_counts(printed[printed["party"] == name])))
    shown = _without_lone_measure(material, rows[: room.parties])
    first = ("Measure", "Party") if len(material.measures) > 1 else ("Party",)
    table = _counted("By party on the day, in contributions", first, shown)
    if len(shown) == len(rows):
        return [table]
    return [table, Note(f"{len(shown)} of {len(rows)} rows are shown.")]


def _counted(caption: str, first: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
    head = (*first, *_COUNTED)
    return Table(caption, head, tuple(rows), tuple(range(len(first), len(head))))


def _counts(rows: pd.DataFrame) -> tuple[str, ...]:
    counts = _by_stance(rows)
    told = (f"{counts.get(stance.code, 0):,}" for stance in STANCES)
    return (*told, f"{len(rows):,}", f"{rows['member'].nunique():,}")


def _by_stance(rows: pd.DataFrame) -> dict[str, int]:
    return {str(stance): int(count) for stance, count in rows["stance"].value_counts().items()}


def _speakers(material: Material, room: LengthLimits, cite: Citations) -> list[Block]:
    """Return one row for each member, measure and stance, with how often and where."""
    held = _held(material)
    shown = _cut(held, room.rows)
    if not shown:
        return [Note(f"The {plural(len(held), 'row')} of positions are left out for length.")]
    cited = []
    for each in shown:
        surest = each.sort_values("confidence", ascending=False, kind="stable")
        numbers = (cite.cite(row) for row in records(surest.head(room.cited).sort_index()))
        cited.append(tuple(dict.fromkeys(numbers)))
    rows = _without_lone_measure(material, list(map(_row, shown)))
    head = ("Measure", *_HEAD) if len(material.measures) > 1 else _HEAD
    table = Table(_SPEAKERS, head, tuple(rows), references=tuple(cited))
    return [table, Note(_left_out(held, shown, room))]


@lru_cache(maxsize=1)  # a briefing is built several times to fit its pages
def _held(material: Material) -> list[pd.DataFrame]:
    """Return the positions of each member on each measure with each stance."""
    keys = ["measure", "stance", "member"]
    groups = [own for _, own in material.positions.groupby(keys, sort=False, dropna=False)]
    order = {stance.code: number for number, stance in enumerate(STANCES)}
    ranks = {code: number for number, code in enumerate(material.measures)}
    return sorted(
        groups,
        key=lambda own: (
            ranks[own["measure"].iloc[0]],
            order[own["stance"].iloc[0]],
            str(own["name"].iloc[0]),
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


def _row(own: pd.DataFrame) -> tuple[str, ...]:
    first: pd.Series[Any] = own.iloc[0]
    stance = STANCE[str(first["stance"])]
    who = known(first["name"]) or "speaker not named"
    offices = "; ".join(own["office"].dropna().unique())
    parties = " then ".join(map(party, own["party"].dropna().unique()))
    return (
        labels()[str(first["measure"])],
        f"{who} ({offices})" if offices else who,
        parties or party(None),
        f"{stance.symbol} {stance.label}{_reviewed(own)}",
        times(len(own)),
    )


def _reviewed(own: pd.DataFrame) -> str:
    """Return how many of some positions a person reviewed, nothing where none."""
    done = int(own["reviewed"].sum())
    if not done:
        return ""
    if len(own) > 1:
        return f" ({done} of {len(own)} reviewed)"
    return f" ({'corrected' if own['review'].iloc[0] == 'corrected' else 'confirmed'})"


def _without_lone_measure(material: Material, rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return rows without their first cell, the measure, where there is but one."""
    return rows if len(material.measures) > 1 else [row[1:] for row in rows]


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
