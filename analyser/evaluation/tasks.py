"""The three tasks: positions on measures, themes, and stances on motions."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from analyser.evaluation.motions import motions
from analyser.evaluation.positions import positions
from analyser.evaluation.report import Report
from analyser.evaluation.themes import themes
from analyser.members import Register

TASKS: Mapping[str, Callable[[Sequence[Path], Path | None], Report]] = {
    "positions": positions,
    "themes": themes,
    "motion": motions,
}


def evaluate(
    task: str,
    paths: Sequence[Path],
    *,
    encoder: Path | None = None,
    register: Register | None = None,
) -> Report:
    """Measure a task of ``TASKS`` on labelled files.

    Of files that the encoder learned from, the third of the debates that it has not seen is
    measured, by the version kept from them. ``encoder`` is a folder that
    `analyser train positions` wrote, in place of the one kept here. ``register`` parts the figures
    of positions by who spoke. Raises ``UnreadableModel`` where a file cannot be read.
    """
    if task == "positions":
        return positions(paths, encoder, register)
    return TASKS[task](paths, encoder)
