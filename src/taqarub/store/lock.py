"""One writer at a time: a lock that the operating system gives back whenever its holder ends, however that ends."""

from __future__ import annotations

import fcntl
import os
import zlib
from pathlib import Path

from sqlalchemy import Connection, text

from .errors import Busy, DatabaseError

_KEY = zlib.crc32(b"taqarub writer")


def _busy(name: str) -> Busy:
    return Busy(f"{name}: another taqarub is writing to it; wait for its end and run this again")


class FileLock:
    """Lock on a file beside an SQLite database. (Not on the database itself: closing any handle of that would drop
    SQLite's own locks.)
    """

    def __init__(self, database: Path):
        self.path = database.with_name(database.name + "-writer")
        try:
            self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise DatabaseError(f"{database}: cannot be written ({error.strerror})") from error
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._handle)
            raise _busy(str(database)) from error

    def release(self) -> None:
        """Give the lock back; once, as its number may be another file's by the next time. The file stays: removing it would
        let two writers lock two files.
        """
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)


def lock_server(connection: Connection, name: str) -> None:
    """Take PostgreSQL's advisory lock; it is held until the connection ends.

    Raises:
        DatabaseError: another writer holds it.
    """
    if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _KEY}).scalar():
        raise _busy(name)
