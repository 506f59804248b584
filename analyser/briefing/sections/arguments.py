"""The grounds for and against: each theme's use by side, then the sentences that use it."""

import pandas as pd

from analyser.briefing.length_limits import LengthLimits
from analyser.briefing.material import SIDES, Material
from analyser.briefing.model import Block, Heading, Note, Paragraph, Table
from analyser.briefing.references import Citations
from analyser.briefing.sections.quoting import quoted, stance_of
from analyser.briefing.sections.strongest import strongest
from analyser.wording import STANCE, plural
from analyser.wording import measures as measure_labels
from analyser.wording import themes as theme_labels

_HEAD = (
    "Ground",
    *(
        f"{STANCE[stance].symbol} {direction.capitalize()}: {counted}"
        for stance, direction in SIDES.items()
        for counted in ("members", "sentences")
    ),
)
_SAID = (
    "Counted are sentences that use the ground, in contributions coded as on that side. Quoted are"
    " those not quoted above that themselves show the position: the surest first, of different"
    " members and of every party that has one. Both sides have the same room; which stands first"
    " alternates from ground to ground."
)


def arguments(material: Material, room: LengthLimits, cite: Citations) -> list[Block]:
    """Return the grounds by measure and theme, the most used first."""
    rows = material.grounds
    if rows.empty:
        return [Paragraph("No ground for or against a measure was found in what is selected.")]
    codes = [code for code in material.measures if (rows["measure"] == code).any()]
    shown = codes[: room.measures]
    blocks: list[Block] = []
    for code in shown:
        blocks.append(Heading(measure_labels()[code]))
        blocks += _measure(rows[rows["measure"] == code], room, cite)
    told = "" if shown == codes else f" {len(shown)} of {plural(len(codes), 'measure')} are shown."
    return [*blocks, Note(f"{_SAID}{told}")]


def _measure(rows: pd.DataFrame, room: LengthLimits, cite: Citations) -> list[Block]:
    by_use = rows.groupby("theme")["member"].nunique().sort_values(ascending=False, kind="stable")
    themes = [str(theme) for theme in by_use.index]
    lines = tuple(_line(theme, rows[rows["theme"] == theme]) for theme in themes)
    blocks: list[Block] = [Table("Grounds by side", _HEAD, lines, (1, 2, 3, 4))]
    members: set[str] = set()
    for number, theme in enumerate(themes[: room.themes]):
        own = rows[(rows["theme"] == theme) & ~rows["apart"]]
        sides = list(SIDES) if number % 2 == 0 else [*SIDES][::-1]
        quotes = [block for side in sides for block in _quotes(own, side, room, cite, members)]
        blocks += [Heading(theme_labels()[theme], 2), *quotes] if quotes else []
    return blocks


def _line(theme: str, rows: pd.DataFrame) -> tuple[str, ...]:
    sides = [rows[rows["stance"] == stance] for stance in SIDES]
    counts = [count for own in sides for count in (own["member"].nunique(), len(own))]
    return (theme_labels()[theme], *(f"{count:,}" for count in counts))


def _quotes(
    rows: pd.DataFrame, side: str, room: LengthLimits, cite: Citations, members: set[str]
) -> list[Block]:
    own = rows[rows["stance"] == side]
    chosen = strongest(own, cite, most=room.examples, longest=room.longest, members=members)
    return [quoted(row, cite, stance_of(row, measure=False)) for row in chosen]
