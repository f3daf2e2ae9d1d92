"""How what a search finds is spread over outlets, files, actors, types of events and months.

A number is how many articles the search finds with that value as its filter: of outlets, files, types and months in place of
those that are chosen, of actors besides them, as the filters of the command mean it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec
import numpy as np
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    cast,
    func,
    select,
    union,
)

from ...store import Database, Filters, schema
from ...store.search import numbers

SHOWN = 12  # values of a facet
CANDIDATES = 40  # actors that are counted exactly, of those named most
MANY = 3000  # articles found from which on some of them tell whom to count, who is then counted out of the indexes
FACETS = ("files", "actors", "types", "outlets", "months")
_CHOSEN: dict[str, dict[str, Any]] = {"outlets": {"outlets": ()}, "files": {"files": ()}, "types": {"types": ()}, "months": {"since": None, "until": None}}
_found = Table("taqarub_found", MetaData(), Column("number", Integer, primary_key=True), prefixes=["TEMPORARY"])
_all = select(_found.c.number)
Counted = list[tuple[str, int]]


class Facets(NamedTuple):
    """How many articles are found, and the values of each facet with most of them first; months in their order."""

    total: int
    files: Counted
    actors: Counted
    types: Counted
    outlets: Counted
    months: Counted

    def rows(self) -> list[dict[str, object]]:
        """One a line, for export."""
        return [
            {"facet": name.removesuffix("s"), "value": value, "articles": count}
            for name in FACETS
            for value, count in getattr(self, name)
        ]


def facets(database: Database, query: str, filters: Filters) -> Facets:
    """Count.

    Raises:
        TaqarubError: there is neither a word nor a filter.
    """
    counters: dict[str, Callable[[Connection, Filters], Counted]] = {
        "files": _files, "actors": _actors, "types": _types, "outlets": _outlets, "months": _months,
    }  # fmt: skip
    found: dict[str, Counted] = {}
    total = 0
    with database.reading() as connection:
        _found.create(connection, checkfirst=False)
        for name, count in counters.items():
            freed = msgspec.structs.replace(filters, **_CHOSEN.get(name, {}))
            if freed == filters:
                continue
            if query.strip() or freed != Filters():
                _fill(connection, database, query, freed)
                found[name] = count(connection, freed)
            else:  # the only filter: there is no search without it
                found[name] = []
        total = _fill(connection, database, query, filters)
        for name, count in counters.items():
            if name not in found:
                found[name] = count(connection, filters)
        _found.drop(connection)
    return Facets(total, *(found[name] for name in FACETS))


def total(database: Database, query: str, filters: Filters) -> int:
    """How many articles a search finds.

    Raises:
        TaqarubError: there is neither a word nor a filter.
    """
    with database.reading() as connection:
        found = numbers(database, query, filters).subquery()
        return connection.execute(select(func.count()).select_from(found)).scalar() or 0


def _fill(connection: Connection, database: Database, query: str, filters: Filters) -> int:
    connection.execute(_found.delete())
    connection.execute(_found.insert().from_select(["number"], numbers(database, query, filters)))
    return connection.execute(select(func.count()).select_from(_found)).scalar() or 0


def _counted(connection: Connection, query: Select) -> Counted:
    return [(row[0], row[1]) for row in connection.execute(query)]


def _most(query: Select, value: Any, count: Any, limit: int = SHOWN) -> Select:
    return query.group_by(value).order_by(count.desc(), value).limit(limit)


def _outlets(connection: Connection, filters: Filters) -> Counted:
    a = schema.articles.c
    query = select(a.outlet, func.count()).where(a.number.in_(_all)).where(a.outlet.is_not(None))
    return _counted(connection, _most(query, a.outlet, func.count()))


def _files(connection: Connection, filters: Filters) -> Counted:
    f = schema.files.c
    query = select(f.file, func.count()).where(f.article.in_(_all))
    return _counted(connection, _most(query, f.file, func.count()))


def _months(connection: Connection, filters: Filters) -> Counted:
    a = schema.articles.c
    month = func.substr(a.day, 1, 7)
    query = select(month, func.count()).where(a.number.in_(_all)).where(a.day.is_not(None))
    return _counted(connection, query.group_by(month).order_by(month))


def _types(connection: Connection, filters: Filters) -> Counted:
    """Articles with an event of each type; with actors, of one of them, as the filter has it."""
    e, s = schema.events.c, schema.sides.c
    count, kind = func.count(e.article.distinct()), _each(e.type)
    query = select(kind, count).where(e.article.in_(_all))
    codes = [actor for actor in filters.actors if actor.isupper()]
    if codes:
        query = query.join(schema.sides, (s.article == e.article) & (s.position == e.position)).where(s.code.in_(codes))
    return _counted(connection, _most(query, kind, count, 20))


def _actors(connection: Connection, filters: Filters) -> Counted:
    """Codes, and names of people, that are named most; then counted as the filter counts: named or acting."""
    m, s = schema.mentions.c, schema.sides.c
    count = func.count()  # of their names: it only chooses
    code, name = _each(m.code), _each(m.name)
    step = (connection.execute(select(func.count()).select_from(_found)).scalar() or 0) // MANY + 1
    some = _all.where(_found.c.number % step == 0) if step > 1 else _all
    named = select(code, count).where(m.article.in_(some)).where(code != "")
    people = select(name, count).where(m.article.in_(some)).where(m.type == "PER", code != "")
    found = _counted(connection, _most(named, code, count, CANDIDATES)) + _counted(connection, _most(people, name, count))
    keys = [key for key, _ in found if key not in filters.actors]
    if not keys:
        return []
    if step > 1:
        return _exact(connection, keys)
    both = union(
        select(m.article, m.code.label("key")).where(m.article.in_(_all)).where(_each(m.code).in_(keys)),
        select(m.article, m.name.label("key")).where(m.article.in_(_all)).where(_each(m.name).in_(keys)),
        select(s.article, s.code.label("key")).where(s.article.in_(_all)).where(_each(s.code).in_(keys)),
    ).subquery()
    exact = select(both.c.key, func.count()).group_by(both.c.key).order_by(func.count().desc(), both.c.key).limit(2 * SHOWN)
    return _counted(connection, exact)


def _exact(connection: Connection, keys: list[str]) -> Counted:
    """In how many of the articles found each actor is named or acts, out of the indexes alone: a bit an article."""
    m, s = schema.mentions.c, schema.sides.c
    found = _numbers(connection.execute(select(func.aggregate_strings(cast(_found.c.number, Text), ","))).scalar())
    last = max(int(found.max()), connection.execute(select(func.max(schema.articles.c.number))).scalar() or 0)
    there = np.zeros(last + 1, dtype=bool)
    there[found] = True
    named = {key: np.zeros(last + 1, dtype=bool) for key in keys}
    for article, column in ((m.article, m.code), (m.article, m.name), (s.article, s.code)):
        query = select(column, func.aggregate_strings(cast(article, Text), ",")).where(column.in_(keys)).group_by(column)
        for key, told in connection.execute(query):
            named[key][_numbers(told)] = True
    counts = [(key, int(np.count_nonzero(those & there))) for key, those in named.items()]
    return sorted((pair for pair in counts if pair[1]), key=lambda pair: (-pair[1], pair[0]))[: 2 * SHOWN]


def _numbers(told: str | None) -> np.ndarray:
    """Numbers of articles, out of one text: one row is read many times as fast as thousands."""
    return np.fromstring(told, dtype=np.int64, sep=",") if told else np.zeros(0, dtype=np.int64)


def _each(column: Column) -> ColumnElement[str]:
    """A column that no index is used for: what was found is looked through, not all articles with a code."""
    return column.concat("")
