"""What a corpus holds of a selection, as tidy DataFrames: positions, themes, debates, members.

A selection of a measure, stance or theme keeps the rows of those codes alone, so that
every row listed is one that was asked for.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from analyser.corpus import Corpus
from analyser.selection import Selection

CONTEXT = (
    "h.contribution_id, h.debate_id, h.date, h.house, h.title, h.section, h.speaker,"
    " coalesce(h.person_id, h.speaker) AS member, h.party, h.constituency, h.office,"
    ' h."column", h.url'
)
"""Who spoke and where, of a contribution ``h``: what every row with a quote stands beside."""

ORDER = "h.date NULLS LAST, h.debate_id, h.position_in_debate"
"""The order of the record."""


_SECOND = (
    "SELECT p.contribution_id, p.measure, string_agg(r.reader || ': ' ||"
    " coalesce(s.stance, 'no position'), '; ' ORDER BY r.reader) AS second_readers"
    " FROM positions p JOIN second_readings r USING (contribution_id)"
    " LEFT JOIN second_positions s USING (contribution_id, reader, measure)"
    " WHERE r.outcome = 'read' GROUP BY ALL"
)


def positions(corpus: Corpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return one row a position: who (``member`` groups a person), where, measure, stance, words.

    ``start`` and ``end`` are offsets of ``quote`` in the contribution, in characters.
    ``second_readers`` says what each second reader told of the same contribution and measure, as
    "model: oppose; another: no position"; it is null where none has read the contribution.
    Reviews by people are applied: ``review`` is "reviewed" where a person (``reviewer``) confirmed
    the stance, "corrected" where one gave another, else null. ``review_note`` is what was noted; a
    note alone has a ``reviewer``, and ``review`` is null.
    """
    query, values = _positions(selection)
    return corpus.select(query, selection, **values)


def positions_in_parts(
    corpus: Corpus, selection: Selection | None = None
) -> Iterator[pd.DataFrame]:
    """Yield what ``positions`` returns, some thousand rows at a time."""
    query, values = _positions(selection)
    return corpus.parts(query, selection, **values)


def _positions(selection: Selection | None) -> tuple[str, dict[str, Any]]:
    condition, values = (selection or Selection()).coded()
    query = (
        f'SELECT {CONTEXT}, p.measure, p.stance, p.confidence, p.quote, p.start, p."end",'
        " o.second_readers, p.review, p.reviewer, p.review_note"
        " FROM chosen h JOIN positions p USING (contribution_id)"
        f" LEFT JOIN ({_SECOND}) o"
        f" ON o.contribution_id = p.contribution_id AND o.measure = p.measure WHERE {condition}"
        f" ORDER BY {ORDER}, p.file_row_number"
    )
    return query, values


_USED = (
    " FROM chosen h JOIN themes t USING (contribution_id)"
    " WHERE len($wanted::VARCHAR[]) = 0 OR list_contains($wanted::VARCHAR[], t.theme)"
)
_COUNTED_BY = {
    "party": "h.party",
    "member": "coalesce(h.person_id, h.speaker)",
    "speaker": "h.speaker",
    "date": "h.date",
}


def themes(
    corpus: Corpus, selection: Selection | None = None, *, most: int | None = None
) -> pd.DataFrame:
    """Return one row a theme that a contribution uses, with the sentence in which it does.

    ``direction`` is the side argued for, "for" or "against" the measure, or null. ``most`` asks
    for the first so many alone.
    """
    return corpus.select(
        f'SELECT {CONTEXT}, t.theme, t.direction, t.quote, t.start, t."end"'
        f"{_USED} ORDER BY {ORDER}, t.file_row_number LIMIT $most",
        selection,
        wanted=list((selection or Selection()).theme),
        most=most,
    )


def theme_counts(corpus: Corpus, selection: Selection | None = None, *, by: str) -> pd.DataFrame:
    """Return how many ``contributions`` use each theme, a row for each ``direction`` and ``by``.

    ``by`` is "party", "member", "speaker" or "date", and the name of a column. A contribution uses
    a theme once.
    """
    return corpus.select(
        f"SELECT t.theme, t.direction, {_COUNTED_BY[by]} AS {by},"
        f" count(*)::INTEGER AS contributions{_USED}"
        " GROUP BY ALL ORDER BY ALL NULLS LAST",
        selection,
        wanted=list((selection or Selection()).theme),
    )


def mentions(corpus: Corpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return one row a measure that a contribution names, with the first sentence that does.

    A measure or stance that is selected does not narrow them: a mention in passing has no position.
    """
    chosen = replace(selection or Selection(), measure=(), stance=())
    wanted = list(selection.measure if selection else ())
    return corpus.select(
        f'SELECT {CONTEXT}, m.measure, m.quote, m.start, m."end"'
        " FROM chosen h JOIN mentions m USING (contribution_id)"
        " WHERE len($wanted::VARCHAR[]) = 0 OR list_contains($wanted::VARCHAR[], m.measure)"
        f" ORDER BY {ORDER}, m.file_row_number",
        chosen,
        wanted=wanted,
    )


def debates(corpus: Corpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return one row a debate, with how much of it the selection chooses.

    ``speeches`` counts contributions of named speakers, ``coded`` those with a position.
    ``first_speaker`` speaks first; ``measures`` are the codes of those with a position, most often
    first, with spaces between them.
    """
    return corpus.select(
        ", argued AS (SELECT debate_id,"
        " string_agg(measure, ' ' ORDER BY n DESC, measure) AS measures FROM"
        " (SELECT debate_id, measure, count(*) AS n FROM chosen JOIN positions"
        " USING (contribution_id) GROUP BY ALL) GROUP BY ALL),"
        " counted AS (SELECT h.debate_id,"
        " arg_min(h.speaker, h.position_in_debate) AS first_speaker,"
        " count(h.speaker)::INTEGER AS speeches,"
        " count(DISTINCT coalesce(h.person_id, h.speaker))::INTEGER AS speakers,"
        " count(p.contribution_id)::INTEGER AS coded, sum(h.words)::INTEGER AS words"
        " FROM chosen h LEFT JOIN (SELECT DISTINCT contribution_id FROM positions) p"
        " USING (contribution_id) GROUP BY h.debate_id)"
        " SELECT d.debate_id, d.date, d.house, d.title, d.section, d.source, d.url,"
        " n.first_speaker, g.measures, n.speeches, n.speakers, n.coded, n.words"
        " FROM counted n JOIN debates d USING (debate_id) LEFT JOIN argued g USING (debate_id)"
        " ORDER BY d.date NULLS LAST, d.filename, d.file_row_number",
        selection,
    )


def members(corpus: Corpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return one row a speaker, with party, seat and office as last known in the selection.

    ``speeches`` counts contributions, ``positions`` the positions coded on them.
    """
    return corpus.select(
        "SELECT coalesce(h.person_id, h.speaker) AS member,"
        " arg_max(h.speaker, h.day) AS speaker, arg_max(h.party, h.day) AS party,"
        " arg_max(h.constituency, h.day) AS constituency, arg_max(h.office, h.day) AS office,"
        " count(*)::INTEGER AS speeches, coalesce(sum(n.positions), 0)::INTEGER AS positions,"
        " sum(h.words)::INTEGER AS words, min(h.date) AS first, max(h.date) AS last"
        " FROM (SELECT *, coalesce(date, DATE '0001-01-01') AS day FROM chosen) h"
        " LEFT JOIN (SELECT contribution_id, count(*) AS positions"
        " FROM positions GROUP BY ALL) n USING (contribution_id)"
        " WHERE h.speaker IS NOT NULL GROUP BY 1 ORDER BY speaker, member",
        selection,
    )
