"""From a trained network to what is kept: 4 bits a weight, and two versions by thin matrices.

Rounding to 4 bits changes what a network says. Thin matrices beside its own (Hu et al. 2021,
"LoRA") first learn to say again what it said (Hinton et al. 2015, "Distilling the Knowledge in a
Neural Network"): that is the version that is measured. Taught on by the debates held out, they
give the version in use.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from analyser.annotate.signing import MODEL, SETTINGS, TOKENIZER, WEIGHTS
from analyser.annotate.weights import BLOCK, WORDS, pack, unpack, write_weights
from analyser.training.encoder import EncoderNetwork
from analyser.training.tokens import fewer_tokens

RANK = 16
"""Rows of a thin matrix."""

_PLACES = 320  # of tokens: more than a window has


def add_thin(network: EncoderNetwork, *, seed: int) -> None:
    """Round a network's matrices to 4 bits and put thin ones beside them; only these still learn.

    Raises ``ValueError`` where the rows of a matrix are no multiple of ``BLOCK``.
    """
    import torch

    torch.manual_seed(seed)
    for weights in network.body.parameters():
        weights.requires_grad = False
    words = network.body.embeddings.word_embeddings
    words.weight.data = torch.tensor(_rounded(words.weight))
    for _, linear in _linears(network):
        linear.weight.data = torch.tensor(_rounded(linear.weight))
        right = torch.randn(RANK, linear.in_features) / linear.in_features**0.5
        linear.register_parameter("right", torch.nn.Parameter(right))
        linear.register_parameter(
            "left", torch.nn.Parameter(torch.zeros(linear.out_features, RANK))
        )
        linear.register_forward_hook(_with_thin)


def _rounded(weights: Any) -> Any:
    if weights.shape[1] % BLOCK:
        raise ValueError(
            f"a matrix with rows of {weights.shape[1]} (expected a multiple of {BLOCK})"
        )
    return unpack(pack(weights.detach().numpy()))


def _with_thin(linear: Any, given: tuple[Any, ...], output: Any) -> Any:
    from torch.nn.functional import linear as multiplied

    return output + multiplied(multiplied(given[0], linear.right), linear.left)


def _linears(network: EncoderNetwork) -> Iterator[tuple[str, Any]]:
    """Yield each matrix of the layers with its name."""
    import torch

    for name, part in network.body.encoder.named_modules():
        if isinstance(part, torch.nn.Linear):
            yield name, part


def write_versions(
    network: EncoderNetwork,
    versions: Mapping[str, Mapping[str, Any]],
    encoder: Path,
    folder: Path,
    texts: Iterable[str],
) -> None:
    """Write a network that has thin matrices, in the versions that are given by their state.

    ``encoder`` holds its tokenizer, of which the tokens that ``texts`` need are kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kept = fewer_tokens(encoder / TOKENIZER, folder / TOKENIZER, texts)
    network.load(dict(next(iter(versions.values()))))
    matrices = {name: linear.weight.detach().numpy() for name, linear in _linears(network)}
    matrices[WORDS] = network.body.embeddings.word_embeddings.weight.detach().numpy()[kept]
    added: dict[str, dict[str, Any]] = {}
    last: dict[str, dict[str, Any]] = {}
    for version, state in versions.items():
        network.load(dict(state))
        added[version] = {
            name: (linear.left.detach().numpy().copy(), linear.right.detach().numpy().copy())
            for name, linear in _linears(network)
        }
        last[version] = {
            name: weights.detach().numpy().copy() for name, weights in _last(network).items()
        }
    write_weights(folder / WEIGHTS, matrices, added, last)
    _write_graph(network, len(kept), folder / MODEL, [*matrices, *next(iter(last.values()))])


def _write_graph(network: EncoderNetwork, words: int, path: Path, names: list[str]) -> None:
    """Write the graph that reads one window, without the weights of these names."""
    import onnx
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    whole = path.with_name("float32.onnx")
    example = torch.full((1, 32), 5, dtype=torch.int64)
    torch.onnx.export(
        _readable(network, words),
        (example,),
        str(whole),
        input_names=["ids"],
        output_names=["stances", "tokens", "vector"],
        dynamic_axes={name: {1: "length"} for name in ("ids", "tokens")},
        opset_version=17,
        dynamo=False,
    )
    last = [n.name for n in onnx.load(whole).graph.node if {*n.input} & _last(network).keys()]
    quantize_dynamic(
        whole,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=last,
    )
    whole.unlink()
    model = onnx.load(path)
    _rename(model.graph)
    lacking = {*names, *(f"{name}_scale" for name in names)}
    for each in model.graph.initializer:
        if each.name in lacking:
            for field in ("raw_data", "float_data", "int32_data"):
                each.ClearField(field)
            each.data_location = onnx.TensorProto.EXTERNAL
            each.external_data.add(key="location", value=WEIGHTS)
    onnx.save(model, path)


def _readable(network: EncoderNetwork, words: int) -> Any:
    """Return a module that reads one window by a network, without its thin matrices."""
    import torch

    class Reader(torch.nn.Module):  # type: ignore[misc]  # torch is untyped where it is not installed
        def __init__(self) -> None:
            super().__init__()
            self.body = network.body
            for name, weights in _last(network).items():
                self.register_parameter(name, torch.nn.Parameter(weights.detach().clone()))

        def forward(self, ids: Any) -> tuple[Any, Any, Any]:
            hidden = self.body(ids).last_hidden_state
            both = torch.cat([hidden[:, 0], hidden.mean(1)], 1)
            stances = torch.matmul(both, self.stance_weights) + self.stance_bias
            return torch.log_softmax(stances, 1), torch.matmul(hidden, self.shows), both

    for _, linear in _linears(network):
        linear._forward_hooks.clear()
    embeddings = network.body.embeddings
    for vectors, count in (
        (embeddings.word_embeddings, words),
        (embeddings.position_embeddings, _PLACES),
    ):
        vectors.weight = torch.nn.Parameter(vectors.weight.detach()[:count].clone())
    return Reader().to("cpu").eval()


def _last(network: EncoderNetwork) -> dict[str, Any]:
    """Return the last layers, by their names in the graph."""
    return {
        "stance_weights": network.stance.weight.T,
        "stance_bias": network.stance.bias,
        "shows": network.tokens.weight.T,
    }


def _rename(graph: Any) -> None:
    """Give weights in a graph the names that the file of weights has for them."""
    names = {"body.embeddings.word_embeddings.weight": WORDS}
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            weights = node.input[1].removesuffix("_quantized")
            matrix = node.name.partition("/body/encoder/")[2].rpartition("/MatMul")[0]
            matrix = matrix.replace("/", ".")
            names |= {f"{weights}_quantized": matrix, f"{weights}_scale": f"{matrix}_scale"}
    for each in graph.initializer:
        each.name = names.get(each.name, each.name)
    for node in graph.node:
        for at, given in enumerate(node.input):
            node.input[at] = names.get(given, given)


def size_of(folder: Path) -> float:
    """Return how many megabytes what is kept in a folder takes."""
    files = (folder / name for name in (MODEL, WEIGHTS, TOKENIZER, SETTINGS))
    return sum(file.stat().st_size for file in files if file.exists()) / 1e6
