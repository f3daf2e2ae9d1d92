"""What a database says, in words for the user."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from ..records import TaqarubError

_FULL = "the disk is full; what was committed before is safe"
_ROOM = 1_000_000  # bytes below which a disk has no room for what SQLite keeps beside a database
# part of the driver's message -> what it means
_MEANINGS = (
    ("database or disk is full", _FULL),
    ("disk full", _FULL),
    ("No space left", _FULL),
    ("readonly database", "is read-only"),
    ("read-only transaction", "is read-only"),
    ("file is not a database", "is not a database"),
    ("malformed", "is damaged (try `sqlite3 FILE .recover`)"),
    ("unable to open database file", "cannot be opened"),
    ("database is locked", "is locked by another program"),
    ("disk I/O error", "cannot be read or written (disk I/O error)"),
)


class DatabaseError(TaqarubError):
    """A database that cannot be opened, read or written: one line that names it."""


class Refused(TaqarubError):
    """A request that cannot be met, told so that each language of the desk has words of its own for it.

    Attributes:
        key: what is amiss; the words are those of data/web/refused.toml.
        values: what the words name.
    """

    def __init__(self, key: str, message: str, **values: str):
        super().__init__(message)
        self.key, self.values = key, values


class Busy(DatabaseError):
    """Another process is writing to it: a matter of waiting."""


def explain(name: str, error: DBAPIError) -> DatabaseError:
    """The driver's error as one clear line."""
    said = " ".join(str(error.orig).split())[:300]
    if "disk I/O error" in said and _no_room(name):  # all that SQLite says where a file beside the database cannot grow
        return DatabaseError(f"{name}: {_FULL}")
    for part, meaning in _MEANINGS:
        if part in said:
            return DatabaseError(f"{name}: {meaning}")
    return DatabaseError(f"{name}: {said}")


def _no_room(name: str) -> bool:
    try:
        return shutil.disk_usage(Path(name).absolute().parent).free < _ROOM
    except OSError:  # the address of a server
        return False


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn errors of the database driver into `DatabaseError`."""
    try:
        yield
    except DBAPIError as error:
        raise explain(name, error) from error
