"""What the encoder is trained on, how it is tuned, and a training run in small."""

import gzip
import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from analyser.annotate.encoder import ALONE, CLASSES, KNOWN, VECTOR, Encoder, load_encoder
from analyser.annotate.undertakings import UndertakingEncoder
from analyser.codebook import load_codebook
from analyser.errors import UnreadableModel
from analyser.training.examples import (
    FICTION,
    Example,
    examples_of,
    held_out,
    learned_from,
    read_claims,
    read_targets,
    tuned_on,
)
from analyser.training.gold import (
    GoldPosition,
    GoldUnit,
    read_gold_units,
    text_hash,
    with_texts,
)
from analyser.training.sentences import Choice, choices_of, sentence_weights
from analyser.training.tokens import fewer_tokens
from analyser.training.tuning import PRECISION, Case, odds_of, thresholds_of
from analyser.training.undertakings import Marked, read_marked

SIDE = "We oppose CCTV on the pier."
TEXT = f"The pier is long. {SIDE} Drones are in the news, and privacy matters."
UNIT = GoldUnit(
    id="1",
    debate="Piers",
    heading="Piers",
    text=TEXT,
    positions=(GoldPosition("cctv", "oppose", TEXT.index(SIDE), TEXT.index(SIDE) + len(SIDE)),),
    themes=(),
    passing=("drones",),
    has_passing=True,
)


def examples(unit: GoldUnit) -> list[Example]:
    return examples_of([unit], load_codebook())


def test_a_side_gives_a_window_and_its_sentence_alone() -> None:
    window, alone, *_ = examples(UNIT)
    assert CLASSES[window.stance] == CLASSES[alone.stance] == "oppose"
    assert (window.shows, alone.shows) == (1, -1)
    assert alone.window.words == ("We oppose * CCTV * on the pier.",)
    assert alone.weight < window.weight == 1


def test_a_measure_in_passing_is_learned_as_such() -> None:
    stances = {e.window.subject: CLASSES[e.stance] for e in examples(UNIT)}
    assert set(stances.values()) == {"oppose", "passing"}
    assert len(stances) == 2


def test_fiction_counts_for_less() -> None:
    invented = GoldUnit(
        **{name: getattr(UNIT, name) for name in UNIT.__slots__} | {"source": "invented"}
    )
    assert examples(invented)[0].weight < examples(UNIT)[0].weight


def test_the_parts_of_a_split_are_apart_and_nearly_as_large_as_meant() -> None:
    debates = [f"debate {n}" for n in range(3000)]
    held = {each for each in debates if held_out(each)}
    tuned = {each for each in debates if tuned_on(each)}
    assert not held & tuned
    assert abs(len(held) / 3000 - 1 / 3) < 0.03
    assert abs(len(tuned) / 3000 - 1 / 8) < 0.03


def test_claims_are_read_as_sides(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl.gz"
    rows = [
        {"claim": "Piers should be lit.", "perspective": "It is safer.", "label": "SUPPORT"},
        {"claim": "Piers should be lit.", "perspective": "It is dear.", "label": "UNDERMINE"},
    ]
    path.write_bytes(gzip.compress("\n".join(json.dumps(row) for row in rows).encode()))
    assert [CLASSES[e.stance] for e in read_claims(path)] == ["support", "oppose"]
    path.write_bytes(gzip.compress(b'{"claim": "a", "perspective": "b", "label": "MAYBE"}'))
    with pytest.raises(UnreadableModel, match="line 1"):
        read_claims(path)
    path.write_text("plain")
    with pytest.raises(UnreadableModel, match="gzipped JSON Lines"):
        read_claims(path)


TARGETS: dict[str, Any] = {
    "id": "1",
    "debate": "Piers",
    "heading": "Harbour tolls",
    "text": "The toll is unfair. The toll should go. The lighthouse is tall.",
    "targets": [
        {
            "start": 4,
            "end": 8,
            "claim": "There should be a toll.",
            "stance": "oppose",
            "evidence": {"start": 20, "end": 39},
        },
        {
            "start": 44,
            "end": 54,
            "claim": "There should be a lighthouse.",
            "stance": "passing",
            "evidence": None,
        },
    ],
}


def test_targets_are_read_as_measures_are(tmp_path: Path) -> None:
    path = tmp_path / "targets.jsonl"
    path.write_text(json.dumps(TARGETS) + "\n", "utf8")
    toll, sentence, lighthouse, _ = read_targets(path, load_codebook())
    assert [CLASSES[e.stance] for e in (toll, sentence, lighthouse)] == [
        "oppose",
        "oppose",
        "passing",
    ]
    assert toll.window.subject == "There should be a toll. 2 / 3 : Harbour tolls"
    assert toll.window.words[:2] == ("The * toll * is unfair.", "The * toll * should go.")
    assert (toll.shows, sentence.window.words) == (1, ("The * toll * should go.",))
    assert lighthouse.window.words[-1] == "The * lighthouse * is tall."


@pytest.mark.parametrize(
    "wrong", [{"end": 400}, {"claim": ""}, {"stance": "perhaps"}, {"evidence": {"start": 1}}]
)
def test_targets_that_cannot_be_read_are_named(tmp_path: Path, wrong: dict[str, Any]) -> None:
    path = tmp_path / "targets.jsonl"
    bad = TARGETS | {"targets": [TARGETS["targets"][0] | wrong]}
    path.write_text(json.dumps(TARGETS) + "\n\n" + json.dumps(bad), "utf8")
    with pytest.raises(UnreadableModel, match="line 3"):
        read_targets(path, load_codebook())


def test_codes_without_texts_take_those_of_the_very_words_coded(tmp_path: Path) -> None:
    path = tmp_path / "coded.jsonl"
    evidence = {"start": 0, "end": len(SIDE)}
    row = {"id": "a.1", "hash": text_hash(TEXT), "part": [18, 18 + len(SIDE)], "themes": []}
    row |= {"positions": [{"measure": "cctv", "stance": "oppose", "evidence": evidence}]}
    path.write_text(json.dumps(row), "utf8")
    (filled,) = with_texts(path, {"a.1": {"text": TEXT, "heading": "Piers", "house": "Lords"}})
    assert (filled["text"], filled["heading"], filled["house"]) == (SIDE, "Piers", "Lords")
    for record, said in (({}, "has no a.1"), ({"a.1": {"text": SIDE}}, "other words of a.1")):
        with pytest.raises(UnreadableModel, match=f"line 1.*{said}"):
            list(with_texts(path, record))
    path.write_text("\n[]", "utf8")
    with pytest.raises(UnreadableModel, match="line 2"):
        list(with_texts(path, {}))


@pytest.mark.parametrize("name", ["coded", "passages", "targets"])
def test_what_is_kept_to_learn_from_holds_no_words_of_the_record(name: str) -> None:
    """Ids, codes and numbers alone, and a claim, which is ours, of at most fifteen words."""
    path = Path(__file__).parents[2] / "data" / "training" / f"{name}.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf8").splitlines()]
    kept = {"id", "hash", "debate", "source", "date", "part", "positions", "passing", "targets"}
    coded = {"measure", "claim", "stance", "start", "end", "evidence"}
    assert rows
    for row in rows:
        assert row.keys() <= kept
        for each in (*row.get("positions", ()), *row.get("targets", ())):
            assert each.keys() <= coded
            assert each.get("evidence", {}).keys() <= {"start", "end"}
            assert len(each.get("claim", "").split()) <= 15


def test_a_threshold_is_where_enough_of_what_is_told_is_right() -> None:
    cases = [
        Case("support", share, "support" if share > 0.65 else "passing")
        for share in np.linspace(0.4, 0.95, 56)
    ]
    least = thresholds_of(cases, [1.0, 0.0])["support"]
    kept = [case for case in cases if case.share >= least]
    assert 0.4 < least < 0.66
    assert np.mean([case.is_right for case in kept]) >= PRECISION
    assert odds_of(0.5) == 0


def test_what_coders_chose_by_weighs_most() -> None:
    rng = np.random.default_rng(0)
    choices = []
    for n in range(60):
        rows = rng.normal(size=(6, len(KNOWN) + len(ALONE) + 4))
        chosen = np.zeros(6)
        chosen[int(rows[:, KNOWN.index("names")].argmax())] = 1
        choices.append(Choice(f"Debate {n}", rows, chosen))
    weights = sentence_weights(choices)
    vector = weights.pop(VECTOR)
    assert len(vector) == 4
    assert max(abs(each) for each in vector) < 0.05
    assert list(weights) == [*KNOWN, *ALONE]
    assert max(weights, key=lambda name: abs(weights[name])) == "names"
    assert weights["names"] > 5 * max(abs(w) for name, w in weights.items() if name != "names")


def test_a_choice_holds_the_sentence_that_was_coded() -> None:
    whole = f"{TEXT} " + SIDE.replace("We", "They")
    unit = replace(UNIT, text=whole)
    (choice,) = choices_of(load_encoder(), [unit], load_codebook())
    assert choice.chosen.tolist() == [0, 1, 0, 0]
    assert choice.rows.shape == (4, len(KNOWN) + len(ALONE) + 2 * 768)
    without = replace(UNIT, positions=(GoldPosition("cctv", "none"),))
    assert choices_of(load_encoder(), [without], load_codebook()) == []


_EXPORT = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:Converting a tensor")
"""PyTorch warns of the form of its export that needs no further library."""


def tiny(folder: Path, form: str) -> Path:
    """Write a transformer of no use that trains in a second, and a tokenizer of a few words."""
    pytest.importorskip("torch", reason='the extra "train" is not installed')
    transformers: Any = pytest.importorskip("transformers")
    own = {"Bert": ["[PAD]", "[UNK]", "[CLS]", "[SEP]"], "MPNet": ["<s>", "<pad>", "</s>", "[UNK]"]}
    words = [*own[form], "we", "oppose", "support", "cctv", "pier", "."]
    tokenizer = Tokenizer(models.WordPiece({w: n for n, w in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    config = getattr(transformers, f"{form}Config")(
        vocab_size=len(words),
        hidden_size=64,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=512,
    )
    folder.mkdir()
    getattr(transformers, f"{form}Model")(config).save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


@_EXPORT
def test_training_in_small_gives_what_can_be_read(tmp_path: Path) -> None:
    encoder = tiny(tmp_path / "encoder", "MPNet")
    from analyser.training.positions import train_positions

    gold = tmp_path / "gold.jsonl"
    rows = [
        {
            "id": n,
            "debate": f"Debate {n}",
            "text": f"We {word} CCTV. The pier.",
            "positions": [{"measure": "cctv", "stance": stance, "evidence": f"We {word} CCTV."}],
            "passing": [],
            "themes": [],
        }
        for n in range(40)
        for word, stance in [("oppose", "oppose") if n % 2 else ("support", "support")]
    ]
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")
    said: list[str] = []
    train_here = partial(
        train_positions, encoder, [gold], checkpoints=tmp_path / "kept", say=said.append
    )
    made = train_here(tmp_path / "made")
    window = examples(UNIT)[0].window
    assert made.read(window).stances.shape == (len(CLASSES),)
    assert len(made.learned) == 2  # texts, of which there are two
    measured = Encoder(tmp_path / "made", held_out=True).read(window)
    again = train_here(tmp_path / "again")
    assert np.allclose(again.read(window).stances, made.read(window).stances)
    assert not np.allclose(measured.stances, made.read(window).stances)
    assert any("held out" in line for line in said)


def test_a_tokenizer_keeps_what_is_common_or_needed(tmp_path: Path) -> None:
    rare = {f"rare{n}": 20_000 + n for n in range(3)}
    words = {"<s>": 0, "<pad>": 1, "</s>": 2, "[UNK]": 3, "pier": 50, **rare}
    pieces = {"##s": 25_000, "漁": 26_000, "é": 60}
    path = tmp_path / "tokenizer.json"
    tokenizer = Tokenizer(models.WordPiece(words | pieces, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.save(str(path))
    kept = fewer_tokens(path, tmp_path / "fewer.json", ["rare1 pier"] * 3)
    assert kept == [0, 1, 2, 3, 50, 20_001, 25_000]
    read = Tokenizer.from_file(str(tmp_path / "fewer.json"))
    assert read.encode("rare1 piers rare0").ids == [5, 4, 6, 3]


def write_marked(path: Path, rows: list[str]) -> Path:
    path.write_text(
        "\n".join(["contribution_id,rules_saw,reader_1,reader_2", *rows]) + "\n", "utf8"
    )
    return path


def test_marked_sentences_are_read_with_the_one_before(tmp_path: Path) -> None:
    texts = {"a.1": "The pier is long. We will mend it. We will paint it. It rained."}
    path = write_marked(tmp_path / "marked.csv", ["a.1,no,18-34 35-52,18-34", "gone.1,yes,,"])
    assert [(m.before, m.sentence, m.share) for m in read_marked(path, texts)] == [
        ("The pier is long.", "We will mend it.", 1.0),
        ("We will mend it.", "We will paint it.", 0.5),
    ]


@pytest.mark.parametrize(
    ("rows", "said"), [(["a.1,no,18-x,"], "line 2"), (["a.1,perhaps,,"], "line 2")]
)
def test_marks_that_cannot_be_read_are_named(tmp_path: Path, rows: list[str], said: str) -> None:
    with pytest.raises(UnreadableModel, match=said):
        read_marked(write_marked(tmp_path / "marked.csv", rows), {"a.1": "A pier."})
    (tmp_path / "other.csv").write_text("id,marks\n")
    with pytest.raises(UnreadableModel, match="line 1"):
        read_marked(tmp_path / "other.csv", {})


@_EXPORT
def test_training_on_undertakings_in_small_gives_what_can_be_read(tmp_path: Path) -> None:
    encoder = tiny(tmp_path / "encoder", "Bert")
    from analyser.training.undertakings import train_undertakings

    marked = [
        Marked(f"debate {n}", "The pier.", f"We will {word} CCTV.", float(word == "support"), True)
        for n in range(40)
        for word in ("oppose", "support")
    ]
    made = train_undertakings(encoder, marked, tmp_path / "made")
    again = train_undertakings(encoder, marked, tmp_path / "again")
    read = [each.log_odds("The pier.", "We will support CCTV.") for each in (made, again)]
    assert read[0] == pytest.approx(read[1])
    assert UndertakingEncoder(tmp_path / "made").least == made.least


def test_the_fiction_for_training_is_coded_in_its_own_words() -> None:
    units = read_gold_units(Path(__file__).parents[2] / "data" / "training" / "fiction.jsonl")
    assert len(units) == 2829
    assert {unit.source for unit in units} == {FICTION}
    assert all(learned_from(unit) for unit in units)
    assert len({unit.text for unit in units}) == len(units)
    measures = {measure.code for measure in load_codebook().measures}
    for unit in units:
        assert {each.measure for each in unit.positions} | {*unit.passing} <= measures
        assert unit.positions or unit.passing
