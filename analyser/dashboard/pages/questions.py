"""Questions: what was asked, and what was replied."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analyser import wording
from analyser.dashboard import layout, load, markup, quoting
from analyser.debate import PARAGRAPH
from analyser.discourse.replies import REPLIES
from analyser.queries.frames import records

_MOST = 40


def draw() -> None:
    """Draw the page."""
    layout.heading("Questions", "Each question and its reply.")
    layout.selected()
    _questions(load.view("questions", layout.selection()))


def _questions(rows: pd.DataFrame) -> None:
    st.html("<h2>Questions and replies</h2>")
    if rows.empty:
        layout.nothing("No question is found in what is selected.")
        return
    answered = rows[rows["answer_id"].notna()]
    st.html(
        f"<p>{wording.share(len(answered), len(rows))} questions have a reply that was found.</p>"
    )
    counts = answered["reply"].value_counts()
    table = [
        [REPLIES[code], wording.share(int(counts.get(code, 0)), len(answered))] for code in REPLIES
    ]
    st.html(markup.table(["What the words of the reply do", "Replies"], table, caption="Replies"))
    st.html(
        "<p class='about'>Read from the words of the reply alone; whether it answers is for the"
        " reader to judge.</p>"
    )
    kinds = ["Any", *REPLIES.values(), "no reply found"]
    wanted = st.selectbox("Replies shown", kinds, key="reply", bind="query-params")
    found = quoting.newest_first(rows[_matching(rows, str(wanted))])
    shown = found.head(_MOST)
    texts = _texts({*shown["contribution_id"], *shown["answer_id"].dropna()})
    pairs = "".join(_pair(row, texts) for row in records(shown))
    st.html(f"<p>{wording.share(len(shown), len(found))} shown.</p>{pairs}")
    layout.download(rows, "questions")


def _matching(rows: pd.DataFrame, wanted: str) -> "pd.Series[bool]":
    if wanted == "Any":
        return pd.Series(True, index=rows.index)
    if wanted == "no reply found":
        return rows["answer_id"].isna()
    return rows["reply"].map(REPLIES) == wanted


def _texts(shown: set[str]) -> dict[str, str]:
    rows = load.query(
        "SELECT contribution_id, text FROM contributions"
        " WHERE list_contains($shown, contribution_id)",
        shown=sorted(shown),
    )
    return dict(zip(rows["contribution_id"], rows["text"], strict=True))


def _pair(row: dict[str, Any], texts: Mapping[str, str]) -> str:
    text = texts[row["contribution_id"]]
    if pd.isna(row["answer_id"]):
        reply = "<p class='about'>No reply was found.</p>"
    else:
        office = wording.known(row["answer_office"])
        who = f"{row['answered_by']}{f', {office}' if office else ''}"
        reply = (
            f"<p><strong>{markup.escape(who)}</strong>"
            f" <span class='about'>{markup.escape(REPLIES[str(row['reply'])])}</span></p>"
            f"{_folded(texts[row['answer_id']])}"
        )
    return (
        f'<article class="quote"><p>{markup.speaker(row)}</p>{_folded(text)}{reply}'
        f"{markup.source(row, text)}</article>"
    )


def _folded(text: str) -> str:
    """Return the first paragraph, and the rest to be unfolded."""
    first, _, rest = text.partition(PARAGRAPH)
    shown = f"<p>{markup.escape(first)}</p>"
    if rest:
        paragraphs = "".join(f"<p>{markup.escape(each)}</p>" for each in rest.split(PARAGRAPH))
        shown += f"<details><summary>The rest</summary>{paragraphs}</details>"
    return shown


draw()
