"""A file of Hansard into the corpus, beside what is there; of two with one debate, the fuller one.

Files of one sitting are joined (``joining``); the same words under two ids are kept once
(``doubles``).
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from analyser.corpus import Corpus, CorpusWriter, Input
from analyser.corpus.folder import VERSION
from analyser.corpus.outcomes import Reading
from analyser.debate import Sitting
from analyser.errors import UnreadableHansard
from analyser.ingest import is_bookkeeping, read_sittings
from analyser.members import Register, resolve_short_forms, with_parties_abbreviated
from analyser.pipeline.doubles import beside_others
from analyser.pipeline.joining import Joined, joined, texts_of, words_of
from analyser.pipeline.seen import READER, Hashed, Seen
from analyser.text.whole_file import read_content
from analyser.wording import plural

_FOLDER = re.compile(r"[\w.~-]{1,180}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_GIVES = (Reading.READ, Reading.MERGED, Reading.HELD, Reading.SUPERSEDED)


class Intake:
    """One run of ``ingest``: takes files, one after another.

    ``written`` holds the sittings that this run changed, ``later`` what a file read later in it
    made of one.
    """

    def __init__(
        self, corpus: Corpus, writer: CorpusWriter, register: Register | None, seen: Seen
    ) -> None:
        self._corpus, self._writer, self._register, self._seen = corpus, writer, register, seen
        self.written = set[str]()
        self.later = dict[tuple[str, str | None], Input]()
        self._known = corpus.inputs()  # what became of each file, in earlier runs and this
        self._hashed = dict[Path, Hashed]()
        self._recent = dict[Path, dict[str, Sitting]]()
        self._paths_of: dict[str, set[str]] = defaultdict(set)
        for entries in self._known.values():
            self._index(entries)
        self._of_day: dict[str, set[str]] = defaultdict(set)
        for sitting_id in corpus.sitting_ids():
            self._index_day(sitting_id)

    def _index(self, entries: Iterable[Input]) -> None:
        """Note which files give a sitting."""
        for entry in entries:
            self._paths_of[entry.sitting_id or ""].add(entry.path)

    def _index_day(self, sitting_id: str) -> None:
        """Note the day of a sitting: every dated id holds its date."""
        for day in _DAY.findall(sitting_id):
            self._of_day[day].add(sitting_id)

    def take(self, path: Path) -> list[Input]:
        """Read one file into the corpus, unless it is there as it is, and say what became of it."""
        if same := self._seen.unchanged(path):
            return same
        digest = ""
        try:
            self._hashed[path] = Hashed.of(path)
            digest = _sha256(path)
            before = self._known.get(str(path), [])
            if before and all(self._is_done(entry, digest) for entry in before):
                return [replace(entry, outcome=Reading.UNCHANGED) for entry in before]
            became = self._read(path, digest)
        except UnreadableHansard as error:
            failed = Input(str(path), digest, Reading.FAILED, None, error.where, error.what)
            became = [replace(failed, expected=error.expected)]
        self._writer.write_inputs(became)
        self._known[str(path)] = became
        self._index(became)
        return became

    def note(self) -> None:
        """Keep which files need no look at their bytes next time."""
        for path, hashed in self._hashed.items():
            entries = self._known[str(path)]
            is_done = all(self._is_done(entry, entry.sha256) for entry in entries)
            self._seen.note(path, hashed if is_done else None, entries)
        self._seen.write()

    def _read(self, path: Path, digest: str) -> list[Input]:
        sittings = read_sittings(path)
        if not sittings:
            if is_bookkeeping(path):
                return [Input(str(path), digest, Reading.COMPANION, what="it holds no debate")]
            why = "it says itself that there is a newer version"
            return [Input(str(path), digest, Reading.SUPERSEDED, what=why)]
        return [self._hold(path, digest, sitting) for sitting in sittings]

    def _is_done(self, before: Input, digest: str) -> bool:
        if before.sha256 != digest or before.outcome == Reading.FAILED:
            return False
        held = self._corpus.sitting(before.sitting_id or "")
        if before.outcome not in (Reading.READ, Reading.MERGED):
            # what it gave way to may have left the corpus since
            return before.sitting_id is None or held is not None
        return (
            held is not None
            and self._corpus.is_whole(before.sitting_id or "")
            and digest in (held["sha256"], *held.get("merged", ()))
            and held["schema_version"] == VERSION
            and held["reader"] == READER
            and (self._register is None or held["register"] == self._register.digest)
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
        beside = beside_others(together.sitting, self._held_beside(sitting), self._corpus)
        if beside.better:
            return replace(ours, outcome=Reading.HELD, sitting_id=beside.better, what=beside.reason)
        if ours.outcome in (Reading.READ, Reading.MERGED):
            for other_id, doomed in beside.doubled.items():
                self.written.add(other_id)
                self._writer.drop_debates(other_id, doomed)
            self._write(beside.sitting, [*theirs, ours])
        return replace(ours, what=ours.what or beside.reason)

    def _held_beside(self, sitting: Sitting) -> list[dict[str, Any]]:
        """Return what is known of the other sittings of its day."""
        day = sitting.date and sitting.date.isoformat()
        ids = self._of_day.get(day or "", set()) - {sitting.sitting_id}
        held = filter(None, map(self._corpus.sitting, sorted(ids)))
        return [each for each in held if each["date"] == day]

    def _write(self, sitting: Sitting, entries: Sequence[Input]) -> None:
        sitting = with_parties_abbreviated(resolve_short_forms(sitting))
        if self._register is not None:
            sitting = self._register.resolve(sitting)
        [base] = [entry.sha256 for entry in entries if entry.outcome is Reading.READ]
        merged = [entry.sha256 for entry in entries if entry.outcome is Reading.MERGED]
        used = None if self._register is None else self._register.digest
        self._writer.write_sitting(
            sitting, sha256=base, merged=merged, reader=READER, register=used
        )
        self.written.add(sitting.sitting_id)
        self._index_day(sitting.sitting_id)

    def _others(self, path: Path, sitting_id: str) -> Iterator[tuple[Input, Sitting]]:
        """Yield this sitting as other files that still exist give it, the one in use first."""
        found = [
            entry
            for other in sorted(self._paths_of[sitting_id] - {str(path)})
            for entry in self._known[other]
            if entry.sitting_id == sitting_id
            and entry.outcome in _GIVES
            and Path(entry.path).exists()
        ]
        for entry in sorted(found, key=lambda one: (one.outcome is not Reading.READ, one.path)):
            if sitting := self._sittings_in(Path(entry.path)).get(sitting_id):
                yield entry, sitting

    def _sittings_in(self, path: Path) -> dict[str, Sitting]:
        """Return the sittings of a file by id; of one that cannot be read any more, none."""
        if path not in self._recent:
            self._recent.clear()
            try:
                self._recent[path] = {one.sitting_id: one for one in read_sittings(path)}
            except UnreadableHansard:  # said when that file itself is taken
                self._recent[path] = {}
        return self._recent[path]

    def _fuller(self, path: Path, sitting: Sitting) -> str | None:
        """Say so where the corpus has more of a sitting, from a file that is gone."""
        held = self._corpus.sitting(sitting.sitting_id)
        if held is None or str(path) in self._known or held["version"] < sitting.version:
            return None
        texts = self._corpus.contributions(sitting.sitting_id)["text"].to_pylist()
        there, here = words_of(texts), words_of(texts_of(sitting))
        if there <= here:
            return None
        return f"{held['source']}, read earlier, has {there:,} words of it, this file {here:,}"

    def _note(self, entry: Input) -> None:
        """Write what became of another file, where that has changed."""
        entries = self._known[entry.path]
        now = [entry if one.sitting_id == entry.sitting_id else one for one in entries]
        if now != entries:
            self.later[entry.path, entry.sitting_id] = entry
            self._known[entry.path] = now
            self._writer.write_inputs(now)


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
    return hashlib.sha256(read_content(path, UnreadableHansard)).hexdigest()
