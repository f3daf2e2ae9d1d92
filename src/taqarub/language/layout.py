"""Words laid out for the encoder, from a table that remembers them: arrays rather than lists of numbers a word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .forms import FEATURES, Forms
from .pieces import LONGEST_WORD, Pieces

_REMEMBERED = 100_000  # words, some 10 MB
_BEGINNING = 2048  # rows of the table at first


@dataclass
class Layout:
    """One window as the graph takes it, int64: `ids` [pieces]; `first`, `last` [words], where each word's first and
    last pieces stand; `forms` [words, FEATURES].
    """

    ids: np.ndarray
    first: np.ndarray
    last: np.ndarray
    forms: np.ndarray

    def inputs(self) -> dict[str, np.ndarray]:
        """By the names of the graph's inputs."""
        return {"ids": self.ids, "first": self.first, "last": self.last, "forms": self.forms}


class Table:
    """Pieces and features of the words seen so far, a row each."""

    def __init__(self, pieces: Pieces, forms: Forms, remembered: int = _REMEMBERED):
        self._pieces, self._forms, self._remembered = pieces, forms, remembered
        self._clear()

    def _clear(self) -> None:
        self._rows: tuple[dict[str, int], dict[str, int]] = ({}, {})  # of glued words, of words behind a space
        self._used = 0
        self._ids = np.zeros((_BEGINNING, LONGEST_WORD), dtype=np.int32)
        self._sizes = np.zeros(_BEGINNING, dtype=np.int64)
        self._features = np.zeros((_BEGINNING, FEATURES), dtype=np.int16)

    def rows(self, words: list[str], spaced: list[bool]) -> np.ndarray:
        """The row of each word; rows hold until the next call."""
        if self._used + len(words) > self._remembered and self._used:
            self._clear()
        known = self._rows
        try:
            found = [known[space][word] for word, space in zip(words, spaced, strict=True)]
        except KeyError:
            for word, space in zip(words, spaced, strict=True):
                if word not in known[space]:
                    known[space][word] = self._add(word, space)
            found = [known[space][word] for word, space in zip(words, spaced, strict=True)]
        return np.array(found, dtype=np.int64)

    def _add(self, word: str, spaced: bool) -> int:
        row = self._used
        if row == len(self._sizes):
            self._ids, self._sizes, self._features = (
                np.concatenate([array, np.zeros_like(array)]) for array in (self._ids, self._sizes, self._features)
            )
        ids = self._pieces.encode(word, spaced)
        self._ids[row, : len(ids)], self._sizes[row] = ids, len(ids)
        self._features[row] = self._forms.features(word)
        self._used += 1
        return row

    def lay_out(self, rows: np.ndarray, starts: np.ndarray) -> Layout:
        """A window of at least one word, as Pieces.lay_out makes it.

        Args:
            rows: of its words.
            starts: whether each begins a sentence.
        """
        sizes = self._sizes[rows]
        steps = sizes + starts  # a closing sign before every sentence
        steps[0] = sizes[0]
        last = np.cumsum(steps)  # piece 0 is the sign of beginning
        first = last - sizes + 1
        ids = np.full(last[-1] + 2, self._pieces.end, dtype=np.int64)
        ids[0] = self._pieces.begin
        there = np.arange(sizes.max())
        used = there < sizes[:, None]
        ids[(first[:, None] + there)[used]] = self._ids[rows, : len(there)][used]
        return Layout(ids, first, last, self._features[rows].astype(np.int64))
