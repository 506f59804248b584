"""What people say of coded positions, kept beside the corpus in ``reviews/reviews.jsonl``.

The file is only ever added to, under a lock of its own, so that people can review while a run
writes. No run of ``ingest`` or ``analyse`` touches it.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from analyser.coding import Stance
from analyser.corpus.locking import lock
from analyser.corpus.tables import REVIEWS
from analyser.errors import UnreadableCorpus, WrongUse

if TYPE_CHECKING:
    from analyser.corpus.store import Corpus

FILE = Path("reviews") / "reviews.jsonl"


class InvalidReview(WrongUse):
    """A review that cannot be applied, and what was expected."""


class Verdict(StrEnum):
    """What a person says of a position."""

    RIGHT = "right"
    """The stance is right."""
    WRONG = "wrong"
    """The stance is wrong; which is right is not said."""
    OTHER = "other"
    """Another stance is right, and given."""
    UNRELATED = "unrelated"
    """The words are not about this measure."""
    NOTE = "note"
    """Only a note, which changes nothing."""
    UNDO = "undo"
    """An earlier review no longer counts."""


KEEPING = (Verdict.RIGHT, Verdict.OTHER)
"""The verdicts by which a position stands, with the stance of the review."""
REJECTING = (Verdict.WRONG, Verdict.UNRELATED)
"""The verdicts by which a position is left out."""


@dataclass(frozen=True, slots=True)
class Review:
    """What one person says of the position of a contribution on a measure.

    ``stance`` is the one confirmed or given, ``None`` for the other verdicts. ``coded`` is what
    the program had coded. ``quote``, ``start`` and ``end`` are the evidence that was reviewed, in
    characters of the contribution's text; ``None`` where none was shown. ``reviewed_at`` is a time
    of UTC, as 2026-01-27T10:00:00Z. ``undoes`` names the review that an undo takes back. A review
    that is new has neither ``review_id`` nor ``reviewed_at``: ``add`` fills them in.
    """

    contribution_id: str
    measure: str
    verdict: Verdict
    reviewer: str
    stance: Stance | None = None
    note: str | None = None
    coded: Stance | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    review_id: str = ""
    reviewed_at: str = ""
    undoes: str | None = None

    @property
    def on(self) -> tuple[str, str]:
        """The contribution and the measure."""
        return self.contribution_id, self.measure


def add(corpus: "Corpus", review: Review) -> Review:
    """Keep a review and return it as kept: with its id, its time and the evidence reviewed.

    What a new review leaves open is filled in from the position as it stands: ``coded``, the
    evidence, and for ``right`` the stance. One that has an id is kept as it is; one that is here
    already is not kept again. Raises ``InvalidReview`` where it cannot be applied, and
    ``UnreadableCorpus`` where the file cannot be read or written.
    """
    (kept,) = add_all(corpus, [review])
    if isinstance(kept, InvalidReview):
        raise kept
    return kept


def add_all(corpus: "Corpus", given: Sequence[Review]) -> list[Review | InvalidReview]:
    """Keep every review that can be applied; in the place of each other stands its error.

    Otherwise as ``add``, and written together.
    """
    from analyser.corpus.reviewing import Reviewing

    known = {review.review_id: review for review in read(corpus)}
    reviewing = Reviewing(corpus, given)
    outcomes: list[Review | InvalidReview] = []
    new: list[Review] = []
    for review in given:
        try:
            kept = known.get(review.review_id) or reviewing.checked(review, known)
        except InvalidReview as error:
            outcomes.append(error)
            continue
        if kept.review_id not in known:
            known[kept.review_id] = kept
            new.append(kept)
        outcomes.append(kept)
    if new:
        _append(corpus.folder / FILE, new)
    return outcomes


def undo(corpus: "Corpus", review_id: str, reviewer: str) -> Review:
    """Take a review back, and return the review that says so.

    What was said before it counts again. Raises ``InvalidReview`` where there is no such review or
    it is itself an undo, and otherwise as ``add``.
    """
    undone = next((each for each in read(corpus) if each.review_id == review_id), None)
    if undone is None:
        raise InvalidReview(f"no review here has the id {review_id!r} (expected one to undo)")
    taken_back = Review(*undone.on, Verdict.UNDO, reviewer, undoes=review_id)
    return add(corpus, taken_back)


def read(corpus: "Corpus") -> list[Review]:
    """Return every review in the order in which they were written, undos and notes among them.

    A last line that a killed write left torn is passed over, and a review that stands twice counts
    once. Raises ``UnreadableCorpus`` naming the file and the line.
    """
    path = corpus.folder / FILE
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UnreadableCorpus(f"{path}: {error.strerror} (expected a readable file)") from error
    return list(_Content(path, content).reviews.values())


def standing(reviews: Iterable[Review]) -> list[Review]:
    """Return the reviews and notes that are not undone, the oldest first."""
    every = list(reviews)
    undone = {review.undoes for review in every}
    left = [r for r in every if r.verdict is not Verdict.UNDO and r.review_id not in undone]
    return sorted(left, key=lambda review: review.reviewed_at)


def current(reviews: Iterable[Review]) -> dict[tuple[str, str], Review]:
    """Return for each contribution and measure the newest review that stands and is no mere note.

    Of two of the same second, that is the one written later.
    """
    return {each.on: each for each in standing(reviews) if each.verdict is not Verdict.NOTE}


def now() -> str:
    """Return the time as reviews have it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def new_id() -> str:
    """Return an id for a review."""
    return uuid4().hex


def _append(path: Path, reviews: Sequence[Review]) -> None:
    """Add reviews at the end, each a line, but those that another process has added meanwhile."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            lock(file, wait=True)
            file.seek(0)
            here = _Content(path, file.read())
            new = [each for each in reviews if each.review_id not in here.reviews]
            lines = "".join(f"{json.dumps(row_of(each), ensure_ascii=False)}\n" for each in new)
            file.truncate(here.whole)
            file.write(here.missing + lines.encode("utf8"))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise UnreadableCorpus(f"{path}: {error.strerror} (expected a writable file)") from error


class _Content:
    """What is in the file: its reviews by their ids, and how many of its bytes are ``whole``.

    A last line without its end counts where it is a review; its end is then ``missing``. Else it
    is a write that was killed, and never acknowledged. Raises ``UnreadableCorpus``.
    """

    def __init__(self, path: Path, content: bytes) -> None:
        self.reviews: dict[str, Review] = {}
        self.whole, self.missing = len(content), b""
        *lines, last = content.split(b"\n")
        for number, line in enumerate(lines, start=1):
            try:
                self._add(line)
            except ValueError as error:
                raise UnreadableCorpus(
                    f"{path}, line {number}: {error} (expected a review as this program writes it)"
                ) from error
        if last:
            try:
                self._add(last)
                self.missing = b"\n"
            except ValueError:
                self.whole -= len(last)

    def _add(self, line: bytes) -> None:
        review = _review(json.loads(line.decode("utf8")))
        self.reviews.setdefault(review.review_id, review)


_REQUIRED = ("review_id", "contribution_id", "measure", "verdict", "reviewer", "reviewed_at")


def _review(row: Any) -> Review:
    """Return the review of a line. Raises ``ValueError`` where it is none."""
    if not isinstance(row, dict) or row.keys() != set(REVIEWS.names):
        raise ValueError(f"this is no object of {', '.join(REVIEWS.names)}")
    for name, value in row.items():
        kind: type = int if name in ("start", "end") else str
        if not (isinstance(value, kind) or (value is None and name not in _REQUIRED)):
            raise ValueError(f"{name} is {value!r}")
    return review_of(row)


def review_of(row: Mapping[str, Any]) -> Review:
    """Return the review of a row of the table. Raises ``ValueError`` at an unknown code."""
    codes = {name: Stance(row[name]) if row[name] else None for name in ("stance", "coded")}
    return Review(**{**row, **codes, "verdict": Verdict(row["verdict"])})


def row_of(review: Review) -> dict[str, Any]:
    """Return the row of the table that a review is."""
    return {name: getattr(review, name) for name in REVIEWS.names}
