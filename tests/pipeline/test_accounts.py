"""That numbers close: what was read is what was kept and what was set aside, each for a reason."""

import re
from pathlib import Path

import pytest

from analyser.corpus import Corpus
from analyser.corpus.outcomes import Reading
from tests.conftest import Ran, Run
from tests.record import TEXT, WORDS, write_text, write_xml

OTHER = TEXT.replace("facial recognition", "telephone tapping")


@pytest.fixture
def mixture(tmp_path: Path) -> Path:
    """Seven files: two good ones, an older and an old one, a double, a part, and a broken one."""
    folder = tmp_path / "in"
    for letter in "ab":
        write_xml(folder, letter=letter)
    write_text(folder)
    write_text(folder, day="2020-02-02", text=OTHER)
    old = write_xml(folder, day="2020-03-03")
    old.write_text(old.read_text("utf8").replace('latest="yes"', 'latest="no"'), "utf8")
    (folder / "broken.xml").write_text("<publicwhip>", "utf8")
    (folder / "changedates.txt").write_text("1,debates2020-01-08a.xml\n", "utf8")
    return folder


def _counts(ran: Ran) -> list[int]:
    """Return the numbers of the last line: of files, and of each thing that became of them."""
    return [int(number) for number in re.findall(r"\b\d+\b", ran.stderr.splitlines()[-1])]


def test_every_file_is_kept_or_set_aside_with_its_reason(
    run: Run, tmp_path: Path, mixture: Path
) -> None:
    ran = run("ingest", mixture)
    given, *became = _counts(ran)
    assert given == len(list(mixture.iterdir())) == sum(became) == 7
    corpus = Corpus(tmp_path / "corpus")
    inputs = [entry for entries in corpus.inputs().values() for entry in entries]
    assert sorted(entry.outcome.value for entry in inputs) == [
        *("companion", "failed", "held", "read", "read", "superseded", "superseded")
    ]
    assert all(entry.what for entry in inputs if entry.outcome is not Reading.READ)
    kept = {entry.sitting_id for entry in inputs if entry.outcome is Reading.READ}
    assert kept == set(corpus.sitting_ids())
    said = [WORDS, OTHER.strip().splitlines()[-1]]
    assert all(words in corpus.table("contributions")["text"].tolist() for words in said)
    given, *became = _counts(run("ingest", mixture))
    assert given == sum(became) == 7
    assert "No problems" in run("check").stderr
