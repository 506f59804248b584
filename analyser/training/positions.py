"""Training the encoder that is kept, in one run: twice, once without a third of the debates.

The first, the twin, learns from the debates that are neither held out nor tuned on. Confidence and
thresholds are set with it, and every figure is measured with it. The second learns from all. Both
are kept in one file and read together.
"""

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from analyser.annotate.encoder import FORMAT, Encoder, cutter
from analyser.annotate.signing import SETTINGS, TOKENIZER
from analyser.codebook import Codebook, load_codebook
from analyser.training.encoder import (
    EncoderNetwork,
    Recipe,
    Say,
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
from analyser.training.export import write_network
from analyser.training.gold import GoldUnit, read_gold_units, text_hash
from analyser.training.sentences import Choice, choices_of, sentence_weights
from analyser.training.tuning import tuned, untuned

_EPOCHS = 3
_FIRST, _MORE = Recipe(2, 1e-4, 1e-4), Recipe(1)


def train_positions(
    encoder: Path,
    gold: Sequence[Path],
    folder: Path,
    *,
    claims: Path | None = None,
    targets: Path | None = None,
    device: str = "cpu",
    seed: int = 0,
    epochs: int = _EPOCHS,
    checkpoints: Path | None = None,
    say: Say = lambda _: None,
) -> Encoder:
    """Train on coded contributions and write what was trained into ``folder``; return it.

    ``encoder`` holds a transformer in the form of Hugging Face, ``claims`` pairs of claims and
    perspectives, ``targets`` what contributions argue about beside measures (``read_targets``), of
    no debate that is held out or tuned on. A stage whose weights lie in ``checkpoints`` is not run
    again. Raises ``UnreadableModel`` naming the file.
    """
    codebook = load_codebook()
    units = [unit for path in gold for unit in read_gold_units(path)]
    mine = examples_of([unit for unit in units if learned_from(unit)], codebook)
    others = examples_of([unit for unit in units if not learned_from(unit)], codebook)
    stages = {
        "claims": read_claims(claims) if claims else [],
        "targets": read_targets(targets, codebook) if targets else [],
    }
    say(f"{len(mine)} examples without the debates held out or tuned on, {len(others)} of these")

    learn = partial(_learn, encoder, checkpoints=checkpoints, seed=seed, device=device, say=say)
    start = None
    for name, chosen in stages.items():
        start = learn(name, start, chosen, _FIRST) if chosen else start
    twin = learn("twin", start, mine, Recipe(epochs))
    whole = learn("whole", twin, [*mine, *others], _MORE)
    write_network([twin, whole], encoder, folder)
    return _set(folder, codebook, units, say)


def _learn(
    encoder: Path,
    name: str,
    start: EncoderNetwork | None,
    chosen: Sequence[Example],
    recipe: Recipe,
    *,
    checkpoints: Path | None,
    seed: int,
    device: str,
    say: Say,
) -> EncoderNetwork:
    """Train one stage from the weights of another, or take its weights where they were kept."""
    say(f"{name}: {len(chosen)} examples")
    network = new_network(encoder, seed=seed)
    if start:
        network.load(start.state())
    tokens = cutter(encoder / TOKENIZER)

    def run() -> None:
        train(network, chosen, tokens, recipe, seed=seed, device=device, say=say)

    return _once(checkpoints, name, network, run)


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
    twin = Encoder(folder, held_out=True)
    unseen = [unit for unit in units if unit.has_passing and not learned_from(unit)]
    aside = [unit for unit in unseen if tuned_on(unit.debate)]
    say(f"thresholds: on {len(aside)} contributions to be measured, on {len(unseen)} to be used")
    choices = choices_of(twin, [unit for unit in units if unit.source != FICTION], codebook)
    measured = [choice for choice in choices if not held_out(choice.debate)]
    say(f"sentences: on {len(measured)} positions to be measured, on {len(choices)} to be used")
    write(
        tuned(twin, aside, codebook) | _sentences(measured),
        tuned(twin, unseen, codebook) | _sentences(choices),
    )
    return Encoder(folder)


def _sentences(choices: Sequence[Choice]) -> dict[str, Any]:
    """Return how sentences are weighed; nothing where there is nothing to learn it from."""
    return {"sentence": sentence_weights(choices)} if choices else {}


def _once(
    checkpoints: Path | None, name: str, network: EncoderNetwork, run: Callable[[], None]
) -> EncoderNetwork:
    """Run a stage, or take its weights where they were kept."""
    import torch

    path = checkpoints / f"{name}.pt" if checkpoints else None
    if path and path.exists():
        network.load(torch.load(path, map_location="cpu"))
        for part in network.modules:
            part.eval()
        return network
    run()
    for part in network.modules:
        part.to("cpu")
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(network.state(), path)
    return network
