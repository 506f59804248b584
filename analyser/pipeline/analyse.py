"""Sittings of the corpus coded: positions, themes and how each debate goes on.

What is coded already is skipped, so a run that was killed is continued by the same command.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby
from multiprocessing import get_context
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from analyser import discourse
from analyser.coding import Coding
from analyser.corpus import Corpus
from analyser.discourse import Discourse, Line, discourse_of
from analyser.pipeline.ingest import Progress
from analyser.second_reader.storing import second_coding, write_second

if TYPE_CHECKING:
    from spacy.language import Language

    from analyser.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Coded:
    """What a run of ``analyse`` did: sittings coded now, and those that were coded already."""

    sittings: int
    skipped: int
    contributions: int
    positions: int


def analyse(
    corpus: Corpus,
    *,
    codebook: "Codebook | None" = None,
    encoder: Path | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Coded:
    """Code every sitting that this codebook and encoder have not coded yet.

    ``encoder`` is a folder that `analyser train positions` wrote, in place of the one kept here.
    ``jobs`` spreads sittings over processes; the tables are the same whatever their number. What a
    second reader said by the same codebook stays.
    """
    from analyser.annotate import signature
    from analyser.codebook import load_codebook

    by = (codebook or load_codebook()).signature
    nlp_signature = f"{signature(_nlp(codebook, encoder))} {discourse.VERSION}"
    with corpus.writing() as writer:
        every = [sitting["sitting_id"] for sitting in corpus.sittings()]
        todo = [sitting for sitting in every if corpus.coded_by(sitting) != nlp_signature]
        contributions = positions = 0
        coded = _code_sittings(corpus, todo, (codebook, encoder), jobs)
        for done, (sitting_id, codings, course) in enumerate(coded, start=1):
            second = second_coding(corpus, sitting_id).of_codebook(by)
            writer.write_coding(sitting_id, codings, course, signature=nlp_signature)
            if second.made:
                write_second(writer, sitting_id, second)
            contributions += len(codings)
            positions += sum(len(coding.positions) for _, coding in codings)
            if progress:
                progress(done, len(todo), f"coded: {sitting_id}")
    return Coded(len(todo), len(every) - len(todo), contributions, positions)


Coder = tuple["Codebook | None", Path | None]
"""What ``_nlp`` is built of: a codebook, and the folder of an encoder."""


def _code_sittings(
    corpus: Corpus, sitting_ids: list[str], coder: "Coder", jobs: int
) -> Iterator[tuple[str, list[tuple[str, Coding]], Discourse]]:
    code = partial(_code_sitting, corpus, coder)
    if jobs <= 1 or len(sitting_ids) <= 1:
        yield from map(code, sitting_ids)
        return
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # a thread pool in each process costs more
    workers = min(jobs, len(sitting_ids))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(code, sitting_ids)


def _code_sitting(
    corpus: Corpus, coder: "Coder", sitting_id: str
) -> tuple[str, list[tuple[str, Coding]], Discourse]:
    from analyser.annotate import code_texts

    rows = corpus.contributions(sitting_id)
    spoken = rows.filter(pc.is_valid(rows["speaker"]))
    ids, texts, headings = (
        spoken[name].to_pylist() for name in ("contribution_id", "text", "heading")
    )
    codings = code_texts(_nlp(*coder), zip(texts, headings, strict=True))
    return sitting_id, list(zip(ids, codings, strict=True)), discourse_of(lines(rows))


def lines(rows: pa.Table) -> Iterator[list[Line]]:
    """Yield the contributions of each debate as the readers of its course take them."""
    for _, debate in groupby(rows.to_pylist(), key=itemgetter("debate_id")):
        yield [
            Line(
                row["contribution_id"],
                row["kind"],
                row["person_id"] or row["speaker"],
                *(row[name] for name in ("speaker", "office", "party", "text", "title", "section")),
            )
            for row in debate
        ]


@cache
def _nlp(codebook: "Codebook | None", encoder: Path | None) -> "Language":
    """Build the pipeline once a process: it costs more than a sitting."""
    from analyser.annotate import build_nlp

    return build_nlp(codebook, encoder=encoder)
