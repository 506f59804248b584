"""Charts: a DataFrame in, an Altair chart out. Nothing is read or drawn here."""

import altair as alt
import pandas as pd

from analyser.dashboard.words import STANCES

# Okabe and Ito's palette, which the colour-blind tell apart; order and labels carry it too.
COLOURS = {
    "Support": "#0072b2",
    "Oppose": "#d55e00",
    "Mixed": "#aa7bb5",
    "Takes no side": "#8a8f94",
    "Unclear": "#c9a227",
}
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
