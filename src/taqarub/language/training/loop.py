"""The training loop: seeded, resumable, with early stopping."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import torch

from ..forms import Forms
from ..pieces import Pieces
from .batches import Batch, batches, groups
from .loss import link_loss, tag_loss
from .measure import measure
from .network import Network
from .windows import Window

Report = Callable[[str, int, int], None]  # message, step, of steps


class Schedule(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """How to train. `shares`: the part of a corpus's windows that an epoch sees; `watch`: the scores whose mean decides
    which epoch is best; `patience`: epochs without a better one before stopping.
    """

    epochs: int = 8
    budget: int = 1800
    rate: float = 1e-4
    head_rate: float = 1e-3
    decay: float = 0.9
    warmup: float = 0.1
    clip: float = 1.0
    seed: int = 1
    patience: int = 3
    dropout: float = 0.1
    shares: dict[str, float] = {}
    weights: dict[str, float] = {}
    watch: tuple[str, ...] = ("ner", "content", "cue", "trigger", "words", "pos")


def parameter_groups(network: Network, schedule: Schedule) -> list[dict[str, Any]]:
    """Lower rates the deeper the layer, the heads fastest."""
    depth = len(network.layers)
    groups = [
        {"params": list(layer.parameters()), "lr": schedule.rate * schedule.decay ** (depth - 1 - n)}
        for n, layer in enumerate(network.layers)
    ]
    bottom = [network.position, network.segment, *network.norm.parameters()]
    groups.append({"params": bottom, "lr": schedule.rate * schedule.decay**depth})
    groups.append({"params": list(network.below.parameters()), "lr": schedule.rate * 2})
    heads = [*network.forms.parameters(), *network.above.parameters(), *network.tags.parameters(), *network.links.parameters(), *network.mix.parameters()]
    groups.append({"params": [*heads, network.distance, network.nothing], "lr": schedule.head_rate})
    return groups


def batch_loss(network: Network, batch: Batch, weights: dict[str, float]) -> torch.Tensor:
    """Loss of one batch: tags, and links summed over texts, a mean link counting as one head."""
    with torch.autocast("cpu", torch.bfloat16):
        tags, links = network(*batch.inputs)
    loss = tag_loss(network.split_tags(tags), batch.labels(), weights)
    count = sum(len(w.links) for w in batch.windows)
    for row, window in enumerate(batch.windows):
        if window.links:
            loss = loss + link_loss(network, links[row, : len(window.words)], window.links, weights) / count * 2
    return loss


def choose(windows: list[Window], shares: dict[str, float], chance: random.Random) -> list[Window]:
    """The windows of one epoch: all, or each corpus's share of them drawn by chance."""
    return [w for w in windows if chance.random() < shares.get(w.corpus, 1.0)]


def train(
    network: Network, windows: list[Window], dev: list[Window], pieces: Pieces, forms: Forms, inventories: dict[str, tuple[str, ...]],
    schedule: Schedule, folder: Path, report: Report, loss: Callable[..., torch.Tensor] = batch_loss,
) -> dict[str, float]:  # fmt: skip
    """Train in place; leave the best weights in `network` and in folder/best.pt.

    A run that was killed goes on from folder/last.pt, written after every epoch, when it is started again with the
    same arguments. With no `dev`, every epoch is run and the last one is the best.

    Returns:
        The best epoch's scores (empty without `dev`).
    """
    folder.mkdir(parents=True, exist_ok=True)
    optimizer = torch.optim.AdamW(parameter_groups(network, schedule), weight_decay=0.01, fused=True)
    rates = [group["lr"] for group in optimizer.param_groups]
    total = _steps(windows, schedule) * schedule.epochs
    state: dict[str, Any] = {"epoch": 0, "step": 0, "best": -1.0, "since": 0, "scores": {}}
    if (folder / "last.pt").exists():
        saved = torch.load(folder / "last.pt", weights_only=True)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        state = json.loads(saved["state"])
    for epoch in range(state["epoch"], schedule.epochs):
        chance = random.Random(schedule.seed * 1000 + epoch)
        torch.manual_seed(schedule.seed * 1000 + epoch)
        network.train()
        running = 0.0
        for batch in batches(choose(windows, schedule.shares, chance), pieces, forms, schedule.budget, chance):
            part = min(state["step"] / max(total, 1), 1.0)
            factor = min(part / schedule.warmup, (1.0 - part) / (1.0 - schedule.warmup), 1.0)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * max(factor, 0.01)
            value = loss(network, batch, schedule.weights)
            value.backward()
            torch.nn.utils.clip_grad_norm_([p for g in optimizer.param_groups for p in g["params"]], schedule.clip)
            optimizer.step()
            optimizer.zero_grad()
            running = 0.95 * running + 0.05 * value.item() if running else value.item()
            state["step"] += 1
            report(f"epoch {epoch + 1}/{schedule.epochs} loss {running:.3f}", state["step"], total)
        _close_epoch(network, optimizer, dev, pieces, forms, inventories, schedule, folder, state, report)
        if state["since"] > schedule.patience:
            break
    if (folder / "best.pt").exists():
        network.load_state_dict(torch.load(folder / "best.pt", weights_only=True))
    return state["scores"]


def _steps(windows: list[Window], schedule: Schedule) -> int:
    """Batches in an epoch, as the first one is drawn."""
    chance = random.Random(schedule.seed * 1000)
    return max(1, len(groups(choose(windows, schedule.shares, chance), schedule.budget, chance)))


def _close_epoch(
    network: Network, optimizer: torch.optim.Optimizer, dev: list[Window], pieces: Pieces, forms: Forms,
    inventories: dict[str, tuple[str, ...]], schedule: Schedule, folder: Path, state: dict[str, Any], report: Report,
) -> None:  # fmt: skip
    scores = measure(network, dev, pieces, forms, inventories) if dev else {}
    watched = [scores[name] for name in schedule.watch if name in scores]
    mean = sum(watched) / len(watched) if watched else float(state["epoch"])
    state["epoch"] += 1
    if mean > state["best"]:
        state.update(best=mean, since=0, scores=scores)
        _save(network.state_dict(), folder / "best.pt")
    else:
        state["since"] += 1
    report(f"epoch {state['epoch']} {scores}", state["step"], -1)
    _save({"network": network.state_dict(), "optimizer": optimizer.state_dict(), "state": json.dumps(state)}, folder / "last.pt")


def _save(what: Any, path: Path) -> None:
    """Write beside, then put in place: a kill in between leaves the old file whole."""
    torch.save(what, path.with_suffix(".new"))
    os.replace(path.with_suffix(".new"), path)
