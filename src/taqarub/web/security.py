"""What stands before every page: who asks, for which name, how often, with what; and the headers of every answer.

    install(app, settings)        # settings: host, token, users
    request.state.user            # who asks
    request.state.csrf            # what a form must carry as its field "csrf", a script as the header X-CSRF-Token
"""

from __future__ import annotations

import logging
import re
import secrets
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, quote, urlsplit

from fastapi import APIRouter, FastAPI, Form, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..records import TaqarubError
from .accounts import LASTS, Accounts, Session, read_users
from .limits import Buckets, TooLarge, again, answers_to, body_of, is_loopback
from .problems import problem
from .rendering import language_of, page
from .words import words_in

COOKIE = "taqarub"
BODY, QUERY = 256_000, 8_000  # bytes of a request's body, and of its query
BURST, RATE = 400, 40  # requests of one client at once, and a second in the long run
TRIES, TRIES_RATE = 6, 1 / 10  # the same of logging in
SAFE = {"GET", "HEAD", "OPTIONS"}
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}
log = logging.getLogger(__name__)
router = APIRouter(include_in_schema=False)


class Served(Protocol):
    """What is asked of the settings of an app."""

    @property
    def host(self) -> str: ...
    @property
    def token(self) -> str | None: ...
    @property
    def users(self) -> Path | None: ...


def install(app: FastAPI, settings: Served, secret: bytes | None = None) -> None:
    """Put the guard before an app, and its login page into it.

    Args:
        app: whose routes are all there.
        settings: where it listens, and who may look.
        secret: signs the cookies of several processes that serve one desk.

    Raises:
        TaqarubError: it would listen beyond this machine and let anybody look, or the users cannot be read.
    """
    users = read_users(settings.users) if settings.users else {}
    if not is_loopback(settings.host) and not users and not settings.token:
        raise TaqarubError(
            f"{settings.host}: others could look at the desk; give --token or --users, or serve it on 127.0.0.1"
        )
    if settings.token is not None and len(settings.token) < 12:
        raise TaqarubError("the token is too short to be secret: 12 characters at least")
    app.state.accounts = Accounts(settings.token, users, secret)
    app.include_router(router)
    app.add_middleware(Guard, accounts=app.state.accounts, host=settings.host)


class Guard:
    """The ASGI middleware."""

    def __init__(self, app: ASGIApp, accounts: Accounts, host: str):
        self.app, self.accounts, self.host = app, accounts, host
        self.requests, self.tries = Buckets(BURST, RATE), Buckets(TRIES, TRIES_RATE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False
        request = Request(scope)
        session = self.accounts.session(request.cookies.get(COOKIE))
        fresh = session is None
        session = session or self.accounts.begin()
        state = scope.setdefault("state", {})
        state.update(session=session, user=session.user, csrf=self.accounts.csrf(session))

        async def answer(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if not request.url.path.startswith("/static/"):
                    headers.setdefault("cache-control", "no-store" if self.accounts.needed else "no-cache")
                told = any(value.startswith(f"{COOKIE}=") for value in headers.getlist("set-cookie"))
                if fresh and not told and "text/html" in headers.get("content-type", ""):
                    headers.append("set-cookie", cookie(self.accounts.cookie(session)))
            await send(message)

        try:
            refused, receive = await self._refuse(request, session, receive)
            await (refused or self.app)(scope, receive, answer)
        except Exception as error:  # the last who can answer; told in the log
            number = secrets.token_hex(4)
            log.error("%s %s %s: %s", number, request.method, type(error).__name__, error, exc_info=error)
            if started:
                raise
            await self._told(request, 500, "error.broken", number)(scope, receive, answer)

    async def _refuse(self, request: Request, session: Session, receive: Receive) -> tuple[Response | None, Receive]:
        """What is answered in place of the page; None where all is well. With it the `receive` to go on with."""
        path = request.url.path
        client = request.client.host if request.client else ""
        if not answers_to(request.headers.get("host", ""), self.host):
            return self._told(request, 421, "security.host"), receive
        if not path.startswith("/static/") and not self.requests.take(client):
            return self._slower(request), receive
        if len(request.scope.get("query_string", b"")) > QUERY:
            return self._told(request, 414, "security.large"), receive
        header = request.headers.get("authorization")
        by_header = None
        if header and self.accounts.needed and _for_programs(path):
            by_header = await run_in_threadpool(self.accounts.by_header, header)
            if by_header is None and not self.tries.take(client):
                return self._slower(request), receive
            request.state.user = by_header or session.user
        known = by_header or session.user or path == "/login" or path.startswith("/static/")
        if self.accounts.needed and not known:
            return self._ask_in(request), receive
        if request.method in SAFE:
            return None, receive
        if path == "/login" and not self.tries.take(client):
            return self._slower(request), receive
        try:
            body = await body_of(receive, BODY)
        except TooLarge:
            return self._told(request, 413, "security.large"), receive
        if not self._meant(request, session, body, bool(by_header)):
            return self._told(request, 403, "security.csrf"), receive
        return None, again(body, receive)

    def _meant(self, request: Request, session: Session, body: bytes, by_header: bool) -> bool:
        """Whether who asks for a change means it: no other site made the browser send it."""
        origin = request.headers.get("origin") or request.headers.get("referer")
        site = request.headers.get("sec-fetch-site")
        if origin == "null" and site == "same-origin":
            origin = None  # as browsers write it for pages that tell no referrer
        if origin and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower():
            return False
        if site not in (None, "same-origin", "none"):
            return False
        browser = origin or site or COOKIE in request.cookies
        if by_header or (request.url.path.startswith("/api/") and not browser and not self.accounts.needed):
            return True
        return self.accounts.csrf_right(session, request.headers.get("x-csrf-token") or _field(request, body))

    def _ask_in(self, request: Request) -> Response:
        """Anybody may knock: pages lead to the login, the API says what it wants."""
        if _for_programs(request.url.path):
            kind = "Basic" if self.accounts.named else "Bearer"
            # not WWW-Authenticate: Basic, which would make browsers remember a password that other sites then use
            return problem(401, f"say who you are: Authorization: {kind} …")
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?next={quote(wanted, safe='')}", 303)

    def _slower(self, request: Request) -> Response:
        answer = self._told(request, 429, "security.slower")
        answer.headers["retry-after"] = "10"
        return answer

    def _told(self, request: Request, status: int, key: str, number: str | None = None) -> Response:
        words = words_in(language_of(request))
        if request.url.path.startswith("/api/"):
            return problem(status, words_in("en")(key), reference=number)
        help = words("security.reference", number=number) if number else None
        return page(request, "error.html", status, title=words(key), help=help)


def _for_programs(path: str) -> bool:
    """Whether programs ask for it, which have no cookie: the API, and the feeds that readers fetch."""
    return path.startswith("/api/") or path.endswith("/feed.atom")


def _field(request: Request, body: bytes) -> str:
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return ""
    try:
        return parse_qs(body.decode("ascii"), max_num_fields=200).get("csrf", [""])[0]
    except ValueError:
        return ""


def cookie(value: str, lasts: int = LASTS) -> str:
    """The header that sets the cookie of a session."""
    return f"{COOKIE}={value}; Path=/; Max-Age={lasts}; HttpOnly; SameSite=Strict"


def own_address(value: str) -> str:
    """An address of the desk itself, to go on to; / where it is another's."""
    return value if re.fullmatch(r"/(?![/\\])[^\\\x00-\x20]*", value) else "/"


@router.get("/login")
def login_page(request: Request, next: str = "/") -> Response:
    """Asks who it is."""
    named = request.app.state.accounts.named
    return page(request, "login.html", named=named, next=own_address(next), wrong=False, name="")


@router.post("/login")
def login(request: Request, name: str = Form("", max_length=100), word: str = Form("", max_length=500),
          next: str = Form("/", max_length=4000)) -> Response:  # fmt: skip
    """Lets somebody in. A session begins anew with it, so that nobody can have prepared it."""
    accounts: Accounts = request.app.state.accounts
    name = " ".join(name.split())
    if not accounts.needed or not name or not accounts.right(name, word):
        return page(request, "login.html", 403, named=accounts.named, next=own_address(next), wrong=True, name=name)
    answer = RedirectResponse(own_address(next), 303)
    answer.headers["set-cookie"] = cookie(accounts.cookie(accounts.begin(name)))
    return answer


@router.post("/logout")
def logout(request: Request) -> Response:
    """Ends a session."""
    request.app.state.accounts.end(request.state.session)
    answer = RedirectResponse("/login" if request.app.state.accounts.needed else "/", 303)
    answer.headers["set-cookie"] = cookie("", 0)
    return answer


__all__ = ["CSP", "Guard", "install", "own_address", "router"]
