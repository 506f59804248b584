"""What was found beside positions, counted in one way wherever it is told."""

from analyser.briefing.material import Material
from analyser.wording import listed, plural, share


def found(material: Material) -> str:
    """Return what there is of everything beside positions, and what there is none of."""
    kinds = (
        (material.commitments, undertakings, "undertaking by a minister"),
        (material.citations, cited, "figure or source cited"),
        (material.divisions, divisions, "division"),
        (material.dissent, departures, "plain departure from a party’s line"),
    )
    there = [told(material) for rows, told, _ in kinds if len(rows)]
    none = [name for rows, _, name in kinds if not len(rows)]
    said = [f"{'; '.join(there)}."] if there else []
    said += [f"No {listed(none, 'or')}."] if none else []
    return " ".join([*said, *_without_offices(material)])


def _without_offices(material: Material) -> list[str]:
    """Say in how many debates ministers, and so what they undertake, are not known."""
    argued = set(material.positions["debate_id"])
    without = len(argued & material.without_offices)
    if not without:
        return []
    return [
        f"In {share(without, len(argued))} debates the record names no office: no minister is known"
        " there, and no undertaking is found."
    ]


def undertakings(material: Material) -> str:
    """Return how often ministers undertake something."""
    return f"{plural(len(material.commitments), 'undertaking')} by ministers"


def cited(material: Material) -> str:
    """Return how many figures and sources were cited."""
    kinds = material.citations["kind"]
    counts = [(int((kinds == name).sum()), name) for name in ("figure", "source")]
    return f"{listed(plural(count, name) for count, name in counts if count)} cited"


def divisions(material: Material) -> str:
    """Return how many divisions were held."""
    return plural(len(material.divisions), "division")


def departures(material: Material) -> str:
    """Return how many positions depart plainly from the line of the member's party."""
    one = "plain departure from a party’s line"
    return plural(len(material.dissent), one, "plain departures from a party’s line")
