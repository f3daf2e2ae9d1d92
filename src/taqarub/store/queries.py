"""What other rooms ask of the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Select, and_, func, or_, select

from ..records import Record, from_json
from . import schema
from .database import Database

AT_ONCE = 500  # rows fetched together


class Filters(msgspec.Struct, kw_only=True, frozen=True):
    """Which articles. Several actors: all of them must be named in it; several of the others: any of them.

    Attributes:
        actors: codes (RUS) or English names (Sergey Lavrov), of those named or acting.
        outlets: names of outlets.
        files: slugs of files.
        types: PLOVER types of events; with actors, an event of that type with one of them on a side.
        since, until: days of publication, YYYY-MM-DD, both included.
    """

    actors: Sequence[str] = ()
    outlets: Sequence[str] = ()
    files: Sequence[str] = ()
    types: Sequence[str] = ()
    since: str | None = None
    until: str | None = None


def matching(query: Select, filters: Filters) -> Select:
    """The query, which selects from articles, held to the filters."""
    a = schema.articles.c
    if filters.outlets:
        query = query.where(a.outlet.in_(filters.outlets))
    if filters.since:
        query = query.where(a.day >= filters.since)
    if filters.until:
        query = query.where(a.day <= filters.until)
    if filters.files:
        f = schema.files.c
        query = query.where(a.number.in_(select(f.article).where(f.file.in_(filters.files))))
    for actor in filters.actors:
        query = query.where(a.number.in_(_of_actor(actor)))
    if filters.types:
        query = query.where(a.number.in_(_of_types(filters)))
    return query


def _of_actor(actor: str) -> Any:
    """Articles in which an actor is named, or acts without being named (موسكو, العاهل الأردني)."""
    m, s = schema.mentions.c, schema.sides.c
    named = select(m.article).where(or_(m.code == actor, m.name == actor))
    return named.union(select(s.article).where(s.code == actor))


def _of_types(filters: Filters) -> Any:
    e, s = schema.events.c, schema.sides.c
    query = select(e.article).where(e.type.in_([name.upper() for name in filters.types]))
    codes = [actor for actor in filters.actors if actor.isupper()]
    if codes:
        same = and_(s.article == e.article, s.position == e.position)
        query = query.where(select(s.code).where(same, s.code.in_(codes)).exists())
    return query


def records(database: Database, filters: Filters | None = None) -> Iterator[Record]:
    """Records in the order in which they were stored, one at a time in memory."""
    query = matching(select(schema.articles.c.record), filters or Filters()).order_by(schema.articles.c.number)
    with database.reading() as connection:
        for row in connection.execute(query.execution_options(yield_per=AT_ONCE)):
            yield from_json(row.record)


def meeting(a: str, b: str) -> Select:
    """Selects the numbers of the articles that have an event with one of two actors on either side."""
    one, other = schema.sides.alias(), schema.sides.alias()
    same = and_(one.c.article == other.c.article, one.c.position == other.c.position, one.c.side != other.c.side)
    return select(one.c.article).join(other, same).where(one.c.code == a, other.c.code == b)


def between(database: Database, a: str, b: str) -> Iterator[Record]:
    """Records with an event that has one of two actors on the one side and the other on the other, as they were stored."""
    c = schema.articles.c
    with database.reading() as connection:
        for row in connection.execute(select(c.record).where(c.number.in_(meeting(a, b))).order_by(c.number)):
            yield from_json(row.record)


def record(database: Database, id: str) -> Record | None:
    """The record of an article as it is now, or None."""
    with database.reading() as connection:
        found = connection.execute(select(schema.articles.c.record).where(schema.articles.c.id == id)).scalar()
    return from_json(found) if found else None


def old_versions(database: Database, id: str) -> list[Record]:
    """What an article was before it changed, the oldest first."""
    v, a = schema.versions.c, schema.articles.c
    query = select(v.record).join(schema.articles, a.number == v.article).where(a.id == id).order_by(v.version)
    with database.reading() as connection:
        return [from_json(row.record) for row in connection.execute(query)]


class FailureRow(msgspec.Struct, kw_only=True):
    """An input that could not be read: what the user named, the part of it, and why."""

    source: str
    origin: str
    reason: str


def failures(database: Database) -> Iterator[FailureRow]:
    """What could not be read, by source and origin."""
    f = schema.failures.c
    with database.reading() as connection:
        query = select(f.source, f.origin, f.reason).order_by(f.source, f.origin)
        for row in connection.execute(query.execution_options(yield_per=AT_ONCE)):
            yield FailureRow(source=row.source, origin=row.origin, reason=row.reason)


def counts(database: Database) -> dict[str, int]:
    """Rows of each table."""
    tables = (schema.articles, schema.versions, *schema.BY_ARTICLE, schema.failures)
    with database.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar() or 0 for table in tables
        }
