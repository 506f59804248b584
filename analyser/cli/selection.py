"""The selection as options of the command line, the same for every verb that takes one."""

import inspect
from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from typing import Annotated, Any

import typer

from analyser.cli.options import day_option, known_word, open_corpus, refuse_backwards
from analyser.selection import Selection

_OPTIONS: dict[str, Any] = {
    "date_from": Annotated[date | None, day_option("--from", "The first day, as 2020-01-27.")],
    "date_to": Annotated[date | None, day_option("--to", "The last day.")],
} | {
    name: Annotated[list[str] | None, typer.Option(f"--{name}", metavar="TEXT", help=text)]
    for name, text in {
        "house": "Commons or Lords.",
        "debate": "A debate's id, or words of its title.",
        "measure": "A measure's code, such as facial-recognition.",
        "theme": "A theme's code, such as privacy.",
        "member": "A member's id, or words of the name.",
        "party": "A party as Hansard prints it, such as Con.",
        "stance": "support, oppose, mixed, none or unclear.",
    }.items()
}


def selectable(verb: Callable[..., None]) -> Callable[..., None]:
    """Give a verb the options of a selection; it receives them as its ``selection``.

    Every option but the dates may be given more than once, for any of its values.
    """

    @wraps(verb)
    def with_options(*args: Any, **options: Any) -> None:
        chosen = {name: options.pop(name) for name in _OPTIONS}
        selection = _selection(chosen, options["context"])
        verb(*args, selection=selection, **options)

    own = inspect.signature(verb).parameters.values()
    parameters = [parameter for parameter in own if parameter.name != "selection"]
    parameters += [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
        for name, annotation in _OPTIONS.items()
    ]
    with_options.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in parameters]
    )
    with_options.__annotations__ = {p.name: p.annotation for p in parameters}
    return with_options


def _selection(chosen: dict[str, Any], context: typer.Context) -> Selection:
    """Return what is chosen, each code as the codebook or the corpus has it."""
    refuse_backwards(chosen["date_from"], chosen["date_to"])
    values: dict[str, Any] = {
        name: tuple(_known(name, value, context) for value in given)
        if isinstance(given, list)
        else given
        for name, given in chosen.items()
        if given
    }
    return Selection(**values)


def _known(name: str, given: str, context: typer.Context) -> str:
    """Return a code as it is known; other words as they are given."""
    codes, table = _codes(name)
    if not codes:
        return given
    if table and given.casefold() not in map(str.casefold, codes):
        found = f"SELECT DISTINCT {name} FROM {table} WHERE {name} IS NOT NULL ORDER BY ALL"
        codes += [code for code in open_corpus(context).select(found)[name] if code not in codes]
    return known_word(f"--{name}", given, codes)


def _codes(name: str) -> tuple[list[str], str]:
    """Return the codes that an option takes, and the table of the corpus that may have others."""
    if name not in ("house", "measure", "theme", "party", "stance"):
        return [], ""
    from analyser.coding import Stance
    from analyser.debate import House
    from analyser.members.names import PARTIES
    from analyser.wording import measures, themes

    known: dict[str, tuple[Iterable[str], str]] = {
        "house": (House, ""),
        "measure": (measures(), "positions"),
        "theme": (themes(), "themes"),
        "party": (dict.fromkeys(PARTIES.values()), "contributions"),
        "stance": (Stance, ""),
    }
    codes, table = known.get(name, ((), ""))
    return list(codes), table
