"""Placing the articles of a database in stories, day after day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from sqlalchemy import Connection, Select, delete, func, or_, select, update

from ..records import from_json
from ..stories.clusterer import Assignment, Clusterer, rename
from ..stories.sketch import sketch
from . import schema
from .database import Database
from .queries import AT_ONCE

_REACH = 7  # days around a new article that the window holds (Settings.copy_days)
_TOGETHER = 2000  # articles of a transaction, or those of a day
_UNDATED = 2000  # the last articles without a day among which another one is placed

_PLACED = schema.articles.outerjoin(schema.stories, schema.stories.c.article == schema.articles.c.number)
_NEW = or_(schema.stories.c.digest.is_(None), schema.stories.c.digest != schema.articles.c.digest)
_COLUMNS = select(
    schema.articles.c.number, schema.articles.c.id, schema.articles.c.day, schema.articles.c.digest, schema.articles.c.record,
    schema.stories.c.story, schema.stories.c.copy_of, schema.stories.c.score, schema.stories.c.reason,
).select_from(_PLACED)  # fmt: skip


def place(database: Database, on_progress: Callable[[int], None] = lambda placed: None) -> int:
    """Place the articles that are in no story yet, or changed since; returns how many.

    Day after day, some thousand articles a transaction: memory holds the days of the window alone, and a run that is
    killed goes on where it stood.

    Args:
        database: open for writing.
        on_progress: told after each transaction how many articles have been placed.

    Raises:
        DatabaseError: it cannot be written; what was committed is placed.
    """
    with database.transaction() as connection:
        _forget_changed(connection)
        new = select(schema.articles.c.day, func.count()).select_from(_PLACED).where(_NEW).group_by(schema.articles.c.day)
        days = {row[0]: row[1] for row in connection.execute(new)}
        last = connection.execute(select(func.max(schema.articles.c.day))).scalar()
    run = _Run(last)
    placed = 0
    for group in _groups(days):
        with database.transaction() as connection:
            for day in group:
                run.place(connection, day)
        placed += sum(days[day] for day in group)
        on_progress(placed)
    return placed


def _forget_changed(connection: Connection) -> None:
    """Take an article that has changed out of its story; where it gave this its name, or was copied, the others, too."""
    a, s = schema.articles.c, schema.stories.c
    changed = select(a.number, a.id).select_from(_PLACED).where(s.digest != a.digest)
    for row in connection.execute(changed).all():
        gone = (s.article == row.number) | (s.story == row.id) | (s.copy_of == row.id)
        connection.execute(delete(schema.stories).where(gone))


def _groups(days: dict[str | None, int]) -> Iterator[list[str | None]]:
    """Days in order, those without one last, in groups of some thousand articles."""
    group: list[str | None] = []
    size = 0
    for day in sorted(days, key=lambda day: (day is None, day)):
        group.append(day)
        size += days[day]
        if size >= _TOGETHER:
            yield group
            group, size = [], 0
    if group:
        yield group


class _Run:
    """Articles placed day after day, among those of the days around that were placed before."""

    def __init__(self, last: str | None):
        self.last = last  # day of what has none
        self.clusterer = Clusterer()
        self.seeded = ""  # up to this day what was placed before is in the window
        self.numbers: dict[str, tuple[str, int, str]] = {}  # id -> day, number, digest, of the window's articles

    def place(self, connection: Connection, day: str | None) -> None:
        """Place what is new of a day."""
        a = schema.articles.c
        around = day or self.last
        if around:
            self._seed(connection, around)
        if day is None:
            self._seed_undated(connection)
        found: dict[str, Assignment] = {}
        query = _COLUMNS.where(a.day == day, _NEW).order_by(a.number)
        for row in connection.execute(query.execution_options(yield_per=AT_ONCE)):
            self.numbers[row.id] = (around or "", row.number, row.digest)
            found.update((one.id, one) for one in self.clusterer.add(sketch(from_json(row.record))))
        self._write(connection, found)
        if around:
            first = _shifted(around, -_REACH)
            self.numbers = {id: row for id, row in self.numbers.items() if row[0] >= first}

    def _seed(self, connection: Connection, day: str) -> None:
        a = schema.articles.c
        begin, end = max(self.seeded, _shifted(day, -_REACH - 1)), _shifted(day, _REACH)
        if end > begin:
            self._put_in(connection, _COLUMNS.where(a.day > begin, a.day <= end, ~_NEW).order_by(a.day, a.number))
            self.seeded = end

    def _seed_undated(self, connection: Connection) -> None:
        a = schema.articles.c
        self._put_in(connection, _COLUMNS.where(a.day.is_(None), ~_NEW).order_by(a.number.desc()).limit(_UNDATED))

    def _put_in(self, connection: Connection, query: Select) -> None:
        for row in connection.execute(query.execution_options(yield_per=AT_ONCE)):
            self.numbers[row.id] = (row.day or self.last or "", row.number, row.digest)
            known = Assignment(id=row.id, story=row.story, copy_of=row.copy_of, score=row.score or 0.0, reason=row.reason or "")
            self.clusterer.seed(sketch(from_json(row.record)), known)

    def _write(self, connection: Connection, found: dict[str, Assignment]) -> None:
        renamed, self.clusterer.renamed = self.clusterer.renamed, []
        rows = [
            {"article": self.numbers[one.id][1], "digest": self.numbers[one.id][2], "story": one.story,
             "copy_of": one.copy_of, "score": one.score, "reason": one.reason}
            for one in rename(found, renamed).values()
        ]  # fmt: skip
        s = schema.stories.c
        for start in range(0, len(rows), AT_ONCE):
            part = rows[start : start + AT_ONCE]
            connection.execute(delete(schema.stories).where(s.article.in_([row["article"] for row in part])))
            connection.execute(schema.stories.insert(), part)
        for young, old in renamed:
            connection.execute(update(schema.stories).where(s.story == young).values(story=old))


def _shifted(day: str, by: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
    except (ValueError, OverflowError):  # a day that is none, or at the end of the calendar
        return day
