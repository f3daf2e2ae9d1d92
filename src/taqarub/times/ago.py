"""قبل أسبوع, قبل نحو شهر, بعد ستة أشهر: a duration reckoned from the day of writing."""

from __future__ import annotations

import re
from datetime import timedelta

from . import days
from .context import Context

_LEAD = re.compile(r"(?<!\w)[وف]?(قبل|بعد)\s+(?:(?:نحو|حوالي|قرابه|زهاء)\s+)?$")
_ELSEWHERE = re.compile(r"\s+(?:(?:فقط|تقريبا|قليله|معدوده)\s+)?(?:من|علي|ان)(?!\w)")


def reckon(ctx: Context, start: int, end: int, value: str) -> tuple[int, str] | None:
    """Where قبل or بعد leads to a duration that is reckoned from today.

    Returns:
        Start of the expression (at قبل) and its value, or None: the duration stands for itself, as in بعد أيام من.
    """
    lead = _LEAD.search(ctx.text, max(0, start - 20), start)
    if lead is None or ctx.anchor is None or _ELSEWHERE.match(ctx.text, end):
        return None
    found = re.fullmatch(r"P(T?)(\d+|X)([A-Z]+)", value)
    if found is None:
        return None
    clock, number, unit = found.groups()
    back = lead[1] == "قبل"
    if not back and not ctx.ahead(start):
        return None
    begin = lead.start(1)
    if number == "X":
        return begin, ctx.anchor.isoformat() if clock else "PAST_REF" if back else "FUTURE_REF"
    n = -int(number) if back else int(number)
    if clock:
        return begin, ctx.anchor.isoformat()
    if unit == "D":
        return begin, (ctx.anchor + timedelta(days=n)).isoformat()
    if unit == "W":
        return begin, (ctx.anchor + timedelta(weeks=n)).isoformat()
    if unit == "M":
        return begin, days.month(ctx.anchor, n)
    return begin, str(ctx.anchor.year + n)
