"""Training the encoder that is kept, in one run, in two versions.

A network learns from the debates that are neither held out nor tuned on. Rounded to 4 bits and
mended (see ``packing``), it is the version with which confidence and thresholds are set and every
figure is measured. Taught on by the other debates, it is the version in use.
"""

import copy
import json
import random
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from analyser.annotate.encoder import FORMAT, Encoder, cutter
from analyser.annotate.signing import SETTINGS, TOKENIZER
from analyser.annotate.weights import IN_USE, MEASURED
from analyser.codebook import Codebook, load_codebook
from analyser.training.encoder import (
    EncoderNetwork,
    Recipe,
    Say,
    Tokens,
    new_network,
    train,
)
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
from analyser.training.gold import GoldUnit, read_gold_units, text_hash
from analyser.training.packing import add_thin, write_versions
from analyser.training.sentences import Choice, choices_of, sentence_weights
from analyser.training.tuning import tuned, untuned

_LAYERS = 8
"""The first layers of the transformer, which are kept."""

_FIRST, _CODED = Recipe(1, 6e-5, 2e-4), Recipe(2, 6e-5, 2e-4)
_MENDED, _MORE = Recipe(1, 4e-4, 2e-5), Recipe(1, 4e-4, 1e-4)
_ENOUGH = 4_800
"""Examples from which it is mended; as many seen before are learned anew with those not seen."""


def train_positions(
    encoder: Path,
    gold: Sequence[Path],
    folder: Path,
    *,
    claims: Path | None = None,
    targets: Path | None = None,
    device: str = "cpu",
    seed: int = 0,
    checkpoints: Path | None = None,
    say: Say = lambda _: None,
) -> Encoder:
    """Train on coded contributions and write what was trained into ``folder``; return it.

    ``encoder`` holds a transformer in the form of Hugging Face, MPNet's, ``claims`` pairs of claims
    and perspectives, ``targets`` what contributions argue about beside measures
    (``read_targets``), of no debate that is held out or tuned on. A stage whose weights lie in
    ``checkpoints`` is not run again. Raises ``UnreadableModel`` naming the file.
    """
    codebook = load_codebook()
    units = [unit for path in gold for unit in read_gold_units(path)]
    mine = examples_of([unit for unit in units if learned_from(unit)], codebook)
    others = examples_of([unit for unit in units if not learned_from(unit)], codebook)
    say(f"{len(mine)} examples without the debates held out or tuned on, {len(others)} of these")
    network = new_network(encoder, seed=seed, layers=_LAYERS)
    learn = partial(
        _learn, network, cutter(encoder / TOKENIZER), checkpoints, seed=seed, device=device, say=say
    )
    if claims:
        learn("claims", read_claims(claims), _FIRST)
    if targets:
        learn("targets", read_targets(targets, codebook), _FIRST)
    learn("coded", mine, _CODED)
    teacher = copy.deepcopy(network)
    add_thin(network, seed=seed)
    again = random.Random(seed).sample(mine, min(len(mine), _ENOUGH))
    learn(MEASURED, again, _MENDED, teacher=teacher)
    versions = {MEASURED: network.state()}
    learn(IN_USE, [*others, *others, *again], _MORE)
    versions[IN_USE] = network.state()
    write_versions(network, versions, encoder, folder, (unit.text for unit in units))
    return _set(folder, codebook, units, say)


def _learn(
    network: EncoderNetwork,
    tokens: Tokens,
    checkpoints: Path | None,
    name: str,
    chosen: Sequence[Example],
    recipe: Recipe,
    *,
    seed: int,
    device: str,
    say: Say,
    teacher: EncoderNetwork | None = None,
) -> None:
    """Train one stage, or take its weights where they were kept."""
    import torch

    say(f"{name}: {len(chosen)} examples")
    path = checkpoints / f"{name}.pt" if checkpoints else None
    if path and path.exists():
        network.load(torch.load(path, map_location="cpu"))
        for part in network.modules:
            part.eval()
        return
    train(network, chosen, tokens, recipe, seed=seed, device=device, teacher=teacher, say=say)
    for part in network.modules:
        part.to("cpu")
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(network.state(), path)


def _set(folder: Path, codebook: Codebook, units: Sequence[GoldUnit], say: Say) -> Encoder:
    """Write the settings that suit what is kept in a folder, and return it.

    Confidence and thresholds of what is measured are set on the debates put aside for that; of what
    is used, on those held out too; never on debates chosen for being about the subject, which have
    no passing mentions coded. How sentences are weighed is learned from all that is no fiction, but
    for what is measured not from debates held out.
    """
    learned = sorted({text_hash(unit.text) for unit in units})

    def write(measured: dict[str, Any], used: dict[str, Any]) -> None:
        settings = {"format": FORMAT, "held out": measured, "in use": used, "learned": learned}
        written = json.dumps(settings, indent=1, sort_keys=True)
        (folder / SETTINGS).write_text(written + "\n", "utf8")

    write(untuned(), untuned())
    held = Encoder(folder, held_out=True)
    unseen = [unit for unit in units if unit.has_passing and not learned_from(unit)]
    aside = [unit for unit in unseen if tuned_on(unit.debate)]
    say(f"thresholds: on {len(aside)} contributions to be measured, on {len(unseen)} to be used")
    choices = choices_of(held, [unit for unit in units if unit.source != FICTION], codebook)
    measured = [choice for choice in choices if not held_out(choice.debate)]
    say(f"sentences: on {len(measured)} positions to be measured, on {len(choices)} to be used")
    write(
        tuned(held, aside, codebook) | _sentences(measured),
        tuned(held, unseen, codebook) | _sentences(choices),
    )
    return Encoder(folder)


def _sentences(choices: Sequence[Choice]) -> dict[str, Any]:
    """Return how sentences are weighed; nothing where there is nothing to learn it from."""
    return {"sentence": sentence_weights(choices)} if choices else {}
