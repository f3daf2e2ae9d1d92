"""Who is named beside an actor, and where an article names him."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import func, or_, select

from ...store import Database, schema
from ...store.queries import record as stored
from ..labels import known
from .actor import Who, naming, within
from .periods import Period


class Companion(NamedTuple):
    """Who is named in the same articles: in how many, and the last of them."""

    name: str
    code: str | None
    type: str
    articles: int
    last: str


def companions(database: Database, who: Who, period: Period | None, limit: int = 24) -> list[Companion]:
    """Who is named in the same articles most often: people, bodies and states, not towns or outlets.

    A capital or a seat of government stands for its state, so all mentions of the state itself are left out.
    """
    a, m = schema.articles.c, schema.mentions.c
    own = or_(m.name == who.key, m.code == who.key) if not who.named else m.name == who.key
    number = func.count(func.distinct(m.article)).label("n")
    query = select(m.name, m.code, m.type, number, func.max(m.article).label("last"))
    query = query.where(m.article.in_(naming(who)), m.type.in_(("PER", "ORG", "GPE")), m.name != "", ~own)
    if period:
        query = query.join(schema.articles, a.number == m.article).where(*within(period))
    query = query.group_by(m.name, m.code, m.type).order_by(number.desc(), m.name).limit(limit * 8)
    with database.reading() as connection:
        rows = [row for row in connection.execute(query) if _somebody(row.name, row.type, row.code)][:limit]
        found = connection.execute(select(a.number, a.id).where(a.number.in_([row.last for row in rows])))
        ids = {row.number: row.id for row in found}
    return [Companion(row.name, row.code or None, row.type, row.n, ids[row.last]) for row in rows]


def _somebody(name: str, type: str, code: str | None) -> bool:
    """Whether a name is that of somebody who can act: towns are none."""
    if type != "GPE":
        return True
    entry = known(name, code)
    return entry is not None and entry.kind == "state"


def mention(database: Database, article: str, key: str) -> int | None:
    """The place among an article's entities of the first that has a name or code; None where none has."""
    record = stored(database, article)
    if record is None:
        return None
    return next((n for n, e in enumerate(record.entities) if key in (e.name, e.code) or (e.name is None and e.text == key)), None)

