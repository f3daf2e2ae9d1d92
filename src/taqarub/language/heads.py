"""What the encoder's heads say of a text, token by token: the form in which later stages use it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np


class HeadOutput:
    """Scores of one Doc.

    The network speaks of surface words; a Doc has clitics and stems as tokens. Everything here is asked by token, and
    a clitic has the scores of its word.

    Attributes:
        words: int32 [tokens], the surface word of each token (white space: the word before it).
        windows: int32 [words], which window of the text a word was read in; links reach only inside a window.
        labels: head name -> label names, such as "content" -> ("O", "B", "I").

    Tagging heads: "ner" (O, B-PER, I-PER …), "cue", "content", "speaker", "time" (O, B, I), "trigger" (O, B-ACCUSE,
    I-ACCUSE …), "status" (the five of an event, meant for triggers), "pos".
    Links: from a cue to its "speaker" (first word), to the "begin" and "end" of its content (first and last word);
    from a trigger to the actors of its "source" and "target".
    """

    __slots__ = ("_bias", "_distance", "_left", "_log", "_reach", "_right", "labels", "windows", "words")

    def __init__(
        self,
        words: np.ndarray,
        windows: np.ndarray,
        labels: Mapping[str, tuple[str, ...]],
        log_probs: Mapping[str, np.ndarray],
        links: Mapping[str, tuple[np.ndarray, np.ndarray, np.ndarray, float]],
    ):
        """`log_probs`: head -> [words, labels]; `links`: name -> (left, right, by distance, score of nothing)."""
        self.words, self.windows, self.labels, self._log = words, windows, labels, dict(log_probs)
        self._left = {name: link[0] for name, link in links.items()}
        self._right = {name: link[1] for name, link in links.items()}
        self._distance = {name: link[2] for name, link in links.items()}
        self._bias = {name: link[3] for name, link in links.items()}
        self._reach = {name: (len(link[2]) - 1) // 2 for name, link in links.items()}

    def log_probs(self, head: str) -> np.ndarray:
        """Natural log of the probabilities of a head, [tokens, labels]."""
        return self._log[head][self.words]

    def probs(self, head: str) -> np.ndarray:
        """Probabilities of a head, [tokens, labels], rows sum to 1."""
        return np.exp(self.log_probs(head))

    def scores(self, link: str, heads: Sequence[int], candidates: Sequence[int]) -> np.ndarray:
        """Raw scores [heads, candidates] of a link between tokens; -inf across windows."""
        a, b = self.words[list(heads)], self.words[list(candidates)]
        reach = self._reach[link]
        gap = np.clip(b[None, :] - a[:, None], -reach, reach) + reach
        raw = self._left[link][a] @ self._right[link][b].T / self._left[link].shape[1] ** 0.5 + self._distance[link][gap]
        return np.where(self.windows[a][:, None] == self.windows[b][None, :], raw, -np.inf)

    def link(self, name: str, heads: Sequence[int], candidates: Sequence[int]) -> np.ndarray:
        """Probability [heads, candidates] that a candidate token fills a link of a head token, each judged by itself:
        for "source" and "target".
        """
        return 1.0 / (1.0 + np.exp(-(self.scores(name, heads, candidates) + self._bias[name])))

    def point(self, name: str, heads: Sequence[int], candidates: Sequence[int]) -> np.ndarray:
        """Probabilities [heads, candidates + 1] over the candidate tokens and, last, none of them: for "speaker",
        "begin" and "end".
        """
        raw = self.scores(name, heads, candidates)
        raw = np.concatenate([raw, np.full((len(raw), 1), self._bias[name])], axis=1)
        raw = np.exp(raw - raw.max(axis=1, keepdims=True))
        return raw / raw.sum(axis=1, keepdims=True)

    def state(self) -> dict[str, Any]:
        """Everything it holds, as arrays and plain values."""
        links = {
            name: [self._left[name], self._right[name], self._distance[name], float(self._bias[name])] for name in self._left
        }
        labels = {name: list(found) for name, found in self.labels.items()}
        return {"words": self.words, "windows": self.windows, "labels": labels, "log": self._log, "links": links}

    @classmethod
    def from_state(cls, state: Mapping[str, Any]) -> HeadOutput:
        """The opposite of `state`."""
        labels = {name: tuple(found) for name, found in state["labels"].items()}
        links = {name: tuple(parts) for name, parts in state["links"].items()}
        return cls(state["words"], state["windows"], labels, state["log"], links)

    @property
    def links(self) -> tuple[str, ...]:
        """Names of the links that the model has."""
        return tuple(self._left)
