"""Lines that every form of a briefing prints alike."""

from collections.abc import Sequence

from analyser.briefing.citation import citation, heading
from analyser.briefing.model import Briefing, Quote, Reference
from analyser.debate import ILLUSTRATIVE_NOTICE
from analyser.wording import day, share

REFERENCES = "References"
REFERENCE = "Ref."
CONTENTS = "Contents"
NUMBERED = "Each number in the text leads to the contribution on record."
BY = "Parliamentary debate analyser"


def banner(briefing: Briefing) -> str | None:
    """Return what stands over a briefing that rests on fiction."""
    return ILLUSTRATIVE_NOTICE if briefing.illustrative else None


def keywords(briefing: Briefing) -> tuple[str, ...]:
    """Return the keywords of the document's properties."""
    return (
        "Hansard",
        "machine-coded",
        *(("illustrative", "fiction") if briefing.illustrative else ()),
    )


def chosen(briefing: Briefing) -> str:
    """Return the line under the title: what was chosen."""
    return f"Selected: {briefing.about}."


def made(briefing: Briefing) -> str:
    """Return the line that says when it was made."""
    return f"Made on {day(briefing.made)}"


def reference(of: Reference) -> str:
    """Return a reference as a line: speaker, debate and citation."""
    return ", ".join(part for part in (of.speaker, heading(of.debate), cited(of)) if part)


def cited(of: Reference) -> str:
    """Return the citation of a reference (see ``citation``)."""
    return citation(
        contribution_id=of.contribution_id,
        house=of.house,
        section=of.section,
        title=of.debate,
        day=of.date,
        column=of.column,
    )


def about_references(references: Sequence[Reference]) -> str:
    """Return what stands over the references, once for all of them."""
    without = sum(each.column is None for each in references)
    if not without:
        return NUMBERED
    which = (
        "The files read give no columns"
        if without == len(references)
        else f"{share(without, len(references))} have no column: the file read gives none"
    )
    return f"{NUMBERED} {which}."


def speaker(quote: Quote) -> str:
    """Return who is quoted, with the party and office of the day, and where."""
    who = ", ".join(part for part in (quote.who, quote.office, quote.party) if part)
    return f"{who} ({quote.cited})"
