"""Overview: what the corpus holds, how much of it is coded, what failed."""

import pandas as pd
import streamlit as st

from analyser import wording
from analyser.dashboard import charts, filters, layout, load, markup
from analyser.queries import coverage, links
from analyser.queries.frames import records

_MOST = 40  # debates listed before the reader asks for all


def draw() -> None:
    """Draw the page."""
    layout.heading(
        "Overview",
        "What this corpus holds, how much of it is coded, and which measures are argued.",
    )
    layout.selected()
    _figures()
    _coverage()
    _measures()
    _debates()
    _inputs()


def _figures() -> None:
    facts = records(
        load.query(
            "SELECT count(DISTINCT debate_id) AS debates, count(speaker) AS speeches,"
            " count(DISTINCT coalesce(person_id, speaker)) AS speakers,"
            " sum(words)::BIGINT AS words, min(date) AS first, max(date) AS last FROM chosen",
            layout.selection(),
        )
    )[0]
    span = wording.day(facts["first"])
    if not pd.isna(facts["first"]) and facts["first"] != facts["last"]:
        span += f" to {wording.day(facts['last'])}"
    shown = {
        "debates": facts["debates"],
        "contributions of named speakers": facts["speeches"],
        "speakers": facts["speakers"],
        "words": 0 if pd.isna(facts["words"]) else facts["words"],
    }
    cells = "".join(f"<div><dt>{name}</dt><dd>{int(n):,}</dd></div>" for name, n in shown.items())
    st.html(f'<dl class="figures">{cells}</dl><p class="about">{markup.escape(span)}</p>')


def _coverage() -> None:
    corpus = load.corpus()
    sittings, uncoded = corpus.progress()
    outcomes = load.table("inputs")["outcome"].value_counts().to_dict()
    st.html("<h2>Coverage</h2>")
    lines = [
        f"{wording.share(sittings - len(uncoded), sittings)} sittings are coded.",
        f"Of {wording.plural(sum(outcomes.values()), 'file')}: {outcomes.get('read', 0)} read,"
        f" {outcomes.get('superseded', 0)} superseded by a newer version,"
        f" {outcomes.get('held', 0)} held already in another form,"
        f" {outcomes.get('failed', 0)} failed.",
    ]
    lines += [f"Downloaded from {line}" for line in coverage.lines(load.held())]
    st.html("".join(f"<p>{markup.escape(line)}</p>" for line in lines))
    _gaps(coverage.gaps(load.held()))
    if uncoded:
        listed = markup.escape(", ".join(uncoded[:10]) + ("…" if len(uncoded) > 10 else ""))
        st.html(
            "<div class='note' role='note'><p>Not coded yet: "
            f"{listed}. Type <code>analyser analyse</code>.</p></div>"
        )


def _gaps(rows: pd.DataFrame) -> None:
    if rows.empty:
        return
    with st.expander(f"{wording.plural(len(rows), 'thing')} asked for and not here"):
        cells = [
            [markup.escape(wording.known(row[name]) or "") for name in ("item", "outcome", "what")]
            for row in records(rows)
        ]
        head = ["Asked for", "Outcome", "Why"]
        st.html(markup.table(head, cells, caption="What was asked for and is not here"))
    layout.download(rows, "coverage-gaps")


def _measures() -> None:
    st.html("<h2>Measures argued about</h2>")
    positions = load.view("positions", layout.selection())
    if positions.empty:
        layout.nothing("No position is coded on what is selected.")
        return
    counted = positions.value_counts(["measure", "stance"]).rename("positions").reset_index()
    labels = wording.measures()
    drawn = counted.assign(
        measure=counted["measure"].map(labels),
        stance=counted["stance"].map(lambda code: wording.STANCE[code].label),
    )
    most = drawn.groupby("measure")["positions"].sum().idxmax()
    chart = charts.stances_by(drawn, "measure", title="Measure")
    st.altair_chart(
        chart,
        alt=f"Positions by measure and stance, most on {most}. The table below has the figures.",
    )
    layout.picture(chart, "measures")
    wide = counted.pivot_table(
        index="measure", columns="stance", values="positions", aggfunc="sum", fill_value=0
    )
    order = wide.sum(axis=1).sort_values(ascending=False).index
    rows = [
        [
            markup.link(filters.address("members", measure=labels[code]), labels[code]),
            *(
                markup.number(
                    int(wide.loc[code].get(stance.code, 0)),
                    filters.address("members", measure=labels[code], stance=stance.label),
                )
                for stance in wording.STANCES
            ),
            markup.number(
                int(wide.loc[code].sum()), filters.address("members", measure=labels[code])
            ),
        ]
        for code in order
    ]
    head = ["Measure", *(f"{s.symbol} {s.label}" for s in wording.STANCES), "All"]
    caption = f"{wording.plural(len(positions), 'position')} by measure and stance"
    st.html(markup.table(head, rows, caption=caption, numbers=6))
    layout.download(wide.loc[order].reset_index(), "measures")


def _debates() -> None:
    rows = load.view("debates", layout.selection())
    rows = rows[rows["speeches"] > 0].sort_values(["coded", "speeches"], ascending=False)
    st.html("<h2>Debates</h2>")
    every = st.toggle(f"List all {len(rows):,}", key="all debates") if len(rows) > _MOST else True
    shown = rows if every else rows.head(_MOST)
    cells = [
        [
            markup.link(links.to_debate(row["debate_id"]), row["title"]),
            markup.escape(wording.day(row["date"])),
            markup.escape(row["section"]),
            f"{int(row['speakers']):,}",
            f"{int(row['coded']):,} of {int(row['speeches']):,}",
        ]
        for row in records(shown)
    ]
    head = ["Debate", "Date", "Section", "Speakers", "Contributions with a position"]
    caption = f"{wording.share(len(shown), len(rows))} debates, most coded first"
    st.html(markup.table(head, cells, caption=caption, numbers=2))
    layout.download(rows, "debates")


def _inputs() -> None:
    failures = load.table("failures")
    st.html("<h2>Files that failed</h2>")
    if failures.empty:
        layout.nothing("None: every file that was given has been read.")
        return
    cells = [[markup.escape(value) for value in row] for row in failures.to_numpy().tolist()]
    head = ["File", "Where", "What is wrong", "What was expected"]
    st.html(markup.table(head, cells, caption=wording.plural(len(failures), "file") + " failed"))
    layout.download(failures, "failures")


draw()
