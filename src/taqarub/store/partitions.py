"""Sources cut into partitions, each of which can be read by itself, in any process that sees the files."""

from __future__ import annotations

import gzip
import hashlib
import io
import itertools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

from ..pages.fetch import is_address
from ..pages.sources import LINES, MAX_LINE, Failure, read_lines
from ..records import TaqarubError
from . import parquet
from .sources import TABLES, Input, Sources, inside

SIZE = 4_000_000  # bytes of a partition
ZIPPED = 64  # partitions of a file that is zipped, at most


class Piece(msgspec.Struct, frozen=True):
    """A file, or a part of one: lines (`start`, `stop` in bytes, as they are uncompressed) or row groups of a table."""

    path: str
    kind: Literal["file", "plain", "lines", "rows"]
    start: int = 0
    stop: int = 0
    first: int = 1  # number of the first line or row

    def inputs(self, sources: Sources) -> Iterator[Input]:
        """What is in it.

        Raises:
            TaqarubError: the file is not there.
        """
        path = Path(self.path)
        if not path.exists():
            raise TaqarubError(f"{path}: is not there on {os.uname().nodename}; sources must lie where all workers see them")
        if self.kind == "lines":
            try:
                with _open(path) as stream:
                    stream.seek(self.start)
                    part = io.BytesIO(stream.read(self.stop - self.start))
                yield from read_lines(io.BufferedReader(part), self.path, self.first, sources.outlet, sources.date)  # type: ignore[arg-type]
            except (OSError, EOFError) as error:
                yield Failure(self.path, str(error))
        elif self.kind == "rows":
            only = range(self.start, self.stop)
            yield from parquet.read_rows(path, outlet=sources.outlet, date=sources.date, only=only, first=self.first)
        else:
            yield from sources.inside(path, self.kind == "plain")


class Partition(msgspec.Struct, frozen=True):
    """Pieces of one source, in order."""

    number: int
    source: str
    pieces: tuple[Piece, ...]

    def inputs(self, sources: Sources) -> Iterator[Input]:
        """What is in it; raises as `Piece.inputs`."""
        for piece in self.pieces:
            yield from piece.inputs(sources)

    def name(self, salt: str) -> str:
        """A file name for its results: another one when its files, or what `salt` tells of the reading, change."""
        stats = [os.stat(piece.path) for piece in self.pieces]
        told = [salt, self.source, self.pieces, [(s.st_size, s.st_mtime_ns) for s in stats]]
        return f"part-{self.number:05d}-{hashlib.blake2b(msgspec.json.encode(told), digest_size=6).hexdigest()}.parquet"


def plan(sources: Iterable[str], size: int = SIZE) -> Iterator[Partition]:
    """Cut sources into partitions, in their order.

    Args:
        sources: files and folders.
        size: bytes of a partition, about.

    Raises:
        TaqarubError: a source is an address or standard input, which are no files.
    """
    numbers = itertools.count()
    for source in sources:
        if source == "-" or is_address(source):
            raise TaqarubError(f"{source}: on a cluster sources are files and folders that all workers see")
        kept: list[Piece] = []
        weight = 0
        for piece, weighs in _pieces_of(source, size):
            if kept and weight + weighs > size:
                yield Partition(next(numbers), source, tuple(kept))
                kept, weight = [], 0
            kept.append(piece)
            weight += weighs
        if kept:
            yield Partition(next(numbers), source, tuple(kept))


def _pieces_of(source: str, size: int) -> Iterator[tuple[Piece, int]]:
    """Pieces with their sizes."""
    path = Path(source)
    if not path.exists():
        raise TaqarubError(f"{source}: no such file or directory")
    found = inside(path) if path.is_dir() else [(path, False)]
    if not found:
        raise TaqarubError(f"{source}: nothing to read in this folder")
    for inner, plain in found:
        name = inner.name.lower()
        if name.removesuffix(".gz").endswith(LINES) and not _is_one_object(inner):
            yield from _lines(inner, size)
        elif name.endswith(TABLES):
            yield from _rows(inner)
        else:
            yield Piece(str(inner), "plain" if plain else "file"), inner.stat().st_size


def _open(path: Path) -> BinaryIO:
    with open(path, "rb") as stream:
        zipped = stream.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rb") if zipped else open(path, "rb")  # type: ignore[return-value]


def _is_one_object(path: Path) -> bool:
    """Whether a file of JSON is an array or an object over several lines, or cannot be read: no lines to cut at."""
    try:
        with _open(path) as stream:
            start = stream.readline(MAX_LINE).removeprefix(b"\xef\xbb\xbf").lstrip()
            return not start or start.startswith(b"[") or start.strip() == b"{" or not start.strip()
    except (OSError, EOFError):
        return True


def _lines(path: Path, size: int) -> Iterator[tuple[Piece, int]]:
    """Parts of JSON Lines, cut at ends of lines."""
    marks = [(0, 1)]  # where a part begins, and the number of its first line
    at, number = 0, 1
    try:
        with _open(path) as stream:
            zipped = isinstance(stream, gzip.GzipFile)
            while line := stream.readline(MAX_LINE):
                at += len(line)
                if line.endswith(b"\n"):
                    number += 1
                    if at - marks[-1][0] >= size:
                        marks.append((at, number))
    except (OSError, EOFError):
        yield Piece(str(path), "file"), size  # whoever reads it tells what is amiss
        return
    if zipped:  # each part is unzipped from the beginning of the file: few of them
        marks = marks[:: -(-len(marks) // ZIPPED)]
    for (start, first), (stop, _) in itertools.pairwise([*marks, (at, number)]):
        if stop > start:
            yield Piece(str(path), "lines", start, stop, first), stop - start


def _rows(path: Path) -> Iterator[tuple[Piece, int]]:
    try:
        numbers = parquet.groups(path)
    except Failure:
        yield Piece(str(path), "file"), path.stat().st_size
        return
    first = 1
    for group, rows in enumerate(numbers):
        yield Piece(str(path), "rows", group, group + 1, first), path.stat().st_size // max(len(numbers), 1)
        first += rows
