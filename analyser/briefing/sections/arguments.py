"""The arguments for and against each measure, by theme, in the words of each side."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pandas as pd

from analyser.briefing.length_limits import LengthLimits
from analyser.briefing.material import Material
from analyser.briefing.model import Block, Heading, Note, Paragraph, Quote
from analyser.briefing.references import Citations
from analyser.briefing.sections.quoting import quoted, stance_of
from analyser.queries.frames import records
from analyser.wording import measures as measure_labels
from analyser.wording import plural
from analyser.wording import themes as theme_labels

_SIDES = {"for": ("▲ For", "support"), "against": ("▼ Against", "oppose")}
_SHORTEST = 50  # characters; shorter sentences seldom carry an argument
_SAID = (
    "Counted are sentences that use the argument, in contributions coded as supporting (for) or"
    " opposing (against) the measure. Quoted are those that themselves show the position: the"
    " surest first, of different speakers and of every party that has one. Both sides have the same"
    " room; which stands first alternates from theme to theme."
)


def arguments(material: Material, room: LengthLimits, cite: Citations) -> list[Block]:
    """Return the arguments by measure and theme, the most used first."""
    rows = sided(material)
    if rows.empty:
        return [Paragraph("No argument for or against a measure was found in what is selected.")]
    codes = [code for code in material.measures if (rows["measure"] == code).any()]
    blocks: list[Block] = []
    shown = 0
    for code in codes:
        if shown == room.measures:
            break
        found = _measure(rows[rows["measure"] == code], room, cite)
        if any(isinstance(block, Quote) for block in found):
            blocks += [Heading(measure_labels()[code]), *found]
            shown += 1
    return [Note(_SAID), *blocks, Note(_counted(rows, blocks, shown, len(codes)))]


def _counted(rows: pd.DataFrame, blocks: list[Block], shown: int, measures: int) -> str:
    quotes = sum(isinstance(block, Quote) for block in blocks)
    whole = len(rows.drop_duplicates(["contribution_id", "start", "end"]))
    said = f"{quotes:,} of {plural(whole, 'sentence')} that argue for or against are quoted"
    return f"{said}, on {shown} of {plural(measures, 'measure')}."


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


def _measure(rows: pd.DataFrame, room: LengthLimits, cite: Citations) -> list[Block]:
    by_use = rows.groupby("theme")["member"].nunique().sort_values(ascending=False, kind="stable")
    blocks: list[Block] = []
    taken: set[tuple[str, int]] = set()
    shown: list[str] = []
    for theme in by_use.index:
        if len(shown) == room.themes:
            break
        own = rows[rows["theme"] == theme]
        order = ("for", "against") if len(shown) % 2 == 0 else ("against", "for")
        found = [
            block
            for side in order
            for block in _side(side, own[own["direction"] == side], room, cite, taken)
        ]
        if any(isinstance(block, Quote) for block in found):
            blocks += [Heading(theme_labels()[theme], 2), *found]
            shown.append(theme)
    others = [theme_labels()[theme].lower() for theme in by_use.index if theme not in shown]
    if others:
        told = f"{len(shown)} of {plural(len(by_use), 'theme')} are shown."
        blocks.append(Note(f"{told} Also argued: {', '.join(others)}."))
    return blocks


def _side(
    side: str, rows: pd.DataFrame, room: LengthLimits, cite: Citations, taken: set[tuple[str, int]]
) -> list[Block]:
    lead = f"{_SIDES[side][0]}:"
    if rows.empty:
        return [Paragraph("none found in what is selected.", lead=lead)]
    chosen = list(strongest(rows, room, taken))
    used = f"{plural(rows['member'].nunique(), 'member')}, {plural(len(rows), 'sentence')}"
    if not chosen:
        return [Paragraph(f"{used}; {_why_none(rows)}.", lead=lead)]
    said = f"{used}; {len(chosen)} quoted."
    quotes = (quoted(row, cite, stance_of(row)) for row in chosen)
    return [Paragraph(said, lead=lead), *quotes]


def _why_none(rows: pd.DataFrame) -> str:
    if rows["apart"].all():
        return "none quoted, since none itself shows the position"
    return "none quoted: under another theme already, in pieces, or too long"


def strongest(
    rows: pd.DataFrame, room: LengthLimits, taken: set[tuple[str, int]]
) -> Iterator[dict[str, Any]]:
    """Yield the surest sentences, of different speakers, a party's second after all firsts.

    ``taken`` holds the sentences quoted already, by contribution and start, and gains these.
    """
    shows = ~rows["apart"] & rows["quote"].map(_is_whole)
    fit = rows[shows & rows["quote"].str.len().between(_SHORTEST, room.longest)]
    ordered = fit.sort_values(["confidence", "date", "start"], ascending=[False, True, True])
    fresh = [
        row
        for row in records(ordered)
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
