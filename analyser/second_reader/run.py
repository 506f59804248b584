"""The second reader as a user asks for it: configured, announced, run and reported."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from analyser.codebook import Codebook, load_codebook
from analyser.corpus import Corpus
from analyser.fetch.settings import Settings
from analyser.second_reader.endpoint import Address, Endpoint, Manners
from analyser.second_reader.planning import Plan, planned
from analyser.second_reader.reading import Done, Progress, read_again

Say = Callable[[str], None]


def dry_run(corpus: Corpus, model: str, codebook: Codebook | None, say: Say) -> Plan:
    """Say what would be sent, and to which address; send nothing, write nothing, need no key."""
    address = Address.from_environment()
    plan = planned(corpus, model, codebook or load_codebook())
    say(
        f"Would send {_requests(plan.requests)} of about {plan.tokens:,} tokens in all to"
        f" {address.base}.{_known(plan)} Nothing was sent."
    )
    return plan


@dataclass(frozen=True, slots=True)
class SecondReader:
    """A model that can be asked, with address and key from the environment."""

    endpoint: Endpoint

    @classmethod
    def from_environment(cls, model: str, *, requests_a_minute: int = 60) -> Self:
        """Return the reader that the environment names.

        ``$ANALYSER_ATTEMPTS``, ``$ANALYSER_PATIENCE`` and ``$ANALYSER_TIMEOUT`` hold here as they
        do in fetching. Raises ``NoSecondReader``, and ``InvalidSetting``.
        """
        given = Settings.from_environment()
        manners = Manners(requests_a_minute, given.attempts, given.patience, given.timeout)
        return cls(Endpoint.from_environment(model, manners))

    def announce(self, corpus: Corpus, codebook: Codebook | None, say: Say) -> Plan:
        """Return what this model is to be asked, having said what goes where. Sends nothing."""
        plan = planned(corpus, self.endpoint.model, codebook or load_codebook())
        address, pace = self.endpoint.address, self.endpoint.manners.requests_a_minute
        say(
            f"Second reader {plan.model}: {_requests(plan.requests)}, each with the heading and the"
            f" words of one contribution, to {address.host} ({address.base}), at most {pace} a"
            f" minute.{_known(plan)}"
        )
        return plan

    def read(self, corpus: Corpus, plan: Plan, *, progress: Progress | None = None) -> Done:
        """Read what was planned; see ``read_again``."""
        return read_again(corpus, plan, self.endpoint, progress=progress)

    def report(self, done: Done, say: Say) -> None:
        """Say what a run did: each failure with its reason, and the refusals counted by theirs."""
        _report(done, self.endpoint.address, say)


def _requests(number: int) -> str:
    return "1 request" if number == 1 else f"{number:,} requests"


def _known(plan: Plan) -> str:
    return f" {plan.known:,} contributions were answered before." if plan.known else ""


def _report(done: Done, address: Address, say: Say) -> None:
    for contribution_id, what in done.failures:
        say(f"{contribution_id}: no answer from {address.host}: {what}")
    if done.gave_up:
        say(
            f"{address.host} is left alone: {done.gave_up}. {done.not_asked:,} contributions were"
            " not asked about. What was done is kept: the same command goes on from there."
        )
    reasons = "; ".join(f"{number:,} {reason}" for reason, number in done.refused.items())
    refused = sum(done.refused.values())
    say(
        f"{done.read:,} contributions read ({done.positions:,} positions), {refused:,}"
        f" {'answer' if refused == 1 else 'answers'} refused{f' ({reasons})' if reasons else ''},"
        f" {len(done.failures):,} failed."
    )
