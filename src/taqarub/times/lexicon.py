"""The vocabulary of times, read once from data/times and folded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from ..language.normal import fold


def load(name: str) -> dict[str, Any]:
    """The table data/times/<name>.toml."""
    path = resources.files("taqarub") / "data" / "times" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def numbered(table: dict[str, list[str]]) -> dict[str, int]:
    """Folded names to the number they stand for."""
    return {fold(name): int(number) for number, names in table.items() for name in names}


def alternatives(names: Iterable[str]) -> str:
    """A regex of any of the names, longest first, white space between words of any length."""
    ordered = sorted(set(names), key=lambda n: (-len(n), n))
    return "(?:" + "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in ordered) + ")"


class Lexicon:
    """Folded words of expressions of time, by what they stand for. Read-only."""

    def __init__(self) -> None:
        calendar, words = load("calendar"), load("words")
        self.months = numbered(calendar["months"])
        self.weekdays = numbered(calendar["weekdays"])
        self.hijri = numbered(calendar["hijri"])
        self.holidays = {fold(k): tuple(v) for k, v in calendar["holidays"].items()}
        self.named_days = {
            (int(d["day"][5:7]), int(d["day"][8:])): (d["day"], frozenset(map(fold, d["after"])))
            for d in calendar["named_days"]
        }
        self.seasons = {fold(k): v for k, v in calendar["seasons"].items()}
        self.shift = {fold(w): s for s, key in ((-1, "past"), (1, "coming"), (0, "current")) for w in words[key]}
        self.edges = [fold(w) for w in words["edges"]]
        self.parts = {fold(k): v for k, v in words["parts"].items()}
        self.days = {fold(k): v for k, v in words["days"].items()}
        self.numbers = numbered(words["numbers"])
        self.ordinals = numbered(words["ordinals"])
        self.one = {fold(w): u for u, forms in words["units"].items() for w in forms["one"]}
        self.two = {fold(w): u for u, forms in words["units"].items() for w in forms["two"]}
        self.many = {fold(w): u for u, forms in words["units"].items() for w in forms["many"]}
        self.vague = {fold(w): value for value, names in words["vague"].items() for w in names}
        self.crises = [fold(w) for w in words["crises"]]
        self.contexts = {k: frozenset(map(fold, v)) for k, v in words["contexts"].items()}


@cache
def lexicon() -> Lexicon:
    """The one lexicon of the process."""
    return Lexicon()
