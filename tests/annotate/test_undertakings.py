"""How likely a sentence is to undertake something, as the encoder kept with the project says."""

import json
import shutil
from pathlib import Path

import pytest

from analyser.annotate.undertakings import UndertakingEncoder, load_undertaking_encoder
from analyser.errors import UnreadableModel


def test_a_promise_is_likelier_than_talk() -> None:
    encoder = load_undertaking_encoder()
    promise = encoder.log_odds("The pier is old.", "We will publish a plan for the pier by May.")
    talk = encoder.log_odds("The pier is old.", "I shall come to the pier in a moment.")
    assert promise > max(encoder.least.values()) > talk


@pytest.mark.parametrize(
    "settings",
    ["", "{}", json.dumps({"format": 1, "least": {"alone": 1}}), '{"format": 9, "least": {}}'],
)
def test_settings_that_cannot_be_read_are_named(tmp_path: Path, settings: str) -> None:
    (tmp_path / "settings.json").write_text(settings, "utf8")
    with pytest.raises(UnreadableModel, match=r"settings\.json"):
        UndertakingEncoder(tmp_path)


def test_a_model_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    kept = load_undertaking_encoder().folder
    for name in ("settings.json", "tokenizer.json"):
        shutil.copyfile(kept / name, tmp_path / name)
    (tmp_path / "encoder.onnx").write_bytes(b"none")
    with pytest.raises(UnreadableModel, match=r"encoder\.onnx"):
        UndertakingEncoder(tmp_path).log_odds("", "We will publish it.")
