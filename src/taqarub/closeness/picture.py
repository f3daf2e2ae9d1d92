"""A series as a picture: closeness with its interval over the number of new stories."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import IO, Any

import numpy as np

from .measure import Series

SHAPES_SINCE = (3, 11)  # version of matplotlib that orders and joins letters
INK, LINE, BARS = "#222222", "#1f5fa8", "#9aa5b1"


def draw(
    series: Series, out: str | Path | IO[bytes], title: str, arabic: str = "", kind: str = "svg",
    marks: int = 5, order: Callable[[str], str] = lambda text: text,
) -> None:
    """Draw a series.

    Args:
        out: where to write.
        title: in Latin letters, at the left.
        arabic: title in Arabic letters, at the right.
        kind: "svg" or "png".
        marks: how many of the moves get a number in the chart.
        order: puts Arabic in visual order with joined letters, which matplotlib does by itself only of late.
    """
    from matplotlib import __version_info__ as version
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with rc_context({"font.family": "DejaVu Sans", "font.size": 9, "svg.hashsalt": "taqarub", "svg.fonttype": "path"}):
        figure = Figure(figsize=(9, 4.6), layout="constrained")
        (FigureCanvasSVG if kind == "svg" else FigureCanvasAgg)(figure)
        upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=[4, 1])
        days = [date.fromisoformat(day) for day in series.days]
        _closeness(upper, days, series)
        _marked(upper, series, marks)
        _bars(lower, days, series)
        upper.set_title(title, loc="left", color=INK, fontsize=11, fontweight="bold")
        if arabic:
            upper.set_title(arabic if version[:2] >= SHAPES_SINCE else order(arabic), loc="right", color=INK, fontsize=11)
        metadata: dict[str, Any] = {"Date": None} if kind == "svg" else {}
        figure.savefig(out, format=kind, dpi=150, metadata=metadata)


def _closeness(axes: Any, days: list[date], series: Series) -> None:
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.fill_between(days, series.low, series.high, color=LINE, alpha=0.2, linewidth=0, label="90 % interval")
    axes.plot(days, series.values, color=LINE, linewidth=1.8, label="closeness")
    reach = max(1.0, float(np.abs(np.concatenate([series.low, series.high])).max(initial=0.0)) * 1.15)
    axes.set_ylim(-reach, reach)
    axes.set_ylabel("closeness (−10 … 10)")
    axes.grid(axis="y", alpha=0.3)
    axes.legend(loc="lower right", frameon=False, ncols=2, fontsize=8)
    axes.spines[["top", "right"]].set_visible(False)


def _marked(axes: Any, series: Series, marks: int) -> None:
    """Numbers at the days of the greatest moves; several of one day share their place."""
    places: dict[str, list[str]] = {}
    for number, move in enumerate(series.moves[:marks], 1):
        places.setdefault(move.item.known, []).append(str(number))
    for day, numbers in places.items():
        at = series.days.index(day)
        axes.annotate(
            ", ".join(numbers), (date.fromisoformat(day), series.values[at]), xytext=(0, 9),
            textcoords="offset points", ha="center", fontsize=8, color=INK, fontweight="bold",
        )  # fmt: skip
        axes.plot([date.fromisoformat(day)], [series.values[at]], "o", color=LINE, markersize=4)


def _bars(axes: Any, days: list[date], series: Series) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
    from matplotlib.ticker import MaxNLocator

    axes.bar(days, series.new, width=1.0, color=BARS)
    axes.set_ylabel("new stories")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=3))
    locator = AutoDateLocator(minticks=4, maxticks=10)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    axes.spines[["top", "right"]].set_visible(False)
    if days:
        axes.set_xlim(days[0], days[-1] if len(days) > 1 else None)
