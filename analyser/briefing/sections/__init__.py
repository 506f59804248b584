"""The sections of a briefing, in the order in which they stand unless another is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from analyser.briefing.material import Material
from analyser.briefing.model import Block
from analyser.briefing.references import Citations
from analyser.briefing.room import Room
from analyser.briefing.sections.arguments import arguments
from analyser.briefing.sections.business import commitments, divisions, figures
from analyser.briefing.sections.grounds import coverage, method
from analyser.briefing.sections.overview import debates, measures, stances, summary
from analyser.briefing.sections.own import notes, press
from analyser.briefing.sections.standing import dissent, positions

Written = list[Block]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of section: its title, what writes it, and whether two pages have room for it."""

    title: str
    write: Callable[[Material, Room, Citations], Written]
    short: bool = True


SECTIONS: Mapping[str, Kind] = {
    "summary": Kind("Summary", summary),
    "notes": Kind("Notes of the author", notes),
    "debates": Kind("What was debated, and when", debates, short=False),
    "measures": Kind("What was argued about", measures, short=False),
    "stances": Kind("Positions in summary", stances),
    "arguments": Kind("Arguments for and against", arguments),
    "positions": Kind("Who took which position", positions),
    "dissent": Kind("Positions other than most of the party’s", dissent),
    "commitments": Kind("What ministers said the Government will do", commitments),
    "figures": Kind("Figures and sources cited", figures, short=False),
    "divisions": Kind("Divisions", divisions),
    "press": Kind("Press claims checked", press),
    "coverage": Kind("What was read", coverage, short=False),
    "method": Kind("Method, accuracy and limits", method),
}

GIVEN = ("notes", "press")
"""Sections that stand only where the user gave something for them."""
