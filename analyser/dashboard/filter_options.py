"""What each filter offers: the debates, members, parties and days of the corpus."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd
import streamlit as st

from analyser import wording
from analyser.dashboard import load
from analyser.queries.frames import records


@dataclass(frozen=True)
class FilterOptions:
    """What there is to choose from in this corpus, labels to values."""

    debates: dict[str, str]
    members: dict[str, str]
    unidentified: frozenset[str]
    houses: list[str]
    parties: list[str]
    days: tuple[date | None, date | None]

    @cached_property
    def names(self) -> dict[str, str]:
        """Return the labels of members by id."""
        return {member: label for label, member in self.members.items()}

    @cached_property
    def titles(self) -> dict[str, str]:
        """Return the labels of debates by id."""
        return {debate: label for label, debate in self.debates.items()}


def filter_options() -> FilterOptions:
    """Return what there is to choose from, read once for each state of the corpus."""
    here = load.corpus()
    return _options_of(str(here.folder), here.state)


@st.cache_resource(show_spinner=False, max_entries=2)
def _options_of(folder: str, state: str) -> FilterOptions:
    del folder, state  # the key of the cache alone
    facts = load.query("SELECT DISTINCT house, party, date FROM chosen")
    days = facts["date"].dropna()
    people = load.view("members")
    return FilterOptions(
        _debates(load.debates()),
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
        label = f"{row['label']} ({wording.day(row['date'])})"
        number = 2
        while label in labels:
            label = f"{row['label']} ({wording.day(row['date'])}, no. {number})"
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
