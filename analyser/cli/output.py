"""What the command line prints: tables on stdout alone, everything else on stderr."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from textwrap import indent
from typing import TYPE_CHECKING, Any

from analyser.debate import ILLUSTRATIVE_NOTICE
from analyser.queries.frames import records
from analyser.text.normalisation import legible
from analyser.text.spreadsheet import guarded

if TYPE_CHECKING:
    import pandas as pd

    from analyser.corpus import CorpusFolder


class Format(StrEnum):
    """How a table is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows by column, for what is printed without pandas; what is unknown is None."""

    columns: list[str]
    rows: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """Rows in parts, one at least, and the columns that are shown to a reader of a terminal."""

    parts: "Iterable[pd.DataFrame | Rows]"
    shown: list[str]


def say(line: str) -> None:
    """Print a line for the user, beside the output."""
    print(line, file=sys.stderr)


def notice(corpus: "CorpusFolder") -> None:
    """Say that the corpus holds fiction, where it does."""
    if corpus.holds_illustrative:
        say(ILLUSTRATIVE_NOTICE)


def print_table(table: PrintedTable, as_format: Format) -> int:
    """Print a table: machine formats with every column, a terminal's with those shown.

    Each part is printed as it comes. Returns the number of rows.
    """
    printed = 0

    def counted() -> Iterator[Rows]:
        nonlocal printed
        for part in map(_rows, table.parts):
            yield part
            printed += len(part.rows)

    if as_format is Format.CSV:
        for part in counted():
            written = csv.writer(sys.stdout)  # CR LF: else a CR within a cell starts a row
            written.writerows([] if printed else [part.columns])
            written.writerows(
                [guarded(plain(value)) for value in row.values()] for row in part.rows
            )
    elif as_format is Format.JSON:
        _print_json(counted())
    elif sys.stdout.isatty():
        _print_for_reader(table.shown, counted())
    else:
        print("\t".join(table.shown))
        for part in counted():
            for row in part.rows:
                print("\t".join(_cell(row[name]) for name in table.shown))
    return printed


def _rows(part: "pd.DataFrame | Rows") -> Rows:
    if isinstance(part, Rows):
        return part
    known = part.astype(object).where(part.notna(), None)
    return Rows([str(name) for name in part], records(known))


def _print_json(parts: Iterable[Rows]) -> None:
    """Print a list of all rows, a row at a time."""
    before = "["
    for row in (row for part in parts for row in part.rows):
        told = {name: plain(value) for name, value in row.items()}
        lines = indent(json.dumps(told, ensure_ascii=False, indent=1), " ")
        print(before, lines, sep="\n", end="")
        before = ","
    print("[]" if before == "[" else "\n]")


def plain(value: Any) -> Any:
    """Return a cell as JSON has it: unknown is null, a day is YYYY-MM-DD."""
    if value is None or value != value:
        return None
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    return _shown(value.item() if hasattr(value, "item") else value)


def _shown(value: Any) -> Any:
    return legible(value) if isinstance(value, str) else value


def _cell(value: Any) -> str:
    known = plain(value)
    if known is None:
        return ""
    text = f"{known:.2f}" if isinstance(known, float) else str(known)
    return " ".join(text.split())


def _print_for_reader(shown: list[str], parts: Iterable[Rows]) -> None:
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    drawn = RichTable(*shown, show_lines=True)
    for part in parts:
        for row in part.rows:
            drawn.add_row(*(Text(_cell(row[name])) for name in shown))
    drawn.caption = f"{drawn.row_count} rows"
    Console().print(drawn)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int, str], None]]:
    """Give a function that shows progress: a bar on a terminal, plain lines in a pipe."""
    if not sys.stderr.isatty():
        yield lambda done, total, line: say(f"[{done}/{total}] {line}")
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeLeft())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total, _: bar.update(task, completed=done, total=total)
