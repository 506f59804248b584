"""Reviews in files and in a list, as a user types it."""

import csv
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from analyser.coding import Stance
from analyser.corpus import Corpus
from analyser.corpus.review_files import CONTEXT
from analyser.corpus.reviews import FILE, Review, Verdict, add, add_all, read, undo
from analyser.corpus.tables import REVIEWS
from analyser.errors import UnreadableModel
from analyser.evaluation.tasks import evaluate
from analyser.pipeline.ingest import ingest
from analyser.queries.positions import positions
from analyser.resources import data_folder
from analyser.training.gold import GoldPosition, read_gold_units, text_hash
from tests.conftest import Run
from tests.corpus.coded import ADA, coded_corpus
from tests.record import WORDS, write_xml

FACES, CCTV = "facial-recognition", "cctv"
SAID_BY_ADA, SAID_BY_BO = "x/debate/2020-01-08a.1.1", "x/debate/2020-01-08a.1.2"
RIGHT = Review(SAID_BY_ADA, FACES, Verdict.RIGHT, "Eve Mere")
OTHER = Review(SAID_BY_BO, FACES, Verdict.OTHER, "Eve Mere", Stance.MIXED)
UNRELATED = Review(SAID_BY_BO, CCTV, Verdict.UNRELATED, "Eve Mere")


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return coded_corpus(tmp_path)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def by_hand(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(["contribution_id,measure,verdict,stance", *lines]) + "\n", "utf8")
    return path


def test_reviews_go_into_another_corpus_and_say_the_same_there(
    corpus: Corpus, run: Run, tmp_path: Path
) -> None:
    add_all(corpus, [RIGHT, replace(OTHER, note="says “both”,\r\nand\nmore"), UNRELATED])
    undo(corpus, read(corpus)[0].review_id, "Bo Fenn")
    ran = run("review", "export", tmp_path / "reviews.csv")
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert "4 reviews written" in ran.stderr
    rows = rows_of(tmp_path / "reviews.csv")
    assert list(rows[0]) == [*REVIEWS.names, *CONTEXT]
    assert [rows[0][name] for name in CONTEXT] == ["2020-01-08", "Foghorns Bill", "Ada Fen"]

    given, stated = read(corpus), positions(corpus)
    shutil.move(corpus.folder, tmp_path / "before")
    fresh = coded_corpus(tmp_path)
    ran = run("review", "import", tmp_path / "reviews.csv")
    assert ran.exit_code == 0
    assert "4 reviews added, 0 here already, 0 refused." in ran.stderr
    assert read(fresh) == given
    assert positions(fresh).equals(stated)
    again = run("review", "import", tmp_path / "reviews.csv", "--reviewer", "Bo Fenn")
    assert "0 reviews added, 4 here already, 0 refused." in again.stderr
    assert read(fresh) == given


@pytest.mark.parametrize(
    "note", ["=1+1", "'=1+1", "''-5", "+44", "-5", "@sum", "'tis", "\t=1", "“=”", "'", "a\n=1"]
)
def test_a_note_is_no_formula_and_comes_back_as_it_was(
    corpus: Corpus, run: Run, tmp_path: Path, note: str
) -> None:
    kept = add(corpus, Review(*RIGHT.on, Verdict.NOTE, f"{note}", note=f"{note}"))
    run("review", "export", tmp_path / "reviews.csv")
    (row,) = rows_of(tmp_path / "reviews.csv")
    assert row["note"][0] not in "=+-@\t"
    assert row["reviewer"][0] not in "=+-@\t"
    (corpus.folder / FILE).unlink()
    assert run("review", "import", tmp_path / "reviews.csv").exit_code == 0
    assert read(corpus) == [kept]


def test_a_csv_by_hand_needs_four_columns_and_a_reviewer(
    corpus: Corpus, run: Run, tmp_path: Path
) -> None:
    path = by_hand(
        tmp_path / "mine.csv",
        f"{SAID_BY_ADA},{FACES},right,",
        ",,,",
        f"{SAID_BY_BO},{FACES},other,mixed",
        f"{SAID_BY_ADA},{CCTV},unrelated",
    )
    ran = run("review", "import", path, "--reviewer", "Eve Mere")
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert "3 reviews added" in ran.stderr
    first, second, third = read(corpus)
    assert (first.reviewer, first.quote, first.stance) == ("Eve Mere", ADA, Stance.SUPPORT)
    assert (second.quote, second.coded, second.stance) == (WORDS, Stance.OPPOSE, Stance.MIXED)
    assert third.quote is None
    assert positions(corpus)["stance"].tolist() == ["support", "mixed", "none"]
    again = run("review", "import", path, "--reviewer", "Eve Mere")
    assert "0 reviews added, 3 here already" in again.stderr


def test_each_row_that_cannot_be_applied_is_named_and_the_others_kept(
    corpus: Corpus, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "mine.csv"
    head = "contribution_id,measure,verdict,stance,reviewer,start,quote,review_id,reviewed_at"
    lines = [
        f"x/9,{FACES},right,,Eve",
        f"{SAID_BY_ADA},lamps,right,,Eve",
        f"{SAID_BY_ADA},{FACES},fine,,Eve",
        f"{SAID_BY_ADA},{FACES},other,for,Eve",
        f"{SAID_BY_ADA},{FACES},right,,",
        f"{SAID_BY_ADA},{FACES},right,,Eve,one",
        f"{SAID_BY_ADA},{FACES},right,,Eve,,never said",
        f"{SAID_BY_ADA},{FACES},right,,Eve,,,12",
        f"{SAID_BY_ADA},{FACES},wrong,,Eve,,,{'0' * 32}",
        f"{SAID_BY_ADA},{FACES},right,,Eve",
    ]
    path.write_text("\n".join([head, *lines]), "utf8")
    ran = run("review", "import", path)
    assert ran.exit_code == 1
    reasons = [
        "'x/9' is not in the corpus",
        "no measure is called 'lamps'",
        "no verdict is called 'fine'",
        "'for' is not a valid Stance",
        "nobody is named",
        "start is 'one'",
        "do not stand there",
        "review_id is '12'",
        "has an id and no time",
    ]
    *named, last = ran.stderr.splitlines()
    assert len(named) == len(reasons)
    for place, (line, reason) in enumerate(zip(named, reasons, strict=True), start=2):
        assert line.startswith(f"{path}, row {place}: ")
        assert reason in line
    assert last == "1 review added, 0 here already, 9 refused."
    assert [each.reviewer for each in read(corpus)] == ["Eve"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "there is no column 'contribution_id'"),
        (b"contribution_id;measure;verdict\n", "there is no column 'contribution_id'"),
        (b"contribution_id,measure\n", "there is no column 'verdict'"),
        (b"contribution_id,measure,verdict\nx,\x92,right\n", "line 2: the byte 0x92 is not UTF-8"),
        (b'contribution_id,measure,verdict\nx,"y"z,right\n', "line 2"),
    ],
)
def test_a_file_that_is_no_such_csv_is_refused(
    corpus: Corpus, run: Run, tmp_path: Path, content: bytes, what: str
) -> None:
    (tmp_path / "mine.csv").write_bytes(content)
    ran = run("review", "import", tmp_path / "mine.csv")
    assert ran.exit_code == 1
    assert f"{tmp_path / 'mine.csv'}, " in ran.stderr
    assert what in ran.stderr
    assert read(corpus) == []


def test_the_list_counts_and_names_what_is_stale(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    add_all(corpus, [RIGHT, OTHER, replace(UNRELATED, reviewer="Bo Fenn")])
    undo(corpus, add(corpus, replace(RIGHT, reviewer="Bo Fenn")).review_id, "Bo Fenn")
    ran = run("review", "list")
    assert ran.exit_code == 0
    assert [line.split("\t") for line in ran.stdout.splitlines()] == [
        ["reviewer", "verdict", "reviews"],
        ["Bo Fenn", "unrelated", "1"],
        ["Eve Mere", "other", "1"],
        ["Eve Mere", "right", "1"],
    ]
    assert "3 of 4 positions reviewed. Stale, so not applied: 0." in ran.stderr
    assert "Undone, or undoing another: 2." in ran.stderr
    assert len(json.loads(run("review", "list", "--format", "json").stdout)) == 3

    ingest([write_xml(tmp_path / "in", words="I never spoke of it.")], corpus)
    ran = run("review", "list")
    assert ran.exit_code == 0
    assert f"what Eve Mere said of {SAID_BY_BO} on {FACES} is stale" in ran.stderr
    assert "Stale, so not applied: 1." in ran.stderr


def test_a_list_of_nothing_is_empty(corpus: Corpus, run: Run) -> None:
    ran = run("review", "list")
    assert (ran.exit_code, ran.stdout) == (0, "reviewer\tverdict\treviews\n")
    assert "0 of 4 positions reviewed" in ran.stderr
    assert read(corpus) == []


def test_check_names_stale_reviews_and_fails_on_a_damaged_file(
    corpus: Corpus, run: Run, tmp_path: Path
) -> None:
    add_all(corpus, [RIGHT, OTHER])
    assert run("check").exit_code == 0
    ingest([write_xml(tmp_path / "in", words="I never spoke of it.")], corpus)
    ran = run("check")
    assert ran.exit_code == 0
    assert f"reviews: what Eve Mere said of {SAID_BY_BO}" in ran.stderr
    assert "Stale reviews, which are not applied: 1." in ran.stderr
    path = corpus.folder / FILE
    path.write_bytes(b"not a review\n" + path.read_bytes())
    ran = run("check")
    assert ran.exit_code == 1
    assert f"{path}, line 1: " in ran.stderr


def test_labelled_units_are_of_contributions_reviewed_whole(
    corpus: Corpus, run: Run, tmp_path: Path
) -> None:
    add_all(corpus, [OTHER, UNRELATED, RIGHT])
    ran = run("review", "export", tmp_path / "gold.jsonl")
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert "1 contribution written" in ran.stderr
    assert "1 left out" in ran.stderr
    (unit,) = read_gold_units(tmp_path / "gold.jsonl")
    assert (unit.id, unit.debate) == (SAID_BY_BO, "x/debate/2020-01-08a.1.0")
    assert (unit.text, unit.heading, unit.date[:4], unit.house) == (
        WORDS,
        "Foghorns Bill",
        "2020",
        "Commons",
    )
    assert unit.positions == (GoldPosition(FACES, "mixed", 0, len(WORDS)),)
    assert (unit.passing, unit.has_passing, unit.themes) == ((CCTV,), True, ())

    add(corpus, Review(SAID_BY_ADA, CCTV, Verdict.WRONG, "Eve Mere"))
    run("review", "export", tmp_path / "gold.jsonl")
    ada, _ = read_gold_units(tmp_path / "gold.jsonl")
    assert ada.positions == (GoldPosition(FACES, "support", 0, len(ADA)),)
    assert ada.passing == ()


def test_one_can_measure_on_what_was_reviewed(
    illustrated: Corpus, run: Run, tmp_path: Path
) -> None:
    shutil.copytree(illustrated.folder, tmp_path / "corpus")
    corpus = Corpus(tmp_path / "corpus")
    stated = positions(corpus)
    places = zip(stated["contribution_id"], stated["measure"], strict=True)
    add_all(corpus, [Review(*place, Verdict.RIGHT, "Eve Mere") for place in places])
    ran = run("review", "export", tmp_path / "reviewed.jsonl")
    assert ran.exit_code == 0
    assert "0 left out" in ran.stderr
    assert "fiction" in (tmp_path / "reviewed.jsonl.NOTICE.txt").read_text("utf8")
    report = evaluate("positions", [tmp_path / "reviewed.jsonl"])
    assert report.units == stated["contribution_id"].nunique()
    ours = report.systems[0].figures
    assert ours["sides right"].value == 1
    assert ours["sides right"].of == stated["stance"].isin(["support", "oppose"]).sum()
    assert ours["evidence overlap"].value == 1
    assert any("people's reviews" in note for note in report.notes)
    assert not any("language model" in note for note in report.notes)


def test_what_an_encoder_learned_from_reviews_does_not_measure_it(
    corpus: Corpus, run: Run, tmp_path: Path
) -> None:
    add_all(corpus, [OTHER, UNRELATED])
    run("review", "export", tmp_path / "reviewed.jsonl")
    shutil.copytree(data_folder("positions"), tmp_path / "encoder")
    path = tmp_path / "encoder" / "settings.json"
    settings = json.loads(path.read_text("utf8"))
    path.write_text(json.dumps(settings | {"learned": [text_hash(WORDS)]}), "utf8")
    with pytest.raises(UnreadableModel, match="it holds no unit to measure"):
        evaluate("positions", [tmp_path / "reviewed.jsonl"], encoder=tmp_path / "encoder")


@pytest.mark.parametrize("verb", ["export", "import"])
def test_wrong_use(run: Run, tmp_path: Path, verb: str) -> None:
    (tmp_path / "r.csv").write_text("contribution_id,measure,verdict\n")
    assert "is empty" in run("review", verb, tmp_path / "r.csv").stderr
    coded_corpus(tmp_path)
    wrong = {"export": tmp_path / "r.xlsx", "import": tmp_path / "nowhere.csv"}
    assert run("review", verb, wrong[verb]).exit_code == 2


def test_a_target_that_cannot_be_written_is_named(corpus: Corpus, run: Run, tmp_path: Path) -> None:
    add(corpus, RIGHT)
    for name in ("r.csv", "r.jsonl"):
        ran = run("review", "export", tmp_path / "nowhere" / name)
        assert ran.exit_code == 1
        assert f"nowhere/{name}" in ran.stderr
