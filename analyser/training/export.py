"""A trained network as one ONNX file, which is read without PyTorch."""

import shutil
from pathlib import Path
from typing import Any

from analyser.annotate.signing import MODEL, TOKENIZER
from analyser.training.encoder import EncoderNetwork


def write_network(network: EncoderNetwork, encoder: Path, folder: Path) -> None:
    """Write a network as one ONNX file in 8 bits, and the tokenizer beside it."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "float32.onnx"
    example = torch.ones((1, 32), dtype=torch.int64)
    torch.onnx.export(
        _reader(network),
        (example, torch.zeros_like(example)),
        str(whole),
        input_names=["ids", "types"],
        output_names=["stances"],
        dynamic_axes={name: {1: "length"} for name in ("ids", "types")},
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


def _reader(network: EncoderNetwork) -> Any:
    """Return a module that reads one window."""
    import torch

    class Reader(torch.nn.Module):  # type: ignore[misc]  # torch is untyped where it is not installed
        def __init__(self) -> None:
            super().__init__()
            self.body, self.stance = network.body, network.stance

        def forward(self, ids: Any, types: Any) -> Any:
            # one window at a time is never padded: a mask would take a fifth of the time
            hidden = self.body(ids, token_type_ids=types).last_hidden_state
            both = torch.cat([hidden[:, 0], hidden.mean(1)], 1)
            return torch.log_softmax(self.stance(both), 1)

    return Reader().to("cpu").eval()
