"""One sitting coded, in whatever process and on whatever machine."""

import hashlib
import platform
import threading
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

import analyser
from analyser.annotate.signing import pipeline_signature
from analyser.corpus import rows
from analyser.discourse import Line, discourse_of
from analyser.errors import InvalidCodebook, UnreadableModel
from analyser.pipeline.workers import UnfitWorker

if TYPE_CHECKING:
    from spacy.language import Language

    from analyser.codebook import Codebook

Coder = tuple["Codebook | None", Path | None]
"""What codes: a codebook, and the folder of an encoder; ``None`` for those kept here."""

_LIBRARIES = ("spacy", "onnxruntime", "tokenizers", "numpy", "pyarrow")
_one_at_a_time = threading.Lock()


def code_sitting(
    coder: Coder, made_of: Mapping[str, str], record: pa.Table
) -> tuple[int, dict[str, pa.Table]]:
    """Return how many contributions of a sitting were coded, and the tables of its coding.

    ``record`` is as ``Corpus.contributions`` gives it. Raises ``UnfitWorker`` where the makings
    here are not ``made_of``.
    """
    from analyser.annotate import code_texts

    with _one_at_a_time:  # a worker may have more threads than one
        nlp = _nlp(coder, tuple(made_of.items()))
        spoken = record.filter(pc.is_valid(record["speaker"]))
        ids, texts, headings = (
            spoken[name].to_pylist() for name in ("contribution_id", "text", "heading")
        )
        with nlp.memory_zone():  # else every new word stays in memory
            codings = list(code_texts(nlp, zip(texts, headings, strict=True)))
        course = discourse_of(lines(record))
    return len(ids), rows.coding_tables(zip(ids, codings, strict=True), course)


def lines(record: pa.Table) -> Iterator[list[Line]]:
    """Yield the contributions of each debate as the readers of its course take them."""
    for _, debate in groupby(record.to_pylist(), key=itemgetter("debate_id")):
        yield [
            Line(
                row["contribution_id"],
                row["kind"],
                row["person_id"] or row["speaker"],
                *(row[name] for name in ("speaker", "office", "party", "text", "title", "section")),
            )
            for row in debate
        ]


def makings(coder: Coder) -> dict[str, str]:
    """Return what has a part in a coding, each with a version that only it has."""
    code = hashlib.sha256()
    package = Path(analyser.__file__).parent
    for path in sorted(package.rglob("*.py")):
        code.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return {
        "codebook and encoder": pipeline_signature(*coder)[:12],
        "analyser": code.hexdigest()[:12],
        "python": ".".join(platform.python_version_tuple()[:2]),
        **{name: metadata.version(name) for name in _LIBRARIES},
    }


@cache
def _nlp(coder: Coder, made_of: tuple[tuple[str, str], ...]) -> "Language":
    """Build the pipeline once a process: it costs more than a sitting."""
    from analyser.annotate import build_nlp

    codebook, encoder = coder
    try:
        ours = makings(coder)
        differ = [
            f"{name} {ours[name]} (expected {theirs})"
            for name, theirs in made_of
            if ours[name] != theirs
        ]
        if differ:
            raise UnfitWorker(f"it has another {', '.join(differ)}")
        return build_nlp(codebook, encoder=encoder)
    except (UnreadableModel, InvalidCodebook, OSError) as error:
        raise UnfitWorker(str(error)) from error
