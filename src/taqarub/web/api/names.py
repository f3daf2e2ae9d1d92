"""Actors and files."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query, Request
from sqlalchemy import and_, func, select

from ...language.normal import fold
from ...store import Database, schema
from ..desk import Desk, desk_of
from ..labels import actor_name, file_name, file_slugs
from .asking import CODE, Cursor, Limit, Slug, Words, from_cursor, to_cursor
from .figure_models import ActorLine, ActorOut, FileOut
from .models import Page

router = APIRouter(prefix="/api/v1")
TOP = 20  # counterparts and speakers of an actor


@router.get("/actors", tags=["actors"], summary="Actors", response_model=Page[ActorLine])
def actors(
    request: Request,
    q: Annotated[Words | None, Query(description="Part of the code, or of the Arabic or English name.", examples=["روسيا"])] = None,
    limit: Limit = 50, cursor: Cursor = None,
) -> Any:  # fmt: skip
    """Actors with an event or a statement, those with most events first."""
    desk = desk_of(request)
    after = from_cursor(cursor, int)
    at = max(0, after[0] or 0) if after else 0
    with desk.open() as database:
        found = desk.kept(database, "api actors", lambda: _actors(database))
    if q:
        words = fold(q).casefold()
        found = [one for one in found if any(words in fold(one[name]).casefold() for name in ("code", "name_ar", "name_en"))]
    return {"items": found[at : at + limit], "next": to_cursor(at + limit) if at + limit < len(found) else None}


@router.get("/actors/{code}", tags=["actors"], summary="An actor", response_model=ActorOut)
def actor(request: Request, code: Annotated[str, Path(pattern=CODE, description="Code of the actor.", examples=["RUS"])]) -> Any:
    """How often an actor acts and speaks, in which types of events, and with whom."""
    desk = desk_of(request)
    with desk.open() as database:
        line = next((one for one in desk.kept(database, "api actors", lambda: _actors(database)) if one["code"] == code), None)
        if line is None:
            raise HTTPException(404, "nothing is known of such an actor")
        return desk.kept(database, ("api actor", code), lambda: line | _more(database, code))


@router.get("/files", tags=["files"], summary="Files", response_model=Page[FileOut])
def files(request: Request) -> Any:
    """All files of the book, and what the database holds of each; on one page."""
    desk = desk_of(request)
    with desk.open() as database:
        return {"items": _files(desk, database), "next": None}


@router.get("/files/{slug}", tags=["files"], summary="A file", response_model=FileOut)
def file(request: Request, slug: Slug) -> Any:
    """One file."""
    desk = desk_of(request)
    with desk.open() as database:
        return known_file(desk, database, slug)


def known_file(desk: Desk, database: Database, slug: str) -> dict[str, Any]:
    """A file of the book or the database.

    Raises:
        HTTPException: 404, there is none.
    """
    found = next(iter(desk.kept(database, ("api file", slug), lambda: _told(database, slug))), None)
    if found is None:
        raise HTTPException(404, "there is no such file")
    return found


def _files(desk: Desk, database: Database) -> list[dict[str, Any]]:
    return desk.kept(database, "api files", lambda: _told(database))


def _told(database: Database, only: str | None = None) -> list[dict[str, Any]]:
    """The files of the book and of the database; or only one, where it is among them."""
    a, e, f = schema.articles.c, schema.events.c, schema.files.c
    told = select(f.file, func.count().label("n"), func.min(a.day).label("first"), func.max(a.day).label("last"))
    told = told.join(schema.articles, a.number == f.article).group_by(f.file)
    counted = select(e.file, func.count().label("n")).where(e.file.is_not(None)).group_by(e.file)
    if only is not None:
        told, counted = told.where(f.file == only), counted.where(e.file == only)
    with database.reading() as connection:
        known = {row.file: row for row in connection.execute(told)}
        done = {row.file: row.n for row in connection.execute(counted)}
    return [
        {"slug": slug, "name_ar": file_name(slug, "ar"), "name_en": file_name(slug, "en"), "events": done.get(slug, 0),
         "articles": known[slug].n if slug in known else 0, "first": known[slug].first if slug in known else None,
         "last": known[slug].last if slug in known else None}
        for slug in dict.fromkeys([*file_slugs(), *sorted({*known, *done})]) if only is None or slug == only
    ]  # fmt: skip


def _actors(database: Database) -> list[dict[str, Any]]:
    s, t = schema.sides.c, schema.statements.c
    own, other = schema.sides.alias(), schema.sides.alias()
    twice = and_(own.c.article == other.c.article, own.c.position == other.c.position, own.c.code == other.c.code)
    with database.reading() as connection:
        events = Counter({row.code: row.n for row in connection.execute(
            select(s.code, func.count().label("n")).group_by(s.code)
        )})  # fmt: skip
        events.subtract({row.code: row.n for row in connection.execute(  # those that do something to themselves
            select(own.c.code, func.count().label("n")).join(other, twice)
            .where(own.c.side == "source", other.c.side == "target").group_by(own.c.code)
        )})  # fmt: skip
        said = {row.code: row.n for row in connection.execute(
            select(t.code, func.count().label("n")).where(t.code.is_not(None)).group_by(t.code)
        )}  # fmt: skip
    lines = [
        {"code": code, "name_ar": actor_name(code, "ar"), "name_en": actor_name(code, "en"), "events": events.get(code, 0),
         "statements": said.get(code, 0)}
        for code in {*events, *said}
    ]  # fmt: skip
    return sorted(lines, key=lambda one: (-one["events"], -one["statements"], one["code"]))


def _more(database: Database, code: str) -> dict[str, Any]:
    e, m, s, t = schema.events.c, schema.mentions.c, schema.sides.c, schema.statements.c
    own, other = schema.sides.alias(), schema.sides.alias()
    with database.reading() as connection:
        sides = {row.side: row.n for row in connection.execute(
            select(s.side, func.count().label("n")).where(s.code == code).group_by(s.side)
        )}  # fmt: skip
        acting = select(s.article, s.position).where(s.code == code).distinct().subquery()
        types = connection.execute(
            select(e.type, func.count().label("n"))
            .join(acting, and_(acting.c.article == e.article, acting.c.position == e.position)).group_by(e.type)
        ).all()  # fmt: skip
        both = and_(own.c.article == other.c.article, own.c.position == other.c.position, own.c.side != other.c.side)
        counterparts = connection.execute(
            select(other.c.code, func.count().label("n")).join(own, both).where(own.c.code == code, other.c.code != code)
            .group_by(other.c.code).order_by(func.count().desc(), other.c.code).limit(TOP)
        ).all()  # fmt: skip
        speakers = connection.execute(
            select(t.name, func.count().label("n")).where(t.code == code, t.name.is_not(None))
            .group_by(t.name).order_by(func.count().desc(), t.name).limit(TOP)
        ).all()  # fmt: skip
        articles = schema.articles.c.number
        named = select(m.article).where(m.code == code).union(select(s.article).where(s.code == code))
        count = connection.execute(select(func.count()).select_from(schema.articles).where(articles.in_(named))).scalar()
    ranked = Counter({row.type: row.n for row in types}).most_common()
    return {
        "as_source": sides.get("source", 0), "as_target": sides.get("target", 0), "articles": count or 0,
        "types": [{"value": value, "count": n} for value, n in ranked],
        "counterparts": [{"value": row.code, "count": row.n} for row in counterparts],
        "speakers": [{"value": row.name, "count": row.n} for row in speakers],
    }  # fmt: skip
