"""Network: who shares which argument with whom, for and against."""

from typing import Any

import pandas as pd
import streamlit as st

from analyser import wording
from analyser.dashboard import charts, filters, layout, load, markup, phrasing
from analyser.queries import network
from analyser.queries.frames import records

_SIZES = (20, 40, 60)


def draw() -> None:
    """Draw the page."""
    layout.heading("Network", "Who shares which argument with whom: members, themes, for, against.")
    layout.selected()
    most = st.radio("Members shown", _SIZES, horizontal=True, key="members-shown")
    drawn = load.network(layout.selection(), int(most or _SIZES[0]))
    if drawn.edges.empty:
        layout.nothing("No argument for or against is coded on what is selected.")
        return
    _chart(drawn)
    _groups(drawn)
    _pairs(drawn)


def _chart(drawn: network.Network) -> None:
    members = records(drawn.members)
    labels = wording.themes()
    order = [code for code in labels if code in set(drawn.edges["theme"])]
    step = len(members) / max(len(order), 1)
    places = [
        {
            "label": f"{row['speaker']} ({wording.party(row['party'])})",
            "detail": wording.plural(int(row["arguments"]), "argument"),
            "x": 0,
            "y": n,
            "weight": int(row["arguments"]),
        }
        for n, row in enumerate(members)
    ]
    weights = drawn.edges.groupby("theme")["contributions"].sum()
    places += [
        {
            "label": labels[code],
            "detail": wording.plural(int(weights[code]), "contribution"),
            "x": 1,
            "y": (n + 0.5) * step - 0.5,
            "weight": int(weights[code]),
        }
        for n, code in enumerate(order)
    ]
    at = {row["member"]: (n, str(row["speaker"])) for n, row in enumerate(members)}
    themes = {code: (n + 0.5) * step - 0.5 for n, code in enumerate(order)}
    lines = pd.DataFrame([_line(row, at, themes) for row in records(drawn.edges)])
    cells = [
        [markup.escape(row[name]) for name in ("who", "argument")]
        + [markup.escape(f"{row['contributions']:,}")]
        for row in records(lines.sort_values(["y", "y2"]))
    ]
    head = ["Member", "Argument", "Contributions"]
    layout.chart(
        charts.network(pd.DataFrame(places), lines),
        drawn.edges,
        "network",
        alt_text="Members joined to the themes they argue, solid for, dashed against.",
        table=markup.table(head, cells, caption="Who argues what", numbers=1),
    )


def _line(
    row: dict[str, Any], at: dict[str, tuple[int, str]], themes: dict[str, float]
) -> dict[str, Any]:
    place, name = at[row["member"]]
    side = phrasing.SIDES[row["direction"]]
    argument = f"{wording.themes()[row['theme']]}, {side.lower()}"
    return {
        "x": 0,
        "y": place,
        "x2": 1,
        "y2": themes[row["theme"]],
        "direction": side,
        "contributions": row["contributions"],
        "who": name,
        "argument": argument,
        "what": f"{name} · {argument}",
    }


def _groups(drawn: network.Network) -> None:
    st.html("<h2>Who argue alike</h2>")
    rows = []
    for number, group in drawn.members.groupby("group"):
        mine = drawn.edges[drawn.edges["member"].isin(group["member"])]
        common = mine.groupby(["theme", "direction"])["member"].nunique()
        common = common.sort_values(ascending=False, kind="stable").head(4)
        what = "; ".join(
            f"{wording.themes()[theme]}, {phrasing.SIDES[side].lower()} ({n} of {len(group)})"
            for theme, side, n in common.rename("n").reset_index().itertuples(index=False)
        )
        parties = group["party"].map(wording.party).value_counts()
        held = ", ".join(f"{party} {n}" for party, n in parties.items())
        names = "; ".join(group["speaker"])
        rows.append([str(number), markup.escape(names), markup.escape(held), markup.escape(what)])
    head = ["Group", "Members", "Parties", "Arguments most of them share"]
    caption = (
        f"{wording.plural(len(drawn.members), 'member')} in {wording.plural(len(rows), 'group')},"
        " by the arguments they share alone"
    )
    st.html(markup.table(head, rows, caption=caption))
    layout.download(drawn.members, "network-members", label="Members and groups as CSV")


def _pairs(drawn: network.Network) -> None:
    pairs = network.shared(drawn.edges).sort_values(["alike", "apart"], ascending=[False, True])
    pairs = pairs[pairs["alike"] > 1]
    names = dict(zip(drawn.members["member"], drawn.members["speaker"], strict=True))
    rows = [
        [
            markup.escape(f"{names[row['member']]} and {names[row['member_other']]}"),
            f"{row['alike']:,}",
            f"{row['apart']:,}",
        ]
        for row in records(pairs.head(20))
    ]
    if rows:
        head = ["Members", "Arguments both make", "Themes on which they differ"]
        caption = f"{wording.share(len(rows), len(pairs))} pairs that share two arguments or more"
        with st.expander("Pairs"):
            st.html(markup.table(head, rows, caption=caption, numbers=2))
    st.html(
        f"<p class='about'>{markup.link(filters.address('dissent'), 'Who departs from a party')}"
        " is another question: groups here know no party.</p>"
    )


draw()
