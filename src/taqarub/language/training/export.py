"""A trained network as a folder that runs without torch: model.onnx (int8), tokenizer.json, meta.json."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import torch

from ..encoder import Meta
from ..forms import FEATURES
from .network import WIDTH, Network

FORMAT = 1


def export(
    network: Network, inventories: dict[str, tuple[str, ...]], source: Path, folder: Path, name: str,
    licence: str, trained: dict[str, Any], skip: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """Write a model folder.

    Args:
        inventories: labels of the network's heads, in its order.
        source: folder with tokenizer.json and forms.tsv.
        skip: heads that only served training (those of other corpora's tag sets); they are cut off.
    """
    folder.mkdir(parents=True, exist_ok=True)
    heads = _cut_heads(network, skip)
    meta = Meta(
        format=FORMAT, name=name, heads={h: list(inventories[h]) for h in heads}, links=list(network.link_names),
        width=WIDTH, distance=[[round(x, 4) for x in row] for row in network.distance.detach().tolist()],
        nothing=network.nothing.detach().tolist(), licence=licence, trained=trained,
    )  # fmt: skip
    (folder / "meta.json").write_bytes(msgspec.json.format(msgspec.json.encode(meta), indent=1))
    for file in ("tokenizer.json", "forms.tsv"):
        shutil.copyfile(source / file, folder / file)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        write_onnx(network, plain)
        quantise(plain, folder / "model.onnx")


def _cut_heads(network: Network, skip: tuple[str, ...]) -> list[str]:
    """Drop the rows of the heads to skip from the network's tag layer; give back the names left."""
    keep: list[tuple[str, int]] = []
    rows: list[int] = []
    at = 0
    for name, size in zip(network.head_names, network.head_sizes, strict=True):
        if name not in skip:
            keep.append((name, size))
            rows.extend(range(at, at + size))
        at += size
    network.tags.weight.data = network.tags.weight.data[rows].clone()
    network.tags.bias.data = network.tags.bias.data[rows].clone()
    network.tags.out_features = len(rows)
    network.head_names, network.head_sizes = tuple(n for n, _ in keep), tuple(s for _, s in keep)
    return [n for n, _ in keep]


def write_onnx(network: Network, path: Path) -> None:
    """The network as ONNX in float32, batch, pieces and words of any size."""
    network.eval()
    ids = torch.randint(5, 500, (2, 30))
    first = torch.arange(20)[None].repeat(2, 1)
    forms = torch.zeros((2, 30, FEATURES), dtype=torch.int64)
    batch, pieces, words = torch.export.Dim("batch"), torch.export.Dim("pieces", max=512), torch.export.Dim("words")
    program = torch.onnx.export(
        network, (ids, torch.ones(2, 30), first, first + 1, forms), dynamo=True,
        input_names=["ids", "mask", "first", "last", "forms"], output_names=["tags", "links"],
        dynamic_shapes={
            "ids": {0: batch, 1: pieces}, "mask": {0: batch, 1: pieces}, "first": {0: batch, 1: words},
            "last": {0: batch, 1: words}, "forms": {0: batch, 1: pieces},
        },
    )  # fmt: skip
    assert program is not None
    program.save(str(path))


def quantise(plain: Path, path: Path) -> None:
    """Weights to int8, one scale a channel; activations are scaled as they come."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        str(plain), str(path), weight_type=QuantType.QInt8, per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"], extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
