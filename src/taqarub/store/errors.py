"""What a database says, in words for the user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from ..records import TaqarubError

# part of the driver's message -> what it means
_MEANINGS = (
    ("database or disk is full", "the disk is full; what was committed before is safe"),
    ("disk full", "the disk is full; what was committed before is safe"),
    ("No space left", "the disk is full; what was committed before is safe"),
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


class Busy(DatabaseError):
    """Another process is writing to it: a matter of waiting."""


def explain(name: str, error: DBAPIError) -> DatabaseError:
    """The driver's error as one clear line."""
    said = " ".join(str(error.orig).split())[:300]
    for part, meaning in _MEANINGS:
        if part in said:
            return DatabaseError(f"{name}: {meaning}")
    return DatabaseError(f"{name}: {said}")


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn errors of the database driver into `DatabaseError`."""
    try:
        yield
    except DBAPIError as error:
        raise explain(name, error) from error
