"""The selection as options of the command line, the same for every verb that takes one."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import wraps
from typing import Annotated, Any

import typer

from analyser.selection import Selection

_DAY = "%Y-%m-%d"
_Day = Annotated[
    datetime | None,
    typer.Option("--from", formats=[_DAY], metavar="DATE", help="The first day, as 2020-01-27."),
]
_LastDay = Annotated[
    datetime | None, typer.Option("--to", formats=[_DAY], metavar="DATE", help="The last day.")
]
_OPTIONS: dict[str, Any] = {"date_from": _Day, "date_to": _LastDay} | {
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
        verb(*args, selection=_selection(chosen), **options)

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


def _selection(chosen: dict[str, Any]) -> Selection:
    first, last = (chosen.pop(name) for name in ("date_from", "date_to"))
    values: dict[str, Any] = {name: tuple(given or ()) for name, given in chosen.items()}
    if first and last and first > last:
        raise typer.BadParameter(f"--from {first.date()} comes after --to {last.date()}")
    _check_codes(values)
    days = {"date_from": first and first.date(), "date_to": last and last.date()}
    return replace(Selection(**days), **values)


def _check_codes(values: dict[str, tuple[str, ...]]) -> None:
    """Refuse a code that the codebook does not have, and say which ones it has."""
    if not any(values[name] for name in ("house", "measure", "theme", "stance")):
        return
    from analyser.codebook import load_codebook
    from analyser.coding import Stance
    from analyser.debate import House

    codebook = load_codebook()
    known = {
        "house": [house.value for house in House],
        "measure": [measure.code for measure in codebook.measures],
        "theme": [theme.code for theme in codebook.themes],
        "stance": [stance.value for stance in Stance],
    }
    for name, codes in known.items():
        for value in values[name]:
            if value.casefold() not in [code.casefold() for code in codes]:
                raise typer.BadParameter(
                    f"{value!r} is none of {', '.join(codes)}", param_hint=f"--{name}"
                )
