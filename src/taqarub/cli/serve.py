"""`taqarub serve`: the web desk."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from .demo import PAGES


def serve(
    db: Annotated[
        str | None, typer.Option("--db", metavar="DB", help="Database: a file of SQLite, or postgresql://user@host/name.")
    ] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Show the bundled articles, from a temporary database.")] = False,
    host: Annotated[str, typer.Option("--host", help="Address to listen on; beyond this computer --token or --users is required.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port.")] = 8765,
    token: Annotated[
        str | None, typer.Option("--token", envvar="TAQARUB_TOKEN", help="What a visitor has to know.")
    ] = None,
    users: Annotated[
        Path | None, typer.Option("--users", metavar="FILE", help="Users with passwords, of `taqarub user`, instead of a token.")
    ] = None,
) -> None:
    """Open the web desk on a database until Ctrl-C."""
    if bool(db) == demo:
        raise typer.BadParameter("name either --db or --demo")
    if db:
        _run(db, host, port, token, users)
        return
    with tempfile.TemporaryDirectory(prefix="taqarub-") as folder:
        path = str(Path(folder) / "demo.db")
        fill(path)
        _run(path, host, port, token, users)


def fill(path: str) -> None:
    """Read the bundled articles into a database."""
    from ..records import DEFAULT_MODEL
    from ..store.database import open_database
    from ..store.ingest import Options, ingest
    from ..store.reader import PipelineReader
    from ..store.sources import Sources
    from ..store.stories import place

    with open_database(path, write=True) as database:
        ingest(database, [str(PAGES)], Sources(None, None, False), Options(PipelineReader(DEFAULT_MODEL), 1, False))
        place(database)


def _run(address: str, host: str, port: int, token: str | None, users: Path | None) -> None:
    import uvicorn

    from ..web import create_app
    from ..web.pages.files import warm

    app = create_app(address, host=host, token=token, users=users, warm=warm)
    typer.echo(f"http://{host}:{port}  (Ctrl-C ends it)")
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
