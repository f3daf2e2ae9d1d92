"""How good the heads are on windows that they have not seen."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import torch

from ..forms import Forms
from ..labels import POINTERS, decode_bio, spans, split_word
from ..pieces import Pieces
from .batches import lay_out
from .network import Network
from .windows import IGNORE, Window


class Tally:
    """Counts of right, found and wanted things."""

    def __init__(self) -> None:
        self.right = self.found = self.wanted = 0

    def add(self, found: Iterable, wanted: Iterable) -> None:
        """Count two collections of hashable things."""
        a, b = set(found), set(wanted)
        self.right += len(a & b)
        self.found += len(a)
        self.wanted += len(b)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where there is nothing."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0


def measure(network: Network, windows: list[Window], pieces: Pieces, forms: Forms, inventories: dict[str, tuple[str, ...]]) -> dict[str, float]:
    """Scores by head: span F1 of BIO heads, "words" (F1 of clitic boundaries as words), accuracy of the others and of
    pointers (pointing to nothing included), F1 of sides over actors.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    network.eval()
    with torch.no_grad():
        for at in range(0, len(windows), 8):
            batch = lay_out(windows[at : at + 8], pieces, forms)
            tags, links = network(*batch.inputs)
            by_head = {name: s.float().log_softmax(-1).numpy() for name, s in network.split_tags(tags).items()}
            for row, window in enumerate(batch.windows):
                scores = {name: s[row, : len(window.words)] for name, s in by_head.items()}
                _count_tags(window, scores, inventories, tallies)
                _count_links(network, window, links[row, : len(window.words)].float(), tallies)
    network.train()
    return {name: round(tally.f1, 4) for name, tally in sorted(tallies.items())}


def _count_tags(window: Window, scores: dict[str, np.ndarray], inventories: dict[str, tuple[str, ...]], tallies: dict[str, Tally]) -> None:
    starts = np.array(window.starts)
    for name, gold in window.labels.items():
        known = gold != IGNORE
        if not known.any():
            continue
        labels = inventories[name]
        if name == "prefix":
            for at in np.flatnonzero(known & (window.labels["suffix"] != IGNORE)).tolist():
                got = split_word(window.words[at], scores["prefix"][at], scores["suffix"][at])
                want_p, want_s = labels[gold[at]], inventories["suffix"][window.labels["suffix"][at]]
                tallies["words"].add(_bounds(at, [len(x) for x in got[0]], len(got[2]), len(window.words[at])),
                                     _bounds(at, [len(x) for x in filter(None, want_p.split("+"))], len(want_s), len(window.words[at])))  # fmt: skip
        elif labels[:1] == ("O",):
            tags = decode_bio(labels, scores[name], starts if name != "content" else None)
            tallies[name].add(spans(tags), spans([labels[max(g, 0)] for g in gold]))
        else:
            best = scores[name].argmax(-1)
            tallies[name].add([(i, best[i]) for i in np.flatnonzero(known)], [(i, gold[i]) for i in np.flatnonzero(known)])


def _bounds(word: int, before: list[int], after: int, length: int) -> list[tuple[int, int, int]]:
    edges = [0, *np.cumsum(before).tolist(), length - after, *([length] if after else [])]
    return [(word, a, b) for a, b in itertools.pairwise(edges)]


def _count_links(network: Network, window: Window, links: torch.Tensor, tallies: dict[str, Tally]) -> None:
    for link in window.links:
        scores = network.link_scores(links, link.name, torch.tensor([link.head]))[0]
        nothing = network.nothing[network.link_names.index(link.name)]
        if link.name in POINTERS:
            best = int(scores.argmax()) if scores.max() > nothing else -1
            tallies[f"link {link.name}"].add([best], [link.groups[0][0][0] if link.groups else -1])
        else:
            said = [i for i, (words, _) in enumerate(link.groups) if float(torch.logsumexp(scores[words], 0) + nothing) > 0]
            key = (link.head, id(link))
            tallies[f"link {link.name}"].add([(key, i) for i in said], [(key, i) for i, (_, right) in enumerate(link.groups) if right])
