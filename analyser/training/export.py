"""Trained networks as one ONNX file, which is read without PyTorch."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analyser.annotate.signing import MODEL, SETTINGS, TOKENIZER
from analyser.training.encoder import EncoderNetwork


def write_network(networks: Sequence[EncoderNetwork], encoder: Path, folder: Path) -> None:
    """Write networks as one ONNX file in 8 bits, and the tokenizer beside it.

    It gives their mean and, as "held out", what the first says alone. They share the vectors of
    words, which were not trained: these are kept once.
    """
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "float32.onnx"
    example = torch.ones((1, 32), dtype=torch.int64)
    torch.onnx.export(
        _mean_of(networks).to("cpu").eval(),
        (example, torch.zeros_like(example)),
        str(whole),
        input_names=["ids", "types"],
        output_names=["stances", "tokens", "held_out_stances", "held_out_tokens"],
        dynamic_axes={
            name: {1: "length"} for name in ("ids", "types", "tokens", "held_out_tokens")
        },
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        whole,
        folder / MODEL,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,  # 7 bits: sums of 8 run over on processors without VNNI
    )
    whole.unlink()
    shutil.copyfile(encoder / TOKENIZER, folder / TOKENIZER)


def _mean_of(networks: Sequence[EncoderNetwork]) -> Any:
    """Return a module that runs all networks on one window."""
    import torch

    class Mean(torch.nn.Module):  # type: ignore[misc]  # torch is untyped where it is not installed
        def __init__(self) -> None:
            super().__init__()
            self.parts = torch.nn.ModuleList(
                torch.nn.ModuleList(network.modules) for network in networks
            )
            for part in self.parts[1:]:
                part[0].embeddings = self.parts[0][0].embeddings

        def forward(self, ids: Any, types: Any) -> tuple[Any, ...]:
            stances, tokens = [], []
            for body, stance, token in self.parts:
                # one window at a time is never padded: a mask would take a fifth of the time
                hidden = body(ids, token_type_ids=types).last_hidden_state
                both = torch.cat([hidden[:, 0], hidden.mean(1)], 1)
                stances.append(torch.softmax(stance(both), 1))
                tokens.append(token(hidden))
            mean = torch.log(torch.stack(stances).mean(0)), torch.stack(tokens).mean(0)
            return *mean, torch.log(stances[0]), tokens[0]

    return Mean()


def size_of(folder: Path) -> float:
    """Return how many megabytes what is kept in a folder takes."""
    return sum((folder / name).stat().st_size for name in (MODEL, TOKENIZER, SETTINGS)) / 1e6
