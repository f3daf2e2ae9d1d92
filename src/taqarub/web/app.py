"""The web desk as an ASGI app: routers, static files, security, errors."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from ..records import TaqarubError
from ..store.errors import DatabaseError
from . import api
from .desk import Desk
from .pages import actor, article, brief, file, files, review, search
from .problems import faults, problem
from .rendering import language_of, page
from .security import install
from .words import refusal, words_in

STATIC = Path(__file__).parent / "static"
ROUTERS = (files, file, actor, article, search, brief, review, api)
SECTIONS = frozenset({"files", "search", "brief", "review", "api"})
REST = 10.0  # seconds without a change of the database after which pages are worked out anew
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """How the desk is served.

    Attributes:
        database: address of the database.
        host: on which it listens; beyond the loopback a token or users are required.
        token: what a visitor has to know, or None.
        users: path of a file of users, or None.
    """

    database: str
    host: str = "127.0.0.1"
    token: str | None = None
    users: Path | None = None


def create_app(
    database: str, *, host: str = "127.0.0.1", token: str | None = None, users: Path | None = None,
    warm: Callable[[Desk], None] | None = None,
) -> FastAPI:  # fmt: skip
    """The app.

    Args:
        database: path of an SQLite file, or postgresql://user@host/name.
        host: address it will listen on.
        token: shared secret of those who may look.
        users: file of users.
        warm: called in a thread of its own when the app starts, and again when the database has changed, to work out what
            pages will ask for.

    Raises:
        DatabaseError: there is no database there.
        TaqarubError: it would be open to others without a token or users.
    """
    settings = Settings(database, host, token, users)
    desk = Desk(database)
    with desk.open():
        pass  # told now, not by the first page

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        ending = threading.Event()
        if warm is not None:
            threading.Thread(target=_warmed, args=(warm, desk, ending), name="taqarub-warm", daemon=True).start()
        yield
        ending.set()

    app = FastAPI(title="Taqarub", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.desk, app.state.settings = desk, settings
    app.state.sections = SECTIONS
    for room in ROUTERS:
        app.include_router(room.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    _tell_errors(app)
    install(app, settings)
    return app


def _warmed(warm: Callable[[Desk], None], desk: Desk, ending: threading.Event) -> None:
    """Work out what pages will ask for: now, and again whenever the database has changed and is at rest."""
    done: Hashable = None
    seen: Hashable = None
    while not ending.is_set():
        try:
            with desk.open() as database:
                before, seen = seen, desk.state(database)
            if done is None or before == seen != done:
                done = seen
                warm(desk)
        except TaqarubError as error:
            log.warning("%s", error)
        ending.wait(REST)


def _tell_errors(app: FastAPI) -> None:
    """Errors are pages (JSON under /api) that give away neither paths nor queries."""

    def told(request: Request, status: int, title: str, help: str | None = None) -> Response:
        if request.url.path.startswith("/api"):
            return problem(status, title)
        return page(request, "error.html", status, title=title, help=help)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        words = words_in(language_of(request))
        if request.url.path.startswith("/api"):
            answer = problem(error.status_code, str(error.detail))
        elif error.status_code == 404:
            answer = told(request, 404, words("error.missing"), words("error.missing_help"))
        else:
            answer = told(request, error.status_code, str(error.detail))
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        if request.url.path.startswith("/api"):
            return problem(422, errors=faults(error.errors()))
        return told(request, 422, words_in(language_of(request))("error.bad"))

    @app.exception_handler(DatabaseError)
    def database(request: Request, error: DatabaseError) -> Response:
        log.error("%s", error)
        return told(request, 503, words_in(language_of(request))("error.database"))

    @app.exception_handler(TaqarubError)
    def asked(request: Request, error: TaqarubError) -> Response:
        return told(request, 400, refusal(error, words_in(language_of(request))))

    @app.exception_handler(Exception)
    def broken(request: Request, error: Exception) -> Response:
        words = words_in(language_of(request))
        return told(request, 500, words("error.broken"), words("error.broken_help"))
