"""Who spoke for and against: positions counted by measure and party, and listed by speaker."""

from itertools import islice, zip_longest
from typing import Any

import pandas as pd

from analyser.briefing import chart
from analyser.briefing.length_limits import LengthLimits
from analyser.briefing.material import Material
from analyser.briefing.model import Block, Chart, Note, Paragraph, Table
from analyser.briefing.references import Citations
from analyser.briefing.sections.words import TAKEN
from analyser.queries.frames import records
from analyser.wording import STANCE, STANCES, known, party, plural, times
from analyser.wording import measures as labels

Row = dict[str, Any]
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
    whole = material.once(
        "by measure", lambda: [_measure(material, each) for each in material.measures]
    )
    shown = whole[: len(codes)]
    table = _counted("By measure, in contributions", ("Measure",), [row for row, _ in shown])
    if not room.chart:
        return [table]
    alt = (
        f"Bar chart of positions by stance, one bar for each of {plural(len(codes), 'measure')}."
        " The table that follows has every figure."
    )
    return [Chart(alt, table, chart.stances([(row[0], counts) for row, counts in shown]))]


def _measure(material: Material, code: str) -> tuple[tuple[str, ...], dict[str, int]]:
    own = material.on(code)
    return (labels()[code], *_counts(own)), _by_stance(own)


def _parties(material: Material, codes: list[str], room: LengthLimits) -> list[Block]:
    """Return one table of stances by measure and party, the measures argued about most first."""
    if not room.parties:
        return [Note("Positions by party are left out for length.")]
    of_all = material.once(
        "by party", lambda: [_by_party(material, each) for each in material.measures]
    )
    rows = [row for own in of_all[: len(codes)] for row in own]
    shown = _without_lone_measure(material, rows[: room.parties])
    first = ("Measure", "Party") if len(material.measures) > 1 else ("Party",)
    table = _counted("By party on the day, in contributions", first, shown)
    if len(shown) == len(rows):
        return [table]
    return [table, Note(f"{len(shown)} of {len(rows)} rows are shown.")]


def _by_party(material: Material, code: str) -> list[tuple[str, ...]]:
    own = material.on(code)
    names = {printed: party(printed) for printed in own["party"].unique()}
    printed = own.assign(party=own["party"].map(names))
    return [
        (labels()[code], name, *_counts(printed[printed["party"] == name]))
        for name in printed["party"].value_counts().index
    ]


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
    held = material.once("held", lambda: _held(material))
    shown = _cut(held, room.rows)
    if shown.empty:
        return [Note(f"The {plural(len(held), 'row')} of positions are left out for length.")]
    said = iter(records(material.positions.take([at for own in shown["places"] for at in own])))
    each = [list(islice(said, len(own))) for own in shown["places"]]
    cited = [
        tuple(dict.fromkeys(cite.cite(row) for row in _surest(own, room.cited))) for own in each
    ]
    rows = _without_lone_measure(material, list(map(_row, each)))
    head = ("Measure", *_HEAD) if len(material.measures) > 1 else _HEAD
    table = Table(_SPEAKERS, head, tuple(rows), references=tuple(cited))
    return [table, Note(_left_out(held, shown, room))]


def _held(material: Material) -> pd.DataFrame:
    """Return one row a member, measure and stance, in order: ``places``, the rows of positions.

    ``stance``, and ``surest``, the most confidence of any of them.
    """
    keys = ["measure", "stance", "member"]
    groups = material.positions.groupby(keys, sort=False, dropna=False)
    number = groups.ngroup().to_numpy()  # as they appear
    held = material.positions.drop_duplicates(keys)[[*keys, "name"]]
    held = held.assign(
        places=pd.Series(range(len(number))).groupby(number).agg(list).to_numpy(),
        surest=groups["confidence"].max().to_numpy(),
    )
    order = {stance.code: number for number, stance in enumerate(STANCES)}
    ranks = {code: number for number, code in enumerate(material.measures)}
    ranked = held.assign(
        measure=held["measure"].map(ranks),
        side=held["stance"].map(order),
        name=held["name"].map(str),
    )
    return ranked.sort_values(["measure", "side", "name"]).reset_index(drop=True)


def _cut(held: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return so many of them: the surest, from each side in turn, those of no side last."""
    if len(held) <= most:
        return held
    surest = held.sort_values("surest", ascending=False, kind="stable")["stance"]
    sides = [surest.index[surest == side] for side in TAKEN]
    turns = [at for turn in zip_longest(*sides) for at in turn if at is not None]
    turns += list(surest.index[~surest.isin(TAKEN)])
    return held.loc[sorted(turns[:most])]


def _surest(own: list[Row], most: int) -> list[Row]:
    """Return the surest of some positions, as they stand in the record."""
    order = sorted(range(len(own)), key=lambda at: -own[at]["confidence"])
    return [own[at] for at in sorted(order[:most])]


def _row(own: list[Row]) -> tuple[str, ...]:
    first = own[0]
    stance = STANCE[first["stance"]]
    who = known(first["name"]) or "speaker not named"
    offices = "; ".join(_different(own, "office"))
    parties = " then ".join(map(party, _different(own, "party")))
    return (
        labels()[first["measure"]],
        f"{who} ({offices})" if offices else who,
        parties or party(None),
        f"{stance.symbol} {stance.label}{_reviewed(own)}",
        times(len(own)),
    )


def _different(own: list[Row], name: str) -> list[str]:
    return list(dict.fromkeys(value for row in own if (value := known(row[name]))))


def _reviewed(own: list[Row]) -> str:
    """Return how many of some positions a person reviewed, nothing where none."""
    done = sum(bool(row["reviewed"]) for row in own)
    if not done:
        return ""
    if len(own) > 1:
        return f" ({done} of {len(own)} reviewed)"
    return f" ({'corrected' if own[0]['review'] == 'corrected' else 'confirmed'})"


def _without_lone_measure(material: Material, rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return rows without their first cell, the measure, where there is but one."""
    return rows if len(material.measures) > 1 else [row[1:] for row in rows]


def _left_out(held: pd.DataFrame, shown: pd.DataFrame, room: LengthLimits) -> str:
    count, whole = (int(each["places"].map(len).sum()) for each in (shown, held))
    said = (
        "Times is the number of contributions in which the position was coded."
        f" {count:,} of {plural(whole, 'position')} are listed"
    )
    if len(shown) < len(held):
        said += ": the surest, from each side in turn"
    if (shown["places"].map(len) > room.cited).any():
        said += f"; at most {plural(room.cited, 'reference')} a row, the surest"
    return f"{said}."
