"""How much of everything a briefing holds, by the pages that it may take."""

from dataclasses import dataclass, replace

_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class LengthLimits:
    """The most of each thing that is shown; what is beyond it is counted and said.

    ``names`` are the members named on a side of a measure, ``quotes`` the sentences quoted for
    it, ``examples`` those for each side of a theme. ``findings`` is for each of departures,
    undertakings, figures and divisions, ``cited`` for the references in a row of positions,
    ``longest`` a quote's characters, ``others`` the members quoted who are not quoted before.
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
    others: int = _ALL
    longest: int = 600
    compact: bool = False
    chart: bool = True


FULL = LengthLimits()

_STEPS = (
    # measures, names, quotes, themes, examples, rows, findings, debates, cited, parties, others
    (16, 8, 2, 18, 3, 200, 20, 40, 3, 60, 60),
    (12, 6, 2, 16, 3, 170, 18, 34, 3, 50, 50),
    (10, 6, 2, 14, 3, 150, 16, 30, 3, 45, 40),
    (8, 5, 2, 12, 2, 110, 14, 24, 2, 36, 32),
    (7, 5, 2, 10, 2, 80, 12, 20, 2, 30, 26),
    (6, 5, 2, 9, 2, 60, 10, 16, 2, 26, 22),
    (6, 4, 2, 8, 1, 48, 9, 14, 1, 24, 18),
    (6, 4, 1, 8, 1, 40, 8, 12, 1, 22, 16),
    (5, 4, 1, 7, 1, 36, 7, 11, 1, 20, 14),
    (5, 4, 1, 6, 1, 32, 6, 10, 1, 18, 12),
    (5, 3, 1, 6, 1, 28, 6, 9, 1, 16, 10),
    (5, 3, 1, 5, 1, 24, 5, 8, 1, 14, 9),
    (4, 3, 1, 5, 1, 22, 5, 8, 1, 12, 8),
    (4, 3, 1, 4, 1, 20, 5, 7, 1, 12, 7),
    (4, 3, 1, 4, 1, 16, 4, 7, 1, 10, 6),
    (4, 3, 1, 3, 1, 12, 4, 6, 1, 10, 5),
    (4, 3, 1, 3, 1, 10, 3, 5, 1, 8, 4),
    (3, 3, 1, 3, 1, 14, 3, 5, 1, 8, 4),
    (3, 3, 1, 2, 1, 10, 3, 5, 1, 8, 4),
    (3, 2, 1, 2, 1, 8, 2, 4, 1, 6, 3),
    (2, 3, 1, 2, 1, 12, 2, 4, 1, 6, 3),
    (2, 3, 1, 2, 1, 8, 2, 3, 1, 6, 3),
    (2, 2, 1, 1, 1, 6, 2, 3, 1, 5, 2),
    (1, 3, 1, 2, 1, 8, 1, 3, 1, 4, 2),
    (1, 2, 1, 1, 1, 4, 1, 2, 1, 3, 1),
    (1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 0),
)


def steps(pages: str) -> tuple[LengthLimits, ...]:
    """Return rooms from the most to the least for "2", "6" or "full" pages.

    Where the grounds follow with quotes of their own, a measure has one each way.
    """
    if pages == "full":
        return (FULL,)
    rooms = [LengthLimits(*step) for step in _STEPS]
    if pages == "2":
        return tuple(
            replace(room, others=room.others // 5, longest=360, compact=True, chart=False)
            for room in rooms
        )
    return tuple(replace(room, longest=480, quotes=1) for room in rooms)
