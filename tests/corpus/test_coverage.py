"""The coverage, in words that can be quoted."""

from datetime import date
from pathlib import Path

import pytest

from analyser.corpus import Corpus, Covered
from analyser.corpus.outcomes import Fetching
from analyser.fetch import Request
from analyser.queries.coverage import gaps, lines

DAY = date(2099, 4, 1)


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        (
            Request("hansard", search="lamps and foghorns"),
            "Hansard’s API, debates found by “lamps and foghorns”, 1 April 2099: 1 of 1 got.",
        ),
        (
            Request("theyworkforyou", houses=("Commons", "Lords"), first=DAY, last=DAY),
            "TheyWorkForYou, Commons, Lords, 1 April 2099: 1 of 1 got.",
        ),
        (
            Request("theyworkforyou", first=DAY, last=DAY),
            "TheyWorkForYou, all Houses, 1 April 2099: 1 of 1 got.",
        ),
        (
            Request("hansard", ("A", "B")),
            "Hansard’s API, debates by name, 1 April 2099: 1 of 1 got.",
        ),
        (Request("parlparse"), "ParlParse, its files, 1 April 2099: 1 of 1 got."),
        (
            Request("members-api", members=("Ada Fen", "Bo")),
            "Parliament’s members API, members named Ada Fen, Bo, 1 April 2099: 1 of 1 got.",
        ),
    ],
)
def test_each_request_is_said_in_words(tmp_path: Path, request_: Request, says: str) -> None:
    corpus = Corpus(tmp_path / "corpus")
    assert lines(corpus) == []
    kind, address = Fetching.GOT, "https://x.org"
    got = Covered(str(request_), request_.source, "x", None, DAY, None, kind, address)
    with corpus.writing() as writer:
        writer.write_coverage(str(request_), [got])
    assert lines(corpus) == [says]
    assert gaps(corpus).empty
