"""Whole records, one a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from ..records import Record, to_json
from .choice import Options


def write(records: Iterable[Record], out: BinaryIO, beside: BinaryIO | None, options: Options) -> None:
    """Write JSON Lines; `records.from_json` reads a line back."""
    for record in records:
        out.write(to_json(record, options.explain).encode() + b"\n")
