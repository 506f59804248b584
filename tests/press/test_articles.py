"""Fourteen fictional articles, labelled by somebody who had not seen the program.

The floors stand a little under what was measured. On the seven articles that had not been
seen while the rules were written, 63 of 81 statements were found at first sight, and of
these 54 with the right speaker; the figures below come after that, with all in view.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from analyser.annotate import build_nlp
from analyser.ingest.article import Article, read_article
from analyser.press import Statement, read_claims, read_statements
from analyser.press.article import check_article

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.json"))
STANCE, REVERSED = 0.24, 0.066
FOUND, PRECISE, SPEAKER, PLACE, DAY, CLAIMS = 0.92, 0.95, 0.94, 0.85, 0.90, 0.95


@dataclass(frozen=True)
class Labelled:
    """An article, what was read from it, and what a person labelled."""

    article: Article
    statements: list[Statement]
    labels: dict[str, Any]

    def pairs(self) -> list[tuple[dict[str, Any], Statement]]:
        """Return each labelled statement with the one that has its words, where one has."""
        left, pairs = list(self.statements), []
        for label in self.labels["statements"]:
            words = label["words"] if isinstance(label["words"], list) else [label["words"]]
            wanted = letters("".join(words))
            for statement in left:
                text = letters("".join(self.article.text[a:b] for a, b in statement.spans))
                short, long = sorted((wanted, text), key=len)
                if short and short in long and len(short) > 0.6 * len(long):
                    pairs.append((label, statement))
                    left.remove(statement)
                    break
        return pairs


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


@pytest.fixture(scope="module")
def labelled() -> list[Labelled]:
    found = []
    for path in ARTICLES:
        text = path.with_suffix(".txt")
        article = read_article(text if text.exists() else path.with_suffix(".html"))
        labels = json.loads(path.read_text("utf8"))
        found.append(Labelled(article, read_statements(article), labels))
    return found


def share(part: int, whole: int, of: str) -> float:
    print(f"\n{of}: {part} of {whole}, {part / whole:.3f}", end="")
    return part / whole


def test_statements_are_found_and_few_others(labelled: list[Labelled]) -> None:
    pairs = sum(len(each.pairs()) for each in labelled)
    wanted = sum(len(each.labels["statements"]) for each in labelled)
    read = sum(len(each.statements) for each in labelled)
    assert wanted == 148
    assert share(pairs, wanted, "statements found") >= FOUND
    assert share(pairs, read, "statements that are ones") >= PRECISE


def test_speakers_kinds_and_verbs_are_right(labelled: list[Labelled]) -> None:
    pairs = [pair for each in labelled for pair in each.pairs()]
    right = 0
    for label, statement in pairs:
        short, long = sorted(map(letters, (label["speaker"], statement.speaker.name)), key=len)
        right += short in long
    assert share(right, len(pairs), "speakers") >= SPEAKER
    kinds = sum(label["kind"] == statement.kind for label, statement in pairs)
    assert share(kinds, len(pairs), "direct or reported") >= FOUND


def test_where_and_when_is_right(labelled: list[Labelled]) -> None:
    pairs = [pair for each in labelled for pair in each.pairs()]
    right = sum(label["in_parliament"] == said.in_parliament for label, said in pairs)
    assert share(right, len(pairs), "said in Parliament or not") >= PLACE
    wrong = [label for label, said in pairs if said.in_parliament and not label["in_parliament"]]
    assert len(wrong) <= 2  # said elsewhere must not be looked for in the record
    there = [(label, said) for label, said in pairs if label["in_parliament"] and label["day"]]
    days = [str(said.said_on.day) if said.said_on else None for _, said in there]
    right = sum(label["day"] == day for (label, _), day in zip(there, days, strict=True))
    assert share(right, len(there), "days") >= DAY


def test_claims_are_found_and_what_is_no_quotation_is_none(labelled: list[Labelled]) -> None:
    wanted = found = 0
    for each in labelled:
        claims = read_claims(each.article, each.statements)
        clauses = [letters(each.article.text[claim.start : claim.end]) for claim in claims]
        for label in each.labels["claims"]:
            words = letters(label["words"])
            wanted += 1
            found += any(words in clause or clause in words for clause in clauses)
        quoted = {
            letters(each.article.text[a:b]) for said in each.statements for a, b in said.spans
        }
        assert not quoted & {letters(text) for text in each.labels["not_quotations"]}
    assert share(found, wanted, "claims") >= CLAIMS


def test_stances_are_seldom_reversed(labelled: list[Labelled]) -> None:
    nlp, right, reversed_, known = build_nlp(), 0, 0, 0
    for each in labelled:
        rows = check_article(each.article, nlp=nlp).statements.to_dict("records")
        stances = {row["start"]: row["stance"] for row in rows}
        for label, statement in each.pairs():
            stance = stances[statement.spans[0][0]]
            known += 1
            right += stance == label["stance"]
            reversed_ += {stance, label["stance"]} == {"support", "oppose"}
    assert share(right, known, "stances") >= STANCE
    assert share(reversed_, known, "stances reversed") <= REVERSED


def test_the_day_of_publication_is_the_articles_own(labelled: list[Labelled]) -> None:
    for each in labelled:
        assert str(each.article.published) == str(each.labels["published"])


def test_a_pages_menus_captions_and_scripts_are_no_part_of_it(labelled: list[Labelled]) -> None:
    articles = [each.article for each in labelled]
    page = next(each for each in articles if each.source.endswith("broadcaster.html"))
    for apart in ("cookies", "dataLayer", "Image source", "Related stories", "car insurance"):
        assert apart not in page.text
    assert page.text.startswith("Number plate cameras")
