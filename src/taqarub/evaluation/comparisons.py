"""Other tools on the same gold, side by side with ours. One module a tool; each is one line in COMPARISONS.

A comparison is a module of this package with

    LAYER: str      what is compared, such as "times"
    SYSTEM: str     the other tool, such as "dateparser"
    def score(part: GoldSet) -> dict[str, dict[str, float]]

where `score` gives rows by system name, ours among them, each {"precision", "recall", "f1", "gold", "found"}, or an
empty dict where the set has no such layer. The other tool is imported inside `score`: it is no dependency of ours.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable

import msgspec

from .gold import GoldSet

COMPARISONS: tuple[str, ...] = ("times_dateparser",)


class Comparison(msgspec.Struct):
    """Scores of several systems on one layer of one gold set; `missing` names a tool that is not installed."""

    layer: str
    system: str
    set: str
    rows: dict[str, dict[str, float]] = {}
    missing: str | None = None


def compare(parts: Iterable[GoldSet], modules: Iterable[str] = COMPARISONS) -> list[Comparison]:
    """Run the comparisons over gold sets that were read already."""
    parts = list(parts)
    results = []
    for name in modules:
        module = importlib.import_module(name if "." in name else f"{__package__}.{name}")
        for part in parts:
            result = Comparison(module.LAYER, module.SYSTEM, part.name)
            try:
                result.rows = module.score(part)
            except ModuleNotFoundError as error:
                result.missing = error.name
            if result.rows or result.missing:
                results.append(result)
    return results
