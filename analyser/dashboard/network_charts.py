"""Charts of who argues on which grounds: a matrix, and one member beside those who argue alike."""

from typing import Any

import altair as alt
import pandas as pd

from analyser.wording import COLOURS

_ARGUED = ("For", "Against")
_PARTY_SHAPES = ("circle", "square", "diamond", "cross", "triangle-right", "triangle-left")
_LEFT, _RIGHT = 132, 168  # pixels for the names on either side
_ROW, _LEGENDS = 22, 110  # pixels; those of both legends are taken from the height
_GREY = "#5b6670"


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
            y=alt.Y("member:N", title=None, sort=members, axis=_names()),
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


def _names() -> alt.Axis:
    """Return an axis of names that leaves the marks room on a narrow screen."""
    return alt.Axis(labelLimit=alt.ExprRef("width < 500 ? 120 : 190"))


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
    height = _LEGENDS + max(100, _ROW * round(places["y"].max() + 1))
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
    grounds = (
        alt.Chart(places)
        .transform_filter("datum.party == 'ground'")
        .mark_text(align="right", dx=-6, fontSize=11.5, limit=_LEFT - 6)
        .encode(x=left, y=down, text="label:N")
    )
    layers: list[Any] = [edges, *_people(places, right, down), grounds]
    chart: alt.LayerChart = alt.LayerChart(layer=layers, height=height).resolve_scale(
        shape="independent"
    )
    return chart


def _people(places: pd.DataFrame, right: Any, down: Any) -> list[alt.Chart]:
    """Return the marks of members, of a shape by party, and their names."""
    people = alt.Chart(places).transform_filter("datum.party != 'ground'")
    parties = sorted(set(places["party"]) - {"ground"})
    shapes = [_PARTY_SHAPES[min(n, len(_PARTY_SHAPES) - 1)] for n in range(len(parties))]
    marks = people.mark_point(filled=True, color=_GREY, opacity=1, size=70).encode(
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
    return [marks, names]
