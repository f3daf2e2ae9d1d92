"""The briefing of a file, and its Atom feed."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, HTTPException, Request, Response
from sqlalchemy import func, select

from ...briefing import Brief, Source, brief
from ...briefing.gather import days_with_news
from ...briefing.moves import Figures
from ...briefing.writing import days, made_of, markdown
from ...store import Database, schema
from ..briefs import Names, alone, body, feed
from ..desk import Desk, desk_of, many_objects
from ..labels import file_slugs
from ..queries.periods import bounds, day_or, shift
from ..rendering import language_of, page, path
from .file import SLUG

router = APIRouter(include_in_schema=False)
EARLIEST = "1900-01-01"
LONGEST, ENTRIES = 31, 10  # days of a briefing, and entries of a feed


@router.get("/brief")
def briefing(request: Request) -> Response:
    """What happened on a file, who said what, what moved."""
    desk, asked = desk_of(request), request.query_params
    length = int(asked["days"]) if asked.get("days", "").isdigit() and len(asked["days"]) < 4 else 1
    with desk.open() as database:
        last = max(day_or(asked.get("day"), bounds(database).last or "2000-01-01"), EARLIEST)
        others = _busiest(desk, database, last)
        file = asked.get("file") or (others[0][0] if others else file_slugs()[0])
        if not SLUG.match(file):
            raise HTTPException(404)
        made = made_of_file(desk, database, file, last, min(max(length, 1), LONGEST))
    if asked.get("format"):
        return _as_file(request, made, asked["format"])
    language = language_of(request)
    names = Names(language)
    return page(
        request, "brief.html", b=made, body=body(made, language, _link), days=days(made, names), others=others[:12],
        made_of=made_of(made, names), length=length, previous=shift(last, -1), following=shift(last, 1),
        slugs=list(dict.fromkeys([*file_slugs(), file])),
    )  # fmt: skip


@router.get("/files/{slug}/feed.atom")
def atom(request: Request, slug: str) -> Response:
    """The last days with news, a briefing each."""
    desk, language = desk_of(request), language_of(request)
    if not SLUG.match(slug):
        raise HTTPException(404)
    with desk.open() as database:
        briefs = latest(desk, database, slug)
    if not briefs and slug not in file_slugs():
        raise HTTPException(404)
    written = feed(slug, briefs, language, str(request.base_url).rstrip("/"))
    return Response(written, media_type="application/atom+xml", headers={"Vary": "Cookie"})


def latest(desk: Desk, database: Database, slug: str) -> list[Brief]:
    """Briefings of the last days with news of a file, kept until the database changes."""

    def make() -> list[Brief]:
        found = days_with_news(database, slug, ENTRIES)
        figures = Figures(database, slug, found[-1], found[0]) if found else None
        return [made_of_file(desk, database, slug, day, figures=figures) for day in found]

    return desk.kept(database, ("feed", slug), make)


def made_of_file(desk: Desk, database: Database, file: str, last: str, length: int = 1, figures: Figures | None = None) -> Brief:
    """The briefing, kept until the database changes."""

    def make() -> Brief:
        with many_objects():
            return brief(database, file, last, length, figures=figures)

    return desk.kept(database, ("brief", file, last, length), make)


def _busiest(desk: Desk, database: Database, day: str) -> list[tuple[str, int]]:
    """The files with articles on a day, those with most first."""
    a, f = schema.articles.c, schema.files.c
    query = select(f.file, func.count().label("n")).join(schema.articles, f.article == a.number).where(a.day == day)

    def make() -> list[tuple[str, int]]:
        with database.reading() as connection:
            rows = connection.execute(query.group_by(f.file).order_by(func.count().desc(), f.file))
            return [(row.file, row.n) for row in rows]

    return desk.kept(database, ("busiest", day), make)


def _link(source: Source) -> str:
    return f"/articles/{path(source.article)}"


def _as_file(request: Request, made: Brief, kind: str) -> Response:
    language = language_of(request)
    name = f"brief-{made.file}-{made.last}"
    if kind == "json":
        return _file(msgspec.json.encode(made), "application/json", f"{name}.json")
    if kind == "html":
        return _file(alone(made, language).encode(), "text/html; charset=utf-8", f"{name}.html")
    if kind in ("md", "text"):
        written = markdown(made, Names(language))
        media = "text/markdown" if kind == "md" else "text/plain"
        return _file(written.encode(), f"{media}; charset=utf-8", f"{name}.{'md' if kind == 'md' else 'txt'}")
    raise HTTPException(400, "format: html, json, md, text")


def _file(content: bytes, media: str, name: str) -> Response:
    return Response(content, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})
