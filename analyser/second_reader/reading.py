"""Asking a second reader, believing what can be believed, and keeping it sitting by sitting."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from analyser.corpus import Corpus
from analyser.errors import UnreadableCorpus
from analyser.second_reader.answer import Refusal, SecondPosition, read_answer
from analyser.second_reader.answer_cache import Answers, CachedAnswer
from analyser.second_reader.candidates import Candidate
from analyser.second_reader.endpoint import NotAnswered
from analyser.second_reader.guide import instruction, key, message
from analyser.second_reader.planning import Plan, Sheet
from analyser.second_reader.storing import SecondReading, second_coding, write_second

Progress = Callable[[int, int, str], None]

_OUT_OF_REACH = 3  # failures in a row after which an endpoint is left alone


class Asked(Protocol):
    """Whatever can be asked: an ``endpoint.Endpoint``, or one's own."""

    def ask(self, instruction: str, message: str) -> str:
        """Return an answer, or raise ``NotAnswered``."""
        ...


@dataclass(frozen=True, slots=True)
class Done:
    """What a run did. Contributions were read, refused by reason, failed, or not come to.

    ``answered`` counts the answers that this run got, ``known`` those that were kept before.
    ``gave_up`` says why the endpoint was left alone, where it was.
    """

    answered: int
    known: int
    read: int
    refused: Mapping[str, int]
    positions: int
    failures: tuple[tuple[str, str], ...]
    not_asked: int
    gave_up: str | None

    @property
    def is_whole(self) -> bool:
        """Whether every contribution has an answer, be it one that was refused."""
        return not self.failures and not self.not_asked


def read_again(
    corpus: Corpus, plan: Plan, endpoint: Asked, *, progress: Progress | None = None
) -> Done:
    """Ask about everything in a plan and write what it says into ``second_positions``.

    Each answer is kept as it comes and each sitting as it is finished, so that a run that was
    stopped is continued by the next one. Raises ``UnreadableCorpus``, before anything is sent,
    where the first reader has not coded a sitting.
    """
    with corpus.writing() as writer:
        for sheet in plan.sheets:
            if corpus.coded_by(sheet.sitting_id) is None:
                what = f"{sheet.sitting_id} is not coded yet (expected: analyser analyse)"
                raise UnreadableCorpus(f"{corpus.folder}: {what}")
        run = _Run(plan, endpoint, Answers(corpus.folder), progress)
        for sheet in plan.sheets:
            reading = run.read(sheet)
            if reading.signature or reading.rows["second_readings"]:
                second = second_coding(corpus, sheet.sitting_id).put(reading)
                write_second(writer, sheet.sitting_id, second)
    return run.done()


@dataclass(slots=True)
class _Run:
    plan: Plan
    endpoint: Asked
    answers: Answers
    progress: Progress | None
    instruction: str = field(init=False)
    counts: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)
    in_a_row: int = 0
    gave_up: str | None = None

    def __post_init__(self) -> None:
        self.instruction = instruction(self.plan.codebook)

    def read(self, sheet: Sheet) -> SecondReading:
        """Return what is said of a sitting, as far as answers could be had."""
        rows: dict[str, list[dict[str, Any]]] = {"second_positions": [], "second_readings": []}
        is_whole = True
        for each in sheet.candidates:
            told = self._told(each)
            self._tick(each, told)
            if told is None:
                is_whole = False
                continue
            of = {"contribution_id": each.contribution_id, "reader": self.plan.model}
            rows["second_readings"].append(of | _outcome(told))
            if not isinstance(told, Refusal):
                rows["second_positions"] += [of | _position(position) for position in told]
        signature = self.plan.signature if is_whole else None
        return SecondReading(self.plan.model, self.plan.codebook.signature, signature, rows)

    def _told(self, each: Candidate) -> tuple[SecondPosition, ...] | Refusal | None:
        """Return what an answer to a contribution says, ``None`` where there is no answer."""
        place = key(self.plan.model, self.plan.codebook, each.heading, each.text)
        if kept := self.answers.get(place):
            self.counts["known"] += 1
            return _refusal(kept) or read_answer(kept.answer, each.text, self.plan.codebook)
        answer = self._answer(each)
        if answer is None:
            return None
        told = read_answer(answer, each.text, self.plan.codebook)
        reason = told.value if isinstance(told, Refusal) else None
        self.answers.keep(CachedAnswer(place, self.plan.model, answer, reason))
        self.counts["answered"] += 1
        return told

    def _answer(self, each: Candidate) -> str | None:
        if self.gave_up:
            return None
        try:
            answer = self.endpoint.ask(
                self.instruction, message(each.heading, each.text, each.measures)
            )
        except NotAnswered as error:
            self.failures.append((each.contribution_id, str(error)))
            self.in_a_row += 1
            if error.is_final:
                self.gave_up = str(error)
            elif self.in_a_row >= _OUT_OF_REACH:
                self.gave_up = (
                    f"{self.in_a_row} requests failed one after another; the last: {error}"
                )
            return None
        self.in_a_row = 0
        return answer

    def _tick(self, each: Candidate, told: tuple[SecondPosition, ...] | Refusal | None) -> None:
        """Count what became of a contribution, and show it."""
        self.counts["seen"] += 1
        if told is None:
            shown = "no answer"
        elif isinstance(told, Refusal):
            self.refused[told.value] += 1
            shown = f"refused, {told.value}"
        else:
            self.counts["read"] += 1
            self.counts["positions"] += len(told)
            shown = "read"
        if self.progress:
            line = f"{shown}: {each.contribution_id}"
            self.progress(self.counts["seen"], self.plan.contributions, line)

    def done(self) -> Done:
        """Return what was done."""
        have = self.counts["read"] + self.refused.total() + len(self.failures)
        return Done(
            answered=self.counts["answered"],
            known=self.counts["known"],
            read=self.counts["read"],
            refused=dict(self.refused),
            positions=self.counts["positions"],
            failures=tuple(self.failures),
            not_asked=self.counts["seen"] - have,
            gave_up=self.gave_up,
        )


def _refusal(kept: CachedAnswer) -> Refusal | None:
    known = {each.value: each for each in Refusal}
    return known.get(kept.refused or "")


def _outcome(told: tuple[SecondPosition, ...] | Refusal) -> dict[str, str | None]:
    if isinstance(told, Refusal):
        return {"outcome": "refused", "reason": told.value}
    return {"outcome": "read", "reason": None}


def _position(told: SecondPosition) -> dict[str, Any]:
    evidence = told.evidence
    return {
        "measure": told.measure,
        "stance": told.stance.value,
        "quote": evidence and evidence.quote,
        "start": evidence and evidence.start,
        "end": evidence and evidence.end,
    }
