"""What an answer must be, and what of it is believed: all of it, or nothing.

An answer is text from outside. Whatever a contribution or a model says, only codes of the
codebook, known stances and words that stand in the contribution come out of here.
"""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, ValidationError

from analyser.codebook import Codebook
from analyser.coding import Evidence, Stance
from analyser.text.normalisation import normalised

_TOLD = (Stance.SUPPORT, Stance.OPPOSE, Stance.MIXED, Stance.NONE)


class Refusal(StrEnum):
    """Why nothing of an answer was kept."""

    NOT_JSON = "not JSON"
    FORM = "not of the form asked for"
    MEASURE = "a measure that the codebook has not"
    TWICE = "a measure given twice"
    STANCE = "a stance that there is not"
    NO_QUOTE = "a side without a quote"
    QUOTE = "a quote that is not in the text"


@dataclass(frozen=True, slots=True)
class SecondPosition:
    """A position as the second reader gave it; ``text[start:end]`` is the quote of its evidence."""

    measure: str
    stance: Stance
    evidence: Evidence | None


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    measure: str
    stance: str
    quote: str | None = None


class _AnswerSchema(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    positions: list[_Entry]


def read_answer(answer: str, text: str, codebook: Codebook) -> tuple[SecondPosition, ...] | Refusal:
    """Return what an answer says of ``text``, in the codebook's order, or why it is refused."""
    try:
        entries = _AnswerSchema.model_validate_json(answer).positions
    except ValidationError as error:
        is_json = error.errors()[0]["type"] != "json_invalid"
        return Refusal.FORM if is_json else Refusal.NOT_JSON
    order = {measure.code: place for place, measure in enumerate(codebook.measures)}
    told: dict[str, SecondPosition] = {}
    for entry in entries:
        if entry.measure not in order:
            return Refusal.MEASURE
        if entry.measure in told:
            return Refusal.TWICE
        position = _position(entry, text)
        if isinstance(position, Refusal):
            return position
        told[entry.measure] = position
    return tuple(sorted(told.values(), key=lambda each: order[each.measure]))


def _position(entry: _Entry, text: str) -> SecondPosition | Refusal:
    if entry.stance not in _TOLD:
        return Refusal.STANCE
    stance, quote = Stance(entry.stance), entry.quote
    if quote is None or not quote.strip():
        return (
            SecondPosition(entry.measure, stance, None)
            if stance is Stance.NONE
            else Refusal.NO_QUOTE
        )
    shown, wanted = normalised(text), normalised(quote).text
    start = shown.text.find(wanted)
    if start < 0 or not wanted:
        return Refusal.QUOTE
    start, end = shown.published(start, start + len(wanted))
    return SecondPosition(entry.measure, stance, Evidence(text[start:end], start, end))
