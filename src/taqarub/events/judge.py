"""Trained scores: which actor is which side of a candidate, and whether a candidate is an event at all.

Logistic regressions over binary features, trained by `training.py` on annotated articles; the weights lie in
data/events/judge.json with a card that says what they were trained on. Features are plain words, so that a weight can
be read: "S|tr=1" is a phrase in the first slot of the entry's target.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat

import msgspec

from .candidates import Candidate, Reading
from .phrases import ARMED
from .slots import slots_of
from .words import Words

GROUPS = frozenset(("CVL", "CRIM", "MED", "COM", "NGO", "OPP", "REB", "UN", "EU", "IGO", "WEST"))
CONSTANTS = ("CVL", "CRIM")


FIGHTING = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "RETREAT"))


@cache
def rivals() -> Mapping[str, tuple[str, ...]]:
    """Each actor of data/events/rivals.tsv with its enemies, those of the first lines first."""
    text = (files("taqarub") / "data" / "events" / "rivals.tsv").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            a, b = line.split("\t")
            found[a] = (*found.get(a, ()), b)
            found[b] = (*found.get(b, ()), a)
    return found


def given_source(candidate: Candidate, source: Iterable[str], options: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The options for the target with what the source says of them: the same actor, its enemy."""
    source = set(source)
    kind = candidate.type
    known = rivals()
    found = {}
    for code, features in options.items():
        more = set(features)
        if code in source:
            more.update(("same", kind + "same", kind + "same" + ("few" if len(options) <= 3 else "")))
        if any(code in known.get(other, ()) for other in source):
            more.update(("rival", kind + "rival", kind + "rival" + ("here" if "absent" not in features else "")))
        if "CRIM" in source:
            more.add(kind + "byCRIM" + (code if code in GROUPS else ""))
        found[code] = more
    return found


@dataclass(frozen=True)
class Judge:
    """Weights by model ("first source", "first target", "source", "target", "event", "again") and feature; "" is the
    constant.
    """

    weights: Mapping[str, Mapping[str, float]]

    def score(self, model: str, features: Iterable[str]) -> float:
        """The probability a model gives."""
        weights = self.weights[model]
        total = weights.get("", 0.0) + sum(map(weights.get, features, repeat(0.0)))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def load_judge() -> Judge:
    """The weights of the package."""
    return Judge(msgspec.json.decode((files("taqarub") / "data" / "events" / "judge.json").read_bytes())["weights"])


def side_features(candidate: Candidate, words: Words) -> dict[str, set[str]]:
    """For each code that may be a side, what speaks for and against it."""
    found: dict[str, set[str]] = {}
    entry = candidate.entry
    kind = candidate.type
    form = "v" if candidate.kind in "PIpi" else "n" if candidate.kind != "H" else "h"
    if candidate.passive:
        form += "p"
    mutual = "m" if candidate.mutual else ""
    for item in candidate.placed:
        source, target = slots_of(entry, item) if entry else (0, 0)
        slot = item.slot
        cross = "x" if item.crossed else ""
        gap = "g0" if item.gap == 0 else "g2" if item.gap <= 2 else "g5" if item.gap <= 5 else "g9" if item.gap <= 9 else "g+"
        features: tuple[str, ...] = (
            f"{form}{slot}{cross}", f"{kind}{form}{slot}{cross}", f"s{source}t{target}{cross}", f"{kind}s{source}t{target}{cross}",
            f"{form}{slot}<{item.phrase.outer}" if item.phrase.outer != item.phrase.prep else "inner",
            f"{form}{slot[0]}{gap}{cross}", f"{item.phrase.kind}{slot[0]}", f"{mutual}{slot}", f"{candidate.pattern}|{slot}",
        )  # fmt: skip
        lead = words.forms[item.phrase.first].lstrip("وفبل")
        what = item.phrase.what
        features += (
            f"w:{what}", f"{kind}w:{what}", f"{what}{slot}", f"l:{lead}", f"{slot[0]}l:{lead}", f"{item.phrase.prep}l:{lead}",
        )  # fmt: skip
        verbs = f"v{min(item.verbs, 3)}{item.led:d}"
        features += (f"{slot[0]}{verbs}", f"{form}{slot}{verbs}", f"{kind}{slot[0]}{verbs}")
        if item.phrase.first > 0:
            ahead = words.forms[item.phrase.first - 1]
            features += (f"a:{ahead}", f"{slot[0]}a:{ahead}")
        if item.phrase.last + 1 < len(words.forms):
            features += (f"{slot[0]}n:{words.forms[item.phrase.last + 1]}",)
        if item is candidate.placed[0]:
            features += ("F", f"F{form}", f"{kind}F")
        for code in item.phrase.codes:
            found.setdefault(code, set()).update(features)
    _from_context(candidate, form, found)
    for rank, code in enumerate(candidate.article):
        if code not in found:
            found[code] = {"absent", f"absent{kind}"}
        found[code].update((f"D{rank}", f"{kind}D{min(rank, 2)}"))
    if kind in FIGHTING:
        for code in [code for code, features in found.items() if "absent" not in features]:
            for rank, enemy in enumerate(rivals().get(code, ())[:2]):
                found.setdefault(enemy, {"absent", f"absent{kind}"}).update((f"enemy{rank}", f"{kind}enemy{rank}"))
    for code in CONSTANTS:
        found.setdefault(code, set()).update(("const", f"{kind}const{form}"))
    for code in (*candidate.source, *candidate.target):
        found.setdefault(code, {"fixed", f"{kind}fixed"})
    for code, features_ in found.items():
        group = code if code in GROUPS else "actor"
        features_.update((group, f"{kind}{group}", f"{kind}{group}{form}", f"={code}", f"{kind}={code}"))
        if code in ARMED:
            features_.update(("armed", f"{kind}armed"))
        for mark, side, rank in zip("st", (candidate.source, candidate.target), candidate.ranks, strict=True):
            if code in side:
                features_.update((f"R:{mark}", f"{kind}{mutual}R:{mark}", f"{candidate.pattern}R:{mark}", f"R:{mark}{rank}{form}",
                                  f"{kind}R:{mark}{rank}", f"R:{mark}{rank}n{min(len(side), 3)}"))
    return found


def _from_context(candidate: Candidate, form: str, found: dict[str, set[str]]) -> None:
    kind = candidate.type
    if candidate.speaker:
        who = "C" if candidate.cue else "W"
        bare = "" if any(item.role == "S" for item in candidate.placed) else "-"
        found.setdefault(candidate.speaker, set()).update((who, kind + who, kind + who + form + bare, f"{candidate.pattern}{who}"))
    for at, phrase in enumerate(candidate.before[:3], 1):
        bare = "0" if phrase.prep else "1"
        for code in phrase.codes:
            found.setdefault(code, set()).update((f"P{at}{bare}", f"P{bare}{form}"))
    for rank, code in enumerate(candidate.headline):
        found.setdefault(code, {"absent", f"absent{kind}"}).update((f"H{min(rank, 3)}", f"{kind}H{min(rank, 3)}"))
    for side, codes in zip("st", candidate.prior, strict=True):
        for code in codes:
            found.setdefault(code, set()).update((f"prior{side}", f"{form}prior{side}"))
    here = {code for item in candidate.placed for code in item.phrase.codes}
    for code, features in found.items():
        if code in here and len(here) <= 3:
            features.add(f"few{len(here)}")


def event_features(
    candidate: Candidate,
    reading: Reading,
    status: str,
    sides: tuple[list[str], list[str]],
    sure: tuple[tuple[float, ...], tuple[float, ...]],
) -> list[str]:
    """What speaks for and against a candidate being an event; `sure`: probabilities of the chosen sides."""
    alone = reading.headline >= len(reading.words.forms) - 1
    found = _from_sides(candidate, *sides, *sure)
    return [*_from_trigger(candidate, reading, status), *found, *(["only" + feature for feature in found[:10]] if alone else [])]


def _from_trigger(candidate: Candidate, reading: Reading, status: str) -> list[str]:
    kind, form, words = candidate.type, candidate.kind, reading.words
    place = "head" if candidate.start < reading.headline else f"s{min(candidate.sentence, 6)}"
    if reading.headline >= len(words.forms) - 1:
        place = "only"  # a headline without its article: what it tells is told nowhere better
    voice = "C" if candidate.cue else "W" if candidate.speaker else "V" if candidate.statement is not None else "-"
    begin, stop = words.bounds(candidate.sentence)
    before = words.forms[max(begin, candidate.start - 3) : candidate.start]
    after = words.forms[candidate.end : min(stop, candidate.end + 3)]
    same = sum(other.type == kind for other in reading.candidates)
    told = any(other.type == kind and other.start < reading.headline for other in reading.candidates)
    return [
        kind, f"{kind}{form}", f"P:{candidate.pattern}", f"P:{candidate.pattern}{form}", place, f"{kind}{place}", voice,
        f"{kind}{voice}", status, f"{kind}{status}", f"<{before[-1] if before else '^'}", f">{after[0] if after else '$'}",
        f"len{min(candidate.end - candidate.start, 3)}", f"mut{candidate.mutual:d}", f"{form}{voice}", f"same{min(same, 6)}",
        f"al{words.forms[candidate.start][:2] == 'ال':d}{form}", f"told{told:d}", f"{kind}told{told:d}",
        f"many{min(len(reading.candidates) // 5, 6)}", f"word{words.forms[candidate.head]}",
        *(f"b:{form_}" for form_ in before), *(f"a:{form_}" for form_ in after),
    ]  # fmt: skip


def _from_sides(
    candidate: Candidate, source: list[str], target: list[str], sure_s: tuple[float, ...], sure_t: tuple[float, ...]
) -> list[str]:
    kind = candidate.type
    top_s, top_t = max(sure_s, default=0.0), max(sure_t, default=0.0)
    both = min(top_s, top_t) if target else top_s
    here = {code for item in candidate.placed for code in item.phrase.codes}
    ruled = f"R{bool(candidate.source):d}{bool(candidate.target):d}"
    agreed = f"A{bool(set(source) & set(candidate.source)):d}{bool(set(target) & set(candidate.target)):d}"
    slots = [next((i.slot for i in candidate.placed if side[:1] and side[0] in i.phrase.codes), "none") for side in (source, target)]
    found = [
        f"ps{int(top_s * 8)}", f"pt{int(top_t * 8)}", f"b{int(both * 10)}", f"{kind}b{int(both * 5)}", f"n{min(len(here), 5)}",
        ruled, f"{kind}{ruled}", agreed, f"{kind}{agreed}", f"ns{min(len(source), 3)}t{min(len(target), 3)}",
        f"hs{bool(set(source) & set(candidate.headline)):d}t{bool(set(target) & set(candidate.headline)):d}",
        f"{kind}self{source == target:d}{candidate.mutual:d}", f"ss{slots[0]}", f"ts{slots[1]}", f"{kind}ss{slots[0][0]}",
        f"{kind}ts{slots[1][0]}", f"ss{slots[0]}{slots[1]}",
    ]  # fmt: skip
    for mark, side in (("S", source), ("T", target)):
        found.extend(feature for code in side[:2] for feature in (f"{mark}={code}", f"{kind}{mark}={code}"))
    return found


def choose(scores: dict[str, float], floor: float = 0.5, least: float = 0.12) -> list[str]:
    """The codes of one side: those over the floor, else the best if it is likely at all."""
    chosen = [code for code, score in scores.items() if score >= floor]
    if not chosen and scores:
        best = max(scores, key=lambda code: scores[code])
        chosen = [best] if scores[best] >= least else []
    return sorted(chosen, key=lambda code: -scores[code])[:6]
