"""The words of those who took a side and are quoted nowhere above: no side without its words."""

from itertools import zip_longest

import pandas as pd

from analyser.briefing.length_limits import LengthLimits
from analyser.briefing.material import Material
from analyser.briefing.model import Block, Heading, Note
from analyser.briefing.references import Citations
from analyser.briefing.sections.quoting import quoted, stance_of
from analyser.briefing.sections.strongest import Row, ranked
from analyser.queries.frames import records
from analyser.wording import measures as labels
from analyser.wording import share

TAKEN = ("support", "oppose", "mixed")
"""The stances that take a side, or both."""


def takes_sides(material: Material) -> bool:
    """Whether anybody takes a side on a measure."""
    return bool(material.positions["stance"].isin(TAKEN).any())


def words(material: Material, room: LengthLimits, cite: Citations) -> list[Block]:
    """Return a sentence of each member who took a side on a measure and is not yet quoted for it.

    Where there is no room for all, the surest of each measure and side are taken in turn. A piece
    of a sentence, or one that is very long, is not quoted.
    """
    lines: dict[tuple[str, str], list[Row]] = {}
    whole = missing = 0
    for code in material.measures:
        for side in TAKEN:
            of_side = material.on(code)[material.on(code)["stance"] == side]
            unquoted = of_side[~of_side["member"].isin(_quoted(of_side, cite))]
            whole += of_side["member"].nunique()
            missing += unquoted["member"].nunique()
            lines[code, side] = _of_each(unquoted, room.longest, room.others)
    kept = _in_turn(lines, room.others)
    blocks: list[Block] = []
    for code in material.measures:
        own = [row for side in TAKEN for row in kept[code, side]]
        if own and len(material.measures) > 1:
            blocks.append(Heading(labels()[code]))
        blocks += [quoted(row, cite, stance_of(row, measure=False)) for row in own]
    count = whole - missing + sum(map(len, kept.values()))
    return [*blocks, Note(_how_many(count, whole))]


def _how_many(count: int, whole: int) -> str:
    if not whole:
        return "Nobody was found to take a side on a measure."
    if count == whole:
        return "Everyone who took a side on a measure is quoted for it in this briefing."
    return (
        f"Of those who took a side on a measure, {share(count, whole)} are quoted in this briefing."
        " The others can be read in the record."
    )


def _quoted(rows: pd.DataFrame, cite: Citations) -> set[str]:
    """Return the members one of whose sentences, among these rows, stands in the briefing."""
    places = rows[["member", "contribution_id", "start"]].dropna()
    return {str(row["member"]) for row in records(places) if cite.has_quoted(row)}


def _of_each(rows: pd.DataFrame, longest: int, most: int) -> list[Row]:
    """Return the surest sentence of each member, of a fit length where there is one."""
    fit, other = ranked(rows, longest)
    return records(pd.concat([fit, other]).drop_duplicates("member").head(most))


def _in_turn(
    lines: dict[tuple[str, str], list[Row]], most: int
) -> dict[tuple[str, str], list[Row]]:
    """Return the first of every line, then the second, and so on, until there are so many."""
    turns = [
        (key, row)
        for turn in zip_longest(*lines.values())
        for key, row in zip(lines, turn, strict=True)
        if row is not None
    ]
    return {key: [row for own, row in turns[:most] if own == key] for key in lines}
