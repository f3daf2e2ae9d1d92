"""A table a layer as CSV: RFC 4180, UTF-8 with a byte-order mark."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from ..records import Record
from .cells import Rows
from .choice import Options
from .columns import TABLES
from .layers import rows


def write(records: Iterable[Record], folder: Path, options: Options) -> None:
    """Write the tables into a folder. `cells` says how lists stand in a cell, and texts that look like a formula."""
    with ExitStack() as stack:
        tables = {}
        for name, columns in TABLES.items():
            tables[name] = Rows(stack.enter_context(open(folder / f"{name}.csv", "wb")), tabs=False)
            tables[name].header(column.name for column in columns)
        for record in records:
            for name, row in rows(record):
                tables[name].add(row)
        for table in tables.values():
            table.flush()
