"""Cached reads of the corpus. The cache knows the corpus's state, so a new run is seen.

What is cached is shared between users and never copied: pages make new tables of it.
"""

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import pandas as pd
import streamlit as st

from analyser import wording
from analyser.corpus import Corpus, HeldCorpus
from analyser.corpus.outcomes import Fetching
from analyser.members import Register
from analyser.queries import dissent, exchanges, nearest, positions, reviews, votes
from analyser.queries import search as search_
from analyser.second_reader.agreement import Agreement, agreement
from analyser.selection import Selection

if TYPE_CHECKING:
    from spacy.language import Language

    from analyser.queries.network import Network

_VIEWS: dict[str, Callable[[Corpus, Selection], pd.DataFrame]] = {
    "positions": positions.positions,
    "themes": positions.themes,
    "mentions": positions.mentions,
    "reviewable": reviews.reviewable,
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


@st.cache_resource(show_spinner="Reading the corpus…", max_entries=1)
def _held(folder: str, state: str) -> HeldCorpus:
    del state  # a part of the cache's key alone
    return HeldCorpus(folder)


def held() -> HeldCorpus:
    """Return the corpus as it is now, held open: opened once for every state of it."""
    here = corpus()
    return _held(str(here.folder), here.state)


Given = ParamSpec("Given")
Read = TypeVar("Read")


def _cached(
    most: int,
) -> Callable[[Callable[Concatenate[HeldCorpus, Given], Read]], Callable[Given, Read]]:
    """Keep what a function reads of the corpus, by its arguments and the corpus's state.

    Reviews are no part of that state: the corpus held sees new ones without being read again.
    """

    def decorated(read: Callable[Concatenate[HeldCorpus, Given], Read]) -> Callable[Given, Read]:
        def at(folder: str, state: str, reviews: str, *given: Any, **named: Any) -> Read:
            del reviews  # a part of the cache's key alone
            return read(_held(folder, state), *given, **named)

        at.__qualname__ = read.__qualname__  # Streamlit tells functions apart by it
        kept = st.cache_resource(show_spinner="Reading the record…", max_entries=most)(at)

        @wraps(read)
        def now(*given: Given.args, **named: Given.kwargs) -> Read:
            here = corpus()
            found: Read = kept(str(here.folder), here.state, here.reviews_state, *given, **named)
            return found

        return now

    return decorated


@_cached(4)
def illustrative(held: HeldCorpus) -> bool:
    """Return whether the corpus holds a sitting that is fiction."""
    return held.holds_illustrative


@_cached(4)
def progress(held: HeldCorpus) -> tuple[int, list[str]]:
    """Return how many sittings there are, and the ids of those that are not coded yet."""
    return held.progress()


@_cached(4)
def coverage(held: HeldCorpus) -> str:
    """Return in a line how much of what was asked for is here, and how much of that is coded."""
    sittings, uncoded = held.progress()
    line = f"{wording.share(sittings - len(uncoded), sittings)} sittings coded"
    outcomes = held.table("coverage")["outcome"].value_counts()
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


@_cached(128)
def view(held: HeldCorpus, name: str, selection: Selection | None = None) -> pd.DataFrame:
    """Return one of the views above under a selection."""
    return _VIEWS[name](held, selection or Selection())


@_cached(128)
def theme_counts(held: HeldCorpus, selection: Selection, by: str) -> pd.DataFrame:
    """Return how many contributions use each theme (see ``analyser.queries.positions``)."""
    return positions.theme_counts(held, selection, by=by)


@_cached(32)
def themes(held: HeldCorpus, selection: Selection, most: int) -> pd.DataFrame:
    """Return the first uses of themes, with their sentences."""
    return positions.themes(held, selection, most=most)


@_cached(8)
def rests_on(held: HeldCorpus, selection: Selection, pages: str) -> frozenset[str]:
    """Return the contributions that a briefing of a selection rests on, by their ids."""
    from analyser.briefing import brief

    made = brief(held, selection, pages=pages)
    return frozenset(each.contribution_id for each in made.references)


@_cached(8)
def debates(held: HeldCorpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return the debates in which somebody spoke, each with a ``label`` that says what it is."""
    rows = positions.debates(held, selection or Selection())
    rows = rows[rows["speeches"] > 0]
    named = zip(rows["title"], rows["first_speaker"], rows["measures"], strict=True)
    return rows.assign(label=[wording.debate(*each) for each in named])


@_cached(128)
def query(
    held: HeldCorpus, /, sql: str, selection: Selection | None = None, **parameters: Any
) -> pd.DataFrame:
    """Return a query over the tables, as ``Corpus.select``."""
    return held.select(sql, selection or Selection(), **parameters)


@_cached(16)
def table(held: HeldCorpus, name: str) -> pd.DataFrame:
    """Return a whole table of the contract."""
    return held.table(name)


@_cached(32)
def search(
    held: HeldCorpus,
    asked: str,
    selection: Selection,
    order: search_.Order = search_.Order.RELEVANCE,
    first: int = 0,
    most: int = 20,
) -> search_.Hits:
    """Return a page of where words stand (see ``analyser.queries.search``)."""
    return search_.search(held, asked, selection, order=order, first=first, most=most)


@_cached(32)
def search_over_time(held: HeldCorpus, asked: str, selection: Selection) -> pd.DataFrame:
    """Return how often words stand in a million of each year."""
    return search_.over_time(held, asked, selection)


@_cached(32)
def search_by_debate(held: HeldCorpus, asked: str, selection: Selection) -> dict[str, int]:
    """Return how many contributions hold words in each debate that has one, most first."""
    return search_.by_debate(held, asked, selection)


@_cached(1)
def sentences(held: HeldCorpus) -> nearest.Sentences:
    """Return the sentences on measures, to look in for what is near in meaning."""
    return nearest.Sentences(held)


@_cached(32)
def network(held: HeldCorpus, selection: Selection, most: int) -> "Network":
    """Return who shares which argument with whom (see ``analyser.queries.network``)."""
    from analyser.queries.network import network as shared  # networkx takes half a second to load

    return shared(held, selection, most=most)


@_cached(2)
def agreements(held: HeldCorpus) -> list[Agreement]:
    """Return how far each second reader agrees with the first; none where nothing was read."""
    return [] if held.is_empty else agreement(held)
