"""Method: how positions are coded, how well, and where they fail."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analyser import wording
from analyser.dashboard import charts, layout, load, markup
from analyser.evaluation.report import Report, System, kept_reports, written

_TITLES = {
    "positions": "Positions on measures",
    "themes": "Themes",
    "motion": "Stances on motions",
}
_COLUMNS = {
    "positions": (
        "sides right",
        "sides found",
        "sides reversed",
        "stance macro-F1",
        "measures F1",
        "evidence overlap",
        "calibration error",
    ),
    "themes": ("themes F1", "precision", "recall"),
    "motion": ("accuracy", "macro-F1", "kappa", "accuracy at half coverage", "calibration error"),
}
_OF_SIDES = ("sides right", "sides found", "sides reversed")
_STANCES = ("support", "oppose", "mixed", "none")
_HOW = (
    "A measure is named by terms of the codebook. A small encoder, trained on coded contributions,"
    " reads the sentences nearest to it and tells whether the contribution is about the measure and"
    " which side it takes. Its confidence is how often such a stance held on debates that it had"
    " not learned from. Below a threshold the stance is unclear, and so is a side whose sentence"
    " reads the other way on its own. “Why” shows the words without which the side would be told"
    " least. Party, office and vote are never looked at."
)
_WORDS = (
    "Sides right: of the sides told (support or oppose), the share that is right. Sides found: of"
    " the sides taken, the share that is told rightly. Sides reversed: of the sides told, the share"
    " that is the opposite. F1 is the balance of precision (how much of what is said is right) and"
    " recall (how much of what is there is said). Calibration error is how far the confidence is"
    " from how often stances hold. In brackets: 95% intervals, drawing whole debates again."
)
_SECOND = (
    "A second reader is a large language model that somebody here asked for. Its positions stand"
    " beside those of the encoder and never in place of them. Agreement is not proof: two readers"
    " can be wrong in the same way. Stances are compared where both readers tell the measure and"
    " the encoder does not abstain."
)
_FAILS = (
    "What touches a broad measure and is not about it (police, protest, algorithms, online safety)"
    " is told as a side too often. Read the sentence.",
    "Indirect argument: an anecdote, irony, or a consequence told without a word that judges it.",
    "Mixed, and taking no side, are told less surely than the sides.",
    "The terms that name a measure were written with some of these contributions in view.",
)


def draw() -> None:
    """Draw the page."""
    layout.heading("Method", "How positions and themes are coded, how well, and where they fail.")
    st.html(f"<p>{markup.escape(_HOW)}</p><p>{markup.escape(_WORDS)}</p>")
    reports = kept_reports()
    for task, title in _TITLES.items():
        if task in reports:
            _report(reports[task], title, _COLUMNS[task])
    _readers()
    _limits()


def _readers() -> None:
    """Draw how far each second reader agrees with the encoder, where one was asked."""
    found = load.agreements()
    if not found:
        return
    st.html(f"<h2>Second readers</h2><p>{markup.escape(_SECOND)}</p>")
    rows = [
        [
            markup.escape(each.reader),
            wording.share(each.read, each.asked),
            wording.share(each.by_both, each.told),
            wording.share(each.same, each.compared),
            wording.share(each.reversed, each.compared),
            written(each.kappa),
        ]
        for each in found
    ]
    head = ["Second reader", "Answers accepted", "Measures told by both", "Same stance", "Reversed"]
    caption = "Second readers beside the encoder"
    st.html(markup.table([*head, "Kappa"], rows, caption=caption, numbers=len(head)))


def _report(report: Report, title: str, names: Sequence[str]) -> None:
    st.html(f"<h2>{markup.escape(title)}</h2>")
    notes = "".join(f"<li>{markup.escape(note)}</li>" for note in report.notes)
    measured = (
        f"Measured on {wording.plural(report.units, 'unit')} of"
        f" {wording.plural(report.debates, 'debate')} ({report.file})."
    )
    st.html(f"<p>{markup.escape(measured)}</p><ul>{notes}</ul>")
    rows = [
        [markup.escape(system.name), *(written(system.figures.get(name)) for name in names)]
        for system in report.systems
    ]
    caption = f"{title}: ours beside what simpler means give"
    st.html(markup.table(["", *names], rows, caption=caption, numbers=len(names)))
    ours = report.systems[0]
    layout.download(_figures(report), f"figures-{report.task}")
    _classes(title, ours)
    for kind, systems in report.parts.items():
        if systems:
            _parts(title, kind, systems)
        listed = "".join(f"<li>{markup.escape(e)}</li>" for e in report.differences.get(kind, ()))
        if listed:
            st.html(f"<ul>{listed}</ul>")
    _coverage(title, ours)


def _classes(title: str, ours: System) -> None:
    """Draw precision and recall of each stance, each beside how many they rest on."""
    rows = []
    for stance in _STANCES:
        precise, found = (
            ours.figures.get(f"{stance} precision"),
            ours.figures.get(f"{stance} recall"),
        )
        if precise and found:
            rows.append(
                [stance, written(precise), f"{precise.of:,}", written(found), f"{found.of:,}"]
            )
    if rows:
        head = ["Stance", "Precision", "of those said", "Recall", "of those coded"]
        st.html(markup.table(head, rows, caption=f"{title}: each stance, ours", numbers=4))


def _parts(title: str, kind: str, systems: Sequence[System]) -> None:
    """Draw how many sides are right, found and reversed, by what units differ in."""
    rows = [
        [
            markup.escape(system.name),
            *(written(system.figures.get(name)) for name in _OF_SIDES),
            f"{system.figures['sides found'].of:,}",
        ]
        for system in systems
    ]
    head = [kind.capitalize(), *_OF_SIDES, "of sides taken"]
    caption = f"{title}: sides told, by {kind}"
    st.html(markup.table(head, rows, caption=caption, numbers=len(head) - 1))


def _coverage(title: str, ours: System) -> None:
    """Draw what is right of what is kept as less and less sure positions are let in."""
    if not ours.coverage:
        return
    drawn = pd.DataFrame(ours.coverage, columns=["kept", "right", "least"])
    chart = charts.coverage(drawn)
    st.altair_chart(
        chart,
        alt="Share that is right, by the share kept, the surest first. The table has the figures.",
    )
    layout.picture(chart, f"coverage-{title.split()[0].lower()}")
    rows = [[f"{kept:.0%}", f"{right:.0%}", f"{least:.2f}"] for kept, right, least in ours.coverage]
    head = ["Surest share kept", "Right of those", "Least confidence"]
    caption = f"{title}: accuracy as less sure ones are let in, ours"
    st.html(markup.table(head, rows, caption=caption, numbers=2))


def _figures(report: Report) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "system": system.name,
                "figure": name,
                "value": each.value,
                "low": each.low,
                "high": each.high,
                "of": each.of,
            }
            for system in report.systems
            for name, each in system.figures.items()
        ]
    )


def _limits() -> None:
    listed = "".join(f"<li>{markup.escape(each)}</li>" for each in _FAILS)
    st.html(f"<h2>Where it fails</h2><ul>{listed}</ul>")


draw()
