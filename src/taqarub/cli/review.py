"""`taqarub review`: what people of the desk said of what was read."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ..records import TaqarubError
from .frame import console
from .ingest import DatabaseOption


class What(StrEnum):
    """What is done."""

    export = "export"
    list = "list"
    queue = "queue"


def review(
    what: Annotated[What, typer.Argument(help="export (as gold), list (corrections), or queue (what is least sure).")],
    db: DatabaseOption,
    out: Annotated[Path | None, typer.Option("--out", metavar="FOLDER", help="Where export writes its two files.")] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Export also articles of which only some items were reviewed.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Length of the queue.")] = 50,
) -> None:
    """Export reviewed articles as gold, list corrections, or show what is least sure."""
    from ..store import open_database

    if what is What.export and out is None:
        raise typer.BadParameter("export needs --out")
    with open_database(db) as database:
        if what is What.export and out is not None:
            from ..store.gold import export

            count = export(database, out, partial)
            if not count:
                raise TaqarubError(f"{db}: no article is confirmed as a whole" + ("" if partial else "; see --partial"))
            console().print(f"{count} articles")
            return
        import msgspec

        if what is What.list:
            from ..store.review import corrections

            rows: list = list(corrections(database))
        else:
            from ..store.doubts import queue

            rows = list(queue(database, limit=limit))
    for row in rows:
        sys.stdout.write(msgspec.json.encode(row).decode() + "\n")
