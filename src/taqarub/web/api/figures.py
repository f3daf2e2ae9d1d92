"""Closeness, pairs that moved, briefings: the figures of a file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, HTTPException, Query, Request

from ...closeness import HALF_LIFE, series, shifts
from ...closeness.tables import whole
from ..desk import desk_of
from ..pages.brief import LONGEST, made_of_file
from ..queries.ledger import kept_evidence, ledger, with_sentences
from ..queries.periods import bounds, ending
from .asking import Code, Day, Slug
from .figure_models import BriefOut, ClosenessOut, DyadsOut
from .names import known_file

router = APIRouter(prefix="/api/v1")
YEARS = 20  # of a series
EARLY = 10  # days of the calendar before which a briefing cannot look back
First = Annotated[Day | None, Query(alias="from", description="First day.")]
Last = Annotated[Day | None, Query(alias="to", description="Last day.")]


@router.get("/files/{slug}/closeness", tags=["files"], summary="Closeness of two actors", response_model=ClosenessOut)
def closeness(
    request: Request, slug: Slug, a: Code, b: Code, since: First = None, until: Last = None,
    direction: Annotated[Literal["both", "towards"], Query(description="towards: only what a does towards b.")] = "both",
    half_life: Annotated[float, Query(ge=0.1, le=3650, description="Days after which evidence counts half.")] = HALF_LIFE,
    top: Annotated[int, Query(ge=0, le=100, description="How many of the events that moved it most.")] = 10,
) -> Any:  # fmt: skip
    """Day by day, with its interval and what moved it: the numbers of `taqarub closeness A B --file SLUG`."""
    if a == b:
        raise HTTPException(400, "a and b are the same actor")
    desk = desk_of(request)
    with desk.open() as database:
        known_file(desk, database, slug)
        items = [item for item in kept_evidence(desk, database, a, b, slug, direction) if not until or item.known <= until]
        if not items:
            raise HTTPException(404, f"no event between {a} and {b} on this file" + (" by then" if until else ""))
        days = (since or min(i.known for i in items), until or max(i.known for i in items))
        _possible(*days)
        found = series(items, days, half_life, top=top)
        sentences = with_sentences(database, [move.item for move in found.moves])
        found.moves = [msgspec.structs.replace(m, item=i) for m, i in zip(found.moves, sentences, strict=True)]
    return whole(found, a, b, slug, direction)


@router.get("/files/{slug}/dyads", tags=["files"], summary="Pairs that moved most", response_model=DyadsOut)
def dyads(
    request: Request, slug: Slug, since: First = None, until: Last = None,
    split: Annotated[Day | None, Query(description="First day of the second period; without, the middle.")] = None,
    half_life: Annotated[float, Query(ge=0.1, le=3650)] = HALF_LIFE,
    least: Annotated[int, Query(ge=1, le=10_000, description="Leave out pairs with fewer stories.")] = 3,
    top: Annotated[int, Query(ge=1, le=100, description="How many pairs.")] = 20,
) -> Any:  # fmt: skip
    """From one period to the next: the numbers of `taqarub dyads --file SLUG`. Without days: the last two months."""
    desk = desk_of(request)
    with desk.open() as database:
        known_file(desk, database, slug)
        pairs = ledger(desk, database, slug)
        last = until or max((items[-1].known for items in pairs.values()), default="") or bounds(database).last or "2000-01-01"
        first = since or ending(last, 60).first
        _possible(first, last)
        one, two = _halves(first, split, last)
        key = ("api dyads", slug, one, two, half_life, least, top)
        found = desk.kept(database, key, lambda: shifts(pairs, one, two, half_life, least=least, top=top))
    rows = [{**msgspec.structs.asdict(shift), "sure": shift.sure} for shift in found]
    return {"first": one, "second": two, "pairs": rows}


@router.get("/files/{slug}/brief", tags=["files"], summary="A briefing", response_model=BriefOut)
def briefing(
    request: Request, slug: Slug,
    day: Annotated[Day | None, Query(description="Last day; without it the last with an article in the database.", examples=["2018-07-16"])] = None,
    days: Annotated[int, Query(ge=1, le=LONGEST, description="How many days up to that.")] = 1,
) -> Any:  # fmt: skip
    """What happened, who said what, what moved, each line with its source: as `taqarub brief --format json`."""
    desk = desk_of(request)
    with desk.open() as database:
        known = known_file(desk, database, slug)
        last = day or known["last"] or bounds(database).last or "2000-01-01"
        if date.fromisoformat(last).toordinal() <= days + EARLY:
            raise HTTPException(400, "the calendar does not go back so far")
        return msgspec.to_builtins(made_of_file(desk, database, slug, last, days))


def _halves(first: str, split: str | None, last: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """The two periods, as the command makes them: the second begins on `split`, or in the middle.

    Raises:
        HTTPException: 400, they do not make two.
    """
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    cut = date.fromisoformat(split) if split else begin + (end - begin + timedelta(days=1)) / 2
    if not begin < cut <= end:
        raise HTTPException(400, f"{first} to {last} does not make two periods" + (f" with {split} between" if split else ""))
    return (first, (cut - timedelta(days=1)).isoformat()), (cut.isoformat(), last)


def _possible(first: str, last: str) -> None:
    """A series has an end: its days must be in order, and not too many.

    Raises:
        HTTPException: 400, they are not.
    """
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    if days < 0:
        raise HTTPException(400, f"from: {first} comes after {last}")
    if days > 366 * YEARS:
        raise HTTPException(400, f"a series has at most {YEARS} years")
