"""What the network is trained to lower."""

from __future__ import annotations

import torch
from torch.nn import functional as F

from ..labels import POINTERS
from .network import Network
from .windows import IGNORE, Link


def tag_loss(scores: dict[str, torch.Tensor], labels: dict[str, torch.Tensor], weights: dict[str, float]) -> torch.Tensor:
    """Weighted sum over heads of the mean cross-entropy over labelled words."""
    total = torch.zeros(())
    for name, gold in labels.items():
        if bool((gold != IGNORE).any()):
            loss = F.cross_entropy(scores[name].flatten(0, 1).float(), gold.flatten(), ignore_index=IGNORE)
            total = total + weights.get(name, 1.0) * loss
    return total


def link_loss(network: Network, links: torch.Tensor, wanted: list[Link], weights: dict[str, float]) -> torch.Tensor:
    """Of one text: cross-entropy of pointers over its words and nothing; binary cross-entropy of sides over actors,
    an actor scored by its best word.

    Args:
        links: [words, …] projections of the text's words.
    """
    total = torch.zeros(())
    for name in {link.name for link in wanted}:
        mine = [link for link in wanted if link.name == name]
        scores = network.link_scores(links, name, torch.tensor([link.head for link in mine])).float()
        at = network.link_names.index(name)
        if name in POINTERS:
            nothing = network.nothing[at].float().expand(len(mine), 1)
            gold = torch.tensor([link.groups[0][0][0] if link.groups else scores.shape[1] for link in mine])
            loss = F.cross_entropy(torch.cat([scores, nothing], 1), gold)
        else:
            pairs = [
                (torch.logsumexp(scores[row][words], 0) + network.nothing[at], float(right))
                for row, link in enumerate(mine) for words, right in link.groups
            ]  # fmt: skip
            if not pairs:
                continue
            loss = F.binary_cross_entropy_with_logits(torch.stack([p[0] for p in pairs]), torch.tensor([p[1] for p in pairs]))
        total = total + weights.get(name, 1.0) * loss * len(mine)
    return total
