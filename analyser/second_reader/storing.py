"""What second readers said of a sitting, in the partition that the first reader wrote."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analyser.corpus import Corpus, CorpusWriter, tables
from analyser.errors import UnreadableCorpus

_ABOUT, _SECOND = "coding.json", "second"


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What one second reader made of one sitting.

    ``signature`` tells it from any other reading, ``None`` where some of it is still to be asked.
    """

    reader: str
    codebook: str
    signature: str | None
    rows: Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class SecondCoding:
    """What all second readers made of one sitting.

    ``made`` holds for each reader the codebook it read by, and the signature of its ``Reading``.
    """

    tables: Mapping[str, pa.Table]
    made: Mapping[str, Mapping[str, str | None]]

    def of(self, readers: set[str]) -> "SecondCoding":
        """Return what some of the readers made."""
        chosen = pa.array(sorted(readers), pa.string())
        return SecondCoding(
            {name: each.filter(pc.is_in(each["reader"], chosen)) for name, each in self._each()},
            {reader: about for reader, about in self.made.items() if reader in readers},
        )

    def of_codebook(self, codebook: str) -> "SecondCoding":
        """Return what was read by one codebook, given by its signature."""
        return self.of({name for name, about in self.made.items() if about["codebook"] == codebook})

    def put(self, reading: SecondReading) -> "SecondCoding":
        """Return this with a reading, in place of what the same reader made before."""
        others = self.of(set(self.made) - {reading.reader})
        joined = {
            name: pa.concat_tables(
                [each, pa.Table.from_pylist(reading.rows[name], schema=each.schema)]
            )
            for name, each in others._each()
        }
        about = {"codebook": reading.codebook, "signature": reading.signature}
        return SecondCoding(joined, {**others.made, reading.reader: about})

    def _each(self) -> list[tuple[str, pa.Table]]:
        return list(self.tables.items())


def signature_of(corpus: Corpus, sitting_id: str, reader: str) -> str | None:
    """Return the signature of a reading of a whole sitting, ``None`` where there is none."""
    about = _about(corpus.folder / "coding" / sitting_id)
    return _made(about).get(reader, {}).get("signature")


def second_coding(corpus: Corpus, sitting_id: str) -> SecondCoding:
    """Return what second readers made of a sitting: empty tables where nobody was asked."""
    folder = corpus.folder / "coding" / sitting_id
    made = _made(_about(folder))
    schemas = {name: tables.CODING[name] for name in tables.SECOND}
    if not made:
        return SecondCoding({name: each.empty_table() for name, each in schemas.items()}, {})
    return SecondCoding({name: _table(folder, name) for name in tables.SECOND}, made)


def write_second(writer: CorpusWriter, sitting_id: str, second: SecondCoding) -> None:
    """Write what second readers made of a sitting; what the first made of it stays as it is.

    Raises ``UnreadableCorpus`` where the first reader has not coded the sitting.
    """
    folder = writer.folder / "coding" / sitting_id
    about = _about(folder)
    if not about:
        raise UnreadableCorpus(f"{folder}: is not there (expected the first reader's coding)")
    contents = {
        name: second.tables[name] if name in tables.SECOND else _table(folder, name)
        for name in tables.CODING
    }
    about = about | {_SECOND: {reader: dict(made) for reader, made in second.made.items()}}
    writer.write_partition("coding", sitting_id, contents, "coding", about)


def _table(folder: Path, name: str) -> pa.Table:
    path = folder / f"{name}.parquet"
    if not path.exists():  # coded before there was such a table
        return tables.CODING[name].empty_table()
    try:
        return pq.ParquetFile(path).read().cast(tables.CODING[name])
    except (OSError, ValueError) as error:
        raise UnreadableCorpus(f"{path}: {error} (expected the table {name})") from error


def _about(folder: Path) -> dict[str, Any]:
    path = folder / _ABOUT
    if not path.exists():
        return {}
    try:
        about: dict[str, Any] = json.loads(path.read_text("utf8"))
    except (OSError, ValueError) as error:
        raise UnreadableCorpus(f"{path}: {error} (expected JSON)") from error
    return about


def _made(about: Mapping[str, Any]) -> Mapping[str, Mapping[str, str | None]]:
    made: Mapping[str, Mapping[str, str | None]] = about.get(_SECOND, {})
    return made
