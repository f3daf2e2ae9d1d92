"""`taqarub watch`: follow feeds."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from ..records import DEFAULT_MODEL
from .frame import INTERRUPTED, ModelOption, complain
from .ingest import DatabaseOption


def _example(wanted: bool) -> None:
    if wanted:
        from ..watch.settings import example

        sys.stdout.write(example())
        raise typer.Exit


def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.toml", help="Which feeds, and how often; see --example.")],
    db: DatabaseOption,
    once: Annotated[bool, typer.Option("--once", help="Ask each feed once, fetch what is new, and end.")] = False,
    example: Annotated[
        bool, typer.Option("--example", callback=_example, is_eager=True, help="Print a feeds.toml with comments.")
    ] = False,
    model: ModelOption = DEFAULT_MODEL,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch addresses inside private networks, too.")
    ] = False,
) -> None:
    """Follow feeds and news sitemaps: what is new in them is fetched, read and kept in a database.

    Servers are asked politely: only for what changed, as robots.txt allows, with a pause between requests to a host, and
    less often while they err. Ctrl-C or SIGTERM ends it; what was fetched is stored, and the next start goes on there.
    """
    from ..store.reader import PipelineReader
    from ..watch import Follower, read_settings
    from ..watch.stop import Stop

    settings = read_settings(feeds)
    stop = Stop()
    with stop.heeded():
        reader = PipelineReader(None if model == "none" else model)
        follower = Follower(settings, db, reader, allow_private=allow_private, stop=stop, tell=_tell, complain=complain)
        counts = follower.run(once)
    _tell(f"{counts.added} new, {counts.changed} changed, {counts.failed} could not be read")
    if once and stop.wanted:
        raise typer.Exit(INTERRUPTED)
    if once and (follower.amiss or counts.failed):
        raise typer.Exit(1)


def _tell(line: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M')} {line}\n")
    sys.stderr.flush()
