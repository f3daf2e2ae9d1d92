"""Sources into a database: what is stored already is skipped, so a run that was killed goes on where it stood."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import select

from ..records import Article, Page, TaqarubError
from . import schema
from .database import Database
from .rows import Failed, Outcome, input_digest
from .workers import Batch, MakeReader, read_apart, read_here
from .write import Counts, Entry, Writer

ITEMS, SIZE = 16, 200_000  # of a batch for a process: inputs, and characters or bytes of them
LOOKED_UP = 256  # inputs whose digests are looked up at once
COMMIT, SECONDS = 256, 2.0  # a transaction is that many inputs, or that long

Input = Page | Article | TaqarubError
OpenSource = Callable[[str], Iterable[Input]]


class Options(NamedTuple):
    """How to ingest.

    `make` makes the reader of each process; `processes` 1 reads in this one; `again` reads also what is stored.
    """

    make: MakeReader
    processes: int = 1
    again: bool = False


class Progress(NamedTuple):
    """How far an ingest is: what was stored, and how many inputs were skipped as stored before."""

    counts: Counts = Counts()
    skipped: int = 0

    @property
    def inputs(self) -> int:
        """All inputs so far."""
        return sum(self.counts) + self.skipped


class Tag(NamedTuple):
    """Part of one source, in order. `failed` are inputs that need no reading, by their place among the entries."""

    source: str
    digests: Sequence[bytes | None]
    failed: dict[int, Failed]
    skipped: int = 0
    first: bool = False
    last: bool = False


def ingest(
    database: Database, sources: Iterable[str], open_source: OpenSource, options: Options,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> Progress:  # fmt: skip
    """Read sources and store what is in them, in their order.

    Args:
        database: opened for writing.
        sources: what the user named; failures are kept a source.
        open_source: gives pages, articles and failures of a source.
        on_progress: called after each transaction.

    Raises:
        DatabaseError: the database cannot be written; what was committed is safe.
        TaqarubError: the pipeline cannot be loaded.
    """
    run = Run(database, options, on_progress)
    batches = run.batches(sources, open_source)
    if options.processes > 1:
        results = read_apart(batches, options.make, options.processes)
    else:
        results = read_here(batches, options.make)
    try:
        for tag, outcomes in results:
            run.take(tag, outcomes)
    except KeyboardInterrupt:
        run.commit()
        raise
    run.commit()
    return run.progress


class Run:
    """Batches of what is to be read, and transactions of what was: the two ends of an ingest."""

    def __init__(self, database: Database, options: Options, on_progress: Callable[[Progress], None]):
        self.database, self.again, self.on_progress = database, options.again, on_progress
        self.writer = Writer(database, options.again)
        self.progress = Progress()
        self.entries: list[Entry] = []
        self.begun: list[str] = []
        self.ended: list[str] = []
        self.skipped = 0
        self.since = time.monotonic()

    # inputs to batches

    def batches(self, sources: Iterable[str], open_source: OpenSource) -> Iterator[Batch[Tag]]:
        """Batches of what is not stored yet; none goes over the end of a source."""
        for source in sources:
            yield Batch((), Tag(source, (), {}, first=True))
            for group in _groups(open_source(source)):
                yield from self._batches_of(source, group)
            yield Batch((), Tag(source, (), {}, last=True))

    def _batches_of(self, source: str, group: Sequence[Input]) -> Iterator[Batch[Tag]]:
        marked = [(None if isinstance(item, TaqarubError) else input_digest(item), item) for item in group]
        stored = set() if self.again else self._stored([digest for digest, _ in marked if digest])
        items: list[Page | Article] = []
        digests: list[bytes | None] = []
        failed: dict[int, Failed] = {}
        skipped = size = 0
        for digest, item in marked:
            if isinstance(item, TaqarubError):
                failed[len(digests)] = _failed(source, item)
            elif digest in stored:
                skipped += 1
                continue
            else:
                items.append(item)
                size += _size(item)
            digests.append(digest)
            if len(digests) >= ITEMS or size >= SIZE:
                yield Batch(items, Tag(source, digests, failed, skipped))
                items, digests, failed, skipped, size = [], [], {}, 0, 0
        if digests or skipped:
            yield Batch(items, Tag(source, digests, failed, skipped))

    def _stored(self, digests: Sequence[bytes]) -> set[bytes]:
        if not digests:
            return set()
        with self.database.reading() as connection:
            column = schema.seen.c.digest
            return {bytes(row.digest) for row in connection.execute(select(column).where(column.in_(digests)))}

    # results to transactions

    def take(self, tag: Tag, outcomes: Sequence[Outcome]) -> None:
        """Take the results of a batch, and commit when there are enough."""
        read = iter(outcomes)
        for place, digest in enumerate(tag.digests):
            self.entries.append(Entry(tag.source, digest, tag.failed.get(place) or next(read)))
        self.skipped += tag.skipped
        if tag.first:
            self.begun.append(tag.source)
        if tag.last:
            self.ended.append(tag.source)
        if tag.first or tag.last or len(self.entries) >= COMMIT or time.monotonic() - self.since >= SECONDS:
            self.commit()

    def commit(self) -> None:
        """Store what was taken. Where that fails all of it is kept, as nothing of it was stored."""
        if self.entries or self.begun or self.ended:
            counts = self.writer.write(self.entries, self.begun, self.ended)
            self.progress = self.progress._replace(counts=self.progress.counts.plus(counts))
            self.entries, self.begun, self.ended = [], [], []
        self.progress = self.progress._replace(skipped=self.progress.skipped + self.skipped)
        self.skipped, self.since = 0, time.monotonic()
        self.on_progress(self.progress)


def _size(item: Page | Article) -> int:
    return len(item.content) if isinstance(item, Page) else sum(map(len, item.paragraphs))


def _groups(inputs: Iterable[Input]) -> Iterator[list[Input]]:
    """Inputs in groups to look up at once; a group of large pages is short."""
    group: list[Input] = []
    size = 0
    for item in inputs:
        group.append(item)
        size += 0 if isinstance(item, TaqarubError) else _size(item)
        if len(group) >= LOOKED_UP or size >= 4 * SIZE:
            yield group
            group, size = [], 0
    if group:
        yield group


def _failed(source: str, error: TaqarubError) -> Failed:
    """A failure of opening, with the origin that it names."""
    origin, reason = getattr(error, "origin", None), getattr(error, "reason", None)
    return Failed(origin=origin or source, reason=reason or " ".join(str(error).removeprefix(f"{source}: ").split()))
