"""What a codebook holds."""

import hashlib
from dataclasses import dataclass


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

    ``claim`` is what a supporter of a measure would say. ``weak`` terms show a theme only when
    ``needed`` different ones occur. ``counter``, ``headings`` and ``referents`` are of measures:
    see the head of ``measures.toml``.
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
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Codebook:
    """Measures and themes in the order of the files.

    ``content`` is the whole of the codebook as canonical JSON, from which ``codebook_of``
    makes it again.
    """

    measures: tuple[Code, ...]
    themes: tuple[Code, ...]
    content: str

    @property
    def signature(self) -> str:
        """The SHA-256 of the content, in hex: the same on every platform."""
        return hashlib.sha256(self.content.encode("ascii")).hexdigest()
