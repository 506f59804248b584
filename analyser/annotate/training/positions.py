"""Training the encoder that is kept, in one run: twice, once without a third of the debates.

The first, the twin, learns from the debates that are neither held out nor tuned on. Confidence and
thresholds are set with it, and every figure is measured with it. The second learns from all. Both
are kept in one file and tell together.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from analyser.annotate.encoder import FORMAT, MODEL, SETTINGS, TOKENIZER, Encoder, cutter
from analyser.annotate.linear import mark
from analyser.annotate.training.encoder import Network, Say, new_network, train, write_network
from analyser.annotate.training.examples import (
    Example,
    examples_of,
    held_out,
    read_claims,
    tuned_on,
)
from analyser.annotate.training.tuning import tuned, untuned
from analyser.codebook import Codebook, load_codebook
from analyser.gold import read_gold_units

_CLAIM_EPOCHS, _EPOCHS = 2, 3
_FICTION = "invented"


def train_positions(
    encoder: Path,
    gold: Sequence[Path],
    folder: Path,
    *,
    claims: Path | None = None,
    device: str = "cpu",
    seed: int = 0,
    epochs: int = _EPOCHS,
    checkpoints: Path | None = None,
    say: Say = lambda _: None,
) -> Encoder:
    """Train on coded contributions and write what was trained into ``folder``; return it.

    ``encoder`` holds a transformer in the form of Hugging Face, ``claims`` pairs of claims and
    perspectives. A stage whose weights lie in ``checkpoints`` is not run again. Raises
    ``UnreadableModel`` naming the file.
    """
    codebook = load_codebook()
    themes = [theme.code for theme in codebook.themes]
    units = [unit for path in gold for unit in read_gold_units(path)]
    examples = examples_of(units, codebook, themes)
    tokens = cutter(encoder / TOKENIZER)

    def stage(name: str, start: dict[str, Any] | None, run: Callable[[Network], None]) -> Network:
        network = new_network(encoder, len(themes))
        if start:
            network.load(start)
        return _once(checkpoints, name, network, run)

    def on(chosen: Sequence[Example], seed: int) -> Callable[[Network], None]:
        return lambda network: train(
            network, chosen, tokens, epochs=epochs, seed=seed, device=device, say=say
        )

    start = None
    if claims:
        pairs = read_claims(claims)
        say(f"{len(pairs)} pairs of claims and perspectives")
        start = stage(
            "claims",
            None,
            lambda network: train(
                network,
                pairs,
                tokens,
                epochs=_CLAIM_EPOCHS,
                seed=seed,
                device=device,
                claims=True,
                say=say,
            ),
        ).state()
    rest = [e for e in examples if not held_out(e.debate) and not tuned_on(e.debate)]
    say(f"{len(rest)} of {len(examples)} examples: without the debates held out or tuned on")
    twin = stage("twin", start, on(rest, seed))
    say(f"{len(examples)} examples: all")
    whole = stage("whole", start, on(examples, seed + 1))
    write_network([twin, whole], encoder, folder)
    return _set(folder, codebook, units, say)


def _set(folder: Path, codebook: Codebook, units: Sequence[Any], say: Say) -> Encoder:
    """Write the settings that suit what is kept in a folder, and return it."""
    themes = [theme.code for theme in codebook.themes]
    _write(folder, untuned(themes))
    real = [unit for unit in units if unit.source != _FICTION and tuned_on(unit.debate)]
    say(f"tuning on {len(real)} contributions")
    settings = tuned(Encoder(folder, held_out=True), real, codebook)
    settings["learned"] = sorted({mark(unit.text) for unit in units})
    _write(folder, settings)
    return Encoder(folder)


def _write(folder: Path, settings: dict[str, Any]) -> None:
    written = json.dumps({"format": FORMAT, **settings}, indent=1, sort_keys=True)
    (folder / SETTINGS).write_text(written + "\n", "utf8")


def _once(
    checkpoints: Path | None, name: str, network: Network, run: Callable[[Network], None]
) -> Network:
    """Run a stage, or take its weights where they were kept."""
    import torch

    path = checkpoints / f"{name}.pt" if checkpoints else None
    if path and path.exists():
        network.load(torch.load(path, map_location="cpu"))
        for part in network.modules:
            part.eval()
        return network
    run(network)
    for part in network.modules:
        part.to("cpu")
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(network.state(), path)
    return network


def size_of(folder: Path) -> float:
    """Return how many megabytes what is kept in a folder takes."""
    return sum((folder / name).stat().st_size for name in (MODEL, TOKENIZER, SETTINGS)) / 1e6
