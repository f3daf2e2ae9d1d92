"""The files and their week."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from typing import NamedTuple

from sqlalchemy import func, select

from ...closeness import Shift
from ...store import Database, schema
from ...store.evidence import NEAR, levels_of
from ..desk import Desk, many_objects
from .ledger import moved
from .periods import Period, bounds

BINS = 12  # periods in a spark line
QUADS = ("material cooperation", "verbal cooperation", "verbal conflict", "material conflict")


class Headline(NamedTuple):
    """An article to link to."""

    id: str
    headline: str
    day: str | None
    outlet: str | None


class FileWeek(NamedTuple):
    """A file in a period.

    Attributes:
        articles, statements, events: how many; `before`: articles of the period before.
        quads: events by quad class, in the order of QUADS.
        spark: articles in each of the last BINS periods, the last one this.
        newest: the last article.
    """

    slug: str
    articles: int
    before: int
    statements: int
    events: int
    quads: list[int]
    spark: list[int]
    newest: Headline | None


class Totals(NamedTuple):
    """All articles of a period, whether on a file or not."""

    articles: int
    before: int
    outlets: int
    statements: int
    events: int


def overview(desk: Desk, database: Database, period: Period) -> tuple[Totals, list[FileWeek]]:
    """Totals, and the files with something in the last BINS periods, those with most articles first."""

    def make() -> tuple[Totals, list[FileWeek]]:
        spark, last = _sparks(database, period)
        held = bounds(database)
        whole = period.first <= held.first and held.last <= period.last
        said, done = _said(database, None if whole else period), _done(database, None if whole else period)
        newest = _headlines(database, last)
        found = []
        for slug, counts in spark.items():
            quads = [done[slug, quad] for quad in QUADS]
            found.append(FileWeek(slug, counts[-1], counts[-2], said[slug], sum(quads), quads, counts, newest.get(slug)))
        found.sort(key=lambda week: (-week.articles, -sum(week.spark), week.slug))
        return _totals(database, period), found

    return desk.kept(database, ("overview", period), make)


def moves_key(period: Period) -> Hashable:
    """Under which `moves` is kept."""
    return ("moves", period)


def moves(desk: Desk, database: Database, period: Period) -> dict[str, list[Shift]]:
    """The pairs that moved most since the period before, of each file with articles; of a large desk this takes a while."""

    def make() -> dict[str, list[Shift]]:
        slugs = [week.slug for week in overview(desk, database, period)[1] if week.articles]
        before = period.before()
        with many_objects():
            levels = levels_of(database, slugs, before.first, period.last, NEAR)
            return {slug: moved(database, slug, levels[slug], before, period) for slug in slugs}

    return desk.kept(database, moves_key(period), make)


def _sparks(database: Database, period: Period) -> tuple[dict[str, list[int]], dict[str, int]]:
    """Articles of each file in each of the last BINS periods; and the number of the last article of the period."""
    a, f = schema.articles.c, schema.files.c
    begin = period.before(BINS - 1).first
    query = select(f.file, a.day, func.count().label("n"), func.min(a.number).label("number"))
    query = query.join(schema.files, f.article == a.number)
    query = query.where(a.day >= begin, a.day <= period.last).group_by(f.file, a.day)
    starts = [period.before(n).first for n in range(BINS - 1, 0, -1)] + [period.first]
    found: defaultdict[str, list[int]] = defaultdict(lambda: [0] * BINS)
    last: dict[str, tuple[str, int]] = {}
    with database.reading() as connection:
        for row in connection.execute(query):
            found[row.file][sum(start <= row.day for start in starts) - 1] += row.n
            if row.day >= period.first and row.day > last.get(row.file, ("", 0))[0]:
                last[row.file] = (row.day, row.number)
    return found, {file: number for file, (_, number) in last.items()}


def _said(database: Database, period: Period | None) -> Counter[str]:
    """Statements by file, of a period or of all articles."""
    a, f, t = schema.articles.c, schema.files.c, schema.statements.c
    query = select(f.file, func.count().label("n")).select_from(schema.files).join(schema.statements, t.article == f.article)
    if period:
        query = query.join(schema.articles, f.article == a.number).where(a.day >= period.first, a.day <= period.last)
    with database.reading() as connection:
        return Counter({row.file: row.n for row in connection.execute(query.group_by(f.file))})


def _done(database: Database, period: Period | None) -> Counter[tuple[str, str]]:
    """Events by file and quad class, of a period or of all articles."""
    a, e = schema.articles.c, schema.events.c
    query = select(e.file, e.quad, func.count().label("n")).select_from(schema.events).where(e.file.is_not(None))
    if period:
        query = query.join(schema.articles, e.article == a.number).where(a.day >= period.first, a.day <= period.last)
    with database.reading() as connection:
        return Counter({(row.file, row.quad): row.n for row in connection.execute(query.group_by(e.file, e.quad))})


def _headlines(database: Database, numbers: Mapping[str, int]) -> dict[str, Headline]:
    """An article of each file, by its number."""
    a = schema.articles.c
    query = select(a.number, a.id, a.headline, a.day, a.outlet).where(a.number.in_(set(numbers.values())))
    with database.reading() as connection:
        found = {row.number: Headline(row.id, row.headline, row.day, row.outlet) for row in connection.execute(query)}
    return {file: found[number] for file, number in numbers.items()}


def _totals(database: Database, period: Period) -> Totals:
    a = schema.articles.c

    def within(days: Period):  # type: ignore[no-untyped-def]
        return a.day >= days.first, a.day <= days.last

    with database.reading() as connection:

        def count(query) -> int:  # type: ignore[no-untyped-def]
            return connection.execute(query).scalar() or 0

        articles, before = (
            count(select(func.count()).select_from(schema.articles).where(*within(p))) for p in (period, period.before())
        )
        every = articles == count(select(func.count()).select_from(schema.articles))
        outlets = count(select(func.count(a.outlet.distinct())).where(*(() if every else within(period))))
        rows = [
            count(select(func.count()).select_from(table) if every else
                  select(func.count()).select_from(schema.articles).join(table, table.c.article == a.number).where(*within(period)))
            for table in (schema.statements, schema.events)
        ]  # fmt: skip
    return Totals(articles, before, outlets, *rows)
