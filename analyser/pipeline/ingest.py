"""Files of Hansard into the corpus.

A file that was read and has not changed is skipped, so a run that was killed is continued by the
same command. Where nothing is new, no table is read, nor what reads tables imported.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analyser.corpus import CorpusFolder, Input
from analyser.corpus.outcomes import Reading, of_file
from analyser.ingest import find_files
from analyser.pipeline.seen import Seen

if TYPE_CHECKING:
    from analyser.members import Register

Progress = Callable[[int, int, str], None]
"""Called for every file or sitting with how many are done, how many there are, and what it was."""


def ingest(
    paths: Iterable[Path | str],
    corpus: CorpusFolder,
    *,
    register: "Register | None" = None,
    progress: Progress | None = None,
) -> list[Input]:
    """Read files and folders of Hansard into a corpus and return what became of each file.

    A file of several sittings has an outcome for each. A file that failed is listed with
    its reason, and what the corpus already held of it stays. A file that has not changed
    since it was read (see ``seen``) is not read again: its outcome here is "unchanged", and what
    is known of it stays as it was.
    """
    files, settled = find_files(paths), corpus.is_settled
    seen = Seen(corpus, register.digest if register else None)
    same = {path: seen.unchanged(path) for path in files} if settled else {}
    if settled and all(same.values()):
        return _each(files, lambda path: same[path] or [], progress)
    from analyser.corpus import Corpus
    from analyser.pipeline.intake import Intake
    from analyser.pipeline.parties import fill_parties

    store = Corpus(corpus.folder)
    with store.writing() as writer:
        intake = Intake(store, writer, register, seen)
        outcomes = _each(files, intake.take, progress)
        if intake.written or not settled:
            fill_parties(store, writer)
        intake.note()
    return [intake.later.get((each.path, each.sitting_id), each) for each in outcomes]


def _each(
    files: Sequence[Path], take: Callable[[Path], list[Input]], progress: Progress | None
) -> list[Input]:
    outcomes = []
    for done, path in enumerate(files, start=1):
        became = take(path)
        outcomes += became
        if progress:
            progress(done, len(files), _line(path, became))
    return outcomes


def _line(path: Path, became: Sequence[Input]) -> str:
    """Return what became of a file in a line, with the reason or the count of its sittings."""
    outcome, counts = of_file(became), Counter(entry.outcome for entry in became)
    why = became[0].what if outcome is not Reading.FAILED else None
    if len(became) > 1:
        parts = ", ".join(f"{counts[each]} {each}" for each in Reading if each in counts)
        why = f"{len(became)} sittings: {parts}" if len(counts) > 1 else None
    return f"{outcome}: {path}" + (f" ({why})" if why else "")


def downloaded_register(corpus: CorpusFolder) -> "Register | None":
    """Return the register of the people downloaded for this corpus, or ``None``."""
    folder = corpus.downloads / "people"
    if not any(folder.glob("*.json")):
        return None
    from analyser.members import Register

    return Register.read([folder])
