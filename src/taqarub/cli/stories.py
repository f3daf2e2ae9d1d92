"""`taqarub stories` and `taqarub related`: which articles tell one story, and what is related to one."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from ..records import TaqarubError

Base = Annotated[str | None, typer.Option("--db", metavar="DB", help="The database.")]
Lines = Annotated[bool, typer.Option("--jsonl", help="Print a line of JSON each; else columns with tabs.")]


def stories(
    records: Annotated[list[str] | None, typer.Argument(metavar="[RECORDS...]", help="JSON Lines of records, or -.")] = None,
    db: Base = None,
    jsonl: Lines = False,
) -> None:
    """Say of every article which story it tells and of which article it is a near copy.

    With --db only articles that are new or changed are placed; what was placed before stays.
    """
    if bool(records) == bool(db):
        raise typer.BadParameter("name either files of records or --db")
    if db:
        from ..store import open_database
        from ..store.stories import assignments, place

        with open_database(db, write=True) as database:
            place(database)
            rows = list(assignments(database))
    else:
        from ..closeness.sources import records_from
        from ..stories import assign, sketch

        sketches = sorted((sketch(one) for one in records_from(records or [])), key=lambda one: one.day or 0)
        rows = [(one.id, one.story, one.copy_of) for one in assign(sketches).values()]
    for id, story, copy_of in rows:
        if jsonl:
            typer.echo(json.dumps({"id": id, "story": story, "copy_of": copy_of}, ensure_ascii=False))
        else:
            typer.echo(f"{id}\t{story}\t{copy_of or ''}")


def related(
    id: Annotated[str, typer.Argument(metavar="ID", help="Id of an article.")],
    db: Base = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many at most.")] = 10,
    jsonl: Lines = False,
) -> None:
    """Show what is related to an article: by story, actors, events and files, never by a word alone."""
    from ..store import open_database
    from ..store.queries import record
    from ..store.stories import related as find

    if not db:
        raise typer.BadParameter("name a database with --db")
    with open_database(db) as database:
        if record(database, id) is None:
            raise TaqarubError(f"{id}: no such article in {db}")
        rows = find(database, id, limit)
    for other, headline, score, reasons in rows:
        if jsonl:
            typer.echo(json.dumps({"id": other, "headline": headline, "score": score, "reasons": reasons}, ensure_ascii=False))
        else:
            typer.echo(f"{score:.2f}\t{other}\t{headline}\t{'; '.join(reasons)}")
