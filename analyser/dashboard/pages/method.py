"""Method: how positions are coded, how well, and where they fail."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analyser import wording
from analyser.dashboard import charts, layout, load, markup
from analyser.evaluation.report import Figure, Report, System, kept_reports, written

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
_SUMMED = "positions"
_MEASURED_ON = {
    "whole days": "Whole days",
    "pages": "Pages (whole debates, 1979 to 2023)",
    "first set": "First set (debates on the subject)",
    "coded later": "Coded later (other contributions)",
}
_PLAIN = "TF-IDF, logistic regression"  # the simplest trained model, as reports name it

_MEANS = {
    "Sides right": "of the positions shown as support or oppose, the share that is right",
    "Sides found": "of the positions that are support or oppose by the labels, the share that is"
    " shown rightly",
    "Sides reversed": "of the positions shown as support or oppose, the share of which the label"
    " says the opposite",
    "F1": "the balance of precision (how much of what is told is right) and recall (how much of"
    " what is there is told)",
    "Macro-F1": "the mean of F1 over the stances, so that a rare stance counts as much as others",
    "Kappa": "agreement beyond what chance would give: 1 is full, 0 is none",
    "Evidence overlap": "how often the sentence shown is the one that the label names",
    "Calibration error": "how far confidence is from how often stances are right",
    "In brackets": "95% intervals, found by drawing whole debates again and again",
}
_HOW = (
    "The terms of the codebook find the measures that a contribution names.",
    "A small language model, the encoder, reads the sentences about each measure. It says whether"
    " the contribution is about the measure, and for which side. Party, office and vote are not"
    " among what it reads.",
    "Each answer has a confidence: how often answers as sure as this one were right on debates that"
    " the encoder had not seen. Below a threshold the stance is unclear.",
    "The sentence that shows the stance is quoted. If it suggests the other side when it is read"
    " alone, the stance is unclear.",
    "“Why” shows the words of that sentence that count most.",
    "Themes are found by the terms of the codebook alone.",
)
_SECOND = (
    "A second reader is a large language model that somebody asked as well. Its positions are shown"
    " beside those of the encoder, and never replace them. Agreement is no proof: both can be wrong"
    " in the same way. Stances are compared where both name the measure and the encoder is not"
    " unclear."
)
_FAILS = (
    "A contribution that names a broad measure (police, protest, algorithms, online safety) and is"
    " not about it is too often shown as a side. Read the sentence.",
    "Indirect argument is missed: an anecdote, irony, or a consequence told without a word that"
    " judges it.",
    "Mixed stances, and contributions that take no side, are told less surely than the sides.",
)


def draw() -> None:
    """Draw the page."""
    layout.heading("Method", "How positions and themes are coded, how well, and where they fail.")
    reports = kept_reports()
    if _SUMMED in reports:
        _summary(reports[_SUMMED])
    _listed("ul", "Where it fails", _FAILS)
    _listed("ol", "How a contribution is coded", _HOW)
    _readers()
    st.html("<h2>All figures</h2>")
    with st.expander("What the words mean"):
        meanings = "".join(f"<dt>{word}</dt><dd>{what}.</dd>" for word, what in _MEANS.items())
        st.html(f"<dl class='meanings'>{meanings}</dl>")
    for task, title in _TITLES.items():
        if task in reports:
            with st.expander(title):
                _report(reports[task], title, _COLUMNS[task])


def _summary(report: Report) -> None:
    """Draw how often sides are right, found and reversed, in a table that needs no glossary."""
    st.html("<h2>How often it is right</h2>")
    plain = {
        system.name.removeprefix(_PLAIN).removeprefix(", "): system.figures
        for system in report.systems
        if system.name.startswith(_PLAIN)
    }
    rows = []
    for system in report.systems:
        own, _, where = system.name.partition(", ")
        if own == "ours":
            figures = [system.figures.get(name) for name in _OF_SIDES]
            figures.append(plain.get(where, {}).get("sides right"))
            rows.append([_MEASURED_ON.get(where, where), *map(_percent, figures)])
    head = [
        "Measured on",
        "Right, of sides told",
        "Found, of sides taken",
        "Reversed, of sides told",
    ]
    head.append("Right, by word counts alone")
    caption = f"Support and oppose, on {wording.plural(report.units, 'contribution')} held out"
    st.html(markup.table(head, rows, caption=caption, numbers=len(head) - 1))
    st.html(
        "<p class='about'>In brackets: 95% intervals. The labels were made by a large language"
        " model, and no person has checked them. Word counts alone (TF-IDF, logistic regression)"
        " are the simplest trained method to compare with. The terms of the codebook were written"
        " with some of the contributions of this table in view.</p>"
    )


def _percent(figure: Figure | None) -> str:
    if figure is None:
        return "–"
    value, low, high = (f"{each:.0%}" for each in (figure.value, figure.low, figure.high))
    return value if low == high else f"{value} ({low} to {high})"


def _listed(element: str, title: str, lines: Sequence[str]) -> None:
    listed = "".join(f"<li>{markup.escape(each)}</li>" for each in lines)
    st.html(f"<h2>{title}</h2><{element}>{listed}</{element}>")


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


draw()
