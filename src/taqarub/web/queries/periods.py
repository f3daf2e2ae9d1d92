"""Days and periods that a page is about."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import func, select

from ...store import Database, schema


class Bounds(NamedTuple):
    """What the database holds: first and last day of publication ("" without any), and how many articles."""

    first: str
    last: str
    articles: int


class Period(NamedTuple):
    """Days from `first` to `last`, both included."""

    first: str
    last: str

    @property
    def days(self) -> int:
        """How many."""
        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days + 1

    def before(self, times: int = 1) -> Period:
        """As many days just before these, `times` periods back."""
        return Period(shift(self.first, -self.days * times), shift(self.first, -1 - self.days * (times - 1)))


def bounds(database: Database) -> Bounds:
    """First and last day, and the number of articles."""
    a = schema.articles.c
    with database.reading() as connection:
        first = connection.execute(select(func.min(a.day))).scalar()
        last = connection.execute(select(func.max(a.day))).scalar()
        count = connection.execute(select(func.count(a.number))).scalar()
    return Bounds(first or "", last or "", count or 0)


def shift(day: str, days: int) -> str:
    """The day so many days later; the calendar's first or last day where that would leave it."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return (date.min if days < 0 else date.max).isoformat()


def day_or(value: str | None, default: str) -> str:
    """An ISO day as a visitor gave it, or the default where it is none."""
    try:
        return date.fromisoformat(value or "").isoformat()
    except ValueError:
        return default


def ending(last: str, days: int) -> Period:
    """So many days up to a day."""
    return Period(shift(last, 1 - days), last)
