"""How much of everything a briefing holds, by the pages that it may take."""

from dataclasses import dataclass

_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class LengthLimits:
    """The most of each thing that is shown; what is beyond it is counted and said.

    ``quotes`` is for each side of each theme, ``findings`` for each of dissent, commitments and
    figures, ``cited`` the references in a row of positions, ``longest`` a quote's characters.
    """

    measures: int = _ALL
    themes: int = _ALL
    quotes: int = 6
    rows: int = _ALL
    findings: int = _ALL
    debates: int = _ALL
    cited: int = _ALL
    parties: int = _ALL
    longest: int = 600
    compact: bool = False
    chart: bool = True


FULL = LengthLimits()

_STEPS = (
    # measures, themes, quotes, rows, findings, debates, cited, parties
    (16, 18, 4, 200, 20, 40, 3, 60),
    (12, 16, 4, 170, 18, 34, 3, 50),
    (10, 14, 3, 150, 16, 30, 3, 45),
    (8, 12, 3, 110, 14, 24, 2, 36),
    (6, 10, 3, 80, 12, 20, 2, 30),
    (6, 9, 2, 60, 10, 16, 2, 26),
    (5, 8, 2, 48, 8, 12, 1, 22),
    (4, 7, 2, 40, 7, 10, 1, 18),
    (4, 6, 2, 32, 6, 9, 1, 15),
    (3, 6, 2, 29, 6, 9, 1, 13),
    (3, 5, 2, 26, 5, 8, 1, 12),
    (3, 4, 2, 24, 5, 8, 1, 11),
    (3, 4, 1, 22, 5, 7, 1, 10),
    (2, 5, 1, 20, 4, 7, 1, 10),
    (2, 4, 1, 18, 4, 6, 1, 9),
    (2, 4, 1, 14, 3, 5, 1, 8),
    (2, 3, 1, 16, 3, 5, 1, 8),
    (2, 3, 1, 12, 3, 5, 1, 7),
    (2, 2, 1, 14, 3, 4, 1, 7),
    (2, 2, 1, 10, 2, 4, 1, 6),
    (1, 3, 1, 12, 2, 4, 1, 6),
    (1, 3, 1, 9, 2, 3, 1, 5),
    (1, 2, 1, 10, 2, 3, 1, 5),
    (1, 2, 1, 6, 1, 3, 1, 4),
    (1, 1, 1, 4, 1, 2, 1, 3),
    (1, 1, 1, 0, 0, 1, 1, 0),
)


def steps(pages: str) -> tuple[LengthLimits, ...]:
    """Return rooms from the most to the least for "2", "6" or "full" pages."""
    if pages == "full":
        return (FULL,)
    compact = pages == "2"
    return tuple(
        LengthLimits(*step, longest=320 if compact else 480, compact=compact, chart=step[3] > 5)
        for step in _STEPS
    )
