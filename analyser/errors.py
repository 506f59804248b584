"""The errors a user can meet. Each says where, what is wrong, and what was expected."""

from dataclasses import dataclass
from pathlib import Path


class AnalyserError(Exception):
    """Any error that this project raises on purpose."""


class WrongUse(AnalyserError):
    """What was asked for cannot be done as it was asked: nothing was begun."""


@dataclass
class UnreadableFile(AnalyserError):
    """A file that cannot be read for what it should be.

    ``where`` is the place within the file, such as "line 12".
    """

    path: Path
    where: str
    what: str
    expected: str

    def __str__(self) -> str:
        return f"{self.path}, {self.where}: {self.what} (expected {self.expected})"


class UnreadableHansard(UnreadableFile):
    """A file that is not the record in any form we read, or is damaged."""


class EmptyCorpus(WrongUse):
    """A corpus that holds nothing yet."""


class InvalidCodebook(UnreadableFile):
    """A codebook whose TOML breaks its own rules."""


class InvalidWords(AnalyserError):
    """A list of words or a table of patterns that breaks its own rules."""


class UnreadableRegister(UnreadableFile):
    """A register of members that cannot be read."""


class UnreadableUnits(AnalyserError):
    """A line of a units file that cannot be coded, with its number."""


class UnreadableCorpus(AnalyserError):
    """A corpus folder whose tables do not follow their schema."""


@dataclass
class SourceUnavailable(AnalyserError):
    """A public source that cannot be reached, or answers in another form than it did."""

    address: str
    what: str
    expected: str

    def __str__(self) -> str:
        return f"{self.address}: {self.what} (expected {self.expected})"


class UnreadableArticle(UnreadableFile):
    """A newspaper article that cannot be read."""


class UnreadableModel(UnreadableFile):
    """A trained model, or a file to train or measure one on, that cannot be read."""
