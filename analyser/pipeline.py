"""The one composition: files to sittings to codings to the corpus.

Each step skips what is done already, so a killed run is continued by the same command.
"""

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from analyser import tables
from analyser.coding import Coding
from analyser.corpus import Corpus, CorpusWriter, Input
from analyser.debate import Sitting
from analyser.errors import UnreadableHansard
from analyser.ingest import find_files, read_sitting
from analyser.members import Register, resolve_short_forms

if TYPE_CHECKING:
    from spacy.language import Language

    from analyser.codebook import Codebook

Progress = Callable[[int, int, str], None]
"""Called for every file or sitting with how many are done, how many there are, and what it was."""

_READER = "1"  # raised when a reader gives other sittings for the same files
_RICHER = ("twfy-xml", "hansard-text")  # a debate held in the earlier format is kept in that one
_SAME_DEBATE = (
    0.8  # share of a text's words found in the other source, contribution by contribution
)


def ingest(
    paths: Iterable[Path | str],
    corpus: Corpus,
    *,
    register: Register | None = None,
    progress: Progress | None = None,
) -> list[Input]:
    """Read files and folders of Hansard into a corpus and return what became of each file.

    A file that failed is listed with its reason, and what the corpus already held of it
    stays. A file that has not changed since it was read is not read again: its outcome
    here is "unchanged", and what is known of it stays as it was.
    """
    files = find_files(paths)
    with corpus.writing() as writer:
        known = {row["path"]: Input(**row) for row in corpus.arrow("inputs").to_pylist()}
        outcomes = []
        for done, path in enumerate(files, start=1):
            outcome = _ingest_file(path, corpus, writer, known, register)
            if outcome.outcome != "unchanged":
                writer.write_input(outcome)
                known[outcome.path] = outcome
            outcomes.append(outcome)
            if progress:
                progress(done, len(files), f"{outcome.outcome}: {path}")
    return outcomes


def _ingest_file(
    path: Path,
    corpus: Corpus,
    writer: CorpusWriter,
    known: dict[str, Input],
    register: Register | None,
) -> Input:
    digest = ""
    try:
        digest = _sha256(path)
        before = known.get(str(path))
        if before and before.sha256 == digest and _is_done(before, corpus, register):
            return replace(before, outcome="unchanged")
        sitting = read_sitting(path)
        if sitting is None:
            return Input(str(path), digest, "superseded")
        return _hold(path, digest, sitting, corpus, writer, known, register)
    except UnreadableHansard as error:
        return Input(str(path), digest, "failed", None, error.where, error.what, error.expected)


def _is_done(before: Input, corpus: Corpus, register: Register | None) -> bool:
    if before.outcome != "read":
        return before.outcome == "superseded"
    held = corpus.sitting(before.sitting_id or "")
    return (
        held is not None
        and held["sha256"] == before.sha256
        and held["schema_version"] == tables.VERSION
        and held["reader"] == _READER
        and (register is None or held["register"] == register.digest)
    )


def _hold(
    path: Path,
    digest: str,
    sitting: Sitting,
    corpus: Corpus,
    writer: CorpusWriter,
    known: dict[str, Input],
    register: Register | None,
) -> Input:
    """Write a sitting into the corpus, unless a newer or richer publication of it is there."""
    held = corpus.sitting(sitting.sitting_id)
    if held and held["version"] > sitting.version:
        return Input(str(path), digest, "superseded", sitting.sitting_id)
    if held and held["version"] == sitting.version and _is_others(path, sitting, known):
        return Input(str(path), digest, "held", sitting.sitting_id)
    for other_id, other_format in _same_debate(sitting, corpus):
        if _RICHER.index(other_format) < _RICHER.index(sitting.format):
            return Input(str(path), digest, "held", other_id)
        writer.drop("coding", other_id)
        writer.drop("record", other_id)
    sitting = resolve_short_forms(sitting)
    if register is not None:
        sitting = register.resolve(sitting)
    used = None if register is None else register.digest
    writer.write_sitting(sitting, sha256=digest, reader=_READER, register=used)
    return Input(str(path), digest, "read", sitting.sitting_id)


def _is_others(path: Path, sitting: Sitting, known: dict[str, Input]) -> bool:
    """Return whether another file that still exists gave this sitting."""
    return any(
        entry.sitting_id == sitting.sitting_id
        and entry.outcome == "read"
        and entry.path != str(path)
        and Path(entry.path).exists()
        for entry in known.values()
    )


def _same_debate(sitting: Sitting, corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Yield id and format of sittings held that are this one's debate in another format."""
    if sitting.date is None:
        return
    for held in corpus.sittings(sitting.date.isoformat()):
        if held["format"] == sitting.format or held["date"] != sitting.date.isoformat():
            continue
        theirs = corpus.contributions(held["sitting_id"])["text"].to_pylist()
        ours = [item.text for debate in sitting.debates for item in debate.contributions]
        is_text = sitting.format == _RICHER[-1]
        part, whole = (ours, theirs) if is_text else (theirs, ours)
        if _share_within(part, whole) >= _SAME_DEBATE:
            yield held["sitting_id"], held["format"]


def _share_within(part: Iterable[str], whole: Iterable[str]) -> float:
    """Return the share of the words of ``part`` in contributions that ``whole`` has as well."""
    there = {_letters(text) for text in whole}
    texts = [text for text in part if text]
    words = sum(len(text.split()) for text in texts)
    return sum(len(text.split()) for text in texts if _letters(text) in there) / max(words, 1)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _sha256(path: Path) -> str:
    if path.exists() and not path.is_file():
        raise UnreadableHansard(path, "the whole file", "it is a pipe or a device", "a file")
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableHansard(
            path, "the whole file", error.strerror or str(error), "a readable file"
        ) from error


# Coding ----------------------------------------------------------------------------------------


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
    jobs: int = 1,
    progress: Progress | None = None,
) -> Coded:
    """Code every sitting that this codebook and model have not coded yet.

    ``jobs`` spreads sittings over processes; the tables are the same whatever their number.
    """
    from analyser.annotate import signature

    nlp_signature = signature(_nlp(codebook))
    with corpus.writing() as writer:
        every = [sitting["sitting_id"] for sitting in corpus.sittings()]
        todo = [sitting for sitting in every if corpus.coded_by(sitting) != nlp_signature]
        contributions = positions = 0
        coded = _code_sittings(corpus, todo, codebook, jobs)
        for done, (sitting_id, codings) in enumerate(coded, start=1):
            writer.write_coding(sitting_id, codings, signature=nlp_signature)
            contributions += len(codings)
            positions += sum(len(coding.positions) for _, coding in codings)
            if progress:
                progress(done, len(todo), f"coded: {sitting_id}")
    return Coded(len(todo), len(every) - len(todo), contributions, positions)


def _code_sittings(
    corpus: Corpus, sitting_ids: list[str], codebook: "Codebook | None", jobs: int
) -> Iterator[tuple[str, list[tuple[str, Coding]]]]:
    code = partial(_code_sitting, corpus, codebook)
    if jobs <= 1 or len(sitting_ids) <= 1:
        yield from zip(sitting_ids, map(code, sitting_ids), strict=True)
        return
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # a thread pool in each process costs more
    workers = min(jobs, len(sitting_ids))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from zip(sitting_ids, pool.map(code, sitting_ids), strict=True)


def _code_sitting(
    corpus: Corpus, codebook: "Codebook | None", sitting_id: str
) -> list[tuple[str, Coding]]:
    from analyser.annotate import code_texts

    rows = corpus.contributions(sitting_id)
    spoken = rows.filter(pc.is_valid(rows["speaker"]))
    ids, texts, headings = (
        spoken[name].to_pylist() for name in ("contribution_id", "text", "heading")
    )
    codings = code_texts(_nlp(codebook), zip(texts, headings, strict=True))
    return list(zip(ids, codings, strict=True))


@cache
def _nlp(codebook: "Codebook | None") -> "Language":
    """Build the pipeline once a process: it costs more than a sitting."""
    from analyser.annotate import build_nlp

    return build_nlp(codebook)
