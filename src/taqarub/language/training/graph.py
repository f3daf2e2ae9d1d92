"""A trained network written as the ONNX graph that reads one window: int8 weights, nothing that training alone needs.

A window runs by itself, so tensors have no axis of batches, and nothing is padded or masked. Every product with
weights is one DynamicQuantizeMatMul of onnxruntime (com.microsoft, version 1): weights int8 with one scale a column,
activations uint8 with a scale as they come (Q8BERT: Zafrir et al. 2019, https://arxiv.org/abs/1910.06188). Queries,
keys and values are one product. Tensors of two axes also keep onnxruntime from joining a sum and the LayerNormalization
after it into SkipLayerNormalization, which is nine times slower than the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from ..forms import FEATURES
from .network import FAINT, Layer, Network

OPSET, IR = 17, 8  # what onnxruntime 1.20 and all later ones load
_CONTRIB = "com.microsoft"


def write_graph(network: Network, path: Path, loud: Mapping[str, torch.Tensor]) -> None:
    """Write model.onnx.

    Args:
        loud: by how much to divide the channels that go into some products (training.calm).

    Inputs, all int64: `ids` [pieces]; `first`, `last` [words], where each word's first and last pieces stand; `forms`
    [words, FEATURES]. Outputs, float32: `tags` [words, labels of all heads], `links` [words, 2 × WIDTH × links].
    """
    graph = _Graph()
    x, known = _embeddings(graph, network)
    for number, layer in enumerate(network.layers):
        assert isinstance(layer, Layer)
        x = _layer(graph, f"l{number}", layer, x, loud)
    both = graph.add("Add", [graph.add("Gather", [x, "first"]), graph.add("Gather", [x, "last"])])
    above = graph.product("above", known, network.above.weight, network.above.bias)
    words = graph.add("Add", [both, above])
    graph.product("tags", words, network.tags.weight, network.tags.bias, "tags")
    mixed = graph.product("mix", words, network.mix.weight, network.mix.bias)
    graph.product("links", graph.contrib("Gelu", [mixed]), network.links.weight, network.links.bias, "links")
    onnx.save(graph.model(network), str(path))


class _Graph:
    """Nodes and constants as they come."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, np.ndarray] = {}

    def add(self, kind: str, inputs: list[str], output: str = "", domain: str = "", **attributes) -> str:
        """A node with one output; gives the output's name."""
        output = output or f"{kind}.{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output

    def contrib(self, kind: str, inputs: list[str], output: str = "", **attributes) -> str:
        """A node of onnxruntime's own operators."""
        return self.add(kind, inputs, output, _CONTRIB, **attributes)

    def constant(self, name: str, value: np.ndarray | torch.Tensor) -> str:
        """A constant; gives its name."""
        self.constants[name] = value.detach().numpy() if isinstance(value, torch.Tensor) else value
        return name

    def product(self, name: str, x: str, weight: torch.Tensor, bias: torch.Tensor, output: str = "") -> str:
        """x [rows, columns of weight] with torch's weight [rows of the result, columns], in int8."""
        values, scales = quantise(weight.detach().numpy().T, axis=0)
        inputs = [x, self.constant(name + ".w", values), self.constant(name + ".s", scales[0]), ""]
        return self.contrib("DynamicQuantizeMatMul", [*inputs, self.constant(name + ".b", bias)], output)

    def calm_product(self, name: str, x: str, layer: torch.nn.Linear, loud: Mapping[str, torch.Tensor]) -> str:
        """The product of a linear layer, loud channels of x divided before and weighed more within."""
        weight, factors = layer.weight, loud.get(name)
        if factors is not None and bool((factors > 1).any()):
            weight = weight * factors
            x = self.add("Mul", [x, self.constant(name + ".calm", 1 / factors)])
        return self.product(name, x, weight, layer.bias)

    def rows(self, name: str, table: torch.Tensor, ids: str) -> str:
        """Rows of a table, kept as int8 with one scale a row."""
        values, scales = quantise(table.detach().numpy(), axis=1)
        found = self.add("Gather", [self.constant(name + ".w", values), ids])
        scale = self.add("Gather", [self.constant(name + ".s", scales), ids])
        return self.add("Mul", [self.add("Cast", [found], to=TensorProto.FLOAT), scale])

    def norm(self, name: str, module: torch.nn.LayerNorm, x: str) -> str:
        """LayerNormalization over the last axis."""
        scale, shift = self.constant(name + ".g", module.weight), self.constant(name + ".b", module.bias)
        return self.add("LayerNormalization", [x, scale, shift], axis=-1, epsilon=module.eps)

    def model(self, network: Network) -> onnx.ModelProto:
        """All of it, checked."""
        shapes: dict[str, list[str | int]] = {
            "ids": ["pieces"], "first": ["words"], "last": ["words"], "forms": ["words", FEATURES]
        }  # fmt: skip
        outputs = {"tags": network.tags.weight.shape[0], "links": network.links.weight.shape[0]}
        graph = helper.make_graph(
            self.nodes, "window",
            [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name, shape in shapes.items()],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["words", size]) for name, size in outputs.items()],
            [numpy_helper.from_array(np.ascontiguousarray(value), name) for name, value in self.constants.items()],
        )  # fmt: skip
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(_CONTRIB, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR, producer_name="taqarub")
        onnx.checker.check_model(model)
        return model


def quantise(values: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """(int8, float32 scales): the largest of each row or column is ±127; `axis` is the one that a scale goes along."""
    scales = np.abs(values).max(axis=axis, keepdims=True).astype(np.float32) / 127
    scales[scales == 0] = 1
    return np.clip(np.rint(values / scales), -127, 127).astype(np.int8), scales


def _embeddings(graph: _Graph, network: Network) -> tuple[str, str]:
    """(input of the first layer [pieces, hidden], features of words [words, FORM])."""
    known = graph.add("ReduceSum", [graph.rows("forms", network.forms.weight, "forms"), _axes(graph, 1)], keepdims=0)
    count = graph.add("Shape", ["ids"])
    # pieces that begin no word have the features 0 in training
    faint = FAINT * network.below.weight
    nobody = faint @ (FEATURES * network.forms.weight[0])
    places = graph.constant("position", network.position + network.segment + nobody)
    position = graph.add("Slice", [places, graph.constant("zero", np.array([0], np.int64)), count])
    x = graph.add("Add", [graph.rows("word", network.word.weight, "ids"), position])
    below = graph.product("below", known, faint, -nobody)
    rows = graph.add("Unsqueeze", ["first", _axes(graph, 1)])
    x = graph.add("ScatterND", [x, rows, below], reduction="add")
    return graph.norm("norm", network.norm, x), known


def _axes(graph: _Graph, axis: int) -> str:
    return graph.constant(f"axis{axis}", np.array([axis], np.int64))


def _layer(graph: _Graph, name: str, layer: Layer, x: str, loud: Mapping[str, torch.Tensor]) -> str:
    hidden, size = layer.q.weight.shape[0], layer.q.weight.shape[0] // layer.heads
    scale = size**-0.5  # of the scores, put into the queries
    weight = torch.cat([layer.q.weight * scale, layer.k.weight, layer.v.weight])
    bias = torch.cat([layer.q.bias * scale, layer.k.bias, layer.v.bias])
    joined = graph.product(name + ".qkv", x, weight, bias)
    split = graph.constant("thirds", np.array([hidden] * 3, np.int64))
    parts = [f"{name}.{part}" for part in "qkv"]
    graph.nodes.append(helper.make_node("Split", [joined, split], parts, axis=-1))
    apart = graph.constant("apart", np.array([-1, layer.heads, size], np.int64))
    q, k, v = (
        graph.add("Transpose", [graph.add("Reshape", [part, apart])], perm=order)
        for part, order in zip(parts, ([1, 0, 2], [1, 2, 0], [1, 0, 2]), strict=True)
    )
    attention = graph.add("Softmax", [graph.add("MatMul", [q, k])], axis=-1)
    mixed = graph.add("Transpose", [graph.add("MatMul", [attention, v])], perm=[1, 0, 2])
    mixed = graph.add("Reshape", [mixed, graph.constant("together", np.array([-1, hidden], np.int64))])
    out = graph.product(name + ".out", mixed, layer.out.weight, layer.out.bias)
    x = graph.norm(name + ".norm1", layer.norm1, graph.add("Add", [x, out]))
    up = graph.calm_product(name + ".up", x, layer.up, loud)
    down = graph.calm_product(name + ".down", graph.contrib("Gelu", [up]), layer.down, loud)
    return graph.norm(name + ".norm2", layer.norm2, graph.add("Add", [x, down]))
