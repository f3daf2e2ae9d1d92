"""An actor: a state or body by its code, a person by his identity; what he was, did and said, with whom, told by whom."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.responses import RedirectResponse

from ...names.book import Actor, Office
from ...store import Database
from .. import exporting
from ..desk import Desk, desk_of
from ..labels import FOREVER, actor_name, full_name, generic_codes, holders, is_state, known, office_name
from ..queries import actor as asked
from ..queries import company, voice
from ..queries.actor import CODE, Counterpart, Who
from ..queries.periods import Bounds, Period, bounds, day_or, shift
from ..rendering import language_of, page, path

router = APIRouter(include_in_schema=False)
YEAR = 365
MANY = 2000  # articles with an actor: with more, his page opens on the last year
SHOWN, MOST = 12, 500
ROWS = 15  # counterparts in the table
FIRST_OFFICES = ("president", "king", "emir", "sultan", "supreme_leader", "prime_minister", "foreign_minister", "defence_minister",
                 "secretary_general")  # fmt: skip
HEADS = ("leader", "director", "commissioner", "commander")  # the same of bodies; a state has many
LISTED = 80  # offices beside the first ones, those held last; the download has all
SINCE = "2000-01-01"  # where the line of time begins, unless the person was in office before


class Held(NamedTuple):
    """A line of the offices: of a person his office, of a state or body who held it."""

    office: str
    of: str
    holder: str
    code: str | None
    start: str
    end: str

    @property
    def until(self) -> str | None:
        """Its last day; None while it is held."""
        return None if self.end.startswith(FOREVER) else self.end


@router.get("/actor/{key:path}")
def actor(request: Request, key: str) -> Response:
    """The page of an actor."""
    desk = desk_of(request)
    if not key.isprintable():
        raise HTTPException(404)
    with desk.open() as database:
        who = asked.who_is(database, key)
        if who is None:
            raise HTTPException(404)
        held = bounds(database)
        period = _period(request, desk, database, who, held)
        kind, other = _choice(request)
        limit = _limit(request)
        if request.query_params.get("format"):
            return _exported(request, desk, database, who, period, request.query_params.get("list", ""))

        def kept(name: str, make: Any, *more: Any) -> Any:
            return desk.kept(database, ("actor", name, who, period, *more), lambda: make(database, who, period, *more))

        def acting() -> dict[str, Any]:
            found: list[Counterpart] = kept("counterparts", asked.counterparts) if who.code else []
            return {"counterparts": _named_first(found)[:ROWS], "types": _types(found), "generic": generic_codes(),
                    "shade": _shades(found), "kind": kind, "facing": other}  # fmt: skip

        def beside() -> dict[str, Any]:
            return {"quoting": kept("quoting", voice.quoting), "companions": kept("companions", company.companions)}

        part = request.query_params.get("part")
        if part == "beside":
            return page(request, "actor_beside.html", who=who, called=_called(request), **beside())
        if part == "deeds":
            return page(request, "actor_deeds.html", who=who, **acting())
        articles, months = kept("months", asked.months)
        later = articles > MANY // 2 and part != "all"
        return page(
            request, "actor.html", who=who, name=_name(who, language_of(request)), entry=_entry(who), held=held, period=period,
            sums=kept("sums", asked.sums), articles=articles, months=months, offices=_offices(who), listed=LISTED, since=_since(who),
            today=max(held.last, SINCE) if held.last else date.today().isoformat(), kind=kind, facing=other,
            deeds=kept("deeds", asked.deeds, other, kind, limit + 1), said=kept("said", voice.statements, None, limit + 1),
            speakers=[] if _is_person(who) else kept("speakers", voice.speakers), later=later, limit=limit, most=MOST,
            state=is_state(who.key), called=_called(request), office=_titles(request), **({} if later else _once(acting(), beside())),
        )  # fmt: skip


def _once(acting: dict[str, Any], beside: dict[str, Any]) -> dict[str, Any]:
    """What the page itself does not name already."""
    return {name: value for name, value in {**acting, **beside}.items() if name not in ("kind", "facing")}


@router.get("/mention")
def mention(request: Request, article: str, who: str) -> Response:
    """Leads on to where an article names an actor first."""
    with desk_of(request).open() as database:
        place = company.mention(database, article, who)
    return RedirectResponse(f"/articles/{path(article)}" + (f"#e{place}" if place is not None else ""), 303)


def _period(request: Request, desk: Desk, database: Database, who: Who, held: Bounds) -> Period | None:
    """The days that are asked for; without any: all, but the last year of one who is in very many articles."""
    values = request.query_params
    if values.get("span") == "all" or not held.last:
        return None
    last = day_or(values.get("to"), held.last)
    first = day_or(values.get("from"), "")
    if first and first <= last:
        return Period(first, last)
    if values.get("to") or values.get("span") == "year":
        return Period(shift(last, 1 - YEAR), last)
    many = desk.kept(database, ("actor", "many", who), lambda: asked.many(database, who, MANY))
    return Period(shift(last, 1 - YEAR), last) if many else None


def _choice(request: Request) -> tuple[str | None, str | None]:
    kind, other = (request.query_params.get(name, "").upper() for name in ("type", "with"))
    return (kind if kind.isalpha() else None), (other if CODE.match(other) else None)


def _limit(request: Request) -> int:
    asked_for = request.query_params.get("limit", "")
    return min(max(int(asked_for), 1), MOST) if asked_for.isdecimal() and len(asked_for) < 5 else SHOWN


def _entry(who: Who) -> Actor | None:
    return known(who.key, who.code) if who.named else None


def _is_person(who: Who) -> bool:
    entry = _entry(who)
    return who.named and (entry is None or entry.kind == "person")


def _name(who: Who, language: str) -> str:
    return full_name(who.key, who.code, language) if who.named else actor_name(who.key, language)


def _offices(who: Who) -> tuple[list[Held], list[Held]]:
    """The offices that one looks for first, and the others: of a person all are the first."""
    entry = _entry(who)
    if entry is not None and entry.kind == "person":
        return [_of(office, entry) for office in sorted(entry.offices, key=lambda o: (o.start, o.end))], []
    lines = [(office, _of(office, holder)) for office, holder in holders(who.key)]
    chief = FIRST_OFFICES if is_state(who.key) else (*FIRST_OFFICES, *HEADS)
    order = {id: place for place, id in enumerate(chief)}
    chiefs = sorted((pair for pair in lines if pair[0].id in order and pair[1].end >= SINCE), key=lambda pair: order[pair[0].id])
    first = [line for _, line in chiefs]
    others = sorted((line for _, line in lines if line not in first), key=lambda line: line.start, reverse=True)
    return first, sorted(others, key=lambda line: line.end, reverse=True)


def _of(office: Office, holder: Actor) -> Held:
    return Held(office.id, office.of, holder.name, holder.code, office.start, _real(office.end))


def _real(day: str) -> str:
    """The book ends a month on its 31st: the last day that it has."""
    year, month, number = (int(part) for part in day.split("-"))
    return f"{year:04d}-{month:02d}-{min(number, monthrange(year, month)[1]):02d}"


def _since(who: Who) -> str:
    """Where the line of time begins: of a person with his first office, if that was before SINCE."""
    entry = _entry(who)
    if entry is not None and entry.kind == "person":
        known_starts = [office.start for office in entry.offices if office.start > "1900"]
        return min([*known_starts, SINCE])
    return SINCE


def _named_first(found: list[Counterpart]) -> list[Counterpart]:
    """Those that are somebody before kinds of actors (civilians)."""
    return sorted(found, key=lambda each: each.code in generic_codes())


def _types(found: list[Counterpart]) -> list[str]:
    """Types that occur, those of cooperation before those of conflict, as PLOVER orders them."""
    from ...events.plover import table

    order = list(dict.fromkeys(kind for kind, _ in table()))
    there = {kind for each in found for kind in each.types}
    return [kind for kind in order if kind in there]


def _shades(found: list[Counterpart]) -> Callable[[str, int], str]:
    """Class of a cell: cooperation or conflict, and how dark."""
    from ...events.plover import table

    scores = table()
    top = max((n for each in found if each.code not in generic_codes() for n in each.types.values()), default=1)

    def shade(kind: str, number: int) -> str:
        level = 1 + (number >= top / 8) + (number >= top / 2)
        return f"c{level if scores[kind, None].score > 0 else -level}" if (kind, None) in scores else "c0"

    return shade


def _called(request: Request) -> Callable[..., str]:
    language = language_of(request)

    def called(name: str, code: str | None = None) -> str:
        return full_name(name, code, language)

    return called


def _titles(request: Request) -> Callable[[str], str]:
    language = language_of(request)
    return lambda id: office_name(id, language)


def _exported(request: Request, desk: Desk, database: Database, who: Who, period: Period | None, kind: str) -> Response:
    """A list as it is seen."""
    name, limit, language = f"{who.key}-{kind or 'events'}", _limit(request), language_of(request)
    type, other = _choice(request)
    if kind == "statements":
        return exporting.table(request, name, [s._asdict() for s in voice.statements(database, who, period, None, limit)])
    if kind == "counterparts":
        rows = asked.counterparts(database, who, period) if who.code else []
        types = _types(rows)
        return exporting.table(request, name, [
            {"code": row.code, "name": actor_name(row.code, language), "total": row.total}
            | {each: row.types.get(each, 0) for each in types}
            for row in _named_first(rows)[:ROWS]
        ])  # fmt: skip
    if kind == "companions":
        return exporting.table(request, name, [c._asdict() for c in company.companions(database, who, period)])
    if kind == "outlets":
        return exporting.table(request, name, [
            {"outlet": q.outlet, "statements": q.statements, "article": q.said.article, "text": q.said.text}
            for q in voice.quoting(database, who, period)
        ])  # fmt: skip
    if kind == "offices":
        return exporting.table(request, name, [
            {"office": office_name(h.office, language), "of": h.of, "holder": h.holder, "from": h.start, "until": h.until or ""}
            for part in _offices(who) for h in part
        ])  # fmt: skip
    if kind == "months":
        return exporting.table(request, name, [m._asdict() for m in asked.months(database, who, period)[1]])
    listed = asked.deeds(database, who, period, other, type, limit)
    return exporting.events(request, name, database, [(d.record, d.start, d.type) for d in listed], [
        {"article": d.record, "day": d.known, "outlet": "; ".join(d.outlets), "source": d.source, "type": d.type, "mode": d.mode,
         "target": d.target, "status": d.status, "score": d.score, "date": d.date, "start": d.start, "sentence": d.sentence}
        for d in listed
    ])  # fmt: skip
