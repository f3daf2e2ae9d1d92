"""Fetching what nobody named one by one, as a good guest: robots.txt, a pause between visits, patience with errors."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from protego import Protego

from ..records import Page, TaqarubError
from . import fetch
from .answers import Answer, Refused, Unreachable, to_page

ROBOTS_LAST = 24 * 3600.0  # seconds for which a robots.txt is taken to hold (RFC 9309)
FIRST_BACKOFF, LONGEST_BACKOFF = 2.0, 3600.0  # seconds; doubled with each error of a host in a row
PATIENCE = 120.0  # `get` waits no longer than that for a host
TRIES = 3


class Forbidden(TaqarubError):
    """robots.txt does not allow it."""


class Manners(NamedTuple):
    """How to behave.

    Args:
        delay: seconds between the end of one request to a host and the next; robots.txt can make it longer.
        contact: address of whoever runs this, told to the servers.
    """

    delay: float = 1.0
    contact: str | None = None


@dataclass
class _Host:
    ready: float = 0.0  # when it may be asked again, by the visitor's clock
    errors: int = 0  # in a row
    robots: Protego | None = None
    known: float | None = None  # when its robots.txt was read
    delay: float = 0.0


class Visitor:
    """Asks servers politely; one at a time.

    Args:
        manners: how to behave.
        allow_private: as in `fetch.ask`.
        clock, sleep: stand in for time's own in tests, or to stop early.
        ask: stands in for `fetch.ask`.
    """

    def __init__(
        self, manners: Manners | None = None, allow_private: bool = False, *, clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep, ask: Callable[..., Answer] = fetch.ask,
    ):  # fmt: skip
        self.manners = manners or Manners()
        self.allow_private, self._clock, self._sleep, self._fetch = allow_private, clock, sleep, ask
        self._hosts: dict[tuple[str, str], _Host] = {}
        self._at = ""  # the hop that is being asked
        self._headers = {"User-Agent": fetch.agent(self.manners.contact)}

    def wait(self, url: str) -> float:
        """Seconds until the host of an address may be asked; 0 for now."""
        return max(self._host(url).ready - self._clock(), 0.0)

    def ask(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask an address when its host's turn has come, if its robots.txt allows it; the same for each redirect.

        Raises:
            Forbidden: robots.txt does not allow it.
            TaqarubError: as in `fetch.ask`. A host that errs is left alone for a while, longer each time (`wait`).
        """
        return self._visit(url, self._enter, headers)

    def get(self, url: str) -> Page:
        """`ask` for a page, again where the error may pass and the host is not to be left alone for long.

        Raises:
            TaqarubError: as in `ask`.
        """
        for left in range(TRIES - 1, -1, -1):
            if self.wait(url) > PATIENCE:
                raise Unreachable(f"{url}: its server is to be left alone for {self.wait(url):.0f} more seconds")
            try:
                return to_page(self.ask(url), url)
            except (Refused, Unreachable) as error:
                if not left or (isinstance(error, Refused) and not error.passing) or self.wait(url) > PATIENCE:
                    raise
        raise AssertionError("unreachable")

    def _visit(self, url: str, before: Callable[[str], None], headers: Mapping[str, str] | None, **options) -> Answer:
        try:
            answer = self._fetch(
                url, allow_private=self.allow_private, headers={**self._headers, **(headers or {})}, before=before,
                **options,
            )  # fmt: skip
        except Refused as error:
            if error.passing:
                self._back_off(error.wait)
            else:
                self._leave()
            raise
        except Unreachable:
            self._back_off(None)
            raise
        except TaqarubError:
            self._leave()
            raise
        self._leave()
        return answer

    def _enter(self, at: str) -> None:
        """Before a request: is it allowed, and is it our turn?"""
        host = self._host(at)
        if host.known is None or self._clock() - host.known > ROBOTS_LAST:
            self._read_robots(at, host)
        if host.robots and not host.robots.can_fetch(at, fetch.AGENT):
            raise Forbidden(f"{at}: robots.txt of the site does not allow it")
        self._take_turn(at)

    def _take_turn(self, at: str) -> None:
        left = self.wait(at)
        if left:
            self._sleep(left)
        if self._at and self._host(self._at) is not self._host(at):
            self._leave()  # redirected from another host
        self._at = at

    def _leave(self) -> None:
        if self._at:
            host = self._host(self._at)
            host.ready, host.errors = self._clock() + max(host.delay, self.manners.delay), 0
            self._at = ""

    def _back_off(self, asked: float | None) -> None:
        """Leave a host alone: as long as it asks for, or longer with each error, and never all clients at once."""
        if self._at:
            host = self._host(self._at)
            host.errors += 1
            guess = min(FIRST_BACKOFF * 2 ** (host.errors - 1), LONGEST_BACKOFF) * random.uniform(0.5, 1.5)
            pause = max(guess if asked is None else asked, host.delay, self.manners.delay)
            host.ready = self._clock() + pause
            self._at = ""

    def _read_robots(self, at: str, host: _Host) -> None:
        parts = urlsplit(at)
        url = f"{parts.scheme}://{parts.netloc}/robots.txt"
        text = ""
        try:
            text = self._visit(url, self._take_turn, None).body.decode("utf-8-sig", "replace")
        except (Refused, Unreachable) as error:
            if isinstance(error, Unreachable) or error.passing:
                raise Unreachable(f"{at}: the site's robots.txt cannot be read ({_reason(error, url)})") from error
        except TaqarubError:
            text = ""  # an answer that is no robots.txt: there is none
        host.robots, host.known = Protego.parse(text), self._clock()
        delay = host.robots.crawl_delay(fetch.AGENT) or 0.0
        rate = host.robots.request_rate(fetch.AGENT)
        host.delay = max(float(delay), rate.seconds / rate.requests if rate and rate.requests else 0.0)
        host.ready = max(host.ready, self._clock() + host.delay)

    def _host(self, url: str) -> _Host:
        parts = urlsplit(url)
        return self._hosts.setdefault((parts.scheme.lower(), parts.netloc.lower()), _Host())


def _reason(error: TaqarubError, url: str) -> str:
    return str(error).removeprefix(f"{url}: ")
