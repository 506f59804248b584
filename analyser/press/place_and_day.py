"""Where and when a statement was made: the article followed into Parliament and out of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from analyser.press.days import SaidOn, said_on
from analyser.press.lexicon import IN_PARLIAMENT, OUTSIDE, TOLD_ELSEWHERE
from analyser.press.quotation import MASK
from analyser.press.statement import Statement

_QUOTED = re.compile(rf"{MASK}+")
_UNNAMED = re.compile(
    r"(?!the )(?:an? )?(?:[\w-]+ ){0,4}(?:mp|peer|lord|minister|chair|backbencher|lawmaker)$",
    re.IGNORECASE,
)
_TOLD_THEM = re.compile(r"\b(?:told|tells|asked|warned)\b", re.IGNORECASE)
_RESPONDS = re.compile(
    r"\s*(?:but |and )?(?:responding|replying|in (?:his|her|their|its) (?:reply|response)"
    r"|opening|closing"
    r"|winding up)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Scene:
    """Where the article is just now; ``published`` is the day from which its days count."""

    published: date | None
    placed: list[Statement] = field(default_factory=list)
    here: bool | None = None  # whether it is in Parliament, as far as it has said
    debate_day: SaidOn | None = None

    def enter(self, sentences: Iterable[str]) -> None:
        """Note the day of what went on in Parliament, where a paragraph's sentences give it."""
        for sentence in sentences:
            text = _QUOTED.sub(" ", sentence)
            if IN_PARLIAMENT.search(text) and self.debate_day is None:
                self.debate_day = said_on(text, self.published)

    def place(self, sentence: str, new: Iterable[Statement]) -> None:
        """Say of the statements in a sentence (masked) whether and when they were made there."""
        here = _place_of(sentence)
        for statement in new:
            day = said_on(_QUOTED.sub(" ", sentence), self.published)
            statement.in_parliament = self._said_there(statement, sentence, here, day)
            if statement.in_parliament and day and self.debate_day is None:
                self.debate_day = day
            statement.said_on = day
            self.placed.append(statement)
        self.here = self.here if here is None else here

    def _said_there(
        self, statement: Statement, sentence: str, here: bool | None, day: SaidOn | None
    ) -> bool | None:
        if here is not None:
            sits, told = statement.speaker.sits, _TOLD_THEM.search(sentence)
            return here and bool(sits or told or "written" in sentence)
        earlier = [each for each in self.placed if each.speaker is statement.speaker]
        if earlier and earlier[-1].in_parliament is not None:
            statement.assumed = earlier[-1].assumed
            return earlier[-1].in_parliament
        if not statement.speaker.sits:
            statement.assumed = True
            return False
        if _RESPONDS.match(sentence):
            return True
        is_other_day = day is not None and day != self.debate_day
        return True if self.here and not is_other_day else None

    def finish(self, lead: str) -> None:
        """Give what was said in Parliament without a day the day of the debate.

        That is the one the article gives with it, else that of its first paragraph (``lead``).
        """
        days = [each.said_on for each in self.placed if each.said_on]
        day = self.debate_day or said_on(lead, self.published) or next(iter(days), None)
        for number, statement in enumerate(self.placed):
            _name_ahead(statement, self.placed[number + 1 :], is_lead=number <= 1)
            if statement.in_parliament and statement.said_on is None:
                statement.said_on = day


def _place_of(sentence: str) -> bool | None:
    """Return whether a sentence is set in Parliament, ``None`` if it does not say."""
    words = _QUOTED.sub(" ", sentence)
    if OUTSIDE.search(words) or TOLD_ELSEWHERE.search(words):
        return False
    return True if IN_PARLIAMENT.search(words) else None


def _name_ahead(statement: Statement, later: Iterable[Statement], *, is_lead: bool) -> None:
    """Name "an MP" of the first lines as the next person whom the article names.

    Only where that person sits in Parliament, or nothing is said of them.
    """
    if statement.speaker.kind != "role" or not _UNNAMED.match(statement.as_written):
        return
    people = (each.speaker for each in later if each.speaker.kind == "person")
    named = next(people, None)
    if is_lead and named is not None and (named.sits or named.role is None):
        statement.speaker = named
        named.role = named.role or statement.as_written
