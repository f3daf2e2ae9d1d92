"""Ingest on more than one machine: Dask workers read partitions, this process puts the results in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select

from .. import __version__
from ..records import Article, Page, TaqarubError
from . import parquet, schema
from .database import Database
from .ingest import ITEMS, Options, Progress, Run, Tag
from .partitions import SIZE, Partition, plan
from .remote import Job, Result, mark, read, read_inputs, to_result
from .rows import Outcome
from .sources import Sources
from .workers import Batch, read_apart
from .write import Counts

AHEAD = 3  # partitions a thread of the cluster that are handed out and not yet taken in: keeps all busy, memory flat
CONNECT = 20.0  # seconds to wait for the scheduler


def ingest(
    scheduler: str, sources: Sequence[str], open_source: Sources, options: Options, database: Database | None = None,
    out: Path | None = None, on_progress: Callable[[Progress], None] = lambda progress: None, size: int = SIZE,
) -> Progress:  # fmt: skip
    """Read sources on a cluster; the database is the same as if this machine had read them alone.

    A worker that dies is done without; a partition that workers die of is read here, input by input. Started again after an
    end of any kind, it goes on: what is in the database, and the files that are in `out`, are not read again.

    Args:
        scheduler: address of a Dask scheduler.
        sources: files and folders that all workers see.
        open_source: how they are opened.
        options: `processes` means nothing here.
        database: opened for writing; what is read is stored in it.
        out: folder for Parquet files, one a partition, that all workers see.
        on_progress: called now and then.
        size: bytes of a partition, about.

    Raises:
        TaqarubError: there is no scheduler, it is gone, or workers do not see the files.
    """
    crew = _Cluster(options, open_source, database, out)
    partitions = list(plan(sources, size))
    if out:
        crew.prepare(partitions)
    run = Run(database, options, on_progress) if database else None
    progress = Progress()
    with _connect(scheduler) as client:
        try:
            for (partition, first, last), result in crew.results(client, _ends(partitions)):
                if run is None:
                    added = Counts(added=result.articles, failed=result.failed)
                    progress = Progress(progress.counts.plus(added))
                    on_progress(progress)
                else:
                    _take(run, partition, result, first, last)
        except KeyboardInterrupt:
            if run:
                run.commit()
            raise
    if run:
        run.commit()
        return run.progress
    return progress


Placed = tuple[Partition, bool, bool]  # with whether it is the first, and the last, of its source


def _ends(partitions: Sequence[Partition]) -> Iterator[Placed]:
    for number, partition in enumerate(partitions):
        before, after = partitions[number - 1 : number], partitions[number + 1 : number + 2]
        yield partition, [p.source for p in before] != [partition.source], [p.source for p in after] != [partition.source]


def _take(run: Run, partition: Partition, result: Result, first: bool, last: bool) -> None:
    """Hand results on to the transactions, in parts of the usual size."""
    source, results = partition.source, list(result.results)
    run.take(Tag(source, (), {}, skipped=result.skipped, first=first), [])
    for start in range(0, len(results), ITEMS):
        part = results[start : start + ITEMS]
        run.take(Tag(source, [digest for digest, _ in part], {}), [outcome for _, outcome in part])
    if last:
        run.take(Tag(source, (), {}, last=True), [])


@contextmanager
def _connect(scheduler: str) -> Iterator[Any]:
    try:
        from distributed import Client
        from distributed.comm.core import CommClosedError
    except ModuleNotFoundError as error:
        raise TaqarubError("a cluster needs `pip install taqarub[cluster]`") from error
    try:
        client = Client(scheduler, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise TaqarubError(f"{scheduler}: no Dask scheduler answers there") from error
    try:
        yield client
    except CommClosedError as error:
        raise TaqarubError(f"{scheduler}: the scheduler is gone; run this again to go on") from error
    finally:
        client.close()


class _Cluster:
    """Hands partitions out and takes results in, in order."""

    def __init__(self, options: Options, sources: Sources, database: Database | None, out: Path | None):
        self.options, self.sources, self.database = options, sources, database
        self.out = out.absolute() if out else None
        self.job = Job(__version__, sources, options.make)

    def prepare(self, partitions: Sequence[Partition]) -> None:
        """Make the folder; see that no files of another run are in it, which would be read with ours."""
        assert self.out is not None
        try:
            self.out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise TaqarubError(f"{self.out}: {(error.strerror or str(error)).lower()}") from error
        ours = {self._path(partition).name for partition in partitions}
        others = sorted(path.name for path in self.out.glob("*.parquet") if path.name not in ours)
        if others:
            raise TaqarubError(f"{self.out}: holds results of another run ({others[0]}, …); name an empty folder")
        for path in self.out.glob(".part-*"):
            path.unlink(missing_ok=True)  # of workers that died while writing

    def results(self, client: Any, partitions: Iterator[Placed]) -> Iterator[tuple[Placed, Result]]:
        """Results in the order of the partitions."""
        waiting: deque[tuple[Placed, frozenset[int], Any]] = deque()
        for placed, skip in self._with_skips(client, partitions):
            waiting.append((placed, skip, self._hand_out(client, placed[0], skip)))
            if len(waiting) >= _ahead(client):
                yield self._collect(*waiting.popleft())
        while waiting:
            yield self._collect(*waiting.popleft())

    def _with_skips(self, client: Any, partitions: Iterator[Placed]) -> Iterator[tuple[Placed, frozenset[int]]]:
        """With the places of inputs that are stored already. A complete set of files leaves nothing out."""
        if self.out or self.options.again or self.database is None or not _has_seen(self.database):
            yield from ((placed, frozenset()) for placed in partitions)
            return
        waiting: deque[tuple[Placed, Any]] = deque()
        for placed in partitions:
            waiting.append((placed, client.submit(mark, placed[0], self.job, pure=False)))
            if len(waiting) >= _ahead(client):
                yield self._stored(*waiting.popleft())
        while waiting:
            yield self._stored(*waiting.popleft())

    def _stored(self, placed: Placed, future: Any) -> tuple[Placed, frozenset[int]]:
        from distributed import KilledWorker

        try:
            digests: list[bytes | None] = _answer(future)
        except KilledWorker:
            digests = mark(placed[0], self.job)
        assert self.database is not None
        stored: set[bytes] = set()
        column = schema.seen.c.digest
        with self.database.reading() as connection:
            for start in range(0, len(digests), 256):
                asked = [digest for digest in digests[start : start + 256] if digest]
                stored.update(bytes(row.digest) for row in connection.execute(select(column).where(column.in_(asked))))
        return placed, frozenset(place for place, digest in enumerate(digests) if digest in stored)

    def _hand_out(self, client: Any, partition: Partition, skip: frozenset[int]) -> Any:
        path = self._path(partition) if self.out else None
        if path and path.exists() and not self.options.again:
            return None
        return client.submit(read, partition, self.job, skip, str(path) if path else None, pure=False)

    def _collect(self, placed: Placed, skip: frozenset[int], future: Any) -> tuple[Placed, Result]:
        from distributed import KilledWorker

        partition = placed[0]
        try:
            result = _answer(future) if future else None
        except KilledWorker:
            result = self._read_here(partition, skip)
        if self.out and (future is None or self.database is not None):
            found = parquet.read(self._path(partition))
            result = to_result(found, 0, keep=self.database is not None)
        assert result is not None
        return placed, result

    def _read_here(self, partition: Partition, skip: frozenset[int]) -> Result:
        """A partition that workers died of: in a process of its own, which finds the input that kills and lists it."""
        def reader(batch: Sequence[Page | Article]) -> list[Outcome]:
            return next(read_apart([Batch(batch, None)], self.options.make, 1))[1]

        items = (item for place, item in enumerate(partition.inputs(self.sources)) if place not in skip)
        results = list(read_inputs(items, reader))
        if self.out:
            parquet.write(self._path(partition), results)
        return to_result(results, len(skip), keep=not self.out)

    def _path(self, partition: Partition) -> Path:
        assert self.out is not None
        make = getattr(self.options.make, "__qualname__", repr(self.options.make))
        salt = repr((__version__, make, self.sources.outlet, self.sources.date))
        return self.out / partition.name(salt)


def _ahead(client: Any) -> int:
    return AHEAD * max(sum(client.nthreads().values()), 1)


def _has_seen(database: Database) -> bool:
    with database.reading() as connection:
        return connection.execute(select(schema.seen.c.article).limit(1)).first() is not None


def _answer(future: Any) -> Any:
    """A worker's answer; what is amiss with the cluster in clear words."""
    try:
        return future.result()
    except ModuleNotFoundError as error:
        raise TaqarubError(f"the workers lack {error.name}: install the same Taqarub there") from error
    except (CancelledError, TimeoutError) as error:
        raise TaqarubError("the scheduler has dropped the work; run this again to go on") from error
