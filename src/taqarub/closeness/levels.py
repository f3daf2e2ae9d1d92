"""Closeness of many pairs on single days, without intervals: for matrices, and for choosing which pairs to look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Protocol

import numpy as np

from .measure import HALF_LIFE, SHRINKAGE

Pair = tuple[str, str]


class Weighed(Protocol):
    """What sums need of an item of evidence: days on which it became known and happened, score, weight."""

    @property
    def known(self) -> str: ...
    @property
    def day(self) -> str: ...
    @property
    def score(self) -> float: ...
    @property
    def weight(self) -> float: ...


class Levels:
    """The items of many pairs as arrays; the formula is that of `closeness.series`.

    Args:
        items: evidence by pair.

    Attributes:
        names: the pairs, in the order of `items`.
        first, last: first and last day on which something became known; "" where there is nothing.
    """

    def __init__(self, items: Mapping[Pair, Iterable[Weighed]]):
        self.names = list(items)
        found = [(n, item) for n, of in enumerate(items.values()) for item in of if item.weight > 0]
        self._pair = np.array([n for n, _ in found], dtype=int)
        self._known = np.array([ordinal(item.known) for _, item in found], dtype=int)
        self._own = np.array([ordinal(item.day) for _, item in found], dtype=int)
        self._score = np.array([item.score for _, item in found], dtype=float)
        self._weight = np.array([item.weight for _, item in found], dtype=float)
        days = [item.known for _, item in found]
        self.first, self.last = min(days, default=""), max(days, default="")

    def __len__(self) -> int:
        return len(self._pair)

    def at(self, day: str | int, half_life: float = HALF_LIFE) -> tuple[np.ndarray, np.ndarray]:
        """Closeness of every pair on a day (ISO or ordinal), and the weight that carries it, in the order of `names`."""
        now = ordinal(day) if isinstance(day, str) else day
        age = np.maximum(now - np.minimum(self._own, now), 0)
        weight = self._weight * (self._known <= now) * 0.5 ** (age / half_life)
        carried = np.bincount(self._pair, weight, len(self.names))
        return np.bincount(self._pair, weight * self._score, len(self.names)) / (carried + SHRINKAGE), carried

    def items(self) -> np.ndarray:
        """How many items there are of each pair."""
        return np.bincount(self._pair, minlength=len(self.names))

    def touched(self, first: str, last: str) -> np.ndarray:
        """Of each pair whether something became known of it from one day to another, bool."""
        inside = (self._known >= ordinal(first)) & (self._known <= ordinal(last))
        return np.bincount(self._pair, inside, len(self.names)) > 0


@lru_cache(maxsize=20_000)
def ordinal(day: str) -> int:
    """Number of a day, counted from the year 1."""
    return date.fromisoformat(day).toordinal()
