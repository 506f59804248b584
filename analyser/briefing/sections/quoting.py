"""Rows of the record as quotes, and the words that stand beside them."""

from collections.abc import Mapping
from typing import Any

from analyser.briefing.model import Paragraph, Quote
from analyser.briefing.phrasing import cited
from analyser.briefing.references import Citations
from analyser.wording import STANCE, known, party, within
from analyser.wording import measures as labels

_REVIEWED = {"reviewed": "confirmed by a person", "corrected": "corrected by a person"}


def quoted(row: Mapping[str, Any], cite: Citations, said: str = "") -> Quote | Paragraph:
    """Return the words of a row with its context columns, cited; a line where they stand above."""
    who = known(row["speaker"]) or "speaker not named"
    if cite.has_quoted(row):
        told = f"{said}; quoted above." if said else "quoted above."
        return Paragraph(told, (cite.cite(row),), lead=f"{who}:")
    source = cite.quote(row)
    return Quote(
        str(row["quote"]),
        int(row["start"]),
        int(row["end"]),
        source.number,
        who,
        cited(source),
        party(row["party"]),
        known(row["office"]),
        said,
    )


def stance_of(row: Mapping[str, Any], *, measure: bool = True) -> str:
    """Return a position in words: "▲ coded as support: facial recognition", and who reviewed it.

    A measure's label can name an aim ("Online safety") where the position is on a power, so a
    speaker is never said to oppose the label.
    """
    stance = STANCE[str(row["stance"])]
    second = known(row.get("second_readers"))
    also = f" (second reader {second})" if second else ""
    of = f": {within(labels()[str(row['measure'])])}" if measure else ""
    review = known(row.get("review"))
    label = stance.label.lower()
    said = f"{label}, {_REVIEWED[review]}" if review else f"coded as {label}"
    return f"{stance.symbol} {said}{also}{of}"
