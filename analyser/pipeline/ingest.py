"""Files of Hansard into the corpus; of two that hold the same debate, the fuller one.

A file that was read and has not changed is skipped, so a run that was killed is continued by the
same command.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from analyser.corpus import Corpus, CorpusWriter, Input, tables
from analyser.corpus.outcomes import Reading
from analyser.debate import Sitting
from analyser.errors import UnreadableHansard
from analyser.ingest import find_files, is_parlamint, read_sittings
from analyser.members import Register, resolve_short_forms, with_parties_abbreviated

Progress = Callable[[int, int, str], None]
"""Called for every file or sitting with how many are done, how many there are, and what it was."""

_FOLDER = re.compile(r"[\w.~-]{1,180}", re.ASCII)
_READER = "2"  # raised when a reader gives other sittings for the same files
_RICHEST_FIRST = ("twfy-xml", "hansard-api", "parlamint", "hansard-text", "twfy-json")
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
                return [replace(entry, outcome=Reading.UNCHANGED) for entry in before]
            became = self._read(path, digest)
        except UnreadableHansard as error:
            failed = Input(str(path), digest, Reading.FAILED, None, error.where, error.what)
            became = [replace(failed, expected=error.expected)]
        self.writer.write_inputs(became)
        self.known[str(path)] = became
        return became

    def _read(self, path: Path, digest: str) -> list[Input]:
        sittings = read_sittings(path)
        if not sittings:
            outcome = Reading.COMPANION if is_parlamint(path) else Reading.SUPERSEDED
            return [Input(str(path), digest, outcome)]
        return [self._hold(path, digest, sitting) for sitting in sittings]

    def _is_done(self, before: Input, digest: str) -> bool:
        if before.sha256 != digest or before.outcome == Reading.FAILED:
            return False
        if before.outcome != Reading.READ:
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
            return Input(str(path), digest, Reading.SUPERSEDED, sitting.sitting_id)
        if held and held["version"] == sitting.version and self._is_others(path, sitting):
            return Input(str(path), digest, Reading.HELD, sitting.sitting_id)
        others = list(_same_debate(sitting, self.corpus))
        for other_id, is_better in others:
            if is_better:
                return Input(str(path), digest, Reading.HELD, other_id)
        for other_id, _ in others:
            self.writer.drop("coding", other_id)
            self.writer.drop("record", other_id)
        sitting = with_parties_abbreviated(resolve_short_forms(sitting))
        if self.register is not None:
            sitting = self.register.resolve(sitting)
        used = None if self.register is None else self.register.digest
        self.writer.write_sitting(sitting, sha256=digest, reader=_READER, register=used)
        return Input(str(path), digest, Reading.READ, sitting.sitting_id)

    def _is_others(self, path: Path, sitting: Sitting) -> bool:
        """Return whether another file that still exists gave this sitting."""
        return any(
            entry.sitting_id == sitting.sitting_id
            and entry.outcome == Reading.READ
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
            is_better = _RICHEST_FIRST.index(held["format"]) < _RICHEST_FIRST.index(sitting.format)
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


def downloaded_register(corpus: Corpus) -> Register | None:
    """Return the register of the people downloaded for this corpus, or ``None``."""
    folder = corpus.downloads / "people"
    return Register.read([folder]) if any(folder.glob("*.json")) else None
