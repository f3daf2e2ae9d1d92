"""Stopping by signal: at once while waiting or fetching, after the transaction while storing."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopped(BaseException):
    """The wish to stop, where stopping at once loses nothing. (No Exception: nobody on the way is to handle it.)"""


class Stop:
    """Whether to stop. `wanted` is set by SIGINT and SIGTERM while `heeded`; a second signal ends it the hard way."""

    def __init__(self) -> None:
        self.wanted = False
        self._open = False

    def __call__(self, *_: object) -> None:
        """Stop, as soon as nothing gets lost by it."""
        if self.wanted:
            raise KeyboardInterrupt
        self.wanted = True
        if self._open:
            raise Stopped

    @contextmanager
    def heeded(self) -> Iterator[None]:
        """Let the signals come here; in the main thread only."""
        old = {number: signal.signal(number, self) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in old.items():
                signal.signal(number, handler)

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """A stretch that can be broken off.

        Raises:
            Stopped: it was.
        """
        before, self._open = self._open, True
        try:
            if self.wanted:
                raise Stopped
            yield
        finally:
            self._open = before

    def sleep(self, seconds: float) -> None:
        """Sleep; raises Stopped as soon as that is wanted."""
        with self.interruptible():
            time.sleep(max(seconds, 0.0))
