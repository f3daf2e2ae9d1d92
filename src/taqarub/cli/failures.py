"""`taqarub failures`: what an ingest could not read."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from .ingest import DatabaseOption


def failures(
    db: DatabaseOption,
    jsonl: Annotated[bool, typer.Option("--jsonl", help='Print {"source", "origin", "reason"}, one a line.')] = False,
) -> None:
    """List the inputs that could not be read, each with its reason.

    Ingesting a source again tries them again: what can be read by then leaves the list.
    """
    import msgspec

    from ..store import open_database
    from ..store.queries import failures as stored

    with open_database(db) as database:
        for failure in stored(database):
            if jsonl:
                sys.stdout.write(msgspec.json.encode(failure).decode() + "\n")
            else:
                sys.stdout.write(f"{failure.origin}: {failure.reason}\n")
