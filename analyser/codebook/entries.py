"""What a codebook holds."""

import hashlib
from dataclasses import dataclass

from analyser.coding import Stance


@dataclass(frozen=True, slots=True)
class Context:
    """Terms that count only beside one of the words ``beside``.

    ``within`` is "sentence" or "contribution".
    """

    terms: tuple[str, ...]
    beside: tuple[str, ...]
    within: str


@dataclass(frozen=True, slots=True)
class Code:
    """One measure or theme: what it includes and the terms that name it.

    ``weak`` terms show a theme only when ``needed`` different ones occur. ``counter``,
    ``headings`` and ``referents`` are of measures: see the head of ``measures.toml``.
    """

    code: str
    label: str
    definition: str
    terms: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    context: tuple[Context, ...] = ()
    weak: tuple[str, ...] = ()
    needed: int = 2
    counter: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    referents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """Phrases that show a stance: see the head of ``stance.toml``.

    ``measures`` is empty where the cue counts for every measure but those ``exempt``.
    """

    stance: Stance
    kind: str
    weight: float
    phrases: tuple[str, ...]
    measures: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StanceRules:
    """The cues, and the words that turn, weaken or disown them."""

    cues: tuple[Cue, ...]
    negators: tuple[str, ...]
    concessions: tuple[str, ...]
    hedges: tuple[str, ...]
    neutral: tuple[str, ...]
    referents: tuple[str, ...]
    bill: tuple[str, ...]
    reported: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    abstaining: tuple[str, ...] = ()
    void: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Codebook:
    """Measures and themes in the order of the files, and the rules of stance.

    ``content`` is the whole of the codebook as canonical JSON, from which ``codebook_of``
    makes it again.
    """

    measures: tuple[Code, ...]
    themes: tuple[Code, ...]
    stance: StanceRules
    content: str

    @property
    def signature(self) -> str:
        """The SHA-256 of the content, in hex: the same on every platform."""
        return hashlib.sha256(self.content.encode("ascii")).hexdigest()
