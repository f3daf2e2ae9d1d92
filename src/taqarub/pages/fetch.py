"""A page fetched from an address that the user named: no private networks, no endless answers."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urljoin

import httpx

from ..records import Page, TaqarubError
from .answers import Answer, Refused, Unreachable, seconds, to_page

MAX_BYTES = 16_000_000
TIMEOUT = 30.0
MAX_REDIRECTS = 10
_TYPES = ("text/", "application/xhtml", "application/xml", "application/json", "application/ld+json", "application/x-ndjson",
          "application/jsonl", "application/rss+xml", "application/atom+xml", "application/octet-stream")  # fmt: skip
AGENT = "taqarub"  # what robots.txt calls us
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/json;q=0.8,text/*;q=0.7",
    "Accept-Language": "ar,en;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet: not private, loopback, link-local (where clouds keep their
    metadata), multicast, reserved, nor such an address wrapped in IPv6."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.teredo:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


class _Fetch:
    """One fetch: its address as named, its deadline, and the sockets to close when that has passed."""

    def __init__(self, url: str, allow_private: bool, timeout: float, max_bytes: int):
        self.url, self.allow_private, self.timeout, self.max_bytes = url, allow_private, timeout, max_bytes
        self.deadline = time.monotonic() + timeout
        self.sockets: list[socket.socket] = []
        self.watchdog: threading.Timer | None = None

    def says(self, reason: str, at: str | None = None) -> str:
        hop = f" (redirected to {at})" if at and at != self.url else ""
        return f"{self.url}: {reason}{hop}"

    def error(self, reason: str, at: str | None = None) -> TaqarubError:
        return TaqarubError(self.says(reason, at))

    def pause(self, work: Callable[[str], None], at: str) -> None:
        """Do something whose time does not count."""
        begin = time.monotonic()
        work(at)
        self.deadline += time.monotonic() - begin

    def left(self) -> float:
        """Seconds to the deadline.

        Raises:
            TaqarubError: it has passed.
        """
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise Unreachable(self.says(f"no full answer within {self.timeout:g} seconds"))
        return left

    def watch(self, event: str, info: dict[str, Any]) -> None:
        """Trace of httpcore: remember each socket as it is opened."""
        if event == "connection.connect_tcp.complete" and "return_value" in info:
            opened = info["return_value"].get_extra_info("socket")
            if opened is not None:
                self.sockets.append(opened)

    def guard(self) -> None:
        """Hang up when the deadline has passed, which `pause` may move on."""
        self.watchdog = threading.Timer(max(self.deadline - time.monotonic(), 0), self._hang_up)
        self.watchdog.daemon = True
        self.watchdog.start()

    def _hang_up(self) -> None:
        """Shut the sockets down: whoever waits for a byte on one of them stops waiting."""
        if time.monotonic() < self.deadline:
            self.guard()
            return
        for opened in self.sockets:
            try:
                opened.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # closed already


def _resolve(fetch: _Fetch, host: str, port: int, at: str) -> str:
    """The address to connect to, checked: every address that the name has must be allowed."""
    found: list[Any] = []
    failed: list[OSError | UnicodeError] = []

    def look_up() -> None:
        try:
            found.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    thread = threading.Thread(target=look_up, daemon=True)  # a name server that hangs cannot be interrupted
    thread.start()
    thread.join(fetch.left())
    fetch.left()
    if failed or not found:
        raise Unreachable(fetch.says(f"no host named {host}", at))
    addresses = [ipaddress.ip_address(str(info[4][0]).partition("%")[0]) for info in found]
    if not fetch.allow_private:
        for address in addresses:
            if not is_public(address):
                raise fetch.error(f"points into a private network ({address}); --allow-private fetches it", at)
    return str(addresses[0])


def _parts(fetch: _Fetch, at: str) -> tuple[httpx.URL, str, int]:
    """The address of a hop, its host and its port."""
    try:
        url = httpx.URL(at)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise fetch.error("not a web address", at) from error
    if url.scheme not in ("http", "https"):
        raise fetch.error(f"{url.scheme or 'no'} scheme; only http and https are fetched", at)
    host = url.raw_host.decode("ascii").strip("[]")
    if not host:
        raise fetch.error("not a web address", at)
    return url, host, url.port or (443 if url.scheme == "https" else 80)


def _hop(fetch: _Fetch, client: httpx.Client, at: str, more: Mapping[str, str]) -> tuple[httpx.Response, bytes]:
    """Ask one address: connect to the address that was checked, under the name that was asked for."""
    url, host, port = _parts(fetch, at)
    address = _resolve(fetch, host, port, at)
    headers = {"User-Agent": agent(), **_HEADERS, **more, "Host": url.netloc.decode("ascii")}
    extensions = {"sni_hostname": host, "trace": fetch.watch}
    request = client.build_request("GET", url.copy_with(host=address, port=port, username=None, password=None), headers=headers,
                                   timeout=fetch.left(), extensions=extensions)  # fmt: skip
    response = client.send(request, stream=True)
    try:
        if response.has_redirect_location:
            return response, b""
        _check(fetch, response, at)
        return response, _body(fetch, response, at)
    finally:
        response.close()


def _check(fetch: _Fetch, response: httpx.Response, at: str) -> None:
    """Refuse an answer whose status, type or announced size is not that of a page."""
    if response.status_code == httpx.codes.NOT_MODIFIED:
        return
    if not response.is_success:
        said = fetch.says(f"the server answered {response.status_code} {response.reason_phrase}".rstrip(), at)
        raise Refused(said, response.status_code, seconds(response.headers.get("retry-after", "")))
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and not kind.startswith(_TYPES):
        raise fetch.error(f"{kind} is no page", at)
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length) > fetch.max_bytes:
        raise fetch.error(f"{int(length) / 1e6:.0f} MB; at most {fetch.max_bytes / 1e6:g} MB are read", at)


def _body(fetch: _Fetch, response: httpx.Response, at: str) -> bytes:
    """The body as it comes in, decompressed, up to the limit."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    inflate: Callable[[bytes], bytes]
    if encoding in ("", "identity"):
        inflate = bytes
    elif encoding in ("gzip", "x-gzip", "deflate"):
        inflate = _Inflate(fetch.max_bytes + 1)
    else:
        raise fetch.error(f"compressed as {encoding}, which was not asked for", at)
    data = bytearray()
    try:
        for chunk in response.iter_raw():
            data += inflate(chunk)
            fetch.left()
            if len(data) > fetch.max_bytes:
                raise fetch.error(f"more than {fetch.max_bytes / 1e6:g} MB", at)
    except zlib.error as error:
        raise fetch.error("broken compression", at) from error
    fetch.left()  # hung up on by the watchdog, a connection looks as if it had ended
    return bytes(data)


class _Inflate:
    """Gzip or deflate undone chunk by chunk, never to more than a limit."""

    def __init__(self, limit: int):
        self.limit = limit
        self.machine: Any = None

    def __call__(self, chunk: bytes) -> bytes:
        if self.machine is None:
            zipped = chunk[:2] == b"\x1f\x8b" or (
                chunk[:1] == b"\x78" and len(chunk) > 1 and int.from_bytes(chunk[:2]) % 31 == 0
            )
            self.machine = zlib.decompressobj(47 if zipped else -15)
        return self.machine.decompress(chunk, self.limit)


def _follow(
    fetch: _Fetch, client: httpx.Client, more: Mapping[str, str], before: Callable[[str], None]
) -> Answer:  # fmt: skip
    """The answer behind all redirects."""
    at, seen = fetch.url, set[str]()
    while True:
        if at in seen:
            raise fetch.error("redirects in a circle", at)
        if len(seen) > MAX_REDIRECTS:
            raise fetch.error(f"more than {MAX_REDIRECTS} redirects")
        seen.add(at)
        fetch.pause(before, at)
        response, body = _hop(fetch, client, at, more)
        if not response.has_redirect_location:
            return Answer(response.status_code, response.headers, body, at)
        at = urljoin(at, response.headers["location"])


def ask(
    url: str, *, allow_private: bool = False, timeout: float = TIMEOUT, max_bytes: int = MAX_BYTES,
    headers: Mapping[str, str] | None = None, before: Callable[[str], None] = lambda at: None,
) -> Answer:  # fmt: skip
    """Ask an address.

    The name of every hop is resolved once and connected to by the address that was checked, so that a name which
    changes its address in between leads nowhere else. Proxies of the environment are not used: what they reach
    cannot be checked.

    Args:
        url: an http or https address.
        allow_private: also ask in private networks and this machine.
        timeout: seconds that the whole of it may take, with all redirects.
        max_bytes: size that the answer may have, decompressed.
        headers: more of them, or others.
        before: called with the address of each hop before it is asked; may raise, and may take its time.

    Raises:
        TaqarubError: there is no page (Refused: the server says so; Unreachable: it says nothing); one line that names
            the address.
    """
    fetch = _Fetch(url, allow_private, timeout, max_bytes)
    fetch.guard()
    try:
        with httpx.Client(trust_env=False, follow_redirects=False, max_redirects=0) as client:
            return _follow(fetch, client, headers or {}, before)
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ValueError) as error:
        fetch.left()
        raise Unreachable(fetch.says(_reason(error))) from error
    finally:
        if fetch.watchdog:
            fetch.watchdog.cancel()


def get(url: str, *, allow_private: bool = False, timeout: float = TIMEOUT, max_bytes: int = MAX_BYTES) -> Page:
    """Fetch a page: `ask`, with its arguments and errors."""
    return to_page(ask(url, allow_private=allow_private, timeout=timeout, max_bytes=max_bytes), url)


def _reason(error: Exception) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    if isinstance(error, httpx.ConnectError):
        return f"cannot connect ({error})"
    return " ".join(str(error).split()) or type(error).__name__


def agent(contact: str | None = None) -> str:
    """The User-Agent header; `contact` is an address of whoever runs this."""
    said = f"+https://pypi.org/project/{AGENT}/" + (f"; {contact}" if contact else "")
    return f"Mozilla/5.0 (compatible; {AGENT}; {said})"


def is_address(name: str) -> bool:
    """Whether a name is written as an address (scheme://…) and not as a path."""
    scheme, sign, _ = name.partition("://")
    return bool(sign) and scheme.isalnum()
