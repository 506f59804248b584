"""People's reviews on the pages: buttons on every quote, by mouse and by key, and what they do.

The cards are HTML; one component without a face of its own (``reviewing.js``) hears their buttons
and keys, and remembers the reviewer's name in the browser.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup

from analyser import wording
from analyser.coding import Stance
from analyser.corpus import reviews
from analyser.corpus.reviews import Review, Verdict
from analyser.dashboard import access, load, markup

NAME = "reviewer"
SKIPPED = "positions skipped"
_HEARD, _ASKED, _LAST = "reviews heard", "review to be asked about", "last review"
_BUTTONS = {
    Verdict.RIGHT: ("Right", "r"),
    Verdict.WRONG: ("Wrong", "w"),
    Verdict.OTHER: ("Other stance", "o"),
    Verdict.UNRELATED: ("Not about this", "n"),
    Verdict.NOTE: ("Note", "t"),
}
_SAID = {
    Verdict.RIGHT: "Marked right",
    Verdict.WRONG: "Marked wrong, and left out everywhere",
    Verdict.OTHER: "Corrected",
    Verdict.UNRELATED: "Marked as not about this, and left out everywhere",
    Verdict.NOTE: "Note kept",
    Verdict.UNDO: "Undone",
}


@dataclass(frozen=True, slots=True)
class _Heard:
    """What a button says: a verdict on the position of a contribution on a measure."""

    verdict: str
    contribution: str
    measure: str


_listener = st.components.v2.component(
    "reviewing", js=Path(__file__).with_suffix(".js").read_text("utf8")
)


def controls(row: Mapping[str, Any], *, skip: bool = False) -> Markup:
    """Return the buttons that review a position, and what a person has said of it.

    ``row`` has ``contribution_id``, ``measure``, ``reviewer`` and ``review`` or ``verdict``.
    """
    done = wording.known(row.get("review")) or wording.known(row.get("verdict"))
    shown = [(str(verdict), *label) for verdict, label in _BUTTONS.items()]
    shown += [(str(Verdict.UNDO), "Undo", "z")] if done else []
    shown += [("skip", "Skip", "s")] if skip else []
    button = Markup(
        '<button type="button" data-verdict="{0}" aria-keyshortcuts="{2}">'
        "{1} <kbd>{2}</kbd></button>"
    )
    buttons = Markup("").join(button.format(*each) for each in shown)
    group = Markup(
        '<div class="review" role="group" aria-label="Review this position"'
        ' data-contribution="{}" data-measure="{}">{}</div>'
    ).format(row["contribution_id"], row["measure"], buttons)
    if skip:
        return _state(row, done) + group
    return Markup('<details class="ask"><summary>{}Is this right?</summary>{}</details>').format(
        _state(row, done), group
    )


def _state(row: Mapping[str, Any], done: str | None) -> Markup:
    who = wording.known(row.get("reviewer"))
    note = wording.known(row.get("review_note")) or wording.known(row.get("note"))
    said = f"{done.capitalize()} by {who}. " if done and who else ""
    said += f"Note by {who}: {note} " if note else ""
    return Markup('<span class="reviewed">{}</span>').format(said) if said else markup.EMPTY


def listen() -> None:
    """Hear the buttons of this page; ask for what a review lacks. To be called once a run."""
    name = st.session_state.get(NAME, "")
    heard = _listener(
        key=_HEARD,
        data={"reviewer": name},
        default={"reviewer": name},
        on_verdict_change=_act,
        on_reviewer_change=lambda: None,
    )
    if not name and heard.reviewer:
        st.session_state[NAME] = heard.reviewer
    if said := st.session_state.pop(_LAST, None):
        st.toast(said)
    if asked := st.session_state.get(_ASKED):
        _ask(asked)


def _act() -> None:
    given = st.session_state[_HEARD].verdict
    if not given:
        return
    heard = _Heard(*(str(given[name]) for name in ("verdict", "contribution", "measure")))
    if heard.verdict == "skip":
        skipped = st.session_state.setdefault(SKIPPED, [])
        skipped.append((heard.contribution, heard.measure))
    elif heard.verdict in (Verdict.OTHER, Verdict.NOTE) or not st.session_state.get(NAME):
        st.session_state[_ASKED] = heard
    else:
        _keep(heard)


def _keep(heard: _Heard, stance: Stance | None = None, note: str | None = None) -> None:
    verdict, who, corpus = Verdict(heard.verdict), st.session_state[NAME], load.corpus()
    if verdict is Verdict.UNDO:
        on = (heard.contribution, heard.measure)
        if (last := reviews.current(reviews.read(corpus)).get(on)) is None:
            return
        reviews.undo(corpus, last.review_id, who)
    else:
        reviews.add(corpus, Review(heard.contribution, heard.measure, verdict, who, stance, note))
    st.session_state[_LAST] = f"{_SAID[verdict]}. To undo it, press z on its card, or open Review."


def _forget() -> None:
    st.session_state.pop(_ASKED, None)


@st.dialog("Review this position", on_dismiss=_forget)
def _ask(heard: _Heard) -> None:
    """Ask for the name, and for a stance or note where the verdict needs one."""
    measure = wording.measures().get(heard.measure, heard.measure)
    verdict, _ = _BUTTONS.get(Verdict(heard.verdict), ("Undo", "z"))
    st.html(f"<p>{verdict}, on {markup.escape(wording.within(measure))}.</p>")
    with st.form("review", border=False):
        name = access.signed_in() or st.text_input(
            "Your name, kept with the review", st.session_state.get(NAME, "")
        )
        stance = note = None
        if heard.verdict == Verdict.OTHER:
            labels = {shown.label: Stance(shown.code) for shown in wording.STANCES[:4]}
            stance = labels[str(st.radio("The right stance", list(labels)))]
        if heard.verdict in (Verdict.OTHER, Verdict.NOTE):
            note = st.text_area("Note" if heard.verdict == Verdict.NOTE else "Note, if any").strip()
        if not st.form_submit_button("Keep", type="primary"):
            return
    if not name.strip():
        st.html('<p class="note" role="alert">Type your name: a review says who made it.</p>')
    elif heard.verdict == Verdict.NOTE and not note:
        st.html('<p class="note" role="alert">Type the note.</p>')
    else:
        st.session_state[NAME] = name.strip()
        _keep(heard, stance, note or None)
        _forget()
        st.rerun()
