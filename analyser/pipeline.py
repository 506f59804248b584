"""The one composition: files to sittings to codings to the corpus.

Each step skips what is done already, so a killed run is continued by the same command.
"""

import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from itertools import groupby
from multiprocessing import get_context
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from analyser import discourse, tables
from analyser.coding import Coding
from analyser.corpus import Corpus, CorpusWriter, Covered, Input
from analyser.debate import House, Sitting
from analyser.discourse import Discourse, Line, discourse_of
from analyser.errors import SourceUnavailable, UnreadableCorpus, UnreadableHansard
from analyser.ingest import find_files, is_parlamint, read_sittings
from analyser.members import Register, resolve_short_forms, with_parties_abbreviated
from analyser.second_reader.storing import second_coding, write_second

if TYPE_CHECKING:
    from spacy.language import Language

    from analyser.codebook import Codebook
    from analyser.fetch import Client, Plan, Request, Wanted

Progress = Callable[[int, int, str], None]
"""Called for every file or sitting with how many are done, how many there are, and what it was."""

_FOLDER = re.compile(r"[\w.~-]{1,180}", re.ASCII)
_READER = "2"  # raised when a reader gives other sittings for the same files
_RICHER = ("twfy-xml", "hansard-api", "parlamint", "hansard-text", "twfy-json")
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

    A file of several sittings has an outcome for each. A file that failed is listed with
    its reason, and what the corpus already held of it stays. A file that has not changed
    since it was read is not read again: its outcome here is "unchanged", and what is known
    of it stays as it was.
    """
    files = find_files(paths)
    with corpus.writing() as writer:
        known = corpus.inputs()
        reading = _Ingesting(corpus, writer, register, known)
        outcomes = []
        for done, path in enumerate(files, start=1):
            became = reading.take(path)
            outcomes += became
            if progress:
                progress(done, len(files), f"{became[0].outcome}: {path}")
    return outcomes


@dataclass(frozen=True, slots=True)
class _Ingesting:
    """One run of ``ingest``: ``known`` is what became of each file, in earlier runs and this."""

    corpus: Corpus
    writer: CorpusWriter
    register: Register | None
    known: dict[str, list[Input]]

    def take(self, path: Path) -> list[Input]:
        """Read one file into the corpus, unless it is there as it is, and say what became of it."""
        digest = ""
        try:
            digest = _sha256(path)
            before = self.known.get(str(path), [])
            if before and all(self._is_done(entry, digest) for entry in before):
                return [replace(entry, outcome="unchanged") for entry in before]
            became = self._read(path, digest)
        except UnreadableHansard as error:
            failed = Input(str(path), digest, "failed", None, error.where, error.what)
            became = [replace(failed, expected=error.expected)]
        self.writer.write_inputs(became)
        self.known[str(path)] = became
        return became

    def _read(self, path: Path, digest: str) -> list[Input]:
        sittings = read_sittings(path)
        if not sittings:
            outcome = "companion" if is_parlamint(path) else "superseded"
            return [Input(str(path), digest, outcome)]
        return [self._hold(path, digest, sitting) for sitting in sittings]

    def _is_done(self, before: Input, digest: str) -> bool:
        if before.sha256 != digest or before.outcome == "failed":
            return False
        if before.outcome != "read":
            # what it gave way to may have left the corpus since
            return before.sitting_id is None or bool(self.corpus.sitting(before.sitting_id))
        held = self.corpus.sitting(before.sitting_id or "")
        return (
            held is not None
            and held["sha256"] == digest
            and held["schema_version"] == tables.VERSION
            and held["reader"] == _READER
            and (self.register is None or held["register"] == self.register.digest)
        )

    def _hold(self, path: Path, digest: str, sitting: Sitting) -> Input:
        """Write a sitting into the corpus, unless a newer or richer publication of it is there."""
        if not _FOLDER.fullmatch(sitting.sitting_id) or ".." in sitting.sitting_id:
            what = f"the id {sitting.sitting_id[:60]!r}… can name no folder"
            raise UnreadableHansard(path, "its id", what, "an id of letters, digits and hyphens")
        held = self.corpus.sitting(sitting.sitting_id)
        if held and held["version"] > sitting.version:
            return Input(str(path), digest, "superseded", sitting.sitting_id)
        if held and held["version"] == sitting.version and self._is_others(path, sitting):
            return Input(str(path), digest, "held", sitting.sitting_id)
        others = list(_same_debate(sitting, self.corpus))
        for other_id, is_better in others:
            if is_better:
                return Input(str(path), digest, "held", other_id)
        for other_id, _ in others:
            self.writer.drop("coding", other_id)
            self.writer.drop("record", other_id)
        sitting = with_parties_abbreviated(resolve_short_forms(sitting))
        if self.register is not None:
            sitting = self.register.resolve(sitting)
        used = None if self.register is None else self.register.digest
        self.writer.write_sitting(sitting, sha256=digest, reader=_READER, register=used)
        return Input(str(path), digest, "read", sitting.sitting_id)

    def _is_others(self, path: Path, sitting: Sitting) -> bool:
        """Return whether another file that still exists gave this sitting."""
        return any(
            entry.sitting_id == sitting.sitting_id
            and entry.outcome == "read"
            and entry.path != str(path)
            and Path(entry.path).exists()
            for entries in self.known.values()
            for entry in entries
        )


def _same_debate(sitting: Sitting, corpus: Corpus) -> Iterator[tuple[str, bool]]:
    """Yield the sittings held that hold the same words, and whether each is the better.

    The one that has more is better: a day rather than one debate of it. Where both have the
    same, the format that says more is.
    """
    if sitting.date is None:
        return
    day = sitting.date.isoformat()
    ours = [item.text for debate in sitting.debates for item in debate.contributions]
    size = _words(ours)
    for held in corpus.sittings(day):
        if held["date"] != day or held["sitting_id"] == sitting.sitting_id:
            continue
        if held["format"] == sitting.format:
            # within one format ids tell: a container and a debate in it, each fetched
            own = {debate.debate_id for debate in sitting.debates}
            theirs_ids = set(held.get("debates", ()))
            if own & theirs_ids:
                yield held["sitting_id"], len(theirs_ids) >= len(own)
            continue
        theirs = corpus.contributions(held["sitting_id"])["text"].to_pylist()
        their_size = _words(theirs)
        part, whole = (ours, theirs) if size <= their_size else (theirs, ours)
        if _share_within(part, whole) < _SAME_DEBATE:
            continue
        if min(size, their_size) >= _SAME_DEBATE * max(size, their_size):
            is_better = _RICHER.index(held["format"]) < _RICHER.index(sitting.format)
        else:
            is_better = their_size > size
        yield held["sitting_id"], is_better


def _share_within(part: Iterable[str], whole: Iterable[str]) -> float:
    """Return the share of the words of ``part`` in contributions that ``whole`` has as well."""
    there = {_letters(text) for text in whole}
    texts = [text for text in part if text]
    shared = _words(text for text in texts if _letters(text) in there)
    return shared / max(_words(texts), 1)


def _words(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


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


def speeches_by_vote(paths: Iterable[Path | str]) -> Iterator[tuple[str, bool]]:
    """Yield what members said in a year in which they always, or never, voted with the majority.

    Only divisions of the Commons with 200 votes or more count, whose majority is the
    Government's in Parliaments where it has one; so is what was said in the same files.
    """
    said: list[tuple[int, str, str]] = []
    votes: dict[tuple[int, str], list[bool]] = {}
    for path in find_files(paths):
        for sitting in read_sittings(path):
            year = sitting.date.year if sitting.date else 0
            for debate in sitting.debates:
                said += [
                    (year, item.speaker.person_id, item.text)
                    for item in debate.contributions
                    if item.speaker and item.speaker.person_id and len(item.text.split()) >= _SAID
                ]
                for division in debate.divisions:
                    cast = {vote.person_id: vote.vote for vote in division.votes if vote.person_id}
                    if sitting.house is House.COMMONS and len(cast) >= _FULL_HOUSE:
                        won = Counter(cast.values()).most_common(1)[0][0]
                        for person, vote in cast.items():
                            votes.setdefault((year, person), []).append(vote == won)
    for year, person, text in said:
        cast_with = set(votes.get((year, person), ()))
        if len(cast_with) == 1:
            yield text, cast_with.pop()


_SAID, _FULL_HOUSE = 15, 200  # words; votes


# Downloading -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a run of ``fetch`` did: what became of each thing asked, and of each file got."""

    covered: list[Covered]
    inputs: list[Input]


def fetch(
    request: "Request",
    corpus: Corpus,
    *,
    client: "Client",
    register: Register | None = None,
    progress: Progress | None = None,
    today: date | None = None,
) -> Fetched:
    """Download what is asked for and is not here yet, then read it into the corpus.

    Every outcome goes into the table ``coverage``. A run that was killed is continued by the
    same request, which gets what is missing. ``register`` is used in reading; without it the
    registers downloaded earlier are. A source that fails is an outcome: what else it has is got.
    """
    from analyser.fetch import SOURCES, plan

    with _writable(corpus):
        corpus.downloads.mkdir(parents=True, exist_ok=True)
        wanted, broken = _planned(plan(request, client, corpus.downloads))
    covered = [_covered(request, each, "pending") for each in wanted]
    if broken:
        covered.append(_broken_plan(request, broken))
    _write_coverage(corpus, request, covered)
    files: list[Path] = []
    out_of_reach = 0
    try:
        for number, each in enumerate(wanted):
            if out_of_reach < _OUT_OF_REACH:
                with _writable(corpus):
                    covered[number], file = _get(request, each, client, today or date.today())
                files += [file] if file else []
                out_of_reach = (out_of_reach + 1) * (covered[number].outcome == "failed")
            else:
                what = f"not tried: {_OUT_OF_REACH} before it failed one after another"
                covered[number] = replace(_covered(request, each, "failed"), what=what)
            if progress:
                progress(number + 1, len(wanted), f"{covered[number].outcome}: {each.item}")
    finally:
        _write_coverage(corpus, request, covered)
    register = register or downloaded_register(corpus)
    # a register that came now tells more of what was got before
    paths = files if files else [corpus.downloads / source for source in SOURCES]
    present = [path for path in paths if path.exists()]
    return Fetched(covered, ingest(present, corpus, register=register) if present else [])


_OUT_OF_REACH = 5  # failures in a row after which a source is left alone


@contextmanager
def _writable(corpus: Corpus) -> Iterator[None]:
    """Name the corpus where its folder cannot be written: no right to, no room left."""
    try:
        yield
    except OSError as error:
        what = f"{corpus.folder}: cannot be written ({error.strerror or error})"
        raise UnreadableCorpus(what) from error


def downloaded_register(corpus: Corpus) -> Register | None:
    """Return the register of the people downloaded for this corpus, or ``None``."""
    folder = corpus.downloads / "people"
    return Register.read([folder]) if any(folder.glob("*.json")) else None


def _get(
    request: "Request", wanted: "Wanted", client: "Client", today: date
) -> tuple[Covered, Path | None]:
    """Get one thing; return what became of it, and the file of the record if it is one."""
    from analyser.fetch import NotThere

    entry = _covered(request, wanted, "got")
    if wanted.get is None:
        return replace(entry, outcome="missing", what="the source lists nothing for it"), None
    try:
        facts = wanted.get(client)
    except NotThere:
        return replace(entry, outcome="missing", what="HTTP 404: the source has no such page"), None
    except SourceUnavailable as error:
        return replace(entry, outcome="failed", what=error.what, expected=error.expected), None
    got = replace(
        entry,
        house=facts.house or entry.house,
        date=facts.day or entry.date,
        title=facts.title or entry.title,
        what=facts.note,
        retrieved=today,
    )
    return got, facts.file


def _planned(plan: "Plan") -> tuple[list["Wanted"], SourceUnavailable | None]:
    """Return what is wanted, and the error by which the source stopped saying what it has."""
    wanted: list[Wanted] = []
    try:
        wanted.extend(plan)
    except SourceUnavailable as error:
        return wanted, error
    return wanted, None


def _broken_plan(request: "Request", error: SourceUnavailable) -> Covered:
    return Covered(
        request=str(request),
        source=request.source,
        item="what the source has",
        house=None,
        date=None,
        title=None,
        outcome="failed",
        address=error.address,
        what=error.what,
        expected=error.expected,
    )


def _covered(request: "Request", wanted: "Wanted", outcome: str) -> Covered:
    return Covered(
        request=str(request),
        source=wanted.source,
        item=wanted.item,
        house=wanted.house,
        date=wanted.day,
        title=wanted.title,
        outcome=outcome,
        address=wanted.address,
    )


def _write_coverage(corpus: Corpus, request: "Request", covered: list[Covered]) -> None:
    with corpus.writing() as writer:
        writer.write_coverage(str(request), covered)


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
    encoder: Path | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Coded:
    """Code every sitting that this codebook and encoder have not coded yet.

    ``encoder`` is a folder that `analyser train positions` wrote, in place of the one kept here.
    ``jobs`` spreads sittings over processes; the tables are the same whatever their number. What a
    second reader told by the same codebook stays.
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
