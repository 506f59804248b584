"""A newspaper article checked: who is said to have said what, where they stand, and the record.

The composition behind ``analyser press``: statements and claims (``analyser.press``), their
coding (``analyser.annotate``), the members meant (``analyser.members``) and the verdicts
(``analyser.press.verification``), as tables.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from analyser.annotate import build_nlp, code_text, measures_named
from analyser.coding import Position, Stance
from analyser.corpus import Corpus
from analyser.ingest.article import Article
from analyser.members import Register
from analyser.press import Claim, Statement, read_claims, read_statements
from analyser.press.record import ArticleRecord
from analyser.press.verification import Match

if TYPE_CHECKING:
    from spacy.language import Language

_SAID_SO = re.compile(
    r"\b(?:(?:which|that) )?(?:he|she|they|it) (?:said|says|claimed|argued|insisted|warned|added)\b"
)

STATEMENTS = (
    *("statement", "speaker", "as_written", "role", "verb", "kind", "words", "clause"),
    *(
        "in_parliament",
        "day_as_written",
        "day",
        "member",
        "person_id",
        "measure",
        "stance",
        "confidence",
        "themes",
    ),
    *("verdict", "note", "fetch", "recorded", "changes", "said_by", "contribution_id", "debate_id"),
    *("debate", "date", "house", "column", "url", "start", "end"),
)
"""Columns of the table of statements. ``clause`` is what the stance was read from: the words and
the article's around them. ``start`` and ``end`` are offsets of the first words."""

CLAIMS = ("claim", "words", "figures", "speaker", "start", "end")
"""Columns of the table of claims with figures."""


@dataclass(frozen=True, slots=True)
class Checked:
    """An article's statements and claims as tables, and the measure it is about, if any."""

    article: Article
    published: date | None
    measure: str | None
    statements: pd.DataFrame
    claims: pd.DataFrame

    def speakers(self) -> pd.DataFrame:
        """Return each speaker once, with the stance that the statements on the measure add up to.

        "mixed" stands for both ways, "none" for no side in any statement.
        """
        rows = []
        for speaker, own in self.statements.groupby("speaker", sort=False):
            sides = set(own["stance"]) & {"support", "oppose", "mixed"}
            stance = "none" if not sides else sides.pop() if len(sides) == 1 else "mixed"
            first = own.iloc[0]
            rows.append(
                {
                    "speaker": speaker,
                    "member": first["member"],
                    "role": first["role"],
                    "measure": first["measure"],
                    "stance": stance,
                    "statements": len(own),
                }
            )
        columns = ["speaker", "member", "role", "measure", "stance", "statements"]
        return pd.DataFrame(rows, columns=columns)


def check_article(
    article: Article,
    corpus: Corpus | None = None,
    *,
    published: date | None = None,
    register: Register | None = None,
    nlp: "Language | None" = None,
) -> Checked:
    """Return what an article attributes to whom, coded, and held against the corpus.

    ``published`` is the article's day where it names none. Without a corpus nothing can be
    held against the record, and each verdict says so.
    """
    day = published or article.published
    nlp = nlp or build_nlp()
    statements = read_statements(article, published=day)
    measure = _measure_of(nlp, article)
    record = ArticleRecord(corpus, register, day)
    rows = [
        _row(number, article, statement, nlp, measure, record)
        for number, statement in enumerate(statements, start=1)
    ]
    claims = [
        _claim_row(number, article, claim)
        for number, claim in enumerate(read_claims(article, statements), start=1)
    ]
    return Checked(
        article,
        day,
        measure,
        pd.DataFrame(rows, columns=list(STATEMENTS)),
        pd.DataFrame(claims, columns=list(CLAIMS)),
    )


def _measure_of(nlp: "Language", article: Article) -> str | None:
    """Return the measure that an article names most often, its title counting threefold."""
    counts: Counter[str] = Counter()
    for code, at in measures_named(nlp, article.text):
        counts[code] += 3 if at < article.body else 1
    return max(counts, key=lambda code: counts[code]) if counts else None


def _row(
    number: int,
    article: Article,
    statement: Statement,
    nlp: "Language",
    measure: str | None,
    record: "ArticleRecord",
) -> dict[str, object]:
    words = statement.words(article.text)
    position, themes = _coded(nlp, statement, measure)
    member = record.member(statement)
    if statement.assumed and member is not None:
        statement.in_parliament = None  # a member may have said it there: the record can show it
    found, note, fetch = record.verdict(statement, words, member)
    return {
        "statement": number,
        "speaker": statement.speaker.name,
        "as_written": statement.as_written,
        "role": statement.speaker.role,
        "verb": statement.verb,
        "kind": statement.kind,
        "words": words,
        "clause": " ".join(statement.context.split()),
        "in_parliament": statement.in_parliament,
        "day_as_written": statement.said_on.written if statement.said_on else None,
        "day": statement.said_on.day if statement.said_on else None,
        "member": member and member.name,
        "person_id": member and member.person_id,
        "measure": position.measure if position else None,
        "stance": position.stance.value if position else None,
        "confidence": position.confidence if position else None,
        "themes": ", ".join(themes),
        "verdict": found.verdict.value if note is None or found.said or fetch else None,
        "note": note,
        "fetch": fetch,
        **_of_record(found),
        "start": statement.spans[0][0],
        "end": statement.spans[0][1],
    }


def _of_record(found: Match) -> dict[str, object]:
    said = found.said
    return {
        "recorded": found.recorded,
        "changes": "; ".join(_change(each.quoted, each.recorded) for each in found.changes) or None,
        "said_by": said and said.speaker,
        "contribution_id": said and said.contribution_id,
        "debate_id": said and said.debate_id,
        "debate": said and said.title,
        "date": said and said.date,
        "house": said and said.house,
        "column": said and said.column,
        "url": said and said.url,
    }


def _change(quoted: str, recorded: str) -> str:
    if not quoted:
        return f"the record adds “{recorded}”"
    if not recorded:
        return f"“{quoted}” is not in the record"
    return f"“{quoted}” is “{recorded}” in the record"


def _coded(
    nlp: "Language", statement: Statement, measure: str | None
) -> tuple[Position | None, list[str]]:
    """Return where a statement stands, by its own words and the verb that names them."""
    context = _SAID_SO.sub("", re.sub(r"[\"“”]", "", statement.context))
    if statement.verb and statement.takes_verb:
        context = f"{statement.verb} {context}"
    coding = code_text(nlp, context, about=measure)
    own = [each for each in coding.positions if each.measure == measure]
    position = next(iter(own or coding.positions), None)
    if position is None and measure:
        position = Position(measure, Stance.NONE, 1.0, None)
    return position, [theme.code for theme in coding.themes]


def _claim_row(number: int, article: Article, claim: Claim) -> dict[str, object]:
    return {
        "claim": number,
        "words": article.text[claim.start : claim.end],
        "figures": ", ".join(claim.figures),
        "speaker": claim.speaker,
        "start": claim.start,
        "end": claim.end,
    }
