"""The days that are compared with each other: the articles of each, indexed by word and by passage."""

from __future__ import annotations

import msgspec

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
        self._words: dict[str, list[tuple[int, float]]] = {}

    def add(self, member: Member) -> None:
        """Put an article in."""
        place = len(self.members)
        self.members.append(member)
        self._copies.add(place, member.sketch, member.sampled)
        for word, weight in member.sketch.words.items():
            if rarity(word) >= _TELLING:
                self._words.setdefault(word, []).append((place, weight))

    def like(self, sketch: Sketch, least: float) -> list[tuple[float, Member]]:
        """Articles whose words of headline and lead are like those of another: cosine and article, in no order."""
        found: dict[int, float] = {}
        for word, weight in sketch.words.items():
            for place, other in self._words.get(word, ()):
                found[place] = found.get(place, 0.0) + weight * other
        return [(value, self.members[place]) for place, value in found.items() if value >= least]

    def copies(self, member: Member) -> list[Member]:
        """Articles that may be copies of another."""
        return [self.members[place] for place in self._copies.candidates(member.sketch, member.sampled)]


def sampled(sketch: Sketch) -> list[int]:
    """`copies.sample` of an article."""
    return sample(sketch.shingles)
