"""``analyser brief`` as a user runs it: exit codes, what it says, what it leaves."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from analyser.cli.app import app
from analyser.corpus import Corpus

Brief = Callable[..., Result]


@pytest.fixture
def command() -> Brief:
    """Run ``brief`` on a corpus with some arguments."""

    def run(corpus: Corpus | Path, *arguments: str | Path) -> Result:
        folder = corpus.folder if isinstance(corpus, Corpus) else corpus
        return CliRunner().invoke(app, ["--corpus", str(folder), "brief", *map(str, arguments)])

    return run


def test_it_writes_a_briefing(command: Brief, illustrated: Corpus, tmp_path: Path) -> None:
    target = tmp_path / "tides.md"
    notes = tmp_path / "notes.md"
    notes.write_text("# Mine\n\nA line of ours.\n\n- one\n- two\n", "utf8")
    ran = command(
        *(illustrated, "-o", target, "--debate", "Live Facial Recognition", "--title", "Tides"),
        *("--notes", notes),
    )
    assert ran.exit_code == 0, ran.stderr
    assert "10 sections" in ran.stderr
    assert "Illustrative sitting" in ran.stderr
    page = target.read_text("utf8")
    assert "# Tides" in page
    assert "A line of ours." in page
    assert "## Notes of the author" in page
    assert {path.name for path in tmp_path.iterdir()} == {"tides.md", "notes.md"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "x.odt"], "ends in none of"),
        (["-o", "x.md", "--pages", "3"], "is none of 2, 6, full"),
        (["-o", "x.md", "--sections", "summary,argument"], "Did you mean arguments?"),
        (["-o", "x.md", "--sections", ","], "no section is named"),
        (["-o", "x.md", "--measure", "tides"], "is none of"),
        (["-o", "x.md", "--sections", "summary", "--notes", __file__], "leaves out notes"),
        (["-o", "no/x.pdf"], "there is no folder no"),
        (["-o", "x.md", "--notes", "none.txt"], "'none.txt' does not exist"),
        (["-o", "x.md", "--article", "none.txt"], "'none.txt' does not exist"),
        ([], "output"),
    ],
)
def test_wrong_use_is_2(
    command: Brief, illustrated: Corpus, arguments: list[str], said: str
) -> None:
    ran = command(illustrated, *arguments)
    assert ran.exit_code == 2
    assert said in " ".join(ran.stderr.split())


def test_what_cannot_be_done_is_1(command: Brief, illustrated: Corpus, tmp_path: Path) -> None:
    latin = tmp_path / "latin.txt"
    latin.write_bytes("Café".encode("latin-1"))
    target = tmp_path / "x.pdf"
    for arguments, said in (
        (["-o", target, "--debate", "Harbours of Nowhere"], "nothing is chosen"),
        (["-o", target, "--notes", latin], "not UTF-8"),
        (["-o", target, "--reviewed-only"], "no person has confirmed or corrected"),
    ):
        ran = command(illustrated, *arguments)
        assert ran.exit_code == 1, ran.stderr
        assert said in ran.stderr
        assert not target.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["latin.txt"]


def test_an_empty_corpus_is_wrong_use(command: Brief, tmp_path: Path) -> None:
    ran = command(tmp_path / "corpus", "-o", tmp_path / "x.md")
    assert ran.exit_code == 2
    assert "is empty" in ran.stderr
    assert not (tmp_path / "x.md").exists()


def test_notes_are_not_written_over(command: Brief, illustrated: Corpus, tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("Mine.", "utf8")
    ran = command(illustrated, "-o", notes, "--notes", notes)
    assert ran.exit_code == 2
    assert notes.read_text("utf8") == "Mine."
