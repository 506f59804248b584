"""Who departed from their party, where both the member's words and the party's line are sure."""

from typing import Any

from analyser.briefing.length_limits import LengthLimits
from analyser.briefing.material import Material
from analyser.briefing.model import Block, Note, Paragraph
from analyser.briefing.references import Citations
from analyser.briefing.sections.findings import departures
from analyser.briefing.sections.quoting import quoted, stance_of
from analyser.queries.dissent import SURE
from analyser.queries.frames import records
from analyser.wording import STANCE, share


def dissent(material: Material, room: LengthLimits, cite: Citations) -> list[Block]:
    """Return the positions that depart plainly from the line of the speaker's party."""
    rows = material.dissent
    if rows.empty:
        return [Paragraph("No plain departure from a party’s line was found in what is selected.")]
    surest = rows.sort_values("confidence", ascending=False, kind="stable").head(room.findings)
    blocks: list[Block] = [quoted(row, cite, _against(row)) for row in records(surest.sort_index())]
    said = (
        f"{len(surest):,} of the {departures(material)} are shown. A departure is plain where the"
        f" confidence of the member’s position is {SURE:.2f} or more, and positions as sure give"
        " the party the same line, in the debates and days chosen of one Parliament."
    )
    return [*blocks, Note(said)]


def _against(row: dict[str, Any]) -> str:
    line = STANCE[str(row["party_stance"])]
    side, whole = int(row["party_on_side"]), int(row["party_members"])
    of = f"{share(side, whole)} members of the party who take a side, {row['parliament']}"
    return f"{stance_of(row)}; the party’s line is {line.symbol} {line.label.lower()}: {of}"
