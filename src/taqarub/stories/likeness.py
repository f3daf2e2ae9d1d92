"""How likely it is that two articles tell one story, and why.

A logistic model over a handful of likenesses that a reader can check: the words of headline and lead, how many rare
words they share there and in the headlines, who is named, numbers that stand in both (the dead, the millions) or
are at odds, whether one's headline is told in the other, the days between. Its weights (data/stories/weights.toml) were
fitted on pairs that were judged by reading them (tests/stories/pairs.tsv). Passages that stand in both are the business
of copies; codes of events are left out, as in cross-validation the likenesses without them did as well, and what is one
story should not change with the model that reads events.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from math import exp, fsum
from typing import NamedTuple

import numpy as np

from .rarity import rarity
from .sketch import Sketch

FEATURES = ("words", "actors", "days", "evidence", "headline", "told", "numbers", "odds", "thin")
_FAR = 3  # days after which more days make no difference
_ENOUGH = 12.0  # rare words in common beyond which more make no difference
_ENOUGH_HEAD = 4.0  # the same of headlines
_NUMBERS = 3  # numbers in common beyond which more make no difference
_ODDS = 4  # numbers of each beyond which more make no difference where none is shared
_FEW = 4  # words of headline and lead below which a text is too short to tell


class Likeness(NamedTuple):
    """What two articles have in common; all but `days` (apart, at most 3) between 0 and 1.

    `evidence` is how much stands in both, where `words` is what part of them does: two notices of weddings are alike in
    most of their few words, and yet share no more than the words that such notices are made of. `headline` is the same
    of the headlines alone; `told` is what part of a headline stands in the other article, for the one that is told more. `numbers` are those
    that stand in both; `odds` says that both have numbers and share none, as daily reports of one kind do (markets,
    weather, patients). `thin` is 1 where one of them is hardly more than a name ("caricature").
    """

    words: float
    actors: float
    days: float
    evidence: float
    headline: float
    told: float
    numbers: float
    odds: float
    thin: float


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """The weight of each of FEATURES, and of "bias"."""
    text = (resources.files("taqarub") / "data" / "stories" / "weights.toml").read_text(encoding="utf-8")
    return {name: float(value) for name, value in tomllib.loads(text)["weights"].items()}


def cosine(a: dict[str, float], b: dict[str, float]) -> float:
    """Of two unit vectors."""
    if len(a) > len(b):
        a, b = b, a
    return sum(value * b[key] for key, value in a.items() if key in b)


def evidence(a: dict[str, float], b: dict[str, float], enough: float = _ENOUGH) -> float:
    """How much two texts share, from 0 to 1: the words that stand in both, a rare one counting 1, a common one little."""
    return min(_rare(a.keys() & b.keys()), enough) / enough


def told(head: dict[str, float], body: dict[str, float]) -> float:
    """What part of a headline's words stands in another article, rare words above common ones."""
    all_of_it = _rare(head)
    return _rare(head.keys() & body.keys()) / all_of_it if all_of_it else 0.0


def _rare(keys: Iterable[str]) -> float:
    return fsum(rarity(key) ** 2 for key in keys)  # the same in whatever order keys come


def contained(a: np.ndarray, b: np.ndarray) -> float:
    """What part of the shorter text's shingles stands in the longer."""
    least = min(len(a), len(b))
    return shared(a, b) / least if least else 0.0


def shared(a: np.ndarray, b: np.ndarray) -> int:
    """How many shingles two texts have in common."""
    if not len(a) or not len(b):
        return 0
    if len(a) > len(b):
        a, b = b, a
    at = np.searchsorted(b, a)
    at[at == len(b)] = 0
    return int(np.count_nonzero(b[at] == a))


def likeness(a: Sketch, b: Sketch) -> Likeness:
    """What two articles have in common; the order of the two does not matter."""
    apart = abs(a.day - b.day) if a.day is not None and b.day is not None else _FAR
    numbers = len(a.numbers & b.numbers)
    return Likeness(
        words=cosine(a.words, b.words), actors=cosine(a.actors, b.actors),
        days=min(apart, _FAR), evidence=evidence(a.words, b.words), headline=evidence(a.head, b.head, _ENOUGH_HEAD),
        told=max(told(a.head, b.body), told(b.head, a.body)),
        numbers=min(numbers, _NUMBERS) / _NUMBERS,
        odds=0.0 if numbers else min(len(a.numbers), len(b.numbers), _ODDS) / _ODDS,
        thin=float(min(len(a.words), len(b.words)) < _FEW),
    )  # fmt: skip


def probability(found: Likeness) -> float:
    """That the two tell one story, from 0 to 1."""
    table = weights()
    z = table["bias"] + sum(table[name] * value for name, value in zip(FEATURES, found, strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, z))))


def reason(a: Sketch, b: Sketch, found: Likeness) -> str:
    """In words, what speaks for one story: shared words, actors, acts, passages, days."""
    parts = []
    words = sorted((-value * b.words[key], key) for key, value in a.words.items() if key in b.words)[:4]
    if words:
        parts.append("words " + " ".join(key for _, key in words))
    actors = sorted((-value * b.actors[key], key) for key, value in a.actors.items() if key in b.actors)[:3]
    if actors:
        parts.append("actors " + ", ".join(key[1:] for _, key in actors))
    acts = sorted({act[:2] for act in a.acts} & {act[:2] for act in b.acts})[:2]
    if acts:
        parts.append("events " + ", ".join(f"{kind} {sides}" for kind, sides in acts))
    numbers = sorted(a.numbers & b.numbers)[:3]
    if numbers:
        parts.append("numbers " + " ".join(numbers))
    passages = contained(a.shingles, b.shingles)
    if passages >= 0.1:
        parts.append(f"{passages:.0%} of the text")
    parts.append("same day" if found.days == 0 else f"{found.days:.0f} day{'s' if found.days > 1 else ''} apart")
    return "; ".join(parts)
