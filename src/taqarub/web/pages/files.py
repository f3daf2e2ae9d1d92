"""The first page: all files with their week."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, HTTPException, Request, Response
from sqlalchemy import func, select

from ...closeness import Shift
from ...store import Database, schema
from .. import labels
from ..desk import Desk, desk_of, settle
from ..exporting import table
from ..queries.ledger import ledger
from ..queries.overview import FileWeek, moves, moves_key, overview
from ..queries.periods import Bounds, Period, bounds, day_or, ending
from ..rendering import page, prepare
from .brief import latest

router = APIRouter(include_in_schema=False)
SPANS = {"week": 7, "month": 30, "quarter": 91, "year": 365}
FEW = 40  # articles of a week: with fewer, a small desk opens on a longer period
LARGE, MOST = 4000, 12  # events of a file whose figures are worked out ahead, and such files at most
SHOWN = 10  # pairs in the list of those that moved


def period_of(request: Request, held: Bounds, desk: Desk | None = None) -> tuple[str, Period]:
    """The period that a request asks for (`span`, `day`), and the name of its span."""
    last = day_or(request.query_params.get("day"), held.last)
    span = request.query_params.get("span", "")
    if span == "all" or (span not in SPANS and held.articles < FEW * 10):
        days = (date.fromisoformat(held.last) - date.fromisoformat(held.first)).days + 1
        return "all", ending(max(last, held.first), max(days, 2))
    span = span if span in SPANS else "week"
    return span, ending(last, SPANS[span])


@router.get("/")
def files(request: Request) -> Response:
    """All files. Of a large desk who moved is worked out after the page has come: `/moved`."""
    desk = desk_of(request)
    with desk.open() as database:
        held = bounds(database)
        if not held.last:
            return page(request, "files.html", held=held)
        span, period = period_of(request, held)
        totals, weeks = overview(desk, database, period)
        asked = bool(request.query_params.get("format")) or request.query_params.get("moved") == "now"
        known = span != "all" and (asked or held.articles < FEW * 10 or desk.ready(database, moves_key(period)))
        moved = moves(desk, database, period) if known else {}
    if request.query_params.get("format"):
        return table(request, "files", _rows(weeks, moved))
    return page(
        request, "files.html", held=held, span=span, spans=[*SPANS, "all"], period=period, totals=totals,
        weeks=[week for week in weeks if week.articles], quiet=[week for week in weeks if not week.articles],
        moved=_ranked(moved), most=moved, known=known,
    )  # fmt: skip


@router.get("/moved")
def moved(request: Request) -> Response:
    """Who drew closer and who apart: a piece of the first page."""
    desk = desk_of(request)
    with desk.open() as database:
        held = bounds(database)
        if not held.last:
            raise HTTPException(404)
        span, period = period_of(request, held)
        found = moves(desk, database, period) if span != "all" else {}
    return page(request, "files_moved.html", moved=_ranked(found), most=found, period=period)


def _ranked(moved: dict[str, list[Shift]]) -> list[tuple[str, Shift]]:
    """Those that moved most, the sure ones first; a pair that moved on several files stands on the one where it moved most."""
    every = [(slug, shift) for slug, shifts in moved.items() for shift in shifts]
    every.sort(key=lambda pair: (not pair[1].sure, -abs(pair[1].change), pair[0]))
    first: dict[tuple[str, str], tuple[str, Shift]] = {}
    for slug, shift in every:
        first.setdefault((shift.a, shift.b), (slug, shift))
    return list(first.values())[:SHOWN]


def _rows(weeks: list[FileWeek], moved: dict[str, list[Shift]]) -> list[dict[str, object]]:
    return [
        {"file": w.slug, "articles": w.articles, "before": w.before, "statements": w.statements, "events": w.events,
         "material_cooperation": w.quads[0], "verbal_cooperation": w.quads[1], "verbal_conflict": w.quads[2],
         "material_conflict": w.quads[3], "moved": " ".join(f"{s.a}-{s.b}:{s.change:+.4f}" for s in moved.get(w.slug, ()))}
        for w in weeks
    ]  # fmt: skip


def warm(desk: Desk) -> None:
    """Get ready what any page needs, and work out what the first will be asked for."""
    prepare()
    labels.known("")  # the book of actors
    settle()
    with desk.open() as database:
        held = bounds(database)
        if not held.last:
            return
        for days in SPANS.values():
            moves(desk, database, ending(held.last, days))
        for slug in largest(database):
            ledger(desk, database, slug)
            latest(desk, database, slug)


def largest(database: Database) -> list[str]:
    """The files of so many events that their figures take a while."""
    e = schema.events.c
    query = select(e.file).where(e.file.is_not(None)).group_by(e.file).having(func.count() >= LARGE).order_by(func.count().desc())
    with database.reading() as connection:
        return list(connection.execute(query.limit(MOST)).scalars())
