"""No cell of a CSV file is a formula, and every text can be had back."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.corpus.export import export_table
from analyser.corpus.tables import SCHEMAS
from analyser.text.spreadsheet import guarded, unguarded
from tests.conftest import Run
from tests.payloads import FORMULAS, payloads

_SIGNS = tuple(sign[0] for sign in FORMULAS)


@given(st.text(st.sampled_from("'=+-@\t\r\n＝a"), max_size=4) | st.text(max_size=4))
def test_no_text_is_a_formula_and_every_text_comes_back(text: str) -> None:
    assert not guarded(text).startswith(_SIGNS)
    assert unguarded(guarded(text)) == text


def test_what_is_no_text_stays() -> None:
    assert [guarded(value) for value in (-1, -0.5, None)] == [-1, -0.5, None]


def test_no_table_exported_holds_a_formula_and_each_can_be_read_back(tmp_path: Path) -> None:
    corpus = payloads(tmp_path)
    for name in SCHEMAS:
        export_table(corpus, name, tmp_path / "t.csv")
        with (tmp_path / "t.csv").open(encoding="utf8", newline="") as file:
            rows = list(csv.reader(file))
        assert not [cell for row in rows for cell in row if cell.startswith(_SIGNS)], name
        given = [dict(zip(rows[0], map(unguarded, row), strict=True)) for row in rows[1:]]
        for row, whole in zip(given, corpus.arrow(name).to_pylist(), strict=True):
            texts = {column: value for column, value in whole.items() if isinstance(value, str)}
            assert {column: row[column] for column in texts} == texts


@pytest.mark.parametrize("verb", ["positions", "themes", "debates", "members", "search"])
def test_no_table_printed_as_csv_holds_a_formula(run: Run, tmp_path: Path, verb: str) -> None:
    payloads(tmp_path)
    ran = run(verb, *(["CCTV"] if verb == "search" else []), "--format", "csv")
    assert ran.exit_code == 0, ran.stderr
    rows = list(csv.reader(io.StringIO(ran.stdout, newline="")))
    assert len(rows) > 1
    assert not [cell for row in rows for cell in row if cell.startswith(_SIGNS)]
