"""What the rest of an article says of the actors of a trigger: who acts on whom in one sentence is told by others.

A first judge scores the sides of every trigger by itself; its scores at the other triggers of the article are features
of the second (stacking: Wolpert 1992). A feature begins with "2".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .candidates import Candidate
from .judge import Judge

Options = dict[str, set[str]]
_STEPS = (0.1, 0.25, 0.45, 0.65)
_LIKELY = 0.4
_KEPT = 5  # best scores of a code that are remembered: more than triggers overlap


@dataclass(slots=True)
class _First:
    """The first judge's scores at one trigger, by code."""

    candidate: Candidate
    source: dict[str, float]
    target: dict[str, float]

    def pair(self) -> tuple[str, str] | None:
        """The likely source and target."""
        best = [max(side, key=lambda code: side[code], default="") for side in (self.source, self.target)]
        if all(best) and self.source[best[0]] > _LIKELY and self.target[best[1]] > _LIKELY:
            return best[0], best[1]
        return None


class _Best:
    """The best scores of each code, so that one trigger can be left out."""

    def __init__(self) -> None:
        self._found: dict[object, list[tuple[float, int]]] = defaultdict(list)

    def add(self, key: object, score: float, at: int) -> None:
        self._found[key].append((score, at))

    def close(self) -> None:
        for key, scores in self._found.items():
            self._found[key] = sorted(scores, reverse=True)[:_KEPT]

    def without(self, key: object, out: frozenset[int]) -> float:
        return next((score for score, at in self._found.get(key, ()) if at not in out), 0.0)


def _step(score: float) -> int:
    return sum(score >= step for step in _STEPS)


def add_elsewhere(candidates: Sequence[Candidate], options: Sequence[Options], judge: Judge) -> None:
    """Add to the options of each trigger's sides what the other triggers say of the same actors.

    Args:
        candidates: the triggers of an article.
        options: for each, code -> features (judge.side_features); changed in place.
        judge: has the models "first source" and "first target".
    """
    firsts = [_scored(c, o, judge) for c, o in zip(candidates, options, strict=True)]
    best = _Best()
    for at, first in enumerate(firsts):
        for side, scores in (("S", first.source), ("T", first.target)):
            for code, score in scores.items():
                best.add((side, code), score, at)
                best.add((side, code, first.candidate.type), score, at)
    best.close()
    pairs = [first.pair() for first in firsts]
    for at, (first, mine) in enumerate(zip(firsts, options, strict=True)):
        out = frozenset(other for other in range(max(0, at - 6), min(len(firsts), at + 7)) if _overlap(firsts[other], first))
        told = Counter(pair for other, pair in enumerate(pairs) if pair and other not in out)
        _add(first, mine, best, out, told)


def _scored(candidate: Candidate, options: Options, judge: Judge) -> _First:
    source = {code: judge.score("first source", features) for code, features in options.items()}
    return _First(candidate, source, {code: judge.score("first target", features) for code, features in options.items()})


def _overlap(a: _First, b: _First) -> bool:
    one, two = a.candidate, b.candidate
    return one.sentence == two.sentence and one.start < two.end and two.start < one.end


def _add(first: _First, options: Options, best: _Best, out: frozenset[int], told: Mapping[tuple[str, str], int]) -> None:
    kind = first.candidate.type
    top = max(told, key=lambda pair: told[pair], default=None)
    own = max(first.source, key=lambda code: first.source[code], default="")
    for code, features in options.items():
        s, t = (_step(best.without((side, code), out)) for side in "ST")
        features.update((f"2S{s}", f"2T{t}", f"{kind}2S{s}", f"{kind}2T{t}", f"2ST{s}{t}"))
        features.update(f"2{side}1{_step(best.without((side, code, kind), out))}" for side in "ST")
        features.add(f"2own{_step(first.source[code])}{_step(first.target[code])}")
        if top is not None:
            place = f"2p{code == top[0]:d}{code == top[1]:d}"
            features.update((place, kind + place))
        if (own, code) in told:
            features.add("2withS")
