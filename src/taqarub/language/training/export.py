"""A trained network as a folder that runs without torch: model.onnx (int8), tokenizer.json, meta.json."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from ..encoder import FORMAT, Meta
from .batches import Batch
from .calm import loudness
from .graph import write_graph
from .network import WIDTH, Network


def export(
    network: Network, inventories: dict[str, tuple[str, ...]], source: Path, folder: Path, name: str,
    licence: str, trained: dict[str, Any], skip: tuple[str, ...] = (), sample: Iterable[Batch] = (),
) -> None:  # fmt: skip
    """Write a model folder.

    Args:
        inventories: labels of the network's heads, in its order.
        source: folder with tokenizer.json and forms.tsv.
        skip: heads that only served training (those of other corpora's tag sets); they are cut off.
        sample: windows of news, to see which channels are loud (training.calm); without any, none is calmed.
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
    write_graph(network, folder / "model.onnx", loudness(network, sample))


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
