"""Charts: a DataFrame in, an Altair chart out. Nothing is read or drawn here."""

from typing import Any

import altair as alt
import pandas as pd

from analyser.wording import COLOURS, STANCES

Drawn = alt.Chart | alt.LayerChart | alt.FacetChart

PICKED = "picked"
"""The name of the selection of a chart whose bars can be clicked."""

_ROW = 26  # pixels
_UNSURE = "No clear side"
_SIDES = ("Oppose", _UNSURE, "Support")


def diverging(rows: pd.DataFrame, by: str) -> alt.LayerChart:
    """Return bars that oppose to the left and support to the right, what is unclear between.

    ``rows`` has ``by`` (a label; its order is kept), ``oppose``, ``unsure`` and ``support``
    (counts). A label stands above its bar, so that the chart fits a narrow screen; a click on a
    bar picks its label.
    """
    middle = rows["unsure"] / 2
    ends = {
        "Oppose": (-middle - rows["oppose"], -middle, rows["oppose"]),
        _UNSURE: (-middle, middle, rows["unsure"]),
        "Support": (middle, middle + rows["support"], rows["support"]),
    }
    parts = [
        pd.DataFrame({by: rows[by], "side": side, "left": left, "right": right, "positions": count})
        for side, (left, right, count) in ends.items()
    ]
    data = pd.concat(parts, ignore_index=True)
    data["at"] = data["left"].where(data["side"] == "Oppose", data["right"])
    data.loc[data["side"] == _UNSURE, "at"] = 0.0
    data["said"] = data[by] + ", " + data["side"] + ": " + data["positions"].astype(str)
    most = max(float(data["right"].max()), float(-data["left"].min()), 1.0) * 1.12
    across: Any = alt.Scale(domain=[-most, most], nice=False)
    down = alt.Y(f"{by}:N", sort=list(rows[by]), axis=None, scale=alt.Scale(paddingInner=0.62))
    colours = [COLOURS["Oppose"], "#b9c0c7", COLOURS["Support"]]
    pick = alt.selection_point(name=PICKED, fields=[by], on="click", toggle=False)
    base = alt.Chart(data)
    bars = (
        base.mark_bar(cursor="pointer")
        .encode(
            x=alt.X("left:Q", axis=None, scale=across),
            x2="right:Q",
            y=down,
            color=alt.Color(
                "side:N",
                title=None,
                scale=alt.Scale(domain=list(_SIDES), range=colours),
                legend=alt.Legend(orient="top"),
            ),
            opacity=alt.condition(pick, alt.value(1.0), alt.value(0.45)),
            description="said:N",
            tooltip=[
                alt.Tooltip(f"{by}:N", title=" "),
                alt.Tooltip("side:N", title="Side"),
                alt.Tooltip("positions:Q", title="Positions"),
            ],
        )
        .add_params(pick)
    )
    ink = {"color": "#14191f"}  # on grey, in light and dark
    places: Any = {
        "Oppose": ("right", -4, {}),
        _UNSURE: ("center", 0, ink),
        "Support": ("left", 4, {}),
    }
    layers: list[Any] = [bars]
    for side, (align, dx, dark) in places.items():
        layers.append(
            base.transform_filter(f"datum.side == '{side}' && datum.positions > 0")
            .mark_text(align=align, dx=dx, fontSize=12, **dark)
            .encode(x=alt.X("at:Q", scale=across), y=down, text=alt.Text("positions:Q", format=","))
        )
    names = (
        base.transform_filter(f"datum.side == '{_UNSURE}'")
        .mark_text(align="left", dy=-20, fontSize=13, fontWeight="bold")
        .encode(x=alt.value(0), y=down, text=f"{by}:N")
    )
    return alt.LayerChart(layer=[*layers, names], height=alt.Step(48))


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


def argument_matrix(rows: pd.DataFrame, members: list[str], themes: list[str]) -> alt.Chart:
    """Return who argues what: a row each member, a column each ground, in the orders given.

    ``rows`` has ``member`` and ``theme`` (labels), ``direction`` ("For" or "Against") and
    ``contributions``. Shape tells the side as well as colour.
    """
    chart: alt.Chart = (
        alt.Chart(rows, height=alt.Step(19))
        .mark_point(filled=True, opacity=0.9)
        .encode(
            x=alt.X("theme:N", title=None, sort=themes, axis=_upright()),
            y=alt.Y("member:N", title=None, sort=members, axis=alt.Axis(labelLimit=150)),
            xOffset=alt.XOffset("direction:N", sort=list(_ARGUED)),
            color=_side_colour(),
            shape=alt.Shape("direction:N", scale=_scale(["triangle-up", "triangle-down"])),
            size=alt.Size("contributions:Q", scale=alt.Scale(range=[30, 180]), legend=None),
            tooltip=[
                alt.Tooltip("member:N", title="Member"),
                alt.Tooltip("theme:N", title="Ground"),
                alt.Tooltip("direction:N", title="Argued"),
                alt.Tooltip("contributions:Q", title="Contributions"),
            ],
        )
    )
    return chart


_ARGUED = ("For", "Against")
_PARTY_SHAPES = ("circle", "square", "diamond", "cross", "triangle-right", "triangle-left")


def _scale(values: list[Any]) -> alt.Scale:
    return alt.Scale(domain=list(_ARGUED), range=values)


def _side_colour() -> alt.Color:
    colours = _scale([COLOURS["Support"], COLOURS["Oppose"]])
    return alt.Color("direction:N", title=None, scale=colours, legend=alt.Legend(orient="top"))


def _upright() -> alt.Axis:
    return alt.Axis(orient="top", labelAngle=-90, labelLimit=170, labelOverlap=False)


def shared_arguments(places: pd.DataFrame, lines: pd.DataFrame) -> alt.LayerChart:
    """Return the grounds that one member argues on the left, and who argues them too on the right.

    ``places`` has ``label``, ``y`` and ``party`` (of a ground, "ground"); ``lines`` ``y``, ``y2``,
    ``direction`` ("For" or "Against") and ``what``. For is solid, against dashed; a party has a
    shape. Names keep their width, so that a narrow screen shows all of them.
    """
    height = max(200, 22 * int(places["y"].max() + 1))
    down: Any = alt.Y("y:Q", axis=None, scale=alt.Scale(reverse=True, nice=False, padding=10))
    left, right = alt.value(_LEFT), alt.value(alt.expr(f"width - {_RIGHT}"))
    edges = (
        alt.Chart(lines)
        .mark_rule(opacity=0.6)
        .encode(
            x=left,
            x2=right,
            y=down,
            y2="y2:Q",
            color=_side_colour(),
            strokeDash=alt.StrokeDash("direction:N", scale=_scale([[1, 0], [5, 3]]), title=None),
            tooltip=[alt.Tooltip("what:N", title="Argument")],
        )
    )
    people = alt.Chart(places).transform_filter("datum.party != 'ground'")
    parties = sorted(set(places["party"]) - {"ground"})
    shapes = [_PARTY_SHAPES[min(n, len(_PARTY_SHAPES) - 1)] for n in range(len(parties))]
    marks = people.mark_point(filled=True, color="#5b6670", opacity=1, size=70).encode(
        x=right,
        y=down,
        shape=alt.Shape(
            "party:N",
            title=None,
            scale=alt.Scale(domain=parties, range=shapes),
            legend=alt.Legend(orient="bottom", columns=3),
        ),
        tooltip=["label:N", "party:N"],
    )
    names = people.mark_text(align="left", dx=9, fontSize=11.5, limit=_RIGHT - 12).encode(
        x=right, y=down, text="label:N"
    )
    grounds = (
        alt.Chart(places)
        .transform_filter("datum.party == 'ground'")
        .mark_text(align="right", dx=-6, fontSize=11.5, limit=_LEFT - 6)
        .encode(x=left, y=down, text="label:N")
    )
    layers: list[Any] = [edges, marks, names, grounds]
    chart: alt.LayerChart = alt.LayerChart(layer=layers, height=height).resolve_scale(
        shape="independent"
    )
    return chart


_LEFT, _RIGHT = 132, 168  # pixels for the names on either side
