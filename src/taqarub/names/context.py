"""Which country a place in an article is about: what a bare الجيش, وزارة الصحة or an unknown town belongs to."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Container

from .matching import Hit, View

_WEIGHT = {"state": 2.0, "capital": 1.5, "seat": 1.5, "place": 1.0, "org": 0.5, "person": 1.0}
_SHARE = 6.0  # what the whole article weighs against the words near by
_HOME = 2.0  # for the outlet's own country where it is one of a few that come into question
_COALITIONS = {"COAL_YEM": ("YEM", "HOU"), "COAL_ISIS": ("ISIS", "IRQ", "SYR")}


class Context:
    """Countries by place in the article.

    Args:
        view: the article's words with hits.
        states: the codes that are states.
        body: the first word of the body; what stands in the headline counts double.
        home: the country of the outlet, or None.
    """

    def __init__(self, view: View, body: int, states: Container[str], home: str | None = None):
        self.view = view
        self._states = states
        self.outlet, self.body = home, body
        self.totals: dict[str, float] = defaultdict(float)
        self.codes: set[str] = set()
        self.marks: list[tuple[int, str, float]] = []  # word, code, weight
        for start in sorted(view.hits):
            self._count(view.hits[start][0], 2.0 if start < body else 1.0)
        self._positions = [mark[0] for mark in self.marks]
        if home:
            self.totals[home] += 1.0
        self.top = max(self.totals, key=lambda code: self.totals[code], default=None)

    def _count(self, hit: Hit, factor: float) -> None:
        if len({s.actor.code for s in hit.senses if s.actor}) > 1:
            return  # two places of one name tell nothing
        for sense in hit.senses:
            code, weight = None, 0.0
            if sense.kind == "adjective":
                code, weight = sense.code, 1.0
            elif sense.kind == "full" and sense.actor and sense.actor.kind in _WEIGHT and sense.actor.code:
                actor = sense.actor
                if actor.kind == "place" and (actor.weight < 1.3 and len(hit.phrase) < 6):
                    continue
                code, weight = actor.code, _WEIGHT[actor.kind]
                if actor.kind == "person" and hit.end - hit.start < 2:
                    continue
                if actor.kind != "person":
                    weight *= min(1.0, actor.weight / 1.5)
                if actor.kind == "org" and code and code not in self._states and actor.country in self._states:
                    self.codes.add(code)
                    code = actor.country  # the Houthis are no state, but where they are named Yemen is spoken of
            if code:
                self.codes.add(code)
                if code in self._states:
                    self.totals[code] += weight * factor
                    self.marks.append((hit.start, code, weight))
                return

    def at(self, word: int, among: Collection[str] | None = None) -> str | None:
        """The country that a bare body or unknown place at a word belongs to: the one that the article is most about, with
        what its sentence names before it counting more than what it names after, and a little the sentence before.

        Args:
            word: where the bare word stands.
            among: the only countries that come into question, best first where the article says nothing; or None.
        """
        near = self.near(word)
        whole = sum(self.totals.values()) or 1.0
        totals = self.totals
        if among is None:
            return max(totals, key=lambda code: near.get(code, 0.0) + _SHARE * totals[code] / whole, default=None)
        if self.outlet and self.outlet in among:
            near[self.outlet] += _HOME
        return max(among, key=lambda code: near.get(code, 0.0) + _SHARE * totals.get(code, 0.0) / whole, default=None)

    def near(self, word: int) -> dict[str, float]:
        """What speaks for each country in the sentence of a word and the one before."""
        sentence = self.view.sentence[word] if word < len(self.view.sentence) else -1
        near: dict[str, float] = defaultdict(float)
        at = bisect_left(self._positions, word)
        for index in (*range(at - 1, max(at - 6, -1), -1), *range(at, min(at + 4, len(self.marks)))):
            place, code, weight = self.marks[index]
            distance = abs(self.view.sentence[place] - sentence)
            if distance == 0:
                near[code] += weight * (1.5 if index < at else 1.0)
            elif distance == 1 and index < at:
                near[code] += weight * 0.5
        return near

    def about(self, code: str) -> bool:
        """Whether the article names a country at all."""
        return code in self.totals or code in self.codes

    def coalition(self) -> str | None:
        """The coalition that a bare التحالف means here, or None."""
        scores = {
            name: sum(self.totals.get(c, 0.0) + (2.0 if c in self.codes else 0.0) for c in codes)
            for name, codes in _COALITIONS.items()
        }
        for name in scores:
            scores[name] += 3.0 if name in self.codes else 0.0
        best = max(scores, key=lambda name: scores[name])
        return best if scores[best] > 0 else None
