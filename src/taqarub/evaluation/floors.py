"""Floors: scores that were reached once and must not be lost. They only ever rise."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..records import TaqarubError

_HEADER = """\
# Scores that `taqarub evaluate` must reach: a table a model, part of gold and set, a line a layer.
# F1 by gold/score.py; for codes the share of matched entities. Written by `taqarub evaluate --raise-floors`
# (upward only, rounded down to 3 digits); lowering one is an edit by hand that wants a reason in its commit.
"""


def measured(scores: Mapping[str, Any]) -> dict[str, float]:
    """The one number of each layer of a result of gold/score.py: F1, or the accuracy of codes."""
    numbers = {}
    for layer, row in scores.items():
        number = row.get("f1", row.get("accuracy")) if layer != "by type" else None
        if isinstance(number, float):
            numbers[layer] = number
    return numbers


def load_floors(path: Path) -> dict[str, dict[str, float]]:
    """Floors by "model.part.set" (such as "fast.test.articles"), then by layer; empty without the file.

    Raises:
        TaqarubError: the file is no TOML.
    """
    if not path.is_file():
        return {}
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise TaqarubError(f"{path}: {error}") from error
    return {
        f"{model}.{part}.{name}": dict(layers)
        for model, parts in tree.items()
        for part, sets in parts.items()
        for name, layers in sets.items()
    }


def below(key: str, numbers: Mapping[str, float], floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """A line for each score of `numbers` that lies under its floor, or that has a floor and was not measured."""
    lines = []
    for layer, floor in floors.get(key, {}).items():
        number = numbers.get(layer)
        if number is None:
            lines.append(f"{key} {layer}: not measured, floor {floor:.3f}")
        elif number < floor:
            lines.append(f"{key} {layer}: {number:.4f} is below its floor {floor:.3f}")
    return lines


def raise_floors(key: str, numbers: Mapping[str, float], path: Path) -> list[str]:
    """Write floors up to `numbers`, rounded down to 3 digits; a floor that is higher already stays.

    Returns:
        A line for each floor that rose.
    """
    floors = load_floors(path)
    mine = floors.setdefault(key, {})
    lines = []
    for layer, number in numbers.items():
        new = math.floor(number * 1000 + 1e-9) / 1000
        old = mine.get(layer, 0.0)
        if new > old:
            mine[layer] = new
            lines.append(f"{key} {layer}: {old:.3f} -> {new:.3f}")
    if lines:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_HEADER + "".join(_table(name, floors[name]) for name in sorted(floors)), encoding="utf-8")
    return lines


def _table(key: str, layers: Mapping[str, float]) -> str:
    lines = [f"{_quoted(layer)} = {floor:.3f}\n" for layer, floor in sorted(layers.items())]
    return f"\n[{'.'.join(map(_quoted, key.split('.')))}]\n" + "".join(lines)


def _quoted(word: str) -> str:
    return word if word.isidentifier() else f'"{word}"'
