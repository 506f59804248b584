"""Themes: who argues what, by party and over time."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from analyser import wording
from analyser.dashboard import charts, filters, layout, load, markup, quoting


def draw() -> None:
    """Draw the page."""
    layout.heading("Themes", "Which arguments are used, by whom, by which party, and when.")
    layout.selected()
    used = _labelled(load.theme_counts(layout.selection(), "party"))
    if used.empty:
        layout.nothing("No theme is coded on what is selected.")
        return
    _by_party(used)
    _over_time()
    _quotes(used)


def _labelled(counts: pd.DataFrame) -> pd.DataFrame:
    return counts.assign(label=counts["theme"].map(wording.themes()))


def _by_party(used: pd.DataFrame) -> None:
    st.html("<h2>By party</h2>")
    counted = used.assign(party_label=used["party"].map(wording.party))
    pairs = counted[["party_label", "party"]].drop_duplicates()
    printed = dict(zip(pairs["party_label"], pairs["party"], strict=True))
    counted = counted.groupby(["label", "party_label"])["contributions"].sum().reset_index()
    drawn = counted.rename(columns={"label": "theme", "party_label": "party"})
    chart = charts.shares_by_party(drawn)
    st.altair_chart(
        chart, alt="Contributions that use each theme, by party. The table below has the figures."
    )
    layout.picture(chart, "themes-by-party")
    wide = drawn.pivot_table(
        index="theme", columns="party", values="contributions", aggfunc="sum", fill_value=0
    )
    parties = list(wide.sum().sort_values(ascending=False).index)
    spoke = _contributions_by_party()
    rows = [
        [
            markup.link(filters.address("themes", theme=theme), theme),
            *(_number(int(wide.loc[theme, party]), theme, party, printed) for party in parties),
            f"{int(wide.loc[theme].sum()):,}",
        ]
        for theme in wide.sum(axis=1).sort_values(ascending=False).index
    ]
    totals = [f"{spoke.get(party, 0):,}" for party in parties]
    rows.append(["All they said, whatever the codes", *totals, f"{sum(spoke.values()):,}"])
    caption = "Contributions that use a theme, by party; one may use several"
    head = ["Theme", *parties, "All"]
    st.html(markup.table(head, rows, caption=caption, numbers=len(parties) + 1))
    layout.download(wide.reset_index(), "themes-by-party")


def _number(count: int, theme: str, label: str, printed: dict[str, object]) -> str:
    """Return a count that leads to its words; an unknown party cannot be filtered for."""
    party = wording.known(printed[label])
    if party is None:
        return f"{count:,}"
    return markup.number(count, filters.address("themes", theme=theme, party=party))


def _contributions_by_party() -> dict[str, int]:
    rows = load.query(
        "SELECT party, count(*) AS n FROM chosen WHERE speaker IS NOT NULL GROUP BY 1",
        layout.selection().without_codes(),
    )
    return {wording.party(row["party"]): int(row["n"]) for row in rows.to_dict("records")}


def _over_time() -> None:
    st.html("<h2>Over time</h2>")
    used = _labelled(load.theme_counts(layout.selection(), "date"))
    dated = used.dropna(subset=["date"])
    if dated.empty:
        layout.nothing("No contribution here has a date.")
        return
    undated = _undated() if len(dated) < len(used) else 0
    steps = dated.assign(when=wording.steps(dated["date"]))
    counted = steps.groupby(["when", "label"])["contributions"].sum().reset_index()
    drawn = counted.rename(columns={"label": "theme"})
    chart = charts.over_time(drawn)
    st.altair_chart(
        chart, alt="Contributions that use a theme, over time. The table below has the figures."
    )
    layout.picture(chart, "themes-over-time")
    wide = drawn.pivot_table(
        index="theme", columns="when", values="contributions", aggfunc="sum", fill_value=0
    )
    rows = [
        [markup.escape(theme), *(f"{int(n):,}" for n in wide.loc[theme])]
        for theme in wide.sum(axis=1).sort_values(ascending=False).index
    ]
    caption = "Contributions that use a theme, by date"
    if undated:
        caption += f"; {wording.plural(undated, 'contribution')} without a date left out"
    head = ["Theme", *(str(when) for when in wide.columns)]
    st.html(markup.table(head, rows, caption=caption, numbers=len(head) - 1))
    layout.download(wide.reset_index(), "themes-over-time")


def _undated() -> int:
    """Return how many contributions that use a theme have no date."""
    rows = load.query(
        "SELECT count(DISTINCT contribution_id) AS n FROM chosen JOIN themes"
        " USING (contribution_id) WHERE date IS NULL",
        layout.selection(),
    )
    return int(rows["n"].item())


def _quotes(used: pd.DataFrame) -> None:
    st.html("<h2>Who argues it, in which words</h2>")
    counts = used.groupby(["theme", "label"])["contributions"].sum()
    counts = counts.sort_values(ascending=False, kind="stable")
    codes = {label: code for code, label in counts.index}
    if not codes:
        layout.nothing("No theme of this codebook is coded on what is selected.")
        return
    theme = str(st.selectbox("Theme", list(codes), key="theme shown"))
    chosen = replace(layout.selection(), theme=(codes[theme],))
    whole = int(counts[codes[theme], theme])
    speakers = load.theme_counts(chosen, "speaker").groupby("speaker")["contributions"].sum()
    speakers = speakers.sort_values(ascending=False, kind="stable")
    listed = [f"{name} ({wording.times(int(n))})" for name, n in speakers.items()]
    st.html(
        f"<p>{markup.escape(theme)}: {wording.plural(whole, 'contribution')} of"
        f" {wording.plural(len(speakers), 'speaker')}.</p>"
        f"<details><summary>Who</summary><p>{markup.escape(', '.join(listed))}</p></details>"
    )
    quoting.quotes(load.themes(chosen, quoting.MOST_UNFOLDED), whole=whole)


draw()
