"""What the encoder's heads say of a text, token by token: the form in which later stages use it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


class HeadOutput:
    """Scores of one Doc's tokens.

    Attributes:
        labels: head name -> label names, e.g. "content" -> ("O", "B", "I").
        probs: head name -> float32 array [tokens, labels], rows sum to 1. Clitics have the row of their word.
        left, right: link name -> float32 array [tokens, width]: projections whose product scores a link.

    Tagging heads: "ner" (O, B-PER, I-PER …), "cue" (O, B, I), "content" (O, B, I), "speaker" (O, B, I),
    "trigger" (O, B-ACCUSE, I-ACCUSE …), "status" (the five of an event), "time" (O, B, I).
    Links: "speaker" (cue word → speaker's word), "source" and "target" (trigger word → actor's word).
    """

    __slots__ = ("bias", "labels", "left", "probs", "right")

    def __init__(
        self,
        labels: dict[str, tuple[str, ...]],
        probs: dict[str, np.ndarray],
        left: dict[str, np.ndarray] | None = None,
        right: dict[str, np.ndarray] | None = None,
        bias: dict[str, float] | None = None,
    ):
        self.labels, self.probs = labels, probs
        self.left, self.right, self.bias = left or {}, right or {}, bias or {}

    def link(self, name: str, heads: Sequence[int], candidates: Sequence[int]) -> np.ndarray:
        """Probability, [len(heads), len(candidates)], that each candidate token fills the link of each head token."""
        scores = self.left[name][list(heads)] @ self.right[name][list(candidates)].T + self.bias.get(name, 0.0)
        return 1.0 / (1.0 + np.exp(-scores))
