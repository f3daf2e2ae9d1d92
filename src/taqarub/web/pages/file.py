"""A file: closeness of a pair over time, what is behind a day, all pairs, who said what, stories."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from fastapi import APIRouter, HTTPException, Request, Response

from ...closeness import HALF_LIFE, Evidence, Series, series
from ...closeness.evidence import Direction
from ...closeness.measure import CARRIES
from ...closeness.tables import rows as day_rows
from ...store import Database
from ..desk import Desk, desk_of
from ..exporting import events, table
from ..labels import file_slugs, generic_codes
from ..queries.dossier import ACTORS, matrix, statements_by_actor, stories
from ..queries.ledger import kept_evidence, with_sentences
from ..queries.periods import Period, bounds, day_or, shift
from ..queries.tally import Tally, events_of, last_known, tally, tally_key
from ..rendering import page

router = APIRouter(include_in_schema=False)
LENGTHS = (30, 91, 182, 365)
CODE = re.compile(r"[A-Z0-9_]{2,20}$")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*$")
SHOWN = 60  # events of one day
FEW = 6000  # events of a file whose closeness is worked out before its page is sent
WIDEST = 40  # actors of the matrix when all are asked for
LONGEST = 366 * 20  # days of a chart


class Chosen(msgspec.Struct):
    """What a visitor looks at: a pair on a file, in a period."""

    slug: str
    period: Period
    direction: Direction
    a: str = ""
    b: str = ""
    moved: bool = False  # whether the period is another than a link asked for, which had no evidence in it


@router.get("/files/{slug}")
def file(request: Request, slug: str) -> Response:
    """The page of a file. Where there are very many events the closeness comes after the rest (`part=closeness`)."""
    desk = desk_of(request)
    asked = request.query_params
    with desk.open() as database:
        if asked.get("format"):
            return _exported(request, desk, database, _chosen(request, desk, database, slug), asked.get("list", ""))
        part = asked.get("part", "")
        period, _ = _period(request, desk, database, slug)
        later = part not in ("closeness", "all") and not _quick(desk, database, slug, period)
        near = {} if later else _closeness(request, desk, database, slug)
        if part == "closeness":
            return page(request, "file_closeness.html", slug=slug, lengths=LENGTHS, half_life=HALF_LIFE, shift=shift, **near)
        key = ("file", slug, period)
        said = desk.kept(database, (*key, "said"), lambda: statements_by_actor(database, slug, period))
        grouped, told = desk.kept(database, (*key, "told"), lambda: stories(database, slug, period))
    return page(
        request, "file.html", slug=slug, said=said, grouped=grouped, told=told, later=later, lengths=LENGTHS, half_life=HALF_LIFE,
        shift=shift, **near,
    )  # fmt: skip


def _quick(desk: Desk, database: Database, slug: str, period: Period) -> bool:
    """Whether the closeness of a file is worked out in the twinkling of an eye: it is kept, or there are few events."""
    if desk.ready(database, tally_key(slug, period.last)):
        return True
    return desk.kept(database, ("events", slug), lambda: events_of(database, slug)) <= FEW


def _closeness(request: Request, desk: Desk, database: Database, slug: str) -> dict[str, Any]:
    """What the part of the page on closeness shows."""
    chosen = _chosen(request, desk, database, slug)
    book = tally(desk, database, slug, chosen.period.last)
    items, found = _series(desk, database, chosen)
    moves = with_sentences(database, [move.item for move in found.moves])
    day = request.query_params.get("day")
    day = day if day and chosen.period.first <= day <= chosen.period.last else None
    most = WIDEST if "wide" in request.query_params else ACTORS
    codes, acting, cells = matrix(book, chosen.period.last, most)
    places = {each: n for n, each in enumerate(found.days)}
    return {
        "chosen": chosen, "series": found, "moves": list(zip(found.moves, moves, strict=True)), "places": places, "codes": codes,
        "marks": [places[move.item.known] for move in found.moves if move.item.known in places], "cells": cells, "acting": acting,
        "widest": WIDEST, "day_chosen": day, "behind": _behind(database, items, day) if day else [],
        "actors": _actors(book, chosen), "rows": _weekly(found),
    }  # fmt: skip


@router.get("/files/{slug}/day")
def one_day(request: Request, slug: str) -> Response:
    """The events behind a day: a piece of the page, for when a day is chosen on the chart."""
    desk = desk_of(request)
    with desk.open() as database:
        chosen = _chosen(request, desk, database, slug)
        items, found = _series(desk, database, chosen)
        day = day_or(request.query_params.get("day"), chosen.period.last)
        behind = _behind(database, items, day)
    places = {each: n for n, each in enumerate(found.days)}
    return page(request, "file_day.html", chosen=chosen, series=found, places=places, day_chosen=day, behind=behind)


def _period(request: Request, desk: Desk, database: Database, slug: str) -> tuple[Period, bool]:
    """The days that are looked at: without any given the last ones with evidence; and whether they are others than were
    asked for.
    """
    if not SLUG.match(slug):
        raise HTTPException(404)
    asked = request.query_params
    days = int(asked["days"]) if asked.get("days", "").isdecimal() and len(asked["days"]) < 5 else LENGTHS[1]
    length = max(days, 2)
    last = day_or(asked.get("to"), bounds(database).last or "2000-01-01")
    known = last_known(desk, database, slug, last)
    if not known and slug not in file_slugs() and not last_known(desk, database, slug, "9999-12-31"):
        raise HTTPException(404)
    first = day_or(asked.get("from"), "")
    moved = False
    if not first or first > last:
        given = bool(asked.get("to"))
        first = shift(last, 1 - length)
        if known and (known < first or not given):
            moved = given
            last, first = known, shift(known, 1 - length)
    return Period(max(first, shift(last, -LONGEST)), last), moved


def _chosen(request: Request, desk: Desk, database: Database, slug: str) -> Chosen:
    """What is looked at: without a pair that one of which there is most evidence."""
    asked = request.query_params
    period, moved = _period(request, desk, database, slug)
    direction: Direction = "towards" if asked.get("direction") == "towards" else "both"
    chosen = Chosen(slug, period, direction, moved=moved)
    a, b = asked.get("a", "").upper(), asked.get("b", "").upper()
    given = CODE.match(a) and CODE.match(b) and a != b
    pair = (a, b) if given else tally(desk, database, slug, period.last).weightiest(period.last)
    if pair:
        chosen.a, chosen.b = pair
    return chosen


def _series(desk: Desk, database: Database, chosen: Chosen) -> tuple[list[Evidence], Series]:
    """As the command `closeness A B --file F --from … --to …`."""

    def make() -> tuple[list[Evidence], Series]:
        if not chosen.a:
            return [], series([], tuple(chosen.period))  # type: ignore[arg-type]
        known = kept_evidence(desk, database, chosen.a, chosen.b, chosen.slug, chosen.direction)
        items = [item for item in known if item.known <= chosen.period.last]
        return items, series(items, tuple(chosen.period))  # type: ignore[arg-type]

    key = ("series", chosen.slug, chosen.period, chosen.direction, chosen.a, chosen.b)
    return desk.kept(database, key, make)


def _behind(database: Database, items: list[Evidence], day: str) -> list[tuple[float, Evidence]]:
    """What carries closeness on a day, heaviest first, each with its weight on that day: what became known on it first."""
    oldest = shift(day, -round(CARRIES * HALF_LIFE))
    weighed = [
        (item.weight * 0.5 ** (max(Period(item.day, day).days - 1, 0) / HALF_LIFE), item)
        for item in items
        if oldest <= item.known <= day and item.weight > 0
    ]
    weighed.sort(key=lambda pair: (pair[1].known != day, -pair[0] * abs(pair[1].score), pair[1].record, pair[1].start))
    shown = weighed[:SHOWN]
    return list(zip([weight for weight, _ in shown], with_sentences(database, [item for _, item in shown]), strict=True))


def _actors(book: Tally, chosen: Chosen) -> list[str]:
    """Codes to choose from: those with most evidence first."""
    if not book.names:
        return []
    weights = book.at(chosen.period.last)[1]
    share: dict[str, float] = {chosen.a: 0.0, chosen.b: 0.0}
    for pair, weight in zip(book.names, weights.tolist(), strict=True):
        for code in pair:
            share[code] = share.get(code, 0.0) + weight
    return sorted(share, key=lambda code: (code in generic_codes(), -share[code], code))


def _weekly(found: Series) -> list[dict[str, Any]]:
    """The table beside the chart: every day of a short period, every seventh of a longer one, the last day last."""
    step = 1 if len(found.days) <= 31 else 7 if len(found.days) <= 400 else 30
    return day_rows(found)[::-1][::step][::-1]


def _exported(request: Request, desk: Desk, database: Database, chosen: Chosen, kind: str) -> Response:
    name = f"{chosen.slug}-{chosen.a}-{chosen.b}"
    if kind == "pairs":
        book = tally(desk, database, chosen.slug, chosen.period.last)
        codes, _, cells = matrix(book, chosen.period.last, WIDEST if "wide" in request.query_params else ACTORS)
        pairs = [cells[a, b] for a in codes for b in codes if a < b and (a, b) in cells]
        return table(request, f"{chosen.slug}-pairs", [{"a": c.a, "b": c.b, "closeness": c.value} for c in pairs])
    if kind == "statements":
        said = statements_by_actor(database, chosen.slug, chosen.period)
        return table(request, f"{chosen.slug}-statements", [each._asdict() for _, _, last in said for each in last])
    if kind == "stories":
        return table(request, f"{chosen.slug}-stories", [s._asdict() for s in stories(database, chosen.slug, chosen.period)[1]])
    items, found = _series(desk, database, chosen)
    if kind in ("moves", "behind"):
        if kind == "moves":
            weights = [move.change for move in found.moves]
            listed = with_sentences(database, [move.item for move in found.moves])
        else:
            weighed = _behind(database, items, day_or(request.query_params.get("day"), chosen.period.last))
            weights, listed = [weight for weight, _ in weighed], [item for _, item in weighed]
        places = [(item.record, item.start, item.type) for item in listed]
        first = "change" if kind == "moves" else "weight"
        return events(request, f"{name}-{kind}", database, places, [
            {first: round(weight, 4), "day": item.known, "source": item.source, "type": item.type, "mode": item.mode,
             "target": item.target, "status": item.status, "article": item.record, "start": item.start, "sentence": item.sentence}
            for weight, item in zip(weights, listed, strict=True)
        ])  # fmt: skip
    return table(request, name, day_rows(found))
