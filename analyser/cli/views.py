"""The verbs that print what a corpus holds of a selection, and what an article says of it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyser.cli.options import (
    AsFormat,
    Registers,
    day_option,
    filled_corpus,
    filled_folder,
    nothing_in,
    open_corpus,
)
from analyser.cli.output import Format, PrintedTable, Rows, notice, print_table, say
from analyser.cli.selection import selectable
from analyser.fulltext.query import Order
from analyser.selection import Selection

if TYPE_CHECKING:
    from analyser.corpus import CorpusFolder
    from analyser.press.article import Checked


def _view(name: str, text: str, *shown: str) -> Callable[..., None]:
    """Return the verb that prints what ``analyser.queries.positions`` gives of that name."""

    def view(
        context: typer.Context, selection: Selection, as_format: AsFormat = Format.TABLE
    ) -> None:
        from analyser.queries import positions as queries

        corpus = filled_corpus(context)
        parts = (
            queries.positions_in_parts(corpus, selection)
            if name == "positions"
            else [getattr(queries, name)(corpus, selection)]
        )
        if not print_table(PrintedTable(parts, list(shown)), as_format):
            _say_nothing_found(selection)
        _explain_uncoded(corpus)
        notice(corpus)

    view.__name__, view.__doc__ = name, text
    return selectable(view)


positions = _view(
    "positions",
    "Print each member’s positions, with the words that show them.",
    *("date", "speaker", "party", "measure", "stance", "confidence", "quote", "column"),
)
themes = _view(
    "themes",
    "Print the arguments used, with the words that show them.",
    *("date", "speaker", "party", "theme", "direction", "quote", "column"),
)
debates = _view(
    "debates",
    "Print the debates, with how many contributions are coded.",
    *("date", "house", "title", "speeches", "speakers", "coded", "debate_id"),
)
members = _view(
    "members",
    "Print who spoke, with party, constituency and office.",
    *("speaker", "party", "constituency", "office", "speeches", "positions"),
)


_IN_A_TABLE, _IN_A_FILE = 20, 10_000


@selectable
def search(
    context: typer.Context,
    query: Annotated[
        str,
        typer.Argument(help='Words, "a phrase", -not, begin*, near NEAR/5 by, member:name.'),
    ],
    selection: Selection,
    order: Annotated[Order, typer.Option(help="By how well they match, or by date.")] = (
        Order.RELEVANCE
    ),
    most: Annotated[
        int | None,
        typer.Option(
            min=1,
            help=f"Contributions to list: {_IN_A_TABLE} in a table, {_IN_A_FILE:,} in other forms.",
        ),
    ] = None,
    as_format: AsFormat = Format.TABLE,
) -> None:
    """Print where words stand in the record, each in its context."""
    from analyser.queries.search import COLUMNS
    from analyser.queries.search import search as find

    corpus = filled_folder(context)
    most = most or (_IN_A_TABLE if as_format is Format.TABLE else _IN_A_FILE)
    found = find(corpus, query, selection, order=order, most=most)
    shown = ["date", "speaker", "party", "left", "hit", "right", "column"]
    places = [{name: place[name] for name in COLUMNS} for place in found.places]
    print_table(PrintedTable([Rows(list(COLUMNS), places)], shown), as_format)
    for wrong, names in found.meant.items():
        say(f"No speaker is called {wrong}. Taken for: {', '.join(names)}.")
    if found.contributions:
        more = "" if found.complete else f"; {found.listed:,} are listed (--most lists more)"
        say(f"{found.contributions:,} of {found.of:,} contributions hold it{more}.")
    else:
        _say_nothing_found(selection, f" holds {query}")
    if found.missing:
        say(
            f"The search index was behind by {found.missing:,} sittings, which were indexed for"
            " this search alone. Type: analyser analyse"
        )
    _explain_uncoded(corpus)
    notice(corpus)


def press(
    context: typer.Context,
    article: Annotated[
        Path, typer.Argument(help="An article: plain text or HTML.", exists=True, dir_okay=False)
    ],
    published: Annotated[
        date | None, day_option("--date", "The article’s date, where it gives none.")
    ] = None,
    register: Registers = None,
    claims: Annotated[
        bool, typer.Option("--claims", help="Print its claims with figures instead.")
    ] = False,
    as_format: AsFormat = Format.TABLE,
) -> None:
    """Check an article’s quotes and statements against the record."""
    from analyser.ingest.article import read_article
    from analyser.members import Register
    from analyser.pipeline.ingest import downloaded_register
    from analyser.press.article import check_article

    corpus = open_corpus(context)
    read = read_article(article)
    members = Register.read(register) if register else downloaded_register(corpus)
    checked = check_article(read, corpus, published=published, register=members)
    if claims:
        shown = ["claim", "figures", "speaker", "words"]
    else:
        shown = ["speaker", "member", "role", "verb", "words", "day"]
        shown += ["measure", "stance", "verdict"]
    table = checked.claims if claims else checked.statements
    print_table(PrintedTable([table], shown), as_format)
    if corpus.is_empty:
        say(f"{nothing_in(corpus)}. Nothing could be compared with the record.")
    _explain_press(checked)


def _say_nothing_found(selection: Selection, what: str = " was found") -> None:
    from analyser.wording import in_words

    say(f"Nothing{what} in what is chosen: {in_words(selection)}.")


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


def _explain_uncoded(corpus: "CorpusFolder") -> None:
    _, uncoded = corpus.progress()
    if uncoded:
        say(f"{len(uncoded)} sittings are not coded yet. Type: analyser analyse")
