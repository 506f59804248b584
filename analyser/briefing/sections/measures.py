"""What each measure is."""

from analyser.briefing.length_limits import LengthLimits
from analyser.briefing.material import Material
from analyser.briefing.model import Block, Bullets, Note, Paragraph
from analyser.briefing.references import Citations
from analyser.codebook import load_codebook


def measures(material: Material, room: LengthLimits, _: Citations) -> list[Block]:
    """Return what each measure is, as the codebook has it."""
    if not material.measures:
        return [Paragraph("No position on any measure was found in what is selected.")]
    known_measures = {each.code: each for each in load_codebook().measures}
    shown = material.measures[: room.measures]
    items = []
    for code in shown:
        definition = known_measures[code].definition.rstrip(".")
        said = f"{definition[:1].upper()}{definition[1:]}."
        items.append(Paragraph(said, lead=f"{known_measures[code].label}."))
    if len(shown) == len(material.measures):
        return [Bullets(tuple(items))]
    told = f"{len(shown)} of {len(material.measures)} measures are described."
    return [Bullets(tuple(items)), Note(told)]
