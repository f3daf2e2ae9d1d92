"""What one actor said, who spoke for it, and who quotes it."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Select, Text, and_, cast, false, func, or_, select

from ...store import Database, schema
from ..labels import known
from .actor import PLACES, Who, key_of, spoken, within
from .dossier import Said
from .periods import Period


class Quoting(NamedTuple):
    """An outlet that quotes: how many statements, and the last of them."""

    outlet: str
    statements: int
    said: Said


def _saying(*conditions: Any) -> Select:
    a, t = schema.articles.c, schema.statements.c
    query = select(a.id, t.position, a.day, a.outlet, a.headline, t.text, t.speaker, t.name, t.role, t.code)
    return query.join(schema.articles, a.number == t.article).where(*conditions)


def statements(
    database: Database, who: Who, period: Period | None, outlet: str | None = None, limit: int = 30
) -> list[Said]:  # fmt: skip
    """What an actor said, the last first."""
    a, t = schema.articles.c, schema.statements.c
    query = _saying(spoken(who), *within(period), *([a.outlet == outlet] if outlet else []))
    query = query.order_by(a.day.desc().nulls_last(), a.number.desc(), t.position).limit(limit)
    with database.reading() as connection:
        return [Said._make(row) for row in connection.execute(query)]


def speakers(database: Database, who: Who, period: Period | None, limit: int = 12) -> list[tuple[str, int]]:
    """Who spoke for a state or body: identities that the book knows, with their numbers of statements."""
    a, t = schema.articles.c, schema.statements.c
    query = select(t.name, func.count().label("n")).where(spoken(who), t.name.is_not(None)).group_by(t.name)
    if period:
        query = query.join(schema.articles, a.number == t.article).where(*within(period))
    with database.reading() as connection:
        rows = connection.execute(query.order_by(func.count().desc(), t.name).limit(limit * 6)).all()
    people = [(row.name, row.n) for row in rows if (entry := known(row.name)) and entry.kind == "person"]
    return people[:limit]


def quoting(database: Database, who: Who, period: Period | None) -> list[Quoting]:
    """Outlets that quote an actor, those that do it most first, each with what it quoted last."""
    a, t = schema.articles.c, schema.statements.c
    place = cast(key_of(t.article, t.position) + 10**15, Text)  # of one length, so that texts sort as their numbers
    last = func.max(func.coalesce(a.day, "0000-00-00", type_=Text).concat(place)).label("last")
    query = select(a.outlet, func.count().label("n"), last).select_from(schema.statements)
    query = query.join(schema.articles, a.number == t.article).where(spoken(who), a.outlet.is_not(None), *within(period))
    with database.reading() as connection:
        rows = connection.execute(query.group_by(a.outlet).order_by(func.count().desc(), a.outlet)).all()
        places = {divmod(int(row.last[10:]) - 10**15, PLACES): row for row in rows}
        wanted = or_(false(), *(and_(t.article == article, t.position == position) for article, position in places))
        said = {one.outlet: Said._make(one) for one in connection.execute(_saying(wanted))} if places else {}
    return [Quoting(row.outlet, row.n, said[row.outlet]) for row in rows if row.outlet in said]
