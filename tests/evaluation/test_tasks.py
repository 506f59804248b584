"""Measuring on small files of fiction: what comes out, and what a bad file is told."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analyser.errors import UnreadableModel
from analyser.evaluation.stances import stances_of
from analyser.evaluation.tasks import evaluate
from analyser.training.gold import GoldPosition, GoldUnit, read_gold_motions, read_gold_units
from tests.conftest import Run

TEXTS = (
    ("I welcome facial recognition: it catches burglars.", "support"),
    ("I oppose facial recognition, which is an intrusion.", "oppose"),
    ("We must stop facial recognition at once; it is wrong.", "oppose"),
    ("Facial recognition is vital and I strongly support it.", "support"),
)
HEAD = (
    "id,title,motion,utt1,utt2,manual speech,govt/opp motion,"
    "motion party affiliation,party affiliation"
)


def gold(folder: Path) -> Path:
    path = folder / "gold.jsonl"
    rows = [
        {
            "id": f"{n}",
            "debate": f"Debate {n}",
            "text": text,
            "positions": [{"measure": "facial-recognition", "stance": stance, "evidence": text}],
            "themes": [{"code": "privacy", "direction": "against", "evidence": text}]
            if "intrusion" in text
            else [],
        }
        for n, (text, stance) in enumerate(TEXTS)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")
    return path


def test_a_file_not_learned_from_is_measured_by_the_model_as_it_is_kept(tmp_path: Path) -> None:
    report = evaluate("positions", [gold(tmp_path)])
    assert (report.units, report.debates, report.folds) == (4, 4, 0)
    ours, majority = report.systems[:2]
    assert ours.figures["measures F1"].value == 1
    assert ours.figures["sides found"].of == 4
    assert ours.figures["evidence overlap"].of == 4
    assert majority.figures["stance macro-F1"].value < 0.5
    assert any("learned from none" in note for note in report.notes)


def test_themes_and_their_direction(tmp_path: Path) -> None:
    ours = evaluate("themes", [gold(tmp_path)]).systems[0]
    assert ours.figures["recall"].value == 1
    assert ours.figures["direction accuracy"].value == 1


def test_in_passing_and_no_side_are_one_class_where_passing_is_coded() -> None:
    unit = GoldUnit(
        id="1",
        debate="Lamps",
        heading=None,
        text="",
        positions=(GoldPosition("cctv", "oppose", None, None),),
        themes=(),
        passing=("drones", "hacking"),
        has_passing=True,
    )
    said = {"drones": ("support", 0.9, None), "anpr": ("none", 0.9, None)}
    assert stances_of(unit, said) == (
        {"cctv": "oppose", "drones": "none", "hacking": "none", "anpr": "none"},
        {"cctv": "none", "drones": "support", "hacking": "none", "anpr": "none"},
    )
    first_set = replace(unit, passing=(), has_passing=False)
    assert stances_of(first_set, said) == (
        {"cctv": "oppose"},
        {"drones": "support", "anpr": "none"},
    )


def motions(folder: Path, rows: list[str]) -> Path:
    path = folder / "motions.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", "utf8")
    return path


def test_motions_come_with_every_baseline(tmp_path: Path) -> None:
    rows = [
        f"{n},Debate {n},That this House regrets the lamps,"
        f"The lamps are a {word},,{label},0,Con,{party}"
        for n, (word, label, party) in enumerate(
            [("disgrace", 1, "Con"), ("success", 0, "Lab")] * 4
        )
    ]
    report = evaluate("motion", [motions(tmp_path, rows)])
    names = [system.name for system in report.systems]
    assert names[:2] == ["ours, words only", "ours, with party and side"]
    assert {"majority", "VADER", "same party as the mover"} < set(names)
    same = next(each for each in report.systems if each.name == "same party as the mover")
    assert same.figures["accuracy"].value == 1


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", "line 2"),
        ('{"id": 1, "text": "a", "themes": []}', "positions"),
        (
            '{"id": 1, "text": "a", "themes": [], "positions": [{"measure": "cctv",'
            ' "stance": "oppose", "evidence": "elsewhere"}]}',
            "line 2",
        ),
    ],
)
def test_a_bad_line_of_gold_is_named(line: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": 0, "text": "b", "positions": [], "themes": []}\n' + line, "utf8")
    with pytest.raises(UnreadableModel, match=what):
        read_gold_units(path)


def test_a_bad_file_of_motions_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableModel, match=r"line 2.*manual speech.*0 or 1"):
        read_gold_motions(motions(tmp_path, ["1,T,M,U,,maybe,0,Con,Con"]))
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", "utf8")
    with pytest.raises(UnreadableModel, match="no column 'title'"):
        read_gold_motions(other)


def test_the_command_prints_a_table_or_json(run: Run, tmp_path: Path) -> None:
    path = gold(tmp_path)
    printed = run("evaluate", "themes", path)
    assert printed.exit_code == 0
    assert printed.stdout.startswith("\tthemes F1")
    assert "no human panel" in printed.stderr
    report: dict[str, Any] = json.loads(run("evaluate", "themes", path, "--format", "json").stdout)
    assert report["task"] == "themes"
    assert report["systems"][0]["figures"]["themes F1"]["of"] == 1
    missing = run("evaluate", "motion", tmp_path / "none.csv")
    assert missing.exit_code == 2
    assert "none.csv" in missing.stderr
