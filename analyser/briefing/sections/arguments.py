"""The arguments for and against each measure, by theme, in the words of each side."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pandas as pd

from analyser.briefing.material import Material
from analyser.briefing.model import Block, Heading, Note, Paragraph, Quote
from analyser.briefing.references import Citations
from analyser.briefing.room import Room
from analyser.briefing.rows import rows_of
from analyser.briefing.sections.quoting import quoted, stance_of
from analyser.words import measures as measure_labels
from analyser.words import plural
from analyser.words import themes as theme_labels

_SIDES = {"for": ("▲ For", "support"), "against": ("▼ Against", "oppose")}
_SHORTEST = 50  # characters; shorter sentences seldom carry an argument
_SAID = (
    "Quoted are sentences that use the argument, from contributions coded as supporting (for) or"
    " opposing (against) the measure: first those that show the position themselves, then those"
    " whose position is surest, of different speakers and of every party that has one. Both sides"
    " have the same room; which stands first alternates from theme to theme."
)


def arguments(material: Material, room: Room, cite: Citations) -> list[Block]:
    """Return the arguments by measure and theme, the most used first."""
    rows = sided(material)
    if rows.empty:
        return [Paragraph("No argument for or against a measure was found in what is selected.")]
    codes = [code for code in material.measures if (rows["measure"] == code).any()]
    blocks: list[Block] = [Note(_SAID)]
    shown = 0
    for code in codes[: room.measures]:
        found = _measure(rows[rows["measure"] == code], room, cite)
        shown += sum(isinstance(block, Quote) for block in found)
        blocks += [Heading(measure_labels()[code]), *found]
    whole = len(rows.drop_duplicates(["contribution_id", "start", "end"]))
    said = f"{shown:,} of {plural(whole, 'sentence')} that argue for or against are quoted"
    if len(codes) > room.measures:
        said += f", on {room.measures} of {len(codes)} measures"
    return [*blocks, Note(f"{said}.")]


def sided(material: Material) -> pd.DataFrame:
    """Return the theme rows that argue on the side of their contribution's own position.

    Each has the ``measure`` of the nearest such position, its ``confidence``, and whether it
    stands ``apart`` from the sentence that shows the position.
    """
    sides = {stance: side for side, (_, stance) in _SIDES.items()}
    held = material.positions[material.positions["stance"].isin(list(sides))]
    held = held.assign(direction=held["stance"].map(sides))
    keys = ["contribution_id", "direction"]
    own = held[[*keys, "measure", "stance", "confidence", "start"]].rename(columns={"start": "at"})
    joined = material.themes.merge(own, on=keys)
    joined["far"] = (joined["start"] - joined["at"]).abs()
    joined["apart"] = joined["far"] > 0
    nearest = joined.sort_values("far", kind="stable")
    once = nearest.drop_duplicates(["contribution_id", "theme", "start", "direction"])
    return once.sort_index()


def _measure(rows: pd.DataFrame, room: Room, cite: Citations) -> list[Block]:
    by_use = rows.groupby("theme")["member"].nunique().sort_values(ascending=False, kind="stable")
    blocks: list[Block] = []
    taken: set[tuple[str, int]] = set()
    themes = list(by_use.index)
    for number, theme in enumerate(themes[: room.themes]):
        own = rows[rows["theme"] == theme]
        found = [
            _side(side, own[own["direction"] == side], room, cite, taken)
            for side in (("for", "against") if number % 2 == 0 else ("against", "for"))
        ]
        if any(isinstance(block, Quote) for side in found for block in side):
            blocks += [Heading(theme_labels()[theme], 2), *found[0], *found[1]]
    if len(themes) > room.themes:
        blocks.append(Note(f"{room.themes} of {len(themes)} themes are shown."))
    return blocks


def _side(
    side: str, rows: pd.DataFrame, room: Room, cite: Citations, taken: set[tuple[str, int]]
) -> list[Block]:
    lead = f"{_SIDES[side][0]}:"
    if rows.empty:
        return [Paragraph("none found.", lead=lead)]
    chosen = list(strongest(rows, room, taken))
    used = f"{plural(rows['member'].nunique(), 'member')}, {plural(len(rows), 'sentence')}"
    if not chosen:
        return [Paragraph(f"{used}, quoted under another theme or too long to quote.", lead=lead)]
    said = f"{used}; {len(chosen)} quoted."
    quotes = (quoted(row, cite, stance_of(row)) for row in chosen)
    return [Paragraph(said, lead=lead), *quotes]


def strongest(
    rows: pd.DataFrame, room: Room, taken: set[tuple[str, int]]
) -> Iterator[dict[str, Any]]:
    """Yield the surest sentences, of different speakers, a party's second after all firsts.

    ``taken`` holds the sentences quoted already, by contribution and start, and gains these.
    """
    length = rows["quote"].str.len()
    fit = rows[length.between(_SHORTEST, room.longest)]
    ordered = fit.assign(cut=~fit["quote"].map(_is_whole)).sort_values(
        ["cut", "apart", "confidence", "date", "start"], ascending=[True, True, False, True, True]
    )
    fresh = [
        row
        for row in rows_of(ordered)
        if (str(row["contribution_id"]), int(row["start"])) not in taken
    ]
    for row in islice(_by_party(fresh), room.quotes):
        taken.add((str(row["contribution_id"]), int(row["start"])))
        yield row


def _is_whole(quote: str) -> bool:
    """Tell a sentence from a piece of one, such as what stands before a quotation set apart."""
    return quote[:1].upper() == quote[:1] and quote.rstrip("”’\"')]").endswith((".", "?", "!"))


def _by_party(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield one row a member: the first of every party, then the second, and so on."""
    turns: dict[object, int] = {}
    seen: set[object] = set()
    placed: list[tuple[int, int, dict[str, Any]]] = []
    for number, row in enumerate(rows):
        if row["member"] in seen:
            continue
        seen.add(row["member"])
        name = str(row["party"])
        turns[name] = turns.get(name, 0) + 1
        placed.append((turns[name], number, row))
    yield from (row for *_, row in sorted(placed, key=lambda each: each[:2]))
