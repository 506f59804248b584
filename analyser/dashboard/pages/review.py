"""Review: the positions that are selected, least sure first, one at a time, a key each."""

from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analyser import wording
from analyser.dashboard import filters, layout, load, markup, reviewing
from analyser.queries.frames import records
from analyser.text.sentences import sentence_spans

_AROUND = 2  # sentences before and after the quote


def draw() -> None:
    """Draw the page."""
    layout.heading(
        "Review",
        "Is each position right? The least sure come first; what you say counts at once.",
    )
    layout.selected()
    rows = load.view("reviewable", layout.selection())
    if rows.empty:
        layout.nothing("No position is coded on what is selected.")
        return
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        rows = _chosen(rows)
    name = right.text_input("Reviewing as", st.session_state.get(reviewing.NAME, ""))
    if name.strip():
        st.session_state[reviewing.NAME] = name.strip()
    done = rows["verdict"].notna()
    st.progress(
        float(done.mean()), text=f"{wording.share(int(done.sum()), len(rows))} positions reviewed"
    )
    keys = st.toggle("Keys r, w, o, n, t and s review the position shown", value=True)
    skipped = set(st.session_state.get(reviewing.SKIPPED, []))
    todo = rows[~done]
    on = pd.Series(zip(todo["contribution_id"], todo["measure"], strict=True), todo.index)
    todo = pd.concat([todo[~on.isin(skipped)], todo[on.isin(skipped)]])
    if todo.empty:
        layout.nothing("All of them are reviewed.")
    else:
        st.html(_card(records(todo.head(1))[0], alone=keys))
    _reviewed(rows[done])
    st.html(
        f"<p>{markup.link(filters.address('briefing'), 'Make a briefing of what is selected')}.</p>"
        "<p class='about'>To take reviews elsewhere, type"
        " <code>analyser review export FILE.csv</code>.</p>"
    )


def _chosen(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the positions of the selection, or those alone that its briefing rests on."""
    scopes = {
        f"All {len(rows):,} that are selected": None,
        "Those that a two-page briefing rests on": "2",
        "Those that a six-page briefing rests on": "6",
    }
    pages = scopes[str(st.radio("Which positions", list(scopes), key="scope", horizontal=True))]
    if pages is None:
        return rows
    with st.spinner("Making the briefing…"):
        used = load.rests_on(layout.selection(), pages)
    return rows[rows["contribution_id"].isin(used)]


def _card(row: dict[str, Any], *, alone: bool) -> Markup:
    """Return the position to review, with the sentences around its words."""
    measure = wording.measures()[row["measure"]]
    says = Markup("{} <strong>{}</strong> ·").format(markup.stance(row["stance"]), measure)
    return markup.quote(
        row,
        says=says,
        why=reviewing.controls(row, skip=True),
        words=_in_context(row),
        style="quote alone" if alone else "quote",
    )


def _in_context(row: dict[str, Any]) -> Markup:
    text = str(
        load.query(
            "SELECT text FROM chosen WHERE contribution_id = $id", id=row["contribution_id"]
        )["text"].item()
    )
    spans = list(sentence_spans(text))
    if pd.isna(row["start"]):
        return Markup("<blockquote>{}</blockquote>").format(
            text[: spans[min(3, len(spans) - 1)][1]]
        )
    start, end = int(row["start"]), int(row["end"])
    at = [n for n, span in enumerate(spans) if span[0] < end and start < span[1]]
    first = spans[max(0, at[0] - _AROUND)][0] if at else start
    last = spans[min(len(spans) - 1, at[-1] + _AROUND)][1] if at else end
    mark = Markup("<mark class='evidence'>{}</mark>").format(text[start:end])
    return Markup("<blockquote>{}{}{}</blockquote>").format(text[first:start], mark, text[end:last])


def _reviewed(rows: pd.DataFrame) -> None:
    if rows.empty:
        return
    latest = rows.sort_values("reviewed_at", ascending=False, kind="stable")
    with st.expander(f"The {len(rows):,} reviewed, the last first"):
        cards = [
            markup.quote(
                row,
                says=Markup("{} <strong>{}</strong> ·").format(
                    markup.stance(row["stance"]), wording.measures()[row["measure"]]
                ),
                why=reviewing.controls(row),
            )
            for row in records(latest.head(100))
        ]
        st.html("".join(cards))
    layout.download(rows, "reviewed")


draw()
