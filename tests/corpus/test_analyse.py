"""Coding a corpus: only what is missing, the same bytes every time, on real Hansard too."""

import shutil
from pathlib import Path

import pytest

from analyser import codebook
from analyser.corpus import Corpus
from analyser.corpus.check import problems
from analyser.corpus.outcomes import Reading, of_file
from analyser.corpus.tables import SECOND
from analyser.debate import Contribution, Debate, Kind, Sitting, Speaker
from analyser.members import Register
from analyser.pipeline.analyse import analyse
from analyser.pipeline.ingest import ingest
from analyser.second_reader.agreement import compared
from tests.record import write_text, write_xml

ILLUSTRATIVE = Path(__file__).parents[2] / "data" / "illustrative"


def _coding(corpus: Corpus) -> dict[str, bytes]:
    files = sorted((corpus.folder / "coding").rglob("*.*"))
    return {str(path.relative_to(corpus.folder)): path.read_bytes() for path in files}


def test_only_what_is_not_coded_yet_is_coded(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus")
    ingest([write_xml(tmp_path / "in")], corpus)
    assert analyse(corpus).sittings == 1
    ingest([write_text(tmp_path / "in", day="2020-02-02")], corpus)
    done = analyse(corpus)
    assert (done.sittings, done.skipped) == (1, 1)
    rows = corpus.table("positions")
    assert rows["measure"].unique().tolist() == ["facial-recognition"]
    assert rows["stance"].tolist() == ["support", "oppose"] * 2


def test_the_tables_are_the_same_bytes_whatever_the_number_of_processes(
    illustrated: Corpus, tmp_path: Path
) -> None:
    corpus = Corpus(tmp_path / "corpus")
    ingest([ILLUSTRATIVE], corpus, register=Register.read([ILLUSTRATIVE / "register.csv"]))
    analyse(corpus, workers=1)
    coding = _coding(corpus)
    assert coding == _coding(illustrated)  # which two processes coded
    assert len(coding) == 33  # three sittings, nine tables and what made them


def test_a_corpus_coded_before_there_were_second_readers_is_sound(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus")
    ingest([write_xml(tmp_path / "in")], corpus)
    analyse(corpus)
    for name in SECOND:
        for path in (corpus.folder / "coding").rglob(f"{name}.parquet"):
            path.unlink()
    assert list(problems(corpus)) == []
    assert compared(corpus).empty
    assert analyse(corpus).sittings == 0


def test_another_codebook_codes_anew(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus")
    ingest([write_xml(tmp_path / "in")], corpus)
    analyse(corpus)
    before = _coding(corpus)
    folder = tmp_path / "codebook"
    folder.mkdir()
    for file in Path(codebook.__file__).parent.glob("*.toml"):
        text = file.read_text("utf8")
        (folder / file.name).write_text(text.replace('"facial recognition"', '"pier"'), "utf8")
    other = codebook.load_codebook(folder)
    assert analyse(corpus, codebook=other).sittings == 1
    assert _coding(corpus) != before
    assert analyse(corpus, codebook=other).sittings == 0


@pytest.fixture(scope="module")
def real(real_record: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """A copy of the real record to write to."""
    corpus = Corpus(tmp_path_factory.mktemp("real") / "corpus")
    shutil.copytree(real_record.folder, corpus.folder)
    return corpus


def test_every_file_of_the_real_record_is_read_or_has_a_newer_version(real: Corpus) -> None:
    files = [of_file(entries) for entries in real.inputs().values()]
    assert (files.count(Reading.READ), files.count(Reading.SUPERSEDED)) == (42, 4)
    assert len(files) == 46


def test_all_of_the_real_record_is_coded_and_every_quote_is_in_its_text(real: Corpus) -> None:
    assert all(real.coded_by(sitting["sitting_id"]) for sitting in real.sittings())
    assert len(real.table("positions")) > 500
    assert list(problems(real)) == []


def test_coding_the_real_record_again_gives_the_same_bytes(real: Corpus) -> None:
    before = _coding(real)
    assert analyse(real).sittings == 0
    assert _coding(real) == before
    days = [each["sitting_id"] for each in real.sittings() if each["format"] != "twfy-json"]
    again = days[::5]
    with real.writing() as writer:
        for sitting_id in again:
            writer.drop("coding", sitting_id)
    assert analyse(real, workers=1).sittings == len(again) == 8
    assert _coding(real) == before  # which two processes coded


@pytest.mark.parametrize(
    ("section", "title", "subject"),
    [
        ("Commons Chamber", "Facial Recognition", "Facial Recognition"),
        (
            "Commons Chamber › Tides Bill",
            "New Clause 1 — Cameras",
            "Tides Bill: New Clause 1 — Cameras",
        ),
        ("Lords Chamber › Tides Bill", "Report (2nd Day)", "Tides Bill: Report (2nd Day)"),
        ("Commons Chamber › Closed Circuit Television", "Clause 2 — Fish", "Clause 2 — Fish"),
        ("Commons Chamber › Tides Bill", "Points of Order", "Points of Order"),
    ],
)
def test_a_debate_is_about_its_heading_and_its_bill(
    tmp_path: Path, section: str, title: str, subject: str
) -> None:
    speech = Contribution("x/1", Kind.SPEECH, "Yes.", Speaker("Ada Fen"))
    debate = Debate("x/0", title, section, (speech,))
    corpus = Corpus(tmp_path)
    with corpus.writing() as writer:
        writer.write_sitting(Sitting("x", None, None, "x", "x", (debate,)), sha256="")
    assert corpus.contributions("x")["heading"].to_pylist() == [subject]
