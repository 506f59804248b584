"""``analyser evaluate``: how good the coding is, beside baselines."""

import json
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyser.cli.options import AsFormat, EncoderFolder
from analyser.cli.output import Format, PrintedTable, print_table, say

if TYPE_CHECKING:
    from analyser.evaluation.report import System


class Measured(StrEnum):
    """What can be measured."""

    POSITIONS = "positions"
    THEMES = "themes"
    MOTION = "motion"


_SHOWN = {
    Measured.POSITIONS: (
        "sides right",
        "sides found",
        "sides reversed",
        "stance macro-F1",
        "measures F1",
        "evidence overlap",
        "calibration error",
    ),
    Measured.THEMES: ("themes F1", "precision", "recall", "direction accuracy"),
    Measured.MOTION: ("accuracy", "macro-F1", "accuracy at half coverage", "calibration error"),
}
_OF_PARTS = ("sides right", "sides found", "sides reversed")


_Files = Annotated[
    list[Path],
    typer.Argument(help="Labelled units: JSON Lines, or HanDeSeT’s CSV for motion.", exists=True),
]
_Registers = Annotated[
    list[Path] | None,
    typer.Option(
        help="Files or folders of members' registers, to part positions by (repeatable).",
        exists=True,
    ),
]
_Keep = Annotated[
    Path | None,
    typer.Option(
        help="Keep the figures in this folder too, for the documents.",
        exists=True,
        file_okay=False,
    ),
]


def evaluate(
    task: Annotated[Measured, typer.Argument(help="What to measure.")],
    files: _Files,
    encoder: EncoderFolder = None,
    register: _Registers = None,
    as_format: AsFormat = Format.TABLE,
    keep: _Keep = None,
) -> None:
    """Measure the coding against labelled files, beside baselines.

    If the encoder learned from a file, only the third of its debates that were kept apart is
    measured, and by the encoder of the two that never saw them. Each figure has its 95% interval,
    by resampling debates. Positions are measured by measure, house, decade and kind of source too;
    with a register also by party and, where one publishes it, sex. The extra "evaluate" must be
    installed.
    """
    from analyser.evaluation.tasks import evaluate as run
    from analyser.members import Register

    members = Register.read(register) if register else None
    report = run(task.value, files, encoder=encoder, register=members)
    if keep:
        report.keep(keep)
    if as_format is Format.JSON:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
        return
    _print_systems("", report.systems, _SHOWN[task])
    for kind, systems in report.parts.items():
        if not systems:
            continue
        print()
        _print_systems(f"ours, by {kind}", systems, _OF_PARTS)
        for difference in report.differences.get(kind, ()):
            say(difference)
    say(f"{report.file}: {report.units} units of {report.debates} debates.")
    for note in report.notes:
        say(note)


def _print_systems(first: str, systems: "Iterable[System]", shown: "Iterable[str]") -> None:
    import pandas as pd

    from analyser.evaluation.report import written

    rows = [
        {first: each.name} | {name: written(each.figures.get(name)) for name in shown}
        for each in systems
    ]
    print_table(PrintedTable([pd.DataFrame(rows)], [first, *shown]), Format.TABLE)
