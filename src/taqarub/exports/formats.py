"""Which formats there are."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from .columns import TABLES

ZIP = "application/zip"


class Format(msgspec.Struct, kw_only=True, frozen=True):
    """A format.

    Attributes:
        description: one line on what it is.
        media_type, extension: of what a stream gets; the extension with its dot.
        module: the module of this package that writes it.
        files: names of its files where it is a folder; empty where it is one file.
        beside: ending of the second file that is put beside the first one, or None.
    """

    description: str
    media_type: str
    extension: str
    module: str
    files: tuple[str, ...] = ()
    beside: str | None = None


SENTENCES = ".sentences.tsv"
TAB = "text/tab-separated-values; charset=utf-8"

FORMATS: Mapping[str, Format] = MappingProxyType({
    "jsonl": Format(
        description="Whole records, one JSON object a line: what read --jsonl prints",
        media_type="application/x-ndjson", extension=".jsonl", module="jsonl",
    ),
    "csv": Format(
        description="A table a layer (articles, entities, times, statements, events) as CSV for spreadsheets",
        media_type=ZIP, extension=".csv.zip", module="csv_tables", files=tuple(f"{name}.csv" for name in TABLES),
    ),
    "parquet": Format(
        description="The same tables as Parquet, for pandas, DuckDB, R and Spark",
        media_type=ZIP, extension=".parquet.zip", module="parquet", files=tuple(f"{name}.parquet" for name in TABLES),
    ),
    "polecat": Format(
        description="Events in the 40 columns of a POLECAT weekly file",
        media_type=TAB, extension=".polecat.tsv", module="polecat", beside=SENTENCES,
    ),
    "gdelt": Format(
        description="Events in the 61 columns of GDELT 2.0, CAMEO codes, no header",
        media_type=TAB, extension=".export.tsv", module="gdelt", beside=SENTENCES,
    ),
    "icews": Format(
        description="Events in the 20 columns of ICEWS, CAMEO codes",
        media_type=TAB, extension=".icews.tsv", module="icews", beside=SENTENCES,
    ),
    "webannotation": Format(
        description="W3C Web Annotations (JSON-LD) for entities, times, statements and events",
        media_type='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"', extension=".jsonld",
        module="webannotation",
    ),
    "datasette": Format(
        description="An SQLite file with foreign keys and full-text search, and metadata: datasette FOLDER shows it",
        media_type=ZIP, extension=".datasette.zip", module="datasette", files=("taqarub.db", "metadata.json"),
    ),
})  # fmt: skip
