"""Briefings: what a selection holds, laid out as a debate pack, each line checked and cited.

``compose.brief`` makes a ``Briefing`` of a corpus and a selection, ``writing.write_briefing``
checks it against the record and writes it as Word, PDF, HTML or Markdown, all with the same
content. Nothing here knows of the command line.
"""

from analyser.briefing.compose import PAGES, brief
from analyser.briefing.errors import (
    BriefingTooLong,
    MisquotedBriefing,
    NothingToBrief,
    UnreadableNotes,
    UnwritableBriefing,
)
from analyser.briefing.model import Briefing
from analyser.briefing.sections import SECTIONS
from analyser.briefing.writing import SUFFIXES, check_place, rendered, write_briefing

__all__ = [
    "PAGES",
    "SECTIONS",
    "SUFFIXES",
    "Briefing",
    "BriefingTooLong",
    "MisquotedBriefing",
    "NothingToBrief",
    "UnreadableNotes",
    "UnwritableBriefing",
    "brief",
    "check_place",
    "rendered",
    "write_briefing",
]
