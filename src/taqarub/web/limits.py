"""Limits: how often one client may ask, how large a request may be, which names the desk answers to."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from typing import Any
from urllib.parse import urlsplit

CLIENTS = 10_000  # clients remembered at once


class Buckets:
    """A bucket of requests a client, which fills up again by and by.

    Args:
        burst: requests that may come at once.
        rate: requests a second in the long run.
    """

    def __init__(self, burst: float, rate: float):
        self.burst, self.rate = burst, rate
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> bool:
        """Take one request out; False where the bucket is empty."""
        now = time.monotonic()
        left, since = self._left.pop(client, (self.burst, now))
        left = min(self.burst, left + (now - since) * self.rate)
        self._left[client] = (left - 1 if left >= 1 else left, now)
        if len(self._left) > CLIENTS:
            self._left.popitem(last=False)
        return left >= 1


class TooLarge(Exception):
    """A body over the limit."""


async def body_of(receive: Any, limit: int) -> bytes:
    """The whole body of a request.

    Raises:
        TooLarge: it has more bytes than the limit.
    """
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(parts)
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > limit:
            raise TooLarge
        if not message.get("more_body"):
            return b"".join(parts)


def again(body: bytes, receive: Any) -> Any:
    """A `receive` that gives a body that was read already, and then what else comes."""
    given = False

    async def receiver() -> Any:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receiver


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def host_name(header: str) -> str:
    """The name in a Host header, without its port; "" where it is none."""
    try:
        return (urlsplit(f"//{header}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def answers_to(header: str, served: str) -> bool:
    """Whether a Host header is one under which the desk is known.

    A page of another site that has its own name point here (DNS rebinding) sends that name. Numbers cannot be
    rebound; of names only localhost and the one that the desk was told to serve are known.
    """
    name = host_name(header)
    if is_loopback(name):
        return True
    if name == served.lower():
        return True
    if is_loopback(served):
        return False
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
