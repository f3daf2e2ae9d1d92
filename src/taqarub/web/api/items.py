"""Statements, events, failures, corrections."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from sqlalchemy import and_, func, select, tuple_

from ...closeness.evidence import sentence_at
from ...records import Status
from ...store import Database, schema
from ...store.queries import matching
from ...store.review import corrections as said
from ..desk import desk_of
from ..queries.ledger import texts_of
from .articles import newest
from .asking import LATEST, Chosen, Cursor, Limit, Words, cut, from_cursor
from .models import CorrectionOut, EventLine, FailureOut, Page, StatementLine

router = APIRouter(prefix="/api/v1")


@router.get("/statements", tags=["statements"], summary="Statements", response_model=Page[StatementLine])
def statements(
    request: Request, chosen: Chosen,
    speaker: Annotated[Words | None, Query(description="English name of the speaker.", examples=["Sergey Lavrov"])] = None,
    code: Annotated[Words | None, Query(description="Code of the actor for whom the speaker speaks.", examples=["RUS"])] = None,
    article: Annotated[Words | None, Query(description="Only of this article.")] = None,
    limit: Limit = 50, cursor: Cursor = None,
) -> Any:  # fmt: skip
    """Who said what, the last first. The filters choose articles; `speaker` and `code` choose in them."""
    a, t = schema.articles.c, schema.statements.c
    twin = _twin(schema.statements, "start", "end")
    query = select(
        a.id.label("article"), a.day, a.number, a.outlet.label("published_by"), t.position, t.start, t.end, t.text, t.form,
        t.cue, t.speaker, t.name, t.role, t.code, t.outlet, twin.label("twin"),
    ).join(schema.statements, t.article == a.number)  # fmt: skip
    given = {t.name: speaker, t.code: code, a.id: article}
    query = matching(query, chosen).where(*(column == value for column, value in given.items() if value is not None))
    query = newest(query, from_cursor(cursor, str, int, int), t.position)
    with desk_of(request).open() as database, database.reading() as connection:
        rows = connection.execute(query.limit(limit + 1)).all()
    page, following = cut(rows, limit, "day", "number", "position")
    items = [row._asdict() | {"id": f"{row.article}#s{row.start}-{row.end}{_suffix(row.twin)}"} for row in page]
    return {"items": items, "next": following}


@router.get("/events", tags=["events"], summary="Events", response_model=Page[EventLine])
def events(
    request: Request, chosen: Chosen,
    on: Annotated[Words | None, Query(description="Only events on this file (`file` chooses articles).", examples=["syria"])] = None,
    kind: Annotated[Words | None, Query(description="Only events of this PLOVER type (`type` chooses articles).", examples=["ACCUSE"])] = None,
    source: Annotated[Words | None, Query(description="Code of who acts.", examples=["RUS"])] = None,
    target: Annotated[Words | None, Query(description="Code of whom it is done to.", examples=["SYR"])] = None,
    status: Annotated[Status | None, Query()] = None,
    article: Annotated[Words | None, Query(description="Only of this article.")] = None,
    limit: Limit = 50, cursor: Cursor = None,
) -> Any:  # fmt: skip
    """Who did what to whom, the last published first, each with its sentence."""
    a, e = schema.articles.c, schema.events.c
    twin = _twin(schema.events, "start", "end", "type")
    query = select(
        a.id.label("article"), a.day, a.number, a.outlet, e.position, e.type, e.mode, e.quad, e.score, e.status, e.date,
        e.place, e.reporter, e.file, e.start, e.end, e.trigger, twin.label("twin"),
    ).join(schema.events, e.article == a.number)  # fmt: skip
    given = {e.file: on, e.type: kind and kind.upper(), e.status: status, a.id: article}
    query = matching(query, chosen).where(*(column == value for column, value in given.items() if value is not None))
    for side, code in (("source", source), ("target", target)):
        if code is not None:
            s = schema.sides.alias()
            same = and_(s.c.article == e.article, s.c.position == e.position, s.c.side == side)
            query = query.join(s, and_(same, s.c.code == code))
    query = newest(query, from_cursor(cursor, str, int, int), e.position)
    with desk_of(request).open() as database:
        with database.reading() as connection:
            rows = connection.execute(query.limit(limit + 1)).all()
        page, following = cut(rows, limit, "day", "number", "position")
        acting = _sides(database, [(row.number, row.position) for row in page])
        texts = texts_of(database, {row.article for row in page})
    items = [
        row._asdict() | acting[row.number, row.position] | {
            "id": f"{row.article}#v{row.start}-{row.end}.{row.type}{_suffix(row.twin)}",
            "sentence": sentence_at(texts[row.article], row.start),
        }
        for row in page
    ]  # fmt: skip
    return {"items": items, "next": following}


@router.get("/failures", tags=["database"], summary="Failures", response_model=Page[FailureOut])
def failures(request: Request, limit: Limit = 50, cursor: Cursor = None) -> Any:
    """The inputs that could not be read, as `taqarub failures` lists them."""
    f = schema.failures.c
    after = from_cursor(cursor, str, str)
    query = select(f.source, f.origin, f.reason).order_by(f.source, f.origin).limit(limit + 1)
    if after:
        query = query.where(tuple_(f.source, f.origin) > tuple_(after[0] or "", after[1] or ""))
    with desk_of(request).open() as database, database.reading() as connection:
        page, following = cut(connection.execute(query).all(), limit, "source", "origin")
    return {"items": [row._asdict() for row in page], "next": following}


@router.get("/corrections", tags=["database"], summary="Corrections", response_model=Page[CorrectionOut])
def corrections(
    request: Request, limit: Limit = 50,
    article: Annotated[Words | None, Query(description="Only of this article.")] = None,
    after: Annotated[int, Query(ge=0, le=LATEST, description="Only those with higher numbers.")] = 0,
    cursor: Cursor = None,
) -> Any:  # fmt: skip
    """What people said of what was read, in the order in which they said it, withdrawn ones among them."""
    key = from_cursor(cursor, int)
    with desk_of(request).open() as database:
        rows = said(database, article, max(after, (key[0] or 0) if key else 0), limit + 1)
    page, following = cut(rows, limit, "number")
    items = [
        {"text": c.anchor.text, "start": c.anchor.start, **{n: getattr(c, n) for n in c.__struct_fields__ if n != "anchor"}}
        for c in page
    ]
    return {"items": items, "next": following}


def _twin(table: Any, *same: str) -> Any:
    """How many items of an article come before one at the same place."""
    other = table.alias()
    alike = and_(*(other.c[name] == table.c[name] for name in same))
    found = select(func.count()).select_from(other).where(other.c.article == table.c.article, alike)
    return found.where(other.c.position < table.c.position).scalar_subquery()


def _suffix(twins: int) -> str:
    """What `anchors.keys_of` adds to the name of a second item at one place."""
    return f".{twins + 1}" if twins else ""


def _sides(database: Database, keys: list[tuple[int, int]]) -> dict[tuple[int, int], dict[Literal["source", "target"], list[str]]]:
    s = schema.sides.c
    found: dict[tuple[int, int], dict[Any, list[str]]] = {key: {"source": [], "target": []} for key in keys}
    query = select(s.article, s.position, s.side, s.code).where(s.article.in_({number for number, _ in keys}))
    with database.reading() as connection:
        for row in connection.execute(query):
            if (row.article, row.position) in found:
                found[row.article, row.position][row.side].append(row.code)
    return found
