"""Bars from one line: who opposes to its left, who supports to its right."""

from typing import Any

import altair as alt
import pandas as pd

from analyser.wording import COLOURS

PICKED = "picked"
"""The name of the selection of a chart whose bars can be clicked."""

_STEP, _WITH_GROUP, _UNSURE = 48, 64, 64  # pixels; the last for the number of what takes no side
_LINE = "#8a939c"
_ENDS: dict[str, tuple[str, int, Any]] = {
    "Oppose": ("oppose", -1, "right"),
    "Support": ("support", 1, "left"),
}
"""Of each side its column, the way its bars go, and how their counts are aligned."""


def diverging(
    rows: pd.DataFrame, by: str, *, group: str | None = None, picks: bool = True
) -> alt.LayerChart:
    """Return bars from one line: oppose to its left, support to its right.

    ``rows`` has ``by`` (a label; its order is kept), ``oppose``, ``unsure``, ``support`` and
    ``all`` (counts). What takes no clear side is a number at the right. A label stands above its
    bar, so that the chart fits a narrow screen; with ``picks`` a click on a row picks its label.
    With ``group`` (a column, rows of one value next to each other) its value stands once above its
    rows, and a bar is as long as its share of ``all``, so that rows of different size compare.
    """
    whole: Any = rows["all"] if group else 1
    most = max(float((rows[["oppose", "support"]].max(axis=1) / whole).max()), 1e-9) * 1.3
    rows = _worded(rows, by, group, most)
    across: Any = alt.Scale(domain=[-most, most], nice=False)
    inner = 0.72 if group else 0.62
    gaps = alt.Scale(paddingInner=inner, paddingOuter=0.7 if group else inner / 2)
    down = alt.Y("key:N", sort=list(rows["key"]), axis=None, scale=gaps)
    each_row = alt.Chart(rows.drop(columns=[group] if group else []))
    each_side = alt.Chart(_sides(rows, by, whole))
    layers = _bars(each_row, each_side, by if picks else None, across, down)
    layers.append(each_side.mark_tick(thickness=1, color=_LINE).encode(x="line:Q", y=down))
    written = "datum.positions + ' of ' + datum.all" if group else "format(datum.positions, ',')"
    layers += _counts(each_side, written, across, down)
    layers += _labels(each_row, by, group, down)
    return alt.LayerChart(layer=layers, height=alt.Step(_WITH_GROUP if group else _STEP))


def _worded(rows: pd.DataFrame, by: str, group: str | None, most: float) -> pd.DataFrame:
    """Return the rows with their keys, their ends, and what is said of each to a screen reader."""
    counts = zip(rows[by], rows["oppose"], rows["support"], rows["unsure"], strict=True)
    return rows.assign(
        key=rows[group] + ": " + rows[by] if group else rows[by],
        above=rows[group].mask(rows[group].duplicated(), "") if group else "",
        left=-most,
        right=most,
        said=[
            f"{label}: {oppose:,} oppose, {support:,} support, {unsure:,} no clear side"
            for label, oppose, support, unsure in counts
        ],
    )


def _sides(rows: pd.DataFrame, by: str, whole: Any) -> pd.DataFrame:
    """Return one row a bar."""
    parts = [
        pd.DataFrame(
            {
                by: rows[by],
                "key": rows["key"],
                "side": side,
                "positions": rows[column],
                "all": rows["all"],
                "end": way * rows[column] / whole,
                "line": 0.0,
                "said": rows["key"] + ", " + side + ": " + rows[column].astype(str),
            }
        )
        for side, (column, way, _) in _ENDS.items()
    ]
    return pd.concat(parts, ignore_index=True)


def _bars(
    each_row: alt.Chart, each_side: alt.Chart, picked: str | None, across: Any, down: alt.Y
) -> list[Any]:
    """Return the bars, and under them whole rows that can be clicked where ``picked`` is named."""
    pointer: dict[str, Any] = {"cursor": "pointer"} if picked else {}
    under = each_row.mark_bar(opacity=0, **pointer).encode(
        x=alt.X("left:Q", axis=None, scale=across),
        x2="right:Q",
        y=down,
        description="said:N",
        tooltip=alt.Tooltip("said:N", title=" "),
    )
    colours = alt.Scale(domain=list(_ENDS), range=[COLOURS[side] for side in _ENDS])
    bars = each_side.mark_bar(**pointer).encode(
        x=alt.X("line:Q", axis=None, scale=across),
        x2="end:Q",
        y=down,
        color=alt.Color("side:N", title=None, scale=colours, legend=alt.Legend(orient="top")),
        description="said:N",
        tooltip=[
            alt.Tooltip("key:N", title=" "),
            alt.Tooltip("side:N", title="Side"),
            alt.Tooltip("positions:Q", title="Positions"),
            alt.Tooltip("all:Q", title="Of"),
        ],
    )
    if picked:
        pick = alt.selection_point(name=PICKED, fields=[picked], on="click", toggle=False)
        under = under.add_params(pick)
        bars = bars.encode(opacity=alt.condition(pick, alt.value(1.0), alt.value(0.45)))
    return [under, bars]


def _counts(each_side: alt.Chart, written: str, across: Any, down: alt.Y) -> list[Any]:
    """Return the count at the end of each bar."""
    return [
        each_side.transform_filter(f"datum.side == '{side}' && datum.positions > 0")
        .transform_calculate(written=written)
        .mark_text(align=align, dx=4 * way, fontSize=12)
        .encode(x=alt.X("end:Q", scale=across), y=down, text="written:N")
        for side, (_, way, align) in _ENDS.items()
    ]


def _labels(each_row: alt.Chart, by: str, group: str | None, down: alt.Y) -> list[Any]:
    """Return what stands above the bars: the label, what takes no side, and the group."""
    unsure = each_row.transform_filter("datum.unsure > 0").transform_calculate(
        written="format(datum.unsure, ',') + ' no side'"
    )
    room, far = alt.expr(f"width - {_UNSURE}"), alt.value(alt.expr("width"))
    weight: Any = "normal" if group else "bold"
    names = each_row.mark_text(align="left", dy=-20, fontSize=13, fontWeight=weight, limit=room)
    numbers = unsure.mark_text(align="right", dy=-20, fontSize=12)
    layers: list[Any] = [
        names.encode(x=alt.value(0), y=down, text=f"{by}:N"),
        numbers.encode(x=far, y=down, text="written:N"),
    ]
    if group:
        above = each_row.transform_filter("datum.above != ''").mark_text(
            align="left", dy=-40, fontSize=13, fontWeight="bold", limit=alt.expr("width")
        )
        layers.append(above.encode(x=alt.value(0), y=down, text="above:N"))
    return layers
