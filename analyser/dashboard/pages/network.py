"""Network: who argues on which grounds, for and against, and who argues alike."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analyser import wording
from analyser.dashboard import filters, layout, load, markup, network_charts, phrasing
from analyser.queries import network
from analyser.queries.frames import records

_SIZES = (20, 40, 60)
_OTHERS = 25  # members beside the one in focus


def draw() -> None:
    """Draw the page."""
    layout.heading("Network", "Who argues on which grounds, for and against, and who argues alike.")
    layout.selected()
    most = st.radio("Members shown", _SIZES, horizontal=True, key="members-shown")
    found = load.network(layout.selection(), int(most or _SIZES[0]))
    if found.edges.empty:
        layout.nothing("No ground for or against a measure was found in what is selected.")
        return
    members = found.members.assign(label=_labels(found.members))
    _matrix(found, members)
    _groups(found)
    _focus(found, members)
    _pairs(found)


def _labels(members: pd.DataFrame) -> list[str]:
    return [
        f"{row['group']} · {row['speaker']} ({wording.party(row['party'])})"
        for row in records(members)
    ]


def _matrix(found: network.Network, members: pd.DataFrame) -> None:
    st.html("<h2>Members and grounds</h2>")
    st.html("<p class='about'>The number before a name is the group of those who argue alike.</p>")
    themes = wording.themes()
    names = dict(zip(members["member"], members["label"], strict=True))
    rows = found.edges.assign(
        label=found.edges["member"].map(names),
        theme=found.edges["theme"].map(themes),
        direction=found.edges["direction"].map(phrasing.SIDES),
    ).rename(columns={"member": "id", "label": "member"})
    order = list(rows.groupby("theme")["contributions"].sum().sort_values(ascending=False).index)
    cells = [
        [
            markup.escape(row["member"]),
            markup.escape(row["theme"]),
            row["direction"],
            f"{row['contributions']:,}",
        ]
        for row in records(rows)
    ]
    head = ["Member", "Ground", "Argued", "Contributions"]
    layout.chart(
        network_charts.argument_matrix(rows, list(members["label"]), order),
        found.edges,
        "network",
        alt_text="Members and the grounds they argue on, upward for, downward against.",
        table=markup.table(head, cells, caption="Who argues on which ground", numbers=1),
    )


def _groups(found: network.Network) -> None:
    st.html("<h2>Who argue alike</h2>")
    rows = []
    for number, group in found.members.groupby("group"):
        mine = found.edges[found.edges["member"].isin(group["member"])]
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
    head = ["Group", "Members", "Parties", "Grounds most of them share"]
    caption = (
        f"{wording.plural(len(found.members), 'member')} in {wording.plural(len(rows), 'group')},"
        " grouped only by the grounds that they share"
    )
    st.html(markup.table(head, rows, caption=caption))
    layout.download(found.members, "network-members", label="Members and groups as CSV")


def _focus(found: network.Network, members: pd.DataFrame) -> None:
    """Draw one member, the grounds argued, and who argues at least so many of them alike."""
    st.html("<h2>One member and those who argue alike</h2>")
    left, right = st.columns([2, 1])
    label = left.selectbox("Member in focus", list(members["label"]), key="focus")
    least = right.slider("Grounds shared, at least", 1, 6, 2, key="shared")
    names = dict(zip(members["member"], members["label"], strict=True))
    member = str(members.loc[members["label"] == label, "member"].iloc[0])
    own = found.edges[found.edges["member"] == member]
    same = found.edges.merge(own[["theme", "direction"]], on=["theme", "direction"])
    same = same[same["member"] != member]
    alike = same["member"].value_counts()
    shown = list(alike[alike >= least].index[:_OTHERS])
    if not shown:
        layout.nothing(
            f"Nobody shown shares at least {wording.plural(int(least), 'ground')}."
            " Ask for fewer, or show more members."
        )
        return
    same = same[same["member"].isin(shown)]
    party = dict(zip(members["member"], members["party"].map(wording.party), strict=True))
    places, lines = _placed(own, same, names, party)
    cells = [[names[other], party[other], f"{int(alike[other]):,}"] for other in shown]
    layout.chart(
        network_charts.shared_arguments(places, lines),
        same,
        "network-focus",
        alt_text=f"The grounds that {names[member]} argues on, joined to those who argue them too.",
        table=markup.table(
            ["Member", "Party", "Shared"], cells, caption="Who argues alike", numbers=1
        ),
    )


def _placed(
    own: pd.DataFrame, same: pd.DataFrame, names: dict[str, str], party: dict[str, str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return where each node and line stands: the grounds of one member, the others, who shares."""
    themes = [code for code in wording.themes() if code in set(own["theme"])]
    others = list(same["member"].value_counts().index)
    rows = max(len(others), len(themes))
    ground_at = {code: (n + 0.5) * rows / len(themes) - 0.5 for n, code in enumerate(themes)}
    other_at = {other: (n + 0.5) * rows / len(others) - 0.5 for n, other in enumerate(others)}
    places = [
        {"label": wording.themes()[code], "y": y, "party": "ground"}
        for code, y in ground_at.items()
    ]
    places += [
        {"label": names[other], "y": y, "party": party[other]} for other, y in other_at.items()
    ]
    lines = [
        {
            "y": ground_at[row["theme"]],
            "y2": other_at[row["member"]],
            "direction": phrasing.SIDES[row["direction"]],
            "what": f"{names[row['member']]}: {wording.themes()[row['theme']]},"
            f" {phrasing.SIDES[row['direction']].lower()}",
        }
        for row in records(same)
    ]
    return pd.DataFrame(places), pd.DataFrame(lines)


def _pairs(found: network.Network) -> None:
    pairs = network.shared(found.edges).sort_values(["alike", "apart"], ascending=[False, True])
    pairs = pairs[pairs["alike"] > 1]
    names = dict(zip(found.members["member"], found.members["speaker"], strict=True))
    rows = [
        [
            markup.escape(f"{names[row['member']]} and {names[row['member_other']]}"),
            f"{row['alike']:,}",
            f"{row['apart']:,}",
        ]
        for row in records(pairs.head(20))
    ]
    if rows:
        head = ["Members", "Grounds shared", "Same ground, other side"]
        caption = f"{wording.share(len(rows), len(pairs))} pairs that share two grounds or more"
        with st.expander("Pairs"):
            st.html(markup.table(head, rows, caption=caption, numbers=2))
    other = markup.link(filters.address("dissent"), "Who departs from a party")
    st.html(
        Markup("<p class='about'>{} is another question: groups here know no party.</p>").format(
            other
        )
    )


draw()
