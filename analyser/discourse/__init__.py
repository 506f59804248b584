"""How a debate goes on: who interrupts whom, what is asked and answered, undertaken and cited.

Every reader here takes the contributions of one debate in the order of the record, as
``Line``, and gives plain records with the offsets of the words they rest on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyser.annotate.signing import network_signature
from analyser.discourse.line import Line
from analyser.resources import data_folder

if TYPE_CHECKING:
    from analyser.discourse.citations import Citation
    from analyser.discourse.commitments import Commitment
    from analyser.discourse.disputes import Dispute
    from analyser.discourse.turns import Turn

__all__ = ["Discourse", "Line", "discourse_of", "signature"]

VERSION = "6"
"""Raised whenever a reader here gives something else for the same words."""


def signature() -> str:
    """Return what only readings by these readers have. Raises ``UnreadableModel``."""
    return f"{VERSION} {network_signature(data_folder('undertakings'))}"


@dataclass(frozen=True, slots=True)
class Discourse:
    """What was read of the debates of one sitting."""

    turns: "tuple[Turn, ...]" = ()
    commitments: "tuple[Commitment, ...]" = ()
    citations: "tuple[Citation, ...]" = ()
    disputes: "tuple[Dispute, ...]" = ()


def discourse_of(debates: Iterable[Sequence[Line]]) -> Discourse:
    """Return what is read of some debates, each its contributions in order."""
    # their patterns take a second to make: not where nothing is read
    from analyser.discourse import citations, commitments, disputes, turns

    found: dict[str, list[object]] = {name: [] for name in Discourse.__slots__}
    for lines in debates:
        spoken = [line for line in lines if line.speaker]
        cited = citations.citations(spoken)
        found["turns"] += turns.turns(lines)
        found["commitments"] += commitments.commitments(spoken)
        found["citations"] += cited
        found["disputes"] += disputes.disputes(spoken, cited)
    return Discourse(**{name: tuple(each) for name, each in found.items()})  # type: ignore[arg-type]
