"""Windows laid out as batches of arrays."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from ..forms import FEATURES, Forms
from ..pieces import Pieces
from .windows import IGNORE, Window

_SAME = [str.maketrans("أإآ", "ااا"), str.maketrans("ى", "ي"), str.maketrans("ة", "ه"), str.maketrans("يى", "يي")]
UNNAMED = 0.15  # of the words lose their kinds of names in training
_STRAIGHT = {'"': '"', "«": '"', "»": '"', "“": '"', "”": '"'}


@dataclass
class Batch:
    """Arrays of a batch; `windows` are its texts in order."""

    windows: list[Window]
    ids: torch.Tensor
    mask: torch.Tensor
    first: torch.Tensor
    last: torch.Tensor
    forms: torch.Tensor

    @property
    def inputs(self) -> tuple[torch.Tensor, ...]:
        """What the network is called with."""
        return self.ids, self.mask, self.first, self.last, self.forms

    def labels(self) -> dict[str, torch.Tensor]:
        """Head -> [batch, words], IGNORE where padded or unknown."""
        width = self.first.shape[1]
        found: dict[str, np.ndarray] = {}
        for row, window in enumerate(self.windows):
            for name, array in window.labels.items():
                table = found.setdefault(name, np.full((len(self.windows), width), IGNORE, dtype=np.int64))
                table[row, : len(array)] = array
        return {name: torch.from_numpy(table) for name, table in found.items()}


def roughen(words: list[str], chance: random.Random) -> list[str]:
    """The same words as other outlets would type them: hamza, final ya and ta marbuta left out, other quotation marks."""
    if chance.random() < 0.15:
        table = chance.choice(_SAME)
        words = [w.translate(table) for w in words]
    if chance.random() < 0.3:
        if chance.random() < 0.5:
            words = [_STRAIGHT.get(w, w) for w in words]
        else:
            opened, swapped = False, []
            for word in words:
                if word == '"':
                    opened = not opened
                    word = "«" if opened else "»"
                swapped.append(word)
            words = swapped
    return words


def lay_out(windows: list[Window], pieces: Pieces, forms: Forms, chance: random.Random | None = None) -> Batch:
    """One batch of the given windows; with `chance`, their words are roughened."""
    texts = [roughen(w.words, chance) if chance else w.words for w in windows]
    rows = [pieces.lay_out(words, w.spaced, w.starts) for words, w in zip(texts, windows, strict=True)]
    longest = rounded(max(len(r[0]) for r in rows))
    widest = rounded(max(len(r[1]) for r in rows))
    ids = np.full((len(rows), longest), pieces.pad, dtype=np.int64)
    mask = np.zeros((len(rows), longest), dtype=np.float32)
    first = np.zeros((len(rows), widest), dtype=np.int64)
    last = np.zeros((len(rows), widest), dtype=np.int64)
    known = np.zeros((len(rows), longest, FEATURES), dtype=np.int64)
    for row, (a, b, c) in enumerate(rows):
        features = [forms.features(word) for word in texts[row]]
        if chance:
            features = [forms.unnamed(f) if chance.random() < UNNAMED else f for f in features]
        known[row, b] = features
        ids[row, : len(a)] = a
        mask[row, : len(a)] = 1
        first[row, : len(b)] = b
        last[row, : len(c)] = c
    return Batch(windows, *(torch.from_numpy(x) for x in (ids, mask, first, last, known)))


def rounded(size: int) -> int:
    """Up to the next step of sizes: the fewer shapes there are, the less often kernels are compiled anew."""
    step = 16 if size <= 64 else 32
    return -(-size // step) * step


def groups(windows: Sequence[Window], budget: int, chance: random.Random) -> list[list[Window]]:
    """Windows of like length together, at most about `budget` pieces each, in random order."""
    shelves: dict[int, list[Window]] = {}
    for window in windows:
        shelves.setdefault(rounded(int(len(window.words) * 1.85) + 2), []).append(window)
    found = []
    for size, shelf in sorted(shelves.items()):
        chance.shuffle(shelf)
        count = max(1, budget // size)
        found += [shelf[at : at + count] for at in range(0, len(shelf), count)]
    chance.shuffle(found)
    return found


def batches(
    windows: Sequence[Window], pieces: Pieces, forms: Forms, budget: int, chance: random.Random
) -> Iterator[Batch]:
    """The batches of one epoch, their words roughened."""
    for group in groups(windows, budget, chance):
        yield lay_out(group, pieces, forms, chance)
