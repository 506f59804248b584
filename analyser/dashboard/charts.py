"""Charts: a DataFrame in, an Altair chart out. Nothing is read or drawn here."""

from typing import Any

import altair as alt
import pandas as pd

from analyser.wording import COLOURS, STANCES

Drawn = alt.Chart | alt.LayerChart

PICKED = "picked"
"""The name of the selection of a chart whose bars can be clicked."""

_ROW, _STEP, _UNSURE = 26, 48, 64  # pixels; the last for the number of what takes no side


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
    whole = rows["all"] if group else 1
    most = max(float((rows[["oppose", "support"]].max(axis=1) / whole).max()), 1e-9) * 1.3
    rows = rows.assign(
        key=rows[group] + ": " + rows[by] if group else rows[by],
        above=rows[group].mask(rows[group].duplicated(), "") if group else "",
        left=-most,
        right=most,
        said=[
            f"{label}: {oppose:,} oppose, {support:,} support, {unsure:,} no clear side"
            for label, oppose, support, unsure in zip(
                rows[by], rows["oppose"], rows["support"], rows["unsure"], strict=True
            )
        ],
    )
    step, padding = (_STEP, 0.62) if group is None else (_STEP + 16, 0.72)
    across: Any = alt.Scale(domain=[-most, most], nice=False)
    down = alt.Y(
        "key:N",
        sort=list(rows["key"]),
        axis=None,
        scale=alt.Scale(paddingInner=padding, paddingOuter=0.7 if group else padding / 2),
    )
    whole_row = alt.Chart(rows.drop(columns=[group] if group else []))
    ends: dict[str, tuple[str, int, Any]] = {
        "Oppose": ("oppose", -1, "right"),
        "Support": ("support", 1, "left"),
    }
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
        for side, (column, way, _) in ends.items()
    ]
    base = alt.Chart(pd.concat(parts, ignore_index=True))
    pick = alt.selection_point(name=PICKED, fields=[by], on="click", toggle=False)
    pointer: dict[str, Any] = {"cursor": "pointer"} if picks else {}
    under = whole_row.mark_bar(opacity=0, **pointer).encode(
        x=alt.X("left:Q", axis=None, scale=across),
        x2="right:Q",
        y=down,
        description="said:N",
        tooltip=alt.Tooltip("said:N", title=" "),
    )
    bars = base.mark_bar(**pointer).encode(
        x=alt.X("line:Q", axis=None, scale=across),
        x2="end:Q",
        y=down,
        color=alt.Color(
            "side:N",
            title=None,
            scale=alt.Scale(domain=list(ends), range=[COLOURS[side] for side in ends]),
            legend=alt.Legend(orient="top"),
        ),
        description="said:N",
        tooltip=[
            alt.Tooltip("key:N", title=" "),
            alt.Tooltip("side:N", title="Side"),
            alt.Tooltip("positions:Q", title="Positions"),
            alt.Tooltip("all:Q", title="Of"),
        ],
    )
    if picks:
        under = under.add_params(pick)
        bars = bars.encode(opacity=alt.condition(pick, alt.value(1.0), alt.value(0.45)))
    layers: list[Any] = [under, bars]
    layers.append(base.mark_tick(thickness=1, color="#8a939c").encode(x="line:Q", y=down))
    written = "datum.positions + ' of ' + datum.all" if group else "format(datum.positions, ',')"
    for side, (_, way, align) in ends.items():
        layers.append(
            base.transform_filter(f"datum.side == '{side}' && datum.positions > 0")
            .transform_calculate(written=written)
            .mark_text(align=align, dx=4 * way, fontSize=12)
            .encode(x=alt.X("end:Q", scale=across), y=down, text="written:N")
        )
    unsure = whole_row.transform_filter("datum.unsure > 0").transform_calculate(
        written="format(datum.unsure, ',') + ' no side'"
    )
    room = alt.expr(f"width - {_UNSURE}")
    weight: Any = "normal" if group else "bold"
    names = whole_row.mark_text(align="left", dy=-20, fontSize=13, fontWeight=weight, limit=room)
    layers += [
        names.encode(x=alt.value(0), y=down, text=f"{by}:N"),
        unsure.mark_text(align="right", dy=-20, fontSize=12).encode(
            x=alt.value(alt.expr("width")), y=down, text="written:N"
        ),
    ]
    if group:
        above = whole_row.transform_filter("datum.above != ''").mark_text(
            align="left", dy=-40, fontSize=13, fontWeight="bold", limit=alt.expr("width")
        )
        layers.append(above.encode(x=alt.value(0), y=down, text="above:N"))
    return alt.LayerChart(layer=layers, height=alt.Step(step))


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
    return alt.Axis(labelLimit=alt.ExprRef("containerSize()[0] < 500 ? 120 : 190"))


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
