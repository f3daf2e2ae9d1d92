"""The first page: all files with their week."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from ..rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/")
def files(request: Request) -> Response:
    """All files."""
    return page(request, "error.html", title="…", help=None)
