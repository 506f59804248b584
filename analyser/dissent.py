"""Who departs from the position of their party, on what, in which words.

A member's side on a measure is the one that most of his or her contributions take; a party's is
that of more than half of its members who take one. Both are told by words alone.
"""

from dataclasses import replace

import pandas as pd

from analyser.corpus import Corpus
from analyser.positions import positions
from analyser.selection import Selection

FEWEST = 3
"""Members of a party who must take a side before it has a majority position."""

_SIDES = ("support", "oppose")


def party_sides(corpus: Corpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return one row a party and measure on which it has a majority position.

    Columns: ``measure``, ``party``, ``party_stance``, ``party_members`` (who take a side) and
    ``party_on_side`` (who take the party's). Members, stances and parties that are selected do
    not narrow it: a party's position is that of all its members in the debates and days chosen.
    """
    whole = replace(selection or Selection(), member=(), stance=(), party=())
    return _majorities(_member_sides(positions(corpus, whole)))


def dissent(corpus: Corpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return the positions against the majority of the member's party, as ``positions``.

    Only members whose own side differs are listed, with ``party_stance``, ``party_members``
    and ``party_on_side`` of the party that they spoke for on the day.
    """
    chosen = selection or Selection()
    whole = replace(chosen, member=(), stance=(), party=())
    sides = _member_sides(positions(corpus, whole))
    departing = sides.merge(_majorities(sides), on=["measure", "party"])
    departing = departing[departing["side"] != departing["party_stance"]]
    said = positions(corpus, chosen)
    rows = said.merge(departing, on=["member", "measure", "party"])
    return rows[rows["stance"] == rows["side"]].drop(columns="side").reset_index(drop=True)


def _member_sides(said: pd.DataFrame) -> pd.DataFrame:
    """Return the side of each member of a party on each measure, where one outweighs the other."""
    taking = said[said["stance"].isin(_SIDES) & said["party"].notna() & (said["party"] != "none")]
    counts = taking.groupby(["measure", "party", "member", "stance"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=list(_SIDES), fill_value=0)
    leaning = counts["support"] - counts["oppose"]
    side = leaning.map(lambda n: "support" if n > 0 else "oppose" if n < 0 else None)
    return side.rename("side").dropna().reset_index()


def _majorities(sides: pd.DataFrame) -> pd.DataFrame:
    counts = sides.groupby(["measure", "party"])["side"].value_counts().rename("party_on_side")
    most = counts.reset_index().drop_duplicates(["measure", "party"])  # the commonest comes first
    whole = sides.groupby(["measure", "party"]).size().rename("party_members").reset_index()
    told = most.merge(whole, on=["measure", "party"]).rename(columns={"side": "party_stance"})
    is_one = (told["party_members"] >= FEWEST) & (2 * told["party_on_side"] > told["party_members"])
    columns = ["measure", "party", "party_stance", "party_members", "party_on_side"]
    return told.loc[is_one, columns].reset_index(drop=True)
