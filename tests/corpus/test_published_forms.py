"""Words are found in whatever characters they were published, by every way of looking."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Run

PLAIN = "I oppose number-plate cameras on the pier, and I don't want facial recognition either."
FORMS = {
    "as typed": {},
    "unbroken hyphen": {"-": "\u2011"},
    "thin spaces": {" ": "\u2009"},
    "Windows-1252": {"'": "\u0092"},
    "soft hyphen": {"cameras": "cam\u00aderas"},
    "joiner": {"recognition": "recogni\u200btion"},
}


@pytest.mark.parametrize("form", FORMS)
def test_codebook_search_and_csv_find_the_same(run: Run, tmp_path: Path, form: str) -> None:
    text = PLAIN
    for letters, published in FORMS[form].items():
        text = text.replace(letters, published)
    record = {"gid": "2020-01-08a.1.1", "member_name": "Ada Fen", "date": "2020-01-08"}
    file = tmp_path / "record.json"
    file.write_text(json.dumps([record | {"text": f"<p>{text}</p>"}]), "utf8")
    assert run("ingest", file).exit_code == 0
    assert run("analyse").exit_code == 0
    for query in ("number-plate", '"facial recognition"', "don't", "cameras"):
        assert "1 of 1 contributions hold it." in run("search", query).stderr, query
    rows = list(csv.DictReader(io.StringIO(run("positions", "--format", "csv").stdout)))
    assert {row["measure"] for row in rows} == {"anpr", "facial-recognition"}
    if form == "Windows-1252":
        exported = tmp_path / "contributions.csv"
        assert run("export", "contributions", "-o", exported).exit_code == 0
        for found in (
            run("search", "pier", "--format", "csv").stdout,
            exported.read_text("utf8"),
        ):
            assert "don’t" in found
            assert "\u0092" not in found
