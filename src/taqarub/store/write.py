"""Putting articles in: the only place that changes a database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, select, text, update

from ..records import from_json, to_json
from . import fulltext, review, schema
from .database import Database
from .rows import Failed, Outcome, Row, Stored


class Known(NamedTuple):
    """What is stored under an id."""

    number: int
    version: int
    digest: str
    outlet: str | None


class Entry(NamedTuple):
    """One input with what came of it."""

    source: str
    digest: bytes | None  # None: an input that failed before it could be read
    outcome: Outcome


class Counts(NamedTuple):
    """What a call of `Writer.write` did."""

    added: int = 0
    changed: int = 0
    same: int = 0
    failed: int = 0

    def plus(self, other: Counts) -> Counts:
        """The sum, field by field."""
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))


class Writer:
    """Writes entries in their order, each call in one transaction.

    Args:
        database: opened for writing.
        again: replace what was read in an article even where the article has not changed.
    """

    def __init__(self, database: Database, again: bool = False):
        self.database, self.again = database, again

    def write(
        self, entries: Sequence[Entry], begun: Sequence[str] = (), ended: Sequence[str] = (),
        settled: Sequence[tuple[str, str]] = (),
    ) -> Counts:  # fmt: skip
        """Store entries.

        Args:
            entries: in the order of the inputs.
            begun: sources whose first entries these may be: their old failures are doubted.
            ended: sources of which nothing more comes: failures that have not come up again are dropped.
            settled: source and origin of failures that are none any more, unless they are among the entries.

        Raises:
            DatabaseError: nothing of this was stored.
        """
        with self.database.transaction() as connection:
            _doubt(connection, begun)
            _settle(connection, settled)
            counts = _Batch(connection, self.again).write(entries)
            for source in ended:
                connection.execute(
                    delete(schema.failures).where(schema.failures.c.source == source, schema.failures.c.stale == 1)
                )
        return counts


def _doubt(connection: Connection, sources: Iterable[str]) -> None:
    for source in sources:
        connection.execute(update(schema.failures).where(schema.failures.c.source == source).values(stale=1))


def _settle(connection: Connection, settled: Sequence[tuple[str, str]]) -> None:
    c = schema.failures.c
    for source, origin in settled:
        connection.execute(delete(schema.failures).where(c.source == source, c.origin == origin))


class _Batch:
    """Entries of one transaction, gathered into rows a table."""

    def __init__(self, connection: Connection, again: bool):
        self.connection, self.again = connection, again
        self.next = (connection.execute(select(func.max(schema.articles.c.number))).scalar() or 0) + 1
        self.known: dict[str, Known] = {}
        self.reviewed: set[str] = set()  # ids with corrections, which outlive a re-reading
        self.rows: dict[str, list[Row]] = {}
        self.terms: list[Row] = []
        self.touched: set[str] = set()
        self.counts = Counts()

    def write(self, entries: Sequence[Entry]) -> Counts:
        self._look_up([e.outcome for e in entries if isinstance(e.outcome, Stored)])
        seen = self._seen([e.digest for e in entries if e.digest])
        new: dict[bytes, int] = {}
        for source, digest, outcome in entries:
            if isinstance(outcome, Failed):
                self._fail(source, outcome)
            elif digest is None:
                self._put(outcome)
            elif digest in seen or digest in new:  # the same input twice
                self._refresh(outcome)
            else:
                new[digest] = self._put(outcome)
        self._flush()
        if new:
            rows = [{"digest": digest, "article": number} for digest, number in new.items()]
            self.connection.execute(schema.seen.insert(), rows)
        return self.counts

    def _seen(self, digests: Sequence[bytes]) -> set[bytes]:
        column = schema.seen.c.digest
        found = self.connection.execute(select(column).where(column.in_(digests)))
        return {bytes(row.digest) for row in found}

    def _look_up(self, outcomes: Sequence[Stored]) -> None:
        ids = {name for outcome in outcomes for name in (outcome.id, _qualified(outcome))}
        c = schema.articles.c
        if ids:
            found = self.connection.execute(select(c.id, c.number, c.version, c.digest, c.outlet).where(c.id.in_(ids)))
            self.known = {row.id: Known(row.number, row.version, row.digest, row.outlet) for row in found}
            self.reviewed = review.reviewed_ids(self.connection, ids)

    def _fail(self, source: str, failed: Failed) -> None:
        self.counts = self.counts.plus(Counts(failed=1))
        self.connection.execute(
            text(
                "INSERT INTO failures (source, origin, reason, stale) VALUES (:source, :origin, :reason, 0) "
                "ON CONFLICT (source, origin) DO UPDATE SET reason = excluded.reason, stale = 0"
            ),
            {"source": source, "origin": failed.origin, "reason": failed.reason},
        )

    def _find(self, stored: Stored) -> tuple[Stored, Known | None]:
        """The article under the id that it has here, and what is stored under that."""
        known = self.known.get(stored.id)
        if known and known.outlet and stored.outlet and known.outlet != stored.outlet:
            stored = _rename(stored, _qualified(stored))  # two outlets number their articles alike
            known = self.known.get(stored.id)
        return stored, known

    def _refresh(self, stored: Stored) -> None:
        """An input that was stored before: with `again`, replace what was read in it, in whatever version it was."""
        stored, known = self._find(stored)
        if not self.again or known is None:
            self.counts = self.counts.plus(Counts(same=1))
        elif known.digest != stored.article["digest"]:
            self.counts = self.counts.plus(Counts(changed=1))
            v = schema.versions.c
            self._flush()
            old = (v.article == known.number) & (v.digest == stored.article["digest"])
            self.connection.execute(update(schema.versions).where(old).values(record=stored.article["record"]))
        else:
            self._put(stored)

    def _put(self, stored: Stored) -> int:
        """Store an article as new, as a new version, or not at all. Returns its number."""
        stored, known = self._find(stored)
        digest = stored.article["digest"]
        if known is None:
            number, version = self.next, 1
            self.next += 1
            self.counts = self.counts.plus(Counts(added=1))
        elif known.digest == digest and not self.again:
            self.counts = self.counts.plus(Counts(same=1))
            return known.number
        else:
            number, version = known.number, known.version + (known.digest != digest)
            self.counts = self.counts.plus(Counts(changed=1))
            self._retire(stored.id, number, keep=known.digest != digest)
        self.known[stored.id] = Known(number, version, digest, stored.outlet)
        self.touched.add(stored.id)
        self._gather(stored, number, version)
        return number

    def _gather(self, stored: Stored, number: int, version: int) -> None:
        if stored.id in self.reviewed:
            stored = review.overlay(self.connection, stored, number)
        self._add(schema.articles.name, [stored.article | {"version": version}], "number", number)
        for table in schema.BY_ARTICLE:
            self._add(table.name, getattr(stored, table.name), "article", number)
        self.terms.append(stored.terms | {"number": number})

    def _add(self, table: str, rows: Sequence[Row], key: str, number: int) -> None:
        if rows:
            self.rows.setdefault(table, []).extend(row | {key: number} for row in rows)

    def _retire(self, id: str, number: int, keep: bool) -> None:
        """Take out what is stored of an article; keep it as an old version."""
        if id in self.touched:
            self._flush()
        a, connection = schema.articles, self.connection
        if keep:
            old = select(a.c.number, a.c.version, a.c.published, a.c.headline, a.c.digest, a.c.record)
            columns = ["article", "version", "published", "headline", "digest", "record"]
            connection.execute(schema.versions.insert().from_select(columns, old.where(a.c.number == number)))
        fulltext.remove(connection, [number])
        for table in schema.BY_ARTICLE:
            connection.execute(delete(table).where(table.c.article == number))
        connection.execute(delete(a).where(a.c.number == number))

    def _flush(self) -> None:
        for table in (schema.articles, *schema.BY_ARTICLE):
            rows = self.rows.pop(table.name, None)
            if rows:
                self.connection.execute(table.insert(), rows)
        fulltext.write(self.connection, self.terms)
        self.terms = []
        self.touched.clear()


def _qualified(stored: Stored) -> str:
    return f"{stored.outlet}:{stored.id}"


def _rename(stored: Stored, id: str) -> Stored:
    record = from_json(stored.article["record"])
    record.id = stored.id = id
    stored.article = stored.article | {"id": id, "record": to_json(record, explain=True)}
    stored.dealings = [row | {"record": id} for row in stored.dealings]
    return stored
