"""What the network is trained on: windows of words with the labels that each corpus has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from ..words import _WORD

IGNORE = -100


@dataclass
class Link:
    """One link to learn. For a pointer `groups` holds one group, the right words, or none (points to nothing);
    for a side each group is one actor: its words, and whether it fills the side.
    """

    name: str
    head: int
    groups: list[tuple[list[int], bool]]


@dataclass
class Window:
    """Consecutive sentences of one text.

    Attributes:
        words: surface words, white space left out.
        spaced: whether white space stands before the word.
        starts: whether the word begins a sentence or line.
        labels: head name -> label index a word (IGNORE where unknown).
    """

    corpus: str
    id: str
    words: list[str]
    spaced: list[bool]
    starts: list[bool]
    labels: dict[str, np.ndarray] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)


def tokenize(text: str) -> tuple[list[str], list[int], list[bool]]:
    """(words, offsets, spaced) of a text, white space left out, by the pipeline's own tokenizer."""
    words: list[str] = []
    offsets: list[int] = []
    spaced: list[bool] = []
    space = True
    for match in _WORD.finditer(text):
        if match.group().isspace():
            space = True
            continue
        words.append(match.group())
        offsets.append(match.start())
        spaced.append(space)
        space = False
    return words, offsets, spaced


def blank_labels(names: Iterable[str], count: int, fill: int = IGNORE) -> dict[str, np.ndarray]:
    """Label arrays for `count` words."""
    return {name: np.full(count, fill, dtype=np.int64) for name in names}
