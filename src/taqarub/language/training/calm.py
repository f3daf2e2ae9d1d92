"""Channels of a network that are louder than the others, and by how much: int8 would spend its steps on them.

One scale holds for all that goes into a product. In this encoder two channels of what goes up, and one or two of what
comes down at the sign of beginning, are six to forty times as large as the rest. Dividing them before the product and
multiplying their weights changes nothing but the rounding (SmoothQuant: Xiao et al. 2022,
https://arxiv.org/abs/2211.10438); scores come out half as far from the network's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import torch

from .batches import Batch
from .network import Network

_LOUD = 3.0  # times the median channel: what is left as it is
SITES = ("up", "down")  # of every layer; the inputs of the other products are even


def loudness(network: Network, batches: Iterable[Batch]) -> dict[str, torch.Tensor]:
    """How much too large each channel gets, at least 1: "l0.up" → [hidden], "l0.down" → [feedforward] and so on.

    Args:
        batches: texts of the kind that will be read; some dozens of windows are enough.
    """
    largest: dict[str, torch.Tensor] = {}
    there: torch.Tensor

    def look(name: str, module: torch.nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
        found = inputs[0][there].abs().amax(0)
        largest[name] = torch.maximum(largest[name], found) if name in largest else found

    hooks = [
        getattr(layer, site).register_forward_pre_hook(partial(look, f"l{number}.{site}"))
        for number, layer in enumerate(network.layers)
        for site in SITES
    ]
    network.eval()
    with torch.no_grad():
        for batch in batches:
            there = batch.mask > 0
            network(*batch.inputs)
    for hook in hooks:
        hook.remove()
    return {name: (found / (_LOUD * found.median())).clamp(min=1.0) for name, found in largest.items()}
