"""What runs on the workers of a cluster: a partition's inputs are read, and the results sent back or put into a file."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from .. import __version__
from ..records import Article, Page, TaqarubError
from . import parquet
from .ingest import ITEMS
from .parquet import Read
from .partitions import Partition
from .reader import Reader
from .rows import Failed, Outcome, input_digest
from .sources import Input, Sources
from .workers import MakeReader


class Job(NamedTuple):
    """What a worker needs to know to read: the version that asks, how sources are opened, what makes the reader."""

    version: str
    sources: Sources
    make: MakeReader


class Result(NamedTuple):
    """What came of a partition: the results themselves, or none where they are in a file; what was left out."""

    results: Sequence[Read] = ()
    skipped: int = 0
    articles: int = 0
    failed: int = 0


def mark(partition: Partition, job: Job) -> list[bytes | None]:
    """The digests of a partition's inputs; None for those that cannot be opened."""
    _check(job)
    return [_digest(item) for item in partition.inputs(job.sources)]


def read(partition: Partition, job: Job, skip: frozenset[int] = frozenset(), out: str | None = None) -> Result:
    """Read a partition.

    Args:
        partition: what to read.
        job: how.
        skip: places of inputs to leave out.
        out: a Parquet file for the results, which then are not sent back.

    Raises:
        TaqarubError: the files or the folder are not there, or this is another version.
    """
    _check(job)
    if out and not Path(out).parent.is_dir():
        raise TaqarubError(f"{Path(out).parent}: no such folder on a worker; --out must lie where all workers see it")
    items = (item for place, item in enumerate(partition.inputs(job.sources)) if place not in skip)
    results = list(read_inputs(items, lambda batch: _reader(job.make)(batch)))
    if out:
        parquet.write(Path(out), results)
    return to_result(results, len(skip), keep=not out)


def to_result(results: Sequence[Read], skipped: int, keep: bool) -> Result:
    """Results counted, and kept or not."""
    failed = sum(isinstance(outcome, Failed) for _, outcome in results)
    return Result(results if keep else (), skipped, len(results) - failed, failed)


def read_inputs(items: Iterable[Input], reader: Callable[[Sequence[Page | Article]], list[Outcome]]) -> Iterator[Read]:
    """Inputs to results, some at a time, in their order."""
    group: list[Input] = []
    for item in items:
        group.append(item)
        if len(group) == ITEMS:
            yield from _read_group(group, reader)
            group = []
    yield from _read_group(group, reader)


def _read_group(group: Sequence[Input], reader: Callable[[Sequence[Page | Article]], list[Outcome]]) -> Iterator[Read]:
    sound = [item for item in group if not isinstance(item, TaqarubError)]
    outcomes = iter(reader(sound) if sound else [])
    for item in group:
        if isinstance(item, TaqarubError):
            yield None, Failed(origin=getattr(item, "origin", ""), reason=getattr(item, "reason", str(item)))
        else:
            yield input_digest(item), next(outcomes)


def _digest(item: Input) -> bytes | None:
    return None if isinstance(item, TaqarubError) else input_digest(item)


def _check(job: Job) -> None:
    if job.version != __version__:
        raise TaqarubError(f"a worker has Taqarub {__version__}, and this is {job.version}")


def _reader(make: MakeReader) -> Reader:
    """The reader of this thread of the worker, made once."""
    from distributed import get_worker

    readers = get_worker().__dict__.setdefault("taqarub_readers", {})
    key = (make, threading.get_ident())
    if key not in readers:
        readers[key] = make()
    return readers[key]
