"""Lines that every form of a briefing prints alike."""

from analyser.briefing.model import Briefing, Quote, Reference
from analyser.debate import ILLUSTRATIVE_NOTICE
from analyser.wording import day

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
    """Return a reference as a line: speaker, debate, House, date and column."""
    where = f"{of.house or 'House not known'}, {day(of.date)}"
    column = f", column {of.column}" if of.column else ", column not in the file read"
    return f"{of.speaker}, {of.debate}, {where}{column}"


def speaker(quote: Quote) -> str:
    """Return who is quoted, with the party and office of the day."""
    return ", ".join(part for part in (quote.who, quote.office, quote.party) if part)
