"""Whether a review can be applied to a corpus, and what a new one leaves open, filled in."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from analyser.codebook import load_codebook
from analyser.coding import Stance
from analyser.corpus.reviews import InvalidReview, Review, Verdict, new_id, now
from analyser.corpus.store import Corpus

_STANCED = (Verdict.RIGHT, Verdict.OTHER)
Stated = Mapping[str, Any]
"""The position of a contribution on a measure: ``stance``, ``quote``, ``start`` and ``end``."""


class Reviewing:
    """What a corpus holds of the contributions that some reviews are of."""

    def __init__(self, corpus: Corpus, given: Iterable[Review]) -> None:
        ids = sorted({review.contribution_id for review in given})
        self._measures = {measure.code for measure in load_codebook().measures}
        self._texts: dict[str, str] = {}
        self._coded: dict[tuple[str, str], Stated] = {}
        self._effective: dict[tuple[str, str], Stated] = {}
        if corpus.is_empty:
            return
        of_them = "WHERE contribution_id IN (SELECT unnest($ids::VARCHAR[]))"
        texts = corpus.select(f"SELECT contribution_id, text FROM contributions {of_them}", ids=ids)
        self._texts = dict(zip(texts["contribution_id"], texts["text"], strict=True))
        for table, found in (("coded_positions", self._coded), ("positions", self._effective)):
            rows = corpus.select(
                f'SELECT contribution_id, measure, stance, quote, start, "end" FROM {table}'
                f" {of_them}",
                ids=ids,
            )
            plain = rows.astype(object).where(rows.notna(), None)
            for row in plain.to_dict("records"):
                found[row["contribution_id"], row["measure"]] = {str(k): v for k, v in row.items()}
        coded = corpus.select("SELECT DISTINCT measure FROM coded_positions")
        self._measures |= set(coded["measure"])  # by another codebook, perhaps

    def checked(self, review: Review, known: Mapping[str, Review]) -> Review:
        """Return a review as it is kept. ``known`` are the reviews here, by their ids.

        Raises ``InvalidReview`` where it cannot be applied.
        """
        review = _in_form(review)
        if review.contribution_id not in self._texts:
            raise InvalidReview(f"the contribution {review.contribution_id!r} is not in the corpus")
        if review.measure not in self._measures:
            raise InvalidReview(
                f"no measure is called {review.measure!r}"
                f" (expected one of {', '.join(sorted(self._measures))})"
            )
        _check_undo(review, known)
        if not review.review_id:
            review = self._filled_in(review)
        _check_stance(review)
        return self._in_place(review)

    def _filled_in(self, review: Review) -> Review:
        """Return a new review with its id, its time and what is said now of the position."""
        coded = self._coded.get(review.on)
        shown = self._effective.get(review.on) or coded
        review = replace(review, review_id=new_id(), reviewed_at=review.reviewed_at or now())
        if review.verdict is Verdict.UNDO:
            return review
        if shown is None and review.verdict not in (Verdict.OTHER, Verdict.NOTE):
            raise InvalidReview(
                f"{review.contribution_id} has no position on {review.measure} to review"
                f" (expected the verdict {Verdict.OTHER}, with a stance)"
            )
        if coded and review.coded is None:
            review = replace(review, coded=Stance(coded["stance"]))
        if shown and review.quote is None:
            place = {name: shown[name] for name in ("quote", "start", "end")}
            review = replace(review, **place)
        if shown and review.verdict is Verdict.RIGHT and review.stance is None:
            review = replace(review, stance=Stance(shown["stance"]))
        return review

    def _in_place(self, review: Review) -> Review:
        """Return a review whose words stand where it says, found where it does not say."""
        quote, text = review.quote, self._texts[review.contribution_id]
        if quote is None:
            return replace(review, start=None, end=None)
        start = text.find(quote) if review.start is None else review.start
        if not quote or start < 0 or text[start : start + len(quote)] != quote:
            raise InvalidReview(f"the words that were reviewed, “{quote[:60]}”, do not stand there")
        return replace(review, start=start, end=start + len(quote))


def _in_form(review: Review) -> Review:
    """Return a review whose codes are known and whose reviewer has a name."""
    reviewer = " ".join((review.reviewer or "").split())
    if not reviewer:
        raise InvalidReview("nobody is named as the reviewer (expected a name)")
    try:
        verdict = Verdict(review.verdict)
    except ValueError as error:
        raise InvalidReview(
            f"no verdict is called {review.verdict!r} (expected one of {', '.join(Verdict)})"
        ) from error
    try:
        stance, coded = (Stance(code) if code else None for code in (review.stance, review.coded))
    except ValueError as error:
        raise InvalidReview(f"{error} (expected one of {', '.join(Stance)})") from error
    if review.review_id and not review.reviewed_at:
        raise InvalidReview("it has an id and no time (expected both, or neither for a new review)")
    note = (review.note or "").strip() or None
    if verdict is Verdict.NOTE and note is None:
        raise InvalidReview("the note is empty (expected words)")
    return replace(
        review,
        reviewer=reviewer,
        verdict=verdict,
        stance=stance,
        coded=coded,
        note=note,
        reviewed_at=_utc(review.reviewed_at),
    )


def _utc(moment: str) -> str:
    """Return a time as reviews have it, whatever zone it was given in; UTC where in none."""
    if not moment:
        return ""
    try:
        at = datetime.fromisoformat(moment)
        at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidReview(
            f"{moment!r} is no time (expected one such as 2026-01-27T10:00:00Z)"
        ) from error
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _check_stance(review: Review) -> None:
    if review.verdict in _STANCED and review.stance is None:
        raise InvalidReview(
            f"the verdict {review.verdict} has no stance (expected one of {', '.join(Stance)})"
        )
    if review.verdict not in _STANCED and review.stance is not None:
        raise InvalidReview(
            f"the verdict {review.verdict} has the stance {review.stance}"
            f" (expected none, or the verdict {Verdict.OTHER})"
        )


def _check_undo(review: Review, known: Mapping[str, Review]) -> None:
    if (review.verdict is Verdict.UNDO) != (review.undoes is not None):
        raise InvalidReview(f"an {Verdict.UNDO} names the review that it takes back, and only it")
    if review.undoes is None:
        return
    undone = known.get(review.undoes)
    if undone is None:
        raise InvalidReview(f"no review here has the id {review.undoes!r} (expected one to undo)")
    if undone.verdict is Verdict.UNDO:
        raise InvalidReview(f"{review.undoes} is an undo itself (expected the review it took back)")
    if undone.on != review.on:
        raise InvalidReview(f"{review.undoes} is of another position (expected this one)")
