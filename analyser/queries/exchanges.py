"""Questions and what was replied, what ministers undertook, what was cited and disputed."""

import pandas as pd

from analyser.corpus import Corpus
from analyser.discourse.commitments import Commitment, mentioned_later
from analyser.queries.positions import CONTEXT, ORDER
from analyser.selection import Selection

_LATER = 400  # later contributions looked at for one undertaking


def questions(corpus: Corpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return one row a question: who asked; then the reply, null where there is none.

    ``answer_id``, ``answered_by``, ``answer_office`` and ``reply``: what the words of the reply do
    (see ``discourse.turns``). The selection chooses questions.
    """
    return corpus.select(
        f"SELECT {CONTEXT}, t.role, a.contribution_id AS answer_id,"
        " a.speaker AS answered_by, a.office AS answer_office, r.reply"
        " FROM chosen h JOIN turns t USING (contribution_id)"
        " LEFT JOIN turns r ON r.replies_to = h.contribution_id AND r.role = 'answer'"
        " LEFT JOIN contributions a ON a.contribution_id = r.contribution_id"
        f" WHERE t.role IN ('question', 'supplementary') ORDER BY {ORDER}",
        selection,
    )


def commitments(corpus: Corpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return one row an undertaking by a minister: ``kind``, ``about``, ``tentative``, words."""
    return corpus.select(
        f'SELECT {CONTEXT}, k.kind, k.about, k.tentative, k.quote, k.start, k."end"'
        " FROM chosen h JOIN commitments k USING (contribution_id)"
        f" ORDER BY {ORDER}, k.file_row_number",
        selection,
    )


def later_mentions(corpus: Corpus, undertaking: dict[str, object]) -> pd.DataFrame:
    """Return later contributions that mention what was undertaken, with the sentence that does.

    ``undertaking`` is a row of ``commitments``. Later is a later day, or a later place in the
    same debate. Words alone are compared: the thing may be called something else.
    """
    about = str(undertaking["about"] or "")
    words = sorted({w for w in about.casefold().split() if len(w) > 4}, key=len)[-2:]
    if not words:
        return pd.DataFrame(columns=["contribution_id", "quote", "start", "end"])
    rows = corpus.select(
        f"SELECT {CONTEXT}, h.text FROM chosen h WHERE h.speaker IS NOT NULL"
        " AND h.date > $day AND list_bool_and(list_transform($words, lambda w:"
        f" contains(lower(h.text), w))) ORDER BY {ORDER} LIMIT {_LATER}",
        day=undertaking["date"],
        words=[word[:5] for word in words],
    )
    made = Commitment(
        str(undertaking["contribution_id"]), str(undertaking["kind"]), about, "", 0, 0, False
    )
    found = []
    for row in rows.to_dict("records"):
        text = row.pop("text")
        if place := mentioned_later(made, text):
            found.append(row | {"quote": text[slice(*place)], "start": place[0], "end": place[1]})
    return pd.DataFrame(found, columns=[*rows.columns.drop("text"), "quote", "start", "end"])


def citations(corpus: Corpus, selection: Selection | None = None) -> pd.DataFrame:
    """Return one row a figure or source cited: ``kind``, ``cited``, ``key``, the words.

    ``disputed_by`` names who disputed it later in the same debate, null where nobody was found
    to; ``dispute`` is the sentence that does, and ``dispute_id`` its contribution.
    """
    return corpus.select(
        f'SELECT {CONTEXT}, k.kind, k.cited, k.key, k.quote, k.start, k."end",'
        " w.speaker AS disputed_by, s.contribution_id AS dispute_id, s.quote AS dispute"
        " FROM chosen h JOIN citations k USING (contribution_id)"
        " LEFT JOIN (SELECT DISTINCT ON (disputes, key) * FROM disputes"
        " ORDER BY disputes, key, filename, file_row_number) s"
        " ON s.disputes = k.contribution_id AND s.key = k.key"
        " LEFT JOIN contributions w ON w.contribution_id = s.contribution_id"
        f" ORDER BY {ORDER}, k.file_row_number",
        selection,
    )
