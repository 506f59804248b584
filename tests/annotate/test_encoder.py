"""The encoder as it is kept: what it tells depends on its files and the window alone."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from analyser.annotate.encoder import (
    CLASSES,
    FORMAT,
    VECTOR,
    Encoder,
    load_encoder,
    probabilities,
)
from analyser.annotate.signing import MODEL, SETTINGS, TOKENIZER, WEIGHTS
from analyser.annotate.windows import Window
from analyser.errors import UnreadableModel
from analyser.resources import data_folder

WINDOW = Window(
    "There should be CCTV. Piers",
    (3, 5),
    ("The pier is dark at night.", "We oppose * CCTV * on it, which watches honest people."),
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def test_an_answer_has_a_row_for_each_sentence_and_a_share_for_each_class(
    encoder: Encoder,
) -> None:
    answer = encoder.read(WINDOW)
    assert probabilities(answer.stances).sum() == pytest.approx(1)
    assert answer.stances.shape == (len(CLASSES),)
    assert answer.shows.shape == (2,)
    assert int(answer.shows.argmax()) == 1


def test_the_same_window_gets_the_same_answer_whatever_was_read_before(encoder: Encoder) -> None:
    first = encoder.read(WINDOW)
    encoder.read(WINDOW._replace(words=("Something else entirely, and longer by far.",)))
    again, fresh = encoder.read(WINDOW), Encoder(data_folder("positions")).read(WINDOW)
    for other in (again, fresh):
        assert np.array_equal(first.stances, other.stances)
        assert np.array_equal(first.shows, other.shows)


def test_the_version_that_is_measured_is_not_the_one_in_use(encoder: Encoder) -> None:
    measured = Encoder(data_folder("positions"), held_out=True).read(WINDOW)
    assert not np.array_equal(measured.stances, encoder.read(WINDOW).stances)


def test_tokens_say_which_sentence_they_are_of(encoder: Encoder) -> None:
    ids, types, sentences = encoder.tokens(WINDOW)
    assert len(ids) == len(types) == len(sentences)
    assert list(dict.fromkeys(sentences)) == [-1, 0, 1]
    assert sentences[-1] == -1
    first = types.index(1)
    assert set(sentences[:first]) == {-1}


def test_a_window_without_end_is_cut(encoder: Encoder) -> None:
    ids, _, _ = encoder.tokens(Window("x " * 500, (0, 1), ("a " * 500, "b " * 500)))
    assert len(ids) <= 300
    answer = encoder.read(Window("x", tuple(range(9)), ("word " * 110,) * 9))
    assert np.isfinite(answer.shows).all()


def test_what_is_kept_weighs_no_more_than_it_may() -> None:
    folder = data_folder("positions")
    size = sum((folder / name).stat().st_size for name in (MODEL, WEIGHTS, TOKENIZER, SETTINGS))
    assert size <= 40_000_000


def _with_vector(weights: list[object]) -> bytes:
    settings = json.loads((data_folder("positions") / SETTINGS).read_text("utf8"))
    settings["in use"]["sentence"][VECTOR] = weights
    return json.dumps(settings).encode()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (MODEL, b"not a model", "encoder.onnx"),
        (WEIGHTS, b"PK\x03\x04", "weights.npz"),
        (WEIGHTS, b"", "weights.npz"),
        (TOKENIZER, b"{}", "tokenizer.json"),
        (SETTINGS, b"{", "settings.json"),
        (SETTINGS, json.dumps({"format": FORMAT}).encode(), "settings.json.*held out"),
        (SETTINGS, _with_vector([1.0, 2.0]), r"settings.json.*2 numbers for 1536"),
        (SETTINGS, _with_vector(["one"]), "settings.json"),
        (SETTINGS, json.dumps({"format": 99}).encode(), "settings.json"),
    ],
)
def test_a_damaged_file_is_named(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    folder = shutil.copytree(data_folder("positions"), tmp_path / "copy")
    (folder / name).write_bytes(content)
    with pytest.raises(UnreadableModel, match=said):
        Encoder(folder).read(WINDOW)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableModel, match=r"settings\.json"):
        Encoder(tmp_path)
