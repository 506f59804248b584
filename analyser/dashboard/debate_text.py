"""The text of a debate with the codes beside the words."""

import json
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analyser import wording
from analyser.dashboard import layout, load, markup
from analyser.dashboard.markup import Mark
from analyser.queries import links
from analyser.queries.frames import records

_PAGE = 60  # contributions drawn at once


class DebateCodes:
    """The positions and themes of one debate, by contribution."""

    def __init__(self, debate_id: str) -> None:
        in_debate = "JOIN chosen c USING (contribution_id) WHERE c.debate_id = $open"
        order = "ORDER BY t.file_row_number"
        self.positions = _by_contribution(
            load.query(f"SELECT t.* FROM positions t {in_debate} {order}", open=debate_id)
        )
        self.themes = _by_contribution(
            load.query(f"SELECT t.* FROM themes t {in_debate} {order}", open=debate_id)
        )
        turns = load.query(
            "SELECT t.*, o.speaker AS to_whom FROM turns t JOIN chosen c USING (contribution_id)"
            " LEFT JOIN contributions o"
            " ON o.contribution_id = coalesce(t.replies_to, t.belongs_to)"
            f" WHERE c.debate_id = $open {order}",
            open=debate_id,
        )
        self.turns = {row["contribution_id"]: row for row in records(turns)}

    def marks(self, contribution_id: str) -> list[Mark]:
        """Return where the evidence of a contribution stands in its text."""
        labels = wording.measures() | wording.themes()
        marks = [
            Mark(int(t["start"]), int(t["end"]), "theme", f"Theme: {labels[t['theme']]}")
            for t in self.themes.get(contribution_id, [])
        ]
        marks += [
            Mark(
                int(p["start"]),
                int(p["end"]),
                "evidence",
                f"{wording.STANCE[p['stance']].label}: {labels[p['measure']]}",
            )
            for p in self.positions.get(contribution_id, [])
            if wording.known(p["quote"])
        ]
        return marks


def _by_contribution(rows: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in records(rows):
        found.setdefault(row["contribution_id"], []).append(row)
    return found


def draw_text(rows: list[dict[str, Any]], codes: DebateCodes) -> str | None:
    """Draw the record of a debate, or a part of a long one; return the contribution to land on."""
    st.html("<h2>The text</h2>")
    landed = _jump(rows, codes)
    first = _page(rows, landed)
    st.html(
        '<p class="about">Marked in the text: <mark class="evidence">evidence of a position</mark>,'
        ' <mark class="theme">evidence of a theme</mark>. The codes stand beside the words.</p>'
    )
    drawn = [
        _row(row, codes, row["contribution_id"] == landed) for row in rows[first : first + _PAGE]
    ]
    st.html("".join(drawn))
    return landed


def _turn(row: dict[str, Any], codes: DebateCodes) -> str:
    """Return what a contribution is in the course of the debate, with a link to what it is of."""
    turn = codes.turns.get(row["contribution_id"])
    if turn is None or turn["role"] not in ("intervention", "answer"):
        return ""
    what = "Intervenes on" if turn["role"] == "intervention" else "Answers"
    to = wording.known(turn["replies_to"]) or str(turn["belongs_to"])
    name = wording.known(turn["to_whom"]) or "the question"
    address = links.to_debate(str(row["debate_id"]), to)
    return f'<p class="about">{what} {markup.link(address, name)}</p>'


def _jump(rows: list[dict[str, Any]], codes: DebateCodes) -> str | None:
    """Return the contribution to land on: the address's, or the one the reader jumps to."""
    labels = wording.measures() | wording.themes()
    places: dict[str, list[str]] = {}
    for row in rows:
        contribution_id = row["contribution_id"]
        if name := wording.known(row["speaker"]):
            places.setdefault(f"Speaker: {name}", []).append(contribution_id)
        for position in codes.positions.get(contribution_id, []):
            key = f"Measure: {labels[position['measure']]}"
            places.setdefault(key, []).append(contribution_id)
        for theme in codes.themes.get(contribution_id, []):
            places.setdefault(f"Theme: {labels[theme['theme']]}", []).append(contribution_id)
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    what = left.selectbox(
        "Jump to a speaker, measure or theme", sorted(places), index=None, placeholder="Anywhere"
    )
    if what is None:
        at = st.query_params.get("at")
        if at is None or at in {row["contribution_id"] for row in rows}:
            return at
        layout.nothing(f"This debate has no contribution “{at}”, which the address asks for.")
        return None
    found = places[what]
    number = right.number_input(f"Which of {len(found)}", 1, len(found), 1, key=f"which {what}")
    return found[int(number) - 1]


def _page(rows: list[dict[str, Any]], landed: str | None) -> int:
    """Return the first contribution to draw; a long debate is drawn in parts."""
    if len(rows) <= _PAGE:
        return 0
    parts = -(-len(rows) // _PAGE)
    at = next((i for i, row in enumerate(rows) if row["contribution_id"] == landed), 0)
    chosen = st.number_input(
        f"Part of {parts} ({_PAGE} contributions each)",
        1,
        parts,
        at // _PAGE + 1,
        key=f"part {landed}",
    )
    return (int(chosen) - 1) * _PAGE


def _row(row: dict[str, Any], codes: DebateCodes, landed: bool) -> str:
    """Return one row of the record as HTML: the words, and the codes beside them."""
    kind = row["kind"]
    text = markup.highlighted(row["text"], codes.marks(row["contribution_id"]))
    if kind == "division":
        text = Markup("<p><strong>Division</strong> (votes below the text)</p>")
    who = f'<p class="who">{markup.speaker(row)}</p>' if wording.known(row["speaker"]) else ""
    place = [f"column {c}" for c in [wording.known(row["column"])] if c]
    style = "row" + ("" if who else " procedure") + (" landed" if landed else "")
    return (
        f'<section class="{style}" id="c{int(row["position_in_debate"])}">'
        f"<div>{who}"
        f'<div class="words">{text}</div></div><div class="codes">'
        f'<p class="about">{markup.escape(", ".join(place))}</p>{_turn(row, codes)}'
        f"{_codes(row, codes)}"
        "</div></section>"
    )


def _codes(row: dict[str, Any], codes: DebateCodes) -> str:
    labels = wording.measures() | wording.themes()
    positions = "".join(
        f"<li>{markup.stance(p['stance'])}: {markup.escape(labels[p['measure']])}"
        f' <span class="about">confidence {p["confidence"]:.2f}</span></li>'
        for p in codes.positions.get(row["contribution_id"], [])
    )
    used = [labels[t["theme"]] for t in codes.themes.get(row["contribution_id"], [])]
    themes = f"<li>Themes: {markup.escape('; '.join(used))}</li>" if used else ""
    if not positions and not themes:
        return ""
    return f"<ul>{positions}{themes}</ul>{_outside(row)}"


def _outside(row: dict[str, Any]) -> str:
    return f'<p class="about">{markup.places(row, str(row["text"]))}</p>'


def scroll_to(position: object) -> None:
    """Bring a contribution's evidence into view: the text comes after the page's address."""
    anchor = json.dumps(f"c{int(str(position))}")
    st.html(
        "<script>(() => { let tries = 0, still = 0; const timer = setInterval(() => {"
        f" const row = document.getElementById({anchor});"
        " const place = row && (row.querySelector('mark.evidence') || row);"
        " if (place) { const top = place.getBoundingClientRect().top;"
        " if (top > 60 && top < window.innerHeight - 60) { still += 1; }"
        " else { still = 0; place.scrollIntoView({block: place === row ? 'start' : 'center'}); } }"
        " if (still > 8 || ++tries > 200) { stop(); } }, 100);"
        " const stop = () => clearInterval(timer);"  # a reader who scrolls is not held back
        " ['wheel', 'touchmove', 'keydown'].forEach("
        " (kind) => addEventListener(kind, stop, {once: true})); })()</script>",
        unsafe_allow_javascript=True,
    )
