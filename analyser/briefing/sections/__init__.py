"""The sections of a briefing, in the order in which they stand unless another is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from analyser.briefing.length_limits import LengthLimits
from analyser.briefing.material import Material
from analyser.briefing.model import Block
from analyser.briefing.references import Citations
from analyser.briefing.sections.arguments import arguments
from analyser.briefing.sections.business import commitments, divisions, figures
from analyser.briefing.sections.coverage_and_method import coverage, method
from analyser.briefing.sections.notes_and_press import notes, press
from analyser.briefing.sections.overview import debates, measures, stances, summary
from analyser.briefing.sections.positions import dissent, positions

Written = list[Block]


@dataclass(frozen=True, slots=True)
class SectionKind:
    """A kind of section: its title, what writes it, and whether two pages have room for it."""

    title: str
    write: Callable[[Material, LengthLimits, Citations], Written]
    short: bool = True


SECTIONS: Mapping[str, SectionKind] = {
    "summary": SectionKind("Summary", summary),
    "notes": SectionKind("Notes of the author", notes),
    "debates": SectionKind("What was debated, and when", debates, short=False),
    "measures": SectionKind("What was argued about", measures, short=False),
    "stances": SectionKind("Positions in summary", stances),
    "arguments": SectionKind("Arguments for and against", arguments),
    "positions": SectionKind("Who took which position", positions),
    "dissent": SectionKind("Positions other than most of the party’s", dissent),
    "commitments": SectionKind("What ministers said the Government will do", commitments),
    "figures": SectionKind("Figures and sources cited", figures, short=False),
    "divisions": SectionKind("Divisions", divisions),
    "press": SectionKind("Press claims checked", press),
    "coverage": SectionKind("What was read", coverage, short=False),
    "method": SectionKind("Method, accuracy and limits", method),
}

GIVEN = ("notes", "press")
"""Sections that stand only where the user gave something for them."""
