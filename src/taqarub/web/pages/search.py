"""Search, with the same words and filters as the command."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Request, Response

from ...store import Filters
from ...store.search import search as find
from ..desk import desk_of
from ..exporting import table
from ..labels import file_slugs
from ..queries.periods import day_or
from ..rendering import page

router = APIRouter(include_in_schema=False)
SHOWN, MOST = 25, 500


@router.get("/search")
def search(request: Request) -> Response:
    """What matches, the nearest first; without words the newest."""
    asked = request.query_params
    several = {name: [value for value in asked.getlist(name) if value] for name in ("actor", "outlet", "file", "type")}
    filters = Filters(
        actors=several["actor"], outlets=several["outlet"], files=several["file"], types=several["type"],
        since=day_or(asked.get("from"), "") or None, until=day_or(asked.get("to"), "") or None,
    )  # fmt: skip
    query = asked.get("q", "").strip()[:500]
    limit = min(int(asked["limit"]), MOST) if asked.get("limit", "").isdigit() and asked["limit"] != "0" else SHOWN
    with desk_of(request).open() as database:
        hits = find(database, query, filters, limit + 1, "newest" in asked) if query or filters != Filters() else []
    more, hits = len(hits) > limit, hits[:limit]
    if asked.get("format"):
        return table(request, "search", [msgspec.to_builtins(hit) for hit in hits])
    shown = [(hit, _marked(hit.snippet, hit.marks)) for hit in hits]
    return page(
        request, "search.html", query=query, filters=filters, hits=shown, more=more, limit=limit, slugs=file_slugs(),
        asked_something=bool(query or filters != Filters()), most=MOST,
    )  # fmt: skip


def _marked(snippet: str, marks: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The snippet in parts: text, and whether it was found."""
    parts, at = [], 0
    for start, end in sorted(marks):
        if start >= at:
            parts += [(snippet[at:start], False), (snippet[start:end], True)]
            at = end
    return [(text, found) for text, found in [*parts, (snippet[at:], False)] if text]
