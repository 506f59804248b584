"""Thirty invented quotations, made from the real record, held against it through an article.

Five each: verbatim, trimmed, with an ellipsis, one word changed, wrongly attributed, never
said. They are cut from speeches chosen by a digest of their ids, so no text stands here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from analyser.annotate import build_nlp
from analyser.corpus import Corpus
from analyser.ingest.article import article_of
from analyser.pipeline.ingest import ingest
from analyser.press.article import check_article
from analyser.press.verification import Verdict
from analyser.text.sentences import sentence_starts

FILES = (
    "debates/debates2020-12-14b.xml",
    "debates/debates2020-12-15a.xml",
    "debates/debates2020-12-17b.xml",
    "debates/debates2016-05-09b.xml",
    "debates/debates2016-05-11b.xml",
)
NEVER_SAID = (
    "I have walked every lighthouse on this coast and not one of them needs a licence to shine",
    "We shall paint the turnstiles green and call it the end of surveillance in our time",
    "My grandmother kept bees in the gatehouse and nobody ever asked her for an identity card",
    "Give the constables kites instead of drones and the sky will look after itself",
    "There is no algorithm in this kingdom that can tell a good apple from a merry one",
)
RIGHT = 28


@dataclass(frozen=True)
class Quotation:
    """A quotation, to whom an article gives it, and what the verdict should be."""

    words: str
    speaker: str
    day: date
    verdict: Verdict


@pytest.fixture(scope="module")
def corpus(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    corpus = Corpus(tmp_path_factory.mktemp("record") / "corpus")
    ingest([shared / "corpus" / "twfy-xml" / name for name in FILES], corpus)
    return corpus


def sentences(text: str) -> Iterator[str]:
    """Yield the plain sentences of a speech, of twelve to forty words."""
    cuts = [0, *sentence_starts(text), len(text)]
    for start, end in pairwise(cuts):
        sentence = text[start:end].strip()
        if 12 <= len(sentence.split()) <= 40 and re.fullmatch(r"[A-Z][\w ,’'-]+\.", sentence):
            yield sentence.rstrip(".")


def chosen(corpus: Corpus, count: int) -> list[dict[str, Any]]:
    """Return speeches with a plain sentence each, by a digest of their ids."""
    rows = corpus.select(
        "SELECT contribution_id, speaker, date, text FROM contributions WHERE words > 60"
        " AND speaker IS NOT NULL AND speaker NOT LIKE '%Speaker%'"
    ).to_dict("records")
    rows.sort(key=lambda row: sha256(row["contribution_id"].encode()).hexdigest())
    found = []
    for row in rows:
        sentence = next(sentences(row["text"]), None)
        if sentence and len(row["speaker"].split()) == 2:
            own = {str(name): value for name, value in row.items()}
            found.append(own | {"sentence": sentence, "date": row["date"].date()})
    return found[:count]


@pytest.fixture(scope="module")
def thirty(corpus: Corpus) -> list[Quotation]:
    rows = chosen(corpus, 30)
    made = []
    for number, row in enumerate(rows):
        words, kind = row["sentence"].split(), number % 6
        speaker, verdict = row["speaker"], Verdict.VERBATIM
        if kind == 1:
            words = words[2:-2]
        elif kind == 2:
            words = [*words[: len(words) // 2 - 1], "…", *words[len(words) // 2 + 1 :]]
        elif kind == 3:
            words[len(words) // 2] = "lighthouse"
            verdict = Verdict.NEAR
        elif kind == 4:
            others = [r["speaker"] for r in rows if r["date"] == row["date"]]
            speaker = next(name for name in others if name != row["speaker"])
            verdict = Verdict.SOMEONE_ELSE
        elif kind == 5:
            words, verdict = NEVER_SAID[number // 6].split(), Verdict.NOT_FOUND
        made.append(Quotation(" ".join(words), speaker, row["date"], verdict))
    return made


def test_at_least_28_of_30_are_judged_as_they_should_be(
    corpus: Corpus, thirty: list[Quotation]
) -> None:
    nlp, wrong = build_nlp(), []
    for quotation in thirty:
        told = f"{quotation.speaker} told MPs in the Commons on {quotation.day:%d %B %Y}:"
        article = article_of(f"{told} “{quotation.words}.”")
        checked = check_article(article, corpus, nlp=nlp)
        (row,) = checked.statements.to_dict("records")
        assert row["day"] == quotation.day
        if row["verdict"] != quotation.verdict.value:
            wrong.append((quotation.verdict.value, row["verdict"], quotation.day))
    assert len(thirty) == 30
    assert {each.verdict for each in thirty} == {
        Verdict.VERBATIM,
        Verdict.NEAR,
        Verdict.SOMEONE_ELSE,
        Verdict.NOT_FOUND,
    }
    print(f"\n{30 - len(wrong)} of 30 quotations judged as they should be")
    assert len(wrong) <= 30 - RIGHT, wrong


def test_a_day_that_is_not_held_is_never_called_not_said(corpus: Corpus) -> None:
    article = article_of(f"Ada Fen told the Commons on 27 January 2020: “{NEVER_SAID[0]}.”")
    (row,) = check_article(article, corpus).statements.to_dict("records")
    assert row["verdict"] == "record not in the corpus"
    assert row["fetch"] == "analyser fetch --day 2020-01-27 --house Commons"


def test_one_changed_word_is_shown_beside_the_records(
    corpus: Corpus, thirty: list[Quotation]
) -> None:
    quotation = next(each for each in thirty if each.verdict is Verdict.NEAR)
    told = f"{quotation.speaker} told MPs on {quotation.day:%d %B %Y}: “{quotation.words}.”"
    (row,) = check_article(article_of(told), corpus).statements.to_dict("records")
    assert re.fullmatch(r"“lighthouse” is “[\w’'-]+” in the record", row["changes"])
    text = corpus.select(
        "SELECT text FROM contributions WHERE contribution_id = $id", id=row["contribution_id"]
    )["text"][0]
    assert row["recorded"] in text
