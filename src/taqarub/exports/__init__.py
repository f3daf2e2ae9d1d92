"""The field's formats: records become files that other tools read.

    from taqarub.exports import FORMATS, write
    write(records, "gdelt", Path("events.tsv"))

`FORMATS` tells what there is; columns are declared in `columns`, one module a format writes it. Records are taken one
at a time, so memory does not grow with them. Whoever has corrections wraps the iterator: what comes out of it is
what is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from ..records import Record, TaqarubError
from ..store.queries import Filters
from .choice import Options, chosen
from .formats import FORMATS, Format
from .target import check, named, save_file, save_folder, send_folder

__all__ = ["FORMATS", "Filters", "Format", "Options", "check", "chosen", "write"]


def write(
    records: Iterable[Record],
    format: str,
    target: Path | BinaryIO,
    *,
    force: bool = False,
    options: Options | None = None,
) -> int:
    """Write records in one of the formats, all or nothing where the target is a path.

    Args:
        records: what to write, taken one at a time.
        format: a name in FORMATS.
        target: a path, or a stream of bytes. Formats of several files make a folder of a path, and an archive of a
            path that ends in .zip and of a stream. Tables of events put another file beside a path, which says in
            which sentence each row stands; a stream gets the table alone.
        force: write over what is there already.
        options: which events of a record are written, and how.

    Returns:
        The number of records.

    Raises:
        TaqarubError: there is no such format, something is there already, or the target cannot be written.
    """
    if format not in FORMATS:
        raise TaqarubError(f"{format}: no such format; there are {', '.join(FORMATS)}")
    kind, counted = FORMATS[format], _Counted(records)
    writer: Any = import_module(f".{kind.module}", __name__).write
    settings = options or Options()
    if not isinstance(target, Path):
        with named(target):
            if kind.files:
                send_folder(target, lambda folder: writer(counted, folder, settings))
            else:
                writer(counted, target, None, settings)
        return counted.count
    check(kind, target, force)
    with named(target):
        if kind.files:
            save_folder(target, kind.files, force, lambda folder: writer(counted, folder, settings))
        else:
            save_file(target, kind.beside, force, lambda out, beside: writer(counted, out, beside, settings))
    return counted.count


class _Counted:
    """Passes records through and counts them."""

    def __init__(self, records: Iterable[Record]):
        self.count, self._records = 0, records

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            self.count += 1
            yield record
