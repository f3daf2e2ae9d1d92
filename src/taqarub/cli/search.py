"""`taqarub search`: articles by their words."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from .filters import Actors, Files, Outlets, Since, Types, Until, filters
from .frame import console
from .ingest import DatabaseOption

if TYPE_CHECKING:
    from ..store.search import Hit


def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help='Words, and "phrases" in quotes; all must be there.')],
    db: DatabaseOption,
    actor: Actors = None,
    outlet: Outlets = None,
    file: Files = None,
    type: Types = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many articles at most.")] = 20,
    newest: Annotated[bool, typer.Option("--newest", help="The newest first, instead of the nearest.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print articles as JSON, one a line.")] = False,
) -> None:
    """Find articles by their words, in whatever form the words stand in them.

    The search for وزير الخارجية finds ووزيري خارجية, too. An empty QUERY lists what the filters let through.
    """
    from ..store import open_database
    from ..store.search import search as find

    wanted = filters(actor, outlet, file, type, since, until)
    with open_database(db) as database:
        hits = find(database, query, wanted, limit, newest)
    if jsonl:
        print_lines(hits)
    else:
        print_views(hits)


def print_lines(hits: Sequence[Hit]) -> None:
    """JSON Lines."""
    import msgspec

    for hit in hits:
        sys.stdout.write(msgspec.json.encode(hit).decode() + "\n")


def print_views(hits: Sequence[Hit]) -> None:
    """Headline, then day, outlet, id and files, then the snippet with what was found in bold."""
    out = console()
    for hit in hits:
        out.print(Text(hit.headline, style="bold"))
        about = [hit.day, hit.outlet, hit.id, *hit.files]
        out.print(Text("  " + " · ".join(part for part in about if part), style="dim"))
        snippet = Text(hit.snippet)
        for start, end in hit.marks:
            snippet.stylize("bold yellow", start, end)
        out.print(snippet, "")
    if not hits:
        out.print("nothing found")
