"""The command line: the same verbs as the Python API.

Exit 0: all done. 1: some inputs failed, each named on stderr, the others kept. 2: wrong use.
"""

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from analyser import cli_brief, cli_fetch
from analyser.cli_output import Format, Table, notice, print_table, progress, say
from analyser.cli_selection import selectable
from analyser.errors import AnalyserError, UnreadableArticle
from analyser.selection import Selection

if TYPE_CHECKING:
    from analyser.article import Checked
    from analyser.codebook import Codebook
    from analyser.coding import Stance
    from analyser.corpus import Corpus, Input
    from analyser.errors import UnreadableUnits
    from analyser.evaluation.report import System
    from analyser.units import MotionLine, Unit

app = typer.Typer(
    name="analyser",
    help="Who stands where in Hansard debates on surveillance, on which grounds, in which words.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

CorpusFolder = Annotated[
    Path,
    typer.Option("--corpus", envvar="ANALYSER_CORPUS", help="The corpus folder.", file_okay=False),
]
CodebookFolder = Annotated[
    Path | None,
    typer.Option("--codebook", help="A folder with another codebook (TOML).", exists=True),
]
Registers = Annotated[
    list[Path] | None,
    typer.Option(
        "--register",
        help="Files or folders of members' registers (repeatable); else those downloaded.",
        exists=True,
    ),
]
EncoderFolder = Annotated[
    Path | None,
    typer.Option(
        "--encoder-folder",
        help="A folder that `train positions` wrote, in place of the one kept here.",
        exists=True,
        file_okay=False,
    ),
]
AsFormat = Annotated[Format, typer.Option("--format", help="How to print the table.")]


@app.callback()
def _corpus(context: typer.Context, corpus: CorpusFolder = Path("corpus")) -> None:
    context.obj = corpus


@app.command()
def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files or folders of Hansard.", exists=True)],
    register: Registers = None,
) -> None:
    """Read files or folders of any supported format into the corpus."""
    from analyser.ingest import find_files
    from analyser.members import Register
    from analyser.pipeline import downloaded_register
    from analyser.pipeline import ingest as run

    if not find_files(paths):
        raise typer.BadParameter(f"no .xml, .json or .txt file in {', '.join(map(str, paths))}")
    members = Register.read(register) if register else downloaded_register(_open(context))
    with progress("Reading") as tick:
        outcomes = run(paths, _open(context), register=members, progress=tick)
    if _report(outcomes):
        raise typer.Exit(1)


@app.command()
def fetch(
    context: typer.Context,
    debates: cli_fetch.Debates = None,
    search: cli_fetch.Search = None,
    day: cli_fetch.OnDay = None,
    first: cli_fetch.First = None,
    last: cli_fetch.Last = None,
    house: cli_fetch.Houses = None,
    member: cli_fetch.Members = None,
    source: cli_fetch.Source = None,
    register: Registers = None,
    refresh: cli_fetch.Refresh = False,
    dry_run: cli_fetch.DryRun = False,
) -> None:
    """Download debates, days or members' registers from the public sources, then read them.

    Days come from TheyWorkForYou, debates and searches from Hansard's own API. What is here
    already is not fetched again, so the same command continues one that was stopped.
    """
    with _errors_named():
        request = cli_fetch.request_of(
            debates=debates,
            search=search,
            day=day,
            first=first,
            last=last,
            houses=house,
            members=member,
            source=source,
        )
        corpus = _open(context)
        done = cli_fetch.run(corpus, request, register=register, refresh=refresh, dry_run=dry_run)
    if done is None:
        return
    failed = sum(entry.outcome == "failed" for entry in done.covered)
    if _report(done.inputs) + failed:
        raise typer.Exit(1)


@app.command()
def analyse(
    context: typer.Context,
    codebook: CodebookFolder = None,
    encoder: EncoderFolder = None,
    jobs: Annotated[int, typer.Option(min=1, help="Processes to spread sittings over.")] = (
        os.cpu_count() or 1
    ),
    second_reader: Annotated[
        str | None,
        typer.Option(
            "--second-reader",
            metavar="MODEL",
            help="Then ask this model too, at $OPENAI_BASE_URL, about what names a measure.",
        ),
    ] = None,
    requests_a_minute: Annotated[
        int, typer.Option("--requests-a-minute", min=1, help="To the second reader, at most.")
    ] = 60,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Only say what the second reader would be sent, and where."),
    ] = False,
) -> None:
    """Code whatever in the corpus is not coded yet by this codebook and encoder.

    Nothing leaves the machine unless --second-reader names a model. The extra "llm" must be
    installed for it.
    """
    from analyser.pipeline import analyse as run

    if dry_run and second_reader is None:
        raise typer.BadParameter("--dry-run is for --second-reader: nothing else is sent anywhere")
    corpus, codes, second = _filled(context), _codebook(codebook), None
    if second_reader is not None:
        from analyser.second_reader.run import SecondReader
        from analyser.second_reader.run import dry_run as announce

        if dry_run:
            announce(corpus, second_reader, codes, say)
            return
        second = SecondReader.from_environment(second_reader, requests_a_minute=requests_a_minute)
    with progress("Coding") as tick:
        done = run(corpus, codebook=codes, encoder=encoder, jobs=jobs, progress=tick)
    say(
        f"{done.sittings} sittings coded ({done.contributions} contributions,"
        f" {done.positions} positions); {done.skipped} were coded already."
    )
    if second is not None:
        plan = second.announce(corpus, codes, say)
        with progress("Asking") as tick:
            read = second.read(corpus, plan, progress=tick)
        second.report(read, say)
        if not read.is_whole:
            raise typer.Exit(1)


class Task(StrEnum):
    """What ``code`` tells of a text."""

    POSITIONS = "positions"
    MOTION = "motion"


@app.command()
def code(
    units: Annotated[
        Path,
        typer.Argument(help='Lines of {"id", "text", "heading"?}, or of the task motion.'),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the codings go.")],
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
    """Code one's own texts without a corpus: JSON Lines in, JSON Lines out, in the same order."""
    from analyser.units import read_motion_units, read_units

    if output.exists() and units.exists() and output.samefile(units):
        raise typer.BadParameter(f"{output} is the file that is read; name another")
    if with_party and task is not Task.MOTION:
        raise typer.BadParameter("--with-party is for --task motion: positions rest on words alone")
    if task is Task.MOTION and (codebook or encoder):
        raise typer.BadParameter(
            "--codebook and --encoder-folder are for positions, not for --task motion"
        )
    failed: list[AnalyserError] = []
    with _errors_named():
        if task is Task.MOTION:
            written = _code_motions(_good(read_motion_units(units), failed), output, with_party)
        else:
            written = _code_units(
                _good(read_units(units), failed), output, _codebook(codebook), encoder
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
    from analyser.units import write_codings

    return write_codings(units, partial(code_texts, build_nlp(codebook, encoder=encoder)), output)


def _code_motions(units: "Iterator[MotionLine]", output: Path, with_party: bool) -> int:
    from analyser.annotate.motion import MotionUnit, load_motion_model
    from analyser.units import MotionLine, write_stances

    reader = load_motion_model()

    def stance(line: MotionLine) -> "tuple[Stance, float]":
        unit = MotionUnit(
            line.motion, line.texts, line.party, line.mover_party, line.government_motion
        )
        return reader.stance(unit, with_party=with_party)

    return write_stances(units, stance, output)


@app.command()
@selectable
def positions(
    context: typer.Context, selection: Selection, as_format: AsFormat = Format.TABLE
) -> None:
    """Print who stands where on what, with the words that show it."""
    shown = ["date", "speaker", "party", "measure", "stance", "confidence", "quote", "column"]
    _print(context, "positions", selection, shown, as_format)


@app.command()
@selectable
def themes(
    context: typer.Context, selection: Selection, as_format: AsFormat = Format.TABLE
) -> None:
    """Print the arguments used, by whom, with the words that show it."""
    shown = ["date", "speaker", "party", "theme", "direction", "quote", "column"]
    _print(context, "themes", selection, shown, as_format)


@app.command()
@selectable
def debates(
    context: typer.Context, selection: Selection, as_format: AsFormat = Format.TABLE
) -> None:
    """Print the debates in the corpus, with how many contributions are coded."""
    shown = ["date", "house", "title", "speeches", "speakers", "coded", "debate_id"]
    _print(context, "debates", selection, shown, as_format)


@app.command()
@selectable
def members(
    context: typer.Context, selection: Selection, as_format: AsFormat = Format.TABLE
) -> None:
    """Print who spoke, with party, seat and office as the record or the register gives them."""
    shown = ["speaker", "party", "constituency", "office", "speeches", "positions"]
    _print(context, "members", selection, shown, as_format)


@app.command()
@selectable
def search(
    context: typer.Context,
    query: Annotated[
        str, typer.Argument(help='Words, "a phrase" in quotation marks, -not, begin*.')
    ],
    selection: Selection,
    as_format: AsFormat = Format.TABLE,
) -> None:
    """Print where words stand in the record, each in its context."""
    from analyser.search import search as find

    corpus = _open(context)
    with _errors_named():
        found = find(corpus, query, selection)
    shown = ["date", "speaker", "party", "left", "hit", "right", "column"]
    print_table(Table(found.places, shown), as_format)
    more = "" if found.complete else "; the first of them are listed"
    say(f"{found.contributions:,} of {found.of:,} contributions hold it{more}.")


@app.command()
def press(
    context: typer.Context,
    article: Annotated[Path, typer.Argument(help="An article: plain text or HTML.")],
    published: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="Its day, where it names none."),
    ] = None,
    register: Registers = None,
    claims: Annotated[
        bool, typer.Option("--claims", help="Print its claims with figures instead.")
    ] = False,
    as_format: AsFormat = Format.TABLE,
) -> None:
    """Print who an article says said what, where they stand, and whether the record has it."""
    from analyser.article import check_article
    from analyser.ingest.press import read_article
    from analyser.members import Register
    from analyser.pipeline import downloaded_register

    corpus = _open(context)
    with _errors_named():
        try:
            read = read_article(article)
        except UnreadableArticle as error:
            say(str(error))
            raise typer.Exit(1) from error
        members = Register.read(register) if register else downloaded_register(corpus)
    day = published.date() if published else None
    checked = check_article(read, corpus, published=day, register=members)
    if claims:
        print_table(Table(checked.claims, ["claim", "figures", "speaker", "words"]), as_format)
    else:
        shown = [
            "speaker",
            "member",
            "role",
            "verb",
            "words",
            "day",
            "measure",
            "stance",
            "verdict",
        ]
        print_table(Table(checked.statements, shown), as_format)
    _explain_press(checked)


@app.command()
def export(
    context: typer.Context,
    table: Annotated[str, typer.Argument(help="The table's name, such as positions.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="A .parquet, .csv or .jsonl file.")
    ],
) -> None:
    """Write a whole table to a file."""
    from analyser.export import SUFFIXES, export_table
    from analyser.tables import SCHEMAS

    if table not in SCHEMAS:
        raise typer.BadParameter(f"no table {table!r}: one of {', '.join(SCHEMAS)}")
    if output.suffix not in SUFFIXES:
        raise typer.BadParameter(f"{output} ends in none of {', '.join(SUFFIXES)}")
    corpus = _filled(context)
    rows = export_table(corpus, table, output)
    say(f"{rows} rows of {table} written to {output}.")
    notice(corpus)


@app.command()
def check(context: typer.Context) -> None:
    """Verify a corpus: schemas, ids, and every quote against its text."""
    from analyser.check import faults

    found = list(faults(_filled(context)))
    for fault in found:
        say(fault)
    say(f"{len(found)} faults." if found else "No faults: every quote stands in its text.")
    if found:
        raise typer.Exit(1)


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


@app.command()
def evaluate(
    task: Annotated[Measured, typer.Argument(help="What to measure.")],
    files: Annotated[
        list[Path], typer.Argument(help="Labelled units: JSON Lines, or HanDeSeT's CSV for motion.")
    ],
    encoder: EncoderFolder = None,
    as_format: AsFormat = Format.TABLE,
    keep: Annotated[
        Path | None,
        typer.Option(help="Keep the figures in this folder too, for the documents.", exists=True),
    ] = None,
) -> None:
    """Measure positions, themes or stances on motions against labels, beside baselines.

    Of files that the encoder learned from, only the third of the debates is measured that one half
    of it, the twin, was kept from, and by that half alone. Each figure has its 95 % interval, by
    drawing debates again. The extra "evaluate" must be installed.
    """
    from analyser.evaluation.tasks import evaluate as run

    with _errors_named():
        report = run(task.value, files, encoder=encoder)
    if keep:
        report.keep(keep)
    if as_format is Format.JSON:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
        return
    _print_systems("", report.systems, _SHOWN[task])
    for kind, systems in report.parts.items():
        print()
        _print_systems(f"ours, by {kind}", systems, _OF_PARTS)
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
    print_table(Table(pd.DataFrame(rows), [first, *shown]), Format.TABLE)


train = typer.Typer(help="Train the models that are kept in data/.", no_args_is_help=True)
app.add_typer(train, name="train")


Handeset = Annotated[
    Path, typer.Option("--handeset", help="A CSV file in the form of HanDeSeT.", exists=True)
]
Divisions = Annotated[
    list[Path] | None,
    typer.Option(
        "--divisions", help="Hansard in XML, to learn from votes (repeatable).", exists=True
    ),
]


@train.command("positions")
def train_positions(
    encoder: Annotated[
        Path,
        typer.Option("--encoder", help="A transformer in the form of Hugging Face.", exists=True),
    ],
    gold: Annotated[
        list[Path],
        typer.Option("--gold", help="JSON Lines of coded contributions (repeatable).", exists=True),
    ],
    claims: Annotated[
        Path | None,
        typer.Option(
            "--claims", help="Pairs of claims and perspectives (Perspectrum).", exists=True
        ),
    ] = None,
    device: Annotated[str, typer.Option(help="cpu, or cuda where there is one.")] = "cpu",
    seed: Annotated[int, typer.Option(help="Of all that is drawn.")] = 0,
    checkpoints: Annotated[
        Path | None, typer.Option(help="Where finished stages are kept, to go on from.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where it goes.")] = Path(
        "data/positions"
    ),
) -> None:
    """Train the encoder that tells positions. Takes up to three hours on two cores."""
    from analyser.annotate.training.positions import size_of
    from analyser.annotate.training.positions import train_positions as run

    with _errors_named():
        run(
            encoder,
            gold,
            output,
            claims=claims,
            device=device,
            seed=seed,
            checkpoints=checkpoints,
            say=say,
        )
    say(f"{output}: {size_of(output):.1f} MB")


@train.command("motion")
def train_motion(
    handeset: Handeset,
    divisions: Divisions = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the model goes.")] = Path(
        "data/stance/motion.json.gz"
    ),
) -> None:
    """Train the reader of stances on motions. Takes a minute."""
    from analyser.annotate.training.motion import train_motion as run
    from analyser.gold import read_gold_motions
    from analyser.pipeline import speeches_by_vote

    with _errors_named():
        voted = list(speeches_by_vote(divisions or []))
        model = run(read_gold_motions(handeset), voted)
        model.write(output)
    size = output.stat().st_size / 1e6
    say(f"{output}: {size:.1f} MB; {len(voted)} speeches learned from by vote")


@app.command()
def dashboard(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=1, max=65535, envvar="PORT", help="Port.")] = 8501,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "localhost",
    register: Registers = None,
) -> None:
    """Serve the dashboard on this corpus until interrupted."""
    from analyser.serve import serve

    with _errors_named():
        raise typer.Exit(
            serve(context.obj, host=host, port=port, say=print, register=register or ())
        )


cli_brief.register(app)


def main() -> None:
    """Run the command line; an error of ours is one line on stderr and exit 2."""
    with _errors_named():
        app()


@contextmanager
def _errors_named() -> Iterator[None]:
    try:
        yield
    except AnalyserError as error:
        say(str(error))
        sys.exit(2)
    except KeyboardInterrupt:
        say("Interrupted; what was done is kept, and the same command goes on from there.")
        sys.exit(130)
    except BrokenPipeError:  # the reader of the pipe, such as head, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _report(outcomes: "list[Input]") -> int:
    """Name each file that failed, say how many there were of each outcome; return the failures."""
    counts: dict[str, set[str]] = defaultdict(set)
    for outcome in outcomes:
        counts[outcome.outcome].add(outcome.path)
        if outcome.outcome == "failed":
            say(f"{outcome.path}, {outcome.where}: {outcome.what} (expected {outcome.expected})")
    files, read = {outcome.path for outcome in outcomes}, counts["read"]
    say(
        f"{len(files)} files: {len(read)} read, {len(counts['unchanged'])} unchanged,"
        f" {len(counts['superseded'] - read)} superseded by a newer version,"
        f" {len(counts['held'] - read)} held already in another form,"
        f" {len(counts['failed'])} failed."
    )
    return len(counts["failed"])


def _open(context: typer.Context) -> "Corpus":
    from analyser.corpus import Corpus

    return Corpus(context.obj)


def _filled(context: typer.Context) -> "Corpus":
    """Return the corpus, or say what to type where there is none."""
    corpus = _open(context)
    if corpus.is_empty:
        say(f"The corpus {corpus.folder} is empty. Type: analyser ingest PATH")
        raise typer.Exit(2)
    return corpus


def _codebook(folder: Path | None) -> "Codebook | None":
    from analyser.codebook import load_codebook

    return load_codebook(folder) if folder else None


def _print(
    context: typer.Context,
    verb: str,
    selection: Selection,
    shown: list[str],
    as_format: Format,
) -> None:
    """Print what the verb of that name in ``analyser.positions`` gives of a selection."""
    from analyser import positions as verbs

    corpus = _filled(context)
    print_table(Table(getattr(verbs, verb)(corpus, selection), shown), as_format)
    _explain_uncoded(corpus)
    notice(corpus)


def _explain_press(checked: "Checked") -> None:
    """Say what the table leaves out: a missing day, and how to get the record that is not held."""
    if checked.published is None:
        say("The article names no day of its own: give --date, so that “on Monday” is a day.")
    for command in dict.fromkeys(checked.statements["fetch"].dropna()):
        say(f"Not in the corpus. Type: {command}")
    say(
        f"{len(checked.statements)} statements, {len(checked.claims)} claims with figures."
        " Positions are machine-coded: read the words."
    )


def _explain_uncoded(corpus: "Corpus") -> None:
    uncoded = sum(corpus.coded_by(held["sitting_id"]) is None for held in corpus.sittings())
    if uncoded:
        say(f"{uncoded} sittings are not coded yet. Type: analyser analyse")
