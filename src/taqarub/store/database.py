"""Opening a database: SQLite in WAL mode or PostgreSQL, schema and migrations, errors in clear words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from . import fulltext, schema
from .dealings import fill
from .errors import DatabaseError, explain, explained
from .lock import FileLock, lock_server

WAIT = 30  # seconds to wait for a lock that another connection holds
Migrations = Mapping[int, Callable[[Connection], None]]


def _stories_and_corrections(connection: Connection) -> None:
    """Schema 2: which story an article tells, and what the desk corrected."""
    for table in (schema.stories, schema.corrections, schema.readings):
        table.create(connection)


def _dealings(connection: Connection) -> None:
    """Schema 3: what closeness asks of events, worked out when an article is stored."""
    schema.dealings.create(connection)
    fill(connection)


MIGRATIONS: Migrations = {1: _stories_and_corrections, 2: _dealings}  # schema version -> what makes the next one of it


class Database:
    """An open database. One connection; `write` holds the writer's lock until it is closed."""

    def __init__(self, name: str, engine: Engine, write: bool, lock: FileLock | None):
        self.name, self.write, self._engine, self._lock = name, write, engine, lock
        with explained(name):
            self.connection = engine.connect()

    @property
    def server(self) -> bool:
        """Whether it is PostgreSQL."""
        return self._engine.dialect.name == "postgresql"

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing.

        Raises:
            DatabaseError: the database cannot do it.
        """
        with explained(self.name), self.connection.begin():
            yield self.connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with; what it sees does not change underneath.

        Raises:
            DatabaseError: the database cannot do it.
        """
        with self.transaction() as connection:
            yield connection

    def close(self) -> None:
        """Close the connection and give the lock back."""
        self.connection.close()
        self._engine.dispose()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def open_database(
    address: str, write: bool = False, migrations: Migrations = MIGRATIONS, alone: bool = True
) -> Database:
    """Open a database.

    Args:
        address: path of an SQLite file, or postgresql://user@host/name.
        write: make it where there is none, bring its schema up to date, and hold the writer's lock.
        migrations: how one schema version becomes the next.
        alone: False for a writer of short transactions that may come between those of the one that holds the lock: it
            neither asks for the lock nor makes a database.

    Raises:
        DatabaseError: it cannot be opened, is not one of ours, is of another version, or has a writer already.
    """
    if address.startswith(("postgresql:", "postgres:", "postgresql+")):
        database = _open_server(address, write)
    else:
        database = _open_file(Path(address), write, alone)
    try:
        if write and alone and database.server:
            with database.transaction() as connection:
                lock_server(connection, database.name)
        _check(database, migrations)
    except BaseException:
        database.close()
        raise
    return database


def _open_file(path: Path, write: bool, alone: bool = True) -> Database:
    if path.is_dir():
        raise DatabaseError(f"{path}: is a folder, not a database")
    if not (write and alone) and not path.exists():
        raise DatabaseError(f"{path}: no such database; `taqarub ingest SOURCE... --db {path}` makes one")
    if write and not path.parent.is_dir():
        raise DatabaseError(f"{path}: no folder {path.parent}")
    lock = FileLock(path) if write and alone else None
    mode = "rwc" if write else _read_mode(path)
    engine = create_engine("sqlite://", creator=lambda: _connect(path, mode), poolclass=NullPool)
    # SQLAlchemy begins and ends transactions itself: the driver would not put DDL into one
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN"))
    try:
        return Database(str(path), engine, write, lock)
    except BaseException:
        if lock:
            lock.release()
        raise


def _read_mode(path: Path) -> str:
    """ "ro", or "ro&immutable=1" where the files that WAL mode needs cannot be made: a disk that nobody writes to."""
    try:
        connection = _connect(path, "ro")
        connection.execute("SELECT count(*) FROM sqlite_master")
        connection.close()
        return "ro"
    except sqlite3.OperationalError:
        return "ro&immutable=1"
    except sqlite3.DatabaseError:
        return "ro"  # told, with its reason, by the first query


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode={mode}", uri=True, timeout=WAIT, isolation_level=None
    )
    if mode == "rwc":
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")  # in WAL mode a power cut loses the last commits, not the file
    connection.execute("PRAGMA cache_size=-65536")
    connection.execute("PRAGMA temp_store=MEMORY")
    return connection


def _open_server(address: str, write: bool) -> Database:
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise DatabaseError(f"{address}: no address of a database") from error
    name = url.render_as_string(hide_password=True)
    try:
        engine = create_engine(url.set(drivername="postgresql+psycopg"), poolclass=NullPool)
    except ModuleNotFoundError as error:
        raise DatabaseError(f"{name}: PostgreSQL needs `pip install taqarub[postgres]`") from error
    return Database(name, engine, write, None)


def _check(database: Database, migrations: Migrations) -> None:
    """See that the database is one of ours and of this version; for a writer, make it so."""
    try:
        with database.connection.begin():
            found = _version(database)
            if database.write and found is None:
                _create(database)
            elif database.write and found is not None and found < schema.VERSION:
                _migrate(database, found, migrations)
                found = None
            if database.write:
                _index(database.connection)
    except DBAPIError as error:
        raise explain(database.name, error) from error
    if database.write and (found is None or found == schema.VERSION):
        return
    if found is None:
        raise DatabaseError(f"{database.name}: is an empty database")
    if found > schema.VERSION:
        raise DatabaseError(
            f"{database.name}: was written by a newer Taqarub (schema {found}; this one knows {schema.VERSION}); update it"
        )
    if found < schema.VERSION:
        raise DatabaseError(
            f"{database.name}: was written by an older Taqarub (schema {found}, now {schema.VERSION}); "
            f"`taqarub ingest --db {database.name}` brings it up to date"
        )


def _version(database: Database) -> int | None:
    """Version of the schema, or None for a database with nothing in it.

    Raises:
        DatabaseError: it is the database of something else.
    """
    tables = set(inspect(database.connection).get_table_names())
    if schema.meta.name in tables and schema.articles.name in tables:
        value = database.connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "schema")).scalar()
        if value and value.isdigit():
            return int(value)
    elif not tables:
        return None
    raise DatabaseError(f"{database.name}: is a database of something else")


def _create(database: Database) -> None:
    connection = database.connection
    schema.metadata.create_all(connection)
    fulltext.create(connection)
    connection.execute(schema.meta.insert().values(key="schema", value=str(schema.VERSION)))


def _index(connection: Connection) -> None:
    """Make the indexes that a database of this schema was made without: they change no row, so that no version tells."""
    for table in schema.metadata.tables.values():
        known = {index["name"] for index in inspect(connection).get_indexes(table.name)}
        for index in table.indexes:
            if index.name not in known:
                index.create(connection)


def _migrate(database: Database, found: int, migrations: Migrations) -> None:
    """One step after the other, in the transaction that `_check` began: a step that fails leaves the old schema."""
    for version in range(found, schema.VERSION):
        if version not in migrations:
            raise DatabaseError(f"{database.name}: schema {found} is too old to be brought up to date")
        migrations[version](database.connection)
    database.connection.execute(
        text("UPDATE meta SET value = :version WHERE key = 'schema'"), {"version": str(schema.VERSION)}
    )
