"""The grounds for and against: each theme's use by side, then the sentences that use it."""

from functools import partial

import pandas as pd

from analyser.briefing.length_limits import LengthLimits
from analyser.briefing.material import SIDES, Material
from analyser.briefing.model import Block, Heading, Note, Paragraph, Table
from analyser.briefing.references import Citations
from analyser.briefing.sections.quoting import quoted, stance_of
from analyser.briefing.sections.strongest import Ranked, ranked, strongest
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
    " those that themselves show the position and are not near in meaning to one quoted above: the"
    " surest first, of different members and of every party that has one. Both sides have the same"
    " room; which stands first alternates from ground to ground."
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
        blocks += _measure(material, code, room, cite)
    told = "" if shown == codes else f" {len(shown)} of {plural(len(codes), 'measure')} are shown."
    return [*blocks, Note(f"{_SAID}{told}")]


def _measure(material: Material, code: str, room: LengthLimits, cite: Citations) -> list[Block]:
    themes, table = material.once(("themes", code), partial(_counted, material.grounds_on(code)))
    blocks: list[Block] = [table]
    members: set[str] = set()
    for number, theme in enumerate(themes[: room.themes]):
        quotes = []
        for side in list(SIDES) if number % 2 == 0 else [*SIDES][::-1]:
            own = partial(_ranked, material.grounds_on(code), theme, side, room.longest)
            found = material.once(("quotes", code, theme, side, room.longest), own)
            chosen = strongest(found, cite, material.likeness, most=room.examples, members=members)
            quotes += [quoted(row, cite, stance_of(row, measure=False)) for row in chosen]
        blocks += [Heading(theme_labels()[theme], 2), *quotes] if quotes else []
    return blocks


def _counted(rows: pd.DataFrame) -> tuple[list[str], Table]:
    """Return the themes argued, the most used first, and the table of their use."""
    by_use = rows.groupby("theme")["member"].nunique().sort_values(ascending=False, kind="stable")
    themes = [str(theme) for theme in by_use.index]
    lines = tuple(_line(theme, rows[rows["theme"] == theme]) for theme in themes)
    return themes, Table("Grounds by side", _HEAD, lines, (1, 2, 3, 4))


def _ranked(rows: pd.DataFrame, theme: str, side: str, longest: int) -> Ranked:
    own = rows[(rows["theme"] == theme) & ~rows["apart"] & (rows["stance"] == side)]
    return ranked(own, longest)


def _line(theme: str, rows: pd.DataFrame) -> tuple[str, ...]:
    sides = [rows[rows["stance"] == stance] for stance in SIDES]
    counts = [count for own in sides for count in (own["member"].nunique(), len(own))]
    return (theme_labels()[theme], *(f"{count:,}" for count in counts))
