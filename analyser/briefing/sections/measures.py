"""What each measure is."""

from analyser.briefing.length_limits import LengthLimits
from analyser.briefing.material import Material, definitions
from analyser.briefing.model import Block, Bullets, Note, Paragraph
from analyser.briefing.references import Citations


def measures(material: Material, room: LengthLimits, _: Citations) -> list[Block]:
    """Return what each measure is, as the codebook has it."""
    if not material.measures:
        return [Paragraph("No position on any measure was found in what is selected.")]
    known_measures = definitions()
    shown = material.measures[: room.measures]
    items = []
    for code in shown:
        label, definition = known_measures[code]
        said = f"{definition[:1].upper()}{definition[1:].rstrip('.')}."
        items.append(Paragraph(said, lead=f"{label}."))
    if len(shown) == len(material.measures):
        return [Bullets(tuple(items))]
    told = f"{len(shown)} of {len(material.measures)} measures are described."
    return [Bullets(tuple(items)), Note(told)]
