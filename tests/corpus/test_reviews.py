"""What people say of positions: kept, never lost, and applied to everything that is asked."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from analyser.coding import Coding, Evidence, Position, Stance
from analyser.corpus import Corpus, HeldCorpus, tables
from analyser.corpus.check import problems, stale_reviews
from analyser.corpus.reviews import (
    FILE,
    InvalidReview,
    Review,
    Verdict,
    add,
    add_all,
    current,
    read,
    standing,
    undo,
)
from analyser.errors import UnreadableCorpus
from analyser.pipeline.analyse import analyse
from analyser.pipeline.ingest import ingest
from analyser.queries import reviews as queries
from analyser.queries.dissent import dissent
from analyser.queries.positions import debates, members, positions
from analyser.selection import Selection
from tests.corpus.coded import ADA, coded_corpus
from tests.corpus.debated import debated, text_of
from tests.record import WORDS, write_xml

FACES, CCTV = "facial-recognition", "cctv"
SAID_BY_ADA, SAID_BY_BO = "x/debate/2020-01-08a.1.1", "x/debate/2020-01-08a.1.2"
RIGHT = Review(SAID_BY_ADA, FACES, Verdict.RIGHT, "Eve Mere")
WRONG = Review(SAID_BY_BO, FACES, Verdict.WRONG, "Eve Mere")
OTHER = Review(SAID_BY_BO, FACES, Verdict.OTHER, "Eve Mere", Stance.MIXED)
SHOWN = ["contribution_id", "measure", "stance", "confidence", "review"]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return coded_corpus(tmp_path)


def position_on(corpus: Corpus, contribution_id: str, measure: str) -> dict[str, object] | None:
    """Return the position as every query has it, ``None`` where it is left out."""
    rows = positions(corpus)
    rows = rows[(rows["contribution_id"] == contribution_id) & (rows["measure"] == measure)]
    plain = rows.astype(object).where(rows.notna(), None).to_dict("records")
    assert len(plain) <= 1
    return {str(name): value for name, value in plain[0].items()} if plain else None


def test_a_review_is_kept_with_what_was_coded_then(corpus: Corpus) -> None:
    kept = add(corpus, replace(RIGHT, note="  plainly so "))
    assert len(kept.review_id) == 32
    assert kept.reviewed_at.endswith("Z")
    assert len(kept.reviewed_at) == len("2026-01-27T10:00:00Z")
    assert (kept.stance, kept.coded, kept.note) == (Stance.SUPPORT, Stance.SUPPORT, "plainly so")
    assert (kept.quote, kept.start, kept.end) == (ADA, 0, len(ADA))
    assert read(corpus) == [kept]
    assert corpus.table("reviews").columns.tolist() == tables.REVIEWS.names
    assert corpus.arrow("reviews").to_pylist() == [
        {name: getattr(kept, name) for name in tables.REVIEWS.names}
    ]


def test_without_reviews_positions_are_as_coded(corpus: Corpus) -> None:
    rows = positions(corpus)
    assert rows[["review", "reviewer", "review_note"]].isna().all(axis=None)
    assert corpus.reviews_state == "-"
    assert corpus.arrow("reviews").num_rows == 0
    assert not (corpus.folder / FILE).exists()
    assert queries.progress(corpus) == (0, 4)


@pytest.mark.parametrize(
    ("review", "stance", "state"),
    [
        (replace(WRONG, verdict=Verdict.RIGHT), "oppose", "reviewed"),
        (OTHER, "mixed", "corrected"),
        (WRONG, None, None),
        (replace(WRONG, verdict=Verdict.UNRELATED), None, None),
        (replace(WRONG, verdict=Verdict.NOTE, note="see the Bill"), "oppose", None),
    ],
)
def test_each_verdict_does_what_it_says(
    corpus: Corpus, review: Review, stance: str | None, state: str | None
) -> None:
    state_before = corpus.state
    add(corpus, review)
    position = position_on(corpus, SAID_BY_BO, FACES)
    if stance is None:
        assert position is None
    else:
        assert position is not None
        assert (position["stance"], position["review"]) == (stance, state)
        assert position["confidence"] == (1.0 if state else 0.75)
        assert (position["quote"], position["start"], position["end"]) == (WORDS, 0, len(WORDS))
        assert (position["reviewer"], position["review_note"]) == ("Eve Mere", review.note)
    exported = corpus.arrow("positions")
    assert exported.schema.equals(tables.CODING["positions"])
    assert exported.num_rows == len(positions(corpus)) == (3 if stance is None else 4)
    assert len(corpus.select("FROM coded_positions")) == 4
    assert corpus.state == state_before
    for chosen in ("oppose", "mixed"):
        asked = Selection(measure=(FACES,), stance=(chosen,), member=("bo",))
        assert len(positions(corpus, asked)) == (chosen == stance)
        assert debates(corpus, asked)["speeches"].tolist() == [1] * (chosen == stance)
    counts = members(corpus).set_index("speaker")["positions"]
    assert counts["Bo Marsh"] == (1 if stance is None else 2)


def test_reviews_change_who_departs_from_a_party(tmp_path: Path) -> None:
    corpus = debated(tmp_path)
    assert dissent(corpus)["speaker"].tolist() == ["Member 3"]
    review = Review("c3", "digital-id", Verdict.UNRELATED, "Eve Mere")
    kept = add(corpus, review)
    assert dissent(corpus).empty
    undo(corpus, kept.review_id, "Bo Fenn")
    assert dissent(corpus)["speaker"].tolist() == ["Member 3"]


def test_the_newest_counts_until_it_is_undone(corpus: Corpus) -> None:
    first = add(corpus, WRONG)
    second = add(corpus, replace(OTHER, reviewer="Bo Fenn"))
    assert current(read(corpus)) == {first.on: second}
    undo(corpus, second.review_id, "Eve Mere")
    assert position_on(corpus, SAID_BY_BO, FACES) is None
    undo(corpus, first.review_id, "Eve Mere")
    position = position_on(corpus, SAID_BY_BO, FACES)
    assert position
    assert (position["stance"], position["review"]) == ("oppose", None)
    assert standing(read(corpus)) == []
    assert len(read(corpus)) == 4


def test_the_newest_is_so_by_its_time_not_by_its_line(corpus: Corpus) -> None:
    add(corpus, replace(OTHER, reviewed_at="2026-02-01T00:00:00Z"))
    add(corpus, replace(WRONG, reviewed_at="2026-01-31T23:59:59+00:00"))
    position = position_on(corpus, SAID_BY_BO, FACES)
    assert position is not None
    assert position["stance"] == "mixed"


def test_notes_come_with_their_authors(corpus: Corpus) -> None:
    add(corpus, replace(OTHER, verdict=Verdict.NOTE, stance=None, note="before"))
    add(corpus, replace(OTHER, note="on the whole"))
    add(corpus, Review(*OTHER.on, Verdict.NOTE, "Bo Fenn", note="and later"))
    position = position_on(corpus, SAID_BY_BO, FACES)
    assert position
    assert (position["reviewer"], position["review"]) == ("Eve Mere", "corrected")
    assert position["review_note"] == "on the whole; Bo Fenn: and later"


def test_one_can_give_a_position_that_was_not_coded(corpus: Corpus) -> None:
    given = Review(SAID_BY_ADA, "drones", Verdict.OTHER, "Eve Mere", Stance.SUPPORT)
    kept = add(corpus, replace(given, quote="live facial recognition"))
    assert (kept.start, kept.end, kept.coded) == (10, 33, None)
    position = position_on(corpus, SAID_BY_ADA, "drones")
    assert position
    assert (position["stance"], position["start"], position["review"]) == (
        "support",
        10,
        "corrected",
    )
    ids = corpus.table("positions")["contribution_id"]
    assert ids.tolist() == [SAID_BY_ADA] * 2 + [SAID_BY_BO] * 2 + [SAID_BY_ADA]


def test_it_survives_coding_anew(corpus: Corpus) -> None:
    add_all(corpus, [RIGHT, replace(OTHER, quote="intrudes on the private life")])
    add(corpus, Review(SAID_BY_ADA, CCTV, Verdict.UNRELATED, "Eve Mere"))
    before = (corpus.folder / FILE).read_bytes()
    opposed = Position(FACES, Stance.OPPOSE, 0.9, Evidence("because", ADA.index("because"), 51))
    with corpus.writing() as writer:
        codings = [(SAID_BY_ADA, Coding((opposed,))), (SAID_BY_BO, Coding())]
        writer.write_coding("debates2020-01-08", codings, signature="another")
    rows = positions(corpus)
    assert rows[[*SHOWN, "quote"]].to_numpy().tolist() == [
        [SAID_BY_ADA, FACES, "support", 1.0, "reviewed", ADA],
        [SAID_BY_BO, FACES, "mixed", 1.0, "corrected", "intrudes on the private life"],
    ]
    analyse(corpus)
    assert len(corpus.select("FROM coded_positions")) >= 2
    assert position_on(corpus, SAID_BY_ADA, CCTV) is None
    assert position_on(corpus, SAID_BY_BO, FACES)["stance"] == "mixed"  # type: ignore[index]
    assert (corpus.folder / FILE).read_bytes() == before


def test_a_review_of_words_that_are_gone_is_stale(corpus: Corpus, tmp_path: Path) -> None:
    kept = add(corpus, OTHER)
    add(corpus, RIGHT)
    ingest([write_xml(tmp_path / "in", words="I never spoke of it.")], corpus)
    analyse(corpus)
    assert position_on(corpus, SAID_BY_BO, FACES) is None
    assert position_on(corpus, SAID_BY_ADA, FACES)["review"] == "reviewed"  # type: ignore[index]
    assert list(problems(corpus)) == []
    (line,) = stale_reviews(corpus)
    assert kept.review_id in line
    assert SAID_BY_BO in line


def test_a_review_without_words_applies_to_the_contribution(corpus: Corpus, tmp_path: Path) -> None:
    add(corpus, Review(SAID_BY_BO, "drones", Verdict.OTHER, "Eve Mere", Stance.NONE))
    ingest([write_xml(tmp_path / "in", words="I never spoke of it.")], corpus)
    assert position_on(corpus, SAID_BY_BO, "drones")["stance"] == "none"  # type: ignore[index]
    assert list(stale_reviews(corpus)) == []


def test_offsets_count_characters(corpus: Corpus, tmp_path: Path) -> None:
    words = "Cafe\u0301 👩‍👩‍👧 — I oppose live facial recognition in every cafe\u0301."
    ingest([write_xml(tmp_path / "in", words=words)], corpus)
    given = replace(OTHER, quote="oppose live facial recognition in every cafe\u0301")
    kept = add(corpus, given)
    assert kept.start == words.index("oppose")
    assert position_on(corpus, SAID_BY_BO, FACES)["stance"] == "mixed"  # type: ignore[index]


@pytest.mark.parametrize(
    ("review", "what"),
    [
        (replace(RIGHT, measure="lamps"), "no measure is called 'lamps'"),
        (replace(RIGHT, contribution_id="x/9"), "'x/9' is not in the corpus"),
        (replace(RIGHT, reviewer=" \n"), "nobody is named"),
        (replace(RIGHT, measure="drones"), "has no position on drones to review"),
        (replace(OTHER, stance=None), "other has no stance"),
        (replace(WRONG, stance=Stance.SUPPORT), "wrong has the stance support"),
        (replace(OTHER, stance="for"), "'for' is not a valid Stance"),  # type: ignore[arg-type]
        (replace(RIGHT, verdict="fine"), "no verdict is called 'fine'"),  # type: ignore[arg-type]
        (replace(RIGHT, verdict=Verdict.NOTE), "the note is empty"),
        (replace(RIGHT, quote="never said"), "do not stand there"),
        (replace(RIGHT, quote=ADA[:9], start=1), "do not stand there"),
        (replace(RIGHT, reviewed_at="yesterday"), "'yesterday' is no time"),
        (replace(RIGHT, undoes="0" * 32), "an undo names the review"),
        (Review(*RIGHT.on, Verdict.UNDO, "Eve Mere"), "an undo names the review"),
        (Review(*RIGHT.on, Verdict.UNDO, "E", undoes="0" * 32), "no review here has the id"),
    ],
)
def test_what_cannot_be_applied_is_refused(corpus: Corpus, review: Review, what: str) -> None:
    with pytest.raises(InvalidReview, match=what):
        add(corpus, review)
    assert read(corpus) == []


def test_what_cannot_be_undone_is_refused(corpus: Corpus) -> None:
    undone = undo(corpus, add(corpus, RIGHT).review_id, "Eve Mere")
    with pytest.raises(InvalidReview, match="is an undo itself"):
        undo(corpus, undone.review_id, "Eve Mere")
    with pytest.raises(InvalidReview, match="no review here has the id 'x'"):
        undo(corpus, "x", "Eve Mere")


def test_of_several_the_good_ones_are_kept(corpus: Corpus) -> None:
    good, bad, also = add_all(corpus, [RIGHT, replace(RIGHT, measure="lamps"), OTHER])
    assert isinstance(bad, InvalidReview)
    assert read(corpus) == [good, also]
    assert add_all(corpus, read(corpus)) == [good, also]
    assert read(corpus) == [good, also]


@pytest.mark.parametrize("torn", ['{"review_id": "4', "{}", "é".encode()[:1].decode("latin-1")])
def test_a_torn_last_line_loses_nothing_good(corpus: Corpus, torn: str) -> None:
    first = add(corpus, RIGHT)
    path = corpus.folder / FILE
    path.write_bytes(path.read_bytes() + torn.encode("latin-1"))
    assert read(corpus) == [first]
    assert position_on(corpus, *RIGHT.on)["review"] == "reviewed"  # type: ignore[index]
    second = add(corpus, OTHER)
    assert read(corpus) == [first, second]
    assert path.read_bytes().count(b"\n") == 2


def test_a_last_line_without_its_end_counts(corpus: Corpus) -> None:
    first = add(corpus, RIGHT)
    path = corpus.folder / FILE
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert read(corpus) == [first]
    second = add(corpus, OTHER)
    assert read(corpus) == [first, second]


@pytest.mark.parametrize(
    "line",
    [
        b'{"review_id": "4',
        b"[]",
        b"",
        b"\xff",
        b'{"review_id": "1"}',
        None,
    ],
)
def test_any_other_line_that_cannot_be_read_is_named(corpus: Corpus, line: bytes | None) -> None:
    add(corpus, RIGHT)
    path = corpus.folder / FILE
    good = path.read_bytes()
    path.write_bytes((good.replace(b'"right"', b'"fine"') if line is None else line) + b"\n" + good)
    with pytest.raises(UnreadableCorpus, match=r"reviews\.jsonl, line 1: .*expected"):
        read(corpus)
    with pytest.raises(UnreadableCorpus, match="line 1"):
        positions(corpus)
    with pytest.raises(UnreadableCorpus, match="line 1"):
        positions(HeldCorpus(corpus.folder))
    (problem,) = problems(corpus)
    assert "reviews.jsonl, line 1" in problem.what
    assert len(corpus.table("debates")) == 2, "the rest can be read"


def test_a_contribution_that_is_gone_is_a_problem(corpus: Corpus) -> None:
    add(corpus, RIGHT)
    assert list(problems(corpus)) == []
    with corpus.writing() as writer:
        writer.drop("record", "debates2020-01-08")
        writer.drop("coding", "debates2020-01-08")
    assert f"reviews: {SAID_BY_ADA} is no contribution" in [p.what for p in problems(corpus)]
    assert positions(corpus).empty
    assert corpus.table("positions").empty


def test_a_corpus_held_in_memory_sees_a_new_review(corpus: Corpus) -> None:
    held = HeldCorpus(corpus.folder)
    assert position_on(held, *OTHER.on)["stance"] == "oppose"  # type: ignore[index]
    kept = add(corpus, OTHER)
    assert position_on(held, *OTHER.on)["stance"] == "mixed"  # type: ignore[index]
    undo(held, kept.review_id, "Eve Mere")
    assert position_on(held, *OTHER.on)["stance"] == "oppose"  # type: ignore[index]
    assert held.arrow("positions") == corpus.arrow("positions")
    add(held, WRONG)
    assert position_on(held, *OTHER.on) is None
    assert held.arrow("reviews") == corpus.arrow("reviews")


def test_threads_share_a_corpus_held_in_memory(corpus: Corpus) -> None:
    held = HeldCorpus(corpus.folder)

    def review_or_ask(n: int) -> int:
        if n % 4 == 0:
            add(held, replace(OTHER, note=f"note {n}"))
        return len(positions(held))

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(review_or_ask, range(64))) == {4}
    assert len(read(corpus)) == 16
    assert positions(held).equals(positions(corpus))


def test_two_processes_at_once_lose_nothing(corpus: Corpus) -> None:
    script = (
        "import sys\n"
        "from analyser.corpus import Corpus\n"
        "from analyser.corpus.reviews import Review, Verdict, add\n"
        "corpus = Corpus(sys.argv[1])\n"
        "for n in range(10):\n"
        f"    add(corpus, Review({SAID_BY_ADA!r}, {FACES!r}, Verdict.NOTE, sys.argv[2],"
        " note='n' * 5000 + str(n)))\n"
    )
    command = [sys.executable, "-c", script, str(corpus.folder)]
    root = Path(__file__).parents[2]
    with corpus.writing():  # the lock of a run that writes does not keep people from reviewing
        running = [
            subprocess.Popen([*command, name], cwd=root, env=os.environ) for name in ("Eve", "Bo")
        ]
        assert [each.wait(timeout=300) for each in running] == [0, 0]
    kept = read(corpus)
    assert len({each.review_id for each in kept}) == 20
    for name in ("Eve", "Bo"):
        notes = [str(each.note)[5000:] for each in kept if each.reviewer == name]
        assert notes == [str(n) for n in range(10)]


def test_what_is_left_to_review_comes_first(corpus: Corpus) -> None:
    add_all(corpus, [RIGHT, WRONG])
    rows = queries.reviewable(corpus)
    listed = rows[["speaker", "measure", "stance", "coded", "verdict"]].astype(object)
    assert listed.where(listed.notna(), None).to_numpy().tolist() == [
        ["Ada Fen", CCTV, "none", "none", None],
        ["Bo Marsh", CCTV, "none", "none", None],
        ["Bo Marsh", FACES, "oppose", "oppose", "wrong"],
        ["Ada Fen", FACES, "support", "support", "right"],
    ]
    assert rows["review_id"].notna().tolist() == [False, False, True, True]
    left_out = queries.rejected(corpus)
    assert left_out[["speaker", "stance", "confidence", "verdict"]].to_numpy().tolist() == [
        ["Bo Marsh", "oppose", 0.75, "wrong"]
    ]
    assert left_out["quote"].tolist() == [WORDS]
    assert queries.progress(corpus) == (2, 4)


def test_a_selection_finds_what_was_rejected_too(corpus: Corpus) -> None:
    add(corpus, WRONG)
    asked = Selection(measure=(FACES,), stance=("oppose",))
    assert positions(corpus, asked).empty
    assert len(queries.rejected(corpus, asked)) == len(queries.reviewable(corpus, asked)) == 1
    assert queries.progress(corpus, asked) == (1, 1)
    assert queries.progress(corpus, Selection(member=("ada",))) == (0, 2)
    assert queries.rejected(corpus, Selection(member=("ada",))).empty


def test_reviews_of_the_illustrative_sitting(illustrated: Corpus, tmp_path: Path) -> None:
    shutil.copytree(illustrated.folder, tmp_path / "corpus")
    corpus = Corpus(tmp_path / "corpus")
    before = corpus.arrow("positions").to_pylist()
    confirmed = [
        Review(each["contribution_id"], each["measure"], Verdict.RIGHT, "Eve Mere")
        for each in before
    ]
    add_all(corpus, confirmed)
    after = corpus.arrow("positions").to_pylist()
    assert after == [each | {"confidence": 1.0} for each in before]
    assert queries.progress(corpus) == (len(before), len(before))
    assert list(problems(corpus)) == []


def test_a_measure_of_another_codebook_can_be_reviewed(tmp_path: Path) -> None:
    corpus = debated(tmp_path)
    coding = Coding((Position("lamps", Stance.SUPPORT, 0.5, Evidence(text_of(1)[:9], 0, 9)),))
    with corpus.writing() as writer:
        writer.write_coding("lamps2020-05-01", [("c1", coding)], signature="another codebook")
    assert add(corpus, Review("c1", "lamps", Verdict.RIGHT, "Eve")).stance is Stance.SUPPORT
