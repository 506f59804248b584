"""A large corpus made of a small one: every partition again and again, on days of its own.

    python benchmarks/repeated.py CORPUS OUT CONTRIBUTIONS

Record, coding and inputs of CORPUS are written to OUT until it holds that many contributions of
speakers, each copy a week before the last, with "~1", "~2"… behind its ids. Then it is gathered.
"""

import datetime as dt
import json
import os
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analyser.corpus import Corpus

_WEEK = dt.timedelta(days=7)
_IDS = (
    *("sitting_id", "debate_id", "contribution_id", "division_id", "path"),
    *("belongs_to", "replies_to", "disputes"),
)


def repeated(source: Path, large: Path, wanted: int) -> Path:
    """Return a corpus with at least ``wanted`` contributions of speakers, made if need be.

    That is ``source`` itself where it holds as many.
    """
    query = "SELECT count(*) AS n FROM chosen WHERE speaker IS NOT NULL"
    times = -(-wanted // int(Corpus(source).select(query)["n"][0]))
    if times == 1:
        return source
    if not large.exists():
        staged = large.with_name(large.name + ".part")
        for home in sorted([*source.glob("record/*"), *source.glob("coding/*")]):
            _repeat(home, staged, times)
        for path in sorted(source.glob("inputs/*.parquet")):
            table = pq.read_table(path)
            for copy in range(times):
                _write(_shifted(table, copy), staged / "inputs" / f"{path.stem}~{copy}.parquet")
        with Corpus(staged).writing():
            pass  # which gathers it
        staged.rename(large)
    return large


def _repeat(home: Path, target: Path, times: int) -> None:
    """Write a partition of record or coding so many times."""
    tables = {path.name: pq.read_table(path) for path in sorted(home.glob("*.parquet"))}
    (about,) = home.glob("*.json")
    facts = json.loads(about.read_text("utf8"))
    for copy in range(times):
        place = target / home.parent.name / f"{home.name}~{copy}"
        place.mkdir(parents=True)
        for name, table in tables.items():
            _write(_shifted(table, copy), place / name)
        own = facts | {"sitting_id": place.name}
        if "debates" in facts:
            own["debates"] = [f"{each}~{copy}" for each in facts["debates"]]
            day = facts["date"] and dt.date.fromisoformat(facts["date"]) - copy * _WEEK
            own["date"] = day and day.isoformat()
        (place / about.name).write_text(json.dumps(own, ensure_ascii=False), "utf8")


_empty: dict[str, Path] = {}


def _write(table: pa.Table, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if len(table) or path.name not in _empty:
        pq.write_table(table, path, compression="zstd")
        if not len(table):
            _empty[path.name] = path
    else:
        os.link(_empty[path.name], path)  # most tables of most sittings are empty


def _shifted(table: pa.Table, copy: int) -> pa.Table:
    for name in set(table.column_names) & set(_IDS):
        there = table.schema.get_field_index(name)
        ids = pc.binary_join_element_wise(table[name], f"~{copy}", "")
        table = table.set_column(there, table.schema.field(there), ids)
    if "date" in table.column_names:
        there = table.schema.get_field_index("date")
        days = [day and day - copy * _WEEK for day in table["date"].to_pylist()]
        table = table.set_column(there, table.schema.field(there), pa.array(days, pa.date32()))
    return table


if __name__ == "__main__":
    repeated(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
