"""Parties that one sitting leaves open and others of the corpus print for the same person.

A record of a search says who spoke, and not always for which party. Where the sittings before and
after, or of the same day, print one and the same party for that person's id, nothing else was
possible but leaving a party and coming back between them. Where only one side is there, days that
near are believed.
"""

from analyser.corpus import Corpus, CorpusWriter

_NEAR = 31  # days

_FOUND = f"""
, spoken AS (SELECT contribution_id, person_id, date, party FROM contributions
  WHERE speaker IS NOT NULL AND person_id IS NOT NULL AND date IS NOT NULL),
printed AS (SELECT person_id, date, min(replace(party, '/Co-op', '')) AS party, max(party) AS shown,
  count(DISTINCT replace(party, '/Co-op', '')) AS n FROM spoken
  WHERE party IS NOT NULL AND party <> 'none' GROUP BY ALL),
witnessed AS (SELECT s.contribution_id, s.date,
  arg_max(p, p.date) FILTER (p.date <= s.date) AS before,
  arg_min(p, p.date) FILTER (p.date >= s.date) AS after
  FROM spoken s JOIN printed p USING (person_id) WHERE s.party IS NULL GROUP BY ALL)
SELECT contribution_id, coalesce(before.shown, after.shown) AS party FROM witnessed
WHERE coalesce(before.n, 1) = 1 AND coalesce(after.n, 1) = 1 AND (before.party = after.party
  OR after IS NULL AND date_diff('day', before.date, date) <= {_NEAR}
  OR before IS NULL AND date_diff('day', date, after.date) <= {_NEAR})
ORDER BY ALL
"""


def fill_parties(corpus: Corpus, writer: CorpusWriter) -> int:
    """Fill in parties that neighbouring sittings witness; return for how many contributions.

    What was filled in earlier is a witness too, and adds nothing to what witnessed it.
    """
    rows = corpus.select(_FOUND)
    found: dict[str, str] = dict(zip(rows["contribution_id"], rows["party"], strict=True))
    if found:
        writer.write_parties(found)
    return len(found)
