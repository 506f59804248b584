"""That a search finds what a plain scan finds, in what is selected, each hit in its place."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyser.corpus import Corpus
from analyser.corpus.reviews import Review, Verdict, add
from analyser.fulltext.query import Order, UnreadableQuery, parse, places
from analyser.pipeline.ingest import ingest
from analyser.queries.search import by_debate, over_time, search
from analyser.selection import Selection
from tests.conftest import Run
from tests.corpus.debated import debated, text_of
from tests.fulltext.lamps import FORMS, filled, scan, sitting, write

ALL = 1_000


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return filled(tmp_path_factory.mktemp("lamps"))


@pytest.fixture(scope="module")
def said(corpus: Corpus) -> dict[str, str]:
    rows = corpus.table("contributions").dropna(subset=["speaker"])
    return dict(zip(rows["contribution_id"], rows["text"], strict=True))


def _found(corpus: Corpus, query: str, selection: Selection | None = None) -> set[str]:
    hits = search(corpus, query, selection, most=ALL)
    found = {row["contribution_id"] for row in hits.places}
    assert len(found) == hits.contributions == hits.listed
    return found


_words = st.sampled_from([*FORMS, "lam*", "camera*", "absent", "stop-and*"])
_phrases = st.lists(_words, min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"')
_terms = st.one_of(_words, _phrases)
_minus = _terms.map(lambda term: f"-{term}")
_queries = st.tuples(st.lists(_terms, min_size=1, max_size=3), st.lists(_minus, max_size=1)).map(
    lambda parts: " ".join([*parts[0], *parts[1]])
)


@settings(max_examples=150, deadline=None)
@given(query=_queries)
def test_every_hit_of_a_plain_scan_is_found(
    corpus: Corpus, said: dict[str, str], query: str
) -> None:
    found = _found(corpus, query)
    if "-" not in query:  # an apostrophe within a word excludes more than the scan does
        assert scan(said, query) <= found
    asked = parse(query)
    barred = [replace(asked, wanted=(item,)) for item in asked.excluded]
    assert found == {
        id_
        for id_, text in said.items()
        if all(places(text, replace(asked, wanted=(item,))) for item in asked.wanted)
        and not any(places(text, item) for item in barred)
    }


@settings(max_examples=100, deadline=None)
@given(one=_terms, other=_terms, between=st.integers(0, 6))
def test_near_is_counted_in_words_in_either_order(
    corpus: Corpus, said: dict[str, str], one: str, other: str, between: int
) -> None:
    query = f"{one} NEAR/{between} {other}"
    expected = {id_ for id_, text in said.items() if places(text, parse(query))}
    assert _found(corpus, query) == expected
    assert _found(corpus, f"{other} NEAR/{between} {one}") == expected


_some = {
    "house": ("Commons", "lords", "none"),
    "party": ("lan", "Orch", "Con"),
    "member": ("p1", "ada fen", '"Cy Marsh"', "FEN", "x"),
    "debate": ("lamps0003/d", "(No. 1", "quays", ".*"),
}
_selections = st.builds(
    Selection,
    date_from=st.none() | st.dates(date(2018, 1, 1), date(2023, 1, 1)),
    date_to=st.none() | st.dates(date(2018, 1, 1), date(2023, 1, 1)),
    **{n: st.lists(st.sampled_from(v), max_size=2).map(tuple) for n, v in _some.items()},
)


@settings(max_examples=80, deadline=None)
@given(selection=_selections)
def test_a_selection_is_the_same_here_as_in_a_query_of_the_tables(
    corpus: Corpus, selection: Selection
) -> None:
    rows = corpus.select(
        "SELECT contribution_id, text FROM chosen WHERE speaker IS NOT NULL", selection
    )
    texts = dict(zip(rows["contribution_id"], rows["text"], strict=True))
    assert _found(corpus, "lamp*", selection) == scan(texts, "lamp*")
    assert search(corpus, "lamp*", selection).of == len(texts)


def test_a_field_of_the_query_is_an_option(corpus: Corpus) -> None:
    chosen = Selection(
        member=("ada fen",), house=("Lords",), debate=("bill",), date_to=date(2020, 12, 31)
    )
    query = 'lamp* member:"ada fen" house:lords debate:bill date:..2020'
    assert _found(corpus, query) == _found(corpus, "lamp*", chosen) != set()
    without = _found(corpus, "lamp* -member:fen -party:Orch")
    speakers = {row["speaker"] for row in search(corpus, "lamp* -member:fen").places}
    assert speakers == {"Bo Quillfeather", "Cy Marsh"}
    assert without == _found(corpus, "lamp*", Selection(member=("Cy Marsh",)))


def test_a_misspelt_name_is_taken_for_those_spelt_nearly_so(corpus: Corpus) -> None:
    hits = search(corpus, "lamp member:Quilfether", most=ALL)
    assert hits.meant == {"Quilfether": ["Bo Quillfeather"]}
    assert {row["speaker"] for row in hits.places} == {"Bo Quillfeather"}
    assert search(corpus, "lamp member:marsh").meant == {}


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("lamp member:zzzzzzz", "nobody here"),
        ("lamp party:Whig", "expected lan, orch"),
        ("lamp house:Diet", "expected commons, lords"),
        ("lamp measure:encrypton", "expected encryption"),
        ("lamp stance:against", "is no code"),
    ],
)
def test_what_is_not_here_is_refused_with_what_is(corpus: Corpus, query: str, what: str) -> None:
    with pytest.raises(UnreadableQuery, match=r"here|code") as refused:
        search(corpus, query)
    assert what in str(refused.value)


def test_a_hit_stands_where_it_says(corpus: Corpus, said: dict[str, str]) -> None:
    for row in search(corpus, "quay", most=ALL).places:
        text = said[row["contribution_id"]]
        assert text[row["start"] : row["end"]] == row["hit"]
        assert row["hit"].lower() == "quay"
        assert row["quote"] in text
        assert " ".join(text.split()).startswith(row["left"])


def test_pages_follow_one_another_in_either_order(corpus: Corpus, said: dict[str, str]) -> None:
    for order in Order:
        whole = [r["contribution_id"] for r in search(corpus, "the", order=order, most=ALL).places]
        pages = [
            row["contribution_id"]
            for first in range(0, len(said), 5)
            for row in search(corpus, "the", order=order, first=first, most=5).places
        ]
        assert pages == whole
    rows = search(corpus, "the", order=Order.DATE, most=ALL).places
    days = [row["date"] or date.max for row in rows]
    assert days == sorted(days)


def test_what_matches_best_comes_first(tmp_path: Path) -> None:
    said = ["Of quays and a lamp and of much more that is long.", "Lamp, lamp, lamp.", "No."]
    corpus = write(Corpus(tmp_path), [sitting(0, said)])
    found = search(corpus, "lamp").places
    assert [row["contribution_id"] for row in found] == ["lamps0000.1", "lamps0000.0"]


def test_hits_are_counted_by_year_and_by_debate(corpus: Corpus, said: dict[str, str]) -> None:
    years = over_time(corpus, "lamp", Selection(party=("Lan",)))
    rows = corpus.table("contributions").query("party == 'Lan' and date.notna()")
    held = scan(said, "lamp")
    for year, of_year in rows.groupby(rows["date"].dt.year):
        [told] = years[years["year"] == year].to_dict("records")
        assert told["contributions"] == of_year["contribution_id"].isin(held).sum()
        assert told["words"] == of_year["words"].sum()
        assert told["per_million"] == pytest.approx(1e6 * told["contributions"] / told["words"])
    assert len(years) == rows["date"].dt.year.nunique()
    counts = by_debate(corpus, "lamp")
    assert sum(counts.values()) == len(held)
    assert list(counts.values()) == sorted(counts.values(), reverse=True)


@pytest.fixture
def coded(tmp_path: Path) -> Corpus:
    return debated(tmp_path)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("identity", 5),
        ('"cards identity"', 0),
        ("dentity", 0),
        ("identity -3", 4),
        ("member's", 5),
        ("“Member 2”", 1),
        ("(.*)+ identity", 5),
        ("identity measure:digital-id stance:oppose", 2),
        ("identity -stance:oppose", 3),
        ("identity measure:digital-id theme:legality", 2),
    ],
)
def test_a_search_finds_what_it_says(coded: Corpus, query: str, found: int) -> None:
    assert len(_found(coded, query)) == found
    assert search(coded, query, most=1).contributions == found


def test_measures_and_stances_follow_reviews(coded: Corpus) -> None:
    chosen = Selection(measure=("digital-id",), stance=("oppose",))
    before = _found(coded, "identity", chosen)
    add(coded, Review("c3", "digital-id", Verdict.WRONG, "Eve Mere"))
    assert _found(coded, "identity", chosen) == before - {"c3"}
    assert "c3" in _found(coded, "identity -stance:oppose")
    years = over_time(coded, "identity", chosen)
    assert years["words"].tolist() == [sum(len(text_of(n).split()) for n in range(1, 6))]
    assert years["contributions"].tolist() == [1]


def test_on_the_command_line_a_table_is_a_page_and_a_file_is_whole(
    run: Run, tmp_path: Path
) -> None:
    write(Corpus(tmp_path / "corpus"), [sitting(0, [f"Lamp {n}." for n in range(30)])])
    ran = run("search", "lamp")
    assert len(ran.stdout.splitlines()) == 21
    assert "30 of 30 contributions hold it; 20 are listed (--most lists more)." in ran.stderr
    assert len(run("search", "lamp", "--most", "25").stdout.splitlines()) == 26
    ran = run("search", "lamp", "--format", "csv", "--order", "date")
    assert [line.rsplit(",", 5)[1] for line in ran.stdout.splitlines()[1:]] == ["Lamp"] * 30
    assert "30 of 30 contributions hold it." in ran.stderr
    assert run("search", "-nothing").exit_code == 2
    assert "Taken for: Bo Quillfeather." in run("search", "lamp member:quilfeather").stderr


def test_every_hit_of_a_plain_scan_of_the_real_record_is_found(
    shared: Path, tmp_path: Path
) -> None:
    corpus = Corpus(tmp_path / "corpus")
    ingest(sorted((shared / "corpus" / "hansard-text").glob("*.txt"))[:4], corpus)
    rows = corpus.table("contributions").dropna(subset=["speaker"])
    texts = dict(zip(rows["contribution_id"], rows["text"], strict=True))
    for query in (
        "police",
        "iden*",
        '"hon. friend"',
        "Government’s -police",
        "right-hon",
        "the of",
    ):
        assert scan(texts, query) <= _found(corpus, query), query


def test_a_search_starts_without_the_libraries_that_take_seconds(tmp_path: Path) -> None:
    filled(tmp_path, 1)
    script = (
        "import sys; from analyser.cli.app import app; app(['--corpus', sys.argv[1], 'search',"
        " 'lamp*', '--member', 'fen', '--format', 'csv'], standalone_mode=False);"
        "print({'pandas', 'pyarrow', 'duckdb', 'spacy'} & set(sys.modules), file=sys.stderr)"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "corpus")]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stderr.endswith("set()\n")
    assert "lamp" in ran.stdout
