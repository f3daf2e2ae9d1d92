"""The day of publication: read out of a line that is there to tell it, never out of the story."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache

from hijridate import Hijri

from ..language.normal import fold
from .lexicon import rows

_ISO = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?:[tT ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?([zZ]|[+-]\d{2}:?\d{2})?)?(?!\d)")
_NUMBERS = re.compile(r"(?<![\d.,/-])(\d{1,4}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{1,2})(?![\d/-])")
_UPDATED = re.compile(r"تحديث|updated|modified")
_PUBLISHED = re.compile(r"نشر|تاريخ|صدر|published|posted|بتاريخ")
_REST = re.compile(
    r"(?:ال)?(?:سبت|احد|اثنين|اتنين|ثلاثاء|تلاتاء|اربعاء|خميس|جمعه)|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|"
    r"نشر(?:ت|ه)?|منشور|تم النشر|النشر|تاريخ|التاريخ|بتاريخ|في|يوم|صدر|كتب|اضيف|اخر|تحديث|التحديث|تم|الساعه|الموافق|الموافقه|"
    r"بتوقيت|توقيت|غرينتش|جرينتش|غرينيتش|غرينتش|مكه المكرمه|مكه|القاهره|الرياض|ابوظبي|بيروت|gmt|utc|"
    r"صباحا|مساء|ظهرا|عصرا|فجرا|\bam\b|\bpm\b|published|posted|updated|last|date|\bon\b|\bat\b|"
    r"(?<![^\W\d])(?:ص|م|هـ?)(?![^\W\d])|\d{1,2}:\d{2}(?::\d{2})?"
)
_LETTERS = re.compile(r"[^\W_]")
_LONGEST = 160  # a line that tells the date and no more is short


@cache
def _months() -> tuple[dict[str, int], dict[str, int]]:
    """Folded names to numbers, Gregorian and Hijri."""
    calendars: dict[str, dict[str, int]] = {"g": {}, "h": {}}
    for row in rows("months.tsv"):
        number, calendar, names = row.split("\t")
        calendars[calendar] |= {fold(name.strip()).lower(): int(number) for name in names.split(",")}
    return calendars["g"], calendars["h"]


def is_month(word: str) -> bool:
    """Whether a word is the name of a month, in any of the calendars' names."""
    gregorian, hijri = _months()
    return fold(word).lower() in gregorian or fold(word).lower() in hijri


def _either(names: dict[str, int]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + ")"


@cache
def _written() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns of a date in words: day first, month first (both Gregorian), Hijri."""
    gregorian, hijri = (_either(names) for names in _months())
    second = rf"(?: ?[/(،,-]? ?{gregorian} ?\)?)?"  # شباط/فبراير, or just a space as the BBC writes it
    era = r"(?: ?(?:م|ميلادي|ميلاديه)(?!\w))?"
    day_first = rf"(?<!\d)(\d{{1,2}}) ?(?:من )?(?:شهر )?({gregorian}){second} ?[/،,-]? ?(?:من )?(?:عام |سنه )?(\d{{4}})(?!\d){era}"
    month_first = rf"(?<!\w)({gregorian}){second} (\d{{1,2}})(?:st|nd|rd|th)? ?[،,]? ?(\d{{4}})(?!\d){era}"
    islamic = rf"(?<!\d)(\d{{1,2}}) ?(?:من )?(?:شهر )?({hijri}) ?[/،,-]? ?(?:من )?(?:عام |سنه )?(1[34]\d{{2}})(?!\d)(?: ?ه(?!\w))?"
    return re.compile(day_first), re.compile(month_first), re.compile(islamic)


def _day(year: int, month: int, day: int) -> str | None:
    """The ISO form of a day; a year of the 14th or 15th century is Hijri. None where there is no such day."""
    try:
        if 1343 <= year <= 1500:
            return Hijri(year, month, day).to_gregorian().isoformat()
        return date(year, month, day).isoformat() if 1900 <= year <= 2100 else None
    except (ValueError, OverflowError):
        return None


def _of_numbers(match: re.Match[str]) -> str | None:
    """A date in numbers: year first, or else day first as Arabic writes it, unless only the month can be first."""
    first, middle, last = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == 4:
        return _day(first, middle, last)
    if len(match[4]) != 4 or len(match[1]) > 2:
        return None
    return _day(last, middle, first) if middle <= 12 else _day(last, first, middle)


def _stamp(match: re.Match[str]) -> str | None:
    """An ISO date, with its time when one stands behind a T."""
    stamp = match[0].upper()
    text = stamp if match[2] and "T" in stamp else match[1]
    try:
        datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    year, month, day = map(int, match[1].split("-"))
    iso = _day(year, month, day)
    return iso if iso is None or iso != match[1] else text


def find_dates(folded: str) -> list[tuple[int, int, str, bool]]:
    """All full dates of a folded, lower-case text: (start, end, ISO form, whether it was given in the Hijri calendar)."""
    gregorian, hijri = _months()
    found: list[tuple[int, int, str | None, bool]] = []
    day_first, month_first, islamic = _written()
    found += [(*m.span(), _stamp(m), False) for m in _ISO.finditer(folded)]
    found += [(*m.span(), _day(int(m[3]), gregorian[m[2]], int(m[1])), False) for m in day_first.finditer(folded)]
    found += [(*m.span(), _day(int(m[3]), gregorian[m[1]], int(m[2])), False) for m in month_first.finditer(folded)]
    found += [(*m.span(), _day(int(m[3]), hijri[m[2]], int(m[1])), True) for m in islamic.finditer(folded)]
    for m in _NUMBERS.finditer(folded):
        found.append((*m.span(), _of_numbers(m), any(g.startswith(("13", "14")) and len(g) == 4 for g in (m[1], m[4]))))
    kept: list[tuple[int, int, str, bool]] = []
    for start, end, iso, islamic_year in found:
        if iso and not any(start < b and a < end for a, b, _, _ in kept):
            kept.append((start, end, iso, islamic_year))
    return sorted(kept)


def parse_date(text: str) -> str | None:
    """The first full date in a text as ISO 8601, or None.

    Reads 2021-06-22, 2021-06-22T10:00:00Z (the time is kept), 22/06/2021, ٢٢ حزيران/يونيو ٢٠٢١, June 22, 2021 and
    Hijri dates; where both calendars are given the Gregorian one counts. Day comes before month in 03/01/2017.
    """
    dates = find_dates(fold(text[:2000]).lower())
    ordered = sorted(dates, key=lambda found: found[3])  # stable: Gregorian first
    return ordered[0][2] if ordered else None


def line_date(line: str) -> tuple[int, str] | None:
    """The date of a line that is there to tell the date, with its rank: 0 published, 1 bare, 2 updated.

    None for a line that says anything beside the date, its weekday, its hour and words such as نشر في.
    """
    if len(line) > _LONGEST:
        return None
    folded = fold(line).lower()
    dates = find_dates(folded)
    if not dates:
        return None
    rest, last = [], 0
    for start, end, _, _ in dates:
        rest.append(folded[last:start])
        last = end
    rest.append(folded[last:])
    if _LETTERS.search(_REST.sub(" ", " ".join(rest))):
        return None
    iso = min(dates, key=lambda found: found[3])[2]
    updated, published = _UPDATED.search(folded), _PUBLISHED.search(folded)
    if updated and not (published and published.start() < updated.start()):
        return 2, iso
    return (0 if published else 1), iso
