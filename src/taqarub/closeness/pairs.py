"""Which pairs of actors moved most between two days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from .evidence import Evidence
from .measure import HALF_LIFE, LEVEL, RESAMPLES, SHRINKAGE, Table, _resampled


class Shift(msgspec.Struct, frozen=True):
    """How far a pair moved: mean closeness over the first period and over the second, and the change between them.

    `low` and `high` bound the change.
    """

    a: str
    b: str
    before: float
    after: float
    change: float
    low: float
    high: float
    stories: int

    @property
    def sure(self) -> bool:
        """Whether the interval of the change leaves out 0."""
        return self.low > 0 or self.high < 0


def shifts(
    pairs: Mapping[tuple[str, str], Sequence[Evidence]], first: tuple[str, str], second: tuple[str, str],
    half_life: float = HALF_LIFE, k: float = SHRINKAGE, least: int = 3, top: int = 20, resamples: int = RESAMPLES,
    level: float = LEVEL, seed: int = 0,
) -> list[Shift]:
    """Pairs by how far their mean closeness moved from one period to the next, the farthest first.

    Args:
        pairs: of `pairs_of`.
        first, second: first and last day of each period; the second begins after the first.
        least: pairs with fewer stories are left out.
        top: how many to give.

    Raises:
        ValueError: the periods overlap or are in the wrong order.
    """
    if not first[0] <= first[1] < second[0] <= second[1]:
        raise ValueError("the first period must end before the second begins")
    ranked = []
    for (a, b), items in pairs.items():
        t = Table([i for i in items if i.weight > 0], first[0], second[1], half_life)
        stories = len(set(t.stories.tolist()))
        if stories < least:
            continue
        means = _means(t, t.sums(t.weight * t.score) / (t.sums(t.weight) + k), first, second)
        before, after = (float(mean) for mean in means)
        ranked.append((abs(after - before), a, b, before, after, stories, t))
    ranked.sort(key=lambda row: (-row[0], row[1], row[2]))
    result = []
    for _, a, b, before, after, stories, t in ranked[:top]:
        parts = [np.subtract(*_means(t, c, first, second)[::-1]) for c in _resampled(t, k, resamples, seed)]
        low, high = np.quantile(np.concatenate(parts), [(1 - level) / 2, (1 + level) / 2])
        result.append(Shift(a, b, before, after, after - before, float(low), float(high), stories))
    return result


def _means(t: Table, values: np.ndarray, first: tuple[str, str], second: tuple[str, str]) -> tuple[np.ndarray, np.ndarray]:
    """Means of closeness, (…, days), over the two periods."""
    one = slice(0, t.days.index(first[1]) + 1)
    two = slice(t.days.index(second[0]), len(t.days))
    return values[..., one].mean(-1), values[..., two].mean(-1)
