"""The second reader beside the first, on codings written by hand."""

from pathlib import Path
from typing import Any

import pytest

from analyser.coding import Coding, Evidence, Position, Stance
from analyser.corpus import Corpus
from analyser.pipeline.ingest import ingest
from analyser.queries.positions import positions
from analyser.second_reader.agreement import agreement, compared
from analyser.second_reader.storing import SecondReading, second_coding, write_second
from analyser.selection import Selection
from tests.record import WORDS, write_xml
from tests.second_reader.conftest import ADA, ADA_AGAIN, BO, FIRST, SECOND

BO_AGAIN = "x/debate/2020-02-02a.1.2"
FACES, CCTV, DRONES = "facial-recognition", "cctv", "drones"
S, O, M, N, U = Stance.SUPPORT, Stance.OPPOSE, Stance.MIXED, Stance.NONE, Stance.UNCLEAR  # noqa: E741


def _coding(**stances: Stance) -> Coding:
    return Coding(
        tuple(
            Position(code.replace("_", "-"), stance, 0.5, Evidence("I", 0, 1))
            for code, stance in stances.items()
        )
    )


def _reading(reader: str, told: dict[str, dict[str, Stance] | str]) -> SecondReading:
    """What a reader told of each contribution: a stance on each measure, or why it was refused."""
    positions: list[dict[str, Any]] = []
    readings: list[dict[str, Any]] = []
    for contribution_id, said in told.items():
        of = {"contribution_id": contribution_id, "reader": reader}
        reason = said if isinstance(said, str) else None
        readings.append(of | {"outcome": "refused" if reason else "read", "reason": reason})
        if not isinstance(said, str):
            shown = {"quote": "I", "start": 0, "end": 1}
            positions += [
                of | {"measure": code, "stance": stance.value} | shown
                for code, stance in said.items()
            ]
    rows = {"second_positions": positions, "second_readings": readings}
    return SecondReading(reader, "a codebook", "a signature", rows)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Two days, read by both readers with every kind of difference."""
    corpus = Corpus(tmp_path / "corpus")
    days = [write_xml(tmp_path / "in"), write_xml(tmp_path / "in", day="2020-02-02")]
    ingest(days, corpus)
    first = {
        FIRST: [
            (ADA, _coding(facial_recognition=S, cctv=O)),
            (BO, _coding(facial_recognition=O, drones=U)),
        ],
        SECOND: [(ADA_AGAIN, _coding(facial_recognition=S)), (BO_AGAIN, _coding(cctv=S))],
    }
    second = {
        FIRST: _reading("tide-7b", {ADA: {FACES: S, DRONES: N}, BO: {FACES: S, DRONES: O}}),
        SECOND: _reading("tide-7b", {ADA_AGAIN: {FACES: M}, BO_AGAIN: "not JSON"}),
    }
    with corpus.writing() as writer:
        for sitting, codings in first.items():
            writer.write_coding(sitting, codings, signature="by-hand")
            write_second(writer, sitting, second_coding(corpus, sitting).put(second[sitting]))
    return corpus


def _rows(corpus: Corpus, selection: Selection | None = None) -> list[tuple[Any, ...]]:
    names = ["contribution_id", "measure", "first_stance", "second_stance", "told_by", "agree"]
    frame = compared(corpus, selection)[names].astype(object)
    return list(frame.where(frame.notna(), None).itertuples(index=False, name=None))


def test_each_measure_that_either_tells_is_a_row(corpus: Corpus) -> None:
    assert _rows(corpus) == [
        (ADA, CCTV, "oppose", None, "first", False),
        (ADA, DRONES, None, "none", "second", False),
        (ADA, FACES, "support", "support", "both", True),
        (BO, DRONES, "unclear", "oppose", "both", None),
        (BO, FACES, "oppose", "support", "both", False),
        (ADA_AGAIN, FACES, "support", "mixed", "both", False),
    ]
    assert set(compared(corpus)["reader"]) == {"tide-7b"}
    assert compared(corpus)["speaker"].tolist()[:3] == ["Ada Fen"] * 3


@pytest.mark.parametrize(
    ("selection", "places"),
    [
        (Selection(measure=(DRONES,)), [(ADA, DRONES), (BO, DRONES)]),
        (Selection(stance=("mixed",)), [(ADA_AGAIN, FACES)]),
        (Selection(member=("Bo Marsh",)), [(BO, DRONES), (BO, FACES)]),
        (Selection(measure=("anpr",)), []),
    ],
)
def test_a_selection_looks_at_what_either_tells(
    corpus: Corpus, selection: Selection, places: list[tuple[str, str]]
) -> None:
    assert [row[:2] for row in _rows(corpus, selection)] == places


def test_counts_name_what_they_are_out_of(corpus: Corpus) -> None:
    (told,) = agreement(corpus)
    assert (told.reader, told.asked, told.read, told.refused) == ("tide-7b", 4, 3, 1)
    assert (told.told, told.by_both, told.by_first, told.by_second) == (6, 4, 1, 1)
    assert (told.unclear, told.compared, told.same, told.reversed) == (1, 3, 1, 1)
    assert told.kappa is not None
    assert told.kappa.of == 3
    # seen 1/3; by chance (2/3 · 2/3 + 1/3 · 0 + 0 · 1/3) = 4/9, so (3/9 - 4/9) / (5/9)
    assert told.kappa.value == pytest.approx(-0.2)
    assert told.kappa.low <= told.kappa.value <= told.kappa.high


def test_where_nothing_can_be_compared_there_is_no_kappa(corpus: Corpus) -> None:
    (told,) = agreement(corpus, Selection(measure=("anpr",)))
    assert (told.read, told.told, told.compared, told.kappa) == (3, 0, 0, None)


def test_a_corpus_that_nobody_else_read_has_no_agreement(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "other")
    ingest([write_xml(tmp_path / "in")], corpus)
    with corpus.writing() as writer:
        writer.write_coding(FIRST, [(BO, _coding(cctv=S))], signature="by-hand")
    assert agreement(corpus) == []
    assert len(compared(corpus)) == 0
    assert WORDS in corpus.table("contributions")["text"].tolist()


def test_two_second_readers_stand_beside_each_other(corpus: Corpus) -> None:
    other = _reading("ebb-1b", {ADA: {FACES: O}})
    with corpus.writing() as writer:
        write_second(writer, FIRST, second_coding(corpus, FIRST).put(other))
    assert [(each.reader, each.read, each.reversed) for each in agreement(corpus)] == [
        ("ebb-1b", 1, 1),
        ("tide-7b", 3, 1),
    ]
    again = _reading("ebb-1b", {ADA: {FACES: S}})
    with corpus.writing() as writer:
        write_second(writer, FIRST, second_coding(corpus, FIRST).put(again))
    assert [(each.reader, each.same) for each in agreement(corpus)] == [
        ("ebb-1b", 1),
        ("tide-7b", 1),
    ]


def test_positions_say_what_a_second_reader_told_of_them(corpus: Corpus) -> None:
    rows = positions(corpus).astype(object).where(lambda rows: rows.notna(), None)
    names = ["contribution_id", "measure", "second_readers"]
    assert {tuple(row) for row in rows[names].itertuples(index=False, name=None)} == {
        (ADA, CCTV, "tide-7b: no position"),
        (ADA, FACES, "tide-7b: support"),
        (BO, DRONES, "tide-7b: oppose"),
        (BO, FACES, "tide-7b: support"),
        (ADA_AGAIN, FACES, "tide-7b: mixed"),
        (BO_AGAIN, CCTV, None),  # the answer was refused
    }
