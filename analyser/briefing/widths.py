"""How wide the columns of a table stand beside each other."""

from analyser.briefing import phrasing
from analyser.briefing.model import Table

_WIDEST = 28  # characters; longer cells are broken over lines
_MARKS = 16  # characters of numbers of references, which are set small
_SHORT = 16  # characters; where every cell is as short, none is broken


def widths(table: Table) -> list[int]:
    """Return a weight for each column, that of references last, by what stands in it."""
    cited = [[", ".join(map(str, numbers))] for numbers in table.references]
    rows = [[*row, *(cited[number] if cited else [])] for number, row in enumerate(table.rows)]
    head = [*table.head, *([phrasing.REFERENCE] if table.references else [])]
    found = [_width(name, [row[at] for row in rows]) for at, name in enumerate(head)]
    if cited:
        longest = max((len(each[0]) for each in cited), default=0)
        found[-1] = max(found[-1], min(longest, _MARKS))
    return found


def _width(head: str, cells: list[str]) -> int:
    words = [word for text in (head, *cells) for word in text.split()]
    word = min(max(map(len, words), default=1), 20)
    lengths = sorted(map(len, cells)) or [0]
    usual = lengths[-1] if lengths[-1] <= _SHORT else lengths[int(len(lengths) * 0.8)]
    return max(word + 4, min(usual + 2, _WIDEST))
