"""Several files of one sitting: compared by their words, joined, and the user told why."""

import itertools
from pathlib import Path

import pytest

from analyser.corpus import Corpus
from analyser.pipeline.ingest import ingest
from tests.conftest import Run

SPEECHES = {
    "5.1": "My Lords, I support cameras on the quay, for they have caught three smugglers.",
    "6.1": "My Lords, I oppose them: nobody asked those who moor their boats there.",
    "7.1": "No.",
}
DIVISION = """<division id="uk.org.publicwhip/lords/2033-02-01{v}.8.0" divnumber="1">
<divisioncount content="2" not-content="1"/><lordlist vote="content">
<lord id="l/1" vote="content">Lord Eel</lord></lordlist></division>"""


def _write(
    folder: Path, *, speeches: tuple[str, ...] = (), division: bool = False, letter: str = "a"
) -> Path:
    said = "".join(
        f'<speech id="uk.org.publicwhip/lords/2033-02-01{letter}.{gid}" speakername="Lord Eel"'
        f" person_id='p/{gid}'><p>{SPEECHES[gid]}</p></speech>"
        for gid in speeches
    )
    folder.mkdir(parents=True)
    path = folder / f"daylord2033-02-01{letter}.xml"
    path.write_text(
        f'<publicwhip latest="yes">'
        f'<major-heading id="uk.org.publicwhip/lords/2033-02-01{letter}.4.0">'
        f"Quay Cameras Bill</major-heading>{said}{DIVISION.format(v=letter) if division else ''}"
        "</publicwhip>",
        "utf8",
    )
    return path


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Three files of one day: its divisions, an extract, and its speeches but for one."""
    return {
        "divisions": _write(tmp_path / "a-divisions", division=True),
        "extract": _write(tmp_path / "b-extract", speeches=("7.1",)),
        "pages": _write(tmp_path / "c-pages", speeches=("5.1", "6.1")),
    }


@pytest.mark.parametrize("order", list(itertools.permutations(("divisions", "extract", "pages"))))
@pytest.mark.parametrize("at_once", [True, False])
def test_what_any_file_has_is_held_once(
    files: dict[str, Path], tmp_path: Path, order: tuple[str, ...], at_once: bool
) -> None:
    corpus = Corpus(tmp_path / "corpus")
    paths = [files[name] for name in order]
    for given in [paths] if at_once else [[path] for path in paths]:
        ingest(given, corpus)
    rows = corpus.table("contributions")
    assert rows["text"].tolist() == [*SPEECHES.values(), ""]
    assert rows["contribution_id"].is_unique
    assert len(corpus.table("debates")) == 1
    assert corpus.table("votes")["speaker"].tolist() == ["Lord Eel"]
    became = {name: corpus.inputs()[str(path)][0].outcome for name, path in files.items()}
    assert became == {"divisions": "merged", "extract": "merged", "pages": "read"}
    before = corpus.table("contributions")
    assert {entry.outcome for entry in ingest(paths, corpus)} == {"unchanged"}
    assert corpus.table("contributions").equals(before)


def test_the_user_is_told_which_and_why(run: Run, files: dict[str, Path]) -> None:
    ran = run("ingest", files["divisions"], files["pages"])
    assert ran.exit_code == 0
    assert "(1 part of daylord2033-02-01a.xml went into it)" in ran.stderr
    assert "2 files: 1 read, 0 unchanged, 0 superseded by a newer version, 1 added to another" in (
        ran.stderr
    )
    ran = run("ingest", files["extract"])
    assert "merged: " in ran.stderr
    assert "(1 part that daylord2033-02-01a.xml lacks went into it)" in ran.stderr
    assert "1 files: 0 read, 0 unchanged, 0 superseded by a newer version, 1 added to another" in (
        ran.stderr
    )


def test_a_changed_file_loses_only_its_own_words(files: dict[str, Path], tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus")
    ingest(files.values(), corpus)
    words = files["pages"].read_text("utf8").replace("three smugglers", "four smugglers")
    files["pages"].write_text(words, "utf8")
    ingest([files["pages"]], corpus)
    texts = corpus.table("contributions")["text"]
    assert texts.str.contains("four").sum() == 1
    assert not texts.str.contains("three").any()
    assert "No." in texts.tolist()
    assert len(corpus.table("divisions")) == 1


def test_a_newer_letter_with_few_words_does_not_take_the_day(
    files: dict[str, Path], tmp_path: Path
) -> None:
    newer = _write(tmp_path / "newer", division=True, letter="b")
    corpus = Corpus(tmp_path / "corpus")
    ingest([files["pages"], newer], corpus)
    assert corpus.table("contributions")["kind"].tolist() == ["speech", "speech", "division"]
    assert corpus.inputs()[str(newer)][0].outcome == "merged"


def test_a_part_does_not_take_the_place_of_a_day_whose_file_is_gone(
    files: dict[str, Path], tmp_path: Path
) -> None:
    corpus = Corpus(tmp_path / "corpus")
    ingest([files["pages"]], corpus)
    files["pages"].unlink()
    [entry] = ingest([files["extract"]], corpus)
    assert entry.outcome == "held"
    assert entry.what == "daylord2033-02-01a.xml, read earlier, has 27 words of it, this file 1"
    assert len(corpus.table("contributions")) == 2


def test_other_words_under_one_id_are_anothers(tmp_path: Path) -> None:
    one = _write(tmp_path / "one", speeches=("5.1", "7.1"))
    two = _write(tmp_path / "two", speeches=("5.1", "7.1"))
    changed = two.read_text("utf8").replace(">No.<", ">Aye, and again aye.<")
    two.write_text(changed, "utf8")
    corpus = Corpus(tmp_path / "corpus")
    ingest([one, two], corpus)
    texts = corpus.table("contributions")["text"].tolist()
    assert sorted(texts) == sorted([SPEECHES["5.1"], "No.", "Aye, and again aye."])
    assert corpus.table("contributions")["contribution_id"].is_unique


def test_what_a_newer_version_replaces_is_named(run: Run, tmp_path: Path) -> None:
    older = _write(tmp_path / "older", speeches=("5.1", "6.1"))
    newer = _write(tmp_path / "newer", speeches=("5.1", "6.1"), letter="b")
    run("ingest", older)
    assert "(takes the place of daylord2033-02-01a.xml)" in run("ingest", newer).stderr
