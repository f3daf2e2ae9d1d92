"""Near copies: reprints of a wire with another first line, a cut end, a word changed.

Shingles of four folded words are sampled by their own value (Manber, "Finding Similar Files in a Large File System", 1994),
so the same passage gives the same sample in whatever text it stands: unlike MinHash, which sees only texts that are
alike as wholes, that finds a cut reprint of a long article, too. What two articles of the sample share is verified on all
their shingles.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from .likeness import shared
from .sketch import Sketch

_EVERY = np.uint64(8)  # one shingle in eight is sampled,
_ALL = 48  # of a text with no more shingles than these, each
_COMMON = 40  # articles of a day beyond which a shingle is furniture
_LIKELY = 8  # how many candidates are verified
SHORTER, LONGER = 0.7, 0.3  # what part of the shorter and of the longer text must be shared
LEAST = 8  # shared shingles below which bodies prove nothing


def sample(shingles: np.ndarray) -> list[int]:
    """The shingles by which a text is looked up."""
    if len(shingles) > _ALL:
        shingles = shingles[shingles % _EVERY == 0]
    return [int(value) for value in shingles]


def is_copy(a: Sketch, b: Sketch) -> bool:
    """Whether one of two articles is a near copy of the other.

    Articles that are all headline are copies where the headline is the same, in four words or more.
    """
    short, long = sorted((len(a.shingles), len(b.shingles)))
    if long < LEAST:
        return a.folded == b.folded and a.folded.count(" ") >= 3 and np.array_equal(a.shingles, b.shingles)
    common = shared(a.shingles, b.shingles)
    return common >= LEAST and common >= SHORTER * short and common >= LONGER * long


class CopyIndex:
    """Texts of one day, looked up by their sampled shingles."""

    def __init__(self) -> None:
        self._places: dict[int, list[int]] = {}
        self._headlines: dict[str, list[int]] = {}

    def add(self, place: int, sketch: Sketch, sampled: list[int]) -> None:
        """Put a text in under a number of the caller's."""
        for value in sampled:
            self._places.setdefault(value, []).append(place)
        if len(sketch.shingles) < LEAST:
            self._headlines.setdefault(sketch.folded, []).append(place)

    def candidates(self, sketch: Sketch, sampled: list[int]) -> list[int]:
        """Numbers of texts that may be copies, the likeliest first."""
        if len(sketch.shingles) < LEAST:
            return self._headlines.get(sketch.folded, [])[:_LIKELY]
        found: Counter[int] = Counter()
        for value in sampled:
            places = self._places.get(value)
            if places and len(places) <= _COMMON:
                found.update(places)
        return [place for place, hits in found.most_common(_LIKELY) if hits > 1]
