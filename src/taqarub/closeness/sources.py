"""Where records come from: files of `taqarub read --jsonl`, standard input."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO

from ..records import Record, TaqarubError, from_json


def records_from(paths: Iterable[str], codes: Iterable[str] = ()) -> Iterator[Record]:
    """Records of files, in their order.

    Args:
        paths: JSON Lines of records, plain or .gz; "-" is standard input.
        codes: actor codes that a record must have; others are passed over without being decoded.

    Raises:
        TaqarubError: a file that cannot be read, or a line that is no record.
    """
    wanted = [f'"{code}"'.encode() for code in codes]
    for path in paths:
        try:
            with _open(path) as lines:
                for number, line in enumerate(lines, 1):
                    if line.strip() and all(code in line for code in wanted):
                        yield _record(line, path, number)
        except (OSError, EOFError) as error:
            raise TaqarubError(f"{path}: {error}") from error


@contextmanager
def _open(path: str) -> Iterator[IO[bytes]]:
    if path == "-":
        yield sys.stdin.buffer
    elif path.endswith(".gz"):
        with gzip.open(path, "rb") as lines:
            yield lines  # type: ignore[misc]
    else:
        with open(path, "rb") as lines:
            yield lines


def _record(line: bytes, path: str, number: int) -> Record:
    try:
        return from_json(line)
    except TaqarubError as error:
        raise TaqarubError(f"{path}, line {number}: {error}") from error
