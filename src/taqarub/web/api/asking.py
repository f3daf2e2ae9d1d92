"""What the addresses of the API take: filters, days, pages."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import msgspec
from fastapi import Depends, HTTPException, Path, Query
from pydantic import AfterValidator

from ...store import Filters

MOST = 200  # entries of a page
LATEST = 2**53  # numbers that a cursor may hold
CLEAN = r"^[^\x00-\x08\x0b-\x1f\x7f]*$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CODE = r"^[A-Z][A-Z0-9_]{1,19}$"


def _is_day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise ValueError("is no day of the calendar") from error


Day = Annotated[str, Query(pattern=r"^\d{4}-\d{2}-\d{2}$", json_schema_extra={"format": "date"}), AfterValidator(_is_day)]
Words = Annotated[str, Query(max_length=300, pattern=CLEAN)]
Slug = Annotated[str, Path(max_length=60, pattern=SLUG, description="Slug of a file.", examples=["syria"])]
Id = Annotated[str, Path(min_length=1, max_length=1000, pattern=CLEAN, description="Id of an article; `/` in it is written %2F.")]
Code = Annotated[str, Query(pattern=CODE, description="Code of an actor.", examples=["RUS"])]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Entries of a page.")]
Cursor = Annotated[
    str | None, Query(max_length=400, description="`next` of the page before; without it the first page.")
]
_EACH = Query(max_length=20)


def _filters(
    actor: Annotated[list[Words], Query(max_length=20, description="Codes (RUS) or English names; all must be in the article.")] = [],  # noqa: B006
    outlet: Annotated[list[Words], Query(max_length=20, description="Outlets; any of them.")] = [],  # noqa: B006
    file: Annotated[list[Words], Query(max_length=20, description="Slugs of files; any of them.", examples=[["syria"]])] = [],  # noqa: B006
    type: Annotated[list[Words], Query(max_length=20, description="PLOVER types of events; any of them.", examples=[["CONSULT"]])] = [],  # noqa: B006
    since: Annotated[Day | None, Query(alias="from", description="Published on this day or later.")] = None,
    until: Annotated[Day | None, Query(alias="to", description="Published on this day or earlier.")] = None,
) -> Filters:
    return Filters(
        actors=tuple(actor), outlets=tuple(outlet), files=tuple(file), types=tuple(type), since=since, until=until
    )


Chosen = Annotated[Filters, Depends(_filters)]


def to_cursor(*key: Any) -> str:
    """The place after an entry, as a word for addresses."""
    return base64.urlsafe_b64encode(msgspec.json.encode(key)).rstrip(b"=").decode()


def from_cursor(cursor: str | None, *kinds: type) -> list[Any] | None:
    """What `to_cursor` was given.

    Args:
        cursor: as it came.
        kinds: of its parts; any may be None as well.

    Raises:
        HTTPException: 400, it is none of ours.
    """
    if cursor is None:
        return None
    try:
        found = msgspec.json.decode(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (ValueError, msgspec.DecodeError) as error:
        raise HTTPException(400, "cursor: is not one that this desk gave") from error
    if not isinstance(found, list) or len(found) != len(kinds) or not all(map(_fits, found, kinds)):
        raise HTTPException(400, "cursor: is not one that this desk gave")
    return found


def _fits(value: object, kind: type) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, str):
        return kind is str and re.fullmatch(r"[^\x00]{0,300}", value) is not None
    return value is None or (kind is int and isinstance(value, int) and abs(value) < LATEST)


def cut(rows: Sequence[Any], limit: int, *key: str) -> tuple[list[Any], str | None]:
    """Rows of which one more was asked for than a page holds: the page, and the cursor of the next."""
    page = list(rows[:limit])
    after = to_cursor(*(getattr(page[-1], name) for name in key)) if len(rows) > limit else None
    return page, after
