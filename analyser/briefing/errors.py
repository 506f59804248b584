"""What can go wrong with a briefing, each said in one line that names what was expected."""

from analyser.errors import AnalyserError, UnreadableHansard


class NothingToBrief(AnalyserError):
    """A selection that holds no contribution, or none that was coded."""


class BriefingTooLong(AnalyserError):
    """A briefing that cannot be brought down to the pages asked for."""


class MisquotedBriefing(AnalyserError):
    """A quote or a reference of a briefing that is not as the record has it."""


class UnwritableBriefing(AnalyserError):
    """A place or a form in which a briefing cannot be written."""


class UnreadableNotes(UnreadableHansard):
    """A file of the user's own notes that cannot be read."""
