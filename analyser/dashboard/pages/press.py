"""Press: an article pasted or uploaded, and what the record has of what it quotes."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pandas as pd
import streamlit as st

from analyser import wording
from analyser.dashboard import layout, load, markup
from analyser.errors import AnalyserError
from analyser.ingest.article import article_of
from analyser.press.article import Checked, check_article
from analyser.queries import links
from analyser.queries.frames import records
from analyser.text.whole_file import NotUtf8, decoded

_VERDICTS = {
    "verbatim": "The record has these words",
    "near": "The record has nearly these words",
    "said by someone else": "The record has these words from somebody else",
    "not found": "Not found in the record of that day",
    "paraphrase": "Reported, not quoted: what was said that day is",
    "record not in the corpus": "The record of that day is not in this corpus",
}
_SHOWN = "press article"


def draw() -> None:
    """Draw the page."""
    layout.heading(
        "Press",
        "Paste or upload a newspaper article: who it says said what, where they stand on the"
        " measure, and whether the record has the words.",
    )
    _ask()
    if _SHOWN not in st.session_state:
        return
    text, published = st.session_state[_SHOWN]
    try:
        checked = _checked(text, published)
    except AnalyserError as error:
        _alert(str(error))
        return
    _summary(checked)
    _statements(checked)
    _claims(checked)


def _ask() -> None:
    with st.form("article"):
        pasted = st.text_area("Article, as text or as a page’s HTML", height=180)
        uploaded = st.file_uploader("Or a file", type=["txt", "html", "htm"])
        day = st.text_input(
            "Day of publication, where the article names none", placeholder="28 January 2020"
        )
        if not st.form_submit_button("Check the article", type="primary"):
            return
    st.session_state.pop(_SHOWN, None)
    try:
        text = decoded(uploaded.getvalue()) if uploaded else pasted
    except NotUtf8 as error:
        _alert(f"The file, {error.where}: {error} (expected plain text or HTML in UTF-8).")
        return
    published = _day(day)
    if day.strip() and published is None:
        _alert(f"“{day}” is no day (expected one such as 28 January 2020 or 28/01/2020).")
    elif not text.strip():
        layout.nothing("There is no article yet: paste one, or choose a file.")
    else:
        st.session_state[_SHOWN] = (text, published)


def _day(typed: str) -> date | None:
    for form in ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%Y-%m-%d"):
        with suppress(ValueError):
            return datetime.strptime(" ".join(typed.split()), form).date()
    return None


def _alert(text: str) -> None:
    st.html(f'<div class="note" role="alert"><p>{markup.escape(text)}</p></div>')


def _checked(text: str, published: date | None) -> Checked:
    article = article_of(text, source="The article")
    return check_article(
        article, load.corpus(), published=published, register=load.register(), nlp=load.nlp()
    )


def _summary(checked: Checked) -> None:
    measure = wording.measures().get(checked.measure or "", "no measure that the codebook knows")
    day = wording.day(checked.published) if checked.published else "a day it does not name"
    st.html(
        f"<h2>{markup.escape(checked.article.title) or 'The article'}</h2>"
        f'<p class="selected" role="status">Of {markup.escape(day)}, on'
        f" {markup.escape(measure.lower())}:"
        f" {wording.plural(len(checked.statements), 'statement')},"
        f" {wording.plural(len(checked.claims), 'claim')} with figures.</p>"
    )
    if checked.published is None:
        layout.nothing("Give the day of publication, so that “on Monday” is a day.")
    rows = [
        [
            markup.escape(row["speaker"]),
            markup.escape(_known(row["role"])),
            markup.escape(_spelt(row)),
            markup.stance(row["stance"]) if wording.known(row["stance"]) else "",
            f"{row['statements']:,}",
        ]
        for row in records(checked.speakers())
    ]
    head = ["Speaker, as written", "Role, as written", "Member on record", "Stance", "Statements"]
    caption = f"Who speaks in the article, and where they stand on {measure.lower()}"
    st.html(markup.table(head, rows, caption=caption, numbers=1))


def _spelt(row: dict[str, Any]) -> str:
    member = wording.known(row["member"])
    if member is None:
        return ""
    return member if member == row["speaker"] else f"{member} (spelt otherwise in the article)"


def _statements(checked: Checked) -> None:
    st.html("<h2>Statements</h2>")
    if checked.statements.empty:
        layout.nothing("No statement in this text is attributed to anybody.")
        return
    st.html("".join(_card(row) for row in records(checked.statements)))
    layout.download(checked.statements, "press-statements")


def _card(row: dict[str, Any]) -> str:
    verb = f" {row['verb']}" if wording.known(row["verb"]) else ""
    stance = markup.stance(row["stance"]) if wording.known(row["stance"]) else ""
    measure = wording.measures().get(_known(row["measure"]), "")
    role = f", {_known(row['role'])}" if wording.known(row["role"]) else ""
    spoken = "blockquote" if row["kind"] == "direct" else "p"
    reported = "" if row["kind"] == "direct" else " <span class='about'>(reported)</span>"
    return (
        f'<article class="quote"><p>{stance} {markup.escape(measure)} ·'
        f" <strong>{markup.escape(row['speaker'])}</strong>"
        f"<span class='about'>{markup.escape(role)}</span>{markup.escape(verb)}{reported}</p>"
        f"<{spoken}>{markup.escape(row['words'])}</{spoken}>{_clause(row)}{_where(row)}"
        f"{_verdict(row)}</article>"
    )


def _clause(row: dict[str, Any]) -> str:
    """Return the article's words around a fragment, from which its stance was read."""
    if row["kind"] != "direct" or len(row["clause"].split()) <= len(row["words"].split()) + 2:
        return ""
    return f"<p class='about'>In the article: {markup.escape(row['clause'])}</p>"


def _where(row: dict[str, Any]) -> str:
    inside = row["in_parliament"]
    place = "where the article does not say"
    if wording.known(inside) is not None:
        place = "in Parliament" if inside else "outside Parliament"
    day, written = row["day"], wording.known(row["day_as_written"])
    when = f", {wording.day(day)}" if isinstance(day, date) and not pd.isna(day) else ""
    when += f" (“{written}”)" if written else ""
    return f"<p class='about'>Said {markup.escape(place + when)}.</p>"


def _verdict(row: dict[str, Any]) -> str:
    verdict = wording.known(row["verdict"])
    if verdict is None:
        return ""
    parts = [f"<p class='verdict'><strong>{_VERDICTS[verdict]}</strong>"]
    if note := wording.known(row["note"]):
        parts.append(f" <span class='about'>({markup.escape(note)})</span>")
    parts.append("</p>")
    if said_by := wording.known(row["said_by"]):
        parts.append(f"<p>{markup.escape(said_by)}, {markup.escape(_place(row))}")
        recorded = wording.known(row["recorded"])
        parts.append(f": “{markup.escape(recorded)}”" if recorded else "")
        address = links.to_debate(str(row["debate_id"]), str(row["contribution_id"]))
        parts.append(f" · {markup.link(address, 'In the debate')}{_hansard(row)}</p>")
    if changes := wording.known(row["changes"]):
        parts.append(f"<p>Word by word: {markup.escape(changes)}.</p>")
    if fetch := wording.known(row["fetch"]):
        parts.append(f"<p>To get it, type <code>{markup.escape(fetch)}</code></p>")
    return "".join(parts)


def _place(row: dict[str, Any]) -> str:
    column = wording.known(row["column"])
    place = [_known(row["house"]), wording.day(row["date"]), _known(row["debate"])]
    return ", ".join(filter(None, [*place, f"column {column}" if column else ""]))


def _hansard(row: dict[str, Any]) -> str:
    address = links.of_row(row, wording.known(row["recorded"]) or str(row["words"]))
    return f" · {markup.link(address, 'Hansard', outside=True)}" if address else ""


def _claims(checked: Checked) -> None:
    st.html("<h2>Claims with figures</h2>")
    if checked.claims.empty:
        layout.nothing("No sentence of this text has a figure.")
        return
    rows = [
        [
            markup.escape(row["figures"]),
            markup.escape(row["words"]),
            markup.escape(_known(row["speaker"]) or "nobody: the article itself says so"),
        ]
        for row in records(checked.claims)
    ]
    head = ["Figures", "The claim, as written", "Attributed to"]
    caption = wording.plural(len(rows), "claim") + " with figures; none is checked here"
    st.html(markup.table(head, rows, caption=caption))
    layout.download(checked.claims, "press-claims")


def _known(value: object) -> str:
    return wording.known(value) or ""


draw()
