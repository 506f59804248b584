"""What a second reading would send: known, and said, before anything is sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from analyser.codebook import Codebook
from analyser.corpus import Corpus
from analyser.second_reader.answer_cache import Answers
from analyser.second_reader.candidates import Candidate, candidates, finder
from analyser.second_reader.guide import instruction, key, message, reading_signature
from analyser.second_reader.storing import signature_of

_LETTERS_A_TOKEN = 4


@dataclass(frozen=True, slots=True)
class Sheet:
    """What there is to read of one sitting."""

    sitting_id: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A second reading of whatever this model has not read yet by this codebook.

    ``requests`` are to be sent, of about ``tokens`` (characters / 4, guide included); ``known`` is
    how many of the ``contributions`` need none, since the same words were answered before.
    ``skipped`` sittings were read whole before.
    """

    model: str
    codebook: Codebook
    signature: str
    sheets: tuple[Sheet, ...]
    skipped: int
    contributions: int
    known: int
    requests: int
    tokens: int


def planned(corpus: Corpus, model: str, codebook: Codebook) -> Plan:
    """Return what a model would be asked of a corpus. Nothing is sent or written."""
    nlp = finder(codebook)
    signature = reading_signature(model, codebook, nlp)
    every = [sitting["sitting_id"] for sitting in corpus.sittings()]
    todo = [each for each in every if signature_of(corpus, each, model) != signature]
    sheets = tuple(Sheet(each, tuple(candidates(corpus, each, nlp))) for each in todo)
    answers = Answers(corpus.folder)
    new: dict[str, int] = {}
    known = 0
    for each in _all(sheets):
        place = key(model, codebook, each.heading, each.text)
        if answers.get(place):
            known += 1
        else:
            new[place] = _tokens(codebook, each)
    contributions = sum(len(sheet.candidates) for sheet in sheets)
    skipped = len(every) - len(todo)
    sizes = (contributions, known, len(new), sum(new.values()))
    return Plan(model, codebook, signature, sheets, skipped, *sizes)


def _all(sheets: tuple[Sheet, ...]) -> Iterator[Candidate]:
    for sheet in sheets:
        yield from sheet.candidates


def _tokens(codebook: Codebook, each: Candidate) -> int:
    sent = instruction(codebook) + message(each.heading, each.text, each.measures)
    return ceil(len(sent) / _LETTERS_A_TOKEN)
