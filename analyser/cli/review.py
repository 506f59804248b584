"""``analyser review``: what people say of coded positions, in files and in a list."""

from pathlib import Path
from typing import Annotated

import typer

from analyser.cli.options import AsFormat, filled_corpus
from analyser.cli.output import Format, PrintedTable, notice, print_table, say

app = typer.Typer(
    help="What people say of coded positions: give it away, take it in, count it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_SUFFIXES = (".csv", ".jsonl")


@app.command()
def export(
    context: typer.Context,
    output: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A .csv file; or .jsonl, for `evaluate` and `train`.",
            dir_okay=False,
        ),
    ],
) -> None:
    """Write reviews to a file.

    A .csv file has every review, and `review import` takes it into another corpus. A .jsonl file
    has the contributions of which every position was reviewed, in the form that `evaluate
    positions` and `train positions --gold` read.
    """
    from analyser.corpus.review_files import write_csv, write_units
    from analyser.wording import plural

    if output.suffix.lower() not in _SUFFIXES:
        raise typer.BadParameter(f"{output} ends in none of {', '.join(_SUFFIXES)}")
    corpus = filled_corpus(context)
    if output.suffix.lower() == ".csv":
        say(f"{plural(write_csv(corpus, output), 'review')} written to {output}.")
    else:
        written = write_units(corpus, output)
        say(
            f"{plural(written.units, 'contribution')} written to {output}; {written.left_out:,}"
            " left out, because only some of their positions were reviewed."
        )
    notice(corpus)


@app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            help="A .csv file with the columns contribution_id, measure and verdict.",
            exists=True,
            dir_okay=False,
        ),
    ],
    reviewer: Annotated[
        str, typer.Option(metavar="NAME", help="Who made the reviews that name nobody.")
    ] = "",
) -> None:
    """Take the reviews of a file into this corpus.

    Reviews that are here already are not added again. A row that cannot be applied is named with
    the reason, and the others are kept.
    """
    from analyser.corpus.review_files import import_csv
    from analyser.wording import plural

    done = import_csv(filled_corpus(context), file, reviewer)
    for line in done.refused:
        say(line)
    say(
        f"{plural(done.added, 'review')} added, {done.known:,} here already,"
        f" {len(done.refused):,} refused."
    )
    if done.refused:
        raise typer.Exit(1)


@app.command("list")
def list_(context: typer.Context, as_format: AsFormat = Format.TABLE) -> None:
    """Count the reviews by reviewer and verdict, and name those that are stale."""
    import pandas as pd

    from analyser.corpus.check import stale_reviews
    from analyser.corpus.reviews import read, standing
    from analyser.queries.reviews import progress

    corpus = filled_corpus(context)
    every = read(corpus)
    left = standing(every)
    columns = ["reviewer", "verdict"]
    said = pd.DataFrame([(each.reviewer, each.verdict.value) for each in left], columns=columns)
    counts = said.groupby(columns).size().rename("reviews").reset_index()
    print_table(PrintedTable([counts], [*columns, "reviews"]), as_format)
    stale = list(stale_reviews(corpus))
    for line in stale:
        say(line)
    reviewed, whole = progress(corpus)
    say(
        f"{reviewed:,} of {whole:,} positions reviewed. Stale, so not applied: {len(stale):,}."
        f" Undone, or undoing another: {len(every) - len(left):,}."
    )
    notice(corpus)
