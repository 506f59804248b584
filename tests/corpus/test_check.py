"""What check finds in a corpus, that what it says to type mends it, and what is kept of it."""

import shlex
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analyser.corpus import Corpus
from analyser.corpus.check import check, last_check, problems
from analyser.corpus.reviews import FILE, Review, Verdict, add
from analyser.corpus.tables import CODING, RECORD
from analyser.fulltext.index import FOLDER
from analyser.pipeline.ingest import ingest
from analyser.queries.coverage import checked
from tests.conftest import Run
from tests.corpus.coded import coded_corpus
from tests.record import write_xml

DAY = "debates2020-01-08"
SPOKEN = "x/debate/2020-01-08a.1.1"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return coded_corpus(tmp_path)


def _wrong(corpus: Corpus) -> list[str]:
    return [problem.what for problem in problems(corpus)]


def test_a_sound_corpus_has_no_problems(corpus: Corpus) -> None:
    assert _wrong(corpus) == []


def test_a_quote_that_is_not_in_its_text_is_a_problem(corpus: Corpus, tmp_path: Path) -> None:
    path = write_xml(tmp_path / "other", day="2020-01-08", words="I never said so.")
    record = corpus.folder / "record" / "debates2020-01-08"
    other = Corpus(tmp_path / "other-corpus")
    ingest([path], other)
    changed = other.folder / "record" / "debates2020-01-08" / "contributions.parquet"
    (record / "contributions.parquet").write_bytes(changed.read_bytes())
    assert sorted(_wrong(corpus)) == [
        f"{corpus.folder / FOLDER}: x/debate/2020-01-08a.1.0 has not the same contributions as in"
        " the record",
        "positions: the quote of x/debate/2020-01-08a.1.2 at 0 is not in its text",
        "themes: the quote of x/debate/2020-01-08a.1.2 at 0 is not in its text",
    ]


def test_a_missing_table_and_a_stray_coding_are_problems(corpus: Corpus) -> None:
    record = corpus.folder / "record" / "debates2020-01-08"
    (record / "votes.parquet").unlink()
    assert _wrong(corpus) == [
        f"{record / 'votes.parquet'}: missing (expected one in every partition)"
    ]
    shutil.rmtree(record)
    assert f"positions: {SPOKEN} is no contribution" in _wrong(corpus)


@pytest.mark.parametrize(
    "table", [name for name, schema in CODING.items() if "quote" in schema.names]
)
def test_every_table_with_quotes_is_verified(corpus: Corpus, table: str) -> None:
    path = corpus.folder / "coding" / "debates2020-01-08" / f"{table}.parquet"
    row: dict[str, object] = dict.fromkeys(CODING[table].names)
    row |= {"contribution_id": SPOKEN, "quote": "never said", "start": 0, "end": 10}
    row |= {"stance": "none"} if "stance" in row else {}
    pq.write_table(pa.Table.from_pylist([row], CODING[table]), path)
    assert _wrong(corpus) == [f"{table}: the quote of {SPOKEN} at 0 is not in its text"]


@pytest.mark.parametrize(
    ("table", "column"),
    [("turns", "belongs_to"), ("turns", "replies_to"), ("disputes", "disputes")],
)
def test_every_reference_to_a_contribution_is_verified(
    corpus: Corpus, table: str, column: str
) -> None:
    path = corpus.folder / "coding" / "debates2020-01-08" / f"{table}.parquet"
    row: dict[str, object] = dict.fromkeys(CODING[table].names)
    row |= {"contribution_id": SPOKEN, column: "nobody"}
    pq.write_table(pa.Table.from_pylist([row], CODING[table]), path)
    assert _wrong(corpus) == [f"{table}: nobody is no contribution"]


@pytest.mark.parametrize(
    ("table", "column", "says"),
    [
        ("contributions", "debate_id", "contributions: gone is no debate"),
        ("divisions", "debate_id", "divisions: gone is no debate"),
        ("votes", "division_id", "votes: gone is no division"),
        ("contributions", "contribution_id", "contributions: gone stands 3 times"),
    ],
)
def test_every_id_and_reference_of_the_record_is_verified(
    corpus: Corpus, table: str, column: str, says: str
) -> None:
    path = corpus.folder / "record" / DAY / f"{table}.parquet"
    rows = pq.read_table(path)
    place = rows.schema.get_field_index(column)
    gone = rows.set_column(place, rows.schema.field(place), [["gone"] * len(rows)])
    pq.write_table(gone, path)
    assert says in _wrong(corpus)


def test_offsets_count_characters_whatever_they_are_made_of(corpus: Corpus) -> None:
    said = "e\u0301 \U0001f1ec\U0001f1e7 Cafe\u0301s ought to go."
    for kind, table, row in (
        ("record", "contributions", {"text": said, "words": 6}),
        ("coding", "themes", {"quote": said[5:10], "start": 5, "end": 10}),
    ):
        path = corpus.folder / kind / DAY / f"{table}.parquet"
        first = {**pq.read_table(path).to_pylist()[0], **row}
        pq.write_table(pa.Table.from_pylist([first], {**RECORD, **CODING}[table]), path)
    assert not [what for what in _wrong(corpus) if what.startswith("themes: the quote")]


def _flip(path: Path) -> None:
    """Turn over a bit of the data of a table."""
    content = bytearray(path.read_bytes())
    content[pq.ParquetFile(path).metadata.row_group(0).column(0).total_compressed_size] ^= 1
    path.write_bytes(content)


def _unsay(path: Path) -> None:
    """Move the quotes of a table on by a character."""
    rows = pq.read_table(path).to_pylist()
    pq.write_table(pa.Table.from_pylist([r | {"start": 1} for r in rows], CODING["themes"]), path)


def _edit(path: Path) -> None:
    """Change a file that was read."""
    path.write_text(path.read_text("utf8").replace("intrudes", "looks in"), "utf8")


@pytest.mark.parametrize(
    ("place", "harm", "says"),
    [
        (f"corpus/record/{DAY}/contributions.parquet", _flip, "contributions.parquet: cannot be"),
        (f"corpus/record/{DAY}/votes.parquet", Path.unlink, "votes.parquet: missing"),
        (f"corpus/record/{DAY}", shutil.rmtree, "debates2020-01-08: read from"),
        (f"corpus/coding/{DAY}/themes.parquet", _unsay, "themes: the quote of"),
        (f"corpus/coding/{DAY}/coding.json", Path.unlink, "coding.json: "),
        ("in/debates2020-01-08a.xml", _edit, "has changed since it was read"),
    ],
)
def test_what_check_says_to_type_mends_it(
    corpus: Corpus, run: Run, place: str, harm: Callable[[Path], None], says: str
) -> None:
    harm(corpus.folder.parent / place)
    found = check(corpus)
    assert says in found.problems[0].what
    _type(dict.fromkeys(each.mend for each in found.problems), run)
    assert _wrong(corpus) == []


def _type(mends: Iterable[str], run: Run) -> None:
    """Do what is said, as a shell would."""
    for command in (command for mend in mends for command in mend.split(" && ")):
        verb, *arguments = shlex.split(command)
        if verb == "rm":
            shutil.rmtree(arguments[-1])
        else:
            assert run(*arguments[2:]).exit_code == 0, command


def test_a_sitting_of_which_no_file_is_noted_is_a_problem(corpus: Corpus) -> None:
    for file in (corpus.folder / "inputs").iterdir():
        file.unlink()
    assert _wrong(corpus) == []  # a run may have been stopped: the next notes what it read
    with corpus.writing():
        pass
    assert f"{DAY}: made of a file of which nothing is noted" in _wrong(corpus)


def test_an_undo_of_no_review_is_a_problem(corpus: Corpus) -> None:
    kept = add(corpus, Review(SPOKEN, "facial-recognition", Verdict.RIGHT, "Eve Mere"))
    add(corpus, Review(*kept.on, Verdict.UNDO, "Eve Mere", undoes=kept.review_id))
    path = corpus.folder / FILE
    path.write_text(path.read_text("utf8").splitlines(keepends=True)[1], "utf8")
    assert _wrong(corpus) == [f"reviews: {kept.review_id} is no review"]
    assert check(corpus).problems[0].mend.startswith("delete the lines of reviews/reviews.jsonl")


def test_the_last_check_is_kept_and_says_where_the_corpus_has_changed_since(
    corpus: Corpus, tmp_path: Path
) -> None:
    assert last_check(corpus) is None
    assert checked(corpus) == "Not checked yet. Run “analyser check” in a terminal."
    found = check(corpus)
    assert last_check(corpus) == found
    assert checked(corpus).endswith("no problems.")
    ingest([write_xml(tmp_path / "in", day="2020-01-09")], corpus)
    assert checked(corpus).endswith(
        "no problems. It has changed since: run “analyser check” again."
    )
    (corpus.folder / "record" / DAY / "votes.parquet").unlink()
    check(corpus)
    assert "1 problem, the first: " in checked(corpus)
    (corpus.folder / "check.json").write_text("{", "utf8")
    assert last_check(corpus) is None
