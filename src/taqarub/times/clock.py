"""Values of times of day."""

from __future__ import annotations

import re
from datetime import timedelta
from re import Match

from .context import Context
from .lexicon import lexicon
from .resolve import Value, shift_of, squeeze, weekday_date


def clock(ctx: Context, m: Match[str]) -> Value | None:
    """A time of day; the day is the one named with it, else the last one named in the sentence, else today."""
    said = squeeze(m["t"] or m["t2"])
    if m["t2"] and not (m["gmt"] or m["ampm"] or "محلي" in m[0] or ctx.text[m.start() - 1 : m.start()] == "("):
        return None
    if said in lexicon().ordinals:
        hour, minute = lexicon().ordinals[said], 0
    else:
        digits = re.split(r"[:.,]", said)
        if len(said) == 4 and said.isdigit():
            digits = [said[:2], said[2:]]
        hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    fraction = squeeze(m["frac"] or "")
    shift = {"والنصف": 30, "والربع": 15, "والثلث": 20}.get(
        fraction, -15 if "ربع" in fraction else -20 if fraction else 0
    )
    minute += shift
    if minute < 0:
        hour, minute = hour - 1, minute + 60
    word = m["ampm"] or ""
    evening = word.startswith(("مساء", "بعد", "عصر")) or (word.startswith("ظهر") and hour < 6)
    evening = evening or (word.startswith("ليل") and 6 <= hour < 12)
    hour += 12 if evening and hour < 12 else 0
    if hour > 24 or minute > 59 or ctx.anchor is None:
        return None
    day = ctx.anchor
    if m["day"]:
        day += timedelta(days=lexicon().days[squeeze(m["day"])])
    elif m["wd"]:
        day = weekday_date(ctx, lexicon().weekdays[squeeze(m["wd"])], shift_of(m), m.start(), m.end()) or day
    elif ctx.last and abs((ctx.last - day).days) < 8:
        day = ctx.last
    return "TIME", f"{day.isoformat()}T{hour:02d}:{minute:02d}" + ("Z" if m["gmt"] and m["gmt"][0] == "ت" else "")
