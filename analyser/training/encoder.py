"""Training the encoders that code positions and find undertakings.

One transformer reads a window. Its first token and the mean of all give the stance; the mean of the
tokens of each sentence gives whether that sentence shows the stance.
It learns first from claims and what people say for and against them, then from coded
contributions. The weights kept are a running mean over the last steps
(Polyak and Juditsky 1992). Words keep the vectors that the encoder came with. On a processor that
multiplies numbers of 16 bits ("bfloat16"), the transformer does.

Needs the extra "train".
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from analyser.annotate.encoder import CLASSES
from analyser.annotate.windows import Window
from analyser.errors import UnreadableModel
from analyser.training.examples import Example
from analyser.training.losses import Read, loss_of

Tokens = Callable[[Window], tuple[list[int], list[int], list[int]]]
Say = Callable[[str], None]

_WARM, _LEAST = 0.08, 0.02  # share of the steps in which the rate rises; share of it at the end
_DECAY, _MEAN = 0.01, 0.99
_SORTED = 600  # examples among which those of one length are batched


class Recipe(NamedTuple):
    """How a network is trained: passes, the rates of transformer and heads, tokens a step."""

    epochs: int
    rate: float = 8e-5
    head_rate: float = 4e-4
    batch: int = 4096


@dataclass(frozen=True, slots=True)
class EncoderNetwork:
    """The transformer and its two heads; ``torch`` modules."""

    body: Any
    stance: Any
    tokens: Any

    @property
    def modules(self) -> tuple[Any, Any, Any]:
        """The parts, the transformer first."""
        return self.body, self.stance, self.tokens

    def parameters(self) -> list[Any]:
        """Return the weights that are trained."""
        return [p for part in self.modules for p in part.parameters() if p.requires_grad]

    def state(self) -> dict[str, Any]:
        """Return a copy of all weights."""
        names = ("body", "stance", "tokens")
        return {
            name: {key: value.detach().clone() for key, value in part.state_dict().items()}
            for name, part in zip(names, self.modules, strict=True)
        }

    def load(self, state: dict[str, Any]) -> None:
        """Take weights that ``state`` gave."""
        for name, part in zip(("body", "stance", "tokens"), self.modules, strict=True):
            part.load_state_dict(state[name])


def new_network(
    encoder: Path, *, seed: int, classes: int = len(CLASSES), layers: int | None = None
) -> EncoderNetwork:
    """Return an encoder in the form of Hugging Face with new heads, drawn by ``seed``.

    Of its layers the first ``layers`` are taken. The vectors of words stay as they are. Raises
    ``UnreadableModel`` where the folder holds none, ``ModuleNotFoundError`` where the
    extra "train" is not installed.
    """
    import torch
    from transformers import AutoModel

    try:
        body = AutoModel.from_pretrained(
            encoder,
            attention_probs_dropout_prob=0.0,
            add_pooling_layer=False,
            attn_implementation="eager",
            local_files_only=True,
        )
    except (OSError, ValueError) as error:
        expected = "a folder with config.json and model.safetensors"
        raise UnreadableModel(encoder, "the whole folder", str(error), expected) from error
    body.encoder.layer = body.encoder.layer[:layers]
    for weights in body.embeddings.parameters():
        weights.requires_grad = False
    width = body.config.hidden_size
    torch.manual_seed(seed)
    stance, tokens = torch.nn.Linear(2 * width, classes), torch.nn.Linear(width, 1)
    return EncoderNetwork(body, stance, tokens)


def train(
    network: EncoderNetwork,
    examples: Sequence[Example],
    tokens: Tokens,
    recipe: Recipe,
    *,
    seed: int,
    device: str = "cpu",
    teacher: EncoderNetwork | None = None,
    say: Say = lambda _: None,
) -> None:
    """Train a network on examples; it ends with the running mean of its weights.

    With a ``teacher`` it learns what that says of them, in place of what was coded.
    """
    import torch

    torch.manual_seed(seed)
    drawn = random.Random(seed)
    read = [Read(*tokens(example.window), example) for example in examples]
    for part in network.modules:
        part.to(device).train()
    optimiser = _optimiser(network, recipe)
    epochs = recipe.epochs
    steps = epochs * len(list(_batches(read, recipe.batch, random.Random(seed))))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate_at(step, steps))
    weights = network.parameters()
    mean = [each.detach().clone() for each in weights]
    measure = loss_of(network, examples, teacher, device)
    step = 0
    for epoch in range(epochs):
        lost = 0.0
        for batch in _batches(read, recipe.batch, drawn):
            loss = measure(batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            step += 1
            lost += float(loss.detach())
            for kept, now in zip(mean, weights, strict=True):
                kept.lerp_(now.detach(), 1 - min(_MEAN, (1 + step) / (10 + step)))
        say(f"epoch {epoch + 1} of {epochs}: {step} steps, mean loss {lost * epochs / steps:.3f}")
    _end_with(network, mean)


def _end_with(network: EncoderNetwork, mean: Sequence[Any]) -> None:
    """Give a network the mean of its weights; it learns no more."""
    import torch

    with torch.no_grad():
        for kept, now in zip(mean, network.parameters(), strict=True):
            now.copy_(kept)
    for part in network.modules:
        part.eval()


def _optimiser(network: EncoderNetwork, recipe: Recipe) -> Any:
    import torch

    body = [p for p in network.body.parameters() if p.requires_grad]
    heads = [*network.stance.parameters(), *network.tokens.parameters()]
    return torch.optim.AdamW(
        [{"params": body, "lr": recipe.rate}, {"params": heads, "lr": recipe.head_rate}],
        weight_decay=_DECAY,
    )


def _rate_at(step: int, steps: int) -> float:
    return min(1.0, (step + 1) / (_WARM * steps)) * max(_LEAST, 1 - step / steps)


def _batches(read: Sequence[Read], most: int, drawn: random.Random) -> Iterator[list[Read]]:
    """Yield all examples in a drawn order, those of nearly one length together."""
    shuffled = list(read)
    drawn.shuffle(shuffled)
    batches: list[list[Read]] = []
    for at in range(0, len(shuffled), _SORTED):
        batch: list[Read] = []
        for each in sorted(shuffled[at : at + _SORTED], key=lambda one: len(one.ids)):
            if batch and (len(batch) + 1) * len(each.ids) > most:
                batches.append(batch)
                batch = []
            batch.append(each)
        batches.append(batch)
    drawn.shuffle(batches)
    yield from batches
