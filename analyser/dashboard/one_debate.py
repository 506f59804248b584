"""One debate: who is on which side, its text, and its divisions."""

from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analyser import wording
from analyser.dashboard import filters, layout, load, markup, phrasing
from analyser.dashboard.debate_text import DebateCodes, draw_text, scroll_to
from analyser.queries import links
from analyser.queries.frames import records
from analyser.selection import Selection

_NAMED = 6  # people named on a side in the summary


def one_debate(debate: dict[str, Any]) -> None:
    """Draw a debate, a row of ``load.debates``, and scroll to what the address asks for."""
    layout.heading(debate["label"], _about(debate))
    st.html(f"<p>{markup.link(filters.address('debates', debate=''), 'All debates')}</p>")
    rows = records(
        load.query(
            "SELECT * FROM chosen WHERE debate_id = $open AND kind <> 'time'"
            " ORDER BY position_in_debate",
            open=debate["debate_id"],
        )
    )
    codes = DebateCodes(debate["debate_id"])
    _summary(rows, codes)
    _see_also(debate["debate_id"])
    _sides(debate["debate_id"])
    landed = draw_text(rows, codes)
    _divisions(debate["debate_id"])
    if landed:
        scroll_to(next(r["position_in_debate"] for r in rows if r["contribution_id"] == landed))


_SEE_ALSO = {
    "promises": "What ministers promised here",
    "dissent": "Who departs from a party’s line here",
    "questions": "Questions and replies",
    "evidence": "Figures and sources cited",
    "review": "Review its positions",
    "briefing": "Make a briefing of it",
}


def _see_also(debate: str) -> None:
    title = filters.title_of(debate)
    shown = (
        markup.link(links.to_page(page, {"debate": [title]}), said)
        for page, said in _SEE_ALSO.items()
    )
    st.html(f"<p>{Markup(' · ').join(shown)}</p>")


def _sides(debate: str) -> None:
    """Draw who spoke on which side of each measure that the debate argues about."""
    said = load.view("positions", Selection(debate=(debate,)))
    said = said[said["debate_id"] == debate]
    if said.empty:
        return
    labels = wording.measures()
    title = filters.title_of(debate)
    rows = []
    for code in said["measure"].value_counts().index:
        own = said[said["measure"] == code]
        address = filters.address("measures", measure=labels[code], debate=title)
        cells = [_who(own[own["stance"] == side], title) for side in ("oppose", "support", "mixed")]
        unsure = own[own["stance"].isin(["none", "unclear"])]["member"].nunique()
        rows.append([markup.link(address, labels[code]), *cells, f"{unsure:,}"])
    head = ["Measure", "▼ Against or for limits", "▲ For", "◆ Both ways", "No side found"]
    st.html("<h2>Who spoke on which side</h2>")
    st.html(
        markup.table(head, rows, caption="Speakers by side; one may stand on several", numbers=1)
    )


def _who(own: pd.DataFrame, title: str) -> Markup:
    """Return the names on a side, those who say so most first, each a link to the words."""
    people = phrasing.people(own)
    names = [
        markup.link(filters.address("members", member=name, debate=title), row["speaker"])
        + Markup(" ({})").format(wording.party(row["party"]))
        for row in records(people.head(_NAMED))
        for name in [filters.name_of(row["member"])]
    ]
    more = len(people) - len(names)
    if more:
        names.append(Markup("{} more").format(f"{more:,}"))
    return Markup(", ").join(names) if names else Markup("–")


def _about(debate: dict[str, Any]) -> str:
    parts = [wording.known(debate["house"]), wording.day(debate["date"]), debate["section"]]
    return ", ".join(part for part in parts if part) + f". Source: {debate['source']}."


def _summary(rows: list[dict[str, Any]], codes: DebateCodes) -> None:
    spoken = [row for row in rows if wording.known(row["speaker"])]
    coded = [row for row in spoken if row["contribution_id"] in codes.positions]
    st.html(
        f"<p>{wording.plural(len(spoken), 'contribution')} of"
        f" {wording.plural(len({row['speaker'] for row in spoken}), 'speaker')};"
        f" {wording.share(len(coded), len(spoken))} argue about a measure.</p>"
        f"<p class='about'>{markup.escape(_course(codes))}</p>"
    )


def _course(codes: DebateCodes) -> str:
    """Return how the debate went: speeches, what interrupted them, questions and replies."""
    counts = pd.Series([turn["role"] for turn in codes.turns.values()], dtype=object).value_counts()
    told = [
        wording.plural(int(counts[role]), one, many)
        for role, (one, many) in _ROLES.items()
        if role in counts
    ]
    return f"{'; '.join(told)}. Read from the words, not marked in the record." if told else ""


_ROLES: dict[str, tuple[str, str | None]] = {
    "speech": ("speech", "speeches"),
    "intervention": (
        "intervention, part of what it interrupts",
        "interventions, each part of the speech it interrupts",
    ),
    "question": ("question", None),
    "supplementary": ("supplementary question", None),
    "answer": ("answer", None),
    "chair": ("contribution from the Chair", "contributions from the Chair"),
}


def _divisions(debate_id: str) -> None:
    divisions = load.query(
        "SELECT * FROM divisions WHERE debate_id = $open ORDER BY file_row_number", open=debate_id
    )
    for division in records(divisions):
        votes = load.query(
            "SELECT speaker, vote, teller FROM votes WHERE division_id = $division"
            " ORDER BY file_row_number",
            division=division["division_id"],
        )
        st.html(f"<h2>Division {markup.escape(wording.known(division['number']) or '')}</h2>")
        question = (
            wording.known(division["question"]) or "The record here does not give the question."
        )
        counts = " and ".join(
            f"{wording.known(division[side]) or 'an unknown number'} {name}"
            for side, name in (("ayes", "for"), ("noes", "against"))
        )
        tellers = "counted" if division["house"] == "Lords" else "not counted"
        st.html(f"<p>{markup.escape(question)}</p><p>{counts}, tellers {tellers}.</p>")
        _votes(votes)


def _votes(votes: pd.DataFrame) -> None:
    if votes.empty:
        layout.nothing("The record here names no votes.")
        return
    rows = [
        [
            markup.escape(vote["speaker"]),
            markup.escape(vote["vote"]),
            "teller" if vote["teller"] else "",
        ]
        for vote in records(votes)
    ]
    with st.expander(f"The {len(votes):,} named votes"):
        st.html(markup.table(["Member", "Vote", "Teller"], rows, caption="Votes, tellers marked"))
