"""The chart of stances by measure, as a specification and as a picture."""

import json
from collections.abc import Sequence
from functools import lru_cache

import altair as alt
import pandas as pd
import vl_convert

from analyser.wording import COLOURS, STANCES

_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_VEGA_LITE = "v6.1"
_WIDTH, _ROW = 430, 26  # pixels
_DARK = ("Support", "Oppose")


def stances(rows: Sequence[tuple[str, dict[str, int]]]) -> str:
    """Return a specification of one bar for each label, parted by stance (code to count).

    Each part carries its stance's symbol and count, so that colour is not needed to read it.
    """
    whole = max((sum(counts.values()) for _, counts in rows), default=1)
    data = pd.DataFrame(list(_parts(rows, whole)))
    base = alt.Chart(data, width=_WIDTH, height=alt.Step(_ROW)).encode(
        y=alt.Y(
            "label:N",
            title=None,
            sort=[label for label, _ in rows],
            axis=alt.Axis(labelLimit=230, ticks=False, domain=False, labelPadding=6),
        )
    )
    scale = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    bars = base.mark_bar(stroke="white", strokeWidth=1).encode(
        x=alt.X("start:Q", title=None, axis=None, scale=alt.Scale(domain=[0, whole])),
        x2="end:Q",
        color=alt.Color("stance:N", scale=scale, legend=None),
    )
    marks = base.mark_text(fontSize=11, fontWeight="bold").encode(
        x="middle:Q",
        text="mark:N",
        color=alt.condition(
            alt.FieldOneOfPredicate("stance", list(_DARK)), alt.value("white"), alt.value("black")
        ),
    )
    config = {"view": {"stroke": None}, "font": _FONT, "axis": {"labelFontSize": 11}}
    return json.dumps((bars + marks).to_dict() | {"config": config, "background": "white"})


def _parts(rows: Sequence[tuple[str, dict[str, int]]], whole: int) -> "list[dict[str, object]]":
    parts: list[dict[str, object]] = []
    for label, counts in rows:
        start = 0
        for stance in STANCES:
            count = counts.get(stance.code, 0)
            if count:
                wide = _WIDTH * count / whole
                mark = f"{stance.symbol} {count}" if wide > 34 else str(count) if wide > 14 else ""
                parts.append(
                    {
                        "label": label,
                        "stance": stance.label,
                        "start": start,
                        "end": start + count,
                        "middle": start + count / 2,
                        "mark": mark,
                    }
                )
            start += count
    return parts


@lru_cache(maxsize=8)
def svg(spec: str) -> str:
    """Return a specification drawn as SVG."""
    return vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE)


def png(spec: str) -> bytes:
    """Return a specification drawn as PNG, fine enough for print."""
    return vl_convert.vegalite_to_png(spec, vl_version=_VEGA_LITE, scale=3)
