"""The verbs that fill a corpus, verify it and hand it on."""

import os
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyser.cli import fetch_options as options
from analyser.cli.options import (
    CodebookFolder,
    EncoderFolder,
    Registers,
    codebook_in,
    filled_corpus,
    filled_folder,
    known_word,
    open_corpus,
    output_option,
    refuse_to_overwrite,
)
from analyser.cli.output import notice, progress, say

if TYPE_CHECKING:
    from analyser.codebook import Codebook
    from analyser.corpus import Corpus, Input
    from analyser.pipeline.analyse import Coded
    from analyser.second_reader.run import SecondReader


def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files or folders of Hansard.", exists=True)],
    register: Registers = None,
) -> None:
    """Read files or folders of any supported format into the corpus."""
    from analyser.corpus import CorpusFolder
    from analyser.ingest import find_files
    from analyser.pipeline.ingest import downloaded_register
    from analyser.pipeline.ingest import ingest as run

    corpus = CorpusFolder(context.obj)
    if not (files := find_files(paths)):
        raise typer.BadParameter(f"no .xml, .json or .txt file in {', '.join(map(str, paths))}")
    if register:
        from analyser.members import Register

        members: Register | None = Register.read(register)
    else:
        members = downloaded_register(corpus)
    with progress("Reading") as tick:
        outcomes = run(files, corpus, register=members, progress=tick)
    if _report(outcomes):
        raise typer.Exit(1)


def fetch(
    context: typer.Context,
    debates: options.Debates = None,
    search: options.Search = None,
    day: options.OnDay = None,
    first: options.First = None,
    last: options.Last = None,
    house: options.Houses = None,
    member: options.Members = None,
    source: options.Source = None,
    register: Registers = None,
    refresh: options.Refresh = False,
    dry_run: options.DryRun = False,
) -> None:
    """Download debates, days or members, and read them.

    Days come from TheyWorkForYou, debates and searches from Hansard's own API. What is here
    already is not fetched again, so the same command continues one that was stopped.
    """
    request = options.request_of(
        debates=debates,
        search=search,
        day=day,
        first=first,
        last=last,
        houses=house,
        members=member,
        source=source,
    )
    corpus = open_corpus(context)
    done = options.run(corpus, request, register=register, refresh=refresh, dry_run=dry_run)
    if done is None:
        return
    from analyser.corpus.outcomes import Fetching

    failed = sum(entry.outcome is Fetching.FAILED for entry in done.covered)
    if _report(done.inputs) + failed:
        raise typer.Exit(1)


_SecondReader = Annotated[
    str | None,
    typer.Option(
        "--second-reader",
        metavar="MODEL",
        help="Then ask this model too, at $OPENAI_BASE_URL, about what names a measure.",
    ),
]
_RequestsAMinute = Annotated[
    int, typer.Option("--requests-a-minute", min=1, help="To the second reader, at most.")
]
_CORES = os.cpu_count() or 1
_Workers = Annotated[
    int,
    typer.Option(min=1, envvar="ANALYSER_WORKERS", help="Processes to spread sittings over."),
]
_Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", help="Spread them over a Dask cluster, such as tcp://host:8786."
    ),
]
_DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Only say what the second reader would be sent, and where."),
]


def analyse(
    context: typer.Context,
    codebook: CodebookFolder = None,
    encoder: EncoderFolder = None,
    workers: _Workers = _CORES,
    scheduler: _Scheduler = None,
    second_reader: _SecondReader = None,
    requests_a_minute: _RequestsAMinute = 60,
    dry_run: _DryRun = False,
) -> None:
    """Code what is not coded yet.

    Nothing leaves the machine unless --second-reader names a model. The extra "llm" must be
    installed for it.
    """
    from analyser.pipeline.analyse import analyse as run

    if dry_run and second_reader is None:
        raise typer.BadParameter("--dry-run is for --second-reader: nothing else is sent anywhere")
    corpus, codes, second = filled_folder(context), codebook_in(codebook), None
    if second_reader is not None:
        from analyser.second_reader.run import SecondReader
        from analyser.second_reader.run import dry_run as announce

        if dry_run:
            announce(open_corpus(context), second_reader, codes, say)
            return
        second = SecondReader.from_environment(second_reader, requests_a_minute=requests_a_minute)
    with progress("Coding") as tick:
        done = run(
            corpus,
            codebook=codes,
            encoder=encoder,
            workers=workers,
            scheduler=scheduler,
            progress=tick,
        )
    _say_what_was_coded(done)
    if second is not None:
        _read_again(second, open_corpus(context), codes)


def _say_what_was_coded(done: "Coded") -> None:
    say(
        f"{done.sittings} sittings coded ({done.contributions} contributions,"
        f" {done.positions} positions); {done.skipped} were coded already;"
        f" {len(done.set_aside)} set aside."
    )
    for each in done.set_aside:
        say(f"{each.item} was set aside, for the next run to try: {each.what}")
    if done.set_aside:
        raise typer.Exit(1)


def _read_again(second: "SecondReader", corpus: "Corpus", codes: "Codebook | None") -> None:
    plan = second.announce(corpus, codes, say)
    with progress("Asking") as tick:
        read = second.read(corpus, plan, progress=tick)
    second.report(read, say)
    if not read.is_whole:
        raise typer.Exit(1)


def export(
    context: typer.Context,
    table: Annotated[str, typer.Argument(help="The table's name, such as positions.")],
    output: Annotated[Path, output_option("A .parquet, .csv or .jsonl file.")],
) -> None:
    """Write a whole table to a file."""
    from analyser.corpus.export import SUFFIXES, export_table
    from analyser.corpus.tables import SCHEMAS

    table = known_word("TABLE", table, SCHEMAS)
    if output.suffix not in SUFFIXES:
        raise typer.BadParameter(f"{output} ends in none of {', '.join(SUFFIXES)}")
    corpus = filled_corpus(context)
    refuse_to_overwrite(output, corpus.folder)
    rows = export_table(corpus, table, output)
    say(f"{rows} rows of {table} written to {output}.")
    notice(corpus)


def check(context: typer.Context) -> None:
    """Verify the corpus: its tables, ids, references and quotes, its files, its search index.

    Each fault comes with what mends it. Counts of a division that contradict the votes it names
    are listed too, reviews of words that the record no longer has, and whether the search index is
    behind. None of these is a fault of the corpus, so none makes the check fail.
    """
    from analyser.corpus.check import check as run
    from analyser.wording import plural

    found = run(filled_corpus(context))
    for line in (*(each.what for each in found.problems), *found.notes):
        say(line)
    if not found.problems:
        say("No problems: every quote stands in its text.")
        return
    say(f"{plural(found.number, 'problem')}. To mend:")
    for mend in dict.fromkeys(each.mend for each in found.problems):
        say(f"  {mend}")
    raise typer.Exit(1)


def _report(outcomes: "list[Input]") -> int:
    """Name each file that failed, say how many there were of each outcome; return the failures."""
    from analyser.corpus.outcomes import Reading, of_file

    files: dict[str, list[Input]] = defaultdict(list)
    for outcome in outcomes:
        files[outcome.path].append(outcome)
        if outcome.outcome is Reading.FAILED:
            say(f"{outcome.path}, {outcome.where}: {outcome.what} (expected {outcome.expected})")
    counts = Counter(map(of_file, files.values()))
    companions = counts[Reading.COMPANION]
    say(
        f"{len(files)} files: {counts[Reading.READ]} read, {counts[Reading.UNCHANGED]} unchanged,"
        f" {counts[Reading.SUPERSEDED]} superseded by a newer version,"
        f" {counts[Reading.MERGED]} added to another,"
        f" {counts[Reading.HELD]} held already in another file,"
        + (f" {companions} that belong to others and hold no debate," if companions else "")
        + f" {counts[Reading.FAILED]} failed."
    )
    return counts[Reading.FAILED]
