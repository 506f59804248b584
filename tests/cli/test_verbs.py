"""Every verb on the illustrative sitting, as a user types it."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from analyser.corpus import Corpus
from tests.conftest import Ran, Run

ILLUSTRATIVE = Path(__file__).parents[2] / "data" / "illustrative"


@pytest.fixture
def filled(run: Run, illustrated: Corpus, tmp_path: Path) -> Run:
    """The command line on a corpus of the illustrative sitting, read and coded."""
    shutil.copytree(illustrated.folder, tmp_path / "corpus")
    return run


def _json(ran: Ran) -> list[dict[str, object]]:
    rows = json.loads(ran.stdout)
    assert isinstance(rows, list)
    return rows


def test_ingest_holds_each_debate_once_and_says_what_became_of_each_file(run: Run) -> None:
    ran = run("ingest", ILLUSTRATIVE)
    assert ran.exit_code == 0
    assert ran.stdout == ""
    assert (
        "11 files: 3 read, 0 unchanged, 0 superseded by a newer version, 0 added to another, 8 held"
        in ran.stderr
    )
    assert "3 read" not in run("ingest", ILLUSTRATIVE).stderr


def test_analyse_codes_once(filled: Run, tmp_path: Path) -> None:
    again = filled("analyse")
    assert again.exit_code == 0
    assert "0 sittings coded" in again.stderr
    assert "3 were coded already" in again.stderr
    assert filled("check").exit_code == 0
    assert len(Corpus(tmp_path / "corpus").table("positions")) > 60


def test_machine_formats_go_to_stdout_alone(filled: Run) -> None:
    by_json = filled("positions", "--measure", "facial-recognition", "--format", "json")
    by_csv = filled("positions", "--measure", "facial-recognition", "--format", "csv")
    rows = _json(by_json)
    assert rows
    assert {row["measure"] for row in rows} == {"facial-recognition"}
    assert all(str(row["contribution_id"]).startswith("illustrative/") for row in rows)
    assert {row["date"] for row in rows} == {"2099-04-01"}
    parsed = list(csv.DictReader(io.StringIO(by_csv.stdout)))
    assert [row["quote"] for row in parsed] == [row["quote"] or "" for row in rows]
    assert "fiction written for this project" in by_csv.stderr


def test_a_table_in_a_pipe_is_plain_lines(filled: Run) -> None:
    ran = filled("members", "--debate", "Live Facial Recognition")
    head, *lines = ran.stdout.splitlines()
    assert head.split("\t") == [
        *("speaker", "party", "constituency", "office", "speeches", "positions")
    ]
    assert len(lines) == 15
    assert all(line.count("\t") == 5 for line in lines)


def test_selections_compose(filled: Run) -> None:
    everything = _json(filled("positions", "--format", "json"))
    chosen = _json(
        filled(
            *("positions", "--house", "commons", "--stance", "oppose", "--stance", "support"),
            *("--from", "2099-01-01", "--to", "2099-12-31", "--format", "json"),
        )
    )
    expected = [
        row
        for row in everything
        if row["house"] == "Commons" and row["stance"] in ("oppose", "support")
    ]
    assert chosen == expected
    assert 0 < len(chosen) < len(everything)
    assert _json(filled("positions", "--to", "2098-12-31", "--format", "json")) == []


def test_debates_and_themes(filled: Run) -> None:
    debates = _json(filled("debates", "--format", "json"))
    assert "Live Facial Recognition" in [row["title"] for row in debates]
    themes = _json(filled("themes", "--theme", "privacy", "--format", "json"))
    assert themes
    assert {row["theme"] for row in themes} == {"privacy"}


def test_export_writes_a_whole_table(filled: Run, tmp_path: Path) -> None:
    target = tmp_path / "positions.jsonl"
    ran = filled("export", "positions", "-o", target)
    assert ran.exit_code == 0
    assert ran.stdout == ""
    lines = target.read_text("utf8").splitlines()
    assert len(lines) == len(Corpus(tmp_path / "corpus").table("positions"))
    assert "fiction" in (tmp_path / "positions.jsonl.NOTICE.txt").read_text("utf8")


def test_code_needs_no_corpus(run: Run, tmp_path: Path) -> None:
    units = tmp_path / "units.jsonl"
    text = "I oppose live facial recognition. It intrudes on everybody's privacy."
    units.write_text(json.dumps({"id": 1, "text": text}) + "\n" + '{"id": 2, "text": ""}\nx\n')
    ran = run("code", units, "-o", tmp_path / "out.jsonl")
    assert ran.exit_code == 1
    assert "line 3" in ran.stderr
    first, second = map(json.loads, (tmp_path / "out.jsonl").read_text("utf8").splitlines())
    (position,) = first["positions"]
    assert (position["measure"], position["stance"]) == ("facial-recognition", "oppose")
    evidence = position["evidence"]
    assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert "privacy" in [theme["code"] for theme in first["themes"]]
    assert second == {"id": 2, "positions": [], "themes": []}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["analyse"], "is empty: there is no such folder. Type: analyser ingest PATH"),
        (["positions", "--measure", "face-recognition"], "facial-recognition"),
        (["positions", "--stance", "for"], "support, oppose, mixed, none, unclear"),
        (["positions", "--house", "senate"], "Commons, Lords"),
        (["export", "speeches", "-o", "x.csv"], "none of debates, contributions"),
        (["export", "debates", "-o", "x.xlsx"], ".parquet, .csv, .jsonl"),
        (["ingest", "nowhere"], "does not exist"),
        (["ingest"], "Missing argument"),
        (["positons"], "positions"),
    ],
)
def test_wrong_use_is_exit_2_and_says_what_is_right(
    run: Run, arguments: list[str], message: str
) -> None:
    ran = run(*arguments)
    assert ran.exit_code == 2
    assert ran.stdout == ""
    assert message in " ".join(ran.stderr.replace("│", " ").split())


def test_a_folder_without_hansard_is_wrong_use(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = run("ingest", tmp_path / "empty")
    assert ran.exit_code == 2
    assert "no .xml, .json or .txt file" in " ".join(ran.stderr.replace("│", " ").split())


def test_uncoded_sittings_are_mentioned(run: Run) -> None:
    run("ingest", ILLUSTRATIVE)
    ran = run("positions")
    assert ran.exit_code == 0
    assert "3 sittings are not coded yet. Type: analyser analyse" in ran.stderr
