"""Articles, search, stories."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from sqlalchemy import Select, and_, func, or_, select

from ...records import to_builtins
from ...store import Database, schema
from ...store.queries import matching
from ...store.queries import record as stored
from ...store.search import search as find
from ..desk import desk_of
from .asking import Chosen, Cursor, Id, Limit, Words, cut, from_cursor, to_cursor
from .models import ArticleLine, HitOut, Page, RecordOut, StoryLine, StoryOut

router = APIRouter(prefix="/api/v1")
DEEPEST = 1000  # hits of one search


@router.get("/articles", tags=["articles"], summary="Articles", response_model=Page[ArticleLine])
def articles(
    request: Request, chosen: Chosen, limit: Limit = 50, cursor: Cursor = None,
    order: Annotated[Literal["newest", "stored"], Query(description="newest: by day of publication, the last first. stored: as they came into the database; what comes later is at the end.")] = "newest",
) -> Any:  # fmt: skip
    """All articles that the filters let through, a page at a time."""
    a = schema.articles.c
    columns = (a.number, a.id, a.day, a.url, a.outlet, a.published, a.headline, a.label, a.version)
    query = matching(select(*columns), chosen)
    if order == "stored":
        after = from_cursor(cursor, int)
        query = query.where(a.number > after[0]) if after else query
        query = query.order_by(a.number)
    else:
        query = newest(query, from_cursor(cursor, str, int))
    with desk_of(request).open() as database:
        with database.reading() as connection:
            rows = connection.execute(query.limit(limit + 1)).all()
        page, following = cut(rows, limit, *(("number",) if order == "stored" else ("day", "number")))
        more = _counts(database, [row.number for row in page])
    items = [row._asdict() | {name: found[row.number] for name, found in more.items()} for row in page]
    return {"items": items, "next": following}


@router.get("/articles/{id:path}", tags=["articles"], summary="An article", response_model=RecordOut, response_model_exclude_unset=True)
def article(
    request: Request, id: Id, explain: Annotated[bool, Query(description="Add which rule or model found each thing.")] = False
) -> Any:
    """The whole record: text, entities, times, statements, events, files."""
    with desk_of(request).open() as database:
        found = stored(database, id)
    if found is None:
        raise HTTPException(404, "there is no such article")
    return to_builtins(found, explain)


@router.get("/search", tags=["articles"], summary="Search", response_model=Page[HitOut])
def search(
    request: Request, chosen: Chosen,
    q: Annotated[Words, Query(description='Words, and "phrases" in quotes; all must be there, in whatever form.', examples=["وزير الخارجية"])] = "",
    newest: Annotated[bool, Query(description="The newest first, instead of the nearest.")] = False,
    limit: Limit = 50, cursor: Cursor = None,
) -> Any:  # fmt: skip
    """Articles by their words, as `taqarub search` finds them. At least a word or a filter is needed. Pages go to hit 1,000."""
    after = from_cursor(cursor, int)
    skip = max(0, after[0] or 0) if after else 0
    if skip > DEEPEST - limit:
        raise HTTPException(400, f"search goes no further than {DEEPEST} hits; narrow it by filters")
    with desk_of(request).open() as database:
        hits = find(database, q, chosen, limit + 1, newest, skip)
    return {"items": hits[:limit], "next": to_cursor(skip + limit) if len(hits) > limit and skip + 2 * limit <= DEEPEST else None}


@router.get("/stories", tags=["articles"], summary="Stories", response_model=Page[StoryLine])
def stories(request: Request, chosen: Chosen, limit: Limit = 50, cursor: Cursor = None) -> Any:
    """Stories with an article that the filters let through, the last first. There are none before `taqarub stories` ran."""
    a, s = schema.articles.c, schema.stories.c
    last, day = func.max(a.day), func.coalesce(func.max(a.day), "")
    query = select(
        s.story, func.count().label("articles"), func.count(a.outlet.distinct()).label("outlets"),
        func.min(a.day).label("first"), last.label("last"), day.label("day"), func.min(a.number).label("number"),
    ).join(schema.stories, s.article == a.number).group_by(s.story)  # fmt: skip
    query = matching(query, chosen)
    after = from_cursor(cursor, str, str)
    if after:
        query = query.having(or_(day < (after[0] or ""), and_(day == (after[0] or ""), s.story > (after[1] or ""))))
    with desk_of(request).open() as database, database.reading() as connection:
        rows = connection.execute(query.order_by(day.desc(), s.story).limit(limit + 1)).all()
        page, following = cut(rows, limit, "day", "story")
        named = select(a.number, a.headline).where(a.number.in_([row.number for row in page]))
        headlines: dict[int, str] = {row.number: row.headline for row in connection.execute(named)}
    items = [{**row._asdict(), "id": row.story, "headline": headlines[row.number]} for row in page]
    return {"items": items, "next": following}


@router.get("/stories/{id:path}", tags=["articles"], summary="A story", response_model=StoryOut)
def story(request: Request, id: Id) -> Any:
    """The articles that tell a story, the first of them first."""
    a, s = schema.articles.c, schema.stories.c
    query = select(a.id, a.headline, a.day, a.outlet, s.copy_of).join(schema.stories, s.article == a.number)
    with desk_of(request).open() as database, database.reading() as connection:
        rows = connection.execute(query.where(s.story == id).order_by(a.day.nulls_last(), a.number).limit(5000)).all()
    if not rows:
        raise HTTPException(404, "there is no such story")
    return {"id": id, "articles": [row._asdict() for row in rows]}


def newest(query: Select, after: list[Any] | None, *tail: Any) -> Select:
    """The last published first; undated ones last. `tail`: what else tells one row of an article from the next.

    Args:
        after: key of the last row of the page before: day, number, and the values of `tail`.
    """
    a = schema.articles.c
    if after:
        day, *rest = after
        rest = [value or 0 for value in rest]
        within = a.number < rest[0]
        if tail:
            within = or_(within, and_(a.number == rest[0], tail[0] > rest[1]))
        if day is None:
            query = query.where(a.day.is_(None), within)
        else:
            query = query.where(or_(a.day < day, and_(a.day == day, within), a.day.is_(None)))
    return query.order_by(a.day.desc().nulls_last(), a.number.desc(), *tail)


def _counts(database: Database, numbers: list[int]) -> dict[str, dict[int, Any]]:
    """Files, and numbers of statements and events, of articles."""
    f = schema.files.c
    files: dict[int, list[str]] = {number: [] for number in numbers}
    found: dict[str, dict[int, Any]] = {"files": files}
    with database.reading() as connection:
        for row in connection.execute(select(f.article, f.file).where(f.article.in_(numbers)).order_by(f.file)):
            files[row.article].append(row.file)
        for name, table in (("statements", schema.statements), ("events", schema.events)):
            query = select(table.c.article, func.count().label("n")).where(table.c.article.in_(numbers)).group_by(table.c.article)
            found[name] = dict.fromkeys(numbers, 0) | {row.article: row.n for row in connection.execute(query)}
    return found
