"""Training the encoder that finds undertakings, on sentences that readers marked.

A twin learns without a third of the debates. On that third the least log odds are set. What is
kept goes on from the twin and learns from all.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from analyser.annotate.encoder import cutter
from analyser.annotate.signing import TOKENIZER
from analyser.annotate.undertakings import (
    CLASSES,
    UndertakingEncoder,
    window_of,
    write_settings,
)
from analyser.discourse.commitments import may_undertake, undertaken_by_rule
from analyser.errors import UnreadableModel
from analyser.text.sentences import sentence_spans
from analyser.text.whole_file import read_text
from analyser.training.encoder import EncoderNetwork, Recipe, Say, new_network, train
from analyser.training.examples import Example, held_out
from analyser.training.export import write_network

PRECISION = 0.85
"""What the least log odds are set for, on debates that the twin has not learned from."""

_TWIN, _WHOLE = Recipe(5), Recipe(2)
_GRID = [n / 4 for n in range(-16, 25)]
_READERS = ["reader_1", "reader_2"]
_COLUMNS = ["contribution_id", "rules_saw", *_READERS]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence, and the share of its readers who marked it.

    ``ruled``: it is an undertaking by rule. ``rules_saw``: a rule was written with it in view.
    """

    debate: str
    before: str
    sentence: str
    share: float
    ruled: bool
    rules_saw: bool = False


def read_marked(path: Path, texts: Mapping[str, str]) -> list[Marked]:
    """Return the sentences that may undertake something, of contributions whose text is given.

    The file is CSV: ``contribution_id``; ``rules_saw``, "yes" where a rule was written with it in
    view, else "no"; ``reader_1`` and ``reader_2``, the offsets of the sentences that each marked,
    as "0-35 80-120". Where one reader read, both are the same. Raises ``UnreadableModel`` naming
    the line.
    """
    reader = csv.DictReader(io.StringIO(read_text(path, UnreadableModel)))
    try:
        if reader.fieldnames != _COLUMNS:
            given = ", ".join(reader.fieldnames or ())[:80]
            raise UnreadableModel(path, "line 1", f"the columns {given}", ", ".join(_COLUMNS))
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        where = f"line {reader.line_num}"
        raise UnreadableModel(path, where, str(error), "comma-separated values") from error
    found: list[Marked] = []
    for line, row in rows:
        try:
            readers = [_spans(row[name]) for name in _READERS]
            saw = {"yes": True, "no": False}[row["rules_saw"]]
        except (ValueError, KeyError, AttributeError) as error:
            wanted = "yes or no, then offsets such as 0-35 80-120"
            raise UnreadableModel(path, f"line {line}", str(error), wanted) from error
        if row["contribution_id"] in texts:
            found += _sentences(row["contribution_id"], texts[row["contribution_id"]], readers, saw)
    return found


def _spans(cell: str) -> set[Span]:
    pairs = (each.split("-") for each in cell.split())
    return {(int(start), int(end)) for start, end in pairs}


def _sentences(
    contribution: str, text: str, readers: Sequence[set[Span]], saw: bool
) -> Iterator[Marked]:
    debate, before = contribution.rpartition(".")[0], ""
    ruled = undertaken_by_rule(text)
    for span in sentence_spans(text):
        sentence = text[slice(*span)]
        if may_undertake(sentence):
            share = sum(span in marked for marked in readers) / len(readers)
            yield Marked(debate, before, sentence, share, span in ruled, saw)
        before = sentence


def train_undertakings(
    encoder: Path,
    marked: Sequence[Marked],
    folder: Path,
    *,
    device: str = "cpu",
    seed: int = 0,
    say: Say = lambda _: None,
) -> UndertakingEncoder:
    """Train on marked sentences and write what was trained into ``folder``; return it.

    ``encoder`` holds a transformer in the form of Hugging Face. Raises ``UnreadableModel``
    naming the file.
    """
    mine = [each for each in marked if not held_out(each.debate)]
    others = [each for each in marked if held_out(each.debate)]
    say(f"{len(mine)} sentences without the debates held out, {len(others)} of these")
    tokens = cutter(encoder / TOKENIZER)
    network = new_network(encoder, seed=seed, classes=len(CLASSES))

    def learn(chosen: Sequence[Marked], recipe: Recipe) -> None:
        examples = [_example(each) for each in chosen]
        train(network, examples, tokens, recipe, seed=seed, device=device, say=say)

    learn(mine, _TWIN)
    least = least_of(_written(network, encoder, folder, {"alone": 0, "by rule": 0}), others, say)
    learn(marked, _WHOLE)
    return _written(network, encoder, folder, least)


def _example(marked: Marked) -> Example:
    """Return what is learned from a sentence; one that one of two readers marked counts half."""
    window = window_of(marked.before, marked.sentence)
    weight = 1.0 if marked.share in (0, 1) else 0.5
    return Example(marked.debate, window, int(marked.share > 0), weight)


def _written(
    network: EncoderNetwork, encoder: Path, folder: Path, least: Mapping[str, float]
) -> UndertakingEncoder:
    for part in network.modules:
        part.to("cpu")
    write_network(network, encoder, folder)
    write_settings(folder, least)
    return UndertakingEncoder(folder)


def least_of(
    encoder: UndertakingEncoder, marked: Sequence[Marked], say: Say = lambda _: None
) -> dict[str, float]:
    """Return the least log odds that find most at ``PRECISION``; at equal finds, the most right.

    Sentences on which two readers differ are left out, and those that a rule was written with:
    there the rules are better than elsewhere.
    """
    sure = [each for each in marked if each.share in (0, 1) and not each.rules_saw]
    odds = [encoder.log_odds(each.before, each.sentence) for each in sure]
    best, found = (-1.0, 0.0), dict.fromkeys(("alone", "by rule"), max(_GRID))
    total = sum(each.share for each in sure)
    for alone, by_rule in product(_GRID, repeat=2):
        kept = [
            each.share
            for each, odd in zip(sure, odds, strict=True)
            if odd >= (by_rule if each.ruled else alone)
        ]
        right = sum(kept) / len(kept) if kept else 0.0
        if right >= PRECISION and (sum(kept), right) > best:
            best, found = (sum(kept), right), {"alone": alone, "by rule": by_rule}
    say(f"least log odds {found}: {best[1]:.2f} right, {max(best[0], 0) / (total or 1):.2f} found")
    return found
