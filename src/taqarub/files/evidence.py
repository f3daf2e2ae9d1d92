"""What speaks for each dossier in an article: counts of entries, actors and pairs by part of the article.

The weights (data/files_weights.toml) are those of a logistic regression that all dossiers share, so that a dossier
without any training article is judged by the same measure as the others.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable

import numpy as np

from .book import DATA, Book
from .matcher import TIERS, Matcher

PARTS = ("headline", "lead", "body")
LEAD = 350  # characters of the body that tell what the article is about
STRONG, HINTS = 3, 4  # phrases, words and names are the first three tiers; hints the fifth
_RAW = np.array([3.0, 2.0, 1.5, 0.5, 0.3, 0.0])  # rough worth of a hit of each tier, for comparing dossiers of one article
FEATURES = (
    "bias",
    *(f"{tier} in {part}" for part in PARTS for tier in (*TIERS, "actors", "pairs")),
    *(f"no {tier}" for tier in TIERS[:STRONG]),
    "share", "best", "only headline", "elsewhere in headline", "elsewhere in body", "density", "not live", "relation in headline", "relation throughout",
)  # fmt: skip


class Weights:
    """The weights by feature and the thresholds, as data/files_weights.toml has them."""

    def __init__(self) -> None:
        tree = tomllib.loads((DATA / "files_weights.toml").read_text(encoding="utf-8"))
        self.vector = np.array([tree["weights"].get(name, 0.0) for name in FEATURES])
        self.floor: float = tree["choice"]["floor"]
        self.most: int = tree["choice"]["most"]


class Evidence:
    """Computes the features of every dossier for an article."""

    def __init__(self, book: Book):
        self.dossiers = list(book.dossiers.values())
        self.matcher = Matcher(book)
        # a file about two actors' relation rather than about a country: there the pair says more
        self._relation = np.array([bool(d.pairs) and not d.settled for d in self.dossiers], dtype=float)
        # a code of actors, or a word: both are counted and stand on sides of pairs
        codes = sorted({c for d in self.dossiers for c in [*d.actors, *(c for p in d.pairs for side in p for c in side)]})
        self._code = {code: i for i, code in enumerate(codes)}
        self._actors = np.zeros((len(self.dossiers), len(codes)), dtype=np.int32)
        self._pairs: list[tuple[int, list[int], list[int]]] = []
        for number, dossier in enumerate(self.dossiers):
            self._actors[number, [self._code[c] for c in dossier.actors]] = 1
            for one, other in dossier.pairs:
                self._pairs.append((number, [self._code[c] for c in one], [self._code[c] for c in other]))

    def features(self, folded: str, body: int, actors: Iterable[tuple[int, str]], day: str | None) -> np.ndarray:
        """Features of an article.

        Args:
            folded: its folded text, headline first.
            body: where the body starts in it; 0 where there is no headline (its first words stand in for one).
            actors: (offset, code) of each mention of an actor.
            day: day of publication, for the years of dossiers.

        Returns:
            Array (dossiers, features).
        """
        cut = body + LEAD
        texts = (folded[:body], folded[body:cut], folded[cut:])
        hits = [self.matcher.count(text) for text in texts]
        codes = [Counter[str](), Counter[str](), Counter[str]()]
        for counter, hit in zip(codes, hits, strict=True):
            counter.update(hit.sides)
        for at, code in actors:
            codes[0 if at < body else 1 if at < cut else 2][code] += 1
        sides = [self._sides(c) for c in codes]
        whole = hits[1].counts + hits[2].counts
        counts = (hits[0].counts, hits[1].counts, whole)
        actors_in = (sides[0], sides[1], self._sides(codes[1] + codes[2]))
        strong = (hits[0].counts + whole)[:, :HINTS].sum(1) + actors_in[0].sum(1) + actors_in[2].sum(1)
        raw = 3.0 * hits[0].counts @ _RAW + np.log1p(whole) @ _RAW + 3.0 * sides[0][:, 1] + np.log1p(actors_in[2][:, 1])
        columns = [np.ones(len(self.dossiers))]
        for part, (tiers, pair) in enumerate(zip(counts, actors_in, strict=True)):
            both = np.concatenate([tiers, pair], axis=1).astype(float)
            both[:, HINTS] *= strong > 0  # hints count only beside something better
            columns += list((np.minimum(both, 2.0) if part < 2 else np.log1p(both)).T)
        columns += list(((hits[0].counts + whole)[:, :STRONG] == 0).T.astype(float))
        total, best = raw.sum() or 1.0, raw.max()
        words = max(folded.count(" "), 8)
        even = np.ones(len(self.dossiers))
        columns += [
            raw / total,
            ((raw == best) & (raw > 0)).astype(float),
            even * (not folded[body:].strip()),
            even * min(hits[0].elsewhere, 2),
            even * np.log1p(hits[1].elsewhere + hits[2].elsewhere),
            np.minimum((hits[0].counts + whole)[:, :STRONG].sum(1) / words, 0.1) * 10,
            np.array([not d.live(day) for d in self.dossiers], dtype=float),
            np.minimum(actors_in[0][:, 1], 1) * self._relation,
            (actors_in[0][:, 1] > 0) * (actors_in[2][:, 1] > 0) * self._relation,
        ]
        result = np.stack(columns, axis=1)
        result[strong == 0] = 0.0  # hints alone are nothing
        return result

    def _sides(self, codes: Counter[str]) -> np.ndarray:
        """(dossiers, 2): mentions of actors, and mentions of the rarer side of the best pair."""
        vector = np.zeros(len(self._code), dtype=np.int32)
        for code, count in codes.items():
            at = self._code.get(code)
            if at is not None:
                vector[at] = count
        result = np.zeros((len(self.dossiers), 2), dtype=np.int32)
        if not vector.any():
            return result
        result[:, 0] = self._actors @ vector
        for number, one, other in self._pairs:
            found = min(vector[one].sum(), vector[other].sum())
            if found > result[number, 1]:
                result[number, 1] = found
        return result


def probabilities(features: np.ndarray, weights: Weights) -> np.ndarray:
    """Probability of each dossier that the article is about it; 0 without evidence."""
    score = features @ weights.vector
    return np.where(features[:, 0] > 0, 1.0 / (1.0 + np.exp(-score)), 0.0)
