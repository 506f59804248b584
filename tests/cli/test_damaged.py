"""A folder of damaged files: each named with its reason, exit 1, all the good ones kept."""

import os
import shutil
from pathlib import Path

import pytest

from analyser.corpus import Corpus
from tests.conftest import Run
from tests.record import TEXT, XML, write_text, write_xml

_XML = XML.format(day="2020-05-01", letter="a", words="Wörds.")
_BOMB = '<!DOCTYPE publicwhip [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
)
_OUTSIDE = '<!DOCTYPE publicwhip [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

DAMAGED: dict[str, tuple[bytes, str]] = {
    "truncated.xml": (_XML.partition("<division")[0].encode(), "Premature end of data"),
    "cut-in-a-tag.xml": (
        _XML.partition(' speakername="Bo')[0].encode(),
        "attributes construct error",
    ),
    "truncated.txt": (TEXT.encode()[:-20], "breaks off in mid-sentence"),
    "cut-in-a-character.txt": ((TEXT + "Café").encode()[:-1], "not UTF-8"),
    "empty.xml": (b"", "the file is empty"),
    "empty.txt": (b"", "the file is empty"),
    "binary.xml": (b"\x00\x01\x02" * 40, "is no text"),
    "binary.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not UTF-8"),
    "wrong-encoding.xml": (_XML.encode("latin-1"), "Invalid bytes in character encoding"),
    "wrong-encoding.txt": (TEXT.replace("life", "lífe").encode("latin-1"), "not UTF-8"),
    "utf-16.txt": (TEXT.encode("utf-16"), "UTF-16"),
    "deep.xml": (b"<publicwhip>" + b"<p>" * 100_000 + b"</p>" * 100_000, "depth"),
    "bomb.xml": (f"{_BOMB}]>{_XML.replace('Wörds', '&a9;')}".encode(), "stands for"),
    "outside.xml": (f"{_OUTSIDE}{_XML.replace('Wörds', '&x;')}".encode(), "outside the file"),
    "a-register.xml": (b"<publicwhip><member id='m/1'/></publicwhip>", "no part of a sitting"),
    "a-web-page.xml": (b"<!DOCTYPE html><html><p>404</p></html>", "the root is <html>"),
    "a-note.txt": (b"Buy bread.\n", "no line names a speaker"),
}


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A folder with every kind of damage, and two good files."""
    folder = tmp_path / "damaged"
    write_xml(folder, day="2020-01-08")
    write_text(folder, day="2020-02-02")
    for name, (content, _) in DAMAGED.items():
        (folder / name).write_bytes(content)
    return folder


def test_each_damaged_file_is_named_and_the_good_ones_are_kept(
    run: Run, tmp_path: Path, damaged: Path
) -> None:
    ran = run("ingest", damaged)
    assert ran.exit_code == 1
    assert ran.stdout == ""
    corpus = Corpus(tmp_path / "corpus")
    failures = {row["path"]: row for row in corpus.table("failures").to_dict("records")}
    assert set(failures) == {str(damaged / name) for name in DAMAGED}
    for name, (_, what) in DAMAGED.items():
        failure = failures[str(damaged / name)]
        assert what in failure["what"], name
        assert failure["where"], name
        assert failure["expected"], name
        assert f"{damaged / name}, {failure['where']}: {failure['what']}" in ran.stderr
    assert [sitting["date"] for sitting in corpus.sittings()] == ["2020-01-08", "2020-02-02"]
    assert "19 files: 2 read" in ran.stderr
    assert "17 failed" in ran.stderr


def test_a_second_run_names_them_again_and_changes_nothing(
    run: Run, tmp_path: Path, damaged: Path
) -> None:
    run("ingest", damaged)
    corpus = Corpus(tmp_path / "corpus")
    before = corpus.table("failures")
    ran = run("ingest", damaged)
    assert ran.exit_code == 1
    assert "0 read, 2 unchanged" in ran.stderr
    assert corpus.table("failures").equals(before)


def test_nothing_from_outside_the_file_is_shown(run: Run, tmp_path: Path, damaged: Path) -> None:
    ran = run("ingest", damaged)
    assert "root:" not in ran.stderr
    texts = Corpus(tmp_path / "corpus").table("contributions")["text"]
    assert not texts.str.contains("root:").any()


def test_a_file_that_cannot_be_opened_is_named(run: Run, tmp_path: Path) -> None:
    write_xml(tmp_path / "in")
    (tmp_path / "in" / "gone.xml").symlink_to(tmp_path / "nowhere.xml")
    ran = run("ingest", tmp_path / "in")
    assert ran.exit_code == 0  # a link to nothing is no file of the folder
    assert run("ingest", tmp_path / "in" / "gone.xml").exit_code == 2
    os.mkfifo(tmp_path / "pipe.xml")
    ran = run("ingest", tmp_path / "pipe.xml")
    assert ran.exit_code == 1
    assert "it is a pipe or a device (expected a file)" in ran.stderr


def test_check_names_a_damaged_partition_and_one_that_is_gone(run: Run, tmp_path: Path) -> None:
    day, other = (write_xml(tmp_path / "in", day=each) for each in ("2020-01-08", "2020-01-09"))
    assert run("ingest", day, other).exit_code == 0
    home = tmp_path / "corpus" / "record" / "debates2020-01-08"
    (home / "sitting.json").write_text("{", "utf8")
    ran = run("check")
    assert ran.exit_code == 1
    assert "sitting.json" in ran.stderr
    shutil.rmtree(home)
    ran = run("check")
    assert ran.exit_code == 1
    assert "debates2020-01-08: read from" in ran.stderr
    assert "1 read" in run("ingest", day).stderr
    assert run("check").exit_code == 0
    (home / "debates.parquet").unlink()
    assert "debates.parquet: missing" in run("check").stderr
    assert "1 read" in run("ingest", day).stderr
    assert run("check").exit_code == 0
