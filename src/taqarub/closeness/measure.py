"""The measure of closeness, day by day, with an interval, and what moved it (DESIGN.md, "Closeness").

    closeness(t) = sum w_i s_i / (sum w_i + k),   w_i = weight_i * 0.5 ** (age of i on day t / half-life)

over the items known by day t. Both sums decay by the same factor from day to day, so that a series costs one step a day
and one addition an item, however many there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec
import numpy as np

from .evidence import Evidence, days_between

HALF_LIFE, SHRINKAGE = 30.0, 2.0
RESAMPLES, LEVEL = 500, 0.90
_AT_ONCE = 200_000  # numbers computed together, resamples by days or by items: bounds memory
CARRIES = 4  # half-lives after which a story no longer counts among those that carry a day


class Move(msgspec.Struct, frozen=True):
    """How much an item changed closeness on the day it became known: with it, less without it."""

    change: float
    item: Evidence


class Series(msgspec.Struct):
    """Closeness on each day.

    Attributes:
        days: ISO days.
        values, low, high: closeness and its interval, -10 to 10, one a day.
        weight: sum of the weights of the day; 0 means no evidence.
        stories: stories that carry the day (not older than four half-lives).
        new: stories that became known on the day.
        moves: what moved it most within these days, greatest change first.
    """

    days: list[str]
    values: np.ndarray
    low: np.ndarray
    high: np.ndarray
    weight: np.ndarray
    stories: np.ndarray
    new: np.ndarray
    moves: list[Move]
    half_life: float
    k: float
    total: int  # stories that count in at least one of the days


def series(
    items: Sequence[Evidence], days: tuple[str, str] | None = None, half_life: float = HALF_LIFE, k: float = SHRINKAGE,
    resamples: int = RESAMPLES, level: float = LEVEL, seed: int = 0, top: int = 10,
) -> Series:
    """Closeness day by day.

    The interval comes of a bootstrap over stories: each resample weighs every story by a Poisson(1) number, which for
    many stories is drawing as many with replacement, and for one or two stays honest about how thin they are (a story
    can be missing altogether). The generator is seeded: the same evidence gives the same interval.

    Args:
        items: of `evidence`.
        days: first and last day; None: from the first item to the last.
        half_life: in days, more than 0.
        k: shrinks thin evidence to 0.
        resamples: 0 gives no interval (low = high = value).
        level: of the interval.
        top: how many moves to give at most.

    Raises:
        ValueError: half_life or k is not positive, or the first day comes after the last.
    """
    if half_life <= 0 or k <= 0:
        raise ValueError("half-life and k must be more than 0")
    items = [item for item in items if item.weight > 0]
    first, last = days or (min((i.known for i in items), default=""), max((i.known for i in items), default=""))
    if not first:
        return Series([], *(np.zeros(0),) * 4, *(np.zeros(0, dtype=int),) * 2, [], half_life, k, 0)
    if first > last:
        raise ValueError(f"{first} comes after {last}")
    t = Table(items, first, last, half_life)
    num, den = t.sums(t.weight * t.score), t.sums(t.weight)
    values = num / (den + k)
    low, high = values, values
    if resamples and len(t):
        sampled = np.concatenate(list(_resampled(t, k, resamples, seed)))
        low, high = np.quantile(sampled, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return Series(
        days=t.days, values=values, low=low, high=high, weight=den, stories=t.carried(half_life), new=t.new_stories(),
        moves=_moves(t, num, den, k, top), half_life=half_life, k=k, total=len(set(t.stories.tolist())),
    )  # fmt: skip


class Table:
    """Items as arrays, in order of the day they enter, with the decay of sums from day to day.

    An item known before the first day enters on the first, decayed as far.
    """

    def __init__(self, items: Sequence[Evidence], first: str, last: str, half_life: float):
        self.days = days_between(first, last)
        origin = date.fromisoformat(first).toordinal()
        self.items = sorted((i for i in items if i.known <= last), key=lambda i: (i.known, i.story, i.record, i.start))
        self.rate = 0.5 ** (1.0 / half_life)
        known = np.array([date.fromisoformat(i.known).toordinal() - origin for i in self.items], dtype=int)
        own = np.array([date.fromisoformat(i.day).toordinal() - origin for i in self.items], dtype=int)
        self.known = known
        self.day = np.maximum(known, 0)
        self.score = np.array([i.score for i in self.items], dtype=float)
        self.weight = np.array([i.weight for i in self.items], dtype=float) * self.rate ** np.maximum(self.day - own, 0)
        names = {story: n for n, story in enumerate(sorted({i.story for i in self.items}))}
        self.stories = np.array([names[i.story] for i in self.items], dtype=int)

    def __len__(self) -> int:
        return len(self.items)

    def sums(self, amounts: np.ndarray) -> np.ndarray:
        """Decayed sums day by day of amounts an item: (items,) or (resamples, items) -> (days,) or (resamples, days)."""
        result = np.zeros((len(self.days), *amounts.shape[:-1]))  # days first: the numbers of a day lie side by side
        if len(self):
            starts = np.flatnonzero(np.diff(self.day, prepend=-1))
            result[self.day[starts]] = np.add.reduceat(amounts, starts, axis=-1).T
        for n in range(1, len(result)):
            result[n] += self.rate * result[n - 1]
        return np.ascontiguousarray(result.T)

    def new_stories(self) -> np.ndarray:
        """Stories that became known on each day; those known before the first day are not among them."""
        fresh = np.zeros(len(self.days), dtype=int)
        _, at = np.unique(self.stories, return_index=True)
        at = at[self.known[at] >= 0]
        np.add.at(fresh, self.day[at], 1)
        return fresh

    def carried(self, half_life: float) -> np.ndarray:
        """Stories that carry each day: known, and known for no longer than CARRIES half-lives."""
        change = np.zeros(len(self.days) + 1, dtype=int)
        if not len(self):
            return change[:-1]
        span = round(CARRIES * half_life)
        latest: dict[int, int] = {}
        for story, day in zip(self.stories.tolist(), self.known.tolist(), strict=True):
            begin, end = max(day, latest.get(story, -(10**9)) + 1, 0), min(day + span, len(self.days) - 1)
            if begin <= end:
                change[begin] += 1
                change[end + 1] -= 1
                latest[story] = end
        return np.cumsum(change[:-1])


def _resampled(t: Table, k: float, resamples: int, seed: int) -> Iterator[np.ndarray]:
    """Closeness of resampled stories, (some resamples, days) at a time."""
    rng = np.random.default_rng(seed)
    kinds = int(t.stories.max()) + 1
    together = max(_AT_ONCE // max(len(t), len(t.days)), 1)
    for begin in range(0, resamples, together):
        times = rng.poisson(1.0, (min(together, resamples - begin), kinds))[:, t.stories]
        weights = times * t.weight
        num, den = np.split(t.sums(np.concatenate([weights * t.score, weights])), 2)
        yield num / (den + k)


def _moves(t: Table, num: np.ndarray, den: np.ndarray, k: float, top: int) -> list[Move]:
    inside = np.flatnonzero(t.known >= 0)
    if not len(inside):
        return []
    day, w, s = t.day[inside], t.weight[inside], t.score[inside]
    change = num[day] / (den[day] + k) - (num[day] - w * s) / (den[day] - w + k)
    best = np.argsort(-np.abs(change), kind="stable")[:top]
    return [Move(float(change[n]), t.items[inside[n]]) for n in best if abs(change[n]) > 1e-9]
