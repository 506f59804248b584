"""Files of Hansard into the corpus; of two that hold the same debate, the fuller one.

Files of one sitting are joined (``joining``); the same words under two ids are kept once
(``doubles``).

A file that was read and has not changed is skipped, so a run that was killed is continued by the
same command.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from analyser.corpus import Corpus, CorpusWriter, Input, tables
from analyser.corpus.outcomes import Reading, of_file
from analyser.debate import Sitting
from analyser.errors import UnreadableHansard
from analyser.ingest import find_files, is_bookkeeping, read_sittings
from analyser.members import Register, resolve_short_forms, with_parties_abbreviated
from analyser.pipeline.doubles import beside_others
from analyser.pipeline.joining import Joined, joined, texts_of, words_of
from analyser.pipeline.parties import fill_parties
from analyser.text.whole_file import read_content
from analyser.wording import plural

Progress = Callable[[int, int, str], None]
"""Called for every file or sitting with how many are done, how many there are, and what it was."""

_FOLDER = re.compile(r"[\w.~-]{1,180}", re.ASCII)
_READER = "3"  # raised when a reader gives other sittings for the same files
_GIVES = (Reading.READ, Reading.MERGED, Reading.HELD, Reading.SUPERSEDED)


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
                progress(done, len(files), _line(path, became))
        fill_parties(corpus, writer)
    return [reading.later.get((each.path, each.sitting_id), each) for each in outcomes]


def _line(path: Path, became: Sequence[Input]) -> str:
    """Return what became of a file in a line, with the reason or the count of its sittings."""
    outcome, counts = of_file(became), Counter(entry.outcome for entry in became)
    why = became[0].what if outcome is not Reading.FAILED else None
    if len(became) > 1:
        parts = ", ".join(f"{counts[each]} {each}" for each in Reading if each in counts)
        why = f"{len(became)} sittings: {parts}" if len(counts) > 1 else None
    return f"{outcome}: {path}" + (f" ({why})" if why else "")


@dataclass(frozen=True, slots=True)
class _Ingesting:
    """One run of ``ingest``.

    ``known`` is what became of each file, in earlier runs and this, ``later`` what a file read
    later in this run made of one.
    """

    corpus: Corpus
    writer: CorpusWriter
    register: Register | None
    known: dict[str, list[Input]]
    later: dict[tuple[str, str | None], Input] = field(default_factory=dict)
    recent: dict[Path, dict[str, Sitting]] = field(default_factory=dict)
    paths_of: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        for entries in self.known.values():
            self._index(entries)

    def _index(self, entries: Iterable[Input]) -> None:
        """Note which files give a sitting."""
        for entry in entries:
            self.paths_of[entry.sitting_id or ""].add(entry.path)

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
        self._index(became)
        return became

    def _read(self, path: Path, digest: str) -> list[Input]:
        sittings = read_sittings(path)
        if not sittings:
            outcome = Reading.COMPANION if is_bookkeeping(path) else Reading.SUPERSEDED
            return [Input(str(path), digest, outcome)]
        return [self._hold(path, digest, sitting) for sitting in sittings]

    def _is_done(self, before: Input, digest: str) -> bool:
        if before.sha256 != digest or before.outcome == Reading.FAILED:
            return False
        held = self.corpus.sitting(before.sitting_id or "")
        if before.outcome not in (Reading.READ, Reading.MERGED):
            # what it gave way to may have left the corpus since
            return before.sitting_id is None or held is not None
        return (
            held is not None
            and self.corpus.is_whole(before.sitting_id or "")
            and digest in (held["sha256"], *held.get("merged", ()))
            and held["schema_version"] == tables.VERSION
            and held["reader"] == _READER
            and (self.register is None or held["register"] == self.register.digest)
        )

    def _hold(self, path: Path, digest: str, sitting: Sitting) -> Input:
        """Write a sitting into the corpus, unless all its words are there in a better form."""
        if not _FOLDER.fullmatch(sitting.sitting_id) or ".." in sitting.sitting_id:
            what = f"the id {sitting.sitting_id[:60]!r}… can name no folder"
            raise UnreadableHansard(path, "its id", what, "an id of letters, digits and hyphens")
        entry = Input(str(path), digest, Reading.READ, sitting.sitting_id)
        others = list(self._others(path, sitting.sitting_id))
        if not others and (why := self._fuller(path, sitting)):
            return replace(entry, outcome=Reading.HELD, what=why)
        together = joined([*(theirs for _, theirs in others), sitting])
        *theirs, ours = _became(together, [*(known for known, _ in others), entry])
        for other in theirs:
            self._note(other)
        beside = beside_others(together.sitting, self.corpus)
        if beside.better:
            return replace(ours, outcome=Reading.HELD, sitting_id=beside.better, what=beside.reason)
        if ours.outcome in (Reading.READ, Reading.MERGED):
            for other_id, doomed in beside.doubled.items():
                self.writer.drop_debates(other_id, doomed)
            self._write(beside.sitting, [*theirs, ours])
        return replace(ours, what=ours.what or beside.reason)

    def _write(self, sitting: Sitting, entries: Sequence[Input]) -> None:
        sitting = with_parties_abbreviated(resolve_short_forms(sitting))
        if self.register is not None:
            sitting = self.register.resolve(sitting)
        [base] = [entry.sha256 for entry in entries if entry.outcome is Reading.READ]
        merged = [entry.sha256 for entry in entries if entry.outcome is Reading.MERGED]
        used = None if self.register is None else self.register.digest
        self.writer.write_sitting(
            sitting, sha256=base, merged=merged, reader=_READER, register=used
        )

    def _others(self, path: Path, sitting_id: str) -> Iterator[tuple[Input, Sitting]]:
        """Yield this sitting as other files that still exist give it, the one in use first."""
        found = [
            entry
            for other in sorted(self.paths_of[sitting_id] - {str(path)})
            for entry in self.known[other]
            if entry.sitting_id == sitting_id
            and entry.outcome in _GIVES
            and Path(entry.path).exists()
        ]
        for entry in sorted(found, key=lambda one: (one.outcome is not Reading.READ, one.path)):
            if sitting := self._sittings_in(Path(entry.path)).get(sitting_id):
                yield entry, sitting

    def _sittings_in(self, path: Path) -> dict[str, Sitting]:
        """Return the sittings of a file by id; of one that cannot be read any more, none."""
        if path not in self.recent:
            self.recent.clear()
            try:
                self.recent[path] = {one.sitting_id: one for one in read_sittings(path)}
            except UnreadableHansard:  # said when that file itself is taken
                self.recent[path] = {}
        return self.recent[path]

    def _fuller(self, path: Path, sitting: Sitting) -> str | None:
        """Say so where the corpus has more of a sitting, from a file that is gone."""
        held = self.corpus.sitting(sitting.sitting_id)
        if held is None or str(path) in self.known or held["version"] < sitting.version:
            return None
        texts = self.corpus.contributions(sitting.sitting_id)["text"].to_pylist()
        there, here = words_of(texts), words_of(texts_of(sitting))
        if there <= here:
            return None
        return f"{held['source']}, read earlier, has {there:,} words of it, this file {here:,}"

    def _note(self, entry: Input) -> None:
        """Write what became of another file, where that has changed."""
        entries = self.known[entry.path]
        now = [entry if one.sitting_id == entry.sitting_id else one for one in entries]
        if now != entries:
            self.later[entry.path, entry.sitting_id] = entry
            self.known[entry.path] = now
            self.writer.write_inputs(now)


def _became(together: Joined, entries: Sequence[Input]) -> list[Input]:
    """Return what became of each file of one sitting."""
    base = Path(entries[together.base].path).name
    became = []
    for n, (entry, added) in enumerate(zip(entries, together.added, strict=True)):
        if n == together.base:
            outcome, what = Reading.READ, _taken(together, entries)
        elif added is None:
            outcome, what = Reading.SUPERSEDED, f"{base} is a newer version"
        elif added:
            outcome, what = (
                Reading.MERGED,
                f"{plural(added, 'part')} that {base} lacks went into it",
            )
        else:
            outcome, what = Reading.HELD, f"{base} has all its words"
        became.append(replace(entry, outcome=outcome, what=what))
    return became


def _taken(together: Joined, entries: Sequence[Input]) -> str | None:
    """Say what the fullest file of a sitting replaces and what was added to it."""
    said = [
        f"takes the place of {Path(entry.path).name}"
        if added is None
        else f"{plural(added, 'part')} of {Path(entry.path).name} went into it"
        for entry, added in zip(entries, together.added, strict=True)
        if added != 0
    ]
    return "; ".join(said) or None


def _sha256(path: Path) -> str:
    if path.exists() and not path.is_file():
        raise UnreadableHansard(path, "the whole file", "it is a pipe or a device", "a file")
    return hashlib.sha256(read_content(path, UnreadableHansard)).hexdigest()


def downloaded_register(corpus: Corpus) -> Register | None:
    """Return the register of the people downloaded for this corpus, or ``None``."""
    folder = corpus.downloads / "people"
    return Register.read([folder]) if any(folder.glob("*.json")) else None
