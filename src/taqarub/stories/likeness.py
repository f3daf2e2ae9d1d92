"""How likely it is that two articles tell one story, and why.

A logistic model over a handful of likenesses that a reader can check: the words of headline and lead, of the headline
alone and of the body, how many rare words they share, who is named, passages that stand in both, the same act of the same
sides, the days between, the same outlet. Its weights (data/stories/weights.toml) were fitted on pairs that were judged
by reading them (tests/stories/pairs.tsv).
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from math import exp
from typing import NamedTuple

import numpy as np

from .rarity import rarity
from .sketch import Sketch

FEATURES = ("words", "head", "body", "actors", "passages", "acts", "days", "outlet", "evidence")
_FAR = 3  # days after which more days make no difference
_ENOUGH = 12.0  # rare words in common beyond which more make no difference


class Likeness(NamedTuple):
    """What two articles have in common; all but `days` (apart, at most 3) between 0 and 1.

    `evidence` is how much stands in both, where `words` is what part of them does: two notices of weddings are alike in
    most of their few words, and yet share no more than the words that such notices are made of.
    """

    words: float
    head: float
    body: float
    actors: float
    passages: float
    acts: float
    days: float
    outlet: float
    evidence: float


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


def evidence(a: dict[str, float], b: dict[str, float]) -> float:
    """How much two texts share, from 0 to 1: the words that stand in both, a rare one counting 1, a common one little."""
    if len(a) > len(b):
        a, b = b, a
    return min(sum(rarity(key) ** 2 for key in a if key in b), _ENOUGH) / _ENOUGH


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
    acts = {act[:2] for act in a.acts} & {act[:2] for act in b.acts}
    apart = abs(a.day - b.day) if a.day is not None and b.day is not None else _FAR
    return Likeness(
        cosine(a.words, b.words), cosine(a.head, b.head), cosine(a.body, b.body), cosine(a.actors, b.actors),
        contained(a.shingles, b.shingles), min(len(acts), 2) / 2, min(apart, _FAR),
        float(a.outlet is not None and a.outlet == b.outlet), evidence(a.words, b.words),
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
    if found.passages >= 0.1:
        parts.append(f"{found.passages:.0%} of the text")
    parts.append("same day" if found.days == 0 else f"{found.days:.0f} day{'s' if found.days > 1 else ''} apart")
    return "; ".join(parts)
