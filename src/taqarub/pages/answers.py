"""What comes of asking a server."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

import httpx

from ..records import Page, TaqarubError


class Answer(NamedTuple):
    """What a server answered: `status` is 2xx or 304, `url` the address behind all redirects."""

    status: int
    headers: httpx.Headers
    body: bytes
    url: str


class Unreachable(TaqarubError):
    """No answer, or none in time: another try may find one."""


class Refused(TaqarubError):
    """The server answered that there is no page. `wait`: the seconds that it asks to wait, where it does."""

    def __init__(self, message: str, status: int, wait: float | None = None):
        self.status, self.wait = status, wait
        super().__init__(message)

    @property
    def passing(self) -> bool:
        """Whether it may be otherwise later."""
        return self.status in (408, 425, 429) or self.status >= 500


def to_page(answer: Answer, origin: str) -> Page:
    """An answer as a page; `origin` is the address as it was named."""
    kind = answer.headers.get("content-type", "").partition(";")[0]
    charset = httpx.Response(200, headers=answer.headers).charset_encoding
    plain = kind.strip().lower() == "text/plain"
    return Page(content=answer.body, origin=origin, url=answer.url, kind="text" if plain else "auto", charset=charset)


def seconds(value: str) -> float | None:
    """A Retry-After header, seconds or a date, as seconds from now."""
    if value.strip().isdigit():
        return float(value)
    try:
        return max((parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds(), 0.0)
    except (ValueError, TypeError):  # TypeError: a date without a zone
        return None
