"""Charts: a DataFrame in, an Altair chart out. Nothing is read or drawn here."""

import altair as alt
import pandas as pd

from analyser.wording import COLOURS, STANCES

Drawn = alt.Chart | alt.LayerChart

_ROW = 26  # pixels


def _stance_colour() -> alt.Color:
    scale = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    return alt.Color("stance:N", title="Stance", scale=scale, legend=alt.Legend(orient="top"))


def _labels() -> alt.Axis:
    return alt.Axis(labelLimit=260, labelOverlap=False)


def shares_by_party(rows: pd.DataFrame) -> alt.Chart:
    """Return a grid of themes by party: how many contributions of a party use a theme.

    ``rows`` has the columns ``theme``, ``party`` (labels) and ``contributions`` (a count).
    """
    themes = rows.groupby("theme")["contributions"].sum().sort_values(ascending=False)
    parties = rows.groupby("party")["contributions"].sum().sort_values(ascending=False)
    base = alt.Chart(rows, height=alt.Step(_ROW)).encode(
        x=alt.X("party:N", title="Party", sort=list(parties.index), axis=alt.Axis(orient="top")),
        y=alt.Y("theme:N", title=None, sort=list(themes.index), axis=_labels()),
        tooltip=["theme:N", "party:N", "contributions:Q"],
    )
    size = alt.Size("contributions:Q", scale=alt.Scale(range=[20, 500]), title="Contributions")
    most = int(rows["contributions"].max())
    few = sorted({1, -(-most // 2), most})  # a narrow screen has room for no more
    chart: alt.Chart = base.mark_circle(color=COLOURS["Support"], opacity=1).encode(
        size=size.legend(orient="top", values=few)
    )
    return chart


def over_time(rows: pd.DataFrame) -> alt.Chart:
    """Return bars of the contributions that use each theme, by day, month or year.

    ``rows`` has the columns ``when`` (a label that sorts), ``theme`` and ``contributions``.
    """
    chart: alt.Chart = (
        alt.Chart(rows, height=260)
        .mark_bar(color=COLOURS["Support"])
        .encode(
            x=alt.X("when:O", title="When"),
            y=alt.Y(
                "contributions:Q", title="Contributions", axis=alt.Axis(format="d", tickMinStep=1)
            ),
            tooltip=["when:O", "theme:N", "contributions:Q"],
        )
    )
    return chart


def per_million(rows: pd.DataFrame) -> alt.Chart:
    """Return bars of the contributions that hold some words, for each million words of a year.

    ``rows`` is as ``analyser.queries.search.over_time`` gives it.
    """
    said = {
        "contributions": "Contributions",
        "words": "Words spoken",
        "per_million": "Per million words",
    }
    chart: alt.Chart = (
        alt.Chart(rows, height=220)
        .mark_bar(color=COLOURS["Support"])
        .encode(
            x=alt.X("year:O", title="Year", axis=alt.Axis(labelOverlap=True)),
            y=alt.Y("per_million:Q", title="Per million words"),
            tooltip=[
                "year:O",
                *(alt.Tooltip(f"{n}:Q", title=title, format=",.4~r") for n, title in said.items()),
            ],
        )
    )
    return chart


def coverage(rows: pd.DataFrame) -> alt.Chart:
    """Return a line of what is right of what is kept.

    ``rows`` has the columns ``kept`` and ``right`` (shares, 0 to 1) and ``least`` (confidence).
    """
    chart: alt.Chart = (
        alt.Chart(rows, height=220)
        .mark_line(point=True, color=COLOURS["Support"])
        .encode(
            x=alt.X("kept:Q", title="Surest share kept", axis=alt.Axis(format="%")),
            y=alt.Y(
                "right:Q",
                title="Right of those",
                axis=alt.Axis(format="%"),
                scale=alt.Scale(zero=False),
            ),
            tooltip=[
                alt.Tooltip("kept:Q", title="Surest share kept", format=".0%"),
                alt.Tooltip("right:Q", title="Right of those", format=".0%"),
                alt.Tooltip("least:Q", title="Least confidence", format=".2f"),
            ],
        )
    )
    return chart


def png(chart: Drawn) -> bytes:
    """Return a chart as a picture with twice the dots of a screen, on white."""
    import vl_convert

    picture: bytes = vl_convert.vegalite_to_png(
        chart.configure(background="white", view=alt.ViewConfig(stroke=None)).to_dict(), scale=2
    )
    return picture


def positions_over_time(rows: pd.DataFrame) -> alt.Chart:
    """Return a mark for each position: when, on what, which stance.

    ``rows`` has the columns ``date``, ``measure``, ``stance`` (labels) and ``positions``.
    """
    chart: alt.Chart = (
        alt.Chart(rows, height=alt.Step(_ROW))
        .mark_point(filled=True, opacity=0.9)
        .encode(
            x=alt.X("date:T", title=None),
            y=alt.Y("measure:N", title=None, axis=_labels()),
            color=_stance_colour(),
            shape=_stance_shape(),
            size=alt.Size("positions:Q", scale=alt.Scale(range=[60, 400]), legend=None),
            tooltip=[
                alt.Tooltip("date:T", title="Date", format="%-d %B %Y"),
                alt.Tooltip("measure:N", title="Measure"),
                alt.Tooltip("stance:N", title="Stance"),
                alt.Tooltip("positions:Q", title="Positions"),
            ],
        )
    )
    return chart


def _stance_shape() -> alt.Shape:
    shapes = ["triangle-up", "triangle-down", "diamond", "circle", "cross"]
    return alt.Shape(
        "stance:N", scale=alt.Scale(domain=list(COLOURS), range=shapes), title="Stance"
    )


def stances_over_time(rows: pd.DataFrame) -> alt.Chart:
    """Return bars of positions by stance for each step of time.

    ``rows`` has the columns ``when`` (a label that sorts), ``stance`` (a label), ``positions``.
    """
    order = {stance.label: number for number, stance in enumerate(STANCES)}
    chart: alt.Chart = (
        alt.Chart(rows.assign(order=rows["stance"].map(order)), height=240)
        .mark_bar()
        .encode(
            x=alt.X("when:O", title=None),
            y=alt.Y("positions:Q", title="Positions", axis=alt.Axis(format="d", tickMinStep=1)),
            color=_stance_colour(),
            order=alt.Order("order:Q"),
            tooltip=["when:O", "stance:N", "positions:Q"],
        )
    )
    return chart
