"""The filters of every page: widgets beside the page, kept in its address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from analyser import wording
from analyser.dashboard import load
from analyser.queries import links
from analyser.queries.frames import records
from analyser.selection import Selection

KEYS = ("from", "to", "house", "debate", "measure", "theme", "stance", "party", "member")
"""The names of the filters in the address."""
_MOST_DEBATES = 1_000  # offered at once


def choose() -> Selection:
    """Draw the filters and return what they choose.

    Each is bound to the address, which can be shared and reloaded; a value in the address
    that this corpus does not have is left out by Streamlit, and the address mended.
    """
    st.header("Filters", anchor=False)
    options = _options()
    st.button("Clear filters", on_click=_clear, width="stretch")
    measure = _pick("Measure", "measure", wording.measures().values())
    stance = _pick("Stance", "stance", [shown.label for shown in wording.STANCES])
    theme = _pick("Theme", "theme", wording.themes().values())
    member = _pick("Member", "member", options.members)
    party = _pick("Party", "party", options.parties)
    house = _pick("House", "house", options.houses)
    first, last = options.days
    date_from, date_to = _day("From", "from", first, last), _day("To", "to", first, last)
    debate = _pick_debate(Selection(date_from=date_from, date_to=date_to, house=tuple(house)))
    return Selection(
        date_from=date_from,
        date_to=date_to,
        house=tuple(house),
        debate=tuple(options.debates[label] for label in debate),
        measure=_codes(measure, wording.measures()),
        theme=_codes(theme, wording.themes()),
        stance=tuple(s.code for s in wording.STANCES if s.label in stance),
        party=tuple(party),
        member=tuple(map(_exactly, (options.members[label] for label in member))),
    )


@dataclass(frozen=True, slots=True)
class _Options:
    """What there is to choose from in this corpus, labels to values."""

    debates: dict[str, str]
    members: dict[str, str]
    unidentified: frozenset[str]
    houses: list[str]
    parties: list[str]
    days: tuple[date | None, date | None]


def _options() -> _Options:
    here = load.corpus()
    return _options_of(str(here.folder), here.state)


@st.cache_resource(show_spinner=False, max_entries=2)
def _options_of(folder: str, state: str) -> _Options:
    del folder, state  # the key of the cache alone
    facts = load.query("SELECT DISTINCT house, party, date FROM chosen")
    days = facts["date"].dropna()
    people = load.view("members")
    return _Options(
        _debates(load.view("debates")),
        _members(people),
        frozenset(people.loc[people["member"] == people["speaker"], "member"]),
        _values(facts["house"]),
        _values(facts["party"]),
        (days.min().date(), days.max().date()) if len(days) else (None, None),
    )


def _values(column: pd.Series) -> list[str]:
    return sorted({str(value) for value in column.dropna()}, key=str.casefold)


def _debates(rows: pd.DataFrame) -> dict[str, str]:
    """Return the ids of debates in which somebody spoke, by title and day."""
    labels: dict[str, str] = {}
    spoken = rows[rows["speeches"] > 0].sort_values("date", ascending=False, kind="stable")
    for row in records(spoken):
        label = f"{row['title']} ({wording.day(row['date'])})"
        number = 2
        while label in labels:
            label = f"{row['title']} ({wording.day(row['date'])}, no. {number})"
            number += 1
        labels[label] = row["debate_id"]
    return labels


def _members(rows: pd.DataFrame) -> dict[str, str]:
    """Return the ids of members by name, each with what tells them apart where a name is shared.

    That is the seat or party; where it is shared too, also the years; and last the id.
    """
    if rows.empty:
        return {}
    name, member = rows["speaker"], rows["member"]
    seat = rows["constituency"].fillna(rows["party"]).fillna("party not known")
    first, last = (rows[day].dt.strftime("%Y") for day in ("first", "last"))
    years = first.where(first == last, first + "–" + last)
    identity = member.where(member != name, "not identified")
    labels = name
    for more in (seat, seat + ", " + years.fillna("undated"), seat + ", " + identity):
        shared = labels.duplicated(keep=False)
        labels = labels.where(~shared, name + " (" + more + ")")
    return dict(zip(labels.astype(str), member.astype(str), strict=True))


def _exactly(member: str) -> str:
    """Return an id, or in quotes a name that stands for one: words of it would choose others."""
    return f'"{member}"' if member in _options().unidentified else member


def _pick(label: str, key: str, options: Iterable[str], about: str | None = None) -> list[str]:
    listed = list(options)
    return st.multiselect(
        label, listed, key=key, bind="query-params", placeholder="Any", help=about
    )


def _pick_debate(narrowed: Selection) -> list[str]:
    """Offer the debates of the House and days chosen: the latest, where they are very many.

    Thousands of titles keep a browser busy for half a second on every page.
    """
    every = _options().debates
    if len(every) <= _MOST_DEBATES:
        return _pick("Debate", "debate", every)
    inside = set(load.view("debates", narrowed)["debate_id"])
    listed = [label for label, debate in every.items() if debate in inside]
    latest = listed[:_MOST_DEBATES]
    chosen = [*st.session_state.get("debate", ()), *st.query_params.get_all("debate")]
    kept = (label for label in chosen if label in every and label not in latest)
    about = (
        f"The latest {wording.share(len(latest), len(listed))}: House and dates narrow the list."
    )
    return _pick("Debate", "debate", dict.fromkeys([*kept, *latest]), about)


def _day(label: str, key: str, first: date | None, last: date | None) -> date | None:
    chosen = st.date_input(
        label,
        value=None,
        min_value=first,
        max_value=last,
        key=key,
        bind="query-params",
        format="DD/MM/YYYY",
    )
    return chosen if isinstance(chosen, date) else None


def _codes(labels: list[str], names: dict[str, str]) -> tuple[str, ...]:
    return tuple(code for code, label in names.items() if label in labels)


def _clear() -> None:
    for key in KEYS:
        st.session_state[key] = None if key in ("from", "to") else []


def address(page: str, **values: str) -> str:
    """Return the address of a page under today's filters and some more, which take their place."""
    here = {key: st.query_params.get_all(key) for key in KEYS}
    kept = {key: chosen for key, chosen in here.items() if chosen}
    return links.to_page(page, kept | {key: [value] for key, value in values.items()})


def people() -> dict[str, str]:
    """Return the ids of all speakers by the names that the filter of members knows them by."""
    return _options().members


def title_of(debate: str) -> str:
    """Return the title by which the filter of debates knows a debate."""
    labels = _options().debates
    return next((label for label, value in labels.items() if value == debate), debate)


def described(selection: Selection) -> str:
    """Return a selection in words, for the line that says what a page shows."""
    options = _options()
    labels = (*options.members.items(), *options.debates.items())
    return wording.in_words(selection, {value: label for label, value in labels})
