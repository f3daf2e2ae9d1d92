"""Values of dates: days, weekdays, months, years, by the day of writing."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from re import Match

from . import days
from .context import Context
from .lexicon import alternatives, lexicon

Value = tuple[str, str]  # type, value


def squeeze(text: str) -> str:
    """One space between words, as the lexicon has them."""
    return " ".join(text.split())


def shift_of(m: Match[str]) -> int | None:
    """-1, 0 or 1 for الماضي, الجاري, المقبل; None without such a word."""
    word = m.groupdict().get("rel")
    return None if word is None else lexicon().shift[word]


def month_of(text: str) -> int:
    """The number of a month, named once or twice."""
    first = squeeze(re.split(r"[/(\-]", text)[0])
    months = lexicon().months
    while first not in months and " " in first:  # يوليو تموز
        first = first.rpartition(" ")[0]
    return months[first]


def day_of(text: str) -> int | None:
    """The number of a day, in digits or as an ordinal."""
    text = squeeze(text)
    number = int(text) if text.isdigit() else lexicon().ordinals[text]
    return number if 1 <= number <= 31 else None


def part_of(text: str | None) -> str:
    """The ending of a value for a part of the day."""
    if not text:
        return ""
    return lexicon().parts[squeeze(text)]


def typed(value: str) -> Value:
    """A value with its type."""
    return ("TIME" if "T" in value else "DATE"), value


def weekday_date(ctx: Context, number: int, shift: int | None, start: int, end: int) -> date | None:
    """The day that a weekday names: the last one up to the day of writing, or the next one in a future context."""
    anchor = ctx.anchor
    if anchor is None:
        return None
    if shift == -1:
        return days.last_weekday(anchor, number, before=True)
    if shift == 1 or (shift is None and number != anchor.isoweekday() and ctx.ahead(start, weekday=True)):
        return days.next_weekday(anchor, number)
    return days.last_weekday(anchor, number)


def weekday(ctx: Context, m: Match[str]) -> Value | None:
    number = lexicon().weekdays[squeeze(m["wd"])]
    found = weekday_date(ctx, number, shift_of(m), m.start(), m.end())
    if found is None:
        return None
    ctx.last = found
    return typed(found.isoformat() + part_of(m["part"]))


def day_told(text: str, day: date) -> date:
    """The day on which a text was written, by its first اليوم الثلاثاء or أمس الاثنين.

    Pages are dated by when they were fetched or changed, days after their text: a weekday in the text wins.

    Args:
        text: folded text.
        day: the day of publication as the page has it.
    """
    found = told().search(text)
    if found is None:
        return day
    shift = -1 if "امس" in found[0] else 0
    number = (lexicon().weekdays[squeeze(found["wd"])] - shift - 1) % 7 + 1
    return days.last_weekday(day, number)


@cache
def told() -> re.Pattern[str]:
    """The pattern of `day_told`."""
    weekday = alternatives(lexicon().weekdays)
    return re.compile(rf"(?<!\w)[وفب]?(?:اليوم|امس)\s*[(،]?\s?(?P<wd>{weekday})(?!\w)")


def dayref(ctx: Context, m: Match[str]) -> Value | None:
    """اليوم, أمس, غدا; a weekday beside it wins over the day of writing, and moves what اليوم means from here on."""
    if ctx.day is None or ctx.anchor is None:
        return None
    if not m["part"] and ctx.before(m.start()) in lexicon().contexts["name_before"]:
        return None
    shift = lexicon().days[squeeze(m["day"])]
    if m[0] == "اليوم" and _no_today(ctx, m):
        return None
    found = ctx.anchor + timedelta(days=shift)
    if m["wd"]:
        number = lexicon().weekdays[squeeze(m["wd"])]
        if found.isoweekday() != number:
            found = days.next_weekday(ctx.day, number) if shift > 0 else days.last_weekday(ctx.day, number)
            if shift == 0:
                ctx.anchor = found
    ctx.last = found
    return typed(found.isoformat() + part_of(m["part"]))


def _no_today(ctx: Context, m: Match[str]) -> bool:
    """اليوم الوطني, اليوم الأول, ساعتين في اليوم: another day, or any."""
    words = lexicon().contexts
    after = re.match(r"\s+(\w+)", ctx.text[m.end() : m.end() + 20])
    if after and after[1] in words["after_day"]:
        return True
    return ctx.before(m.start()) in ("في", "ذلك", "نفس") and not after


def nights(ctx: Context, m: Match[str]) -> Value | None:
    number = lexicon().weekdays[squeeze(m["wd"])]
    if ctx.anchor is None:
        return None
    second = days.last_weekday(ctx.anchor, number % 7 + 1)
    return "TIME", (second - timedelta(days=1)).isoformat() + ("TEV" if m[0].startswith("مساء") else "TNI")


def thispart(ctx: Context, m: Match[str]) -> Value | None:
    if ctx.anchor is None:
        return None
    if m["last"]:
        return "TIME", (ctx.anchor - timedelta(days=1)).isoformat() + "TNI"
    ending = {"الصباح": "TMO", "المساء": "TEV"}.get(m["this"] or "", "TNI")
    return "TIME", ctx.anchor.isoformat() + ending


def thisday(ctx: Context, m: Match[str]) -> Value | None:
    return ("DATE", ctx.anchor.isoformat()) if ctx.anchor else None


def thatday(ctx: Context, m: Match[str]) -> Value | None:
    """The day named last, or the one after it."""
    if ctx.last is None:
        return None
    return "DATE", (ctx.last + timedelta(days=1 if m["next"] else 0)).isoformat()


def sameday(ctx: Context, m: Match[str]) -> Value | None:
    last = ctx.last or ctx.anchor
    return ("DATE", f"{m['y']}-{last.month:02d}-{last.day:02d}") if last else None


def year_of_month(ctx: Context, m: Match[str], number: int, shift: int | None) -> int | None:
    """The year of a month without one."""
    ref = ctx.anchor
    named = ctx.year if ctx.year and m.start() < ctx.year[1] else None
    if ref is None:
        return named[0] if named else None
    if shift == -1:
        return ref.year if number < ref.month else ref.year - 1
    if shift == 1:
        return ref.year if number > ref.month else ref.year + 1
    if shift == 0:
        return ref.year
    if named and abs(named[0] - ref.year) > 1:
        return named[0]
    gap = (number - ref.month) % 12
    if gap == 0:
        return ref.year
    if gap <= 9 and ctx.ahead_around(m.start(), m.end()):
        return ref.year + (number < ref.month)
    return ref.year - (number > ref.month)


def month(ctx: Context, m: Match[str]) -> Value | None:
    number = month_of(m["m"])
    if re.search(r"\d\s+(?:من\s+)?$", ctx.text[max(0, m.start() - 8) : m.start()]):
        return None  # the month of a date that is none
    if not (m["y"] or m["rel"] or m["edge"] or re.search(r"[/(-]|شهر", m[0])) and _doubtful(ctx, m):
        return None
    year = int(m["y"]) if m["y"] else year_of_month(ctx, m, number, shift_of(m))
    if year is None:
        return None
    if m["y"]:
        ctx.year = (year, ctx.sentence(m.start())[1])
    return "DATE", f"{year}-{number:02d}"


def _doubtful(ctx: Context, m: Match[str]) -> bool:
    """Whether a month's name alone is more likely a surname, a verb or another word."""
    name, words = squeeze(m["m"]), lexicon().contexts
    return name in words["never_alone"] or (name in words["doubtful"] and not ctx.leads(m.start(), "month_lead"))


def full_date(ctx: Context, m: Match[str]) -> Value | None:
    """A day and a month. Without a year the nearest such day is meant."""
    number, day = month_of(m["m"]), day_of(m["d"])
    if day is None:
        return None
    lead = ctx.before(m.start())
    if m.groupdict().get("every"):
        return "SET", f"XXXX-{number:02d}-{day:02d}"
    if not m["d"].isdigit() and lead in lexicon().contexts["piece_before"]:
        return None  # الأسبوع الأول من يوليو
    if not m["y"] and lead in lexicon().contexts["group_before"]:
        return None  # a movement or an alliance named after a day
    known = lexicon().named_days.get((number, day))
    if known and not m["y"] and lead in known[1]:
        return "DATE", known[0]
    ref, shift = ctx.anchor, shift_of(m)
    if m["y"]:
        year: int | None = int(m["y"])
        ctx.year = (int(m["y"]), ctx.sentence(m.start())[1])
    elif ref is None:
        year = ctx.year[0] if ctx.year and m.start() < ctx.year[1] else None
    else:
        named = ctx.year if ctx.year and m.start() < ctx.year[1] and abs(ctx.year[0] - ref.year) > 1 else None
        options = [d for y in (ref.year - 1, ref.year, ref.year + 1) if (d := days.safe(y, number, day))]
        if shift == -1:
            options = [d for d in options if d <= ref]
        elif shift == 1:
            options = [d for d in options if d >= ref]
        elif shift == 0:
            options = [d for d in options if d.year == ref.year]
        best = days.nearest(options, ref)
        year = named[0] if named else best.year if best else None
    found = days.safe(year, number, day) if year else None
    if found is None:
        return None
    ctx.last = found
    head = m[0][: m.start("d") - m.start()]
    part = next((v for k, v in lexicon().parts.items() if re.match(rf"{k}\s", head)), "")
    if ctx.day and "اليوم" in head and abs((found - ctx.day).days) < 8:
        ctx.anchor = found
    return typed(found.isoformat() + part)


def date_range(ctx: Context, m: Match[str]) -> Value | None:
    first = full_date(ctx, m)
    second = day_of(m["d2"])
    if first is None or second is None:
        return None
    return "DATE", f"{first[1]}/{first[1][:8]}{second:02d}"


def daymonth(ctx: Context, m: Match[str]) -> Value | None:
    day = day_of(m["d"])
    if ctx.anchor is None or day is None:
        return None
    return "DATE", f"{days.month(ctx.anchor, shift_of(m) or 0)}-{day:02d}"


def numeric(ctx: Context, m: Match[str]) -> Value | None:
    d, n, y = int(m["d"]), int(m["m"]), int(m["y"])
    if n > 12 >= d:
        d, n = n, d
    if 1300 <= y <= 1500 and m["h"] != "م":
        found = days.from_hijri(y, n, d)
    else:
        found = days.safe(y, n, d) if 1000 <= y <= 2100 else None
    if found:
        ctx.last = found
    return ("DATE", found.isoformat()) if found else None


def iso(ctx: Context, m: Match[str]) -> Value | None:
    found = days.safe(int(m["y"]), int(m["m"]), int(m["d"]))
    return ("DATE", found.isoformat()) if found else None
