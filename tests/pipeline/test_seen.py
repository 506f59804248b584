"""A run with nothing new: no bytes are read, and no changed file is lost for it."""

import os
import subprocess
import sys
import time
from pathlib import Path

from analyser.corpus import Corpus
from analyser.pipeline.ingest import ingest
from analyser.pipeline.seen import Hashed, Seen
from tests.record import WORDS, write_xml

ILLUSTRATIVE = Path(__file__).parents[2] / "data" / "illustrative"

NOTHING_NEW = """
import sys
from pathlib import Path
from analyser.corpus import CorpusFolder
from analyser.pipeline.ingest import ingest
outcomes = ingest([Path(sys.argv[2])], CorpusFolder(sys.argv[1]))
print({str(each.outcome) for each in outcomes}, {"pandas", "pyarrow", "duckdb"} & set(sys.modules))
"""


def test_where_nothing_is_new_nothing_that_reads_tables_is_imported(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus")
    first = ingest([ILLUSTRATIVE], corpus)
    again = subprocess.run(
        [sys.executable, "-c", NOTHING_NEW, str(corpus.folder), str(ILLUSTRATIVE)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert again.stdout == "{'unchanged'} set()\n", again.stderr
    assert len(first) == len(ingest([ILLUSTRATIVE], corpus))


def test_an_edit_of_the_same_size_with_its_time_set_back_is_read(tmp_path: Path) -> None:
    corpus, path = Corpus(tmp_path / "corpus"), write_xml(tmp_path)
    time.sleep(2.1)  # past the grain of a clock
    ingest([path], corpus)
    assert Seen(corpus, None).unchanged(path)
    then, size = path.stat().st_mtime_ns, path.stat().st_size
    write_xml(tmp_path, words=WORDS.replace("oppose", "favour"))
    os.utime(path, ns=(then, then))
    assert (path.stat().st_mtime_ns, path.stat().st_size) == (then, size)
    assert [each.outcome for each in ingest([path], corpus)] == ["read"]
    assert "favour" in corpus.table("contributions")["text"].tolist()[1]


def test_a_stamp_tells_nothing_where_the_file_changed_within_the_grain_of_a_clock() -> None:
    changed = 10**18
    stamp = [1, 0, changed, 2, 3]
    assert not Hashed(stamp, changed + 1_000_000).is_telling
    assert not Hashed(stamp, changed - 1_000_000).is_telling
    assert Hashed(stamp, changed + 3_000_000_000).is_telling == (os.name != "nt")


def test_a_partition_that_lost_a_table_is_made_again(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus")
    ingest([ILLUSTRATIVE], corpus)
    damaged = corpus.sitting_ids()[0]
    (corpus.folder / "record" / damaged / "votes.parquet").unlink()
    assert "read" in [each.outcome for each in ingest([ILLUSTRATIVE], corpus)]
    assert corpus.is_whole(damaged)


def test_a_run_that_was_stopped_before_its_end_leaves_no_settled_corpus(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus")
    ingest([ILLUSTRATIVE], corpus)
    assert corpus.is_settled
    with corpus.writing() as writer:
        writer.drop("record", corpus.sitting_ids()[0])
        assert not corpus.is_settled
    assert corpus.is_settled
