"""Evidence of closeness out of the database, without decoding a record: `store.dealings` has worked it out.

The rules are those of `closeness.evidence`: each story once, of several copies the one that weighs most, from the first
day on that any was known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, or_, select

from ..closeness.evidence import Direction, Evidence
from ..closeness.levels import Levels
from . import schema
from .database import Database

REACH = 300  # days; what is older weighs less than a thousandth, and sums leave it out
NEAR = 120  # days; what is older weighs less than a sixteenth
PAIRS_AT_ONCE = 100
Pair = tuple[str, str]


class Weight(NamedTuple):
    """One story of a pair, as far as sums need it (closeness.levels.Weighed)."""

    known: str
    day: str
    score: float
    weight: float


def evidence_of(
    database: Database, file: str | None = None, pairs: Collection[Pair] | None = None, direction: Direction = "both"
) -> dict[Pair, list[Evidence]]:
    """As `closeness.pairs_of`, with neither sentences nor addresses.

    Args:
        database: open.
        file: slug; None: whatever the file.
        pairs: only of these, codes in either order; those of which there is nothing are left out. None: of all.
        direction: "towards": only what the first of a pair does towards the second.

    Returns:
        Pair (codes in order of the alphabet) -> its evidence.
    """
    d, s = schema.dealings.c, schema.stories.c
    query = select(
        d.a, d.b, func.coalesce(s.story, d.day), d.type, d.source, d.target, s.story, d.day, d.known, d.mode, d.score, d.weight,
        d.status, d.claimed, d.file, d.record, d.outlet, d.start, d.end,
    ).outerjoin(schema.stories, s.article == d.article).order_by(d.a, d.b, d.article, d.position)  # fmt: skip
    if file is not None:
        query = query.where(d.file == file)
    groups: defaultdict[tuple, list[Sequence[Any]]] = defaultdict(list)
    with database.reading() as connection:
        for part in _parts(query, pairs):
            for row in connection.execute(part).all():
                groups[row[:6]].append(row)
    facing = None if direction == "both" or pairs is None else set(pairs)
    found: defaultdict[Pair, list[Evidence]] = defaultdict(list)
    for (a, b, _, _, source, target), rows in groups.items():
        if facing is None or any(x in source.split() and y in target.split() for x, y in ((a, b), (b, a)) if (x, y) in facing):
            found[a, b].append(_item(rows))
    return {
        pair: sorted(found[pair], key=lambda item: (item.known, item.story, item.record, item.start)) for pair in sorted(found)
    }


def levels_of(
    database: Database, files: Collection[str], since: str, until: str, reach: int = REACH
) -> dict[str, Levels]:
    """Sums of all pairs of files, for the days from one to another.

    Args:
        database: open.
        files: slugs.
        since, until: first and last day that will be asked for.
        reach: days before the first from which on evidence is looked at; less is faster, and enough to choose pairs by.

    Returns:
        slug -> sums, pairs in order of the alphabet; of files with nothing, too.
    """
    d, s = schema.dealings.c, schema.stories.c
    query = select(
        d.file, d.a, d.b, func.coalesce(s.story, d.day), d.type, d.source, d.target, d.known, d.day, d.score, d.weight
    ).outerjoin(schema.stories, s.article == d.article)  # fmt: skip
    query = query.where(d.file.in_(files), d.known > _before(since, reach), d.known <= until, d.weight > 0)
    groups: dict[tuple, tuple] = {}
    first: dict[tuple, str] = {}
    with database.reading() as connection:
        for row in connection.execute(query.order_by(d.file, d.a, d.b, d.article, d.position)).all():
            key = row[:7]
            old = groups.get(key)
            if old is None:
                groups[key] = row
                continue
            known = first.get(key, old[7])
            if (row[10], known) > (old[10], row[7]):
                groups[key] = row
            first[key] = min(known, row[7])
    items: dict[str, defaultdict[Pair, list[Weight]]] = {file: defaultdict(list) for file in files}
    for key, (file, a, b, _, _, _, _, known, day, score, weight) in groups.items():
        items[file][a, b].append(Weight(first.get(key, known), day, score, weight))
    return {file: Levels(pairs) for file, pairs in items.items()}


def _parts(query: Select, pairs: Collection[Pair] | None) -> Iterable[Select]:
    """The query, as many times as its pairs need."""
    if pairs is None:
        yield query
        return
    d = schema.dealings.c
    wanted = sorted({(min(pair), max(pair)) for pair in pairs})
    for at in range(0, len(wanted), PAIRS_AT_ONCE):
        yield query.where(or_(*(and_(d.a == a, d.b == b) for a, b in wanted[at : at + PAIRS_AT_ONCE])))


def _item(rows: Sequence[Sequence[Any]]) -> Evidence:
    """Of several copies, in the order of their articles, the one that weighs most."""
    best, first = rows[0], rows[0][8]
    for row in rows[1:]:
        if (row[11], first) > (best[11], row[8]):
            best = row
        first = min(first, row[8])
    _, _, _, kind, source, target, story, day, _, mode, score, weight, status, claimed, file, record, _, start, end = best
    acting, meant = source.split(), target.split()
    return Evidence(
        story=story or f"{day} {kind} {'+'.join(acting)} {'+'.join(meant)}", day=day, known=first, type=kind, mode=mode,
        score=score, weight=weight, status=status, source=acting, target=meant, claimed=claimed, file=file or None, record=record,
        url=None, outlets=sorted({row[16] for row in rows if row[16]}), start=start, end=end, sentence="",
    )  # fmt: skip


def _before(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) - timedelta(days=days)).isoformat()
    except OverflowError:
        return date.min.isoformat()
