"""PLOVER: quad class and score of a type and mode."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Kind:
    """One line of data/plover.tsv."""

    quad: str
    score: float
    needs_target: bool


@cache
def table() -> dict[tuple[str, str | None], Kind]:
    """(type, mode or None) -> quad class, score, whether a recipient is required."""
    rows: dict[tuple[str, str | None], Kind] = {}
    for line in files("taqarub.data").joinpath("plover.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, mode, quad, score, needed = line.split("\t")
        rows[kind, mode or None] = Kind(quad, float(score), needed == "yes")
    return rows
