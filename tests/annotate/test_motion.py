"""Stances on motions: the contract of the task, and party used only when it is asked for."""

import json
from pathlib import Path

import pytest

from analyser.coding import Stance
from analyser.errors import UnreadableModel
from analyser.motion.reader import (
    MotionModel,
    MotionUnit,
    motion_terms,
)
from analyser.motion.training import train_motion
from analyser.training.gold import GoldMotion
from tests.conftest import Run

MOTION = "That this House regrets the Government's decision to sell the harbour lamps."
AGAINST = "The Government have failed; it is a disgrace, and the Minister should be ashamed."
FOR = "We are investing in lamps. My right hon. Friend the Minister is right; Labour never did."


def lines(folder: Path, *rows: dict[str, object]) -> Path:
    path = folder / "units.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")
    return path


def test_every_line_has_its_stance_in_order(run: Run, tmp_path: Path) -> None:
    source = lines(
        tmp_path,
        {"id": 2, "motion": MOTION, "text": [AGAINST]},
        {"id": "a", "motion": MOTION, "text": [FOR, ""]},
        {"id": 3, "motion": MOTION, "text": []},
    )
    target = tmp_path / "out.jsonl"
    assert run("code", source, "-o", target, "--task", "motion").exit_code == 0
    out = [json.loads(line) for line in target.read_text("utf8").splitlines()]
    assert [each["id"] for each in out] == [2, "a", 3]
    assert all(set(each) == {"id", "stance", "confidence"} for each in out)
    support = [
        each["confidence"] if each["stance"] == "support" else 1 - each["confidence"]
        for each in out
    ]
    assert support[0] > 0.8 > support[1]
    assert all(0.5 <= each["confidence"] <= 1 for each in out)


def test_party_counts_only_when_asked_for(run: Run, tmp_path: Path) -> None:
    plain = {"id": 1, "motion": MOTION, "text": ["Yes."]}
    given = plain | {"party": "Con", "mover_party": "Lab", "government_motion": True}
    outs = []
    for n, (row, option) in enumerate(
        [(plain, []), (given, []), (given, ["--with-party"]), (plain, ["--with-party"])]
    ):
        target = tmp_path / f"{n}.jsonl"
        ran = run("code", lines(tmp_path, row), "-o", target, "--task", "motion", *option)
        assert ran.exit_code == 0
        outs.append(json.loads(target.read_text("utf8")))
    assert outs[0] == outs[1]
    assert outs[2]["confidence"] != outs[1]["confidence"]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ({"id": 1, "text": ["a"]}, '"motion" is None'),
        ({"id": 1, "motion": "M", "text": 3}, '"text" is 3'),
        ({"id": 1, "motion": "M", "text": ["a"], "party": 4}, '"party" is 4'),
        ({"id": 1, "motion": "M", "text": ["a"], "government_motion": "x"}, "government_motion"),
    ],
)
def test_a_bad_line_is_named_and_the_others_kept(
    row: dict[str, object], what: str, run: Run, tmp_path: Path
) -> None:
    source = lines(tmp_path, row, {"id": 9, "motion": MOTION, "text": [FOR]})
    target = tmp_path / "out.jsonl"
    ran = run("code", source, "-o", target, "--task", "motion")
    assert ran.exit_code == 1
    assert "line 1" in ran.stderr
    assert what in ran.stderr
    assert json.loads(target.read_text("utf8"))["id"] == 9


def test_options_that_do_not_belong_together_are_refused(run: Run, tmp_path: Path) -> None:
    source = lines(tmp_path, {"id": 1, "text": "a"})
    for options in (["--with-party"], ["--task", "motion", "--encoder-folder", str(tmp_path)]):
        ran = run("code", source, "-o", tmp_path / "out.jsonl", *options)
        assert ran.exit_code == 2


def test_a_model_is_the_same_read_back_and_trained_twice(tmp_path: Path) -> None:
    units = [
        GoldMotion(f"D{n}", MOTION, (text,), party, "Lab", False, text == AGAINST, "Con")
        for n, (text, party) in enumerate([(AGAINST, "Lab"), (FOR, "Con")] * 8)
    ]
    voted = [(FOR, True), (AGAINST, False)] * 3
    first, second = train_motion(units, voted), train_motion(units, voted)
    assert first.signature == second.signature
    first.write(tmp_path / "m.gz")
    again = MotionModel.read(tmp_path / "m.gz")
    assert again.signature == first.signature
    assert again.learned == first.learned
    assert again.stance(MotionUnit(MOTION, (AGAINST,)))[0] is Stance.SUPPORT


def test_without_divisions_a_model_is_trained_all_the_same() -> None:
    units = [
        GoldMotion(f"D{n}", MOTION, (text,), None, None, n % 4 < 2, text == AGAINST)
        for n, text in enumerate([AGAINST, FOR] * 8)
    ]
    support = train_motion(units, []).support(MotionUnit(MOTION, (AGAINST,)))
    assert 0 < support < 1


def test_a_file_that_is_no_model_is_named(tmp_path: Path) -> None:
    path = tmp_path / "motion.json.gz"
    path.write_bytes(b"not gzip")
    with pytest.raises(UnreadableModel, match=r"motion\.json\.gz"):
        MotionModel.read(path)


def test_a_motion_is_told_by_its_kind() -> None:
    assert "kind: regrets" in motion_terms(MOTION)
    assert "kind: reading" in motion_terms("That the Bill be now read a Second time.")
