"""Articles out of Parquet files, and what was read in them into Parquet files."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Sequence
from datetime import date as Date
from pathlib import Path
from typing import Any

from ..pages.items import read_item
from ..pages.sources import Failure
from ..records import Article, TaqarubError, from_json
from .rows import Failed, Outcome, to_stored

AT_ONCE = 512  # rows
Read = tuple[bytes | None, Outcome]  # the digest of an input, and what came of it

# columns of a file of results; a row an input, in their order. Of an input that could not be read there are only `origin` and
# `reason`, which are empty otherwise.
TEXTS = ("id", "url", "outlet", "published", "headline", "label", "text", "record", "headline_terms", "body_terms",
         "lemmas", "origin", "reason")  # fmt: skip


def _pyarrow() -> Any:
    try:
        import pyarrow.parquet
    except ModuleNotFoundError as error:
        raise TaqarubError("Parquet needs `pip install taqarub[cluster]`") from error
    return pyarrow


def groups(path: Path) -> list[int]:
    """The number of rows of each row group.

    Raises:
        Failure: it is no Parquet file.
    """
    arrow = _pyarrow()
    try:
        meta = arrow.parquet.ParquetFile(path).metadata
    except (arrow.ArrowException, OSError) as error:
        raise Failure(str(path), f"no Parquet ({error})") from error
    return [meta.row_group(number).num_rows for number in range(meta.num_row_groups)]


def read_rows(
    path: Path, *, outlet: str | None = None, date: str | None = None, only: Sequence[int] | None = None, first: int = 1
) -> Iterator[Article | Failure]:
    """Articles of a Parquet file, whose columns are named as in JSON (id, url, source, date, headline, body or sentences).

    Args:
        path: the file.
        outlet, date: for articles that do not tell them.
        only: row groups to read; all where they are not given.
        first: number of the first row of these.
    """
    arrow = _pyarrow()
    number = first - 1
    try:
        with arrow.parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(AT_ONCE, row_groups=only):
                for row in batch.to_pylist():
                    number += 1
                    yield _article(row, f"{path}, row {number}", outlet, date)
    except (arrow.ArrowException, OSError) as error:
        yield Failure(str(path), f"no sound Parquet ({error})")


def _article(row: dict[str, Any], origin: str, outlet: str | None, date: str | None) -> Article | Failure:
    plain = {
        name: value.isoformat() if isinstance(value, Date) else value for name, value in row.items() if value is not None
    }
    try:
        return read_item(plain, outlet, date)
    except TaqarubError as error:
        return Failure(origin, str(error))


def write(path: Path, results: Sequence[Read]) -> None:
    """Write results, whole or not at all.

    Raises:
        TaqarubError: it cannot be written.
    """
    arrow = _pyarrow()
    rows = [_row(digest, outcome) for digest, outcome in results]
    fields = [(name, arrow.string()) for name in TEXTS]
    schema = arrow.schema([*fields, ("files", arrow.list_(arrow.string())), ("digest", arrow.binary())])
    hidden = path.with_name(f".{path.name}.{uuid.uuid4().hex}")  # two workers may write the same part
    try:
        arrow.parquet.write_table(arrow.Table.from_pylist(rows, schema=schema), hidden, compression="zstd")
        os.replace(hidden, path)
    except OSError as error:
        hidden.unlink(missing_ok=True)
        raise TaqarubError(f"{path}: cannot be written ({error.strerror or error})") from error


def _row(digest: bytes | None, outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Failed):
        return {"digest": digest, "origin": outcome.origin, "reason": outcome.reason}
    article = outcome.article
    kept = {name: article[name] for name in ("id", "url", "outlet", "published", "headline", "label", "record")}
    terms = {"headline_terms": outcome.terms["headline"], "body_terms": outcome.terms["body"], "lemmas": outcome.terms["lemmas"]}
    files = [row["file"] for row in outcome.article_files]
    return {**kept, **terms, "text": from_json(article["record"]).text, "files": files, "digest": digest}


def read(path: Path) -> list[Read]:
    """What `write` wrote.

    Raises:
        TaqarubError: it is no such file.
    """
    arrow = _pyarrow()
    names = ["record", "headline_terms", "body_terms", "lemmas", "digest", "origin", "reason"]
    try:
        rows = arrow.parquet.read_table(path, columns=names).to_pylist()
    except (arrow.ArrowException, OSError) as error:
        raise TaqarubError(f"{path}: no sound Parquet ({error})") from error
    return [(row["digest"], _outcome(row)) for row in rows]


def _outcome(row: dict[str, Any]) -> Outcome:
    if row["reason"] is not None:
        return Failed(origin=row["origin"], reason=row["reason"])
    terms = (row[name].split() for name in ("headline_terms", "body_terms", "lemmas"))
    return to_stored(from_json(row["record"]), *terms)
