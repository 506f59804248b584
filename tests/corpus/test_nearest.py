"""Sentences near in meaning: on invented ones, and on arguments whose grounds were coded."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analyser.coding import Coding, Evidence, Mention, Position, Stance
from analyser.corpus import Corpus
from analyser.debate import Contribution, Debate, House, Kind, Sitting, Speaker
from analyser.evaluation.metrics import Figure, figure, share
from analyser.queries.nearest import NEAR, Likeness, Sentences, alike
from analyser.selection import Selection
from analyser.training.gold import read_gold_units

ASKED = "Cameras on the quay deter thieves, and thefts there have halved."
SAID = {
    "c1": ("p1", ASKED, "cctv", Stance.SUPPORT),
    "c2": ("p2", "Thieves are deterred by a camera, and quay thefts halved.", "cctv", "support"),
    "c3": ("p2", "Thefts on the quay have halved since the cameras came.", "cctv", "support"),
    "c4": ("p3", "A lamp costs the ratepayers of Mire less than an officer.", "cctv", "support"),
    "c5": ("p4", "Thefts on the quay have not halved, cameras or no cameras.", "cctv", "oppose"),
    "c6": ("p5", "Thieves and thefts on the quay: cameras were named there.", "cctv", None),
}  # fmt: skip


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> Sentences:
    corpus = Corpus(tmp_path_factory.mktemp("near") / "corpus")
    spoken = tuple(
        Contribution(key, Kind.SPEECH, words, Speaker(f"Member {who}", who, "Lan"))
        for key, (who, words, *_) in SAID.items()
    )
    debate = Debate("d1", "Quays", "Chamber", spoken)
    with corpus.writing() as writer:
        sitting = Sitting("lamps2099-05-01", House.COMMONS, None, "x.xml", "by-hand", (debate,))
        writer.write_sitting(sitting, sha256="")
        codings = [(key, _coding(*told[1:])) for key, told in SAID.items()]
        writer.write_coding("lamps2099-05-01", codings, signature="by-hand")
    return Sentences(corpus)


def _coding(words: str, measure: str, stance: str | None) -> Coding:
    evidence = Evidence(words, 0, len(words))
    if stance is None:
        return Coding(mentions=(Mention(measure, evidence),))
    return Coding(
        (Position(measure, Stance(stance), 0.8, evidence),), mentions=(Mention(measure, evidence),)
    )


def _found(sentences: Sentences, **given: object) -> list[str]:
    found = sentences.nearest([ASKED], **given)  # type: ignore[arg-type]  # as each test gives it
    return list(found["contribution_id"])


def test_a_sentence_is_nearest_to_itself_and_then_to_the_same_in_other_words(
    sentences: Sentences,
) -> None:
    found = sentences.nearest([ASKED], repeat=True)
    assert found["contribution_id"].iloc[0] == "c1"
    assert found["likeness"].iloc[0] == 1
    assert set(found["contribution_id"]) == {"c1", "c2", "c3", "c5", "c6"}
    assert found["likeness"].is_monotonic_decreasing


def test_each_member_is_named_once_and_the_one_asked_about_never(sentences: Sentences) -> None:
    found = sentences.nearest([ASKED], besides="p1")
    assert sorted(found["member"]) == ["p2", "p4", "p5"]


def test_a_side_that_is_selected_leaves_out_the_other_and_what_takes_none(
    sentences: Sentences,
) -> None:
    side = Selection(measure=("cctv",), stance=("support",))
    assert set(_found(sentences, selection=side, repeat=True)) == {"c1", "c2", "c3"}
    assert _found(sentences, selection=replace(side, measure=("digital-id",))) == []
    assert _found(sentences, selection=Selection(member=("p4",))) == ["c5"]


def test_what_names_the_measure_alone_has_no_stance(sentences: Sentences) -> None:
    named = sentences.rows.set_index("contribution_id")
    assert named["stance"].isna().to_dict() == {key: key == "c6" for key in SAID}


def test_the_mean_of_several_is_near_to_each_of_them(sentences: Sentences) -> None:
    lamp = SAID["c4"][1]
    found = sentences.nearest([ASKED, lamp], repeat=True)
    assert {"c1", "c4"} <= set(found["contribution_id"])


def test_an_empty_corpus_and_a_sentence_without_words_have_nothing_near(tmp_path: Path) -> None:
    assert Sentences(Corpus(tmp_path / "none")).nearest([ASKED]).empty
    likeness = Likeness([ASKED, "…"])
    assert likeness.to(["— 40 —"]).tolist() == [0, 0]
    assert not alike(likeness.weigh(["…"]), likeness.weigh([ASKED]))


def test_two_sentences_are_weighed_alike_whether_they_are_held_or_not() -> None:
    held = [told[1] for told in SAID.values()]
    likeness = Likeness(held)
    near = [alike(likeness.weigh([ASKED]), likeness.weigh([other])) for other in held]
    assert near == [value >= NEAR for value in likeness.to([ASKED])]


def test_the_nearest_argue_on_the_same_ground_as_often_as_was_measured(shared: Path) -> None:
    """Of the five nearest on the same side of a measure, in other debates, by ground coded."""
    said: dict[tuple[str, str, str], tuple[str, str, str, set[str]]] = {}
    for name in ("whole_days", "saved_pages", "more_pages"):
        for unit in read_gold_units(shared / "gold" / f"{name}.jsonl"):
            sides = [p for p in unit.positions if p.start is not None and p.stance != "mixed"]
            for theme in unit.themes if sides else ():
                assert theme.start is not None
                nearest = min(sides, key=lambda p: abs((p.start or 0) - (theme.start or 0)))
                words = " ".join(unit.text[theme.start : theme.end].split())
                of = (unit.debate, nearest.measure, nearest.stance, {theme.code})
                said.setdefault((unit.debate, unit.id, words), of)[3].add(theme.code)
    likeness = Likeness(words for *_, words in said)
    rows = list(said.values())
    told: dict[str, list[tuple[list[float], str]]] = {"ours": [], "any": []}
    for (*_, words), (debate, measure, stance, themes) in said.items():
        others = [
            at for at, row in enumerate(rows) if row[1:3] == (measure, stance) and row[0] != debate
        ]
        same = np.array([bool(rows[at][3] & themes) for at in others], dtype=float)
        if len(same) >= 15 and same.sum() >= 5:
            order = np.argsort(-likeness.to([words])[others], kind="stable")[:5]
            told["ours"].append(([same[order].sum(), 5], debate))
            told["any"].append(([same.mean(), 1], debate))
    figures = {name: _figure(counted) for name, counted in told.items()}
    print(figures)
    ours, any_ = figures["ours"], figures["any"]
    assert ours.of > 800
    assert (round(ours.value, 2), round(any_.value, 2)) == (0.47, 0.28), "docs/method.md"
    assert ours.low > any_.high


def _figure(counted: list[tuple[list[float], str]]) -> Figure:
    counts = np.array([count for count, _ in counted])
    found = figure(counts, [debate for _, debate in counted], share, len(counted))
    assert found is not None
    return found
