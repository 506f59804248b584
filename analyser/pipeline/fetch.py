"""What the public sources have, downloaded and read into the corpus.

What is here already is not asked for again, so a run that was killed is continued by the same
command.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from analyser.corpus import Corpus, Covered, Input
from analyser.corpus.outcomes import Fetching
from analyser.errors import SourceUnavailable, UnreadableCorpus
from analyser.members import Register
from analyser.pipeline.ingest import Progress, downloaded_register, ingest

if TYPE_CHECKING:
    from analyser.fetch import Client, Plan, Request, Wanted

_OUT_OF_REACH = 5  # failures in a row after which a source is left alone


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
    covered = [_covered(request, each, Fetching.PENDING) for each in wanted]
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
                out_of_reach = (out_of_reach + 1) * (covered[number].outcome == Fetching.FAILED)
            else:
                what = f"not tried: {_OUT_OF_REACH} before it failed one after another"
                covered[number] = replace(_covered(request, each, Fetching.FAILED), what=what)
            if progress:
                progress(number + 1, len(wanted), f"{covered[number].outcome}: {each.item}")
    finally:
        _write_coverage(corpus, request, covered)
    register = register or downloaded_register(corpus)
    # a register that came now fills in what was got before
    paths = files if files else [corpus.downloads / source for source in SOURCES]
    present = [path for path in paths if path.exists()]
    return Fetched(covered, ingest(present, corpus, register=register) if present else [])


@contextmanager
def _writable(corpus: Corpus) -> Iterator[None]:
    """Name the corpus where its folder cannot be written: no right to, no room left."""
    try:
        yield
    except OSError as error:
        what = f"{corpus.folder}: cannot be written ({error.strerror or error})"
        raise UnreadableCorpus(what) from error


def _get(
    request: "Request", wanted: "Wanted", client: "Client", today: date
) -> tuple[Covered, Path | None]:
    """Get one thing; return what became of it, and the file of the record if it is one."""
    from analyser.fetch import NotThere

    entry = _covered(request, wanted, Fetching.GOT)
    if wanted.get is None:
        return _missing(entry, "the source lists nothing for it"), None
    try:
        facts = wanted.get(client)
    except NotThere:
        return _missing(entry, "HTTP 404: the source has no such page"), None
    except SourceUnavailable as error:
        failed = replace(entry, outcome=Fetching.FAILED, what=error.what, expected=error.expected)
        return failed, None
    got = replace(
        entry,
        house=facts.house or entry.house,
        date=facts.day or entry.date,
        title=facts.title or entry.title,
        what=facts.note,
        retrieved=today,
    )
    return got, facts.file


def _missing(entry: Covered, what: str) -> Covered:
    return replace(entry, outcome=Fetching.MISSING, what=what)


def _planned(plan: "Plan") -> tuple[list["Wanted"], SourceUnavailable | None]:
    """Return what is wanted, and the error by which the source stopped saying what it has."""
    wanted: list[Wanted] = []
    try:
        wanted.extend(plan)
    except SourceUnavailable as error:
        return wanted, error
    return wanted, None


def _broken_plan(request: "Request", error: SourceUnavailable) -> Covered:
    from analyser.fetch import Wanted

    wanted = Wanted(request.source, "what the source has", error.address)
    entry = _covered(request, wanted, Fetching.FAILED)
    return replace(entry, what=error.what, expected=error.expected)


def _covered(request: "Request", wanted: "Wanted", outcome: Fetching) -> Covered:
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
