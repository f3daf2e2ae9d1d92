"""A small student taught by a trained teacher on unlabelled text (Hinton et al. 2015; layers copied as in DistilBERT,
Sanh et al. 2019).
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable

import torch
from torch.nn import functional as F

from ..sentences import sentence_starts
from ..windows import cut_points
from .batches import Batch
from .loop import batch_loss
from .network import Network
from .windows import Window, tokenize


def unlabelled_windows(texts: Iterable[str], chance: random.Random, share: float = 1.0) -> list[Window]:
    """Windows without labels; `share` of them drawn by chance."""
    found = []
    for number, text in enumerate(texts):
        words, offsets, spaced = tokenize(text)
        if not words:
            continue
        starts = sentence_starts(words)
        for at in range(1, len(words)):
            starts[at] = starts[at] or "\n" in text[offsets[at - 1] + len(words[at - 1]) : offsets[at]]
        cuts = cut_points(starts)
        for begin, end in itertools.pairwise(cuts):
            if chance.random() < share:
                name = f"unlabelled-{number}-{begin}"
                found.append(Window("unlabelled", name, words[begin:end], spaced[begin:end], starts[begin:end]))
    return found


def copy_teacher(student: Network, teacher: Network, layers: list[int]) -> None:
    """Give a student everything of its teacher but the layers between those named."""
    state = {k: v for k, v in teacher.state_dict().items() if not k.startswith("layers.")}
    for at, layer in enumerate(layers):
        for name, value in teacher.layers[layer].state_dict().items():
            state[f"layers.{at}.{name}"] = value
    student.load_state_dict(state)


def student_loss(teacher: Network) -> Callable[[Network, Batch, dict[str, float]], torch.Tensor]:
    """A loss that adds to the labels' own what the teacher says of every word of the batch."""
    teacher.eval()

    def loss(network: Network, batch: Batch, weights: dict[str, float]) -> torch.Tensor:
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            taught, linked = teacher(*batch.inputs)
        with torch.autocast("cpu", torch.bfloat16):
            tags, links = network(*batch.inputs)
        real = torch.zeros(batch.first.shape, dtype=torch.bool)
        for row, window in enumerate(batch.windows):
            real[row, : len(window.words)] = True
        total = torch.zeros(())
        soft = teacher.split_tags(taught)
        for name, scores in network.split_tags(tags).items():
            target = soft[name][real].float().log_softmax(-1)
            guess = scores[real].float().log_softmax(-1)
            total = total + weights.get(name, 1.0) * F.kl_div(guess, target, log_target=True, reduction="batchmean")
        total = total + 2.0 * F.mse_loss(links[real].float(), linked[real].float())
        if any(window.labels for window in batch.windows):
            total = total + 0.3 * batch_loss(network, batch, weights)
        return total

    return loss
