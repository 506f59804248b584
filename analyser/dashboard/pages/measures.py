"""Measures: who stood where on one, on which grounds, in which words, when, beside the votes."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analyser import wording
from analyser.codebook import load_codebook
from analyser.dashboard import charts, filters, layout, load, markup, phrasing, quoting
from analyser.queries.frames import records

_PEOPLE = 12  # of one side, before the reader unfolds the rest
_GROUNDS = 3  # quoted before one is chosen
_QUOTED = 3  # positions quoted each way
_SIDES = ("oppose", "support", "mixed")
_UNSURE = ("unclear", "none")
_NEAR = (
    "Near in meaning, as a program measures it from the words, on the same side; the nearest"
    " first, one a speaker. Some argue something else: read the words."
)


def draw() -> None:
    """Draw the measure that is chosen, or all of them to choose from."""
    said = load.view("positions", layout.selection())
    if len(layout.selection().measure) == 1:
        _one(layout.selection().measure[0], said)
    else:
        _all(said)


def _all(said: pd.DataFrame) -> None:
    layout.heading("Measures", "Choose one: who stood where on it, on which grounds.")
    layout.selected()
    if said.empty:
        layout.nothing("No position is coded on what is selected.")
        return
    counted = phrasing.by_side(said, "measure")
    if picked := layout.sides(counted, "Measure", "measures", what="measures"):
        filters.set_to(measure=picked)
    speakers = said.groupby("measure")["member"].nunique()
    rows = [
        [
            markup.link(filters.address("measures", measure=row["label"]), row["label"]),
            f"{int(speakers[row['measure']]):,}",
            *(f"{int(row[side]):,}" for side in ("support", "oppose", "unsure", "all")),
        ]
        for row in records(counted)
    ]
    head = ["Measure", "Speakers", "▲ Support", "▼ Oppose", "No clear side", "Positions"]
    st.html(markup.table(head, rows, caption="Every measure that is argued about", numbers=5))


def _one(code: str, said: pd.DataFrame) -> None:
    measure = next(each for each in load_codebook().measures if each.code == code)
    label = wording.within(measure.label)
    layout.heading(f"Who stood where on {label}", f"{measure.definition}.")
    st.html(f"<p>{markup.link(filters.address('measures', measure=''), 'All measures')}</p>")
    layout.selected()
    whole = load.view("positions", replace(layout.selection(), stance=()))
    if not whole.empty:
        st.html(f"<p class='answer'>{markup.escape(phrasing.answer(whole, label))}</p>")
    if said.empty:
        layout.nothing("No position on it is coded in what is selected.")
    else:
        if len(said) < len(whole):
            left = f"{wording.share(len(said), len(whole))} positions"
            layout.nothing(f"The filter Stance leaves {left} in what follows.")
        _people(said, whole)
        _grounds(said, label)
        _by_party(said)
        _over_time(said)
        _votes(said)
        _unsure(said, whole)
        layout.download(said, "measure-positions", label="Every position as CSV")
        st.html(
            f"<p>{markup.link(filters.address('review'), 'Review these positions')} ·"
            f" {markup.link(filters.address('briefing'), 'Make a briefing of them')}</p>"
        )
    _named(code, label, whole)


def _people(said: pd.DataFrame, whole: pd.DataFrame) -> None:
    st.html("<h2>Against and for</h2>")
    for column, side in zip(st.columns(2), _SIDES[:2], strict=True):
        with column:
            _side(said, side, whole)
    if "mixed" in set(said["stance"]):
        _side(said, "mixed", whole)
    st.html("<h3>In the plainest words</h3>")
    quoting.each_way(said, _QUOTED, _with_others)


def _with_others(rows: pd.DataFrame) -> None:
    """Draw positions, under each who is on its side in similar words, found when asked."""
    for at in range(len(rows)):
        quoting.positions(rows.iloc[[at]])
        _others(records(rows.iloc[[at]])[0])


@st.fragment
def _others(row: dict[str, Any]) -> None:
    key = f"others {row['contribution_id']} {row['measure']}"
    fold = st.expander("Others on this side in similar words", key=key, on_change="rerun")
    if not fold.open:
        return
    within = replace(layout.selection(), measure=(row["measure"],), stance=(row["stance"],))
    near = load.sentences().nearest([row["quote"]], within, besides=row["member"])
    with fold:
        if near.empty:
            layout.nothing("Nobody else on this side uses similar words here.")
            return
        st.html(f"<p class='about'>{_NEAR}</p>")
        st.html("".join(markup.quote(each, says=markup.EMPTY) for each in records(near)))


def _side(said: pd.DataFrame, side: str, whole: pd.DataFrame) -> None:
    own, shown = said[said["stance"] == side], markup.stance(side)
    if quoting.left_out(side):
        st.html(f"<h3>{shown}</h3>")
        layout.nothing(quoting.LEFT_OUT)
        return
    count = wording.share(own["member"].nunique(), whole["member"].nunique())
    st.html(f"<h3>{shown}: {count}</h3>")
    if own.empty:
        layout.nothing("Nobody here.")
        return
    people = phrasing.people(own)
    rows = [_person(row) for row in records(people)]
    head = ["Name", "Party and office, as on the day", "Times"]
    caption = f"{wording.plural(len(rows), 'speaker')}, those with most contributions first"
    st.html(markup.table(head, rows[:_PEOPLE], caption=caption, numbers=1))
    if len(rows) > _PEOPLE:
        with st.expander(f"The other {len(rows) - _PEOPLE:,}"):
            st.html(markup.table(head, rows[_PEOPLE:], caption="The others", numbers=1))


def _person(row: dict[str, Any]) -> list[str]:
    name = filters.name_of(row["member"])
    about = [wording.party(row["party"]), wording.known(row["office"])]
    return [
        markup.link(filters.address("members", member=name), name),
        markup.escape(", ".join(text for text in about if text)),
        f"{int(row['times']):,}",
    ]


def _grounds(said: pd.DataFrame, label: str) -> None:
    st.html("<h2>On which grounds (themes)</h2>")
    used = load.view("themes", layout.selection())
    used = phrasing.grounds(said, used)
    if used.empty:
        layout.nothing("No theme was found in these contributions.")
        return
    st.html(
        "<p class='about'>The grounds used in contributions that take each side. One may use"
        " several. Choose a bar for its words.</p>"
    )
    counted = phrasing.by_side(used, "theme")
    picked = layout.sides(counted, "Ground", "grounds", what=f"{label}, by ground")
    argued = counted[(counted["support"] > 0) | (counted["oppose"] > 0)]
    shown = [picked] if picked else list(argued["label"][:_GROUNDS])
    for name in shown:
        own = used[used["theme"].map(wording.themes()) == name]
        st.html(f"<h3>{_to_theme(name)}</h3>")
        quoting.each_way(own, 20 if picked else 1, _words, how=" on this ground")


def _words(rows: pd.DataFrame) -> None:
    """Draw the words that use a ground; the side is that of the whole contribution."""
    quoting.quotes(rows, says=lambda row: markup.stance(row["stance"]) + Markup(" ·"))


def _to_theme(name: str) -> Markup:
    return markup.link(filters.address("themes", theme=name), name)


def _by_party(said: pd.DataFrame) -> None:
    st.html("<h2>By party</h2>")
    counted = phrasing.by_side(said.assign(who=said["party"].map(wording.party)), "who")
    layout.sides(counted, "Party, as on the day", "measure-by-party", what="it, by party")


def _over_time(said: pd.DataFrame) -> None:
    dated = said.dropna(subset=["date"])
    if dated["date"].nunique() < 2:
        return
    st.html("<h2>Over time</h2>")
    counted = dated.assign(when=wording.steps(dated["date"]))
    counted = counted.value_counts(["when", "stance"]).rename("positions").reset_index()
    rows = counted.sort_values("when")
    drawn = rows.assign(stance=rows["stance"].map(lambda code: wording.STANCE[code].label))
    wide = rows.pivot_table(
        index="when", columns="stance", values="positions", aggfunc="sum", fill_value=0
    )
    layout.chart(
        charts.stances_over_time(drawn),
        drawn,
        "measure-over-time",
        alt_text="Positions on this measure over time, by stance.",
        table=phrasing.stances_table(wide, "When", "Positions by date"),
    )


def _votes(said: pd.DataFrame) -> None:
    rows = load.view("votes beside words", layout.selection())
    rows = rows[rows["contribution_id"].isin(said["contribution_id"])]
    st.html("<h2>Votes beside words</h2>")
    if rows.empty:
        layout.nothing("Nobody here both argued about it and voted in the same debate.")
        return
    with st.expander(f"{wording.plural(len(rows), 'vote')} of those who argued about it"):
        st.html(phrasing.votes_table(records(rows.head(300))))


def _unsure(said: pd.DataFrame, whole: pd.DataFrame) -> None:
    own = said[said["stance"].isin(_UNSURE)]
    st.html("<h2>No side found</h2>")
    if own.empty:
        all_sided = not whole["stance"].isin(_UNSURE).any()
        layout.nothing(
            "Everybody who argues about it takes a side." if all_sided else quoting.LEFT_OUT
        )
        return
    st.html(
        f"<p>{wording.share(len(own), len(whole))} positions: the speaker takes no side, or the"
        " program could not tell which. Read the words.</p>"
    )
    quoting.positions(own)


def _named(code: str, label: str, said: pd.DataFrame) -> None:
    """Draw where the measure is named in passing: nothing is said about it, and nothing coded."""
    rows = load.view("mentions", replace(layout.selection(), stance=()))
    rows = rows[(rows["measure"] == code) & ~rows["contribution_id"].isin(said["contribution_id"])]
    st.html("<h2>Named in passing</h2>")
    if rows.empty:
        layout.nothing(f"No other contribution that is selected names {label}.")
        return
    whole = rows["contribution_id"].nunique() + said["contribution_id"].nunique()
    st.html(
        f"<p>{wording.share(len(rows), whole)} contributions that name it carry no position.</p>"
    )
    with st.expander(f"Read the {len(rows):,}"):
        quoting.quotes(rows)
    layout.download(rows, "measure-named", label="These as CSV")


draw()
