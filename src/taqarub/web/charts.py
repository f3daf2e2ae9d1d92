"""Charts as SVG, made on the server, without a style attribute: the policy of the pages lets none through.

Shapes are stretched to the width of their place (preserveAspectRatio none, strokes that do not scale); words and numbers
stand beside them as HTML, so that they stay legible on a phone. Time runs from left to right in both languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup, escape

from .queries.overview import QUADS

WIDTH, HEIGHT = 1000.0, 300.0


def spark(values: Sequence[float], label: str) -> Markup:
    """A spark line; the last value has a dot.

    Args:
        values: one a period.
        label: what a screen reader says of it.
    """
    top = max([*values, 1])
    step = 100 / max(len(values) - 1, 1)
    points = [(n * step, 22 - 20 * value / top) for n, value in enumerate(values)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1] if points else (0.0, 22.0)
    return Markup(
        '<svg class="spark" viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label="{label}">'
        f'<polygon class="fill" points="0,23 {line} 100,23"/><polyline class="line" points="{line}"/>'
        f'<line class="dot" x1="{x:.1f}" y1="{y:.1f}" x2="{x:.1f}" y2="{y:.1f}"/></svg>'
    ).format(label=label)


def balance(counts: Sequence[int], label: str) -> Markup:
    """A bar of four parts: material and verbal cooperation, verbal and material conflict."""
    total = sum(counts)
    parts, at = [], 0.0
    for quad, count in zip(QUADS, counts, strict=True):
        width = 100 * count / total if total else 0
        if count:
            parts.append(f'<rect class="{quad_class(quad)}" x="{at:.2f}" y="0" width="{width:.2f}" height="8"/>')
        at += width
    return Markup(
        '<svg class="balance" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="{label}">'
        f'<rect class="rest" x="0" y="0" width="100" height="8"/>{"".join(parts)}</svg>'
    ).format(label=label)


def quad_class(quad: str) -> str:
    """Class of a quad class: q-mc (material cooperation), q-vc, q-vk (verbal conflict), q-mk."""
    return {"material cooperation": "q-mc", "verbal cooperation": "q-vc", "verbal conflict": "q-vk"}.get(quad, "q-mk")


def bar(value: float, top: float, kind: str = "") -> Markup:
    """A single bar, `value` of `top`."""
    width = 100 * min(value / top, 1) if top else 0
    return Markup(
        f'<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="{escape(kind)}" x="0" y="0" width="{width:.1f}" height="8"/></svg>'
    )


def delta(change: float, reach: float) -> Markup:
    """A bar from the middle: to the right for nearer, to the left for farther."""
    width = 50 * min(abs(change) / reach, 1) if reach else 0
    x = 50 if change >= 0 else 50 - width
    return Markup(
        '<svg class="delta" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="{"near" if change >= 0 else "far"}" x="{x:.1f}" y="1" width="{width:.1f}" height="6"/>'
        '<line x1="50" y1="0" x2="50" y2="8"/></svg>'
    )


def reach_of(low: Sequence[float], high: Sequence[float]) -> float:
    """How far the scale of closeness must go: 1, 2, 5 or 10."""
    most = max((abs(float(value)) for value in (*low, *high)), default=0.0)
    return next((step for step in (1.0, 2.0, 5.0) if most <= step), 10.0)


def closeness(
    values: Sequence[float], low: Sequence[float], high: Sequence[float], marks: Sequence[int], chosen: int | None, label: str
) -> Markup:  # fmt: skip
    """The line of closeness with its interval.

    Args:
        values, low, high: one a day.
        marks: days (their place) on which something moved it.
        chosen: the day that is looked at.
        label: what a screen reader says of it.
    """
    reach = reach_of(low, high)
    last = max(len(values) - 1, 1)

    def x(n: int) -> float:
        return round(WIDTH * n / last, 1)

    def y(value: float) -> float:
        return round(HEIGHT / 2 * (1 - float(value) / reach), 1)

    grid = "".join(f'<line class="grid" x1="0" x2="1000" y1="{at}" y2="{at}"/>' for at in (0, 75, 225, 300))
    zero = '<line class="zero" x1="0" x2="1000" y1="150" y2="150"/>'
    upper = [f"{x(n)},{y(v)}" for n, v in enumerate(high)]
    lower = [f"{x(n)},{y(v)}" for n, v in enumerate(low)]
    band = f'<polygon class="band" points="{" ".join([*upper, *reversed(lower)])}"/>'
    line = f'<polyline class="line" points="{" ".join(f"{x(n)},{y(v)}" for n, v in enumerate(values))}"/>'
    dots = "".join(
        f'<line class="mark" x1="{x(n)}" x2="{x(n)}" y1="{y(values[n])}" y2="{y(values[n])}"/>' for n in sorted(set(marks))
    )
    at, hidden = (x(chosen), "") if chosen is not None else (0.0, ' visibility="hidden"')
    cross = f'<line class="cross" x1="{at}" x2="{at}" y1="0" y2="300"{hidden}/>'
    return Markup(
        '<svg class="plot" viewBox="0 0 1000 300" preserveAspectRatio="none" role="img" aria-label="{label}">'
        f"{grid}{zero}{band}{line}{dots}{cross}</svg>"
    ).format(label=label)


def columns(values: Sequence[int], kind: str = "plot-bars") -> Markup:
    """Columns, one a day or month; what they say stands in a table beside them."""
    top, width = max([*values, 1]), 1000 / max(len(values), 1)
    drawn = "".join(
        f'<rect x="{n * width:.2f}" y="{60 - 58 * value / top:.1f}" width="{max(width * 0.8, 0.6):.2f}" '
        f'height="{58 * value / top:.1f}"/>'
        for n, value in enumerate(values) if value
    )  # fmt: skip
    return Markup(f'<svg class="{kind}" viewBox="0 0 1000 60" preserveAspectRatio="none" aria-hidden="true">{drawn}</svg>')


def ticks(first: str, last: str, count: int = 5) -> list[str]:
    """Days at equal distances from first to last, both included."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    span = (end - begin).days
    if span < count:
        return [(begin + timedelta(days=n)).isoformat() for n in range(span + 1)]
    return [(begin + timedelta(days=round(span * n / (count - 1)))).isoformat() for n in range(count)]


def stretch(start: str, end: str, first: str, last: str, kind: str) -> Markup:
    """One office on a line of time from `first` to `last` (days); only the line where it lies outside."""
    begin, end_of_line, *days = (date.fromisoformat(day).toordinal() for day in (first, last, max(start, first), min(end, last)))
    span = max(end_of_line - begin, 1)
    x, width = 1000 * (days[0] - begin) / span, max(1000 * (days[1] - days[0]) / span, 4)
    bar = f'<rect class="{escape(kind)}" x="{x:.1f}" y="1" width="{width:.1f}" height="10" rx="2"/>'
    return Markup(
        '<svg class="stretch" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true">'
        f'<line x1="0" x2="1000" y1="6" y2="6"/>{bar if days[0] <= days[1] else ""}</svg>'
    )
