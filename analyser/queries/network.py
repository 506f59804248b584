"""Who shares which argument with whom: members and themes, for and against, and who argue alike."""

from dataclasses import dataclass

import networkx as nx
import pandas as pd

from analyser.corpus import Corpus
from analyser.queries.positions import themes
from analyser.selection import Selection

SEED = 0


@dataclass(frozen=True, slots=True)
class Network:
    """``edges``: one row a member, theme and side, with contributions. ``members``: one row each.

    ``members`` has ``member``, ``speaker``, ``party``, ``arguments`` (contributions with a theme
    argued one way) and ``group``: a number, 1 for the largest set of members who share more
    arguments with one another than with the rest (Louvain; Blondel et al. 2008, seed fixed).
    """

    edges: pd.DataFrame
    members: pd.DataFrame


def network(corpus: Corpus, selection: Selection | None = None, *, most: int = 60) -> Network:
    """Return the network of the ``most`` members with the most arguments that take a side."""
    said = themes(corpus, selection).dropna(subset=["direction", "speaker"])
    counts = said["member"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    said = said[said["member"].isin(counts.index[:most])]
    keys = ["member", "theme", "direction"]
    edges = said.groupby(keys)["contribution_id"].nunique().rename("contributions").reset_index()
    members = said.drop_duplicates("member", keep="last")[["member", "speaker", "party"]]
    members = members.assign(arguments=members["member"].map(counts))
    members = members.assign(group=members["member"].map(_groups(edges)))
    order = ["group", "arguments", "speaker"]
    members = members.sort_values(order, ascending=[True, False, True]).reset_index(drop=True)
    return Network(edges, members)


def shared(edges: pd.DataFrame) -> pd.DataFrame:
    """Return one row a pair of members: on how many arguments they side, and on how many differ.

    An argument is a theme and a side; ``alike`` counts those that both make, ``apart`` themes
    that one argues for and the other against.
    """
    pairs = edges.merge(edges, on="theme", suffixes=("", "_other"))
    pairs = pairs[pairs["member"] < pairs["member_other"]]
    same = pairs["direction"] == pairs["direction_other"]
    pairs = pairs.assign(alike=same.astype(int), apart=(~same).astype(int))
    return pairs.groupby(["member", "member_other"])[["alike", "apart"]].sum().reset_index()


def _groups(edges: pd.DataFrame) -> dict[str, int]:
    graph = nx.Graph()
    graph.add_nodes_from(sorted(edges["member"].unique()))
    for row in shared(edges).itertuples():
        weight = int(row.alike) - int(row.apart)  # type: ignore[arg-type]
        if weight > 0:
            graph.add_edge(row.member, row.member_other, weight=weight)
    found = nx.community.louvain_communities(graph, seed=SEED)
    ordered = sorted(found, key=lambda group: (-len(group), min(group)))
    return {member: n for n, group in enumerate(ordered, start=1) for member in group}
