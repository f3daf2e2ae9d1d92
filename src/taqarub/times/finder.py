"""Finds expressions of time in folded text: words that can begin one, patterns from there, the longest that has a value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from re import Match

from . import clock, hijri, periods, resolve
from .ago import reckon
from .context import Context
from .patterns import patterns
from .resolve import Value

Resolver = Callable[[Context, Match[str]], Value | None]
RESOLVERS: dict[str, Resolver] = {
    "numeric": resolve.numeric, "iso": resolve.iso, "range": resolve.date_range, "date": resolve.full_date,
    "daymonth": resolve.daymonth, "month": resolve.month, "hijri": hijri.hijri, "holiday": hijri.holiday,
    "nights": resolve.nights, "clock": clock.clock, "dayref": resolve.dayref, "weekday": resolve.weekday,
    "thispart": resolve.thispart, "thisday": resolve.thisday, "sameday": resolve.sameday, "thatday": resolve.thatday, "unitrel": periods.unitrel,
    "thisunit": periods.thisunit, "edgeunit": periods.edgeunit, "year": periods.year, "bareyear": periods.bareyear,
    "decade": periods.decade, "season": periods.season, "part": periods.part_of_year, "plural": periods.plural,
    "counted": periods.counted, "dual": periods.dual, "some": periods.some, "bare": periods.bare,
    "vague": periods.vague, "past": periods.past, "outbreak": periods.outbreak, "comingyears": periods.comingyears,
}  # fmt: skip
_WORD = re.compile(r"\w+")
_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "وك", "لل", "ولل")


def find(ctx: Context) -> Iterator[tuple[int, int, str, str, str]]:
    """Expressions in text order, none inside another.

    Yields:
        Start and end in the folded text, type, value, and the name of the pattern.
    """
    known, digits, text = patterns().starts, patterns().digits, ctx.text
    at = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < at:
            continue
        for begin, options in _candidates(word[0], start, known, digits):
            found = _best(ctx, begin, options)
            if found:
                yield found
                at = found[1]
                break


def _candidates(
    word: str, start: int, known: dict[str, tuple[re.Pattern[str], ...]], digits: tuple[re.Pattern[str], ...]
) -> Iterator[tuple[int, tuple[re.Pattern[str], ...]]]:
    if word[0].isdigit():
        yield start, digits
        return
    if word in known:
        yield start, known[word]
    if word[:2] == "ال" and word[2:3].isdigit():
        yield start + 2, digits
    first = word[0]
    if first not in "وفبلك" or len(word) < 3:
        return
    for cut in (1, 2, 3):
        if word[:cut] not in _CLITICS:
            continue
        rest = word[cut:]
        if (rest == "امس" and word[cut - 1] == "ل") or (rest == "غدا" and first == "ف"):
            continue  # لامس, touched; فغدا, and became
        if rest in known:
            yield start + cut, known[rest]
        elif rest[:1].isdigit():
            yield start + cut, digits
        elif word[:cut].endswith("لل") and "ال" + rest in known:
            yield start + cut, known["ال" + rest]
    if "\u0621" <= first <= "\u064a":
        bare = re.match(r"(\D+)\d{4}$", word)  # مارس2015
        if bare and bare[1] in known:
            yield start, known[bare[1]]


def _best(ctx: Context, begin: int, options: tuple[re.Pattern[str], ...]) -> tuple[int, int, str, str, str] | None:
    matches = [m for pattern in options if (m := pattern.match(ctx.text, begin)) and m.end() > begin]
    names = patterns().names
    for match in sorted(matches, key=lambda m: -m.end()):
        name = names[match.re]
        value = RESOLVERS[name](ctx, match)
        if value is None:
            continue
        start, end = match.start(), match.start() + len(match[0].rstrip(" ,،"))
        if match[0] == "الامس" and begin and ctx.text[begin - 1] == "ب":
            start += 2  # بالأمس
        if value[0] == "DURATION":
            reckoned = reckon(ctx, start, end, value[1])
            if reckoned:
                return reckoned[0], end, "DATE", reckoned[1], "ago"
        return start, end, value[0], value[1], name
    return None
