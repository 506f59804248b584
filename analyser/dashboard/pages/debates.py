"""Debates: one, who is on which side, its text with the codes beside it; or all of them."""

import json
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analyser import wording
from analyser.dashboard import filters, layout, load, markup, phrasing
from analyser.dashboard.markup import Mark
from analyser.queries import finding, links, search
from analyser.queries.finding import nearest
from analyser.queries.frames import records
from analyser.selection import Selection

_PAGE = 60  # contributions drawn at once
_MOST = 60  # debates listed before the reader asks for all
_NAMED = 6  # people named on a side in the summary


def draw() -> None:
    """Draw the debate that the address or the filter opens, or all of them to choose from."""
    debate = _opened()
    if debate is None:
        _all()
    else:
        _one(debate)


def _opened() -> dict[str, Any] | None:
    """Return the debate that is asked for; say so where there is none of that id."""
    wanted = st.query_params.get("open")
    chosen = layout.selection().debate
    wanted = wanted or (chosen[0] if len(chosen) == 1 else None)
    if wanted is None:
        return None
    rows = load.debates()
    found = rows[rows["debate_id"] == wanted]
    if found.empty:
        best = nearest(wanted, rows["debate_id"])
        said = Markup("The address asks for the debate “{}”, which is not in this corpus.").format(
            markup.escape(wanted)
        )
        if best:
            label = filters.title_of(best)
            said += Markup(" The nearest id is that of {}.").format(
                markup.link(links.to_debate(best), label)
            )
        st.html(f'<div class="note" role="alert"><p>{said}</p></div>')
        return None
    return records(found)[0]


def _all() -> None:
    layout.heading("Debates", "Find one by its subject or by words in it.")
    layout.selected()
    rows = load.debates(layout.selection())
    asked = st.text_input(
        "Words of the title or in the debate",
        key="about",
        bind="query-params",
        placeholder=_example(rows),
    )
    if asked and asked.strip():
        rows = _about_words(asked.strip(), rows)
        order = "those whose title it is first, then those with most of these words"
    else:
        rows = rows.sort_values(["date"], ascending=False, kind="stable")
        order = "the latest first"
    if rows.empty:
        layout.nothing("No debate in which somebody spoke is found.")
        return
    every = st.toggle(f"List all {len(rows):,}", key="all debates") if len(rows) > _MOST else True
    shown = rows if every else rows.head(_MOST)
    labels = wording.measures()
    cells = [
        [
            markup.link(links.to_debate(row["debate_id"]), row["label"]),
            markup.whole(wording.day(row["date"])),
            markup.escape(wording.known(row["house"]) or "–"),
            markup.escape(", ".join(labels[code] for code in _codes_of(row)[:3]) or "–"),
            f"{int(row['speakers']):,}",
            f"{int(row['coded']):,} of {int(row['speeches']):,}",
        ]
        for row in records(shown)
    ]
    head = ["Debate", "Date", "House", "Argued about", "Speakers", "Contributions on a measure"]
    caption = f"{wording.share(len(shown), len(rows))} debates, {order}"
    st.html(markup.table(head, cells, caption=caption, numbers=2))
    layout.download(rows, "debates")


def _example(rows: pd.DataFrame) -> str:
    """Return the title of the latest debate on a measure, for instance."""
    argued = rows[rows["coded"] > 0].sort_values("date", kind="stable", na_position="first")
    return f"{argued['title'].iloc[-1]}…" if len(argued) else ""


def _codes_of(row: dict[str, Any]) -> list[str]:
    return (wording.known(row["measures"]) or "").split()


def _about_words(asked: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the debates that words may mean by title, then those that hold most of them."""
    titled = finding.find(asked, load.view("members").head(0), rows, most=len(rows)).debates
    try:
        with st.spinner("Searching the record…"):
            most = load.search_by_debate(asked, layout.selection())
    except search.UnreadableQuery:
        return titled
    held = rows[rows["debate_id"].isin(most)].assign(n=rows["debate_id"].map(most))
    held = held.sort_values("n", ascending=False, kind="stable").drop(columns="n")
    return pd.concat([titled, held]).drop_duplicates("debate_id")


def _one(debate: dict[str, Any]) -> None:
    layout.heading(debate["label"], _about(debate))
    st.html(f"<p>{markup.link(filters.address('debates', debate=''), 'All debates')}</p>")
    rows = records(
        load.query(
            "SELECT * FROM chosen WHERE debate_id = $open AND kind <> 'time'"
            " ORDER BY position_in_debate",
            open=debate["debate_id"],
        )
    )
    codes = _Codes(debate["debate_id"])
    _summary(rows, codes)
    _see_also(debate["debate_id"])
    _sides(debate["debate_id"])
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
    _divisions(debate["debate_id"])
    if landed:
        _scroll_to(next(r["position_in_debate"] for r in rows if r["contribution_id"] == landed))


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


class _Codes:
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


def _summary(rows: list[dict[str, Any]], codes: _Codes) -> None:
    spoken = [row for row in rows if wording.known(row["speaker"])]
    coded = [row for row in spoken if row["contribution_id"] in codes.positions]
    st.html(
        f"<p>{wording.plural(len(spoken), 'contribution')} of"
        f" {wording.plural(len({row['speaker'] for row in spoken}), 'speaker')};"
        f" {wording.share(len(coded), len(spoken))} argue about a measure.</p>"
        f"<p class='about'>{markup.escape(_course(codes))}</p>"
    )


def _course(codes: _Codes) -> str:
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


def _turn(row: dict[str, Any], codes: _Codes) -> str:
    """Return what a contribution is in the course of the debate, with a link to what it is of."""
    turn = codes.turns.get(row["contribution_id"])
    if turn is None or turn["role"] not in ("intervention", "answer"):
        return ""
    what = "Intervenes on" if turn["role"] == "intervention" else "Answers"
    to = wording.known(turn["replies_to"]) or str(turn["belongs_to"])
    name = wording.known(turn["to_whom"]) or "the question"
    address = links.to_debate(str(row["debate_id"]), to)
    return f'<p class="about">{what} {markup.link(address, name)}</p>'


def _jump(rows: list[dict[str, Any]], codes: _Codes) -> str | None:
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


def _row(row: dict[str, Any], codes: _Codes, landed: bool) -> str:
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


def _codes(row: dict[str, Any], codes: _Codes) -> str:
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


def _scroll_to(position: object) -> None:
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


draw()
