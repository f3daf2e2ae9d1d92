"""The days that are compared with each other: the articles of each, indexed by word and by passage."""

from __future__ import annotations

from array import array

import msgspec
import numpy as np

from .copies import CopyIndex, sample
from .rarity import rarity
from .sketch import Sketch

_TELLING = 0.33  # rarity of a word by which articles are looked up


class Member(msgspec.Struct, eq=False):
    """An article in the window, with the story it is in."""

    sketch: Sketch
    order: int
    story: str
    copy_of: str | None = None
    score: float = 1.0
    reason: str = ""
    sampled: list[int] = []

    @property
    def age(self) -> tuple[int, int]:
        """What the earliest of several copies is told by."""
        return self.sketch.day or 0, self.order


class Day:
    """The articles of one day."""

    def __init__(self) -> None:
        self.members: list[Member] = []
        self._copies = CopyIndex()
        self._words: dict[str, tuple[array[int], array[float]]] = {}  # places, and the weight of the word in each

    def add(self, member: Member) -> None:
        """Put an article in."""
        place = len(self.members)
        self.members.append(member)
        self._copies.add(place, member.sketch, member.sampled)
        for word, weight in member.sketch.words.items():
            if rarity(word) >= _TELLING:
                places, weights = self._words.get(word) or self._words.setdefault(word, (array("i"), array("d")))
                places.append(place)
                weights.append(weight)

    def like(self, sketch: Sketch, least: float, most: int) -> list[tuple[float, Member]]:
        """Articles whose words of headline and lead are likest those of another: cosine and article, the likest first.

        Args:
            sketch: of the other.
            least: cosine below which none counts.
            most: how many at most.
        """
        known = [(weight, *self._words[word]) for word, weight in sketch.words.items() if word in self._words]
        if not known:
            return []
        places = np.concatenate([np.frombuffer(at, dtype=np.int32) for _, at, _ in known])
        amounts = np.concatenate([weight * np.frombuffer(others) for weight, _, others in known])
        found = np.bincount(places, amounts)
        alike = np.flatnonzero(found >= least)
        alike = alike[np.argsort(-found[alike], kind="stable")[:most]]
        return [(float(found[place]), self.members[place]) for place in alike.tolist()]

    def copies(self, member: Member) -> list[Member]:
        """Articles that may be copies of another."""
        return [self.members[place] for place in self._copies.candidates(member.sketch, member.sampled)]


def sampled(sketch: Sketch) -> list[int]:
    """`copies.sample` of an article."""
    return sample(sketch.shingles)
