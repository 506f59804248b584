"""Votes beside words: how members voted, with whom, and what they had argued.

The record names who voted, not for which party: a party is known here where the member also
speaks in this corpus. Tellers vote with the side that they count for. Of the Commons they are not
in the published counts, of the Lords they are. Whoever voted in both lobbies took no side.
"""

import pandas as pd

from analyser.corpus import Corpus
from analyser.corpus.check import CONTRADICTS, VOTES_NAMED
from analyser.members import party_with_a_line
from analyser.queries.positions import positions
from analyser.queries.vote_meaning import aye_means, aye_on
from analyser.selection import Selection
from analyser.wording import known as text

FEWEST = 3
"""Members of a party who must have voted before one of them can be called a rebel."""


def divisions(corpus: Corpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return one row a division in the debates that the selection chooses.

    ``ayes`` and ``noes`` are as published (contents and not-contents in the Lords); ``named``
    counts the votes named that such counts hold, one who voted both ways once; ``contradicts`` is
    whether both sides are named and the counts are not theirs, ``named_ayes`` and ``named_noes``;
    ``aye_means`` is "for", "against" or null: what an Aye did to what was debated, where the words
    of the question show it.
    """
    rows = corpus.select(
        "SELECT v.division_id, v.debate_id, v.date, v.house, d.title, v.number, v.question,"
        " v.ayes, v.noes, coalesce(n.named, 0) AS named, coalesce(n.named_ayes, 0) AS named_ayes,"
        f" coalesce(n.named_noes, 0) AS named_noes, coalesce({CONTRADICTS}, false) AS contradicts"
        " FROM divisions v JOIN debates d USING (debate_id)"
        f" LEFT JOIN ({VOTES_NAMED}) n USING (division_id)"
        " WHERE v.debate_id IN (SELECT debate_id FROM chosen)"
        " ORDER BY v.date NULLS LAST, v.filename, v.file_row_number",
        selection,
    )
    return rows.assign(aye_means=rows["question"].map(aye_means).astype(object))


def by_party(corpus: Corpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return one row a division and party: how many voted each way, the unknown apart."""
    named = _votes(corpus, selection)
    counts = named.groupby(["division_id", "party", "side"], dropna=False).size()
    return counts.rename("votes").reset_index()


def rebels(corpus: Corpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return one row a vote against that of more than half of the member's party.

    ``party_votes`` and ``party_with`` say how many of the party are known to have voted, and
    how many of them voted as the rebel did. Whoever has no party line to depart from, such as a
    cross-bencher, is no rebel; Lab/Co-op counts as Lab.
    """
    known = _votes(corpus, selection)
    known["party"] = known["party"].map(lambda party: party_with_a_line(text(party)))
    known = known.dropna(subset=["party"])
    known = known[known["side"].isin(["aye", "no"])]
    sizes = known.groupby(["division_id", "party"])["side"].agg(["size"]).reset_index()
    same = known.groupby(["division_id", "party", "side"]).size().rename("party_with").reset_index()
    rows = known.merge(same, on=["division_id", "party", "side"])
    rows = rows.merge(sizes.rename(columns={"size": "party_votes"}), on=["division_id", "party"])
    against = (rows["party_votes"] >= FEWEST) & (2 * rows["party_with"] < rows["party_votes"])
    return rows[against].reset_index(drop=True)


def beside_words(corpus: Corpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return one row a position and a vote of the same member in the same debate.

    Columns as ``positions``, and ``division_id``, ``number``, ``question``, ``side`` ("aye" or
    "no"), ``aye_means``, ``aye_on_measure`` ("for", "against" or null: what an Aye does to the
    measure of the position), and ``agrees``: whether vote and words go the same way, null where
    neither question nor Bill says what an Aye does to the measure, or no side was taken.
    """
    said = positions(corpus, selection)
    cast = _votes(corpus, selection)[["division_id", "debate_id", "member", "side"]]
    held = divisions(corpus, selection)[["division_id", "number", "question", "aye_means"]]
    rows = said.merge(cast, on=["debate_id", "member"]).merge(held, on="division_id")
    asked = zip(rows["measure"], rows["title"], rows["question"], strict=True)
    rows["aye_on_measure"] = pd.Series([aye_on(*each) for each in asked], rows.index, object)
    voted = zip(rows["stance"], rows["side"], rows["aye_on_measure"], strict=True)
    rows["agrees"] = pd.Series([_agrees(*each) for each in voted], rows.index, object)
    return rows


def _agrees(stance: str, side: str, means: object) -> bool | None:
    if stance not in ("support", "oppose") or side not in ("aye", "no") or pd.isna(means):  # type: ignore[call-overload]
        return None
    voted_for = (side == "aye") == (means == "for")
    return voted_for == (stance == "support")


def _votes(corpus: Corpus, selection: Selection | None) -> pd.DataFrame:
    """Return the votes in the debates chosen: who, which side, and the party where it is known."""
    return corpus.select(
        "SELECT o.division_id, v.debate_id, v.date, d.title, v.number,"
        " coalesce(o.person_id, o.speaker) AS member, o.speaker,"
        " CASE o.vote WHEN 'content' THEN 'aye' WHEN 'not-content' THEN 'no' ELSE o.vote END"
        " AS side, coalesce(o.teller, false) AS teller, k.party"
        " FROM votes o JOIN divisions v USING (division_id) JOIN debates d USING (debate_id)"
        " LEFT JOIN (SELECT coalesce(person_id, speaker) AS member, date,"
        " arg_max(party, position_in_debate) AS party FROM contributions"
        " WHERE party IS NOT NULL GROUP BY ALL) k"
        " ON k.member = coalesce(o.person_id, o.speaker) AND k.date = v.date"
        " WHERE v.debate_id IN (SELECT debate_id FROM chosen)"
        " ORDER BY v.date NULLS LAST, v.filename, v.file_row_number, o.file_row_number",
        selection,
    )
