"""Dissent, votes beside words, the network and exchanges, on an invented debate."""

from pathlib import Path

import pandas as pd
import pytest

from analyser.corpus import Corpus
from analyser.queries import dissent, exchanges, network, positions, votes
from analyser.queries.vote_meaning import aye_means, aye_on
from analyser.selection import Selection
from tests.corpus.debated import PEOPLE, debated, text_of


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return debated(tmp_path_factory.mktemp("debated"))


def test_a_party_has_a_side_where_more_than_half_of_three_take_it(corpus: Corpus) -> None:
    sides = dissent.party_sides(corpus)
    assert sides.to_dict("records") == [
        {
            "measure": "digital-id",
            "party": "Lan",
            "parliament": "Parliament of 2019",
            "party_stance": "support",
            "party_members": 3,
            "party_on_side": 2,
        }
    ]


def test_dissent_is_the_words_of_those_on_the_other_side(corpus: Corpus) -> None:
    rows = dissent.dissent(corpus)
    assert rows[["speaker", "stance", "party_on_side"]].to_numpy().tolist() == [
        ["Member 3", "oppose", 2]
    ]
    assert rows["quote"][0] == text_of(3)
    assert rows["line_quote"][0] == text_of(2)  # the surer of the two on the party's side
    assert rows["plain"].tolist() == [True]


@pytest.mark.parametrize(("member", "party"), [(0.74, 0.9), (0.9, 0.74)])
def test_a_departure_is_plain_where_member_and_party_are_both_sure(
    tmp_path: Path, member: float, party: float
) -> None:
    sure = {"p1": party, "p2": party, "p3": member}
    rows = dissent.dissent(debated(tmp_path, confidence=sure))
    assert rows[["speaker", "plain"]].to_numpy().tolist() == [["Member 3", False]]


def test_a_mention_in_passing_is_listed_whatever_positions_are_chosen(corpus: Corpus) -> None:
    chosen = Selection(measure=("cctv",), stance=("support",), party=("Lan",))
    rows = positions.mentions(corpus, chosen)
    assert rows["contribution_id"].tolist() == ["c1", "c2", "c3"]
    assert set(rows["measure"]) == {"cctv"}
    assert rows["quote"].tolist() == [text_of(n) for n in (1, 2, 3)]
    assert len(positions.mentions(corpus)) == 10


def test_choosing_a_member_does_not_narrow_the_party(corpus: Corpus) -> None:
    assert len(dissent.dissent(corpus, Selection(member=("p3",)))) == 1
    assert dissent.dissent(corpus, Selection(member=("p1",))).empty


def test_a_selection_without_positions_has_no_dissent(corpus: Corpus) -> None:
    nothing = Selection(measure=("drones",))
    assert dissent.party_sides(corpus, nothing).empty
    assert dissent.dissent(corpus, nothing).empty


@pytest.mark.parametrize(
    ("question", "means"),
    [
        ("That the Bill be now read a Second time.", "for"),
        ("That the draft Regulations be approved.", "for"),
        ("That this House declines to give the Bill a Second Reading", "against"),
        ("That the Order be annulled", "against"),
        ("That this House regrets the Order", "against"),
        ("That the amendment be made.", None),
        (None, None),
    ],
)
def test_what_an_aye_means(question: str | None, means: str | None) -> None:
    assert aye_means(question) == means


def test_divisions_have_their_counts_and_names(corpus: Corpus) -> None:
    rows = votes.divisions(corpus)
    assert rows[["number", "ayes", "noes", "named"]].to_numpy().tolist() == [
        ["1", 3, 2, 4],
        ["2", 1, 3, 4],
    ]
    assert rows["aye_means"][0] == "for"
    assert pd.isna(rows["aye_means"][1])
    assert votes.divisions(corpus, Selection(debate=("nowhere",))).empty


def test_a_rebel_votes_against_most_of_a_party_of_three(corpus: Corpus) -> None:
    rows = votes.rebels(corpus)
    columns = ["speaker", "number", "side", "party_votes", "party_with"]
    assert rows[columns].to_numpy().tolist() == [["Member 3", "1", "no", 3, 1]]


@pytest.mark.parametrize(
    ("parties", "rebels"),
    [
        (("CB", "CB", "CB"), []),
        (("Ind", "Ind", "Ind"), []),
        (("Lab", "Lab/Co-op", "Lab"), [["Member 3", "Lab"]]),
    ],
)
def test_only_a_party_with_a_line_has_rebels(
    tmp_path: Path, parties: tuple[str, ...], rebels: list[list[str]]
) -> None:
    people = PEOPLE | dict(zip(PEOPLE, parties, strict=False))
    rows = votes.rebels(debated(tmp_path, people))
    assert rows[["speaker", "party"]].to_numpy().tolist() == rebels


def test_words_and_votes_agree_only_where_the_question_tells(corpus: Corpus) -> None:
    rows = votes.beside_words(corpus).set_index(["division_id", "member"])["agrees"]
    first = {who: rows["v1", who] for who in ("p1", "p2", "p3", "p4")}
    assert first == {"p1": True, "p2": True, "p3": True, "p4": True}
    assert pd.isna(rows["v1", "p5"])
    assert rows["v2"].isna().all()


@pytest.mark.parametrize(
    ("measure", "title", "question", "does"),
    [
        ("cctv", "CCTV (Prohibition) Bill", "That the Bill be now read a Second time.", "against"),
        ("cctv", "CCTV (Extension) Bill", "That the Bill be now read the Third time.", "for"),
        ("cctv", "CCTV (Prohibition) Bill", "That this House declines to give it a Second", "for"),
        ("cctv", "CCTV Bill", "That the Bill be now read a Second time.", None),
        ("cctv", "Harbours (Prohibition) Bill", "That the Bill be read a Second time.", None),
        ("cctv", "CCTV (Prohibition) Bill", "That the amendment be made.", None),
        ("cctv", "Harbours", "That this House supports CCTV on every quay.", "for"),
        ("cctv", "Harbours", "That this House regrets the introduction of CCTV.", "against"),
        ("cctv", "Harbours", "That this House calls for a moratorium on CCTV.", "against"),
        ("cctv", "Harbours", "That this House opposes a ban on CCTV.", "for"),
        ("cctv", "Harbours", "That this House supports CCTV only if it is watched.", None),
        ("cctv", "Harbours", "That leave be given to bring in a Bill to prohibit CCTV.", "against"),
        (
            "cctv",
            "Harbours",
            "That this House calls on Ministers to introduce a code for CCTV.",
            None,
        ),
        ("cctv", "CCTV (Extension of Safeguards) Bill", "That the Bill be read a Second", None),
        ("encryption", "Encryption (Prohibition) Bill", "That the Bill be read a Second", None),
        ("cctv", "CCTV (Prohibition) Bill", None, None),
    ],
)
def test_what_an_aye_does_to_a_measure(
    measure: str, title: str, question: str | None, does: str | None
) -> None:
    assert aye_on(measure, title, question) == does


def test_the_network_joins_members_to_arguments_with_a_side(corpus: Corpus) -> None:
    drawn = network.network(corpus)
    assert drawn.edges[["member", "theme", "direction"]].to_numpy().tolist() == [
        ["p1", "privacy", "for"],
        ["p2", "privacy", "for"],
        ["p3", "privacy", "against"],
        ["p4", "legality", "against"],
    ]
    groups = drawn.members.set_index("member")["group"]
    assert groups["p1"] == groups["p2"] == 1
    assert len({groups["p1"], groups["p3"], groups["p4"]}) == 3
    pairs = network.shared(drawn.edges).set_index(["member", "member_other"])
    assert list(pairs.loc[("p1", "p2"), ["alike", "apart"]]) == [1, 0]
    assert list(pairs.loc[("p1", "p3"), ["alike", "apart"]]) == [0, 1]


def test_a_network_of_nobody_is_empty(corpus: Corpus) -> None:
    drawn = network.network(corpus, Selection(theme=("religion",)))
    assert drawn.edges.empty
    assert drawn.members.empty


def test_questions_have_their_replies(corpus: Corpus) -> None:
    rows = exchanges.questions(corpus)
    assert rows["contribution_id"].tolist() == ["c1", "c3"]
    assert rows["answered_by"][0] == "Member 2"
    assert rows["reply"][0] == "yes"
    assert pd.isna(rows["answer_id"][1])


def test_commitments_and_citations_have_their_words(corpus: Corpus) -> None:
    assert exchanges.commitments(corpus)["kind"].tolist() == ["review"]
    cited = exchanges.citations(corpus)
    assert cited[["cited", "disputed_by", "dispute_id"]].to_numpy().tolist() == [
        ["40 per cent.", "Member 4", "c4"]
    ]
    assert exchanges.later_mentions(corpus, {**exchanges.commitments(corpus).iloc[0]}).empty
