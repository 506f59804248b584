"""Wording: stances, measures and counts, said no stronger than the record says them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from analyser.codebook import load_codebook
from analyser.selection import Selection

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class StanceWords:
    """How a stance is said and shown; the symbol carries it where colour cannot."""

    code: str
    label: str
    verb: str
    symbol: str


STANCES = (
    StanceWords("support", "Support", "supports it", "▲"),
    StanceWords("oppose", "Oppose", "opposes it", "▼"),
    StanceWords("mixed", "Mixed", "argues both ways", "◆"),
    StanceWords("none", "Takes no side", "takes no side", "○"),
    StanceWords("unclear", "Unclear", "was not clear to the program", "?"),
)
STANCE = {stance.code: stance for stance in STANCES}

# Okabe and Ito's palette, which the colour-blind tell apart; order and labels carry it too.
COLOURS = {
    "Support": "#0072b2",
    "Oppose": "#d55e00",
    "Mixed": "#aa7bb5",
    "Takes no side": "#8a8f94",
    "Unclear": "#c9a227",
}

MACHINE_CODED = (
    "Positions and themes were coded by machine from the words alone, never from party, office"
    " or vote. Check each against its quote."
)
UNKNOWN_PARTY = "party not known"


@cache
def measures() -> dict[str, str]:
    """Return the label of every measure by its code, in the codebook's order."""
    return {measure.code: measure.label for measure in load_codebook().measures}


@cache
def themes() -> dict[str, str]:
    """Return the label of every theme by its code, in the codebook's order."""
    return {theme.code: theme.label for theme in load_codebook().themes}


def known(value: object) -> str | None:
    """Return a cell as text, ``None`` where it is unknown."""
    return None if _is_unknown(value) else str(value)


def _is_unknown(value: object) -> bool:
    if isinstance(value, str) or value is None:
        return value is None
    import pandas as pd

    return bool(pd.isna(value))  # type: ignore[call-overload]


def day(value: object) -> str:
    """Return a date as "15 December 2020", or say that it is not known."""
    if not isinstance(value, date) or _is_unknown(value):
        return "date not known"
    return f"{value.day} {value:%B %Y}"


def period(first: object, last: object) -> str:
    """Return a first and last day as one or as a span."""
    return day(first) if first == last else f"{day(first)} to {day(last)}"


_MANY_DAYS = 62


def steps(dates: "pd.Series[pd.Timestamp]") -> "pd.Series[str]":
    """Return dates as labels that sort: days where all lie within two months, else years."""
    import pandas as pd

    each, known_days = pd.factorize(dates)
    pattern = "%Y-%m-%d" if (dates.max() - dates.min()).days <= _MANY_DAYS else "%Y"
    labels = pd.Series(known_days).dt.strftime(pattern)
    return pd.Series(labels.to_numpy()[each], index=dates.index)


def times(number: int) -> str:
    """Return how often: "once", "twice", "3 times"."""
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number:,} times")


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: "1 debate", "1,204 debates"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def result(ayes: object, noes: object) -> str | None:
    """Return which side of a division has more votes, and by how many: "Ayes by 7".

    ``None`` where a count is unknown. It is a matter of the two numbers alone.
    """
    if _is_unknown(ayes) or _is_unknown(noes):
        return None
    ahead = int(str(ayes)) - int(str(noes))
    return f"{'Ayes' if ahead > 0 else 'Noes'} by {abs(ahead):,}" if ahead else "Equal"


def share(part: int, whole: int) -> str:
    """Return a count beside its denominator: "3 of 14 (21%)"; only all is 100%, none 0%."""
    if not whole:
        return f"{part:,} of {whole:,}"
    percent = f"{100 * part / whole:.0f}%"
    if 0 < part < whole:
        percent = {"0%": "under 1%", "100%": "over 99%"}.get(percent, percent)
    return f"{part:,} of {whole:,} ({percent})"


_MADE_UP = re.compile(r"Speech of \d+ \w+ \d{4}|(Written question \w+)")


def debate(title: str, speaker: object, argued: object) -> str:
    """Return what a debate is called: its title, or for a lone record who speaks on what.

    TheyWorkForYou's records of a search have no title; ``argued`` are the codes of the measures
    argued about, with spaces between them.
    """
    found = _MADE_UP.fullmatch(title)
    who = known(speaker)
    if not found or not who:
        return title
    codes = (known(argued) or "").split()
    what = " and ".join(within(measures()[code]) for code in codes[:2])
    kind = f", {within(found[1])}" if found[1] else ""
    if not what:
        return f"{who}{kind or ', a speech'}"
    return f"{who}{kind} on {what}"


def within(label: str) -> str:
    """Return a label as it stands within a sentence: "CCTV" stays, "Drones" becomes "drones"."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def listed(words: Iterable[str], last: str = "and") -> str:
    """Return words, one at least, as a list in a sentence: "a, b and c"."""
    *most, end = words
    return f"{', '.join(most)} {last} {end}" if most else end


def party(value: object) -> str:
    """Return a party as printed, or say what it means that there is none."""
    printed = known(value)
    return {None: UNKNOWN_PARTY, "none": "no party (the Chair)"}.get(printed, printed or "")


def tally(stances: Iterable[str]) -> str:
    """Return what a list of stances adds up to: "▲ 3 support · ▼ 1 oppose"."""
    import pandas as pd

    counts = pd.Series(list(stances)).value_counts()
    shown = [stance for stance in STANCES if stance.code in counts]
    return " · ".join(f"{s.symbol} {counts[s.code]} {s.label.lower()}" for s in shown)


def in_words(selection: Selection, names: Mapping[str, str] | None = None) -> str:
    """Return what a selection chooses, as a reader says it.

    ``names`` are titles of debates and names of people by id.
    """
    if selection.is_open:
        return "everything in the corpus"
    parts = [_days(selection.date_from, selection.date_to)]
    ids = names or {}
    labels = {"measure": measures(), "theme": themes(), "debate": ids, "member": ids}
    parts += [
        _dimension(field.name, getattr(selection, field.name), labels.get(field.name, {}))
        for field in fields(Selection)
    ]
    return "; ".join(part for part in parts if part)


def _days(first: date | None, last: date | None) -> str:
    if first and last:
        return f"on {day(first)}" if first == last else f"from {day(first)} to {day(last)}"
    return f"from {day(first)}" if first else f"up to {day(last)}" if last else ""


def _dimension(name: str, values: object, labels: Mapping[str, str]) -> str:
    if not isinstance(values, tuple) or not values:
        return ""
    quoted = name in ("debate", "member")
    bare = [value.strip('"') for value in values]
    said = [labels.get(value, labels.get(value.casefold(), value)) for value in bare]
    word = {"house": "House", "debate": "debates named", "member": "members named"}.get(name, name)
    return f"{word} {' or '.join(f'“{each}”' if quoted else each for each in said)}"
