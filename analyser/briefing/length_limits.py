"""How much of everything a briefing holds, by the pages that it may take."""

from dataclasses import dataclass, replace

_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class LengthLimits:
    """The most of each thing that is shown; what is beyond it is counted and said.

    ``names`` are the members named on a side of a measure, ``quotes`` the sentences quoted for
    it, ``examples`` those for each side of a theme. ``findings`` is for each of departures,
    undertakings, figures and divisions, ``cited`` for the references in a row of positions,
    ``longest`` a quote's characters.
    """

    measures: int = _ALL
    names: int = 8
    quotes: int = 1
    themes: int = _ALL
    examples: int = 4
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
    # measures, names, quotes, themes, examples, rows, findings, debates, cited, parties
    (16, 8, 2, 18, 3, 200, 20, 40, 3, 60),
    (12, 6, 2, 16, 3, 170, 18, 34, 3, 50),
    (10, 6, 2, 14, 3, 150, 16, 30, 3, 45),
    (8, 5, 2, 12, 2, 110, 14, 24, 2, 36),
    (7, 5, 2, 10, 2, 80, 12, 20, 2, 30),
    (6, 5, 2, 9, 2, 60, 10, 16, 2, 26),
    (6, 4, 2, 8, 1, 48, 9, 14, 1, 24),
    (6, 4, 1, 8, 1, 40, 8, 12, 1, 22),
    (5, 4, 1, 7, 1, 36, 7, 11, 1, 20),
    (5, 4, 1, 6, 1, 32, 6, 10, 1, 18),
    (5, 3, 1, 6, 1, 28, 6, 9, 1, 16),
    (5, 3, 1, 5, 1, 24, 5, 8, 1, 14),
    (4, 3, 1, 5, 1, 22, 5, 8, 1, 12),
    (4, 3, 1, 4, 1, 20, 5, 7, 1, 12),
    (4, 3, 1, 4, 1, 16, 4, 7, 1, 10),
    (4, 3, 1, 3, 1, 12, 4, 6, 1, 10),
    (4, 3, 1, 3, 1, 10, 3, 5, 1, 8),
    (3, 3, 1, 3, 1, 14, 3, 5, 1, 8),
    (3, 3, 1, 2, 1, 10, 3, 5, 1, 8),
    (3, 2, 1, 2, 1, 8, 2, 4, 1, 6),
    (2, 3, 1, 2, 1, 12, 2, 4, 1, 6),
    (2, 3, 1, 2, 1, 8, 2, 3, 1, 6),
    (2, 2, 1, 1, 1, 6, 2, 3, 1, 5),
    (1, 3, 1, 2, 1, 8, 1, 3, 1, 4),
    (1, 2, 1, 1, 1, 4, 1, 2, 1, 3),
    (1, 1, 1, 1, 1, 0, 1, 1, 1, 0),
)


def steps(pages: str) -> tuple[LengthLimits, ...]:
    """Return rooms from the most to the least for "2", "6" or "full" pages.

    Where the grounds follow with quotes of their own, a measure has one each way.
    """
    if pages == "full":
        return (FULL,)
    rooms = [LengthLimits(*step) for step in _STEPS]
    if pages == "2":
        return tuple(replace(room, longest=360, compact=True, chart=False) for room in rooms)
    return tuple(replace(room, longest=480, quotes=1) for room in rooms)
