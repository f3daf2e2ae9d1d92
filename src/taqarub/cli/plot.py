"""A series as a chart of letters: a line of braille dots, the interval in shade, bars for new stories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil, floor
from typing import TYPE_CHECKING

import numpy as np
from rich.text import Text

if TYPE_CHECKING:
    from ..closeness import Series

LINE, SHADE, AXIS = "bold cyan", "blue", "dim"
_BRAILLE, _DOTS = 0x2800, ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BARS = " ▁▂▃▄▅▆▇█"
_MARGIN = 7


def plot(series: Series, width: int, height: int = 12) -> list[Text]:
    """The chart as lines.

    Args:
        series: at least one day.
        width: of a line; 24 at least.
        height: lines of the upper part.
    """
    columns = max(width - _MARGIN, 24 - _MARGIN)
    low, high = _reach(series)
    cells = [[" "] * columns for _ in range(height)]
    styles = [[""] * columns for _ in range(height)]
    _shade(series, columns, cells, styles, low, high)
    _zero(cells, styles, low, high)
    _line(series, columns, cells, styles, low, high)
    lines = []
    for row in range(height):
        value = high - (row + 0.5) * (high - low) / height
        label = f"{value:+6.1f} " if row in (0, height - 1) or _row(0.0, low, high, height) == row else " " * _MARGIN
        if _row(0.0, low, high, height) == row:
            label = f"{0:6.1f} "
        lines.append(Text(label, style=AXIS) + Text.assemble(*zip(cells[row], styles[row], strict=True)))
    return [*lines, _bars(series, columns), _dates(series, columns)]


def _reach(series: Series) -> tuple[float, float]:
    """A range of whole numbers around the interval, with 0 in it."""
    low, high = min(0, floor(series.low.min())), max(0, ceil(series.high.max()))
    return float(low), float(high if high > low else low + 1)


def _row(value: float, low: float, high: float, height: int) -> int:
    return min(height - 1, max(0, int((high - value) / (high - low) * height)))


def _at(values: Sequence[float] | np.ndarray, points: int) -> np.ndarray:
    """Values at so many points from the first day to the last."""
    return np.interp(np.linspace(0, len(values) - 1, points), np.arange(len(values)), values)


def _shade(series: Series, columns: int, cells: list[list[str]], styles: list[list[str]], low: float, high: float) -> None:
    bottoms, tops = _at(series.low, columns), _at(series.high, columns)
    for column in range(columns):
        if tops[column] == bottoms[column]:
            continue
        for row in range(_row(tops[column], low, high, len(cells)), _row(bottoms[column], low, high, len(cells)) + 1):
            cells[row][column], styles[row][column] = "░", SHADE


def _zero(cells: list[list[str]], styles: list[list[str]], low: float, high: float) -> None:
    row = _row(0.0, low, high, len(cells))
    for column, cell in enumerate(cells[row]):
        if cell == " ":
            cells[row][column], styles[row][column] = "─", AXIS


def _line(series: Series, columns: int, cells: list[list[str]], styles: list[list[str]], low: float, high: float) -> None:
    dots = np.zeros((len(cells), columns), dtype=int)
    rows = len(cells) * 4
    places = [_row(value, low, high, rows) for value in _at(series.values, columns * 2)]
    for x, y in enumerate(places):
        before = places[x - 1] if x else y
        step = 1 if y >= before else -1
        for dot in range(before + step, y + step, step) if y != before else (y,):
            dots[dot // 4, x // 2] |= _DOTS[dot % 4][x % 2]
    for row, column in np.argwhere(dots):
        cells[row][column], styles[row][column] = chr(_BRAILLE + dots[row, column]), LINE


def _bars(series: Series, columns: int) -> Text:
    """New stories; a column that stands for several days shows their sum."""
    sums = np.zeros(columns)
    if len(series.days) >= columns:
        np.add.at(sums, np.arange(len(series.days)) * columns // len(series.days), series.new)
    else:
        np.add.at(sums, np.round(np.linspace(0, columns - 1, len(series.days))).astype(int), series.new)
    most = sums.max() or 1.0
    bars = "".join(_BARS[ceil(n / most * 8)] for n in sums)
    return Text(f"{'new':>6} ", style=AXIS) + Text(bars, style="green")


def _dates(series: Series, columns: int) -> Text:
    first, days = date.fromisoformat(series.days[0]), len(series.days)
    count = max(1, min(columns // 14, days))
    line = [" "] * columns
    for n in range(count):
        share = n / (count - 1) if count > 1 else 0.0
        label = (first + timedelta(days=round(share * (days - 1)))).isoformat()
        at = min(max(0, round(share * (columns - 1)) - (0 if n == 0 else len(label) // 2)), columns - len(label))
        line[at : at + len(label)] = label
    return Text(" " * _MARGIN + "".join(line), style=AXIS)
