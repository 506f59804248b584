"""One statement that an article attributes to somebody."""

from dataclasses import dataclass

from analyser.press.days import SaidOn
from analyser.press.lexicon import CALL, LABEL, SAY
from analyser.press.speakers import Somebody


@dataclass(slots=True)
class Statement:
    """One attributed statement: who, as written and in full, by which verb, in which words.

    ``spans`` are the offsets of the words in the article's text, several where a quotation is
    interrupted; ``context`` is the clause they stand in, for coding. ``in_parliament`` is
    ``None`` where the article does not say.
    """

    speaker: Somebody
    as_written: str
    verb: str | None
    kind: str
    spans: list[tuple[int, int]]
    context: str
    in_parliament: bool | None = None
    assumed: bool = False  # it is False only because the article gives the speaker no seat
    said_on: SaidOn | None = None
    sentence: tuple[int, int] = (0, 0)

    @property
    def takes_verb(self) -> bool:
        """Whether the verb itself is a part of what is said: "condemned the plan"."""
        return self.verb in LABEL | CALL and self.verb not in SAY

    def words(self, text: str) -> str:
        """Return the words, stretches joined by " … " where the article parts them."""
        return " … ".join(text[start:end].strip(" ,;") for start, end in self.spans)
