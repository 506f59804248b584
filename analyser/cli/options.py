"""Options that several verbs take, and the corpus that a verb reads."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyser.cli.output import Format
from analyser.errors import EmptyCorpus

if TYPE_CHECKING:
    from analyser.codebook import Codebook
    from analyser.corpus import Corpus

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


def open_corpus(context: typer.Context) -> "Corpus":
    """Return the corpus that the command line names, which may be empty."""
    from analyser.corpus import Corpus

    return Corpus(context.obj)


def filled_corpus(context: typer.Context) -> "Corpus":
    """Return the corpus. Raises ``EmptyCorpus``, which says what to type."""
    corpus = open_corpus(context)
    if corpus.is_empty:
        raise EmptyCorpus(f"The corpus {corpus.folder} is empty. Type: analyser ingest PATH")
    return corpus


def codebook_in(folder: Path | None) -> "Codebook | None":
    """Return the codebook in a folder, or None where the one kept here is meant."""
    from analyser.codebook import load_codebook

    return load_codebook(folder) if folder else None
