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

Tokens = Callable[[Window], tuple[list[int], list[int], list[int]]]
Say = Callable[[str], None]

_WARM, _LEAST = 0.08, 0.02  # share of the steps in which the rate rises; share of it at the end
_DECAY, _DROPPED, _MEAN = 0.01, 0.1, 0.99
_SMOOTHED = 0.05  # of each label, given to the others
_SHOWN = 0.3  # weight of finding the sentence, beside the stance
_SHARED = 0.1  # how much finding it moves the transformer, which is the stance's first
_SORTED = 600  # examples among which those of one length are batched


class Recipe(NamedTuple):
    """How a network is trained: passes, the rates of transformer and heads, tokens a step."""

    epochs: int
    rate: float = 8e-5
    head_rate: float = 4e-4
    batch: int = 4096


class Read(NamedTuple):
    """An example as numbers."""

    ids: list[int]
    types: list[int]
    sentences: list[int]
    example: Example


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
    loss_of = _learned(network, examples, teacher, device)
    step = 0
    for epoch in range(epochs):
        lost = 0.0
        for batch in _batches(read, recipe.batch, drawn):
            loss = loss_of(batch)
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


def _learned(
    network: EncoderNetwork,
    examples: Sequence[Example],
    teacher: EncoderNetwork | None,
    device: str,
) -> Callable[[Sequence[Read]], Any]:
    """Return what is to become small: how far a network is from the codes, or from a teacher."""
    if teacher:
        return lambda batch: _loss_beside(teacher, network, batch, device)
    by_class = _class_weights(examples, network.stance.out_features).to(device)
    return lambda batch: _loss(network, batch, by_class, device)


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


def _class_weights(examples: Sequence[Example], classes: int) -> Any:
    """Return a weight for each class by the inverse root of its share, their mean being 1.

    A class without examples weighs nothing, or smoothing would teach little but that class.
    """
    import torch

    counts = [sum(e.weight for e in examples if e.stance == n) for n in range(classes)]
    roots = [count**-0.5 if count else 0.0 for count in counts]
    mean = sum(c * r for c, r in zip(counts, roots, strict=True)) / sum(counts)
    return torch.tensor([root / mean for root in roots])


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


def _loss(network: EncoderNetwork, batch: Sequence[Read], by_class: Any, device: str) -> Any:
    import torch
    from torch.nn import functional

    stances, sentences = _forward(network, batch, device)
    examples = [each.example for each in batch]
    weight = torch.tensor([e.weight for e in examples], device=device)
    coded = torch.tensor([e.stance for e in examples], device=device)
    lost = functional.cross_entropy(
        stances, coded, weight=by_class, label_smoothing=_SMOOTHED, reduction="none"
    )
    loss = (lost * weight).sum() / weight.sum()
    shown = [(n, e.shows) for n, e in enumerate(examples) if e.shows >= 0]
    if shown:
        rows, places = (list(each) for each in zip(*shown, strict=True))
        loss = loss - _SHOWN * torch.log_softmax(sentences, 1)[rows, places].mean()
    return loss


def _loss_beside(
    teacher: EncoderNetwork, network: EncoderNetwork, batch: Sequence[Read], device: str
) -> Any:
    """Return how far a network is from its teacher (Kullback and Leibler 1951)."""
    import torch

    with torch.no_grad():
        meant = _forward(teacher, batch, device)
    said = _forward(network, batch, device)
    several = [n for n, each in enumerate(batch) if len(each.example.window.words) > 1]
    stances, sentences = (
        (torch.softmax(a, 1) * (torch.log_softmax(a, 1) - torch.log_softmax(b, 1)).clamp(min=-40))
        for a, b in zip(meant, said, strict=True)
    )
    loss = stances.sum(1).mean()
    return loss + _SHOWN * sentences[several].sum(1).mean() if several else loss


def _halved(device: str) -> bool:
    """Whether the processor multiplies numbers of 16 bits."""
    import torch

    return device == "cpu" and bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def _forward(network: EncoderNetwork, batch: Sequence[Read], device: str) -> tuple[Any, Any]:
    """Return the scores of the classes, and of each sentence (-10,000 where there is none)."""
    import torch

    length = max(len(each.ids) for each in batch)

    def padded(rows: list[list[int]], filling: int) -> Any:
        filled = [row + [filling] * (length - len(row)) for row in rows]
        return torch.tensor(filled, device=device)

    mask = padded([[1] * len(each.ids) for each in batch], 0)
    given = {"input_ids": padded([each.ids for each in batch], 0), "attention_mask": mask}
    if hasattr(network.body.config, "type_vocab_size"):
        given["token_type_ids"] = padded([each.types for each in batch], 0)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_halved(device)):
        hidden = network.body(**given).last_hidden_state.float()
    mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
    both = torch.cat([hidden[:, 0], mean], 1)
    learning = network.stance.training
    stances = network.stance(torch.nn.functional.dropout(both, _DROPPED, training=learning))
    places = padded([each.sentences for each in batch], -1)
    count = max(int(places.max()) + 1, 1)
    inside = (places[:, None, :] == torch.arange(count, device=device)[None, :, None]).float()
    sizes = inside.sum(2)
    held = hidden * _SHARED + hidden.detach() * (1 - _SHARED)
    scores = torch.bmm(inside / sizes.clamp(min=1)[..., None], network.tokens(held))[..., 0]
    return stances, scores.masked_fill(sizes == 0, -1e4)
