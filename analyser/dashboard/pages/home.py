"""Home: one question to ask, and who stood where on what is argued about most."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analyser import wording
from analyser.codebook import load_codebook
from analyser.dashboard import filters, layout, load, markup, phrasing, quoting
from analyser.evaluation.report import kept_reports
from analyser.queries import finding, links, search
from analyser.queries.frames import records
from analyser.selection import Selection
from analyser.text.notation import phrases

_MEASURES = 8  # drawn in the first chart
_QUOTED = 3  # measures with a quote each way
_LATEST = 6


def draw() -> None:
    """Draw the page."""
    st.html(
        f"<h1>{layout.NAME}</h1><p class='lead'>Who stood where on surveillance in Parliament, on"
        " which grounds, in which words.</p>"
    )
    said = load.view("positions")
    asked = st.text_input(
        "Find a measure, member, debate, theme or words",
        key="find",
        bind="query-params",
        placeholder=_placeholder(said),
    )
    if asked and asked.strip():
        _answers(asked.strip())
    else:
        _examples(said)
        _findings(said)
        _latest()
    st.html(f"<h2>What to know before you quote</h2><p>{markup.escape(wording.MACHINE_CODED)}</p>")
    layout.coverage()


def _answers(asked: str) -> None:
    """Draw what the words may mean, in groups, the words themselves last."""
    debates = load.debates()
    found = finding.find(asked, load.view("members"), debates)
    groups = [
        ("Straight to the answer", _together(found)),
        ("Measures", [_to("measures", measure=wording.measures()[c]) for c in found.measures]),
        ("Members", [_member(row) for row in records(found.members)]),
        ("Themes", [_to("themes", theme=wording.themes()[c]) for c in found.themes]),
    ]
    with st.spinner("Searching the record…"):
        words = _in_words(asked, debates)
    titled = [_debate(row) for row in records(found.debates)]
    groups += [("Debates", titled), ("Words in the record", words)]
    lists = "".join(
        f"<section><h3>{title}</h3><ul>{''.join(map('<li>{}</li>'.format, items))}</ul></section>"
        for title, items in groups
        if items
    )
    status = "Found" if lists else f"Nothing is found for “{markup.escape(asked)}”"
    st.html(f'<p class="about" role="status">{status}</p><div class="answers">{lists}</div>')
    if not lists:
        layout.nothing("Try fewer words, a surname, or part of a debate’s title.")


def _together(found: finding.Found) -> list[Markup]:
    """Return links to a member on a measure, where the words name both."""
    return [
        markup.link(
            links.to_page("members", {"member": [name], "measure": [label]}),
            f"{name} on {wording.within(label)}",
        )
        for row in records(found.members.head(2))
        for code in found.measures[:2]
        for name, label in [(filters.name_of(str(row["member"])), wording.measures()[code])]
    ]


def _to(page: str, **chosen: str) -> Markup:
    (label,) = chosen.values()
    return markup.link(links.to_page(page, {k: [v] for k, v in chosen.items()}), label)


def _member(row: dict[str, object]) -> Markup:
    name = filters.name_of(str(row["member"]))
    about = ", ".join(
        text for text in (wording.party(row["party"]), wording.known(row["constituency"])) if text
    )
    shown = _to("members", member=name)
    return Markup("{} <span class='about'>{}, {}</span>").format(
        shown, about, wording.plural(int(str(row["positions"])), "position")
    )


def _debate(row: dict[str, object]) -> Markup:
    return Markup("{} <span class='about'>{}</span>").format(
        markup.link(links.to_debate(str(row["debate_id"])), str(row["label"])),
        wording.day(row["date"]),
    )


def _in_words(asked: str, debates: pd.DataFrame) -> list[Markup]:
    """Return links to the words themselves and to the debates that hold most of them."""
    forms = [(asked, "with all these words")]
    if " " in asked and '"' not in asked:
        forms.insert(0, (f'"{asked}"', "with these words side by side"))
    shown: list[Markup] = []
    most: dict[str, int] = {}
    for query, what in forms:
        try:
            held = load.search(query, Selection(), most=1).contributions
        except search.UnreadableQuery:
            continue
        if held:
            said = f"{wording.plural(held, 'contribution')} {what}"
            shown.append(markup.link(links.to_page("search", {"q": [query]}), said))
            most = load.search_by_debate(query, Selection())
    titles = dict(zip(debates["debate_id"], debates["label"], strict=True))
    shown += [
        Markup("{} <span class='about'>{}</span>").format(
            markup.link(links.to_debate(debate), titles[debate]),
            wording.plural(count, "contribution"),
        )
        for debate, count in list(most.items())[:3]
        if debate in titles
    ]
    return shown


def _examples(said: pd.DataFrame) -> None:
    """Offer questions that this corpus can answer."""
    asked = []
    sides = said[said["stance"].isin(["support", "oppose"])]
    contested = sides.groupby("measure")["stance"].agg(lambda each: each.value_counts().min())
    both = sides.groupby("measure")["stance"].nunique() > 1
    if both.any():
        label = wording.measures()[str(contested[both].idxmax())]
        asked.append(
            (f"Who argued for and against {wording.within(label)}?", "measures", {"measure": label})
        )
    if not sides.empty:
        name = filters.name_of(str(sides["member"].value_counts().idxmax()))
        asked.append((f"Where did {name} stand?", "members", {"member": name}))
    promised = load.view("commitments")
    argued = promised[promised["debate_id"].isin(sides["debate_id"])]
    if not argued.empty:
        title = filters.title_of(str(argued["debate_id"].value_counts().idxmax()))
        asked.append((f"What did ministers promise in “{title}”?", "promises", {"debate": title}))
    if term := _term(said):
        asked.append((f"Where is “{term}” mentioned?", "search", {"q": f'"{term}"'}))
    items = "".join(
        f"<li>{markup.link(links.to_page(page, {k: [v] for k, v in query.items()}), text)}</li>"
        for text, page, query in asked
    )
    if items:
        st.html(f'<p class="about">For example</p><ul class="examples">{items}</ul>')


def _placeholder(said: pd.DataFrame) -> str:
    """Return a member and a measure of this corpus, for instance."""
    names = said["member"].value_counts().index[:1]
    measures = said["measure"].value_counts().index[:1]
    asked = [filters.name_of(str(name)) for name in names]
    asked += [wording.within(wording.measures()[str(code)]) for code in measures]
    return f"{', '.join(asked)}…" if asked else ""


def _term(said: pd.DataFrame) -> str | None:
    """Return a term for the measure most spoken of that stands in the record."""
    terms = {each.code: phrases(each.terms[0])[0] for each in load_codebook().measures}
    for code in said["measure"].value_counts().index[:3]:
        named = load.query(
            "SELECT 1 FROM mentions WHERE measure = $code AND contains(lower(quote), $term)"
            " LIMIT 1",
            code=code,
            term=terms[code],
        )
        if len(named):
            return terms[code]
    return None


def _findings(said: pd.DataFrame) -> None:
    st.html("<h2>Where sides were taken</h2>")
    if said.empty:
        layout.nothing("No position is coded in this corpus. Type analyser analyse to code it.")
        return
    st.html(f"<p class='about'>{_how_sure()} {markup.link('method', 'How well it reads')}</p>")
    counted = phrasing.by_side(said, "measure")
    if picked := layout.sides(counted.head(_MEASURES), "Measure", "home-measures", what="measures"):
        layout.turn_to("measures", measure=picked)
    st.html(
        f"<p class='about'>{wording.share(min(_MEASURES, len(counted)), len(counted))} measures,"
        f" those on which most take a side first. A number counts contributions."
        f" {markup.link('measures', 'All measures')}</p>"
    )
    argued = counted[(counted["support"] > 0) | (counted["oppose"] > 0)]
    for code in argued["measure"].head(_QUOTED):
        _each_way(said[said["measure"] == code], wording.measures()[code])


def _how_sure() -> str:
    """Return in a sentence how often the sides told are right, by the first figures kept."""
    ours = kept_reports()["positions"].systems[0]
    right, found = ours.figures["sides right"], ours.figures["sides found"]
    where = ours.name.partition(", ")[2]
    return (
        f"Coded by machine. Measured on {where}, {right.value:.0%} of the sides it told were right"
        f" (95% interval {right.low:.0%} to {right.high:.0%}), and it found {found.value:.0%} of"
        " those taken."
    )


def _each_way(own: pd.DataFrame, label: str) -> None:
    st.html(f"<h3>{_to('measures', measure=label)}</h3>")
    quoting.each_way(own, 1)


def _latest() -> None:
    rows = load.debates().sort_values("date", ascending=False, kind="stable")
    rows = rows[rows["coded"] > 0]
    between_several = rows[rows["speakers"] > 1]
    rows = (between_several if len(between_several) else rows).head(_LATEST)
    if rows.empty:
        return
    items = "".join(
        f"<li>{_debate(row)} <span class='about'>{int(row['coded']):,} of"
        f" {wording.plural(int(row['speeches']), 'contribution')} on a measure</span></li>"
        for row in records(rows)
    )
    st.html(
        f"<h2>Latest debates</h2><ul>{items}</ul><p>{markup.link('debates', 'All debates')}</p>"
    )


draw()
