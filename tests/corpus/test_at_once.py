"""Two who write, and one who reads while another writes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from analyser.corpus import Corpus, HeldCorpus
from analyser.debate import Sitting
from analyser.ingest import read_sittings
from analyser.queries.search import search
from tests.conftest import Run
from tests.record import write_xml

DAYS = 6
ROUNDS = 12


def test_a_second_writer_is_refused_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus")
    file = write_xml(tmp_path / "in")
    with corpus.writing():
        for command in (("ingest", file), ("analyse", "--workers=1")):
            if command[0] == "analyse":
                (corpus.folder / "record" / "x").mkdir(parents=True)
                (corpus.folder / "record" / "x" / "sitting.json").write_text("{}", "utf8")
            ran = run(*command)
            assert ran.exit_code == 1
            assert "another run is writing to it" in ran.stderr
    assert corpus.sitting_ids() == ["x"]
    assert corpus.inputs() == {}


def _said(sitting: Sitting, words: str) -> Sitting:
    """Return a sitting in which every contribution of a speaker has the same words."""
    debates = tuple(
        replace(
            debate,
            contributions=tuple(
                replace(each, text=words) if each.speaker else each for each in debate.contributions
            ),
        )
        for debate in sitting.debates
    )
    return replace(sitting, debates=debates)


def _by_table(corpus: Corpus) -> list[tuple[str, str]]:
    rows = corpus.select("SELECT debate_id, text FROM contributions WHERE speaker IS NOT NULL")
    return list(rows.itertuples(index=False, name=None))


def _by_held(corpus: Corpus) -> list[tuple[str, str]]:
    return _by_table(HeldCorpus(corpus.folder))


def _by_search(corpus: Corpus) -> list[tuple[str, str]]:
    hits = search(corpus, "lamps", most=1_000)
    return [(row["debate_id"], row["quote"]) for row in hits.places]


@pytest.mark.parametrize("read", [_by_table, _by_held, _by_search])
def test_a_reader_finds_each_sitting_whole_while_it_is_written_anew(
    tmp_path: Path, read: Callable[[Corpus], list[tuple[str, str]]]
) -> None:
    corpus = Corpus(tmp_path / "corpus")
    days = [write_xml(tmp_path / "in", day=f"2020-01-{day:02}") for day in range(6, 6 + DAYS)]
    sittings = [sitting for day in days for sitting in read_sittings(day)]
    done = Event()

    def write() -> None:
        try:
            for n in range(ROUNDS):
                with corpus.writing() as writer:
                    for sitting in sittings:
                        writer.write_sitting(_said(sitting, f"Lamps {n}."), sha256="")
        finally:
            done.set()

    with corpus.writing() as writer:
        for sitting in sittings:
            writer.write_sitting(_said(sitting, "Lamps."), sha256="")
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        reads = 0
        while not done.is_set():
            rows = read(corpus)
            reads += 1
            assert len(rows) == 2 * DAYS
            assert len(set(rows)) == DAYS, "each debate has the same words twice, old or new"
        writing.result()
    assert reads > 1
