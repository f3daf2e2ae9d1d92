"""Values of Hijri dates and months, and of holidays."""

from __future__ import annotations

from re import Match

from . import days
from .context import Context
from .lexicon import lexicon
from .resolve import Value, day_of, squeeze


def hijri(ctx: Context, m: Match[str]) -> Value | None:
    """A Hijri month or day, as the Gregorian day, or the month in which most of it falls."""
    number = lexicon().hijri[squeeze(m["hm"])]
    if number == 2 and not (m["y"] or "شهر" in m[0] or "من" in m[0]):
        return None  # صفر is also nil
    marked = m["d"] or m["y"] or m["rel"] or "شهر" in m[0] or "مبارك" in m[0]
    marked = marked or (number == 9 and ctx.leads(m.start(), "month_lead"))
    ref = ctx.anchor
    if not marked:
        return None  # رمضان, رجب and شعبان are names too
    if m["y"]:
        years = [int(m["y"])]
    else:
        current = days.hijri_year(ref) if ref else None
        if current is None:
            return None
        years = [current - 1, current, current + 1]
    day = day_of(m["d"]) if m["d"] else 28 if m["edge"] in ("نهايه", "اواخر", "اخر", "ختام") else 15
    found = [f for y in years if day and (f := days.from_hijri(y, number, day))]
    best = days.nearest(found, ref) if ref else (found[0] if found else None)
    if best is None:
        return None
    if m["edge"] in ("نهايه", "اواخر", "اخر", "ختام") and not m["d"]:
        year = days.hijri_year(best)
        last = days.from_hijri(year, number, 30) or days.from_hijri(year, number, 29) if year else None
        return ("DATE", last.isoformat()) if last else None
    return "DATE", best.isoformat() if m["d"] else best.isoformat()[:7]


def holiday(ctx: Context, m: Match[str]) -> Value | None:
    calendar, number, day = lexicon().holidays[squeeze(m["holiday"])]
    if calendar == "G":
        return "DATE", f"XXXX-{number:02d}-{day:02d}"
    if ctx.anchor is None:
        return None
    current = days.hijri_year(ctx.anchor)
    if current is None:
        return None
    options = [f for y in (current - 1, current, current + 1) if (f := days.from_hijri(y, number, day))]
    best = days.nearest(options, ctx.anchor)
    return ("DATE", best.isoformat()) if best else None
