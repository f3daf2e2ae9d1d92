"""`taqarub stories` and `taqarub related`: which articles tell one story, and what is related to one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ..records import DEFAULT_MODEL, Article, Record, TaqarubError
from .frame import ModelOption

if TYPE_CHECKING:
    from ..store import Database

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
    headlines: Annotated[
        bool, typer.Option("--headlines", help="Rank the headlines that stood beside it on its page, all of them.")
    ] = False,
    model: ModelOption = DEFAULT_MODEL,
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
        if headlines:
            _print_headlines(database, id, model, jsonl)
            return
        rows = find(database, id, limit)
    for other, headline, score, reasons in rows:
        if jsonl:
            typer.echo(json.dumps({"id": other, "headline": headline, "score": score, "reasons": reasons}, ensure_ascii=False))
        else:
            typer.echo(f"{score:.2f}\t{other}\t{headline}\t{'; '.join(reasons)}")


def _print_headlines(database: Database, id: str, model: str, jsonl: bool) -> None:
    """The headlines beside an article, the nearest first; `id` where the headline is an article of the database."""
    import msgspec

    from ..names.book import Book
    from ..reading import to_doc, to_record
    from ..store.headlines import headlines
    from .frame import load_pipeline

    def read(articles: Sequence[Article]) -> list[Record]:
        nlp = load_pipeline(model)
        return [to_record(doc) for doc in nlp.pipe(to_doc(nlp, one) for one in articles)]

    for one in headlines(database, id, read, Book.load()):
        if jsonl:
            typer.echo(json.dumps(msgspec.to_builtins(one), ensure_ascii=False))
        else:
            typer.echo(f"{one.score:.2f}\t{one.id or ''}\t{one.headline}\t{'; '.join(one.reasons)}")
