"""``analyser code``: texts of one's own, coded without a corpus."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from analyser.cli.options import (
    CodebookFolder,
    EncoderFolder,
    codebook_in,
    output_option,
    refuse_to_overwrite,
)
from analyser.cli.output import say
from analyser.errors import AnalyserError

if TYPE_CHECKING:
    from analyser.cli.units import MotionLine, Unit
    from analyser.codebook import Codebook
    from analyser.coding import Stance
    from analyser.errors import UnreadableUnits


class Task(StrEnum):
    """What ``code`` finds in a text."""

    POSITIONS = "positions"
    MOTION = "motion"


def code(
    units: Annotated[
        Path,
        typer.Argument(
            help='Lines of {"id", "text", "heading"?}, or of the task motion.',
            exists=True,
            dir_okay=False,
        ),
    ],
    output: Annotated[Path, output_option("Where the codings go.")],
    task: Annotated[
        Task,
        typer.Option(help='"motion": lines of {"id", "motion", "text": [utterance, …]}.'),
    ] = Task.POSITIONS,
    with_party: Annotated[
        bool,
        typer.Option(
            "--with-party", help="Task motion: use party, mover_party and government_motion too."
        ),
    ] = False,
    codebook: CodebookFolder = None,
    encoder: EncoderFolder = None,
) -> None:
    """Code your own texts, JSON Lines, without a corpus."""
    from analyser.cli.units import read_motion_units, read_units

    refuse_to_overwrite(output, units, codebook, encoder)
    if with_party and task is not Task.MOTION:
        raise typer.BadParameter("--with-party is for --task motion: positions rest on words alone")
    if task is Task.MOTION and (codebook or encoder):
        raise typer.BadParameter(
            "--codebook and --encoder-folder are for positions, not for --task motion"
        )
    failed: list[AnalyserError] = []
    if task is Task.MOTION:
        written = _code_motions(_good(read_motion_units(units), failed), output, with_party)
    else:
        written = _code_units(
            _good(read_units(units), failed), output, codebook_in(codebook), encoder
        )
    say(f"{written} units coded, {len(failed)} failed.")
    if failed:
        raise typer.Exit(1)


Read = TypeVar("Read")


def _good(lines: "Iterator[Read | UnreadableUnits]", failed: list[AnalyserError]) -> Iterator[Read]:
    """Yield the units; say of each other line why it is none, and keep that."""
    for line in lines:
        if isinstance(line, AnalyserError):
            failed.append(line)
            say(str(line))
        else:
            yield line


def _code_units(
    units: "Iterator[Unit]", output: Path, codebook: "Codebook | None", encoder: Path | None
) -> int:
    from functools import partial

    from analyser.annotate import build_nlp, code_texts
    from analyser.cli.units import write_codings

    return write_codings(units, partial(code_texts, build_nlp(codebook, encoder=encoder)), output)


def _code_motions(units: "Iterator[MotionLine]", output: Path, with_party: bool) -> int:
    from analyser.cli.units import MotionLine, write_stances
    from analyser.motion.reader import MotionUnit, load_motion_model

    reader = load_motion_model()

    def stance(line: MotionLine) -> "tuple[Stance, float]":
        unit = MotionUnit(
            line.motion, line.texts, line.party, line.mover_party, line.government_motion
        )
        return reader.stance(unit, with_party=with_party)

    return write_stances(units, stance, output)
