"""Coverage: what the corpus holds, how much of it is coded, what failed."""

from collections import Counter

import pandas as pd
import streamlit as st

from analyser import wording
from analyser.corpus.outcomes import Reading, of_file
from analyser.dashboard import layout, load, markup
from analyser.queries import coverage
from analyser.queries.frames import records


def draw() -> None:
    """Draw the page."""
    layout.heading("Coverage", "What this corpus holds, how much of it is coded, what is missing.")
    _figures()
    _coverage()
    st.html(f"<h2>Last check</h2><p>{markup.escape(coverage.checked(load.corpus()))}</p>")
    _inputs()


def _figures() -> None:
    facts = records(
        load.query(
            "SELECT count(DISTINCT debate_id) FILTER (speaker IS NOT NULL) AS debates,"
            " count(speaker) AS speeches,"
            " count(DISTINCT coalesce(person_id, speaker)) AS speakers,"
            " sum(words)::BIGINT AS words, min(date) AS first, max(date) AS last FROM chosen",
        )
    )[0]
    span = wording.day(facts["first"])
    if not pd.isna(facts["first"]) and facts["first"] != facts["last"]:
        span += f" to {wording.day(facts['last'])}"
    shown = {
        "debates in which somebody spoke": facts["debates"],
        "contributions of named speakers": facts["speeches"],
        "speakers": facts["speakers"],
        "words": 0 if pd.isna(facts["words"]) else facts["words"],
    }
    cells = "".join(f"<div><dt>{name}</dt><dd>{int(n):,}</dd></div>" for name, n in shown.items())
    st.html(f'<dl class="figures">{cells}</dl><p class="about">{markup.escape(span)}</p>')


def _coverage() -> None:
    corpus = load.corpus()
    sittings, uncoded = corpus.progress()
    files = [of_file(entries) for entries in corpus.inputs().values()]
    st.html("<h2>How much of it is coded</h2>")
    lines = [
        f"{wording.share(sittings - len(uncoded), sittings)} sittings are coded.",
        _files(Counter(files)),
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


_BECAME = {
    Reading.READ: "read",
    Reading.MERGED: "added to another",
    Reading.SUPERSEDED: "superseded by a newer version",
    Reading.HELD: "held already in another form",
    Reading.COMPANION: "belonging to others, with no debate of their own",
    Reading.FAILED: "failed",
}


def _files(outcomes: Counter[Reading]) -> str:
    """Return what became of the files given, those outcomes alone that there are."""
    if not outcomes:
        return "No files were given."
    said = [f"{outcomes[each]:,} {words}" for each, words in _BECAME.items() if outcomes[each]]
    return f"{wording.plural(outcomes.total(), 'file')}: {', '.join(said)}."


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
