"""`taqarub ingest`: sources into a database."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from ..records import DEFAULT_MODEL
from .frame import ModelOption, day
from .read import count_pages

if TYPE_CHECKING:
    from ..store.ingest import Progress as State

DatabaseOption = Annotated[
    str, typer.Option("--db", metavar="DB", help="Database: a file of SQLite, or postgresql://user@host/name.")
]


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def ingest(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="Files, folders, addresses, JSON Lines, archives (WARC), feeds, sitemaps, lists of addresses, or -.",
        ),
    ],
    db: Annotated[
        str | None, typer.Option("--db", metavar="DB", help="Database: a file of SQLite, or postgresql://user@host/name.")
    ] = None,
    processes: Annotated[
        int | None, typer.Option("--processes", min=1, metavar="N", help="How many processes read (all cores).")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Read also what is stored already, as with a better model.")
    ] = False,
    date: Annotated[
        str | None, typer.Option(callback=day, metavar="YYYY-MM-DD", help="Day of publication of pages that lack it.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet of pages that lack it.")] = None,
    model: ModelOption = DEFAULT_MODEL,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch addresses inside private networks, too.")
    ] = False,
    delay: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="Pause between two pages of a host that a list names.")
    ] = 1.0,
    most: Annotated[int, typer.Option(min=1, metavar="N", help="Pages of a list to fetch at most.")] = 10_000,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Read on a Dask cluster: address of its scheduler.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="With --scheduler: put the results into Parquet files, too.")
    ] = None,
) -> None:
    """Read sources and keep what is in them in a database.

    What is stored already is skipped: a run that was stopped or killed goes on where it stood when it is started
    again. What cannot be read is listed by `taqarub failures`; the exit status is then 1.
    """
    from ..pages.polite import Manners, Visitor
    from ..store.database import open_database
    from ..store.ingest import Options
    from ..store.ingest import ingest as run
    from ..store.reader import PipelineReader
    from ..store.sources import Sources

    _check(db, scheduler, out, processes)
    options = Options(PipelineReader(None if model == "none" else model), processes or cores(), again)
    visitor = Visitor(Manners(delay), allow_private)
    opened = Sources(outlet, date, allow_private, visitor=visitor, most=most)
    with ExitStack() as stack:
        database = stack.enter_context(open_database(db, write=True)) if db else None
        show = stack.enter_context(bar(lambda: count_pages(sources)))
        if scheduler:
            from ..store.cluster import ingest as run_there

            state = run_there(scheduler, sources, opened, options, database, out, show)
        else:
            assert database is not None
            state = run(database, sources, opened, options, show)
    sys.stderr.write(summary(state, db) + "\n")
    if state.counts.failed:
        raise typer.Exit(1)


def _check(db: str | None, scheduler: str | None, out: Path | None, processes: int | None) -> None:
    """Options that do not go together."""
    if not scheduler and out:
        raise typer.BadParameter("--out goes with --scheduler")
    if not db and not out:
        raise typer.BadParameter("where to? name --db, or with --scheduler --out")
    if scheduler and processes:
        raise typer.BadParameter("--processes does not go with --scheduler: the cluster has its workers")


def summary(state: State, db: str | None) -> str:
    """What an ingest did, in a line."""
    counts = state.counts
    parts = [f"{counts.added} new"]
    parts += [f"{counts.changed} changed"] if counts.changed else []
    parts += [f"{state.skipped + counts.same} stored before"] if state.skipped + counts.same else []
    where = f"see `taqarub failures --db {db}`" if db else "see the column `reason`"
    parts += [f"{counts.failed} could not be read ({where})"] if counts.failed else []
    return ", ".join(parts)


@contextmanager
def bar(total: Callable[[], int | None]) -> Iterator[Callable[[State], None]]:
    """A progress bar on a terminal, with articles a second and the time left; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda state: None
        return
    columns = (
        SpinnerColumn(), TextColumn("ingesting"), BarColumn(), TextColumn("{task.fields[done]}"),
        TextColumn("{task.fields[rate]}"), TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("ingest", total=total(), done="", rate="")

        def show(state: State) -> None:
            progress.update(task, completed=state.inputs, done=f"{state.inputs} inputs")
            speed = progress.tasks[0].speed
            progress.update(task, rate=f"{speed:.0f} articles/s" if speed else "")

        yield show
