"""Cached reads of the corpus. The cache knows the corpus's state, so a new run is seen.

What is cached is shared between users and never copied: pages make new tables of it.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from analyser import wording
from analyser.corpus import Corpus, HeldCorpus
from analyser.corpus.outcomes import Fetching
from analyser.members import Register
from analyser.queries import dissent, exchanges, positions, votes
from analyser.queries import network as network_
from analyser.queries import search as search_
from analyser.second_reader.agreement import Agreement, agreement
from analyser.selection import Selection

if TYPE_CHECKING:
    from spacy.language import Language

_VIEWS: dict[str, Callable[[Corpus, Selection], pd.DataFrame]] = {
    "positions": positions.positions,
    "themes": positions.themes,
    "cues": positions.cues,
    "debates": positions.debates,
    "members": positions.members,
    "party sides": dissent.party_sides,
    "dissent": dissent.dissent,
    "divisions": votes.divisions,
    "votes by party": votes.by_party,
    "rebels": votes.rebels,
    "votes beside words": votes.beside_words,
    "questions": exchanges.questions,
    "commitments": exchanges.commitments,
    "citations": exchanges.citations,
}


def corpus() -> Corpus:
    """Return the corpus that this dashboard shows: ``$ANALYSER_CORPUS``, else ``corpus``."""
    return Corpus(os.environ.get("ANALYSER_CORPUS", "corpus"))


def illustrative() -> bool:
    """Return whether the corpus holds a sitting that is fiction."""
    here = corpus()
    return _illustrative(str(here.folder), here.state)


@st.cache_data(show_spinner=False, max_entries=4)
def _illustrative(folder: str, state: str) -> bool:
    del state
    return Corpus(folder).holds_illustrative


def coverage() -> str:
    """Return in a line how much of what was asked for is here, and how much of that is coded."""
    here = corpus()
    return _coverage(str(here.folder), here.state)


@st.cache_data(show_spinner=False, max_entries=4)
def _coverage(folder: str, state: str) -> str:
    sittings, uncoded = Corpus(folder).progress()
    line = f"{wording.share(sittings - len(uncoded), sittings)} sittings coded"
    outcomes = _table(folder, state, "coverage")["outcome"].value_counts()
    lost = {name: int(outcomes.get(name, 0)) for name in Fetching if name is not Fetching.GOT}
    told = [f"{number:,} {name}" for name, number in lost.items() if number]
    if told:
        line += f"; of {int(outcomes.sum()):,} things asked for, {', '.join(told)}"
    return line + "."


def register() -> Register | None:
    """Return the members' register given in ``$ANALYSER_REGISTER``, else the one downloaded."""
    given = os.environ.get("ANALYSER_REGISTER")
    paths = given.split(os.pathsep) if given else []
    folder = corpus().downloads / "people"
    paths += [str(folder)] if not paths and any(folder.glob("*.json")) else []
    return _register(tuple(paths)) if paths else None


@st.cache_resource(show_spinner=False, max_entries=2)
def _register(paths: tuple[str, ...]) -> Register:
    return Register.read(map(Path, paths))


@st.cache_resource(show_spinner=False)
def nlp() -> "Language":
    """Return the pipeline that codes an article, built once."""
    from analyser.annotate import build_nlp

    return build_nlp()


def view(name: str, selection: Selection | None = None) -> pd.DataFrame:
    """Return one of the views above under a selection."""
    here = corpus()
    return _view(str(here.folder), here.state, name, selection or Selection())


def query(sql: str, selection: Selection | None = None, **parameters: Any) -> pd.DataFrame:
    """Return a query over the tables, as ``Corpus.select``."""
    here = corpus()
    return _query(str(here.folder), here.state, sql, selection or Selection(), parameters)


def search(asked: str, selection: Selection) -> search_.Hits:
    """Return where words stand, in the first thousand contributions."""
    here = corpus()
    return _search(str(here.folder), here.state, asked, selection)


def network(selection: Selection, most: int) -> network_.Network:
    """Return who shares which argument with whom (see ``analyser.queries.network``)."""
    here = corpus()
    return _network(str(here.folder), here.state, selection, most)


def agreements() -> list[Agreement]:
    """Return how far each second reader agrees with the first; none where nothing was read."""
    here = corpus()
    return [] if here.is_empty else _agreements(str(here.folder), here.state)


def held() -> HeldCorpus:
    """Return the corpus as it is now, held in memory: read once for every state of it."""
    here = corpus()
    return _held(str(here.folder), here.state)


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a DataFrame as dictionaries by column name."""
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def table(name: str) -> pd.DataFrame:
    """Return a whole table of the contract."""
    here = corpus()
    return _table(str(here.folder), here.state, name)


@st.cache_resource(show_spinner="Reading the corpus…", max_entries=1)
def _held(folder: str, state: str) -> HeldCorpus:
    del state  # a part of the cache's key alone
    return HeldCorpus(folder)


@st.cache_resource(show_spinner=False, max_entries=128)
def _view(folder: str, state: str, name: str, selection: Selection) -> pd.DataFrame:
    return _VIEWS[name](_held(folder, state), selection)


@st.cache_resource(show_spinner=False, max_entries=128)
def _query(
    folder: str, state: str, sql: str, selection: Selection, parameters: dict[str, Any]
) -> pd.DataFrame:
    return _held(folder, state).select(sql, selection, **parameters)


@st.cache_resource(show_spinner=False, max_entries=16)
def _table(folder: str, state: str, name: str) -> pd.DataFrame:
    return _held(folder, state).table(name)


@st.cache_resource(show_spinner=False, max_entries=2)
def _agreements(folder: str, state: str) -> list[Agreement]:
    return agreement(_held(folder, state))


@st.cache_resource(show_spinner=False, max_entries=32)
def _search(folder: str, state: str, asked: str, selection: Selection) -> search_.Hits:
    return search_.search(_held(folder, state), asked, selection, most=1_000)


@st.cache_resource(show_spinner=False, max_entries=32)
def _network(folder: str, state: str, selection: Selection, most: int) -> network_.Network:
    return network_.network(_held(folder, state), selection, most=most)
