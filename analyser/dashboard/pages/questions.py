"""Questions: what was asked, and what was replied."""

from typing import Any

import pandas as pd
import streamlit as st

from analyser import wording
from analyser.dashboard import layout, load, markup
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
    shown = layout.newest_first(rows[_matching(rows, str(wanted))])
    pairs = "".join(_pair(row) for row in records(shown.head(_MOST)))
    st.html(f"<p>{wording.share(min(len(shown), _MOST), len(shown))} shown.</p>{pairs}")
    layout.download(rows.drop(columns=["text", "answer"]), "questions")


def _matching(rows: pd.DataFrame, wanted: str) -> "pd.Series[bool]":
    if wanted == "Any":
        return pd.Series(True, index=rows.index)
    if wanted == "no reply found":
        return rows["answer_id"].isna()
    return rows["reply"].map(REPLIES) == wanted


def _pair(row: dict[str, Any]) -> str:
    asked = _folded(str(row["text"]))
    if pd.isna(row["answer_id"]):
        reply = "<p class='about'>No reply was found.</p>"
    else:
        office = wording.known(row["answer_office"])
        who = f"{row['answered_by']}{f', {office}' if office else ''}"
        reply = (
            f"<p><strong>{markup.escape(who)}</strong>"
            f" <span class='about'>{markup.escape(REPLIES[str(row['reply'])])}</span></p>"
            f"{_folded(str(row['answer']))}"
        )
    return (
        f'<article class="quote"><p>{markup.speaker(row)}</p>{asked}{reply}'
        f"{markup.source(row, str(row['text']))}</article>"
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
