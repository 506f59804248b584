"""What pages say of rows, as HTML: no stronger than the rows do."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from analyser import wording
from analyser.dashboard import filters, markup
from analyser.discourse.commitments import KINDS
from analyser.queries.frames import records

SIDES = {"for": "For", "against": "Against"}
_BY_SIDE = {"support": "support", "oppose": "oppose"}  # all other stances take no clear side


def by_side(said: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return positions counted by side: a row each value of ``by``, those with most sides first.

    Columns: ``by``, its ``label``, ``oppose``, ``unsure``, ``support`` and ``all``.
    """
    side = said["stance"].map(_BY_SIDE).fillna("unsure").rename("side")
    wide = said.groupby([by, side]).size().unstack(fill_value=0)
    wide = wide.reindex(columns=["oppose", "unsure", "support"], fill_value=0)
    wide = wide.assign(all=wide.sum(axis=1), told=wide["oppose"] + wide["support"])
    wide = wide.sort_values(["told", "all"], ascending=False, kind="stable").drop(columns="told")
    rows = wide.reset_index()
    labels = {**wording.measures(), **wording.themes()}
    return rows.assign(label=rows[by].map(labels).fillna(rows[by]))


def people(own: pd.DataFrame) -> pd.DataFrame:
    """Return who takes a position, a row each: party and office as last, ``times``, most first."""
    ordered = own.sort_values("date", kind="stable", na_position="first")
    latest = ordered.drop_duplicates("member", keep="last").set_index("member")
    times = own.groupby("member")["contribution_id"].nunique().rename("times")
    rows = latest.join(times).reset_index()
    return rows.sort_values(["times", "speaker"], ascending=[False, True], kind="stable")


def grounds(said: pd.DataFrame, used: pd.DataFrame) -> pd.DataFrame:
    """Return the themes used in contributions with a position, beside its stance, one a theme.

    ``said`` are positions on one measure, ``used`` themes. The words are those of the theme; an
    argument that is made for the other side than the position takes is left out.
    """
    stance = said[["contribution_id", "measure", "stance", "confidence"]]
    rows = used.drop_duplicates(["contribution_id", "theme"]).merge(stance, on="contribution_id")
    argues = {"support": "for", "oppose": "against"}
    other = rows["direction"].notna() & (rows["direction"] != rows["stance"].map(argues))
    return rows[~(other & rows["stance"].isin(argues))]


def answer(said: pd.DataFrame, label: str) -> str:
    """Return in a sentence how many took which side on a measure."""
    whole = said["member"].nunique()
    of_side = {side: set(own["member"]) for side, own in said.groupby("stance")}
    against, in_favour, both = (of_side.get(each, set()) for each in ("oppose", "support", "mixed"))
    left = whole - len(against | in_favour | both)
    parts = [
        f"{wording.share(len(against), whole)} spoke against it or for limits on it",
        f"{wording.share(len(in_favour), whole)} for it",
        *([f"{wording.share(len(both), whole)} both ways"] if both else []),
        *([f"for {wording.share(left, whole)} no side was found"] if left else []),
    ]
    several = len(against) + len(in_favour) + len(both) + left > whole
    people_ = wording.plural(whole, "speaker")
    often = wording.plural(said["contribution_id"].nunique(), "contribution")
    return f"Of {people_} who argued about {label} in {often}, {wording.listed(parts)}." + (
        " Some took more than one side." if several else ""
    )


def sides_table(counted: pd.DataFrame, by: str) -> Markup:
    """Return the table of ``by_side``: counts, each beside its share of the row."""
    rows = [
        [
            str(row["label"]),
            *(wording.share(int(row[side]), int(row["all"])) for side in ("support", "oppose")),
            f"{int(row['unsure']):,}",
            f"{int(row['all']):,}",
        ]
        for row in records(counted)
    ]
    head = [by, "▲ Support", "▼ Oppose", "No clear side", "All"]
    return markup.table(head, rows, caption="Positions by side", numbers=4)


def plainest(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the surest rows, one a member, the parties taking turns, the largest first."""
    best = rows.sort_values("confidence", ascending=False, kind="stable").drop_duplicates("member")
    party = best["party"].fillna("")
    turn = best.groupby(party, sort=False).cumcount()
    size = party.map(party.value_counts())
    order = best.assign(turn=turn, size=size, own=party)
    order = order.sort_values(["turn", "size", "own"], ascending=[True, False, True], kind="stable")
    return order.head(most).drop(columns=["turn", "size", "own"])


def stands(name: str, stances: "pd.Series[str]") -> str:
    """Return where somebody stands on one measure: how often which stance, of how many."""
    counts = stances.value_counts()
    said = [
        f"{s.verb} {wording.times(int(counts[s.code]))}"
        for s in wording.STANCES
        if s.code in counts
    ]
    return (
        f"{name} {wording.listed(said)}, in {wording.plural(len(stances), 'contribution')} on it."
    )


def undertakes(row: Mapping[str, Any]) -> Markup:
    """Return what a minister undertakes, and that it is tentative where it is."""
    kind = markup.escape(KINDS[str(row["kind"])])
    return Markup(f"{kind}{' (tentative)' if row['tentative'] else ''} ·")


def votes_table(rows: Sequence[Mapping[str, Any]]) -> Markup:
    """Return positions beside votes in the same debate, a row each."""
    cells = [
        [
            str(row["speaker"]),
            wording.measures().get(row["measure"], row["measure"]),
            markup.stance(row["stance"]),
            f"{row['side'].capitalize()} in division {wording.known(row['number'])}",
            agreement(row["agrees"]),
            wording.day(row["date"]),
        ]
        for row in rows
    ]
    head = ["Member", "Measure", "Words", "Vote", "Words and vote", "Date"]
    return markup.table(head, cells, caption="Positions and votes in the same debate")


def agreement(agrees: object) -> str:
    """Return whether words and vote go the same way, or why that cannot be told."""
    if pd.isna(agrees):  # type: ignore[call-overload]
        return "not compared: the words take no side, or nothing tells what an Aye does"
    return "go the same way" if agrees else "go different ways"


def arguments_table(used: pd.DataFrame) -> Markup:
    """Return how many contributions use each theme, for and against."""
    labels = wording.themes()
    counted = used.drop_duplicates(["contribution_id", "theme"])
    counted = counted.assign(side=counted["direction"].map(SIDES).fillna("No side"))
    wide = counted.pivot_table(
        index="theme", columns="side", values="contribution_id", aggfunc="count", fill_value=0
    )
    order = wide.sum(axis=1).sort_values(ascending=False, kind="stable").index
    sides = [*SIDES.values(), "No side"]
    rows = [
        [
            markup.link(filters.address("themes", theme=labels[code]), labels[code]),
            *(f"{int(wide.loc[code].get(side, 0)):,}" for side in sides),
        ]
        for code in order
    ]
    caption = "Contributions that use a theme, by the side it is argued for"
    return markup.table(["Theme", *sides], rows, caption=caption, numbers=3)


def stances_table(wide: pd.DataFrame, first: str, caption: str) -> Markup:
    """Return counts of positions, a row each index value, a column each stance, and all."""
    rows = [
        [
            str(name),
            *(f"{int(wide.loc[name].get(s.code, 0)):,}" for s in wording.STANCES),
            f"{int(wide.loc[name].sum()):,}",
        ]
        for name in wide.index
    ]
    head = [first, *(f"{s.symbol} {s.label}" for s in wording.STANCES), "All"]
    return markup.table(head, rows, caption=caption, numbers=len(head) - 1)
