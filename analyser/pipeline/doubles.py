"""The same words under two ids: a debate in several formats, records of a day and the day.

The one that has more is kept: a day rather than one debate of it. Where both have the same, the
format that says more is. Single records give way one by one to whatever has them in their debate.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from analyser.corpus import Corpus
from analyser.debate import Sitting
from analyser.ingest.twfy_json import FORMAT as RECORDS
from analyser.pipeline.joining import Held, ids_of, letters_of, texts_of, words_of

_RICHEST_FIRST = ("twfy-xml", "hansard-api", "parlamint", "hansard-text", RECORDS)
_SAME = 0.8  # share of a text's words found in the other source, contribution by contribution


@dataclass(frozen=True, slots=True)
class Beside:
    """A sitting beside others of its day: what it adds, and what of theirs it has better.

    ``better`` is the id of one that has all its words, with the ``reason``; ``doubled`` holds the
    debates that others are to lose, by sitting, ``None`` for all of them.
    """

    sitting: Sitting
    better: str | None = None
    reason: str | None = None
    doubled: dict[str, list[str] | None] = field(default_factory=dict)


def beside_others(sitting: Sitting, others: list[dict[str, Any]], corpus: Corpus) -> Beside:
    """Return what a sitting adds to a corpus, compared by its words with the others of its day."""
    if sitting.format == RECORDS:
        # a record may be known with its House in one file and without in another
        records = [held for held in others if held["format"] == RECORDS]
        better = [held for held in records if held["house"] and not sitting.house]
        poorer = [held["sitting_id"] for held in records if sitting.house and not held["house"]]
        others = [held for held in others if held["format"] != RECORDS] + better
        within = {name: _records_within(name, sitting, corpus) for name in poorer}
        gone: dict[str, list[str] | None] = {name: ids for name, ids in within.items() if ids}
        return replace(_records_beside(sitting, others, corpus), doubled=gone)
    doubled: dict[str, list[str] | None] = {}
    for held in others:
        other_id = held["sitting_id"]
        if held["format"] == RECORDS:
            if debates := _records_within(other_id, sitting, corpus):
                doubled[other_id] = debates
            continue
        is_better = _is_better(held, sitting, corpus)
        if is_better:
            return Beside(sitting, other_id, f"{held['source']} has the same words")
        if is_better is False:
            doubled[other_id] = None
    return Beside(sitting, doubled=doubled)


def _is_better(held: dict[str, Any], sitting: Sitting, corpus: Corpus) -> bool | None:
    """Whether a sitting held is the better of the two; ``None`` where it is another debate."""
    is_alike = held["format"] == sitting.format
    # within one format ids decide: a container and a debate in it, each fetched
    if is_alike and not {each.debate_id for each in sitting.debates} & set(held.get("debates", ())):
        return None
    ours = texts_of(sitting)
    theirs = corpus.contributions(held["sitting_id"])["text"].to_pylist()
    size, their_size = words_of(ours), words_of(theirs)
    if is_alike:
        return their_size >= size
    part, whole = (ours, theirs) if size <= their_size else (theirs, ours)
    if _share_within(part, whole) < _SAME:
        return None
    if min(size, their_size) >= _SAME * max(size, their_size):
        return _RICHEST_FIRST.index(held["format"]) < _RICHEST_FIRST.index(sitting.format)
    return their_size > size


def _share_within(part: Iterable[str], whole: Iterable[str]) -> float:
    """Return the share of the words of ``part`` in contributions that ``whole`` has as well."""
    there = {letters_of(text) for text in whole}
    texts = [text for text in part if text]
    shared = words_of(text for text in texts if letters_of(text) in there)
    return shared / max(words_of(texts), 1)


def _records_beside(sitting: Sitting, others: list[dict[str, Any]], corpus: Corpus) -> Beside:
    """Return the records of a day that no debate of it has."""
    first, count, records = None, 0, list(sitting.debates)
    for held in others:
        rows = corpus.contributions(held["sitting_id"])
        there = Held(rows["contribution_id"].to_pylist(), rows["text"].to_pylist())
        left = [
            record
            for record in records
            if not all(there.has(item.contribution_id, item.text) for item in record.contributions)
        ]
        if len(left) < len(records):
            first = first or held
            count += len(records) - len(left)
        records = left
    if first is None:
        return Beside(sitting)
    reason = f"{first['source']} has {count} of its {len(sitting.debates)} records"
    if not records:
        return Beside(sitting, first["sitting_id"], reason)
    return Beside(replace(sitting, debates=tuple(records)), reason=reason)


def _records_within(other_id: str, sitting: Sitting, corpus: Corpus) -> list[str]:
    """Return the records held, by debate id, that a sitting has in their debate."""
    there = Held(ids_of(sitting), texts_of(sitting))
    rows = corpus.contributions(other_id).select(["debate_id", "contribution_id", "text"])
    return [
        row["debate_id"]
        for row in rows.to_pylist()
        if there.has(row["contribution_id"], row["text"])
    ]
