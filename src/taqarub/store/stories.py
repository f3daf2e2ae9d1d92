"""Stories in the database: placed once, asked for by other rooms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import delete, func, select

from ..records import from_json
from ..stories.clusterer import Assignment, Clusterer
from ..stories.likeness import cosine
from ..stories.sketch import Sketch, sketch
from . import schema
from .database import Database
from .queries import AT_ONCE
from .queries import record as record_of

_REACH = 7  # days before the first new article from which the window is filled again (Settings.copy_days)
_CANDIDATES = 400  # articles that name the same and are compared
_STORY, _ACTORS, _EVENTS, _FILES = 0.4, 0.35, 0.15, 0.1


def place(database: Database) -> int:
    """Place the articles that are in no story yet, or changed since; returns how many. Needs a database open for writing.

    Raises:
        DatabaseError: nothing was placed.
    """
    a, s = schema.articles.c, schema.stories.c
    joined = schema.articles.outerjoin(schema.stories, s.article == a.number)
    new = s.digest.is_(None) | (s.digest != a.digest)
    with database.transaction() as connection:
        total, first = connection.execute(select(func.count(), func.min(a.day)).select_from(joined).where(new)).one()
        if not total:
            return 0
        query = select(a.number, a.id, a.digest, a.record, s.story, s.copy_of, s.score, s.reason, new.label("new"))
        query = query.select_from(joined).order_by(a.day.nulls_last(), new, a.number)
        if first:
            query = query.where(a.day.is_(None) | (a.day >= _before(first)))
        clusterer = Clusterer()
        found: dict[str, Assignment] = {}
        numbers: dict[str, tuple[int, str]] = {}
        for row in connection.execution_options(yield_per=AT_ONCE).execute(query):
            numbers[row.id] = (row.number, row.digest)
            one = sketch(from_json(row.record))
            if row.new:
                found.update((got.id, got) for got in clusterer.add(one))
            else:
                clusterer.seed(one, Assignment(id=row.id, story=row.story, copy_of=row.copy_of,
                                               score=row.score or 0.0, reason=row.reason or ""))  # fmt: skip
        rows = [
            {"article": numbers[got.id][0], "digest": numbers[got.id][1], "story": got.story, "copy_of": got.copy_of,
             "score": got.score, "reason": got.reason}
            for got in found.values()
        ]  # fmt: skip
        for start in range(0, len(rows), AT_ONCE):
            part = rows[start : start + AT_ONCE]
            connection.execute(delete(schema.stories).where(s.article.in_([row["article"] for row in part])))
            connection.execute(schema.stories.insert(), part)
    return int(total)


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=_REACH)).isoformat()


def assignments(database: Database) -> Iterator[tuple[str, str, str | None]]:
    """Article id, story id and copy_of of every placed article, in the order of the articles."""
    a, s = schema.articles.c, schema.stories.c
    query = select(a.id, s.story, s.copy_of).join(schema.stories, s.article == a.number).order_by(a.number)
    with database.reading() as connection:
        for row in connection.execution_options(yield_per=AT_ONCE).execute(query):
            yield row.id, row.story, row.copy_of


def story_of(database: Database) -> dict[str, str]:
    """Article id -> story id, of all placed articles."""
    return {id: story for id, story, _ in assignments(database)}


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
    ours = sketch(base)
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
    found = [(row.id, row.headline, *_relation(ours, sketch(from_json(row.record)), row.story == own)) for row in rows]
    return sorted((row for row in found if row[2] > 0), key=lambda row: (-row[2], row[0]))[:limit]


def _relation(a: Sketch, b: Sketch, one_story: bool) -> tuple[float, list[str]]:
    """Score and reasons."""
    reasons = ["same story"] if one_story else []
    actors = cosine(a.actors, b.actors)
    names = sorted((-weight * b.actors[key], key) for key, weight in a.actors.items() if key in b.actors)[:3]
    if names:
        reasons.append("actors " + ", ".join(key[1:] for _, key in names))
    acts = sorted({act[:2] for act in a.acts} & {act[:2] for act in b.acts})
    reasons.extend(f"event {kind} {sides}" for kind, sides in acts[:2])
    files = sorted(a.files & b.files)
    reasons.extend(f"file {file}" for file in files)
    score = _STORY * one_story + _ACTORS * actors + _EVENTS * bool(acts) + _FILES * bool(files)
    return round(score, 4), reasons
