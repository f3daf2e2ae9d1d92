"""What all pages share: where the database is, and what was worked out of it as long as it does not change."""

from __future__ import annotations

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import func, select
from starlette.requests import Request

from ..store import Database, open_database, schema

T = TypeVar("T")
KEPT = 400  # results that are kept at once
MAPPED = 4 * 1024**3  # bytes of an SQLite file that are read through the page cache of the system, without a copy


class Desk:
    """The database of a running web desk. Safe to use from several threads.

    Attributes:
        address: path of an SQLite file, or postgresql://…
    """

    def __init__(self, address: str):
        self.address = address
        self._kept: OrderedDict[Hashable, tuple[Hashable, Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[Hashable, threading.Lock] = {}

    def twin(self) -> Desk:
        """Another of the same database, with what is kept so far; each then keeps its own."""
        other = Desk(self.address)
        with self._lock:
            other._kept = self._kept.copy()
        return other

    @contextmanager
    def open(self) -> Iterator[Database]:
        """A connection for one request, to read with.

        Raises:
            DatabaseError: the database is not there, or cannot be read.
        """
        with open_database(self.address) as database:
            if not database.server:
                database.connection.exec_driver_sql(f"PRAGMA mmap_size={MAPPED}")
                database.connection.rollback()
            yield database

    def state(self, database: Database) -> Hashable:
        """What changes whenever the database does."""
        if not database.server:
            return tuple(_stamp(Path(self.address + suffix)) for suffix in ("", "-wal"))
        v, a = schema.versions.c, schema.articles.c
        with database.reading() as connection:
            counts = [connection.execute(select(func.max(a.number))).scalar(),
                      connection.execute(select(func.count()).select_from(v.article.table)).scalar()]  # fmt: skip
            corrections = schema.metadata.tables.get("corrections")
            if corrections is not None:
                c = corrections.c
                counts += connection.execute(select(func.max(c.number), func.sum(c.withdrawn))).one()
        return tuple(counts)

    def ready(self, database: Database, key: Hashable) -> bool:
        """Whether `kept` would give the result of this key at once."""
        state = self.state(database)
        with self._lock:
            found = self._kept.get(key)
        return found is not None and found[0] == state

    def kept(self, database: Database, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made again only when the database has changed since. Two that ask at once make it once.

        Args:
            database: open.
            key: tells this result from all others.
            make: works it out.
        """
        state = self.state(database)
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                found = self._kept.get(key)
                if found is not None and found[0] == state:
                    self._kept.move_to_end(key)
                    return found[1]
            result = make()
            with self._lock:
                self._kept[key] = (state, result)
                self._kept.move_to_end(key)
                while len(self._kept) > KEPT:
                    gone, _ = self._kept.popitem(last=False)
                    self._making.pop(gone, None)
        return result


@contextmanager
def many_objects() -> Iterator[None]:
    """Python looks for garbage no more while many objects are made that all stay: that would take longer than making them."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def settle() -> None:
    """Python no longer looks for garbage among what is there now and stays: the book of actors, templates, imported code.

    For a process that does nothing but serve; each search for garbage would go through all of it, in the middle of a page.
    """
    gc.collect()
    gc.freeze()


def desk_of(request: Request) -> Desk:
    """The desk that a request asks."""
    found: Desk = request.app.state.desk
    return found


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size) if found.st_size else (0, 0)
