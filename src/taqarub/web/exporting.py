"""Lists as files: what is seen, as CSV or JSON, and where events are listed also in the formats of `taqarub.exports`."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from fastapi import HTTPException
from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response

from ..exports import FORMATS, Options, write
from ..exports.cells import Rows
from ..records import Record, Status, from_json
from ..store import Database, schema

LISTS = ("csv", "json", "jsonl")
EVENTS = ("polecat", "gdelt", "icews")
ARTICLES = (*EVENTS, "parquet", "webannotation", "datasette")
RECORDS = "records"  # whole records as JSON Lines: what the command calls jsonl, which here is the list itself
Place = tuple[str, int, str]  # of an event: id of the article, first character of the trigger, type
_TOLD: tuple[Status, ...] = ("happened", "ongoing")  # as the command has them; GDELT and ICEWS know no plans
_SAID: tuple[Status, ...] = (*_TOLD, "planned", "possible")  # POLECAT tells them by contexts


def table(request: Request, name: str, rows: Sequence[Mapping[str, Any]]) -> Response:
    """Rows in the format that the request asks for (`format=csv`, `json` or `jsonl`).

    Args:
        request: what is answered.
        name: of the file.
        rows: one a line; the first tells the columns.

    Raises:
        HTTPException: another format.
    """
    kind = request.query_params.get("format")
    if kind == "json":
        return _file(msgspec.json.encode(list(rows)), "application/json", f"{name}.json")
    if kind == "jsonl":
        lines = b"".join(msgspec.json.encode(row) + b"\n" for row in rows)
        return _file(lines, "application/x-ndjson", f"{name}.jsonl")
    if kind != "csv":
        raise HTTPException(400, f"format: {', '.join(LISTS)}")
    out = io.BytesIO()
    lines_out = Rows(out, tabs=False)
    if rows:
        lines_out.header(rows[0])
        for row in rows:
            lines_out.add(_cell(row.get(column)) for column in rows[0])
    lines_out.flush()
    return _file(out.getvalue(), "text/csv; charset=utf-8", f"{name}.csv")


def events(
    request: Request, name: str, database: Database, places: Iterable[Place], rows: Sequence[Mapping[str, Any]]
) -> Response:  # fmt: skip
    """A list of events, as a table or in one of EVENTS; GDELT and ICEWS leave out what has not happened.

    Args:
        request: what is answered.
        name: of the file.
        database: open.
        places: the events of the list.
        rows: the list itself.
    """
    kind = request.query_params.get("format", "")
    if kind not in EVENTS:
        return table(request, name, rows)
    listed = set(places)
    found = _only(stored(database, list(dict.fromkeys(id for id, _, _ in listed))), listed)
    return _written(found, kind, name, Options(statuses=_SAID if kind == "polecat" else _TOLD))


def articles(
    request: Request, name: str, database: Database, ids: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> Response:  # fmt: skip
    """A list of articles, as a table, or what was read in them in one of ARTICLES or as RECORDS.

    Args:
        request: what is answered.
        name: of the file.
        database: open.
        ids: of the articles.
        rows: the list itself.
    """
    kind = request.query_params.get("format", "")
    if kind != RECORDS and kind not in ARTICLES:
        return table(request, name, rows)
    return _written(stored(database, ids), "jsonl" if kind == RECORDS else kind, name, Options())


def stored(database: Database, ids: Sequence[str]) -> Iterator[Record]:
    """Records by their ids, in the order of the ids."""
    a = schema.articles.c
    for start in range(0, len(ids), 100):
        part = ids[start : start + 100]
        with database.reading() as connection:
            found = {row.id: row.record for row in connection.execute(select(a.id, a.record).where(a.id.in_(part)))}
        yield from (from_json(found[id]) for id in part if id in found)


def _only(records: Iterable[Record], places: Collection[Place]) -> Iterator[Record]:
    """Records of whose events only those of a list are written: the others count as denied, which no table has.

    They stay in their places, because the ids of events in the tables count them.
    """
    for record in records:
        record.events = [
            event if (record.id, event.trigger.start, event.type) in places else msgspec.structs.replace(event, status="denied")
            for event in record.events
        ]
        yield record


def _written(records: Iterable[Record], kind: str, name: str, options: Options) -> Response:
    out, form = io.BytesIO(), FORMATS[kind]
    write(records, kind, out, options=options)
    return _file(out.getvalue(), form.media_type, f"{name}{form.extension}")


def _cell(value: Any) -> Any:
    """A list of anything but text as JSON: a cell joins texts alone."""
    odd = isinstance(value, list | tuple | dict) and not all(isinstance(each, str) for each in value)
    return msgspec.json.encode(value).decode() if odd or isinstance(value, dict) else value


def _file(content: bytes, kind: str, name: str) -> Response:
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-")
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{plain}"'})
