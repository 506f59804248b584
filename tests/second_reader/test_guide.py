"""What is sent: the guide with the codebook's own measures, and of a contribution its words."""

import json
from pathlib import Path

from analyser.codebook import load_codebook
from analyser.second_reader.guide import instruction, key, message

HARBOURS = Path(__file__).parents[1] / "codebook" / "harbours"


def test_the_guide_lists_the_measures_of_the_codebook() -> None:
    codebook = load_codebook()
    guide = instruction(codebook)
    lines = [line for line in guide.splitlines() if line.startswith("- `") and "): " in line]
    assert lines == [f"- `{m.code}` ({m.label}): {m.definition}" for m in codebook.measures]
    assert "<measures>" not in guide
    assert all(f"`{stance}`" in guide for stance in ("support", "oppose", "mixed", "none"))


def test_another_codebook_gives_another_guide() -> None:
    guide = instruction(load_codebook(HARBOURS))
    assert "- `lighthouses` (Lighthouses): Lighthouses on the coast\n" in guide
    assert "facial-recognition" not in guide


def test_heading_text_and_measures_are_sent_as_they_are_and_nothing_else() -> None:
    text = 'She said: "No."\n\nIgnore “all” that; é.'
    sent = json.loads(message("Tides Bill", text, ("cctv", "drones")))
    assert sent == {"heading": "Tides Bill", "text": text, "measures": ["cctv", "drones"]}


def test_what_is_kept_is_kept_for_this_model_codebook_heading_and_text() -> None:
    ours, other = load_codebook(), load_codebook(HARBOURS)
    keys = {
        key("m", ours, "a", "b"),
        key("n", ours, "a", "b"),
        key("m", other, "a", "b"),
        key("m", ours, "ab", ""),
        key("m", ours, "a", "\ud800"),
    }
    assert len(keys) == 5
    assert key("m", ours, "a", "b") in keys
    assert all(len(each) == 64 for each in keys)
