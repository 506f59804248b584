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
    text = _published(form)
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


@pytest.mark.parametrize("form", FORMS)
def test_a_newspaper_that_quotes_it_as_it_was_typed_is_verbatim(
    run: Run, tmp_path: Path, form: str
) -> None:
    record = {"gid": "2020-01-08a.1.1", "member_name": "Ada Fen", "date": "2020-01-08"}
    file = tmp_path / "record.json"
    file.write_text(json.dumps([record | {"text": f"<p>{_published(form)}</p>"}]), "utf8")
    assert run("ingest", file).exit_code == 0
    article = tmp_path / "article.txt"
    article.write_text(
        f"Pier row\n\n9 January 2020\n\nAda Fen told MPs on Wednesday: “{PLAIN}”\n", "utf8"
    )
    rows = json.loads(run("press", article, "--format", "json").stdout)
    assert [row["verdict"] for row in rows] == ["verbatim"]


@pytest.mark.parametrize("form", FORMS)
def test_texts_are_coded_alike_however_they_were_published(
    run: Run, tmp_path: Path, form: str
) -> None:
    typed = PLAIN.replace("'", "’") if form == "Windows-1252" else PLAIN
    file, coded = tmp_path / "units.jsonl", tmp_path / "coded.jsonl"
    units = [{"id": "typed", "text": typed}, {"id": "published", "text": _published(form)}]
    file.write_text("".join(f"{json.dumps(unit)}\n" for unit in units), "utf8")
    assert run("code", file, "-o", coded).exit_code == 0
    told, published = (
        [
            (each["measure"], each["stance"], each["confidence"])
            for each in json.loads(line)["positions"]
        ]
        for line in coded.read_text("utf8").splitlines()
    )
    assert told == published
    assert {measure for measure, *_ in told} == {"anpr", "facial-recognition"}


def _published(form: str) -> str:
    text = PLAIN
    for letters, published in FORMS[form].items():
        text = text.replace(letters, published)
    return text
