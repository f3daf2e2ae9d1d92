"""Lists as files: CSV for a spreadsheet, JSON for a program."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from fastapi import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_FORMULA = re.compile(r"^[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?$")


def table(request: Request, name: str, rows: Sequence[Mapping[str, Any]]) -> Response:
    """Rows in the format that the request asks for (`format=csv` or `json`).

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
    if kind != "csv":
        raise HTTPException(400, "format: csv, json")
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    return _file(b"\xef\xbb\xbf" + out.getvalue().encode(), "text/csv; charset=utf-8", f"{name}.csv")


def _cell(value: object) -> object:
    """Text as a spreadsheet must take it: never as a formula."""
    text = value if isinstance(value, str) else None
    return f"'{text}" if text and _FORMULA.match(text) and not _NUMBER.match(text) else value


def _file(content: bytes, kind: str, name: str) -> Response:
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name)
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{plain}"'})
