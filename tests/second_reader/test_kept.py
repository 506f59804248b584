"""The kept answers: whatever moment a run is killed at, what was written before stays good."""

from pathlib import Path

import pytest

from analyser.errors import UnreadableCorpus
from analyser.second_reader.answer_cache import Answers, CachedAnswer

ONE, TWO, THREE = (
    CachedAnswer("1", "m", '{"positions": []}'),
    CachedAnswer("2", "m", "Nein “é”\n\ud800", "not JSON"),
    CachedAnswer("3", "m", '{"positions": []}'),
)


def _file(folder: Path) -> Path:
    return folder / "second_reader" / "answers.jsonl"


def test_answers_come_back_word_for_word(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    answers.keep(ONE)
    answers.keep(TWO)
    again = Answers(tmp_path)
    assert [again.get("1"), again.get("2"), again.get("3")] == [ONE, TWO, None]
    assert len(again) == 2


def test_nothing_is_written_by_looking(tmp_path: Path) -> None:
    assert Answers(tmp_path).get("1") is None
    assert list(tmp_path.iterdir()) == []


def test_a_run_killed_within_any_byte_of_a_line_leaves_a_good_file(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    answers.keep(ONE)
    whole = _file(tmp_path).stat().st_size
    answers.keep(TWO)
    content = _file(tmp_path).read_bytes()
    for size in range(whole, len(content)):
        _file(tmp_path).write_bytes(content[:size])
        killed = Answers(tmp_path)
        assert len(killed) == 1
        killed.keep(THREE)
        after = Answers(tmp_path)
        assert [after.get("1"), after.get("2"), after.get("3")] == [ONE, None, THREE]


def test_a_damaged_line_is_asked_for_again_and_the_others_stand(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    for each in (ONE, TWO, THREE):
        answers.keep(each)
    lines = _file(tmp_path).read_bytes().splitlines(keepends=True)
    damaged = [lines[0], b"\x00\xff" + lines[1], b"[]\n", b'{"key": 1}\n', lines[2]]
    _file(tmp_path).write_bytes(b"".join(damaged))
    again = Answers(tmp_path)
    assert [again.get("1"), again.get("2"), again.get("3")] == [ONE, None, THREE]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "second_reader").write_text("a file in its place")
    with pytest.raises(UnreadableCorpus, match=r"answers\.jsonl: cannot be written"):
        Answers(tmp_path).keep(ONE)
