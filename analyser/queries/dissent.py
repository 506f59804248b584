"""Who departs from the position of their party, on what, in which words.

A member's side on a measure is the one that most of his or her contributions take; a party's is
that of more than half of its members who take one. Both are told by words alone, and within one
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
"""The least confidence at which a position may be called one against a party."""

_SIDES = ("support", "oppose")
_PARTY = ["measure", "party", "parliament"]


def party_sides(corpus: Corpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return one row a party, measure and Parliament in which it has a majority position.

    Columns: ``measure``, ``party``, ``parliament``, ``party_stance``, ``party_members`` (who
    take a side) and ``party_on_side`` (who take the party's). Members, stances and parties that
    are selected do not narrow it: a party's position is that of all its members in the debates
    and days chosen. What has no date counts for no Parliament, and the Chair, bishops,
    cross-benchers and those who sit for themselves for no party; Lab/Co-op counts as Lab.
    """
    whole = replace(selection or Selection(), member=(), stance=(), party=())
    return _majorities(_member_sides(_dated(positions(corpus, whole))))


def dissent(corpus: Corpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return the positions against the majority of the member's party, as ``positions``.

    Departing from one's party is rare, so a position read wrongly is likelier to look like it than
    to be it: only positions of ``SURE`` or more are listed. Only members whose own side differs
    are, with ``parliament``, ``party_stance``, ``party_members`` and ``party_on_side`` of the party
    that they spoke for on the day, which ``party`` names.
    """
    chosen = selection or Selection()
    whole = replace(chosen, member=(), stance=(), party=())
    sides = _member_sides(_dated(positions(corpus, whole)))
    departing = sides.merge(_majorities(sides), on=_PARTY)
    departing = departing[departing["side"] != departing["party_stance"]]
    said = _dated(positions(corpus, chosen))
    rows = said.merge(departing, on=["member", *_PARTY])
    listed = (rows["stance"] == rows["side"]) & (rows["confidence"] >= SURE)
    return rows[listed].drop(columns="side").reset_index(drop=True)


def _dated(said: pd.DataFrame) -> pd.DataFrame:
    """Return the positions with a date and a party that has a line, and the Parliament then."""
    lines = said["party"].map(lambda party: party_with_a_line(known(party)))
    dated = said.assign(party=lines).dropna(subset=["date", "party"])
    return dated.assign(parliament=[parliament_name(day) for day in dated["date"].dt.date])


def _member_sides(said: pd.DataFrame) -> pd.DataFrame:
    """Return each member's side on a measure, party and Parliament, where one side outweighs."""
    taking = said[said["stance"].isin(_SIDES)]
    counts = taking.groupby([*_PARTY, "member", "stance"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=list(_SIDES), fill_value=0)
    leaning = counts["support"] - counts["oppose"]
    side = leaning.map(lambda n: "support" if n > 0 else "oppose" if n < 0 else None)
    return side.rename("side").dropna().reset_index()


def _majorities(sides: pd.DataFrame) -> pd.DataFrame:
    counts = sides.groupby(_PARTY)["side"].value_counts().rename("party_on_side")
    most = counts.reset_index().drop_duplicates(_PARTY)  # the commonest comes first
    whole = sides.groupby(_PARTY).size().rename("party_members").reset_index()
    told = most.merge(whole, on=_PARTY).rename(columns={"side": "party_stance"})
    is_one = (told["party_members"] >= FEWEST) & (2 * told["party_on_side"] > told["party_members"])
    columns = [*_PARTY, "party_stance", "party_members", "party_on_side"]
    return told.loc[is_one, columns].reset_index(drop=True)
