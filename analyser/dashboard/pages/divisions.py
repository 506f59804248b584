"""Divisions: votes beside words; rebels; who voted against what they argued."""

from typing import Any

import pandas as pd
import streamlit as st

from analyser import wording
from analyser.dashboard import layout, load, markup, phrasing, quoting
from analyser.queries import links, votes
from analyser.queries.frames import records

_MOST = 60


def draw() -> None:
    """Draw the page."""
    layout.heading(
        "Divisions", "Votes beside words: how members voted, with whom, and what they said."
    )
    layout.selected()
    held = layout.selection()
    rows = load.view("divisions", held)
    if rows.empty:
        layout.nothing("No division was held in the debates selected.")
        return
    _held(rows, load.view("votes by party", held))
    _rebels(load.view("rebels", held))
    _words(load.view("votes beside words", layout.selection()))


def _held(rows: pd.DataFrame, parties: pd.DataFrame) -> None:
    cells = [
        [
            markup.link(links.to_debate(row["debate_id"]), f"{row['title']}"),
            markup.escape(wording.known(row["number"]) or "–"),
            markup.escape(wording.known(row["question"]) or "not printed before the vote"),
            markup.whole(wording.day(row["date"])),
            wording.known(row["ayes"]) or "–",
            wording.known(row["noes"]) or "–",
            wording.result(row["ayes"], row["noes"]) or "–",
            _named(row),
        ]
        for row in records(rows.iloc[::-1].head(_MOST))
    ]
    head = ["Debate", "No.", "Question", "Date", "Ayes", "Noes", "More votes", "Named"]
    caption = (
        f"{wording.share(len(cells), len(rows))} divisions, the latest first; contents as ayes"
    )
    st.html(markup.table(head, cells, caption=caption, numbers=4))
    layout.download(rows, "divisions")
    with st.expander("By party, where the party of the voter is known"):
        st.html(_by_party(parties, rows))
    layout.download(parties, "divisions-by-party", label="By party as CSV")


def _named(row: dict[str, Any]) -> str:
    """Return how many votes are named, and of which side where the counts are not theirs."""
    named = f"{int(row['named']):,}"
    if not row["contradicts"]:
        return named
    sides = f"{int(row['named_ayes']):,} ayes, {int(row['named_noes']):,} noes"
    return f"{named} ({sides}: not as printed)"


def _by_party(parties: pd.DataFrame, rows: pd.DataFrame) -> str:
    titles = {
        row["division_id"]: f"{row['title']}, {wording.known(row['number']) or 'no number'}"
        for row in records(rows.iloc[::-1].head(_MOST))
    }
    wide = parties.assign(party=parties["party"].map(wording.party)).pivot_table(
        index=["division_id", "party"], columns="side", values="votes", aggfunc="sum", fill_value=0
    )
    cells = [
        [
            markup.escape(titles[division]),
            markup.escape(party),
            *(f"{int(wide.loc[(division, party)].get(side, 0)):,}" for side in ("aye", "no")),
        ]
        for division, party in wide.index
        if division in titles
    ]
    head = ["Division", "Party", "Aye", "No"]
    caption = "Votes by party; a party is known of those who also speak in this corpus that day"
    return markup.table(head, cells, caption=caption, numbers=2)


def _rebels(rows: pd.DataFrame) -> None:
    st.html("<h2>Against most of their party</h2>")
    st.html(
        "<p class='about'>Only votes of members whose party is known here, and parties of which at"
        f" least {votes.FEWEST} are known to have voted. A free vote has no rebels: whether there"
        " was a whip is not in the record.</p>"
    )
    if rows.empty:
        layout.nothing("Nobody, as far as parties are known.")
        return
    cells = [
        [
            markup.escape(row["speaker"]),
            markup.escape(wording.party(row["party"])),
            f"{row['side'].capitalize()}{' (teller)' if row['teller'] else ''}",
            wording.share(int(row["party_with"]), int(row["party_votes"])),
            markup.escape(f"{row['title']}, division {wording.known(row['number']) or '–'}"),
            markup.whole(wording.day(row["date"])),
        ]
        for row in records(rows.iloc[::-1].head(_MOST))
    ]
    head = ["Member", "Party", "Vote", "Of the party, as known", "Division", "Date"]
    caption = f"{wording.share(len(cells), len(rows))} votes, the latest first"
    st.html(markup.table(head, cells, caption=caption))
    layout.download(rows, "rebels")


def _words(rows: pd.DataFrame) -> None:
    st.html("<h2>Votes and words in the same debate</h2>")
    if rows.empty:
        layout.nothing("Nobody both argued about a measure and voted in a debate that is selected.")
        return
    told = rows[rows["agrees"].notna()]
    apart = told[~told["agrees"].astype(bool)]
    compared = (
        f"Of {wording.plural(len(rows), 'position')} with a vote in the same debate,"
        f" {wording.share(len(told), len(rows))} can be compared: the words take a side, and the"
        " question or the title of the Bill tells what an Aye does to the measure."
    )
    if len(told):
        compared += (
            f" In {wording.share(len(apart), len(told))} of these words and vote go different ways."
        )
    st.html(f"<p>{compared} One may support a measure and vote against the Bill that holds it.</p>")
    if not apart.empty:
        st.html("<h3>Different ways</h3>")
        quoting.positions(apart.drop_duplicates(["contribution_id", "measure"]))
    with st.expander(f"All {len(rows):,}"):
        st.html(phrasing.votes_table(records(rows.head(300))))
    layout.download(rows, "votes-beside-words")


draw()
