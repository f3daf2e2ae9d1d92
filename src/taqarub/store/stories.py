"""Stories in the database, asked for by other rooms; store.placing fills them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import SelectBase, func, select

from ..stories.ties import Known, relation, ties
from . import schema
from .database import Database
from .placing import place
from .queries import AT_ONCE
from .queries import record as record_of

__all__ = ["assignments", "place", "related", "story", "story_of"]

_CANDIDATES = 400  # articles that name the same and are compared


def assignments(database: Database) -> Iterator[tuple[str, str, str | None]]:
    """Article id, story id and copy_of of every placed article, in the order of the articles."""
    a, s = schema.articles.c, schema.stories.c
    query = select(a.id, s.story, s.copy_of).join(schema.stories, s.article == a.number).order_by(a.number)
    with database.reading() as connection:
        for row in connection.execute(query.execution_options(yield_per=AT_ONCE)):
            yield row.id, row.story, row.copy_of


def story_of(database: Database, articles: SelectBase | None = None) -> dict[str, str]:
    """Article id -> story id.

    Args:
        database: open.
        articles: selects the numbers of the articles that are asked for; None: all that have been placed.
    """
    a, s = schema.articles.c, schema.stories.c
    query = select(a.id, s.story).join(schema.stories, s.article == a.number)
    if articles is not None:
        query = query.where(a.number.in_(articles))
    with database.reading() as connection:
        return {row.id: row.story for row in connection.execute(query)}


def story(database: Database, id: str) -> list[str]:
    """Ids of the articles of a story, by day."""
    a, s = schema.articles.c, schema.stories.c
    query = select(a.id).join(schema.stories, s.article == a.number).where(s.story == id).order_by(a.day, a.number)
    with database.reading() as connection:
        return list(connection.execute(query).scalars())


def related(database: Database, id: str, limit: int = 10) -> list[tuple[str, str, float, list[str]]]:
    """Articles related to one by story, actors, events and files, never by a word alone.

    Returns:
        Id, headline, score from 0 to 1 and reasons, the nearest first; empty where there is no such article.
    """
    base = record_of(database, id)
    if base is None:
        return []
    ours = ties(base)
    a, s, m = schema.articles.c, schema.stories.c, schema.mentions.c
    names = {e.name for e in base.entities if e.name and e.type != "MEDIA"}
    with database.reading() as connection:
        own = connection.execute(select(s.story).join(schema.articles, s.article == a.number).where(a.id == id)).scalar()
        same = select(s.article).where(s.story == own)
        shared = select(m.article).where(m.name.in_(names)).group_by(m.article).order_by(func.count().desc(), m.article)
        chosen = {*connection.execute(same).scalars(), *connection.execute(shared.limit(_CANDIDATES)).scalars()}
        query = select(a.id, a.headline, a.record, s.story).select_from(
            schema.articles.outerjoin(schema.stories, s.article == a.number)
        )
        rows = connection.execute(query.where(a.number.in_(chosen), a.id != id)).all()
    decode = msgspec.json.Decoder(Known).decode
    found = [
        (row.id, row.headline, *relation(ours, ties(decode(row.record)), own is not None and row.story == own))
        for row in rows
    ]
    return sorted((row for row in found if row[2] > 0), key=lambda row: (-row[2], row[0]))[:limit]
