"""Arithmetic of days, weeks, months and Hijri dates, and how values are written."""

from __future__ import annotations

from datetime import date, timedelta

from hijridate import Gregorian, Hijri


def week(day: date) -> str:
    """The ISO week of a day, "2018-W19"."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def month(day: date, shift: int = 0) -> str:
    """The month of a day, moved by some months, "2018-05"."""
    index = day.year * 12 + day.month - 1 + shift
    return f"{index // 12}-{index % 12 + 1:02d}"


def safe(year: int, number: int, day: int) -> date | None:
    """A day, or None where the calendar has no such day."""
    try:
        return date(year, number, day)
    except ValueError:
        return None


def last_weekday(day: date, number: int, before: bool = False) -> date:
    """The last such weekday up to a day; with `before`, strictly before it."""
    gap = (day.isoweekday() - number) % 7
    return day - timedelta(days=gap or (7 if before else 0))


def next_weekday(day: date, number: int) -> date:
    """The next such weekday after a day."""
    return day + timedelta(days=(number - day.isoweekday() - 1) % 7 + 1)


def from_hijri(year: int, number: int, day: int) -> date | None:
    """The Gregorian day of a Hijri date (Umm al-Qura, package hijridate), or None out of its years 1343-1500."""
    try:
        g = Hijri(year, number, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(g.year, g.month, g.day)


def hijri_year(day: date) -> int | None:
    """The Hijri year of a Gregorian day, or None out of range."""
    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None


def nearest(days: list[date], to: date) -> date | None:
    """The day that lies nearest to another."""
    return min(days, key=lambda d: abs((d - to).days), default=None)
