"""A table a layer as Parquet."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from ..records import Record
from .choice import Options
from .columns import TABLES, Column
from .layers import Row, rows

AT_ONCE = 5_000  # rows of a table that wait for the rest of their row group
_TYPES = {"text": pa.string(), "int": pa.int32(), "float": pa.float64(), "list": pa.list_(pa.string())}


def schema(columns: Iterable[Column]) -> pa.Schema:
    """The Arrow schema of columns; their meanings are in the fields' metadata."""
    return pa.schema([pa.field(c.name, _TYPES[c.kind], metadata={"description": c.meaning}) for c in columns])


class _Table:
    def __init__(self, writer: parquet.ParquetWriter):
        self._writer, self._waiting = writer, []  # type: ignore[var-annotated]

    def add(self, row: Row) -> None:
        self._waiting.append(row)
        if len(self._waiting) >= AT_ONCE:
            self.flush()

    def flush(self) -> None:
        if not self._waiting:
            return
        columns: list[Any] = list(zip(*self._waiting, strict=True))
        arrays = [pa.array(c, type=f.type) for c, f in zip(columns, self._writer.schema, strict=True)]
        self._writer.write_batch(pa.record_batch(arrays, schema=self._writer.schema))
        self._waiting.clear()


def write(records: Iterable[Record], folder: Path, options: Options) -> None:
    """Write the tables into a folder."""
    with ExitStack() as stack:
        tables = {}
        for name, columns in TABLES.items():
            writer = parquet.ParquetWriter(folder / f"{name}.parquet", schema(columns), compression="zstd")
            tables[name] = _Table(stack.enter_context(writer))
        for record in records:
            for name, row in rows(record):
                tables[name].add(row)
        for table in tables.values():
            table.flush()
