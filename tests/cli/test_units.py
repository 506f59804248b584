"""One's own texts: every good line coded, in order, every bad one named."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from analyser.cli.units import Unit, read_units, write_codings
from analyser.coding import Coding, Evidence, Position, Stance, Theme
from analyser.errors import UnreadableUnits


def _code(texts: Iterable[tuple[str, str | None]]) -> Iterator[Coding]:
    """Code the first word of each text, and its heading as the measure."""
    for text, heading in texts:
        word = Evidence(text.split()[0], 0, len(text.split()[0]))
        position = Position(heading or "cctv", Stance.SUPPORT, 0.5, word)
        neutral = Position("anpr", Stance.NONE, 0.5, None)
        yield Coding((position, neutral), (Theme("privacy", word),))


def test_units_come_out_coded_in_their_order(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        '{"id": 7, "text": "Yes, it is", "heading": "drones", "party": "Lan"}\n\n'
        '{"id": "é", "text": "Café then"}\n',
        "utf8",
    )
    units = [unit for unit in read_units(source) if isinstance(unit, Unit)]
    assert write_codings(iter(units), _code, target) == 2
    first, second = (json.loads(line) for line in target.read_text("utf8").splitlines())
    assert first == {
        "id": 7,
        "positions": [
            {
                "measure": "drones",
                "stance": "support",
                "confidence": 0.5,
                "evidence": {"quote": "Yes,", "start": 0, "end": 4},
            },
            {"measure": "anpr", "stance": "none", "confidence": 0.5, "evidence": None},
        ],
        "themes": [
            {
                "code": "privacy",
                "evidence": {"quote": "Yes,", "start": 0, "end": 4},
                "direction": None,
            }
        ],
    }
    assert second["id"] == "é"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"{", "line 2"),
        (b"[1]", 'no "id"'),
        (b'{"text": "a"}', 'no "id"'),
        (b'{"id": 1}', '"text" is None'),
        (b'{"id": 1, "text": 3}', '"text" is 3'),
        (b'{"id": 1, "text": "a", "heading": 3}', '"heading" is 3'),
        (b'{"id": 1, "text": "\xff"}', "line 2"),
        (b'{"id": NaN, "text": "a"}', "NaN is no JSON"),
    ],
)
def test_a_bad_line_is_named_in_its_place(tmp_path: Path, line: bytes, what: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(b'{"id": 0, "text": "a"}\n' + line + b'\n{"id": 2, "text": "b"}\n')
    first, bad, last = read_units(source)
    assert (first, last) == (Unit(0, "a", None), Unit(2, "b", None))
    assert isinstance(bad, UnreadableUnits)
    assert f"{source}, line 2" in str(bad)
    assert what in str(bad)
    assert "expected" in str(bad)


def test_a_run_that_fails_leaves_no_half_written_file(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("the last good state")

    def fail(texts: Iterable[tuple[str, str | None]]) -> Iterator[Coding]:
        for _ in texts:
            yield Coding()
            raise RuntimeError

    units = [Unit(1, "a", None), Unit(2, "b", None)]
    with pytest.raises(RuntimeError):
        write_codings(units, fail, target)
    assert target.read_text() == "the last good state"
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableUnits, match=r"gone\.jsonl: No such file"):
        list(read_units(tmp_path / "gone.jsonl"))
