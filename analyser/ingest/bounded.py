"""How long what is said once and repeated often may be, so that no small file makes a large corpus.

A heading stands in each debate under it, a name with each speech: a long one would be written
thousands of times.
"""

from collections.abc import Iterator
from pathlib import Path

from analyser.debate import Sitting
from analyser.errors import UnreadableHansard

_LONGEST = 2_000  # characters


def bounded(path: Path, where: str, words: str | None) -> None:
    """Raise ``UnreadableHansard`` where words that are repeated are too long."""
    if words and len(words) > _LONGEST:
        what = f"{len(words):,} characters, beginning {words[:40]!r}"
        raise UnreadableHansard(path, where, what, f"{_LONGEST:,} characters at most")


def bounded_sitting(path: Path, sitting: Sitting) -> Sitting:
    """Return a sitting if nothing repeated in it is too long. Raises ``UnreadableHansard``."""
    for where, words in _repeated(sitting):
        if words and len(words) > _LONGEST:  # rather than a call for each: there are very many
            bounded(path, where, words)
    return sitting


def _repeated(sitting: Sitting) -> Iterator[tuple[str, str | None]]:
    yield "the version", sitting.version
    for debate in sitting.debates:
        yield "a debate's id", debate.debate_id
        yield "a debate's title", debate.title
        yield "a debate's section", debate.section
        for item in debate.contributions:
            yield "an id", item.contribution_id
            yield "a column", item.column
            yield "a time", item.time
            if speaker := item.speaker:
                about = (speaker.person_id, speaker.party, speaker.constituency, speaker.office)
                yield from (("a speaker", each) for each in (speaker.name, *about))
        for division in debate.divisions:
            yield from (("a vote", vote.name) for vote in division.votes)
            yield from (("a vote", vote.vote) for vote in division.votes)
