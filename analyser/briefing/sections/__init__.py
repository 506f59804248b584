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
from analyser.briefing.sections.dissent import dissent
from analyser.briefing.sections.measures import measures
from analyser.briefing.sections.notes_and_press import notes, press
from analyser.briefing.sections.positions import positions
from analyser.briefing.sections.summary import summary
from analyser.briefing.sections.words import takes_sides, words

Written = list[Block]


def _always(_: Material) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class SectionKind:
    """A kind of section: its title, what writes it, whether two pages have room for it.

    ``there`` tells whether there is anything to write; where there is not, the summary says so.
    """

    title: str
    write: Callable[[Material, LengthLimits, Citations], Written]
    short: bool = False
    there: Callable[[Material], bool] = _always


SECTIONS: Mapping[str, SectionKind] = {
    "summary": SectionKind("Who argued what", summary, short=True),
    "notes": SectionKind(
        "Notes of the author", notes, short=True, there=lambda found: found.notes is not None
    ),
    "positions": SectionKind("Who spoke for and against", positions, short=True),
    "arguments": SectionKind(
        "The grounds on each side", arguments, there=lambda found: not found.grounds.empty
    ),
    "words": SectionKind("In the words of the others", words, short=True, there=takes_sides),
    "commitments": SectionKind(
        "What ministers undertook", commitments, there=lambda found: not found.commitments.empty
    ),
    "divisions": SectionKind("Votes", divisions, there=lambda found: not found.divisions.empty),
    "dissent": SectionKind(
        "Who departed from their party", dissent, there=lambda found: not found.dissent.empty
    ),
    "figures": SectionKind(
        "Figures and sources cited", figures, there=lambda found: not found.citations.empty
    ),
    "press": SectionKind(
        "Newspaper claims checked", press, short=True, there=lambda found: found.checked is not None
    ),
    "measures": SectionKind("What each measure is", measures),
    "coverage": SectionKind("What was read", coverage),
    "method": SectionKind("How far to trust this", method, short=True),
}
