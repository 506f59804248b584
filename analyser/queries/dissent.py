"""Who departs from the position of their party, on what, in which words.

A member's side on a measure is the one that most of his or her contributions take; a party's is
that of more than half of its members who take one. Both are read from words alone, and within one
Parliament: what a party said under another leader, in or out of office, is no measure of today's.
"""

from dataclasses import replace

import pandas as pd

from analyser.corpus import Corpus
from analyser.members import party_with_a_line
from analyser.members.elections import parliament_name
from analyser.queries.positions import positions
from analyser.selection import Selection
from analyser.wording import known

FEWEST = 3
"""Members of a party who must take a side before it has a majority position."""
SURE = 0.75
"""The least confidence at which a position may be called one against a party, or its line."""

_SIDES = ("support", "oppose")
_PARTY = ["measure", "party", "parliament"]
_LINE = ["line_speaker", "line_quote", "line_debate_id", "line_contribution_id"]


def party_sides(corpus: Corpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return one row a party, measure and Parliament in which it has a majority position.

    Columns: ``measure``, ``party``, ``parliament``, ``party_stance``, ``party_members`` (who
    take a side) and ``party_on_side`` (who take the party's). Members, stances and parties that
    are selected do not narrow it: a party's position is that of all its members in the debates
    and days chosen. What has no date counts for no Parliament, and the Chair, bishops,
    cross-benchers and those who sit for themselves for no party; Lab/Co-op counts as Lab.
    """
    return _majorities(_member_sides(_taking(corpus, _whole(selection))))


def dissent(corpus: Corpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return the positions against the majority of the member's party, the plain ones first.

    Columns as ``positions``, and of the party that they spoke for on the day, which ``party``
    names: ``parliament``, ``party_stance``, ``party_members``, ``party_on_side``, and its surest
    words for that line by another member (``line_speaker``, ``line_quote``,
    ``line_debate_id``, ``line_contribution_id``). Only members whose own side differs are listed.

    Departing from one's party is rare, so a position read wrongly is likelier to look like it than
    to be it. ``plain`` is whether the position is of ``SURE`` or more, and positions as sure give
    the party the same line; all others are possible departures, no more.
    """
    chosen = selection or Selection()
    taking = _taking(corpus, _whole(selection))
    sides = _member_sides(taking)
    lines = _majorities(sides)
    departing = sides.merge(lines, on=_PARTY)
    departing = departing[departing["side"] != departing["party_stance"]]
    said = _dated(positions(corpus, chosen))
    rows = said.merge(departing, on=["member", *_PARTY])
    rows = rows[rows["stance"] == rows["side"]].drop(columns="side")
    rows = rows.merge(_plainest_words(taking, lines), on=_PARTY, how="left")
    surely = _majorities(_member_sides(taking[taking["confidence"] >= SURE]))
    line = [*_PARTY, "party_stance"]
    sure_lines = set(surely[line].itertuples(index=False, name=None))
    as_sure = [each in sure_lines for each in rows[line].itertuples(index=False, name=None)]
    plain = (rows["confidence"] >= SURE) & pd.Series(as_sure, rows.index, dtype=bool)
    ordered = rows.assign(plain=plain).sort_values("plain", ascending=False, kind="stable")
    return ordered.reset_index(drop=True)


def _whole(selection: Selection | None) -> Selection:
    return replace(selection or Selection(), member=(), stance=(), party=())


def _taking(corpus: Corpus, selection: Selection) -> pd.DataFrame:
    """Return the positions that take a side, of members whose party has a line."""
    said = _dated(positions(corpus, selection))
    return said[said["stance"].isin(_SIDES)]


def _dated(said: pd.DataFrame) -> pd.DataFrame:
    """Return the positions with a date and a party that has a line, and the Parliament then."""
    lines = said["party"].map(lambda party: party_with_a_line(known(party)))
    dated = said.assign(party=lines).dropna(subset=["date", "party"])
    return dated.assign(parliament=[parliament_name(day) for day in dated["date"].dt.date])


def _member_sides(taking: pd.DataFrame) -> pd.DataFrame:
    """Return each member's side on a measure, party and Parliament, where one side outweighs."""
    counts = taking.groupby([*_PARTY, "member", "stance"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=list(_SIDES), fill_value=0)
    leaning = counts["support"] - counts["oppose"]
    side = leaning.map(lambda n: "support" if n > 0 else "oppose" if n < 0 else None)
    return side.rename("side").dropna().reset_index()


def _majorities(sides: pd.DataFrame) -> pd.DataFrame:
    counts = sides.groupby(_PARTY)["side"].value_counts().rename("party_on_side")
    most = counts.reset_index().drop_duplicates(_PARTY)  # the commonest comes first
    whole = sides.groupby(_PARTY).size().rename("party_members").reset_index()
    lines = most.merge(whole, on=_PARTY).rename(columns={"side": "party_stance"})
    is_one = (lines["party_members"] >= FEWEST) & (
        2 * lines["party_on_side"] > lines["party_members"]
    )
    columns = [*_PARTY, "party_stance", "party_members", "party_on_side"]
    return lines.loc[is_one, columns].reset_index(drop=True)


def _plainest_words(taking: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """Return the surest position for each party's line: who, in which words, where."""
    own = taking.merge(lines, on=_PARTY)
    own = own[own["stance"] == own["party_stance"]]
    own = own.sort_values("confidence", ascending=False, kind="stable").drop_duplicates(_PARTY)
    names = dict(zip(("speaker", "quote", "debate_id", "contribution_id"), _LINE, strict=True))
    return own.rename(columns=names)[[*_PARTY, *_LINE]]
