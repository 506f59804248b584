"""Options that several verbs take, what they refuse, and the corpus that a verb reads."""

import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analyser.cli.output import Format
from analyser.corpus import folder
from analyser.errors import EmptyCorpus

if TYPE_CHECKING:
    from analyser.codebook import Codebook
    from analyser.corpus import Corpus


def _day_of(given: str) -> date:
    parts = re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", given.strip(), re.ASCII)
    try:
        if parts:
            return date(*map(int, parts.groups()))
        what = "is not a date that can be read"
    except ValueError:
        what = "is not in the calendar"
    raise typer.BadParameter(f"{given!r} {what} (expected YYYY-MM-DD, such as 2020-01-27)")


def day_option(name: str, text: str) -> Any:
    """Return an option that takes a day."""
    return typer.Option(name, parser=_day_of, metavar="DATE", help=text)


def _has_folder(target: Path) -> Path:
    if not target.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {target.parent} to put it in")
    return target


def output_option(text: str) -> Any:
    """Return the option for the file that a verb writes, in a folder that is there."""
    return typer.Option("--output", "-o", dir_okay=False, callback=_has_folder, help=text)


def refuse_to_overwrite(output: Path, *read: Path | None) -> None:
    """Refuse to write to a file that is read, or into a folder whose files are read."""
    for path in read:
        if path is None or not path.exists():
            continue
        if output.exists() and output.samefile(path):
            what = "is read by this command"
        elif path.is_dir() and path.resolve() in output.resolve().parents:
            what = f"lies in {path}, which this command reads"
        else:
            continue
        raise typer.BadParameter(f"{output} {what}: name another", param_hint="--output")


def refuse_backwards(first: date | None, last: date | None) -> None:
    """Refuse a first day that comes after the last."""
    if first and last and first > last:
        raise typer.BadParameter(f"--from {first} comes after --to {last}")


def known_word(option: str, given: str, known: Iterable[str]) -> str:
    """Return a word as it is known. Where it is not, name those that are and the nearest."""
    spelt = {each.casefold(): each for each in known}
    word = given.strip().casefold()
    if word in spelt:
        return spelt[word]
    word = word.replace(" ", "-")
    near = [each for each in spelt if len(word) > 2 and (word in each or each in word)]
    near = near or get_close_matches(word, spelt, cutoff=0.5)
    meant = f" Did you mean {' or '.join(spelt[each] for each in near[:3])}?" if near else ""
    raise typer.BadParameter(
        f"{given!r} is none of {', '.join(spelt.values())}.{meant}", param_hint=option
    )


CorpusFolder = Annotated[
    Path,
    typer.Option("--corpus", envvar="ANALYSER_CORPUS", help="The corpus folder.", file_okay=False),
]
CodebookFolder = Annotated[
    Path | None,
    typer.Option(
        "--codebook", help="A folder with another codebook (TOML).", exists=True, file_okay=False
    ),
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
    _refuse_empty(corpus)
    return corpus


def filled_folder(context: typer.Context) -> folder.CorpusFolder:
    """Return the corpus as its folder alone, for a verb that is to start without pandas."""
    corpus = folder.CorpusFolder(context.obj)
    _refuse_empty(corpus)
    return corpus


def _refuse_empty(corpus: folder.CorpusFolder) -> None:
    if corpus.is_empty:
        raise EmptyCorpus(nothing_in(corpus))


def nothing_in(corpus: folder.CorpusFolder) -> str:
    """Say that a corpus is empty, and what to type."""
    why = "" if corpus.folder.exists() else ": there is no such folder"
    return f"The corpus {corpus.folder} is empty{why}. Type: analyser ingest PATH"


def codebook_in(folder: Path | None) -> "Codebook | None":
    """Return the codebook in a folder, or None where the one kept here is meant."""
    from analyser.codebook import load_codebook

    return load_codebook(folder) if folder else None
