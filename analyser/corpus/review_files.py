"""Reviews in files: a CSV that a spreadsheet opens and that is read back, and labelled units."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pandas as pd

from analyser.coding import Stance
from analyser.corpus.export import notice_beside
from analyser.corpus.reviews import (
    InvalidReview,
    Review,
    Verdict,
    add_all,
    read,
    row_of,
    standing,
)
from analyser.corpus.store import Corpus, subject
from analyser.corpus.tables import REVIEWS
from analyser.errors import UnreadableCorpus, UnreadableFile
from analyser.text.spreadsheet import guarded, unguarded
from analyser.text.whole_file import read_text, whole_file

CONTEXT = ("date", "debate", "speaker")
"""What a CSV says of each review besides, for people; reading it back ignores it."""

SOURCE = "reviews"
"""The source of labelled units that people's reviews give."""

_NEEDED = ("contribution_id", "measure", "verdict")
_COUNTS = ("start", "end")
_ID = re.compile(r"[0-9a-f]{32}")


class UnreadableReviews(UnreadableFile):
    """A file of reviews that cannot be read."""


def write_csv(corpus: Corpus, target: Path) -> int:
    """Write every review to a CSV file, undos and notes among them, and return how many.

    Columns are those of the table ``reviews``, then ``CONTEXT``. A cell that a spreadsheet would
    take for a formula begins with an apostrophe, which ``import_csv`` takes off. The file is UTF-8
    with a byte order mark, without which Excel takes it for another encoding.
    """
    reviews = read(corpus)
    where = corpus.select(
        "SELECT h.contribution_id, strftime(h.date, '%Y-%m-%d') AS date, h.title AS debate,"
        " h.speaker FROM chosen h WHERE h.contribution_id IN (SELECT contribution_id FROM reviews)"
    )
    contexts = {row["contribution_id"]: row for row in _plain(where)}
    with _written(corpus, target, "utf-8-sig") as file:
        writer = csv.DictWriter(file, [*REVIEWS.names, *CONTEXT], extrasaction="ignore")
        writer.writeheader()
        for review in reviews:
            row = row_of(review) | contexts.get(review.contribution_id, {})
            writer.writerow({name: guarded(value) for name, value in row.items()})
    return len(reviews)


@contextmanager
def _written(corpus: Corpus, target: Path, encoding: str) -> Iterator[IO[str]]:
    """Give a file that appears when whole, with the notice of fiction beside it where it is due."""
    try:
        with whole_file(target) as staged, staged.open("w", encoding=encoding, newline="") as file:
            yield file
        notice_beside(corpus, target)
    except OSError as error:
        raise UnreadableCorpus(f"{target}: {error.strerror} (expected a writable file)") from error


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the rows of a CSV: counts, and a line for each that cannot be applied."""

    added: int
    known: int
    refused: list[str]


def import_csv(corpus: Corpus, path: Path, reviewer: str = "") -> Imported:
    """Add the reviews of a CSV file to a corpus.

    Rows that an export wrote have a ``review_id``; one that is here already is not added again. A
    row of one's own needs ``contribution_id``, ``measure`` and ``verdict``, for "other" the
    ``stance``, and is not added where the same is said here already. ``reviewer`` is whoever made
    the rows that name nobody. Raises ``UnreadableReviews`` where the file is no such CSV.
    """
    here = read(corpus)
    known = {each.review_id for each in here}
    said = {(each.on, each.verdict is Verdict.NOTE): each for each in standing(here)}
    places: list[int] = []
    given: list[Review] = []
    refused: dict[int, str] = {}
    repeated = 0
    for place, row in _rows(path):
        try:
            review = _review(row, reviewer)
        except InvalidReview as error:
            refused[place] = str(error)
            continue
        before = said.get((review.on, review.verdict == Verdict.NOTE))
        if review.review_id in known or _says_the_same(review, before):
            repeated += 1
            continue
        places.append(place)
        given.append(review)
    added = 0
    for place, outcome in zip(places, add_all(corpus, given), strict=True):
        if isinstance(outcome, InvalidReview):
            refused[place] = str(outcome)
        else:
            added += 1
    lines = [f"{path}, row {place}: {refused[place]}" for place in sorted(refused)]
    return Imported(added, repeated, lines)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows that are not blank, numbered as a spreadsheet does: the header is row 1."""
    reader = csv.reader(io.StringIO(read_text(path, UnreadableReviews), newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        missing = [name for name in _NEEDED if name not in header]
        if missing:
            raise UnreadableReviews(
                path, "row 1", f"there is no column {missing[0]!r}", f"columns {', '.join(_NEEDED)}"
            )
        for place, cells in enumerate(reader, start=2):
            if any(cells):
                yield place, dict(zip(header, cells, strict=False))
    except csv.Error as error:
        where = f"line {reader.line_num}"
        raise UnreadableReviews(path, where, str(error), "comma-separated values") from error


def _review(row: Mapping[str, str], reviewer: str) -> Review:
    """Return the review of a row of CSV. Raises ``InvalidReview`` where it is none."""
    cells: dict[str, Any] = {}
    for name in REVIEWS.names:
        cell = row.get(name) or None
        cells[name] = unguarded(cell) if cell else None
    for name in _COUNTS:
        if cells[name] is not None:
            try:
                cells[name] = int(cells[name])
            except ValueError as error:
                raise InvalidReview(
                    f"{name} is {cells[name]!r} (expected a whole number)"
                ) from error
    if cells["review_id"] and not _ID.fullmatch(cells["review_id"]):
        raise InvalidReview(
            f"review_id is {cells['review_id']!r} (expected one that this program gave, or none)"
        )
    for name in ("review_id", "reviewed_at", *_NEEDED):
        cells[name] = cells[name] or ""
    cells["reviewer"] = cells["reviewer"] or reviewer
    return Review(**cells)


def _says_the_same(review: Review, said: Review | None) -> bool:
    """Whether a row of one's own says what the newest review or note says already."""
    return (
        not review.review_id
        and said is not None
        and (review.verdict, review.reviewer, review.note)
        == (said.verdict, said.reviewer, said.note)
        and review.stance in (None, said.stance)
    )


_UNITS = """
SELECT h.contribution_id AS id, h.debate_id AS debate, h.title, h.section, h.speaker, h.text,
    h.house, h.party, strftime(h.date, '%Y-%m-%d') AS date
FROM chosen h WHERE h.contribution_id IN (
    SELECT contribution_id FROM current_reviews WHERE NOT stale AND verdict IS NOT NULL)
ORDER BY h.date NULLS LAST, h.debate_id, h.position_in_debate
"""


@dataclass(frozen=True, slots=True)
class Labelled:
    """How many contributions were written as labelled units, and how many left out as partly so."""

    units: int
    left_out: int


def write_units(corpus: Corpus, target: Path) -> Labelled:
    """Write the contributions of which every position was reviewed, as labelled files have them.

    They are JSON Lines in the form that ``analyser.training.gold`` reads. Positions confirmed or
    given stand in "positions"; measures that the words are not about, in "passing". One whose
    stance was only said to be wrong, or is unclear to people too, stands in neither. Contributions
    with a position that nobody has reviewed are left out: a measure would take it for wrong.
    """
    stated = _by_contribution(corpus, "SELECT * FROM positions")
    unrelated = _by_contribution(
        corpus, f"FROM current_reviews WHERE NOT stale AND verdict = '{Verdict.UNRELATED}'"
    )
    reviewed = _plain(corpus.select(_UNITS))
    whole = [u for u in reviewed if all(p["review"] for p in stated.get(u["id"], ()))]
    with _written(corpus, target, "utf8") as file:
        for unit in whole:
            heading = subject(unit)
            labels = {
                "source": SOURCE,
                "heading": heading,
                "positions": [
                    _label(each) for each in stated.get(unit["id"], ()) if _is_label(each)
                ],
                "passing": [each["measure"] for each in unrelated.get(unit["id"], ())],
                "themes": [],
            }
            about = {name: value for name, value in unit.items() if name not in _HEADINGS}
            file.write(json.dumps(about | labels, ensure_ascii=False) + "\n")
    return Labelled(len(whole), len(reviewed) - len(whole))


_HEADINGS = ("title", "section")


def _is_label(position: Mapping[str, Any]) -> bool:
    return bool(position["stance"] != Stance.UNCLEAR)


def _label(position: Mapping[str, Any]) -> dict[str, Any]:
    evidence = {name: position[name] for name in ("quote", "start", "end")}
    return {
        "measure": position["measure"],
        "stance": position["stance"],
        "evidence": evidence if position["quote"] else None,
    }


def _by_contribution(corpus: Corpus, query: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in _plain(corpus.select(f"{query} ORDER BY contribution_id, measure")):
        found.setdefault(row["contribution_id"], []).append(row)
    return found


def _plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows in which what is unknown is ``None``."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]
