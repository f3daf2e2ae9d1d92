"""An article: its text with all that was read in it, layer by layer, and why."""

from __future__ import annotations

import re

from fastapi import APIRouter, HTTPException, Request, Response

from ...store.queries import record as stored
from ..desk import desk_of
from ..marks import marks_of, pieces
from ..rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/articles/{id:path}")
def article(request: Request, id: str) -> Response:
    """The page of an article."""
    with desk_of(request).open() as database:
        record = stored(database, id)
    if record is None:
        raise HTTPException(404)
    marks = marks_of(record)
    paragraphs = [
        pieces(record.text, marks, match.start(), match.end())
        for match in re.finditer(r"[^\n]+", record.text)
        if match.start() >= record.body_start
    ]
    headline = pieces(record.text, marks, 0, max(record.body_start - 1, 0))
    return page(request, "article.html", record=record, headline=headline, paragraphs=paragraphs)
