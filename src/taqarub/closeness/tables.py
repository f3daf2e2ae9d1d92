"""A series and its evidence as plain rows: what CSV, JSON, pages and exports print."""

from __future__ import annotations

from typing import Any

import msgspec

from .evidence import Evidence
from .measure import Series

COLUMNS = ("day", "closeness", "low", "high", "weight", "stories", "new")


def rows(series: Series) -> list[dict[str, Any]]:
    """One row a day, in COLUMNS; numbers rounded to 4 digits."""
    lines = zip(series.days, series.values, series.low, series.high, series.weight, series.stories, series.new, strict=True)
    return [
        {
            "day": day, "closeness": _short(value), "low": _short(low), "high": _short(high), "weight": _short(weight),
            "stories": int(stories), "new": int(new),
        }
        for day, value, low, high, weight, stories, new in lines
    ]  # fmt: skip


def moves(series: Series, words: bool = True) -> list[dict[str, Any]]:
    """What moved it most: the change and the item of evidence.

    Args:
        words: with the sentence; without, nothing of the article's text is in it.
    """
    return [{"change": _short(move.change), **plain(move.item, words)} for move in series.moves]


def plain(item: Evidence, words: bool = True) -> dict[str, Any]:
    """An item of evidence as a dict."""
    found: dict[str, Any] = msgspec.to_builtins(item)
    if not words:
        found.pop("sentence")
    return found


def whole(series: Series, a: str, b: str, file: str | None, direction: str) -> dict[str, Any]:
    """Everything of a series: what was asked, the days, and what moved it."""
    return {
        "a": a, "b": b, "file": file, "direction": direction, "half_life": series.half_life, "k": series.k,
        "stories": series.total, "days": rows(series), "moves": moves(series),
    }  # fmt: skip


def _short(value: float) -> float:
    return round(float(value), 4) + 0.0
