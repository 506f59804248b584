"""A file that is not UTF-8: the same words in every verb, with the line where it is not."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run

_UNIT = {"id": 1, "text": "Café", "positions": [], "themes": []}
_SAYS = "line 2: the byte 0xe9 is not UTF-8 (expected UTF-8 text)"


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("day.txt", ("ingest", "FILE")),
        ("day.json", ("ingest", "FILE")),
        ("article.txt", ("press", "FILE")),
        ("list.csv", ("press", "GOOD", "--register", "FILE")),
        ("list.json", ("press", "GOOD", "--register", "FILE")),
        ("units.jsonl", ("evaluate", "positions", "FILE")),
        ("motions.csv", ("evaluate", "motion", "FILE")),
        ("measures.toml", ("code", "GOOD", "-o", "OUT", "--codebook", "FOLDER")),
    ],
)
def test_every_verb_says_it_alike(
    run: Run, tmp_path: Path, name: str, command: tuple[str, ...]
) -> None:
    file, good = tmp_path / "in" / name, tmp_path / "good.txt"
    file.parent.mkdir()
    file.write_bytes("[]\nCafé".encode("latin-1"))
    good.write_text(json.dumps(_UNIT), "utf8")
    given = {"FILE": file, "FOLDER": file.parent, "GOOD": good, "OUT": tmp_path / "out"}
    ran = run(*(given.get(word, word) for word in command))
    assert ran.exit_code == 1, ran.stderr
    assert f"{file}, {_SAYS}\n" in ran.stderr


def test_a_file_of_units_names_each_line_and_codes_the_others(run: Run, tmp_path: Path) -> None:
    units, out = tmp_path / "units.jsonl", tmp_path / "out.jsonl"
    units.write_bytes(json.dumps(_UNIT).encode() + '\n{"id": 2, "text": "Café"}'.encode("latin-1"))
    ran = run("code", units, "-o", out)
    assert ran.exit_code == 1
    assert f"{units}, line 2: the byte 0xe9 is not UTF-8 (expected one JSON object)" in ran.stderr
    assert [json.loads(line)["id"] for line in out.read_text("utf8").splitlines()] == [1]
