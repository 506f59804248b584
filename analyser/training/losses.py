"""How far a network is from the codes, or from a teacher: what training makes smaller."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from analyser.training.examples import Example

if TYPE_CHECKING:
    from analyser.training.encoder import EncoderNetwork

_DROPPED = 0.1
_SMOOTHED = 0.05  # of each label, given to the others
_SHOWN = 0.3  # weight of finding the sentence, beside the stance
_SHARED = 0.1  # how much finding it moves the transformer, which is the stance's first


class Read(NamedTuple):
    """An example as numbers."""

    ids: list[int]
    types: list[int]
    sentences: list[int]
    example: Example


def loss_of(
    network: "EncoderNetwork",
    examples: Sequence[Example],
    teacher: "EncoderNetwork | None",
    device: str,
) -> Callable[[Sequence[Read]], Any]:
    """Return what says how far a network is from the codes of a batch, or from a teacher."""
    if teacher:
        for part in teacher.modules:
            part.to(device).eval()
        return lambda batch: _loss_beside(teacher, network, batch, device)
    by_class = _class_weights(examples, network.stance.out_features).to(device)
    return lambda batch: _loss(network, batch, by_class, device)


def _class_weights(examples: Sequence[Example], classes: int) -> Any:
    """Return a weight for each class by the inverse root of its share, their mean being 1.

    A class without examples weighs nothing, or smoothing would teach little but that class.
    """
    import torch

    counts = [sum(e.weight for e in examples if e.stance == n) for n in range(classes)]
    roots = [count**-0.5 if count else 0.0 for count in counts]
    mean = sum(c * r for c, r in zip(counts, roots, strict=True)) / sum(counts)
    return torch.tensor([root / mean for root in roots])


def _loss(network: "EncoderNetwork", batch: Sequence[Read], by_class: Any, device: str) -> Any:
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
    teacher: "EncoderNetwork", network: "EncoderNetwork", batch: Sequence[Read], device: str
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


def _in_16_bits(device: str) -> bool:
    """Whether the processor multiplies numbers of 16 bits, and is to."""
    import torch

    return device == "cpu" and bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def _forward(network: "EncoderNetwork", batch: Sequence[Read], device: str) -> tuple[Any, Any]:
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
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_in_16_bits(device)):
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
