"""Words and patterns in TOML: what they stand for, and what a bad file is told."""

from pathlib import Path

import pytest

from analyser.errors import InvalidWords
from analyser.text.patterns import load_patterns, load_terms
from analyser.text.whole_file import whole_file


def written(folder: Path, text: str) -> Path:
    path = folder / "words.toml"
    path.write_text(text, "utf8")
    return path


def test_a_list_stands_for_every_phrase(tmp_path: Path) -> None:
    path = written(tmp_path, '[terms]\nsay = ["hit|hits back", "said"]\n')
    assert load_terms(path) == {"say": {"hit back", "hits back", "said"}}


def test_patterns_are_made_of_one_another(tmp_path: Path) -> None:
    text = "[patterns]\nDEED = '''\nreview~ it\n[[meet see]] {WHO}'''\nWHO = 'them|us'\n"
    deed = load_patterns(written(tmp_path, text))["DEED"]
    told = ["review it", "reviewing it", "meet us", "see them"]
    assert [word for word in (*told, "review", "meet you") if deed.fullmatch(word)] == told


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[patterns]\nDEED = '(a'", r"words\.toml, patterns\.DEED: missing \)"),
        ("[patterns]\nDEED = '{WHO}'", r"patterns\.DEED: \{WHO\} is not there"),
        ("[patterns]\nA = '{B}'\nB = '{A}'", r"patterns\.B: \{A\} is made of itself"),
        ("[terms]\nsay = []", r"words\.toml: 'patterns' \(expected TOML with a table patterns\)"),
        ("[patterns", r"words\.toml: .*expected TOML with a table patterns"),
    ],
)
def test_a_pattern_that_cannot_be_is_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InvalidWords, match=says):
        load_patterns(written(tmp_path, text))


def test_a_term_that_cannot_be_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidWords, match=r"words\.toml, terms\.say: .*a word on both sides"):
        load_terms(written(tmp_path, '[terms]\nsay = ["said|"]'))


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "tides.txt"
    target.write_text("before")

    def fails() -> None:
        with whole_file(target) as staged:
            staged.write_text("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [
        ("tides.txt", "before")
    ]
    with whole_file(target) as staged:
        staged.write_text("after")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["after"]
