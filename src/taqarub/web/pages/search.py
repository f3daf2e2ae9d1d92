"""Search, with the same words and filters as the command, and how what it finds is spread."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Request, Response

from ...store import Database, Filters
from ...store.search import search as find
from .. import exporting
from ..desk import Desk, desk_of
from ..labels import actor_name, file_name, file_slugs, full_name, is_actor
from ..queries.facets import FACETS, Facets, facets, total
from ..queries.periods import day_or
from ..rendering import language_of, page
from ..words import words_in

router = APIRouter(include_in_schema=False)
SHOWN, MOST = 25, 500
LARGE = 3000  # articles found from which on the facets come after the page
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])$")
NAMES = {"files": "file", "actors": "actor", "types": "type", "outlets": "outlet", "months": "month"}  # facet -> parameter


def asked_for(request: Request) -> tuple[str, Filters]:
    """The words and filters of a request."""
    asked = request.query_params
    several = {
        name: tuple(value for value in asked.getlist(name)[:20] if value.isprintable() and value)
        for name in ("actor", "outlet", "file", "type")
    }  # fmt: skip
    since, until = day_or(asked.get("from"), ""), day_or(asked.get("to"), "")
    month = MONTH.match(asked.get("month", ""))
    if month and month[1] != "0000":
        since, until = f"{month[0]}-01", f"{month[0]}-{monthrange(int(month[1]), int(month[2]))[1]}"
    filters = Filters(
        actors=several["actor"], outlets=several["outlet"], files=several["file"], types=tuple(t.upper() for t in several["type"]),
        since=since or None, until=until or None,
    )  # fmt: skip
    return asked.get("q", "").replace("\0", " ").strip()[:500], filters


@router.get("/search")
def search(request: Request) -> Response:
    """What matches, the nearest first; without words the newest of what the filters leave."""
    asked, desk = request.query_params, desk_of(request)
    query, filters = asked_for(request)
    something = bool(query or filters != Filters())
    limit = min(int(asked["limit"]), MOST) if re.fullmatch(r"[1-9]\d{0,3}", asked.get("limit", "")) else SHOWN
    found, spread = 0, None
    with desk.open() as database:
        if something and asked.get("list") == "facets" and asked.get("format"):
            return exporting.table(request, "search-facets", _facets(desk, database, query, filters).rows())
        hits = find(database, query, filters, limit, "newest" in asked) if something else []
        if asked.get("format"):
            rows = [msgspec.to_builtins(hit) for hit in hits]
            return exporting.articles(request, "search", database, [hit.id for hit in hits], rows)
        if hits:
            found = desk.kept(database, ("total", query, _key(filters)), lambda: total(database, query, filters))
            spread = _facets(desk, database, query, filters) if found <= LARGE else None
    return page(
        request, "search.html", query=query, filters=filters, hits=[(hit, _marked(hit.snippet, hit.marks)) for hit in hits],
        found=found, limit=limit, slugs=file_slugs(), asked_something=something, most=MOST, facets=spread,
        chosen=_chosen(request), **_named(request),
    )  # fmt: skip


@router.get("/search/facets")
def only_facets(request: Request) -> Response:
    """The facets by themselves: of very large searches they come after the page."""
    desk = desk_of(request)
    query, filters = asked_for(request)
    with desk.open() as database:
        spread = _facets(desk, database, query, filters)
    return page(request, "search_facets.html", facets=spread, filters=filters, **_named(request))


def _facets(desk: Desk, database: Database, query: str, filters: Filters) -> Facets:
    return desk.kept(database, ("facets", query, _key(filters)), lambda: facets(database, query, filters))


def _key(filters: Filters) -> bytes:
    return msgspec.json.encode(filters)


def _named(request: Request) -> dict[str, Any]:
    """What the templates need to write the values of facets and where they lead."""
    words = words_in(language_of(request))

    def named(facet: str, value: str) -> str:
        if facet == "files":
            return file_name(value, words.language)
        if facet == "actors":
            return actor_name(value, words.language) if is_actor(value) else full_name(value, None, words.language)
        return words.name("type", value) if facet == "types" else value

    held = [(k, v) for k, v in request.query_params.multi_items() if v and k not in ("limit", "format", "list", "lang")]

    def exported(kind: str) -> str:
        return "/search?" + urlencode([*held, ("list", "facets"), ("format", kind)])

    return {"named": named, "facet_names": FACETS, "narrowed": _narrowed(request), "narrowed_export": exported}


def _narrowed(request: Request) -> Callable[[str, str], str]:
    """The address of the search with a value of a facet: actors are added, others take the place of what was chosen."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if v and k not in ("limit", "format", "list", "lang")]

    def narrowed(facet: str, value: str) -> str:
        name = NAMES[facet]
        gone = {"month": {"month", "from", "to"}, "actor": set()}.get(name, {name})
        return "/search?" + urlencode([*((k, v) for k, v in kept if k not in gone), (name, value)])

    return narrowed


def _chosen(request: Request) -> list[tuple[str, str, str]]:
    """The filters that hold: facet, value, and the address without it."""
    items = [(k, v) for k, v in request.query_params.multi_items() if v and k not in ("limit", "format", "list", "lang")]
    by_parameter = {parameter: facet for facet, parameter in NAMES.items()}
    found = []
    for name, value in items:
        if name in by_parameter:
            rest = [pair for pair in items if pair != (name, value)]
            found.append((by_parameter[name], value, "/search" + ("?" + urlencode(rest) if rest else "")))
    return found


def _marked(snippet: str, marks: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The snippet in parts: text, and whether it was found."""
    parts, at = [], 0
    for start, end in sorted(marks):
        if start >= at:
            parts += [(snippet[at:start], False), (snippet[start:end], True)]
            at = end
    return [(text, found) for text, found in [*parts, (snippet[at:], False)] if text]
