"""Charts: a DataFrame in, an Altair chart out. Nothing is read or drawn here."""

from typing import Any

import altair as alt
import pandas as pd

from analyser.wording import COLOURS, STANCES

Drawn = alt.Chart | alt.LayerChart | alt.FacetChart

_ROW = 26  # pixels


def stances_by(rows: pd.DataFrame, by: str, *, title: str) -> alt.Chart:
    """Return stacked bars of positions by stance, a bar for each value of column ``by``.

    ``rows`` has the columns ``by``, ``stance`` (a label) and ``positions`` (a count).
    """
    order = {stance.label: number for number, stance in enumerate(STANCES)}
    data = rows.assign(order=rows["stance"].map(order))
    totals = data.groupby(by, sort=False)["positions"].sum().sort_values(ascending=False)
    chart: alt.Chart = (
        alt.Chart(data, height=alt.Step(_ROW))
        .mark_bar()
        .encode(
            x=alt.X("positions:Q", title="Positions", axis=alt.Axis(format="d", tickMinStep=1)),
            y=alt.Y(f"{by}:N", title=None, sort=list(totals.index), axis=_labels()),
            color=_stance_colour(),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip(f"{by}:N", title=title),
                alt.Tooltip("stance:N", title="Stance"),
                alt.Tooltip("positions:Q", title="Positions"),
            ],
        )
    )
    return chart


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
    size = alt.Size("contributions:Q", scale=alt.Scale(range=[20, 500]), legend=None)
    chart: alt.Chart = base.mark_circle(color=COLOURS["Support"]).encode(size=size)
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
        chart.configure(background="white").to_dict(), scale=2
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


def compared(rows: pd.DataFrame) -> alt.FacetChart:
    """Return support to the right and opposition to the left of nought, a row each, as shares.

    ``rows`` has ``who``, ``measure`` (labels), ``stance`` (a label), ``share`` (of the positions
    of that row, opposition negative) and ``positions``.
    """
    base = (
        alt.Chart(rows)
        .mark_bar()
        .encode(
            x=alt.X(
                "share:Q",
                title="Opposing ← share of positions → supporting",
                scale=alt.Scale(domain=[-1, 1]),
                axis=alt.Axis(labelExpr="format(abs(datum.value), '.0%')"),
            ),
            y=alt.Y("who:N", title=None, axis=_labels()),
            color=_stance_colour(),
            tooltip=[
                alt.Tooltip("who:N", title="Who"),
                alt.Tooltip("measure:N", title="Measure"),
                alt.Tooltip("stance:N", title="Stance"),
                alt.Tooltip("positions:Q", title="Positions"),
            ],
        )
    )
    header = alt.Header(
        title=None,
        labelAngle=0,
        labelAlign="left",
        labelAnchor="start",
        labelOrient="top",
        labelFontWeight="bold",
    )
    chart: alt.FacetChart = base.properties(height=alt.Step(20), width=620).facet(
        row=alt.Row("measure:N", header=header), spacing=6
    )
    return chart


def network(places: pd.DataFrame, lines: pd.DataFrame) -> alt.LayerChart:
    """Return members on the left, themes on the right, and a line for each argument.

    ``places`` has ``label``, ``detail``, ``x`` (0 member, 1 theme), ``y``, ``weight``; ``lines``
    ``x``, ``y``, ``x2``, ``y2``, ``direction`` ("For" or "Against"), ``contributions``, ``what``.
    For is solid, against dashed.
    """
    height = max(360, 20 * int(places.loc[places["x"] == 0, "y"].max() + 1 if len(places) else 1))
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.6, 1.6]))
    down: Any = alt.Y("y:Q", axis=None, scale=alt.Scale(reverse=True, nice=False, padding=8))
    edges = _arguments(lines, across, down)
    dots = (
        alt.Chart(places)
        .mark_circle(color="#5b6670", opacity=1)
        .encode(
            x=across,
            y=down,
            size=alt.Size("weight:Q", scale=alt.Scale(range=[25, 220]), legend=None),
            tooltip=[alt.Tooltip("label:N", title=" "), alt.Tooltip("detail:N", title=" ")],
        )
    )
    named = alt.Chart(places).encode(x=across, y=down, text="label:N")
    left = named.transform_filter("datum.x == 0").mark_text(align="right", dx=-9, fontSize=12)
    right = named.transform_filter("datum.x == 1").mark_text(align="left", dx=10, fontSize=12)
    return alt.LayerChart(layer=[edges, dots, left, right], height=height)


def _on_top() -> alt.Legend:
    return alt.Legend(orient="top")


def _arguments(lines: pd.DataFrame, across: Any, down: Any) -> Any:
    sides = alt.Scale(domain=["For", "Against"], range=[COLOURS["Support"], COLOURS["Oppose"]])
    dashes = alt.Scale(domain=["For", "Against"], range=[[1, 0], [5, 3]])
    return (
        alt.Chart(lines)
        .mark_rule(opacity=0.55)
        .encode(
            x=across,
            y=down,
            x2="x2:Q",
            y2="y2:Q",
            color=alt.Color("direction:N", scale=sides, title="Argued", legend=_on_top()),
            strokeDash=alt.StrokeDash(
                "direction:N", scale=dashes, title="Argued", legend=_on_top()
            ),
            strokeWidth=alt.StrokeWidth(
                "contributions:Q", scale=alt.Scale(range=[1, 4]), legend=None
            ),
            tooltip=[
                alt.Tooltip("what:N", title="Argument"),
                alt.Tooltip("contributions:Q", title="Contributions"),
            ],
        )
    )
