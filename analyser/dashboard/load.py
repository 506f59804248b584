"""Cached reads of the corpus. The cache knows the corpus's state, so a new run is seen."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from analyser import positions
from analyser.corpus import Corpus
from analyser.members import Register
from analyser.selection import Selection

if TYPE_CHECKING:
    from spacy.language import Language

_VIEWS: dict[str, Callable[[Corpus, Selection], pd.DataFrame]] = {
    "positions": positions.positions,
    "themes": positions.themes,
    "cues": positions.cues,
    "debates": positions.debates,
    "members": positions.members,
}


def corpus() -> Corpus:
    """Return the corpus that this dashboard shows: ``$ANALYSER_CORPUS``, else ``corpus``."""
    return Corpus(os.environ.get("ANALYSER_CORPUS", "corpus"))


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
    """Return one of the views of ``analyser.positions`` under a selection."""
    here = corpus()
    return _view(str(here.folder), _state(here.folder), name, selection or Selection())


def query(sql: str, selection: Selection | None = None, **parameters: Any) -> pd.DataFrame:
    """Return a query over the tables, as ``Corpus.select``."""
    here = corpus()
    return _query(str(here.folder), _state(here.folder), sql, selection or Selection(), parameters)


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a DataFrame as dictionaries by column name."""
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def table(name: str) -> pd.DataFrame:
    """Return a whole table of the contract."""
    here = corpus()
    return _table(str(here.folder), _state(here.folder), name)


def _state(folder: Path) -> str:
    """Return a digest that changes whenever a partition or an input is written."""
    written = [
        f"{path}:{path.stat().st_mtime_ns}"
        for pattern in (
            "record/*/sitting.json",
            "coding/*/coding.json",
            "inputs/*.parquet",
            "coverage/*.parquet",
        )
        for path in sorted(folder.glob(pattern))
    ]
    return hashlib.sha256("\n".join(written).encode()).hexdigest()


@st.cache_data(show_spinner=False, max_entries=128)
def _view(folder: str, state: str, name: str, selection: Selection) -> pd.DataFrame:
    del state  # a part of the cache's key alone
    return _VIEWS[name](Corpus(folder), selection)


@st.cache_data(show_spinner=False, max_entries=128)
def _query(
    folder: str, state: str, sql: str, selection: Selection, parameters: dict[str, Any]
) -> pd.DataFrame:
    del state
    return Corpus(folder).select(sql, selection, **parameters)


@st.cache_data(show_spinner=False, max_entries=16)
def _table(folder: str, state: str, name: str) -> pd.DataFrame:
    del state
    return Corpus(folder).table(name)
